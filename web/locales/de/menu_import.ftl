# Die Karte als Datei
import-nav = Importieren oder exportieren
import-title = Karte als Datei
import-heading = Importieren
import-lead = Die Datei ersetzt die ganze Karte. Zuerst siehst du, was sich ändern würde; gespeichert wird erst, wenn du es bestätigst.
import-file = Datei
import-file-hint = CSV oder JSON, UTF-8, höchstens 128 KB.
import-text = Oder den Text einfügen
import-text-hint = Die erste Zeile nennt die Spalten. Dazwischen Kommas, Semikolons oder Tabulatoren.
import-check = Datei prüfen
import-columns = Spalten einer CSV-Datei
import-line = Zeile { $n }
import-at-column = Zeichen { $n }
import-further = { $n ->
    [one] Ein weiterer Fehler ist nicht aufgeführt. Behebe zuerst diese.
   *[other] { $n } weitere Fehler sind nicht aufgeführt. Behebe zuerst diese.
}
import-found = { $n ->
    [one] Ein Fehler, oben mit seiner Zeile genannt. Nichts wurde geändert.
   *[other] { $n } Fehler, oben mit ihren Zeilen genannt. Nichts wurde geändert.
}
export-title = Exportieren
export-lead = Ändere die Karte in einer Tabelle und importiere sie wieder. Namen, Preise, Allergene, Auswahlen und ihre Reihenfolge sind alle enthalten.
export-csv = Als CSV, für Tabellen
export-json = Als JSON, für Programme
import-preview-title = Was sich ändern würde
import-same = Nichts würde sich ändern: Die Datei enthält die Karte, wie sie ist.
import-keep = Karte lassen, wie sie ist
import-changes = { $n ->
    [one] 1 Änderung
   *[other] { $n } Änderungen
}
import-confirm = { $n ->
    [one] Karte ersetzen: 1 Getränk
   *[other] Karte ersetzen: { $n } Getränke
}
import-done = Die Karte ist importiert. Gäste sehen sie jetzt.
change-added = Neu
change-changed = Geändert
change-removed = Entfernt
change-none = nichts
change-yes = ja
change-no = nein
change-old = vorher:
change-new = jetzt:
import-column-kind = currency (Währung), drink (Getränk), group (Auswahl) oder option (Möglichkeit). Je eine Zeile.
import-column-group = Bei option: die Kennung der Auswahl. Leer: die Auswahl darüber.
import-column-id = Kurz und gleichbleibend, etwa flat-white. Leer: aus dem Namen gebildet. Bei currency: der Code, etwa EUR.
import-column-name = Wie Gäste es lesen.
import-column-note = Bei drink: ein paar Worte unter dem Namen.
import-column-price = Etwa 3.60 oder 3,60. Leer: keiner.
import-column-icon = Bei drink: espresso, flat_white, cappuccino, latte, filter, cold, tea, chocolate oder other.
import-column-allergens = milk, nuts, gluten, soy, egg, sesame, peanuts, sulphites, mit Leerzeichen dazwischen.
import-column-replaces = Bei option: die Allergene, die sie wegnimmt.
import-column-groups = Bei drink: Kennungen der Auswahlen, mit Leerzeichen dazwischen.
import-column-min = Bei group: mindestens so viele. Leer: 0.
import-column-max = Bei group: höchstens so viele. Leer: 1.
import-column-default = Bei option: yes, wenn sie vorausgewählt ist.
import-column-sold-out = yes, wenn es gezeigt wird, aber nicht bestellt werden kann.
change-field-currency = Währung
change-field-drinks-order = Reihenfolge der Getränke
change-field-groups-order = Reihenfolge der Auswahlen
change-field-name = Name
change-field-note = Ein paar Worte
change-field-price = Preis
change-field-icon = Zeichnung
change-field-allergens = Enthält
change-field-groups = Auswahlen
change-field-sold-out = Ausverkauft
change-field-min = Mindestens
change-field-max = Höchstens
change-field-order = Reihenfolge
change-field-replaces = Ersetzt
change-field-default = Vorausgewählt
problem-import-empty = Bitte eine Datei wählen, die nicht leer ist, oder ihren Text einfügen.
problem-import-too-large = Die Datei ist zu groß: höchstens { $most } KB. Eine Karte mit hundert Getränken braucht 20.
problem-import-workbook = Das ist eine Arbeitsmappe. Wähle in der Tabelle „Speichern unter“ und dort „CSV UTF-8“ und importiere diese Datei.
problem-import-utf-sixteen = Der Text ist UTF-16 („Unicode“). Speichere ihn als „CSV UTF-8“ und importiere ihn noch einmal.
problem-import-charset = Ab hier ist der Text nicht UTF-8; Buchstaben wie ä gingen verloren. Speichere die Datei als „CSV UTF-8“ und importiere sie noch einmal.
problem-import-kind = Bitte eine Datei wählen, die auf .csv oder .json endet.
problem-import-json-cut = Das JSON endet zu früh: Eine Klammer oder ein Anführungszeichen ist noch offen.
problem-import-json-comma = Vor dieser Stelle fehlt ein Komma oder eine schließende Klammer.
problem-import-json-last-comma = Auf das Komma vor dieser Stelle folgt nichts. Entferne es.
problem-import-json-colon = Hinter dem Namen fehlt ein Doppelpunkt.
problem-import-json-name = Setze den Namen in Anführungszeichen.
problem-import-json-value = Hier fehlt ein Wert. Setze Texte in Anführungszeichen.
problem-import-json-text = In diesem Text steht ein Zeilenumbruch oder ein einzelner Backslash. Schreibe \n für einen Umbruch und \\ für einen Backslash.
problem-import-json-number = Das ist keine Zahl.
problem-import-json-after = Das JSON ist vor dieser Stelle zu Ende. Entferne, was folgt.
problem-import-json-other = Das ist kein JSON. Berichtige es hier und prüfe noch einmal.
problem-import-not-object = Hierher gehört ein Objekt in geschweiften Klammern.
problem-import-not-list = Hierher gehört eine Liste in eckigen Klammern.
problem-import-not-text = Hierher gehört ein Text in Anführungszeichen.
problem-import-not-number = Bitte eine ganze Zahl schreiben.
problem-import-not-flag = Bitte true oder false schreiben.
problem-import-missing = { $name } fehlt. Bitte ergänzen.
problem-import-unknown-field = Ein Feld { $name } gibt es nicht. Entferne es oder berichtige seinen Namen.
problem-import-field-twice = { $name } steht zweimal da. Entferne eines.
problem-import-no-column = In der ersten Zeile fehlt die Spalte { $name }. Bitte ergänzen.
problem-import-unknown-column = Eine Spalte { $name } gibt es nicht. Bekannt sind: { $known }.
problem-import-cells = Diese Zeile hat { $found } Zellen, die erste { $most }. Setze Texte, die das Trennzeichen enthalten, in Anführungszeichen.
problem-import-quote = Hier beginnt ein Anführungszeichen, das nie endet. Schreibe "" für eines im Text.
problem-import-unknown-row = Eine Zeile der Art „{ $name }“ gibt es nicht. Schreibe currency, drink, group oder option.
problem-import-yes-no = Bitte yes oder no schreiben.
problem-import-no-group = Diese Möglichkeit gehört zu keiner Auswahl. Nenne ihre Auswahl oder stelle die Zeile darunter.
