# La tableta de la barra

skip = Ir al contenido
board-title = Tablero
board-nav = Tablero
walk-up-nav = En barra
sold-out-nav = Agotado
recall-nav = Recuperar
log-out = Salir
log-out-person = Cerrar la sesión de { $name }
live-offline = Sin conexión. Actualizado a las { $time }. Reconectando.
live-taps = Toques pendientes de enviar: { $n }.
board-new = Nuevos: { $n }
undo = Deshacer
minutes-short = { $n } min
to-make = Por hacer
contains = Contiene
making-me = Tú
more = Más
more-number = Más sobre { $number }
pause = Pausa
pause-longer = Prolongar
pause-for = Pausar los pedidos durante
pause-effect = { $n ->
    [0] No hay nada en espera. Los pedidos se reanudan solos.
    [one] Aún se hará 1 pedido. Los pedidos se reanudan solos.
   *[other] Aún se harán { $n } pedidos. Los pedidos se reanudan solos.
}
close-now = Cerrar ahora
open-now = Abrir ahora
resume-now = Reanudar ahora
board-full = Nuevos pedidos cuando salga uno.
board-empty = No hay pedidos.
board-empty-open = El local está abierto.
column-queued = En la cola
column-making = En marcha
column-ready = Listos
column-queued-empty = Nadie en la cola.
column-making-empty = No se está haciendo nada.
column-ready-empty = Nada por recoger.
command-claim = Empezar
command-complete = Listo
command-collect = Recogido
command-release = Devolver
command-recall = Repetir
command-cancel = Cancelar
done-claim = { $number } empezado
done-complete = { $number } está listo
done-collect = { $number } recogido
done-release = { $number } devuelto
done-recall = { $number } ha vuelto
done-cancel = { $number } cancelado
tap-pending = Esperando la red
tap-failed = No se pudo cambiar { $number }. Inténtalo de nuevo.

start-title = ¿Todo listo para el turno?
start-lead = Un toque activa el sonido y la pantalla completa, y evita que esta se apague.
start-button = Empezar turno
start-silent = Sin sonido

cancel-title = ¿Cancelar el número { $number }?
cancel-lead = El cliente lee el motivo en su móvil.
cancel-reason-not-available = Se nos acabó algo que lleva.
cancel-reason-guest-asked = Lo pidió el cliente.
cancel-reason-mistake = Se pidió por error.
cancel-reason-other = Pregunta en la barra, por favor.
cancel-other = Otro motivo.
cancel-keep = Mantener el pedido

recall-title = Recuperar
recall-lead = Recupera un pedido que salió del tablero por error.
recall-empty = Aún no ha salido nada del tablero.
recall-button = Recuperar
state-ready = Listo
state-collected = Recogido
state-missed = No recogido

sold-out-title = ¿Qué se ha agotado?
sold-out-lead = Los clientes lo ven al momento. Lo agotado sigue en la carta, pero no se puede pedir.
sold-out-drinks = Bebidas
available = Disponible

walk-up-title = Pedido en barra
walk-up-name = Nombre en el vaso
walk-up-send = Al tablero
walk-up-unsent = No enviado. Revisa la conexión y toca otra vez. No habrá dos pedidos.
