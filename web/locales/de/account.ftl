# Anmelden, koppeln, einrichten

login-title = Anmelden
login-store = Laden
login-name = Name
login-pin = PIN oder Passwort
login-button = Anmelden
problem-unauthorized = Name oder PIN ist falsch. Bitte noch einmal versuchen.
problem-wrong-pin = Name und PIN oder Passwort passen nicht zusammen. Beides prüfen oder die Leitung um eine neue PIN bitten.
problem-setup-link-spent = Dieser Link gilt nicht mehr. Ist Crema schon eingerichtet, melde dich an. Sonst starte es neu, dann gibt es einen neuen Link.
problem-forbidden = Diese Rolle darf das nicht. Frag die Leitung.
problem-not-found = Diese Seite gibt es nicht oder nicht mehr.

pair-title = Gerät koppeln
pair-lead = Die Leitung gibt diesen Code ein unter
pair-waiting = Wartet auf Freigabe

setup-title = Willkommen bei Crema
setup-lead = Zwei Minuten, dann kann der erste Kaffee bestellt werden.
setup-store-hint = Gäste lesen ihn oben auf ihrem Handy.
setup-name = Dein Name
setup-name-hint = Damit meldest du dich an. Du bist die erste Leitung.
setup-pin = PIN oder Passwort
setup-button = Verwaltung öffnen
