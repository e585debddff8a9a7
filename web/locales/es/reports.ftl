# Informes, pedidos de un día y el recorrido de un pedido
today-report = Tabla y CSV
reports-title = Informes
reports-from = Desde
reports-to = Hasta
reports-show = Mostrar
reports-today = Hoy
reports-yesterday = Ayer
reports-week = Últimos 7 días
reports-month = Últimos 30 días
reports-lead = { $time }, zona horaria { $name }
reports-csv = Descargar en CSV
reports-cut = Hay más pedidos de los que caben en un informe. Elige un período más corto.
reports-orders = Pedidos
reports-drinks = { $n ->
    [one] 1 bebida
   *[other] { $n } bebidas
}
reports-none-yet = –
minutes-unit = min
percent-unit = {"\u00A0"}%
wait-median = Espera mediana
wait-ninetieth = 9 de cada 10 en
reports-per-hour = Pedidos por hora
reports-per-day = Pedidos por día
chart-most = { $name }. Máximo: { $n } en { $time }.
reports-table = Ver como tabla
reports-when = Cuándo
reports-waits = Esperas
reports-waits-lead = { $n ->
    [one] Minutos del pedido a listo, 1 pedido
   *[other] Minutos del pedido a listo, { $n } pedidos
}
reports-waits-chart = Pedidos por minutos enteros de espera
reports-minutes = Minutos enteros
reports-count = Cantidad
reports-empty = No hay pedidos en este período.
reports-empty-waits = Nada quedó listo en este período.
reports-empty-options = No se eligieron opciones en este período.
reports-empty-baristas = Nadie preparó pedidos en este período.
reports-abandoned = No entregado, y por qué
reports-why = Motivo
abandoned-not-submitted = El cliente no pidió a tiempo
abandoned-not-made = No se preparó a tiempo
abandoned-by-guest = Cancelado por el cliente
abandoned-by-staff = Cancelado por el equipo
abandoned-missed = Listo, no recogido
refused-closed = Escaneo rechazado: cerrado
refused-paused = Escaneo rechazado: en pausa
refused-full = Escaneo rechazado: cola llena
reports-baristas = Por barista
reports-barista = Barista
reports-making = Preparación mediana
reports-top-drinks = Bebidas
reports-drink = Bebida
reports-top-options = Opciones
reports-option = Opción
orders-title = Pedidos
orders-day = Día
orders-number = Número
orders-number-hint = Lleva a ese pedido. Vacío para ver todos.
orders-state = Estado
orders-time = Hora
orders-items = Pedido
orders-wait = Espera
orders-empty = No hay pedidos este día.
orders-older = Pedidos anteriores
journey-title = Pedido { $n }
journey-title-none = Pedido sin número
journey-by-code = Con un código escaneado.
journey-walk-up = Introducido por el equipo.
journey-lead = { $day }, { $name }. { $message }
journey-making = Preparación
journey-path = Recorrido
journey-drawing = Estados de un pedido. Este pasó por: { $name }.
journey-history = Historial
journey-events = { $n ->
    [one] 1 evento
   *[other] { $n } eventos
}
journey-since = Tras
journey-what = Qué pasó

# Estados de un pedido
stage-started = Eligiendo
stage-queued = En la cola
stage-making = En marcha
stage-ready = Listo
stage-collected = Recogido
stage-cancelled = Cancelado
stage-expired = Caducado
stage-missed = No recogido

# Eventos, por su tipo
event-validator-neworder = Se escaneó el código y se tomó un lugar.
event-orderprocessor-workflowstarted = Espera a que el cliente elija.
event-orderprocessor-shopnotready = El escaneo fue rechazado.
event-orderprocessor-waitingproduction = Pedido. Espera a un barista.
event-ordermanager-waitingcompletion = El número y las bebidas llegaron a las pantallas.
event-ordermanager-makeorder = Un barista lo tomó.
event-orderprocessor-waitingcompletion = Espera a estar preparado.
event-ordermanager-unmakeorder = El barista lo devolvió.
event-ordermanager-ordercompleted = Está listo.
event-ordermanager-ordercollected = Se entregó.
event-ordermanager-ordermissed = Nadie lo recogió.
event-ordermanager-orderrecalled = Volvió un paso atrás.
event-ordermanager-ordercancelled = Se canceló.
event-orderprocessor-ordertimeout = Se agotó el tiempo.
event-orderprocessor-orderfinished = Llegó a su fin.
event-queueservice-orderstarted = Las bebidas cuentan en la cola.
event-queueservice-ordercompleted = Las bebidas salieron de la cola: hechas.
event-queueservice-ordercancelled = Las bebidas salieron de la cola: no hechas.
event-configservice-configchanged = Cambió la configuración.
event-orderjourney-alleventsstored = El historial está completo.

# Qué puede estar mal
problem-invalid-day = Escribe una fecha como 2026-01-31.
problem-period-backwards = El último día no puede ser anterior al primero.
problem-period-too-long = Como máximo 92 días.
problem-unknown-number = No hay ningún pedido con este número en este día.
