# Webhooks: otros sistemas se enteran de lo que ocurre

webhooks-title = Webhooks
webhooks-lead = Otro sistema se entera al momento de lo que ocurre aquí: cada evento como mensaje firmado a su dirección. Los nombres de los clientes no están en los eventos; los motivos que escribe el equipo, sí.
webhooks-add = Añadir un webhook
webhooks-save-button = Guardar cambios
webhooks-edit = Cambiar
webhooks-empty = Todavía no hay webhooks.
webhooks-name = Nombre
webhooks-name-hint = Por ejemplo, «Caja».
webhooks-url = Dirección
webhooks-url-hint = Una dirección pública que empiece por https://, como https://caja.example/crema.
webhooks-tries = Intentos por evento
webhooks-tries-hint = De 1 a 20. Después el evento se aparta y se envía el siguiente.
webhooks-events = Qué eventos
webhooks-events-all = Todos los eventos
webhooks-events-chosen = Solo estos:
webhooks-events-count = { $n ->
    [one] 1 tipo de evento
   *[other] { $n } tipos de evento
}
webhook-on = Activado
webhook-off = Desactivado
webhook-failing = Falla desde el { $time }
webhook-open = Falla desde el { $time }, solo pruebas
webhook-open-why = Falló varias veces seguidas. De vez en cuando, al menos cada cinco minutos, se intenta un evento; los demás esperan y se envían en orden cuando vuelva a funcionar. Durante siete días no se pierde nada.
webhook-waiting = { $n ->
    [one] 1 evento espera
   *[other] { $n } eventos esperan
}
webhook-aside = { $n ->
    [one] 1 evento apartado
   *[other] { $n } eventos apartados
}
webhooks-test = Enviar un evento de prueba
webhooks-turn-on = Activar
webhooks-turn-off = Desactivar
webhooks-remove = Quitar
webhooks-remove-confirm = ¿Quitar el webhook «{ $name }»? Lo que espera no se enviará.
webhooks-secret = Secreto
webhooks-secret-lead = Cópialo ahora en el otro sistema: no se mostrará otra vez. Con él se firman los mensajes según Standard Webhooks.
webhooks-secret-new = Nuevo secreto
webhooks-secret-confirm = ¿Crear un secreto nuevo para «{ $name }»? Durante un día más se firma también con el anterior.
webhooks-secret-done = Ya lo he copiado
webhooks-deliveries = Últimos intentos
webhooks-deliveries-empty = Todavía no se ha enviado nada.
webhooks-time = Hora
webhooks-event = Evento
webhooks-answer = Respuesta
webhooks-duration = Duración
webhooks-millis = { $n } ms
webhooks-letters = Apartados
webhooks-letters-lead = Estos eventos se abandonaron, o siguen a uno abandonado del mismo pedido. Se guardan siete días.
webhooks-replay = Reenviar todos
webhooks-behind = Sigue a un evento abandonado
webhooks-replayed = Se enviará otra vez
answer-timeout = Sin respuesta a tiempo
answer-unreachable = Inaccesible
answer-blocked = Bloqueado: la dirección lleva al interior de una red

audit-kind-webhook = Webhooks
audit-did-webhook-added = Añadió el webhook { $name }
audit-did-webhook-changed = Cambió el webhook { $name }
audit-did-webhook-secret = Dio un secreto nuevo al webhook { $name }
audit-did-webhook-replayed = Reenvió lo apartado para { $name }
audit-did-webhook-removed = Quitó el webhook { $name }
audit-field-webhook-url = Dirección
audit-field-webhook-events = Eventos
audit-field-webhook-most-tries = Intentos por evento
audit-field-webhook-is-on = Activado

problem-invalid-webhook-name = Escribe un nombre de 1 a 40 caracteres.
problem-invalid-webhook-url = Escribe una dirección pública que empiece por https://, sin usuario ni contraseña. No se envía a direcciones dentro de una red.
problem-invalid-webhook-events = Elige al menos un evento.
problem-invalid-webhook-tries = Escribe un número de intentos de 1 a 20.
problem-too-many-webhooks = Un local tiene como máximo { $most } webhooks. Quita uno antes.
problem-unknown-webhook = No existe ese webhook en este local. Recarga la lista.
