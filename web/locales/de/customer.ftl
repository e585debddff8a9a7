# Das Handy des Gastes

landing-title = Kaffee bestellen
menu-heading = Karte

scan-title = Bestellung beginnen
scan-heading = Du bist an der Bar.
scan-lead = Fang an, und wir halten dir einen Platz frei, während du wählst.
scan-unsent = Nicht gesendet. Prüf deine Verbindung und tippe noch einmal.
scan-start = Bestellung beginnen

refusal-to-order = Zu meiner Bestellung
refusal-to-menu = Zur Karte

order-title = Kaffee bestellen
order-heading = Was dürfen wir dir machen?
order-drink = Getränk
order-name = Name für den Becher
order-name-hint = Nur die Bar sieht ihn. Dieses Handy speichert ihn.
order-name-hint-shown = Ein Bildschirm an der Bar zeigt ihn, wenn deine Bestellung fertig ist. Dieses Handy speichert ihn.
order-send = Bestellen
order-add = Noch eins
order-until = Wir halten deinen Platz bis { $time } Uhr frei.
order-unsent = Nicht gesendet. Prüf deine Verbindung und tippe noch einmal auf „Bestellen“. Du bekommst keine zwei Kaffees.
order-gone = Gerade ausgegangen: { $name }. Bitte wähl etwas anderes.
basket-title = { $n ->
    [one] 1 Getränk bisher
   *[other] { $n } Getränke bisher
}
basket-remove = Entfernen

order-number = Bestellnummer
order-yours = Deine Bestellung
status-others = Deine anderen Bestellungen
order-for = Für { $name }
status-next = Du bist als Nächstes dran.
status-next-late = Es dauert länger als sonst. Du bist als Nächstes dran.
status-queued = Du bist auf Platz { $place } in der Schlange.
status-queued-late = Es dauert länger als sonst. Du bist auf Platz { $place } in der Schlange.
status-queued-wait = { $high ->
    [one] Noch etwa eine Minute, bis es fertig ist.
   *[other] { $low ->
        [0] Noch bis zu { $high } Minuten, bis es fertig ist.
       *[other] Noch etwa { $low } bis { $high } Minuten, bis es fertig ist.
    }
}
status-making = { $items ->
    [one] Dein Getränk wird gemacht.
   *[other] Deine { $items } Getränke werden gemacht.
}
status-making-late = Es dauert länger als sonst. Deine Bestellung wird gemacht.
status-making-wait = { $high ->
    [one] Noch etwa eine Minute.
   *[other] { $low ->
        [0] Noch bis zu { $high } Minuten.
       *[other] Noch etwa { $low } bis { $high } Minuten.
    }
}
status-ready = Nummer { $number } ist fertig. Hol sie an der Bar ab.
status-ready-until = Wir heben sie bis { $time } Uhr auf.
status-collected = Lass es dir schmecken.
status-collected-lead = Schön, dass du da warst.
status-missed = Nummer { $number } wurde nicht abgeholt.
status-missed-lead = Frag an der Bar. Vielleicht haben wir deine Bestellung noch oder können sie neu machen.
status-cancelled-guest = Du hast deine Bestellung storniert.
status-cancelled-guest-lead = Es wird nichts gemacht.
status-cancelled-bar = Die Bar musste deine Bestellung stornieren.
status-over-lead = Das tut uns leid. Sprich uns an oder bestell noch einmal.
status-expired-bar = Wir haben deine Bestellung nicht rechtzeitig geschafft.
status-expired-guest = Dein Platz ging an den nächsten Gast.
status-expired-guest-lead = Die Bestellung kam nicht rechtzeitig. Scann den Code an der Bar, um neu zu beginnen.
status-cancel = Bestellung stornieren
status-no-cancel = Nicht mehr stornierbar. Etwas falsch? Sprich uns an der Bar an.
status-again = Noch einmal bestellen
status-title-queued = in der Schlange
status-title-making = wird gemacht
status-title-ready = fertig
status-title-collected = abgeholt
status-title-missed = nicht abgeholt
status-title-cancelled = storniert
status-title-expired = abgelaufen
steps-label = Fortschritt
step-queued = In der Schlange
step-making = In Arbeit
step-ready = Fertig
