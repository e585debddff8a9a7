# Relatórios, pedidos de um dia e o percurso de um pedido
today-report = Tabela e CSV
reports-title = Relatórios
reports-from = De
reports-to = Até
reports-show = Mostrar
reports-today = Hoje
reports-yesterday = Ontem
reports-week = Últimos 7 dias
reports-month = Últimos 30 dias
reports-lead = { $time }, fuso horário { $name }
reports-csv = Baixar em CSV
reports-cut = Há mais pedidos do que cabem em um relatório. Escolha um período menor.
reports-orders = Pedidos
reports-drinks = { $n ->
    [one] { $n } bebida
   *[other] { $n } bebidas
}
reports-none-yet = –
minutes-unit = min
percent-unit = %
wait-median = Espera mediana
wait-ninetieth = 9 em cada 10 em até
reports-per-hour = Pedidos por hora
reports-per-day = Pedidos por dia
chart-most = { $name }. Máximo: { $n } em { $time }.
reports-table = Ver como tabela
reports-when = Quando
reports-waits = Esperas
reports-waits-lead = { $n ->
    [one] Minutos do pedido a pronto, { $n } pedido
   *[other] Minutos do pedido a pronto, { $n } pedidos
}
reports-waits-chart = Pedidos por minutos inteiros de espera
reports-minutes = Minutos inteiros
reports-count = Quantidade
reports-empty = Não há pedidos neste período.
reports-empty-waits = Nada ficou pronto neste período.
reports-empty-options = Nenhuma opção foi escolhida neste período.
reports-empty-baristas = Ninguém preparou pedidos neste período.
reports-abandoned = Não entregue, e por quê
reports-why = Motivo
abandoned-not-submitted = O cliente não pediu a tempo
abandoned-not-made = Não foi preparado a tempo
abandoned-by-guest = Cancelado pelo cliente
abandoned-by-staff = Cancelado pela equipe
abandoned-missed = Pronto, não retirado
refused-closed = Leitura recusada: fechado
refused-paused = Leitura recusada: em pausa
refused-full = Leitura recusada: fila cheia
reports-baristas = Por barista
reports-barista = Barista
reports-making = Preparo mediano
reports-top-drinks = Bebidas
reports-drink = Bebida
reports-top-options = Opções
reports-option = Opção
orders-title = Pedidos
orders-day = Dia
orders-number = Número
orders-number-hint = Leva a esse pedido. Vazio para ver todos.
orders-state = Estado
orders-time = Hora
orders-items = Pedido
orders-wait = Espera
orders-empty = Não há pedidos neste dia.
orders-older = Pedidos anteriores
journey-title = Pedido { $n }
journey-title-none = Pedido sem número
journey-by-code = Por um código lido.
journey-walk-up = Registrado pela equipe.
journey-lead = { $day }, { $name }. { $message }
journey-making = Preparo
journey-path = Percurso
journey-drawing = Estados de um pedido. Este passou por: { $name }.
journey-history = Histórico
journey-events = { $n ->
    [one] { $n } evento
   *[other] { $n } eventos
}
journey-since = Após
journey-what = O que aconteceu

# Estados de um pedido
stage-started = Escolhendo
stage-queued = Na fila
stage-making = Em preparo
stage-ready = Pronto
stage-collected = Retirado
stage-cancelled = Cancelado
stage-expired = Expirado
stage-missed = Não retirado

# Eventos, por seu tipo
event-validator-neworder = O código foi lido e um lugar reservado.
event-orderprocessor-workflowstarted = Espera a escolha do cliente.
event-orderprocessor-shopnotready = A leitura foi recusada.
event-orderprocessor-waitingproduction = Pedido feito. Espera um barista.
event-ordermanager-waitingcompletion = Número e bebidas foram para as telas.
event-ordermanager-makeorder = Um barista o pegou.
event-orderprocessor-waitingcompletion = Espera ficar pronto.
event-ordermanager-unmakeorder = O barista o devolveu.
event-ordermanager-ordercompleted = Está pronto.
event-ordermanager-ordercollected = Foi entregue.
event-ordermanager-ordermissed = Ninguém o retirou.
event-ordermanager-orderrecalled = Voltou um passo.
event-ordermanager-ordercancelled = Foi cancelado.
event-orderprocessor-ordertimeout = O tempo acabou.
event-orderprocessor-orderfinished = Chegou ao fim.
event-queueservice-orderstarted = As bebidas contam na fila.
event-queueservice-ordercompleted = As bebidas saíram da fila: feitas.
event-queueservice-ordercancelled = As bebidas saíram da fila: não feitas.
event-configservice-configchanged = A configuração mudou.
event-orderjourney-alleventsstored = O histórico está completo.

# O que pode estar errado
problem-invalid-day = Escreva uma data como 2026-01-31.
problem-period-backwards = O último dia não pode vir antes do primeiro.
problem-period-too-long = No máximo 92 dias.
problem-unknown-number = Não há pedido com este número neste dia.
