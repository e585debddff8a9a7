# Berichte, Bestellungen eines Tages und der Weg einer Bestellung
today-report = Tabelle und CSV
reports-title = Berichte
reports-from = Von
reports-to = Bis
reports-show = Anzeigen
reports-today = Heute
reports-yesterday = Gestern
reports-week = Letzte 7 Tage
reports-month = Letzte 30 Tage
reports-lead = { $time }, Zeitzone { $name }
reports-csv = Als CSV herunterladen
reports-cut = Es sind mehr Bestellungen, als ein Bericht fasst. Bitte einen kürzeren Zeitraum wählen.
reports-orders = Bestellungen
reports-drinks = { $n ->
    [one] 1 Getränk
   *[other] { $n } Getränke
}
reports-none-yet = –
minutes-unit = Min.
percent-unit = {"\u00A0"}%
wait-median = Wartezeit (Median)
wait-ninetieth = 9 von 10 binnen
reports-per-hour = Bestellungen je Stunde
reports-per-day = Bestellungen je Tag
chart-most = { $name }. Am meisten: { $n } bei { $time }.
reports-table = Als Tabelle zeigen
reports-when = Wann
reports-waits = Wartezeiten
reports-waits-lead = { $n ->
    [one] Minuten von bestellt bis fertig, 1 Bestellung
   *[other] Minuten von bestellt bis fertig, { $n } Bestellungen
}
reports-waits-chart = Bestellungen nach vollen Minuten Wartezeit
reports-minutes = Volle Minuten
reports-count = Anzahl
reports-empty = Keine Bestellungen in diesem Zeitraum.
reports-empty-waits = In diesem Zeitraum wurde nichts fertig.
reports-empty-options = In diesem Zeitraum wurden keine Optionen gewählt.
reports-empty-baristas = In diesem Zeitraum hat niemand eine Bestellung gemacht.
reports-abandoned = Nicht ausgegeben, und warum
reports-why = Warum
abandoned-not-submitted = Gast bestellte nicht rechtzeitig
abandoned-not-made = Nicht rechtzeitig gemacht
abandoned-by-guest = Vom Gast storniert
abandoned-by-staff = Vom Team storniert
abandoned-missed = Fertig, nicht abgeholt
refused-closed = Scan abgelehnt: geschlossen
refused-paused = Scan abgelehnt: Pause
refused-full = Scan abgelehnt: Schlange voll
reports-baristas = Nach Barista
reports-barista = Barista
reports-making = Zubereitung (Median)
reports-top-drinks = Getränke
reports-drink = Getränk
reports-top-options = Optionen
reports-option = Option
orders-title = Bestellungen
orders-day = Tag
orders-number = Nummer
orders-number-hint = Führt zu dieser Bestellung. Leer lassen für alle.
orders-state = Zustand
orders-time = Zeit
orders-items = Bestellt
orders-wait = Wartezeit
orders-empty = Keine Bestellungen an diesem Tag.
orders-older = Frühere Bestellungen
journey-title = Bestellung { $n }
journey-title-none = Bestellung ohne Nummer
journey-by-code = Über einen gescannten Code.
journey-walk-up = Vom Team eingegeben.
journey-lead = { $day }, { $name }. { $message }
journey-making = Zubereitung
journey-path = Weg
journey-drawing = Zustände einer Bestellung. Diese war: { $name }.
journey-history = Verlauf
journey-events = { $n ->
    [one] 1 Ereignis
   *[other] { $n } Ereignisse
}
journey-since = Nach
journey-what = Was geschah

# Zustände einer Bestellung
stage-started = Wählt
stage-queued = Wartet
stage-making = In Arbeit
stage-ready = Fertig
stage-collected = Abgeholt
stage-cancelled = Storniert
stage-expired = Abgelaufen
stage-missed = Nicht abgeholt

# Ereignisse, nach ihrem Typ
event-validator-neworder = Der Code wurde gescannt und ein Platz vergeben.
event-orderprocessor-workflowstarted = Wartet auf die Wahl des Gasts.
event-orderprocessor-shopnotready = Der Scan wurde abgelehnt.
event-orderprocessor-waitingproduction = Bestellt. Wartet auf einen Barista.
event-ordermanager-waitingcompletion = Nummer und Getränke gingen an die Bildschirme.
event-ordermanager-makeorder = Ein Barista hat sie übernommen.
event-orderprocessor-waitingcompletion = Wartet, bis sie gemacht ist.
event-ordermanager-unmakeorder = Der Barista gab sie zurück.
event-ordermanager-ordercompleted = Sie ist fertig.
event-ordermanager-ordercollected = Sie wurde ausgegeben.
event-ordermanager-ordermissed = Niemand holte sie ab.
event-ordermanager-orderrecalled = Sie ging einen Schritt zurück.
event-ordermanager-ordercancelled = Sie wurde storniert.
event-orderprocessor-ordertimeout = Die Zeit lief ab.
event-orderprocessor-orderfinished = Die Bestellung ist abgeschlossen.
event-queueservice-orderstarted = Die Getränke zählen in der Schlange.
event-queueservice-ordercompleted = Die Getränke verließen die Schlange: gemacht.
event-queueservice-ordercancelled = Die Getränke verließen die Schlange: nicht gemacht.
event-configservice-configchanged = Die Einstellungen änderten sich.
event-orderjourney-alleventsstored = Der Verlauf ist vollständig.

# Was nicht stimmen kann
problem-invalid-day = Bitte ein Datum wie 2026-01-31 angeben.
problem-period-backwards = Der letzte Tag darf nicht vor dem ersten liegen.
problem-period-too-long = Bitte höchstens 92 Tage.
problem-unknown-number = An diesem Tag gibt es keine Bestellung mit dieser Nummer.
