# Impresoras y tickets en papel

paper-copy = COPIA
paper-again = IMPRESO DE NUEVO, QUIZÁ DUPLICADO
paper-walk-up = En barra
paper-place = { $n } de { $max }
paper-contains = Contiene: { $name }
paper-test = Página de prueba
paper-title-one = Imprimir { $number }
paper-title = { $n ->
    [one] Imprimir 1 ticket
   *[other] Imprimir { $n } tickets
}
paper-none = Ningún ticket espera a imprimirse.
paper-print = Imprimir
paper-width = Papel
paper-millimetres = { $n } mm
paper-hint = Si no se abre nada, usa Imprimir en el menú del navegador.
paper-done = Impresos aquí: quitar de la cola de la impresora
paper-done-hint = Si no, la impresora también los imprimirá cuando vuelva.

print-button = Imprimir
print-sent = { $number } va a la impresora
print-failed = No se pudo imprimir { $number }. Inténtalo de nuevo.
print-here = Imprimir aquí
print-off = La impresora «{ $name }» está apagada.
print-paper = La impresora «{ $name }» no tiene papel.
print-cover = La tapa de la impresora «{ $name }» está abierta.
print-fault = La impresora «{ $name }» avisa de un fallo.
print-silent = La impresora «{ $name }» no responde.
print-waiting = { $n ->
    [one] Hay 1 ticket en espera.
   *[other] Hay { $n } tickets en espera.
}

printers-title = Impresoras
printers-lead = Cada ticket se imprime cuando un barista lo empieza. Una impresora apagada nunca detiene el tablero.
printers-add = Añadir una impresora
printers-empty = Aún no hay impresoras. La barra puede imprimir desde el navegador.
printers-name = Nombre
printers-name-hint = Por ejemplo «Barra».
printers-address = Dirección en la red
printers-address-hint = Un nombre o una dirección IP, y el puerto si no es 9100: 192.168.1.50 o impresora.local:9101.
printers-paper = Papel
printers-charset = Letras que conoce
printers-charset-hint = Los demás caracteres se imprimen como imagen. Si la página de prueba muestra letras erróneas, elige otra opción.
printers-language = Idioma de sus tickets
charset-cp858 = Europa occidental con euro (CP858)
charset-cp1252 = Windows latín 1 (CP1252)
charset-cp437 = EE. UU. (CP437)
printers-change = Cambiar
printers-change-title = Cambiar la impresora «{ $name }»
printers-test = Página de prueba
printers-retry = Intentar ahora
printers-clear = Descartar los tickets en espera
printers-clear-confirm = ¿Descartar los tickets que esperan en «{ $name }»? Ya no se imprimirán.
printers-remove = Quitar
printers-remove-confirm = ¿Quitar la impresora «{ $name }»? Lo que espera allí no se imprimirá.
printer-ready = Lista
printer-off = Apagada desde las { $time }
printer-off-day = Apagada desde el { $day }, { $time }
printer-paper = Sin papel desde las { $time }
printer-paper-day = Sin papel desde el { $day }, { $time }
printer-cover = Tapa abierta desde las { $time }
printer-cover-day = Tapa abierta desde el { $day }, { $time }
printer-fault = Con fallo desde las { $time }
printer-fault-day = Con fallo desde el { $day }, { $time }
printer-silent = Sin respuesta desde las { $time }
printer-silent-day = Sin respuesta desde el { $day }, { $time }
printer-waiting = { $n ->
    [one] 1 ticket en espera
   *[other] { $n } tickets en espera
}

problem-invalid-printer-name = Escribe un nombre de 1 a 40 caracteres.
problem-invalid-printer-address = Escribe un nombre o una dirección IP como 192.168.1.50, sin http://.
problem-invalid-printer-port = Escribe un puerto de 1024 a 65535, normalmente 9100.
problem-printer-address-taken = La impresora { $name } ya tiene esta dirección.
problem-too-many-printers = Una barra tiene como máximo { $most } impresoras. Quita una antes.
problem-unknown-printer = Esta impresora se quitó. Vuelve a cargar la página.
