# Webhooks: other systems that are told what happens

webhooks-title = Webhooks
webhooks-lead = Another system is told at once what happens here: each event as a signed message to its address. Guests’ names are not part of events; reasons that staff type are.
webhooks-add = Add a webhook
webhooks-save-button = Save changes
webhooks-edit = Change
webhooks-empty = No webhook yet.
webhooks-name = Name
webhooks-name-hint = Such as “Till”.
webhooks-url = Address
webhooks-url-hint = A public address that begins with https://, such as https://till.example/crema.
webhooks-tries = Tries for each event
webhooks-tries-hint = 1 to 20. Then the event is put aside and the next one is sent.
webhooks-events = Which events
webhooks-events-all = All events
webhooks-events-chosen = Only these:
webhooks-events-count = { $n ->
    [one] 1 kind of event
   *[other] { $n } kinds of events
}
webhook-on = On
webhook-off = Off
webhook-failing = Failing since { $time }
webhook-open = Failing since { $time }, probes only
webhook-open-why = It failed several times in a row. One event is tried from time to time, at least every five minutes; the others wait and are sent in their order when it works again. Nothing is lost for seven days.
webhook-waiting = { $n ->
    [one] 1 event waits
   *[other] { $n } events wait
}
webhook-aside = { $n ->
    [one] 1 event put aside
   *[other] { $n } events put aside
}
webhooks-test = Send a test event
webhooks-turn-on = Turn on
webhooks-turn-off = Turn off
webhooks-remove = Remove
webhooks-remove-confirm = Remove webhook “{ $name }”? What waits is not sent.
webhooks-secret = Secret
webhooks-secret-lead = Copy it into the other system now: it is not shown again. Messages are signed with it, as Standard Webhooks describes.
webhooks-secret-new = New secret
webhooks-secret-confirm = Make a new secret for “{ $name }”? Messages are signed with the old one, too, for one more day.
webhooks-secret-done = I have copied it
webhooks-deliveries = Last attempts
webhooks-deliveries-empty = Nothing was sent yet.
webhooks-time = Time
webhooks-event = Event
webhooks-answer = Answer
webhooks-duration = Took
webhooks-millis = { $n } ms
webhooks-letters = Put aside
webhooks-letters-lead = These events were given up, or come after one of the same order that was. They are kept for seven days.
webhooks-replay = Replay all
webhooks-behind = After an event that was given up
webhooks-replayed = Will be sent again
answer-timeout = No answer in time
answer-unreachable = Not reachable
answer-blocked = Blocked: the address leads inside a network

audit-kind-webhook = Webhooks
audit-did-webhook-added = Added the webhook { $name }
audit-did-webhook-changed = Changed the webhook { $name }
audit-did-webhook-secret = Gave the webhook { $name } a new secret
audit-did-webhook-replayed = Replayed what was put aside for { $name }
audit-did-webhook-removed = Removed the webhook { $name }
audit-field-webhook-url = Address
audit-field-webhook-events = Events
audit-field-webhook-most-tries = Tries for each event
audit-field-webhook-is-on = On

problem-invalid-webhook-name = Please write a name of 1 to 40 characters.
problem-invalid-webhook-url = Please write a public address that begins with https://, without user name and password. Addresses inside a network are not sent to.
problem-invalid-webhook-events = Please choose at least one event.
problem-invalid-webhook-tries = Please write a number of tries from 1 to 20.
problem-too-many-webhooks = A store has at most { $most } webhooks. Remove one first.
problem-unknown-webhook = There is no such webhook in this store. Reload the list.
