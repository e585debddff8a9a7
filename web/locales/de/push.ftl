# Being told when it is ready

# A notification
push-ready-title = Nummer { $number } ist fertig.
push-ready-body = Hol sie an der Bar ab.
push-waiting-title = Nummer { $number } wartet auf dich.
push-waiting-body = Wir heben sie bis { $time } Uhr auf.

# The button on the guest's page
push-ask = Sag Bescheid, wenn es fertig ist
push-asking = Einen Moment …
push-on = Wir sagen Bescheid, wenn es fertig ist.
push-denied = Mitteilungen sind blockiert. Erlaube sie für diese Seite in den Einstellungen des Browsers und tippe noch einmal.
push-failed = Das hat nicht geklappt. Tippe gleich noch einmal.
push-ios = Damit wir dir Bescheid geben können: Tippe auf „Teilen“, dann auf „Zum Home‑Bildschirm“, und öffne diese Seite von dort.

# Without a network
offline-nothing-kept = Keine Verbindung. Diese Seite versucht es von selbst wieder.

# For the operator
push-needs-https = Ohne HTTPS schalten Browser ab: Handys Bescheid geben, wenn eine Bestellung fertig ist, Crema auf dem Startbildschirm, Bestellungen ohne Netz zeigen und den Bildschirm des Tablets wach halten. Alles andere geht. Zum Einschalten: 1. Dem Server ein Zertifikat geben: CREMA_TLS_CERTIFICATE und CREMA_TLS_KEY, oder CREMA_ACME_DOMAINS, oder ein HTTPS-Proxy davor. 2. CREMA_PUBLIC_URL auf die https://-Adresse setzen. 3. Neu starten.

# Problems
problem-invalid-push-endpoint = Die Adresse deines Browsers für Mitteilungen ist nicht zu gebrauchen. Tippe noch einmal.
problem-invalid-push-keys = Die Schlüssel deines Browsers für Mitteilungen sind nicht zu gebrauchen. Tippe noch einmal.
problem-nothing-to-tell = Deine Bestellung ist nicht unterwegs, also gibt es nichts zu melden.
