# Drucker und Bons auf Papier

paper-copy = KOPIE
paper-again = NOCHMAL GEDRUCKT, EVTL. DOPPELT
paper-walk-up = An der Bar
paper-place = { $n } von { $max }
paper-contains = Enthält: { $name }
paper-test = Testseite
paper-title-one = { $number } drucken
paper-title = { $n ->
    [one] 1 Bon drucken
   *[other] { $n } Bons drucken
}
paper-none = Kein Bon wartet auf den Druck.
paper-print = Drucken
paper-width = Papier
paper-millimetres = { $n } mm
paper-hint = Öffnet sich nichts, bitte über das Menü des Browsers drucken.
paper-done = Hier gedruckt: aus der Warteschlange nehmen
paper-done-hint = Sonst druckt der Drucker sie auch noch, sobald er wieder da ist.

print-button = Drucken
print-sent = { $number } geht an den Drucker
print-failed = { $number } konnte nicht gedruckt werden. Bitte noch einmal versuchen.
print-here = Stattdessen hier drucken
print-off = Der Drucker „{ $name }“ ist aus.
print-paper = Der Drucker „{ $name }“ hat kein Papier mehr.
print-cover = Die Klappe am Drucker „{ $name }“ ist offen.
print-fault = Der Drucker „{ $name }“ meldet einen Fehler.
print-silent = Der Drucker „{ $name }“ antwortet nicht.
print-waiting = { $n ->
    [one] 1 Bon wartet.
   *[other] { $n } Bons warten.
}

printers-title = Drucker
printers-lead = Jeder Bon wird gedruckt, sobald jemand an der Bar damit anfängt. Ein ausgeschalteter Drucker hält die Tafel nie auf.
printers-add = Drucker hinzufügen
printers-empty = Noch kein Drucker. An der Bar kann aus dem Browser gedruckt werden.
printers-name = Name
printers-name-hint = Zum Beispiel „Bar“.
printers-address = Adresse im Netz
printers-address-hint = Ein Name oder eine IP-Adresse, und der Port, wenn es nicht 9100 ist: 192.168.1.50 oder drucker.local:9101.
printers-paper = Papier
printers-charset = Buchstaben, die er kennt
printers-charset-hint = Andere Zeichen werden als Bild gedruckt. Zeigt die Testseite falsche Buchstaben, bitte etwas anderes wählen.
printers-language = Sprache seiner Bons
charset-cp858 = Westeuropa mit Euro (CP858)
charset-cp1252 = Windows Lateinisch 1 (CP1252)
charset-cp437 = USA (CP437)
printers-change = Ändern
printers-change-title = Drucker „{ $name }“ ändern
printers-test = Testseite
printers-retry = Jetzt versuchen
printers-clear = Wartende Bons verwerfen
printers-clear-confirm = Die Bons verwerfen, die bei „{ $name }“ warten? Sie werden nicht mehr gedruckt.
printers-remove = Entfernen
printers-remove-confirm = Den Drucker „{ $name }“ entfernen? Was dort wartet, wird nicht gedruckt.
printer-ready = Bereit
printer-off = Aus seit { $time }
printer-off-day = Aus seit dem { $day }, { $time }
printer-paper = Kein Papier seit { $time }
printer-paper-day = Kein Papier seit dem { $day }, { $time }
printer-cover = Klappe offen seit { $time }
printer-cover-day = Klappe offen seit dem { $day }, { $time }
printer-fault = Fehler seit { $time }
printer-fault-day = Fehler seit dem { $day }, { $time }
printer-silent = Keine Antwort seit { $time }
printer-silent-day = Keine Antwort seit dem { $day }, { $time }
printer-waiting = { $n ->
    [one] 1 Bon wartet
   *[other] { $n } Bons warten
}

problem-invalid-printer-name = Bitte einen Namen von 1 bis 40 Zeichen schreiben.
problem-invalid-printer-address = Bitte einen Namen oder eine IP-Adresse wie 192.168.1.50 schreiben, ohne http://.
problem-invalid-printer-port = Bitte einen Port von 1024 bis 65535 schreiben, meist 9100.
problem-printer-address-taken = Der Drucker { $name } hat diese Adresse schon.
problem-too-many-printers = Eine Bar hat höchstens { $most } Drucker. Bitte erst einen entfernen.
problem-unknown-printer = Dieser Drucker wurde entfernt. Bitte die Seite neu laden.
