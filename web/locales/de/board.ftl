# Die Tafel: mehrere Zettel auf einmal, Ton, und woran ein Tippen scheiterte

together-claim = { $n } zusammen anfangen
together-complete = { $n } fertig
done-claim-all = Angefangen: { $number }
done-complete-all = Fertig: { $number }
refused-claimed = { $name } hat { $number } schon angefangen.
refused-wrong-state = { $number } ist schon weiter. Nichts wurde geändert.
refused-overtake = Nicht angefangen: { $number }. Ältere Bestellungen kommen zuerst.
refused-other-person = Gemerktes von { $name } wurde nicht gesendet. Bitte prüfen: { $number }.
problem-would-overtake = Ältere Bestellungen kommen zuerst: Sie wurden oft genug überholt.
problem-order-count = Nenne 1 bis 20 Bestellungen.
board-unchanged = Keine Verbindung. Nichts wurde geändert. Bitte gleich noch einmal tippen.
ok = OK

sound-title = Ton
sound-volume = Lautstärke
sound-off = Aus
sound-test = Ton testen
sound-refused = Dieses Tablet spielt den Ton nicht. Prüfe seine Lautstärke und die Einstellungen des Browsers.
full-screen = Vollbild

setting-max-overtaken-drinks = Überholt um höchstens
setting-max-overtaken-drinks-hint = Werden gleiche Getränke zusammen gemacht, lässt eine ältere Bestellung höchstens so viele Getränke vor. 0 hält die Reihenfolge ein.
