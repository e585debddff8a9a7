# Palabras de varias aplicaciones. Las mismas frases en móvil, pantalla y API.

live-stale = Actualizado a las { $time }. Reconectando.
sold-out = Agotado
# Between a label and its value
label-colon = :{"\u00A0"}
page-back = Volver
language = Idioma
language-name = Español

# Cómo está el local
door-open = Estamos abiertos.
door-open-advice = Escanea el código que hay en la barra para pedir.
door-paused = Los pedidos están en pausa un momento.
door-paused-until = Los pedidos están en pausa hasta las { $time }.
door-paused-advice = Los pedidos ya hechos se siguen preparando. Esta página se actualiza sola.
door-closed = Estamos cerrados.
door-closed-opens = Cerrado. Abre a las { $time }.
door-closed-advice = Escanea el código que hay en la barra cuando volvamos a abrir.
door-closed-advice-then = Escanea a esa hora el código que hay en la barra.
door-full = La cola está llena. Inténtalo dentro de poco.
door-full-minutes = { $n ->
    [one] La cola está llena. Inténtalo en un minuto más o menos.
   *[other] La cola está llena. Inténtalo en unos { $n } minutos.
}
door-full-advice = Solo aceptamos los pedidos que podemos hacer a tiempo.
door-word-open = Abierto
door-word-paused = En pausa
door-word-closed = Cerrado
door-word-full = Cola llena

# Las esperas son intervalos
wait-range = { $high ->
    [one] Cerca de un minuto.
   *[other] { $low ->
        [0] Hasta { $high } minutos.
       *[other] De { $low } a { $high } minutos.
    }
}
orders-ahead = { $n ->
    [0] Sin cola.
    [one] 1 pedido por delante.
   *[other] { $n } pedidos por delante.
}

# Alérgenos
allergen-milk = Leche
allergen-nuts = Frutos secos
allergen-gluten = Gluten
allergen-soy = Soja
allergen-egg = Huevo
allergen-sesame = Sésamo
allergen-peanuts = Cacahuetes
allergen-sulphites = Sulfitos

# Reglas de los grupos de opciones
group-choose-one = Elige una
group-optional = Una o ninguna
group-up-to = Hasta { $max }
group-exactly = Elige { $n }
group-range = Elige de { $min } a { $max }
option-none = Nada

# Formularios
errors-title = { $n ->
    [one] Hay una cosa por revisar
   *[other] Hay { $n } cosas por revisar
}

# Problemas, por su código fijo
problem-already-claimed = Otra persona ya empezó este pedido.
problem-store-closed = Estamos cerrados.
problem-store-paused = Los pedidos están en pausa un momento.
problem-queue-full = La cola está llena.
problem-queue-room = La cola está casi llena. Bebidas que aún caben: { $room }.
problem-code-used-up = Ya no quedan plazas en este código.
problem-code-expired = Este código ya no es válido.
problem-code-unknown = Este código no es nuestro.
problem-open-order-limit = Ya tienes un pedido con nosotros.
problem-daily-limit = Ya has tomado todas tus bebidas de hoy.
problem-sold-out = Se acaba de agotar. Elige otra cosa, por favor.
problem-basket-item-gone = { $name }: ya no se puede preparar así y lo hemos quitado de tu pedido.
problem-unknown-drink = Elige una bebida, por favor.
problem-unknown-option = Esa opción ya no está en la carta. Elige otra vez.
problem-too-many-options = Es más de lo que puedes elegir aquí.
problem-too-few-options = Aquí falta elegir, por favor.
problem-too-many-items = Es más de lo que cabe en un pedido.
problem-invalid-name = Escribe un nombre para el vaso, de 40 letras como máximo.
problem-token-spent = Este enlace ya se usó.
problem-key-reused = Este formulario ya se envió con otros datos. Revísalo y envíalo otra vez.
problem-request-timeout = Ha tardado demasiado en llegar. Comprueba la conexión e inténtalo de nuevo.
problem-unavailable = Ahora mismo no podemos. Inténtalo en un momento.
problem-internal = No se cambió nada. Inténtalo de nuevo en un momento. Si sigue igual, da esta referencia en la barra.
problem-refused = Esta dirección no se puede usar así. Vuelve atrás, por favor.
problem-nothing-ordered = Elige primero una bebida, por favor.
problem-too-late-to-cancel = Ya se está haciendo y no se puede cancelar. Avísanos en la barra.
problem-wrong-state = El pedido ya ha avanzado. No se cambió nada.
problem-reason-missing = Di por qué: el cliente lee el motivo.
problem-unknown-token = Este enlace no es nuestro.
problem-key-missing = El formulario llegó incompleto. Recarga la página.
problem-key-malformed = El formulario llegó dañado. Recarga la página.
problem-key-running = Todavía se está enviando. Espera un momento.
problem-too-many-tries = Demasiados intentos. Espera un momento.
problem-network-busy = Ahora mismo hay mucha gente escaneando en tu red.
problem-foreign-origin = Esto vino de otro sitio. Abre la página aquí e inténtalo de nuevo.
problem-body-too-large = Es demasiado para un formulario.
problem-invalid-json = La petición no se puede leer.
problem-unsupported-media-type = El formulario no se puede leer. Recarga la página.
problem-store-not-open = El local no está abierto, así que no hay código.
advice-code-used-up = El próximo código saldrá pronto en la pantalla. Escanéalo allí.
advice-code-used-up-at = El próximo código saldrá en la pantalla a las { $time }. Escanéalo allí.
advice-network-busy = Vuelve atrás y toca otra vez en unos segundos.
advice-code-expired = Escanea otra vez el código de la pantalla.
advice-code-unknown = Escanea el código de la pantalla de la barra.
advice-store-closed = Escanea el código que hay en la barra cuando volvamos a abrir.
advice-store-paused = Escanea el código otra vez en unos minutos.
advice-store-paused-then = Escanea el código otra vez a esa hora.
advice-queue-full = Escanea el código otra vez en unos minutos.
advice-queue-full-minutes = { $n ->
    [one] Escanea el código otra vez en un minuto más o menos.
   *[other] Escanea el código otra vez en unos { $n } minutos.
}
advice-daily-limit = ¡Hasta mañana!
advice-open-order-limit = Pide otra vez cuando lo hayas recogido.
retry-at = Inténtalo de nuevo a las { $time }.
retry-minutes = { $n ->
    [one] Inténtalo de nuevo en un minuto más o menos.
   *[other] Inténtalo de nuevo en unos { $n } minutos.
}

# Páginas de error
error-title = No ha funcionado
error-title-400 = No ha funcionado
error-title-401 = Entra primero
error-title-403 = Esto no es para ti
error-title-404 = Aquí no hay nada
error-title-429 = Has ido muy rápido
error-title-500 = Algo ha fallado por nuestra parte
error-title-503 = Volvemos enseguida
error-back = Volver
error-request = Referencia: { $id }

# Una hora que no es de hoy
weekday-monday = lunes
weekday-tuesday = martes
weekday-wednesday = miércoles
weekday-thursday = jueves
weekday-friday = viernes
weekday-saturday = sábado
weekday-sunday = domingo
door-closed-opens-day = Cerrado. Abre el { $day } a las { $time }.
advice-code-used-up-at-day = El próximo código saldrá en la pantalla el { $day } a las { $time }. Escanéalo allí.
retry-at-day = Inténtalo de nuevo el { $day } a las { $time }.
