# Das Tablet hinter der Bar

skip = Zum Inhalt springen
board-title = Tafel
board-nav = Tafel
walk-up-nav = An der Bar
sold-out-nav = Ausverkauft
recall-nav = Zurückholen
log-out = Abmelden
log-out-person = { $name } abmelden
live-offline = Offline. Stand { $time }. Verbindung wird gesucht.
live-taps = Noch zu senden: { $n }.
board-new = { $n } neu
undo = Rückgängig
minutes-short = { $n } Min.
to-make = Zu machen
contains = Enthält
making-me = Du
more = Mehr
more-number = Mehr zu { $number }
pause = Pause
pause-longer = Verlängern
pause-for = Bestellungen pausieren für
pause-effect = { $n ->
    [0] Nichts wartet. Danach geht es von selbst weiter.
    [one] 1 Bestellung wird noch gemacht. Danach geht es von selbst weiter.
   *[other] { $n } Bestellungen werden noch gemacht. Danach geht es von selbst weiter.
}
close-now = Jetzt schließen
open-now = Jetzt öffnen
resume-now = Jetzt fortsetzen
board-full = Neue Bestellungen, sobald eine fertig ist.
board-empty = Keine Bestellungen.
board-empty-open = Der Laden ist offen.
column-queued = Wartet
column-making = In Arbeit
column-ready = Fertig
column-queued-empty = Nichts wartet.
column-making-empty = Nichts ist in Arbeit.
column-ready-empty = Nichts abzuholen.
command-claim = Anfangen
command-complete = Fertig
command-collect = Abgeholt
command-release = Zurück
command-recall = Noch einmal
command-cancel = Storno
done-claim = { $number } angefangen
done-complete = { $number } ist fertig
done-collect = { $number } abgeholt
done-release = { $number } zurückgelegt
done-recall = { $number } ist zurück
done-cancel = { $number } storniert
tap-pending = Wartet auf das Netz
tap-failed = { $number } ließ sich nicht ändern. Bitte noch einmal.

start-title = Bereit für die Schicht?
start-lead = Ein Tipp schaltet den Ton ein, hält den Bildschirm wach und zeigt die Tafel im Vollbild.
start-button = Schicht beginnen
start-silent = Ohne Ton

cancel-title = Nummer { $number } stornieren?
cancel-lead = Der Gast liest den Grund auf dem Handy.
cancel-reason-not-available = Eine Zutat ist uns ausgegangen.
cancel-reason-guest-asked = Auf Wunsch des Gastes.
cancel-reason-mistake = Es war ein Versehen.
cancel-reason-other = Bitte sprich uns an der Bar an.
cancel-other = Ein anderer Grund.
cancel-keep = Bestellung behalten

recall-title = Zurückholen
recall-lead = Holt Bestellungen zurück, die aus Versehen von der Tafel verschwunden sind.
recall-empty = Noch nichts hat die Tafel verlassen.
recall-button = Zurückholen
state-ready = Fertig
state-collected = Abgeholt
state-missed = Nicht abgeholt

sold-out-title = Was ist aus?
sold-out-lead = Gäste sehen es sofort. Ausverkauftes bleibt auf der Karte, lässt sich aber nicht bestellen.
sold-out-drinks = Getränke
available = Verfügbar

walk-up-title = Bestellung an der Bar
walk-up-name = Name auf dem Becher
walk-up-send = Auf die Tafel
walk-up-unsent = Nicht gesendet. Verbindung prüfen und noch einmal tippen. Es wird nicht doppelt bestellt.
