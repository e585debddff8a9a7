# El tablero: varios pedidos a la vez, sonido y lo que impidió un toque

together-claim = Empezar { $n } juntos
together-complete = { $n } listos
done-claim-all = Empezados: { $number }
done-complete-all = Listos: { $number }
refused-claimed = { $name } ya empezó el { $number }.
refused-wrong-state = El { $number } ya avanzó. No se cambió nada.
refused-overtake = No empezado: { $number }. Primero van los pedidos más antiguos.
refused-other-person = No se enviaron los toques guardados de { $name }. Revisa: { $number }.
problem-would-overtake = Primero van los pedidos más antiguos: ya los adelantaron bastante.
problem-order-count = Indica de 1 a 20 pedidos.
board-unchanged = Sin conexión. No se cambió nada. Toca otra vez en un momento.
ok = Aceptar

sound-title = Sonido
sound-volume = Volumen
sound-off = Sin sonido
sound-test = Probar sonido
sound-refused = Esta tableta no reproduce el sonido. Revisa su volumen y los ajustes del navegador.
full-screen = Pantalla completa

setting-max-overtaken-drinks = Adelantado como máximo por
setting-max-overtaken-drinks-hint = Al hacer juntas bebidas iguales, un pedido más antiguo deja pasar como máximo estas bebidas. 0 mantiene el orden.
