# Being told when it is ready

# A notification
push-ready-title = Nummer { $number } ist fertig.
push-ready-body = Hol sie an der Bar ab.
push-waiting-title = Nummer { $number } wartet auf dich.
push-waiting-body = Wir heben sie bis { $time } auf.

# The button on the guest's page
push-ask = Sag mir, wenn es fertig ist
push-asking = Einen Moment …
push-on = Wir sagen dir, wenn es fertig ist.
push-denied = Mitteilungen sind blockiert. Erlaube sie für diese Seite in den Einstellungen des Browsers und tippe noch einmal.
push-failed = Das hat nicht geklappt. Tippe gleich noch einmal.
push-ios = Damit wir dir Bescheid geben können: Tippe auf Teilen, dann auf Zum Home-Bildschirm, und öffne Crema von dort.

# Without a network
offline-nothing-kept = Keine Verbindung. Diese Seite versucht es von selbst wieder.

# For the operator
push-needs-https = Ohne HTTPS erfahren Handys nicht, wenn eine Bestellung fertig ist; sie lässt sich nicht auf dem Startbildschirm ablegen und ohne Netz nicht anzeigen. Zum Einschalten: Crema über einen HTTPS-Proxy anbieten und CREMA_PUBLIC_URL auf dessen https://-Adresse setzen.

# Problems
problem-invalid-push-endpoint = Die Adresse deines Browsers für Mitteilungen ist nicht zu gebrauchen. Tippe noch einmal.
problem-invalid-push-keys = Die Schlüssel deines Browsers für Mitteilungen sind nicht zu gebrauchen. Tippe noch einmal.
problem-nothing-to-tell = Deine Bestellung ist nicht unterwegs, also gibt es nichts zu melden.
