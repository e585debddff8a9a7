# O cardápio como arquivo
import-nav = Importar ou exportar
import-title = O cardápio como arquivo
import-heading = Importar
import-lead = O arquivo substitui o cardápio inteiro. Primeiro você vê o que mudaria; nada é salvo antes de você confirmar.
import-file = Arquivo
import-file-hint = CSV ou JSON, UTF-8, até 128 KB.
import-text = Ou cole o texto
import-text-hint = A primeira linha dá nome às colunas. Entre elas, vírgulas, pontos e vírgulas ou tabulações.
import-check = Verificar o arquivo
import-columns = Colunas de um arquivo CSV
import-line = Linha { $n }
import-at-column = coluna { $n }
import-further = { $n ->
    [one] Há mais um problema que não aparece. Corrija estes primeiro.
   *[other] Há mais { $n } problemas que não aparecem. Corrija estes primeiro.
}
import-found = { $n ->
    [one] Um problema, indicado acima com sua linha. Nada foi alterado.
   *[other] { $n } problemas, indicados acima com suas linhas. Nada foi alterado.
}
export-title = Exportar
export-lead = Altere numa planilha e importe de novo. Nomes, preços, alérgenos, opções e a ordem estão todos nele.
export-csv = Como CSV, para planilhas
export-json = Como JSON, para programas
import-preview-title = O que mudaria
import-same = Nada mudaria: o arquivo contém o cardápio como está.
import-keep = Deixar o cardápio como está
import-changes = { $n ->
    [one] { $n } alteração
   *[other] { $n } alterações
}
import-confirm = { $n ->
    [one] Substituir o cardápio: { $n } bebida
   *[other] Substituir o cardápio: { $n } bebidas
}
import-done = O cardápio foi importado. Os clientes já o veem.
change-added = Novo
change-changed = Muda
change-removed = Sai
change-none = nada
change-yes = sim
change-no = não
change-old = antes:
change-new = agora:
import-column-kind = currency (moeda), drink (bebida), group (grupo) ou option (opção). Uma linha cada.
import-column-group = Para option: o identificador do grupo. Vazio: o grupo acima.
import-column-id = Curto e estável, como flat-white. Vazio: feito do nome. Para currency: o código, como BRL.
import-column-name = Como os clientes leem.
import-column-note = Para drink: algumas palavras abaixo do nome.
import-column-price = Como 3.60 ou 3,60. Vazio: nenhum.
import-column-icon = Para drink: espresso, flat_white, cappuccino, latte, filter, cold, tea, chocolate ou other.
import-column-allergens = milk, nuts, gluten, soy, egg, sesame, peanuts, sulphites, separados por espaços.
import-column-replaces = Para option: os alérgenos que ela tira.
import-column-groups = Para drink: identificadores dos grupos, separados por espaços.
import-column-min = Para group: o mínimo. Vazio: 0.
import-column-max = Para group: o máximo. Vazio: 1.
import-column-default = Para option: yes se vem escolhida no início.
import-column-sold-out = yes se aparece mas não pode ser pedido.
change-field-currency = Moeda
change-field-drinks-order = Ordem das bebidas
change-field-groups-order = Ordem das opções
change-field-name = Nome
change-field-note = Algumas palavras
change-field-price = Preço
change-field-icon = Desenho
change-field-allergens = Contém
change-field-groups = Opções
change-field-sold-out = Esgotado
change-field-min = No mínimo
change-field-max = No máximo
change-field-order = Ordem
change-field-replaces = Substitui
change-field-default = Escolhida no início
problem-import-empty = Escolha um arquivo que não esteja vazio ou cole o texto.
problem-import-too-large = O arquivo é grande demais: no máximo { $most } KB. Um cardápio de cem bebidas precisa de 20.
problem-import-workbook = Isto é uma pasta de trabalho. Na planilha escolha Salvar como, depois “CSV UTF-8”, e importe esse arquivo.
problem-import-utf-sixteen = O texto está em UTF-16 (“Unicode”). Salve como “CSV UTF-8” e importe de novo.
problem-import-charset = Daqui em diante o texto não é UTF-8, e letras como ç se perderiam. Salve o arquivo como “CSV UTF-8” e importe de novo.
problem-import-kind = Escolha um arquivo que termine em .csv ou .json.
problem-import-json-cut = O JSON termina cedo demais: um colchete, uma chave ou aspas ainda estão abertos.
problem-import-json-comma = Antes deste ponto falta uma vírgula ou um fechamento.
problem-import-json-last-comma = Depois da vírgula anterior não há nada. Remova a vírgula.
problem-import-json-colon = Faltam dois-pontos depois do nome.
problem-import-json-name = Ponha o nome entre aspas.
problem-import-json-value = Aqui falta um valor. Ponha os textos entre aspas.
problem-import-json-text = Este texto tem uma quebra de linha ou uma barra solta. Escreva \n para uma quebra e \\ para uma barra.
problem-import-json-number = Isto não é um número.
problem-import-json-after = O JSON já terminou antes deste ponto. Remova o que segue.
problem-import-json-other = Isto não é JSON. Corrija aqui e verifique de novo.
problem-import-not-object = Aqui vai um objeto entre chaves.
problem-import-not-list = Aqui vai uma lista entre colchetes.
problem-import-not-text = Aqui vai um texto entre aspas.
problem-import-not-number = Escreva um número inteiro.
problem-import-not-flag = Escreva true ou false.
problem-import-missing = Falta { $name }. Adicione.
problem-import-unknown-field = Não existe o campo { $name }. Remova-o ou corrija o nome.
problem-import-field-twice = { $name } aparece duas vezes. Remova um.
problem-import-no-column = Falta a coluna { $name } na primeira linha. Adicione-a.
problem-import-unknown-column = Não existe a coluna { $name }. São conhecidas: { $known }.
problem-import-cells = Esta linha tem { $found } células, a primeira { $most }. Ponha entre aspas os textos que contêm o separador.
problem-import-quote = Aqui abre uma aspa que nunca fecha. Escreva "" para uma dentro do texto.
problem-import-unknown-row = Não existe o tipo de linha “{ $name }”. Escreva currency, drink, group ou option.
problem-import-yes-no = Escreva yes ou no.
problem-import-no-group = Não há grupo para esta opção. Diga o grupo ou ponha a linha abaixo dele.
