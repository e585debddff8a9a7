# What every form says when something is wrong with it
error-in-title = Fehler: { $title }
errors-of = { $name }: { $message }
problem-form-damaged = Das Formular kam beschädigt an. Bitte schicke es noch einmal.
problem-changed-meanwhile = Jemand hat das gleichzeitig geändert. Noch ist nichts gespeichert. Prüfe deine Angaben und speichere noch einmal.
stale-title = Noch einmal speichern würde ändern
