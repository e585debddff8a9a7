# A gestão da loja

console-nav = Gestão
save = Salvar
saved = Salvo. Os novos valores já valem.
search = Buscar
search-all = Mostrar tudo
search-found = { $n ->
    [one] { $n } de { $of } corresponde
   *[other] { $n } de { $of } correspondem
}
search-none = Nada corresponde a “{ $q }”.
discard = Descartar
word-and-more = { $first }. { $more }
sentences = { $first } { $more }

today-title = Hoje
today-now = { $first }, { $more }
today-waiting = { $n ->
    [0] ninguém na espera
    [one] { $n } na espera
   *[other] { $n } na espera
}
today-lead = { $making } em preparo, { $ready } prontos.
today-places = O código tem { $left } de { $places } lugares livres.
today-pause-for = Pausar por
today-close-effect = { $n ->
    [0] Fechar interrompe novos pedidos. Nada na espera.
    [one] Fechar interrompe novos pedidos. { $n } pedido ainda será feito.
   *[other] Fechar interrompe novos pedidos. { $n } pedidos ainda serão feitos.
}
today-open-effect = Abrir mostra um código nas telas, e os clientes podem pedir.
today-links = Páginas
today-open-board = Quadro do balcão
today-open-display = Tela
today-open-guest = Página do cliente
stat-orders = Pedidos hoje
stat-collected = Retirados
stat-missed = Não retirados
stat-cancelled = Cancelados ou expirados

settings-title = Configurações
settings-store = Loja
settings-code = Código na tela
settings-queue = Fila
settings-time = Prazos
settings-board = Quadro
setting-store-name = Nome da loja
setting-time-zone = Fuso horário
setting-time-zone-hint = Como America/Sao_Paulo. Os números recomeçam à meia-noite de lá.
setting-currency = Moeda
setting-currency-hint = Como BRL. Deixe vazio para não mostrar preços. Os valores não são convertidos.
setting-places-per-code = Lugares por código
setting-places-per-code-hint = Um novo código vem quando o tempo dele acaba.
setting-code-lifetime-minutes = Validade do código
setting-code-lifetime-minutes-hint = Aparece como contagem regressiva.
setting-max-queue = Fila máxima
setting-max-queue-hint = Depois disso, os clientes tentam mais tarde.
setting-max-items-per-order = Bebidas por pedido
setting-max-items-per-order-hint = Com 1, o pedido cabe em uma página.
setting-max-open-orders-per-person = Abertos por pessoa
setting-max-open-orders-per-person-hint = Ao mesmo tempo.
setting-max-orders-per-person-per-day = Por pessoa e dia
setting-max-orders-per-person-per-day-hint = 0 para não ter limite.
setting-submit-timeout-minutes = Escolher em
setting-submit-timeout-minutes-hint = Depois o lugar passa para o próximo.
setting-make-timeout-minutes = Fazer em
setting-make-timeout-minutes-hint = Depois o pedido expira.
setting-collect-timeout-minutes = Retirar em
setting-collect-timeout-minutes-hint = Depois conta como não retirado.
setting-warn-after-minutes = Amarelo após
setting-warn-after-minutes-hint = Um pedido pede atenção.
setting-late-after-minutes = Vermelho após
setting-late-after-minutes-hint = Um pedido está atrasado.
unit-orders = { $n ->
    [one] pedido
   *[other] pedidos
}
unit-drinks = { $n ->
    [one] bebida
   *[other] bebidas
}
unit-minutes = min

menu-title = Cardápio
menu-drinks = Bebidas
menu-drinks-count = { $n ->
    [one] { $n } bebida
   *[other] { $n } bebidas
}
menu-empty = Ainda não há bebidas. Adicione a primeira.
menu-drink = Bebida
menu-price = Preço
menu-order = Ordem
menu-state = No cardápio
menu-remove = Tirar
menu-remove-name = Tirar { $name }
menu-remove-confirm = Tirar { $name } do cardápio?
menu-up = Subir { $name }
menu-down = Descer { $name }
menu-groups = Opções
menu-groups-count = { $n ->
    [0] Sem opções
    [one] { $n } grupo de opções
   *[other] { $n } grupos de opções
}
menu-groups-lead = Leite, tamanhos, extras. Cada bebida diz quais tem.
menu-group = Opções
menu-rule = Regra

drink-new = Nova bebida
drink-name = Nome
drink-note = Poucas palavras
drink-note-hint = Aparece abaixo do nome. Pode ficar vazio.
drink-price = Preço
drink-price-hint = Em { $currency }, como { $example }. Vazio para não ter preço.
drink-price-hint-none = Como { $example }. A loja não mostra preços agora.
drink-icon = Desenho
drink-icon-espresso = Espresso
drink-icon-flat-white = Flat white
drink-icon-cappuccino = Cappuccino
drink-icon-latte = Latte
drink-icon-filter = Filtrado
drink-icon-cold = Gelado
drink-icon-tea = Chá
drink-icon-chocolate = Chocolate
drink-icon-other = Outro
drink-allergens = Contém
drink-no-groups = Ainda não há opções.

group-new = Novas opções
group-name = Nome
group-min = No mínimo
group-min-hint = 0 se puder ficar de fora.
group-max = No máximo
group-max-hint = Com 1, só dá para escolher uma.
group-options = Escolhas
group-options-lead = Uma linha sem nome é tirada. Salve para ter mais linhas vazias.
group-option = Escolha { $n }
option-name = Nome
option-price = Acréscimo
option-default = Já escolhida
option-allergens = Alérgenos
option-brings = Contém
option-replaces = Substitui, como a aveia substitui o leite

staff-title = Equipe
staff-team = Equipe
staff-count = { $n ->
    [one] { $n } pessoa
   *[other] { $n } pessoas
}
staff-me = Você
staff-new-pin = Novo PIN
staff-pin = PIN ou senha
staff-pin-hint = No mínimo 4 caracteres. Para a gerência, use uma longa.
staff-remove = Tirar { $name }
staff-remove-confirm = Tirar { $name }? A sessão se encerra na hora.
staff-make-operator = Tornar gerente
staff-make-barista = Só barista
staff-add = Adicionar uma pessoa
staff-add-button = Adicionar
staff-name = Nome
staff-name-hint = A equipe vê nos pedidos.
staff-role = Função
role-barista = Barista
role-barista-hint = trabalha no quadro
role-operator = Gerência
role-operator-hint = também cuida da loja

devices-title = Aparelhos
devices-add = Parear um aparelho
devices-add-lead = Abra nele o endereço deste servidor com /pair. Ele mostra um código curto.
devices-add-button = Parear
devices-code = Código na tela dele
devices-code-hint = Maiúsculas ou minúsculas, tanto faz.
devices-name = Nome
devices-name-hint = Como “Tela acima do balcão”.
devices-kind = O que é
device-display = Tela
device-tablet = Tablet do balcão
device-machine = Máquina
devices-paired = Pareados
devices-empty = Nada pareado ainda.
devices-since = Pareado: { $time }.
devices-rename = Renomear
devices-remove = Desparear
devices-remove-confirm = Desparear { $name }? A sessão se encerra na hora.

# O que pode estar errado em um formulário
problem-invalid-number = Escreva um número, por favor.
problem-invalid-price = Escreva um preço como { $example } ou deixe vazio.
problem-invalid-currency = Escreva três letras, como BRL, ou nada.
problem-invalid-time-zone = Escolha o fuso horário pelo nome completo, como America/Sao_Paulo.
problem-invalid-store-name = Dê à loja um nome de 1 a 60 caracteres.
problem-invalid-text = Há um caractere que não pode ser salvo. Retire-o e tente de novo.
problem-invalid-value = Isso não serve aqui.
problem-out-of-bounds = De { $least } a { $most }. Era { $was }.
problem-late-before-warn = O vermelho vem depois do amarelo: aos { $warn } minutos ou mais tarde.
problem-invalid-menu-name = Escreva um nome de 1 a 60 caracteres.
problem-invalid-menu-note = Use até 60 caracteres, por favor.
problem-invalid-menu-price = Um preço fica entre 0 e { $most }.
problem-invalid-choice-bounds = “No máximo” deve ser 1 ou mais, não menor que “No mínimo”, e deve haver escolhas suficientes.
problem-invalid-staff-name = Escreva um nome de 1 a 40 caracteres.
problem-invalid-pin = Escolha no mínimo 4 caracteres.
problem-invalid-role = Escolha barista ou gerência.
problem-name-taken = Alguém com este nome já trabalha aqui. Acrescente uma letra.
problem-last-operator = A última pessoa da gerência precisa ficar, ou ninguém cuidaria da loja.
problem-unknown-pairing-code = Nenhum aparelho mostra este código. Leia de novo: ele muda a cada 15 minutos.
problem-invalid-device-name = Escreva um nome de 1 a 40 caracteres.
problem-device-renamed-since = Nesse meio-tempo alguém o chamou de { $name }. Salve de novo para mudar o nome mesmo assim.

# Opening hours
hours-title = Horário
hours-week = Toda semana
hours-lead = A loja abre e fecha sozinha nestes horários. Deixe tudo vazio para fazer à mão. Um dia sem horários fica fechado. Das 20:00 às 02:00 passa da meia-noite.
hours-zone = Fuso horário: { $name }.
hours-zone-change = Alterar
hours-exceptions = Outros dias
hours-exceptions-lead = Feriados e noites longas. Uma data sem horários fica fechada o dia todo. Esvazie a data para remover. Salve para ter mais linhas vazias.
hours-exception = Outro dia { $n }
hours-date = Data
hours-from = Abre, { $n }
hours-to = Fecha, { $n }
hours-saved = Salvo. A loja fica como está até o próximo destes horários.
hours-opens = Abre às { $time }
hours-opens-day = Abre { $day } às { $time }
today-closes = Fecha às { $time }
today-closes-day = Fecha { $day } às { $time }
today-resumes = Volta às { $time }
problem-invalid-time = Escreva uma hora como 08:30.
problem-hours-overlap = A essa hora já está aberto. Estes horários se sobrepõem a outros.
problem-hours-empty = Fecharia ao abrir. O dia todo é de 00:00 a 24:00.
problem-hours-half = Escreva as duas horas ou nenhuma.
problem-invalid-date = Escolha uma data.
problem-second-exception = Esta data já tem uma linha.
problem-too-many-exceptions = Mantenha no máximo 100 outros dias.
