# Die Formulare der Karte: ein Blick aufs Handy der Gäste, Ordnen durch Ziehen, und was falsch sein kann
preview-title = So sehen es die Gäste
preview-lead = Folgt dem, was du schreibst. Gespeichert wird erst mit „Speichern“.
preview-button = Vorschau
menu-drag = { $name } an eine andere Stelle ziehen
menu-moved = { $name } steht jetzt auf Platz { $place }. Die Reihenfolge ist gespeichert.
menu-unordered = Die neue Reihenfolge wurde nicht gespeichert. Bitte lade die Seite neu und versuche es noch einmal.
problem-menu-twice = { $id } steht zweimal da. Bitte jedem einen eigenen Namen geben.
problem-menu-id = Bitte eine Kennung aus 1 bis 40 der Zeichen a-z, 0-9, - und _ schreiben.
problem-menu-unknown-icon = Die Zeichnung { $id } gibt es nicht. Bitte eine aus der Liste wählen.
problem-menu-unknown-allergen = { $id } ist kein Allergen, vor dem Gäste gewarnt werden können. Bekannt sind: { $known }.
problem-menu-unknown-group = Die Auswahl { $id } gibt es nicht. Lege sie zuerst an oder nimm sie vom Getränk.
problem-menu-option-count = Bitte 1 bis { $most } Möglichkeiten angeben.
problem-menu-defaults = Es sind mehr vorausgewählt, als gewählt werden dürfen. Nimm welche weg oder erhöhe „Höchstens“.
problem-menu-too-many-drinks = Bitte höchstens { $most } Getränke.
problem-menu-too-many-groups = Bitte höchstens { $most } Auswahlgruppen.
