# Die Verwaltung

console-nav = Verwaltung
save = Speichern
saved = Gespeichert. Die neuen Werte gelten ab jetzt.
search = Suchen
search-all = Alle zeigen
search-found = { $n ->
    [one] 1 von { $of } passt
   *[other] { $n } von { $of } passen
}
search-none = Nichts passt zu „{ $q }“.
discard = Verwerfen
word-and-more = { $first }. { $more }
sentences = { $first } { $more }

today-title = Heute
today-now = { $first }, { $more }
today-waiting = { $n ->
    [0] niemand wartet
    [one] 1 wartet
   *[other] { $n } warten
}
today-lead = { $making } in Arbeit, { $ready } fertig.
today-places = Der Code hat noch { $left } von { $places } Plätzen.
today-pause-for = Pause für
today-close-effect = { $n ->
    [0] Schließen stoppt neue Bestellungen. Nichts wartet.
    [one] Schließen stoppt neue Bestellungen. 1 Bestellung wird noch gemacht.
   *[other] Schließen stoppt neue Bestellungen. { $n } Bestellungen werden noch gemacht.
}
today-open-effect = Öffnen zeigt einen Code auf den Bildschirmen, und Gäste können bestellen.
today-links = Ansichten
today-open-board = Tafel der Bar
today-open-display = Bildschirm
today-open-guest = Seite der Gäste
stat-orders = Bestellungen heute
stat-collected = Abgeholt
stat-missed = Nicht abgeholt
stat-cancelled = Storniert oder abgelaufen

settings-title = Einstellungen
settings-store = Laden
settings-code = Code auf dem Bildschirm
settings-queue = Schlange
settings-time = Fristen
settings-board = Tafel
setting-store-name = Name des Ladens
setting-time-zone = Zeitzone
setting-time-zone-hint = Zum Beispiel Europe/Berlin. Um Mitternacht dort beginnen die Nummern neu.
setting-currency = Währung
setting-currency-hint = Zum Beispiel EUR. Leer lassen, um keine Preise zu zeigen. Beträge werden nicht umgerechnet.
setting-places-per-code = Plätze je Code
setting-places-per-code-hint = Ein neuer Code kommt, wenn seine Zeit um ist.
setting-code-lifetime-minutes = Gültigkeit des Codes
setting-code-lifetime-minutes-hint = Wird als Countdown gezeigt.
setting-max-queue = Längste Schlange
setting-max-queue-hint = Danach werden Gäste auf später vertröstet.
setting-max-items-per-order = Getränke je Bestellung
setting-max-items-per-order-hint = Mit 1 passt das Bestellen auf eine Seite.
setting-max-open-orders-per-person = Offen je Person
setting-max-open-orders-per-person-hint = Gleichzeitig laufende.
setting-max-orders-per-person-per-day = Je Person und Tag
setting-max-orders-per-person-per-day-hint = 0 für unbegrenzt.
setting-submit-timeout-minutes = Wählen innerhalb von
setting-submit-timeout-minutes-hint = Danach geht der Platz an den nächsten Gast.
setting-make-timeout-minutes = Machen innerhalb von
setting-make-timeout-minutes-hint = Danach läuft die Bestellung ab.
setting-collect-timeout-minutes = Abholen innerhalb von
setting-collect-timeout-minutes-hint = Danach gilt sie als nicht abgeholt.
setting-warn-after-minutes = Gelb nach
setting-warn-after-minutes-hint = Eine Bestellung braucht Aufmerksamkeit.
setting-late-after-minutes = Rot nach
setting-late-after-minutes-hint = Eine Bestellung ist zu spät.
unit-orders = { $n ->
    [one] Bestellung
   *[other] Bestellungen
}
unit-drinks = { $n ->
    [one] Getränk
   *[other] Getränke
}
unit-minutes = Min.

menu-title = Karte
menu-drinks = Getränke
menu-drinks-count = { $n ->
    [one] 1 Getränk
   *[other] { $n } Getränke
}
menu-empty = Noch keine Getränke. Füge das erste hinzu.
menu-drink = Getränk
menu-price = Preis
menu-order = Reihenfolge
menu-state = Auf der Karte
menu-remove = Entfernen
menu-remove-name = { $name } entfernen
menu-remove-confirm = { $name } von der Karte entfernen?
menu-up = { $name } nach oben
menu-down = { $name } nach unten
menu-groups = Auswahl
menu-groups-count = { $n ->
    [0] Keine Auswahl
    [one] 1 Auswahlgruppe
   *[other] { $n } Auswahlgruppen
}
menu-groups-lead = Milch, Größen, Extras. Ein Getränk nennt die seinen.
menu-group = Auswahl
menu-rule = Regel

drink-new = Neues Getränk
drink-name = Name
drink-note = Ein paar Worte
drink-note-hint = Steht unter dem Namen. Darf leer sein.
drink-price = Preis
drink-price-hint = In { $currency }, zum Beispiel { $example }. Leer für keinen Preis.
drink-price-hint-none = Zum Beispiel { $example }. Der Laden zeigt derzeit keine Preise.
drink-icon = Zeichnung
drink-icon-espresso = Espresso
drink-icon-flat-white = Flat White
drink-icon-cappuccino = Cappuccino
drink-icon-latte = Latte
drink-icon-filter = Filter
drink-icon-cold = Kalt
drink-icon-tea = Tee
drink-icon-chocolate = Schokolade
drink-icon-other = Anderes
drink-allergens = Enthält
drink-no-groups = Es gibt noch keine Auswahl.

group-new = Neue Auswahl
group-name = Name
group-min = Mindestens
group-min-hint = 0, wenn man sie auslassen darf.
group-max = Höchstens
group-max-hint = Mit 1 ist nur eins wählbar.
group-options = Möglichkeiten
group-options-lead = Eine Zeile ohne Namen wird entfernt. Speichern gibt neue leere Zeilen.
group-option = Möglichkeit { $n }
option-name = Name
option-price = Aufpreis
option-default = Vorausgewählt
option-allergens = Allergene
option-brings = Enthält
option-replaces = Ersetzt, wie Hafer die Milch ersetzt

staff-title = Team
staff-team = Team
staff-count = { $n ->
    [one] 1 Person
   *[other] { $n } Personen
}
staff-me = Du
staff-new-pin = Neue PIN
staff-pin = PIN oder Passwort
staff-pin-hint = Mindestens 4 Zeichen. Für die Leitung lieber lang.
staff-remove = { $name } entfernen
staff-remove-confirm = { $name } entfernen? Die Person wird sofort abgemeldet.
staff-make-operator = Zur Leitung machen
staff-make-barista = Nur Barista
staff-add = Person hinzufügen
staff-add-button = Hinzufügen
staff-name = Name
staff-name-hint = Das Team sieht ihn auf Bestellungen.
staff-role = Rolle
role-barista = Barista
role-barista-hint = arbeitet an der Tafel
role-operator = Leitung
role-operator-hint = führt auch den Laden

devices-title = Geräte
devices-add = Gerät koppeln
devices-add-lead = Auf dem Gerät die Adresse dieses Servers mit /pair öffnen. Es zeigt einen kurzen Code.
devices-add-button = Koppeln
devices-code = Code auf dem Gerät
devices-code-hint = Groß oder klein ist egal.
devices-name = Name
devices-name-hint = Zum Beispiel „Bildschirm über der Bar“.
devices-kind = Was es ist
device-display = Bildschirm
device-tablet = Tablet der Bar
device-machine = Maschine
devices-paired = Gekoppelt
devices-empty = Noch nichts gekoppelt.
devices-since = Gekoppelt { $time }.
devices-rename = Umbenennen
devices-remove = Trennen
devices-remove-confirm = { $name } trennen? Das Gerät wird sofort abgemeldet.

# Was an einem Formular falsch sein kann
problem-invalid-number = Bitte eine Zahl schreiben.
problem-invalid-price = Bitte einen Preis wie { $example } schreiben oder das Feld leeren.
problem-invalid-currency = Bitte drei Buchstaben wie EUR schreiben oder nichts.
problem-invalid-time-zone = Bitte die Zeitzone mit vollem Namen wählen, zum Beispiel Europe/Berlin.
problem-invalid-store-name = Bitte einen Namen von 1 bis 60 Zeichen für den Laden angeben.
problem-invalid-text = Darin steht ein Zeichen, das nicht gespeichert werden kann. Nimm es heraus und versuch es noch einmal.
problem-invalid-value = Das passt hier nicht.
problem-out-of-bounds = Von { $least } bis { $most }. Bisher { $was }.
problem-late-before-warn = Rot kommt nach Gelb: frühestens bei { $warn } Minuten.
problem-invalid-menu-name = Bitte einen Namen von 1 bis 60 Zeichen schreiben.
problem-invalid-menu-note = Bitte höchstens 60 Zeichen.
problem-invalid-menu-price = Ein Preis liegt zwischen 0 und { $most }.
problem-invalid-choice-bounds = „Höchstens“ muss 1 oder mehr sein, nicht unter „Mindestens“, und es muss genug Möglichkeiten geben.
problem-invalid-staff-name = Bitte einen Namen von 1 bis 40 Zeichen schreiben.
problem-invalid-pin = Bitte mindestens 4 Zeichen wählen.
problem-invalid-role = Bitte Barista oder Leitung wählen.
problem-name-taken = Jemand mit diesem Namen arbeitet schon hier. Hänge einen Buchstaben an.
problem-last-operator = Die letzte Leitung muss bleiben, sonst könnte niemand den Laden führen.
problem-unknown-pairing-code = Kein Gerät zeigt diesen Code. Bitte noch einmal ablesen: Er wechselt nach 15 Minuten.
problem-invalid-device-name = Bitte einen Namen von 1 bis 40 Zeichen schreiben.
problem-device-renamed-since = Inzwischen hat es jemand { $name } genannt. Erneut speichern, um es trotzdem umzubenennen.

# Opening hours
hours-title = Öffnungszeiten
hours-week = Jede Woche
hours-lead = Der Laden öffnet und schließt zu diesen Zeiten von selbst. Alles leer lassen, um es von Hand zu tun. Ein Tag ohne Zeiten ist geschlossen. 20:00 bis 02:00 geht über Mitternacht.
hours-zone = Zeitzone: { $name }.
hours-zone-change = Ändern
hours-exceptions = Andere Tage
hours-exceptions-lead = Feiertage und lange Abende. Ein Datum ohne Zeiten ist ganztägig geschlossen. Datum leeren, um die Zeile zu entfernen. Speichern ergibt neue leere Zeilen.
hours-exception = Anderer Tag { $n }
hours-date = Datum
hours-from = Öffnet, { $n }
hours-to = Schließt, { $n }
hours-saved = Gespeichert. Der Laden bleibt, wie er ist, bis zur nächsten dieser Zeiten.
hours-opens = Öffnet um { $time } Uhr
hours-opens-day = Öffnet am { $day } um { $time } Uhr
today-closes = Schließt um { $time } Uhr
today-closes-day = Schließt am { $day } um { $time } Uhr
today-resumes = Geht um { $time } Uhr weiter
problem-invalid-time = Bitte eine Uhrzeit wie 08:30 eintragen.
problem-hours-overlap = Zu dieser Zeit ist schon offen. Die Zeiten überschneiden sich.
problem-hours-empty = So würde beim Öffnen geschlossen. Den ganzen Tag: 00:00 bis 24:00.
problem-hours-half = Bitte beide Zeiten eintragen oder keine.
problem-invalid-date = Bitte ein Datum wählen.
problem-second-exception = Dieses Datum hat schon eine Zeile.
problem-too-many-exceptions = Bitte höchstens 100 andere Tage.
