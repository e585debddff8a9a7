# What is kept of guests, and for how long
settings-guests = Guests’ data
setting-erase-after-days = Erase after
setting-erase-after-days-hint = Names on cups, favourites and which phone ordered what. Orders and figures stay, without names.
unit-days = { $n ->
    [one] day
   *[other] days
}
history-kept = Erased { $n ->
    [one] a day
   *[other] { $n } days
 } after the order.
