# Several stores

stores-title = Läden
stores-link = Laden
stores-all = Alle Läden
stores-count = { $n ->
    [one] 1 Laden
   *[other] { $n } Läden
}
stores-here = Hier bist du
stores-waiting = { $n ->
    [0] Niemand wartet.
    [one] 1 Bestellung wartet.
   *[other] { $n } Bestellungen warten.
}
stores-switch = Wechseln
stores-rename = Umbenennen
stores-archive = Archivieren
stores-archive-confirm = { $name } archivieren? Der Laden bleibt zu und steht in keiner Liste mehr. Sein Verlauf bleibt erhalten.
stores-archived = Archiviert
stores-archived-lead = Geschlossen, in keiner Liste, der Verlauf bleibt.
stores-restore = Zurückholen
stores-new = Neuer Laden
stores-new-lead = Er hat eine eigene Karte, ein eigenes Team, eigene Geräte und eine eigene Schlange und ist anfangs geschlossen.
stores-id = Kurzname
stores-id-hint = Für die Adresse, zum Beispiel „halle2“: Kleinbuchstaben, Ziffern, Bindestriche. Später nicht mehr zu ändern.
stores-menu = Karte
stores-menu-default = Die Standardkarte
stores-menu-of = Eine Kopie der Karte von { $name }
stores-add = Laden anlegen
stores-made = { $name } ist angelegt. Wechsle dorthin, um ihn einzurichten.
stores-runs-all = Führt alle Läden
stores-runs-all-hint = wechselt zwischen Läden und legt neue an
stores-grant = Alle Läden geben
stores-revoke = Nur dieser Laden
login-store-choose = Laden wählen
doors-title = Wo bist du?
doors-lead = Wähle die Bar, vor der du stehst.
problem-other-store = Diese Seite gehört zu einem anderen Laden als dem, zu dem du gewechselt hast. Es wurde nichts geändert. Geh zurück und sieh nach, wo du bist.
problem-store-archived = Dieser Laden ist archiviert. Hol ihn zurück, bevor du etwas änderst.
problem-store-busy = Schließe den Laden und mach seine Bestellungen fertig. Dann archiviere ihn.
problem-store-id-taken = Ein anderer Laden hat diesen Kurznamen. Bitte wähle einen anderen.
problem-invalid-store-id = Bitte gib einen Kurznamen aus 1 bis 32 kleinen Buchstaben, Ziffern und Bindestrichen im Innern an.
problem-invalid-all-stores = Nur die Leitung kann alle Läden führen.
problem-runs-all-stores = Dieses Konto kann nur ändern, wer alle Läden führt.
