# Was von Gästen behalten wird, und wie lange
settings-guests = Daten der Gäste
setting-erase-after-days = Löschen nach
setting-erase-after-days-hint = Namen auf Bechern, Favoriten und welches Handy was bestellt hat. Bestellungen und Zahlen bleiben, ohne Namen.
unit-days = { $n ->
    [one] Tag
   *[other] Tagen
}
history-kept = { $n ->
    [one] Einen Tag
   *[other] { $n } Tage
 } nach der Bestellung gelöscht.
