# A message to waiting guests

broadcast-title = Wartenden etwas sagen
broadcast-now = Jetzt zu sehen
broadcast-until = Bis { $time }
broadcast-withdraw = Jetzt entfernen
broadcast-new = Neue Nachricht
broadcast-replace = Eine andere Nachricht an ihrer Stelle
broadcast-text = Nachricht
broadcast-text-hint = Bis zu 140 Zeichen, zum Beispiel „Die Milch ist aus, 10 Minuten lang nur Hafer.“
broadcast-ends = Endet von selbst nach
broadcast-send = Zeigen
broadcast-write = Nachricht schreiben
broadcast-change = Ändern oder wegnehmen
broadcast-example = Ein Satz auf Handys, Bildschirm und Tafel, zum Beispiel dass die Maschine eine Minute braucht.
problem-invalid-broadcast = Bitte schreib eine Nachricht von 1 bis 140 Zeichen.
problem-invalid-minutes = Bitte lass die Nachricht innerhalb eines Tages enden.
broadcast-lead = Sie steht auf den Handys aller, deren Getränk noch nicht fertig ist ({ $n ->
    [one] jetzt 1 Bestellung
   *[other] jetzt { $n } Bestellungen
}), auf der Seite des Ladens, dem Bildschirm und der Tafel.
