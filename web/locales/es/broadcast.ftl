# A message to waiting guests

broadcast-title = Avisar a quienes esperan
broadcast-now = Se muestra ahora
broadcast-until = Hasta las { $time }
broadcast-withdraw = Quitarlo ya
broadcast-new = Mensaje nuevo
broadcast-replace = Otro mensaje en su lugar
broadcast-text = Mensaje
broadcast-text-hint = Hasta 140 caracteres, por ejemplo «Se acabó la leche; 10 minutos solo con avena.»
broadcast-ends = Termina solo a los
broadcast-send = Mostrar
broadcast-write = Escribir un mensaje
broadcast-change = Cambiar o quitar
broadcast-example = Una frase en los móviles, la pantalla y el tablero, por ejemplo que la máquina necesita un minuto.
problem-invalid-broadcast = Escribe un mensaje de 1 a 140 caracteres.
problem-invalid-minutes = Haz que el mensaje termine en un día como mucho.
broadcast-lead = Se ve en los móviles de quienes esperan su bebida ({ $n ->
    [one] ahora 1 pedido
   *[other] ahora { $n } pedidos
}), en la página del local, la pantalla y el tablero.
