# Der Bildschirm an der Wand

display-title = Bildschirm
display-ready = Fertig
display-collect = An der Bar abholen
display-none-ready = Hier erscheint deine Nummer.
display-preparing = In Arbeit
display-none-preparing = Gerade nichts
display-in-line = Wartet
display-missed = Verpasst? Frag uns
display-wait = { $high ->
    [one] Etwa 1 Min.
   *[other] Etwa { $low } bis { $high } Min.
}
display-still-collect = Fertiges kann noch abgeholt werden.
display-more = noch { $n }
qr-label = Code zum Bestellen mit dem Handy
qr-heading = Scannen und bestellen
qr-left = frei
qr-new-in = Neuer Code in
qr-spent = Wir machen Kaffee!
qr-next-in = Nächster Code in
qr-updating = Wird aktualisiert
display-stale = Stand { $time }. Verbindung wird gesucht.
