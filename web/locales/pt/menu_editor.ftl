# Os formulários do cardápio: como o cliente vê, ordenar arrastando e o que pode estar errado
preview-title = Como os clientes veem
preview-lead = Acompanha o que você escreve. Nada é salvo antes de tocar em Salvar.
preview-button = Pré-visualizar
menu-drag = Arraste { $name } para outro lugar
menu-moved = { $name } está agora na posição { $place }. A ordem está salva.
menu-unordered = A nova ordem não foi salva. Recarregue a página e tente de novo.
problem-menu-twice = { $id } aparece duas vezes. Dê a cada um o seu.
problem-menu-id = Escreva um identificador de 1 a 40 dos caracteres a-z, 0-9, - e _.
problem-menu-unknown-icon = Não existe o desenho { $id }. Escolha um da lista.
problem-menu-unknown-allergen = { $id } não é um alérgeno de que se possa avisar. São conhecidos: { $known }.
problem-menu-unknown-group = Não existem as opções { $id }. Adicione-as primeiro ou tire-as da bebida.
problem-menu-option-count = Escreva de 1 a { $most } escolhas.
problem-menu-defaults = Há mais opções escolhidas no início do que o permitido. Tire algumas ou aumente “No máximo”.
problem-menu-too-many-drinks = Deixe no máximo { $most } bebidas.
problem-menu-too-many-groups = Deixe no máximo { $most } grupos de opções.
