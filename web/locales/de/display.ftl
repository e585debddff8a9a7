# Der Bildschirm an der Wand

display-title = Bildschirm
display-ready = Fertig
display-collect = An der Bar abholen
display-none-ready = Hier erscheint deine Nummer.
display-preparing = In Arbeit
display-none-preparing = Gerade nichts
display-in-line = { $n ->
    [one] 1 wartet
   *[other] { $n } warten
}
display-missed = Verpasst? Frag uns
display-wait = { $high ->
    [one] Wartezeit etwa 1 Min.
   *[other] { $low ->
        [0] Wartezeit bis { $high } Min.
       *[other] Wartezeit { $low } bis { $high } Min.
    }
}
display-still-collect = Fertiges kann noch abgeholt werden.
display-more = noch { $n }
qr-label = Code zum Bestellen mit dem Handy
qr-heading = Scann und bestell
qr-left = frei
qr-new-in = Neuer Code in
qr-new = Neu in
qr-spent = Wir machen Kaffee!
qr-next-in = Nächster Code in
qr-updating = Wird aktualisiert
qr-paused = Was bestellt ist, machen wir noch fertig.
display-stale = Stand { $time }. Verbindung wird gesucht.
display-called = Nummer { $number } ist fertig.
# Settings of one display, at the console
display-speaks = Spricht neue Nummern
display-shows-names = Zeigt Namen
display-save = Optionen speichern
