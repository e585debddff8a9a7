# El móvil del cliente

landing-title = Pide un café
menu-heading = Carta

scan-title = Empezar mi pedido
scan-heading = Ya estás en la barra.
scan-lead = Empieza tu pedido y te guardamos sitio mientras eliges.
scan-unsent = No enviado. Revisa tu conexión y toca otra vez el botón.
scan-start = Empezar mi pedido

refusal-to-order = Ir a mi pedido
refusal-to-menu = Ver la carta

order-title = Pide un café
order-heading = ¿Qué te preparamos?
order-drink = Bebida
order-name = Nombre para el vaso
order-name-hint = Solo lo ve el personal. Este móvil lo recuerda.
order-name-hint-shown = Una pantalla de la barra lo muestra cuando tu pedido está listo. Este móvil lo recuerda.
order-send = Pedir
order-add = Añadir otra
order-until = Te guardamos el sitio hasta las { $time }.
order-unsent = No enviado. Revisa tu conexión y vuelve a tocar «Pedir». No te llegarán dos cafés.
order-gone = Se acaba de agotar: { $name }. Elige otra cosa, por favor.
basket-title = { $n ->
    [one] 1 bebida por ahora
   *[other] { $n } bebidas por ahora
}
basket-remove = Quitar

order-number = Número de pedido
order-yours = Tu pedido
status-others = Tus otros pedidos
order-for = Para { $name }
status-next = Tu pedido es el siguiente.
status-next-late = Está tardando más de lo normal. Tu pedido es el siguiente.
status-queued = Estás en el puesto { $place } de la cola.
status-queued-late = Está tardando más de lo normal. Estás en el puesto { $place } de la cola.
status-queued-wait = { $high ->
    [one] Estará listo en un minuto más o menos.
   *[other] { $low ->
        [0] Estará listo en { $high } minutos como mucho.
       *[other] Estará listo en unos { $low } a { $high } minutos.
    }
}
status-making = { $items ->
    [one] Estamos haciendo tu bebida.
   *[other] Estamos haciendo tus { $items } bebidas.
}
status-making-late = Está tardando más de lo normal. Estamos haciendo tu pedido.
status-making-wait = { $high ->
    [one] Un minuto más o menos.
   *[other] { $low ->
        [0] Hasta { $high } minutos más.
       *[other] De { $low } a { $high } minutos más.
    }
}
status-ready = El número { $number } está listo. Recógelo en la barra.
status-ready-until = Te lo guardamos hasta las { $time }.
status-collected = ¡Que lo disfrutes!
status-collected-lead = Gracias por venir.
status-missed = El número { $number } no se recogió.
status-missed-lead = Pregunta en la barra. Quizá aún lo tengamos o podamos hacerlo otra vez.
status-cancelled-guest = Has cancelado tu pedido.
status-cancelled-guest-lead = No se hará nada.
status-cancelled-bar = Hemos tenido que cancelar tu pedido.
status-over-lead = Lo sentimos. Avísanos en la barra o pide otra vez.
status-expired-bar = No pudimos hacer tu pedido a tiempo.
status-expired-guest = Tu sitio ha pasado al siguiente.
status-expired-guest-lead = El pedido no se envió a tiempo. Escanea el código que hay en la barra para empezar otra vez.
status-cancel = Cancelar mi pedido
status-no-cancel = Ya no se puede cancelar. ¿Algo va mal? Avísanos en la barra.
status-again = Pedir otra vez
status-title-queued = en la cola
status-title-making = en marcha
status-title-ready = listo
status-title-collected = recogido
status-title-missed = no recogido
status-title-cancelled = cancelado
status-title-expired = caducado
steps-label = Progreso
step-queued = En la cola
step-making = En marcha
step-ready = Listo
