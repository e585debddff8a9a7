# La gestión del local

console-nav = Gestión
save = Guardar
saved = Guardado. Los nuevos valores ya están en vigor.
search = Buscar
search-all = Mostrar todo
search-found = { $n ->
    [one] 1 de { $of } coincide
   *[other] { $n } de { $of } coinciden
}
search-none = Nada coincide con «{ $q }».
discard = Descartar
word-and-more = { $first }. { $more }
sentences = { $first } { $more }

today-title = Hoy
today-now = { $first }, { $more }
today-waiting = { $n ->
    [0] nadie espera
    [one] 1 en espera
   *[other] { $n } en espera
}
today-lead = { $making } en marcha, { $ready } listos.
today-places = Al código le quedan { $left } de { $places } plazas.
today-pause-for = Pausar durante
today-close-effect = { $n ->
    [0] Cerrar detiene los pedidos nuevos. No hay nada en espera.
    [one] Cerrar detiene los pedidos nuevos. Aún se hará 1 pedido.
   *[other] Cerrar detiene los pedidos nuevos. Aún se harán { $n } pedidos.
}
today-open-effect = Al abrir, las pantallas muestran un código y los clientes pueden pedir.
today-links = Vistas
today-open-board = Tablero de la barra
today-open-display = Pantalla
today-open-guest = Página del cliente
stat-orders = Pedidos de hoy
stat-collected = Recogidos
stat-missed = No recogidos
stat-cancelled = Cancelados o caducados

settings-title = Ajustes
settings-store = Local
settings-code = Código en la pantalla
settings-queue = Cola
settings-time = Plazos
settings-board = Tablero
setting-store-name = Nombre del local
setting-time-zone = Zona horaria
setting-time-zone-hint = Por ejemplo Europe/Madrid. Los números empiezan de nuevo a su medianoche.
setting-currency = Moneda
setting-currency-hint = Por ejemplo EUR. Vacía para no mostrar precios. Los importes no se convierten.
setting-places-per-code = Plazas por código
setting-places-per-code-hint = Llega otro código cuando se acaba su tiempo.
setting-code-lifetime-minutes = Vida del código
setting-code-lifetime-minutes-hint = Se muestra como cuenta atrás.
setting-max-queue = Cola máxima
setting-max-queue-hint = Después se pide a los clientes que vuelvan más tarde.
setting-max-items-per-order = Bebidas por pedido
setting-max-items-per-order-hint = Con 1 se pide en una sola página.
setting-max-open-orders-per-person = Abiertos por persona
setting-max-open-orders-per-person-hint = Activos a la vez.
setting-max-orders-per-person-per-day = Por persona y día
setting-max-orders-per-person-per-day-hint = 0 para no poner límite.
setting-submit-timeout-minutes = Elegir en
setting-submit-timeout-minutes-hint = Después el sitio pasa al siguiente.
setting-make-timeout-minutes = Hacer en
setting-make-timeout-minutes-hint = Después el pedido caduca.
setting-collect-timeout-minutes = Recoger en
setting-collect-timeout-minutes-hint = Después cuenta como no recogido.
setting-warn-after-minutes = Ámbar tras
setting-warn-after-minutes-hint = Un pedido pide atención.
setting-late-after-minutes = Rojo tras
setting-late-after-minutes-hint = Un pedido va tarde.
unit-orders = { $n ->
    [one] pedido
   *[other] pedidos
}
unit-drinks = { $n ->
    [one] bebida
   *[other] bebidas
}
unit-minutes = min

menu-title = Carta
menu-drinks = Bebidas
menu-drinks-count = { $n ->
    [one] 1 bebida
   *[other] { $n } bebidas
}
menu-empty = Aún no hay bebidas. Añade la primera.
menu-drink = Bebida
menu-price = Precio
menu-order = Orden
menu-state = En la carta
menu-remove = Quitar
menu-remove-name = Quitar { $name }
menu-remove-confirm = ¿Quitar { $name } de la carta?
menu-up = Subir { $name }
menu-down = Bajar { $name }
menu-groups = Opciones
menu-groups-count = { $n ->
    [0] Sin opciones
    [one] 1 grupo de opciones
   *[other] { $n } grupos de opciones
}
menu-groups-lead = Leche, tamaños, extras. Cada bebida dice cuáles tiene.
menu-group = Opciones
menu-rule = Regla

drink-new = Añadir bebida
drink-name = Nombre
drink-note = Unas palabras
drink-note-hint = Se ven bajo el nombre. Puede quedar vacío.
drink-price = Precio
drink-price-hint = En { $currency }, por ejemplo { $example }. Vacío si no tiene precio.
drink-price-hint-none = Por ejemplo { $example }. Ahora el local no muestra precios.
drink-icon = Dibujo
drink-icon-espresso = Espresso
drink-icon-flat-white = Flat white
drink-icon-cappuccino = Capuchino
drink-icon-latte = Latte
drink-icon-filter = Filtro
drink-icon-cold = Frío
drink-icon-tea = Té
drink-icon-chocolate = Chocolate
drink-icon-other = Otro
drink-allergens = Contiene
drink-no-groups = Aún no hay opciones.

group-new = Añadir opciones
group-name = Nombre
group-min = Como mínimo
group-min-hint = 0 si se puede dejar sin elegir.
group-max = Como máximo
group-max-hint = Con 1 solo se elige una.
group-options = Opciones
group-options-lead = Una fila sin nombre se quita. Al guardar salen más filas vacías.
group-option = Opción { $n }
option-name = Nombre
option-price = Suplemento
option-default = Elegida al inicio
option-allergens = Alérgenos
option-brings = Contiene
option-replaces = Sustituye, como la avena a la leche

staff-title = Equipo
staff-team = Equipo
staff-count = { $n ->
    [one] 1 persona
   *[other] { $n } personas
}
staff-me = Tú
staff-new-pin = PIN nuevo
staff-pin = PIN o contraseña
staff-pin-hint = Al menos 4 caracteres. Para quien gestiona, mejor larga.
staff-remove = Quitar a { $name }
staff-remove-confirm = ¿Quitar a { $name }? Su sesión se cierra al momento.
staff-make-operator = Pasar a gestión
staff-make-barista = Solo barista
staff-add = Añadir a una persona
staff-add-button = Añadir
staff-name = Nombre
staff-name-hint = El equipo lo ve en los pedidos.
staff-role = Rol
role-barista = Barista
role-barista-hint = trabaja en el tablero
role-operator = Gestión
role-operator-hint = también lleva el local

devices-title = Dispositivos
devices-add = Vincular un dispositivo
devices-add-lead = Abre en él la dirección de este servidor con /pair. Muestra un código corto.
devices-add-button = Vincular
devices-code = Código en su pantalla
devices-code-hint = Da igual mayúsculas o minúsculas.
devices-name = Nombre
devices-name-hint = Por ejemplo «Pantalla sobre la barra».
devices-kind = Qué es
device-display = Pantalla
device-tablet = Tableta de la barra
device-machine = Máquina
devices-paired = Vinculados
devices-empty = Aún no hay nada vinculado.
devices-since = Vinculado: { $time }.
devices-rename = Renombrar
devices-remove = Desvincular
devices-remove-confirm = ¿Desvincular { $name }? Su sesión se cierra al momento.

# Lo que puede fallar en un formulario
problem-invalid-number = Escribe un número, por favor.
problem-invalid-price = Escribe un precio como { $example } o deja el campo vacío.
problem-invalid-currency = Escribe tres letras, como EUR, o nada.
problem-invalid-time-zone = Elige la zona horaria por su nombre completo, como Europe/Madrid.
problem-invalid-store-name = Pon al local un nombre de 1 a 60 caracteres.
problem-invalid-text = Contiene un carácter que no se puede guardar. Quítalo e inténtalo de nuevo.
problem-invalid-value = Eso no encaja aquí.
problem-out-of-bounds = De { $least } a { $most }. Antes: { $was }.
problem-late-before-warn = El rojo va después del ámbar: a los { $warn } minutos o más tarde.
problem-invalid-menu-name = Escribe un nombre de 1 a 60 caracteres.
problem-invalid-menu-note = Como máximo 60 caracteres, por favor.
problem-invalid-menu-price = Un precio está entre 0 y { $most }.
problem-invalid-choice-bounds = «Como máximo» debe ser 1 o más, no menor que «Como mínimo», y debe haber opciones suficientes.
problem-invalid-staff-name = Escribe un nombre de 1 a 40 caracteres.
problem-invalid-pin = Elige al menos 4 caracteres.
problem-invalid-role = Elige barista o gestión.
problem-name-taken = Ya trabaja aquí alguien con ese nombre. Añade una letra.
problem-last-operator = La última persona de gestión debe quedarse, o nadie podría llevar el local.
problem-unknown-pairing-code = Ningún dispositivo muestra este código. Léelo otra vez: cambia cada 15 minutos.
problem-invalid-device-name = Escribe un nombre de 1 a 40 caracteres.
problem-device-renamed-since = Entretanto alguien lo llamó { $name }. Guarda otra vez para cambiar el nombre igualmente.

# Opening hours
hours-title = Horario
hours-week = Cada semana
hours-lead = El local abre y cierra solo a estas horas. Déjalo todo vacío para hacerlo a mano. Un día sin horas está cerrado. De 20:00 a 02:00 pasa de la medianoche.
hours-zone = Zona horaria: { $name }.
hours-zone-change = Cambiar
hours-exceptions = Otros días
hours-exceptions-lead = Festivos y noches largas. Una fecha sin horas está cerrada todo el día. Vacía la fecha para quitarla. Guarda para tener más filas vacías.
hours-exception = Otro día { $n }
hours-date = Fecha
hours-from = Abre, { $n }
hours-to = Cierra, { $n }
hours-saved = Guardado. El local sigue como está hasta la próxima de estas horas.
hours-opens = Abre a las { $time }
hours-opens-day = Abre el { $day } a las { $time }
today-closes = Cierra a las { $time }
today-closes-day = Cierra el { $day } a las { $time }
today-resumes = Se reanuda a las { $time }
problem-invalid-time = Escribe una hora como 08:30.
problem-hours-overlap = A esa hora ya está abierto. Estas horas se solapan con otras.
problem-hours-empty = Cerraría al abrir. Todo el día es de 00:00 a 24:00.
problem-hours-half = Escribe las dos horas o ninguna.
problem-invalid-date = Elige una fecha.
problem-second-exception = Esta fecha ya tiene una fila.
problem-too-many-exceptions = Deja como mucho 100 otros días.
