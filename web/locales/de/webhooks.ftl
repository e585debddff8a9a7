# Webhooks: andere Systeme erfahren, was geschieht

webhooks-title = Webhooks
webhooks-lead = Ein anderes System erfährt sofort, was hier geschieht: jedes Ereignis als signierte Nachricht an seine Adresse. Namen von Gästen stehen nicht in Ereignissen; Gründe, die das Team schreibt, schon.
webhooks-add = Webhook hinzufügen
webhooks-save-button = Änderungen speichern
webhooks-edit = Ändern
webhooks-empty = Noch kein Webhook.
webhooks-name = Name
webhooks-name-hint = Zum Beispiel „Kasse“.
webhooks-url = Adresse
webhooks-url-hint = Eine öffentliche Adresse, die mit https:// beginnt, zum Beispiel https://kasse.example/crema.
webhooks-tries = Versuche je Ereignis
webhooks-tries-hint = 1 bis 20. Danach wird das Ereignis beiseitegelegt und das nächste gesendet.
webhooks-events = Welche Ereignisse
webhooks-events-all = Alle Ereignisse
webhooks-events-chosen = Nur diese:
webhooks-events-count = { $n ->
    [one] 1 Art von Ereignis
   *[other] { $n } Arten von Ereignissen
}
webhook-on = Ein
webhook-off = Aus
webhook-failing = Fehlschläge seit dem { $time }
webhook-open = Fehlschläge seit dem { $time }, nur Probesendungen
webhook-open-why = Es schlug mehrmals nacheinander fehl. Ab und zu, spätestens alle fünf Minuten, wird ein Ereignis versucht; die anderen warten und werden der Reihe nach gesendet, sobald es wieder geht. Sieben Tage lang geht nichts verloren.
webhook-waiting = { $n ->
    [one] 1 Ereignis wartet
   *[other] { $n } Ereignisse warten
}
webhook-aside = { $n ->
    [one] 1 Ereignis beiseitegelegt
   *[other] { $n } Ereignisse beiseitegelegt
}
webhooks-test = Testereignis senden
webhooks-turn-on = Einschalten
webhooks-turn-off = Ausschalten
webhooks-remove = Entfernen
webhooks-remove-confirm = Den Webhook „{ $name }“ entfernen? Was wartet, wird nicht gesendet.
webhooks-secret = Geheimnis
webhooks-secret-lead = Bitte jetzt in das andere System übertragen: Es wird nicht noch einmal gezeigt. Damit werden Nachrichten nach Standard Webhooks signiert.
webhooks-secret-new = Neues Geheimnis
webhooks-secret-confirm = Ein neues Geheimnis für „{ $name }“ machen? Noch einen Tag lang wird auch mit dem alten signiert.
webhooks-secret-done = Ich habe es übertragen
webhooks-deliveries = Letzte Versuche
webhooks-deliveries-empty = Es wurde noch nichts gesendet.
webhooks-time = Zeit
webhooks-event = Ereignis
webhooks-answer = Antwort
webhooks-duration = Dauer
webhooks-millis = { $n } ms
webhooks-letters = Beiseitegelegt
webhooks-letters-lead = Diese Ereignisse wurden aufgegeben oder folgen auf ein aufgegebenes derselben Bestellung. Sie werden sieben Tage aufgehoben.
webhooks-replay = Alle erneut senden
webhooks-behind = Folgt auf ein aufgegebenes Ereignis
webhooks-replayed = Wird erneut gesendet
answer-timeout = Keine Antwort in der Zeit
answer-unreachable = Nicht erreichbar
answer-blocked = Gesperrt: Die Adresse führt in ein Netz hinein

audit-kind-webhook = Webhooks
audit-did-webhook-added = Webhook { $name } hinzugefügt
audit-did-webhook-changed = Webhook { $name } geändert
audit-did-webhook-secret = Neues Geheimnis für Webhook { $name }
audit-did-webhook-replayed = Beiseitegelegtes für { $name } erneut gesendet
audit-did-webhook-removed = Webhook { $name } entfernt
audit-field-webhook-url = Adresse
audit-field-webhook-events = Ereignisse
audit-field-webhook-most-tries = Versuche je Ereignis
audit-field-webhook-is-on = Eingeschaltet

problem-invalid-webhook-name = Bitte einen Namen von 1 bis 40 Zeichen schreiben.
problem-invalid-webhook-url = Bitte eine öffentliche Adresse schreiben, die mit https:// beginnt, ohne Benutzernamen und Passwort. An Adressen in einem Netz wird nicht gesendet.
problem-invalid-webhook-events = Bitte mindestens ein Ereignis wählen.
problem-invalid-webhook-tries = Bitte eine Zahl von 1 bis 20 für die Versuche schreiben.
problem-too-many-webhooks = Ein Laden hat höchstens { $most } Webhooks. Bitte erst einen entfernen.
problem-unknown-webhook = Diesen Webhook gibt es in diesem Laden nicht. Bitte die Liste neu laden.
