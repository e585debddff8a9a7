# Wörter, die mehrere Anwendungen brauchen. Auf Handy, Bildschirm und API dieselben Sätze.

live-stale = Stand { $time }. Verbindung wird gesucht.
sold-out = Ausverkauft
# Between a label and its value
label-colon = :{"\u00A0"}
page-back = Zurück
language = Sprache
language-name = Deutsch

# Wie es um den Laden steht
door-open = Wir haben offen.
door-open-advice = Zum Bestellen den Code an der Bar scannen.
door-paused = Wir nehmen gerade kurz keine Bestellungen an.
door-paused-until = Bis { $time } Uhr nehmen wir keine Bestellungen an.
door-paused-advice = Was bestellt ist, wird noch gemacht. Diese Seite aktualisiert sich von selbst.
door-closed = Wir haben geschlossen.
door-closed-opens = Geschlossen. Öffnet um { $time } Uhr.
door-closed-advice = Scann den Code an der Bar, wenn wir wieder offen haben.
door-closed-advice-then = Scann dann den Code an der Bar.
door-full = Die Schlange ist voll. Versuch es gleich noch einmal.
door-full-minutes = { $n ->
    [one] Die Schlange ist voll. Versuch es in etwa einer Minute noch einmal.
   *[other] Die Schlange ist voll. Versuch es in etwa { $n } Minuten noch einmal.
}
door-full-advice = Wir nehmen nur so viel an, wie wir zügig machen können.
door-word-open = Offen
door-word-paused = Pausiert
door-word-closed = Geschlossen
door-word-full = Schlange voll

# Wartezeiten sind Spannen
wait-range = { $high ->
    [one] Etwa eine Minute.
   *[other] { $low ->
        [0] Bis zu { $high } Minuten.
       *[other] Etwa { $low } bis { $high } Minuten.
    }
}
orders-ahead = { $n ->
    [0] Niemand vor dir.
    [one] 1 Bestellung vor dir.
   *[other] { $n } Bestellungen vor dir.
}

# Allergene
allergen-milk = Milch
allergen-nuts = Nüsse
allergen-gluten = Gluten
allergen-soy = Soja
allergen-egg = Ei
allergen-sesame = Sesam
allergen-peanuts = Erdnüsse
allergen-sulphites = Sulfite

# Regeln der Auswahlgruppen
group-choose-one = Eins wählen
group-optional = Eins oder keins
group-up-to = Bis zu { $max }
group-exactly = { $n } wählen
group-range = { $min } bis { $max } wählen
option-none = Ohne

# Formulare
errors-title = { $n ->
    [one] Eine Sache stimmt noch nicht
   *[other] { $n } Dinge stimmen noch nicht
}

# Probleme nach ihrem festen Code
problem-already-claimed = Jemand anders hat diese Bestellung schon angefangen.
problem-store-closed = Wir haben geschlossen.
problem-store-paused = Wir nehmen gerade kurz keine Bestellungen an.
problem-queue-full = Die Schlange ist voll.
problem-queue-room = Die Schlange ist fast voll. So viele Getränke passen noch hinein: { $room }.
problem-code-used-up = Alle Plätze dieses Codes sind vergeben.
problem-code-expired = Dieser Code gilt nicht mehr.
problem-code-unknown = Dieser Code ist nicht von uns.
problem-open-order-limit = Du hast schon eine Bestellung bei uns.
problem-daily-limit = Du hattest heute schon alle deine Getränke.
problem-sold-out = Das ist gerade ausgegangen. Bitte wähl etwas anderes.
problem-basket-item-gone = { $name } gibt es so nicht mehr. Wir haben es aus deiner Bestellung genommen.
problem-unknown-drink = Bitte wähl ein Getränk.
problem-unknown-option = Das steht nicht mehr auf der Karte. Bitte wähl noch einmal.
problem-too-many-options = Das ist mehr, als du hier wählen kannst.
problem-too-few-options = Bitte triff hier deine Wahl.
problem-too-many-items = Das ist mehr, als in eine Bestellung passt.
problem-invalid-name = Bitte gib einen Namen für den Becher an, höchstens 40 Zeichen.
problem-token-spent = Dieser Link wurde schon benutzt.
problem-key-reused = Dieses Formular wurde schon mit anderen Werten gesendet. Bitte prüfen und noch einmal senden.
problem-request-timeout = Das hat zu lange gebraucht. Bitte prüf deine Verbindung und versuch es noch einmal.
problem-unavailable = Das geht gerade nicht. Versuch es gleich noch einmal.
problem-internal = Es wurde nichts geändert. Versuch es gleich noch einmal. Wenn es wieder passiert, nenn an der Bar diese Kennung.
problem-refused = So lässt sich diese Adresse nicht benutzen. Bitte geh zurück.
problem-nothing-ordered = Bitte wähl zuerst ein Getränk.
problem-too-late-to-cancel = Es wird schon gemacht und lässt sich nicht mehr stornieren. Sprich uns an der Bar an.
problem-wrong-state = Die Bestellung ist inzwischen weiter. Es wurde nichts geändert.
problem-reason-missing = Bitte einen Grund nennen: Der Gast liest ihn.
problem-unknown-token = Dieser Link ist nicht von uns.
problem-key-missing = Das Formular kam unvollständig an. Bitte die Seite neu laden.
problem-key-malformed = Das Formular kam beschädigt an. Bitte die Seite neu laden.
problem-key-running = Das wird noch gesendet. Einen Moment bitte.
problem-too-many-tries = Zu viele Versuche. Bitte warte einen Moment.
problem-network-busy = Gerade scannen viele Leute in deinem Netz.
problem-foreign-origin = Das kam von einer anderen Website. Öffne die Seite hier und versuch es noch einmal.
problem-body-too-large = Das ist zu viel für ein Formular.
problem-invalid-json = Die Anfrage ist nicht lesbar.
problem-unsupported-media-type = Das Formular ist nicht lesbar. Bitte die Seite neu laden.
problem-store-not-open = Der Laden ist nicht offen, also gibt es keinen Code.
advice-code-used-up = Der nächste Code erscheint gleich auf dem Bildschirm. Scann ihn dort.
advice-code-used-up-at = Der nächste Code erscheint um { $time } Uhr auf dem Bildschirm. Scann ihn dort.
advice-network-busy = Geh zurück und tippe in ein paar Sekunden noch einmal.
advice-code-expired = Scann den Code auf dem Bildschirm noch einmal.
advice-code-unknown = Scann den Code auf dem Bildschirm an der Bar.
advice-store-closed = Scann den Code an der Bar, wenn wir wieder offen haben.
advice-store-paused = Scann den Code in ein paar Minuten noch einmal.
advice-store-paused-then = Scann den Code dann noch einmal.
advice-queue-full = Scann den Code in ein paar Minuten noch einmal.
advice-queue-full-minutes = { $n ->
    [one] Scann den Code in etwa einer Minute noch einmal.
   *[other] Scann den Code in etwa { $n } Minuten noch einmal.
}
advice-daily-limit = Bis morgen!
advice-open-order-limit = Bestell wieder, sobald du sie abgeholt hast.
retry-at = Versuch es um { $time } Uhr noch einmal.
retry-minutes = { $n ->
    [one] Versuch es in etwa einer Minute noch einmal.
   *[other] Versuch es in etwa { $n } Minuten noch einmal.
}

# Fehlerseiten
error-title = Das hat nicht geklappt
error-title-400 = Das hat nicht geklappt
error-title-401 = Bitte anmelden
error-title-403 = Das ist nicht für dich
error-title-404 = Hier ist nichts
error-title-429 = Das war etwas schnell
error-title-500 = Bei uns ging etwas schief
error-title-503 = Wir sind gleich wieder da
error-back = Zurück
error-request = Kennung: { $id }

# Eine Zeit, die nicht heute ist
weekday-monday = Montag
weekday-tuesday = Dienstag
weekday-wednesday = Mittwoch
weekday-thursday = Donnerstag
weekday-friday = Freitag
weekday-saturday = Samstag
weekday-sunday = Sonntag
door-closed-opens-day = Geschlossen. Öffnet am { $day } um { $time } Uhr.
advice-code-used-up-at-day = Der nächste Code erscheint am { $day } um { $time } Uhr auf dem Bildschirm. Scann ihn dort.
retry-at-day = Versuch es am { $day } um { $time } Uhr noch einmal.
