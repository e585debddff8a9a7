# La pantalla de la pared

display-title = Pantalla
display-ready = Listos
display-collect = Recoge en la barra
display-none-ready = Tu número aparece aquí.
display-preparing = En marcha
display-none-preparing = Nada ahora mismo
display-in-line = { $n } en la cola
display-missed = ¿Es tuyo? Pregunta
display-wait = { $high ->
    [one] Espera: 1 min aprox.
   *[other] { $low ->
        [0] Espera: hasta { $high } min
       *[other] Espera: { $low } a { $high } min
    }
}
display-still-collect = Lo que está listo aún se puede recoger.
display-more = { $n } más
qr-label = Código para pedir con el móvil
qr-heading = Escanea y pide
qr-left = libres
qr-new-in = Nuevo código en
qr-new = Nuevo en
qr-spent = ¡Estamos haciendo cafés!
qr-next-in = Otro código en
qr-updating = Actualizando
qr-paused = Seguimos haciendo lo ya pedido.
display-stale = Actualizado a las { $time }. Reconectando.
display-called = El número { $number } está listo.
# Settings of one display, at the console
display-speaks = Dice los números nuevos
display-shows-names = Muestra nombres
display-save = Guardar opciones
