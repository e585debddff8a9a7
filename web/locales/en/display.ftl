# The screen on the wall

display-title = Display
display-ready = Ready
display-collect = Collect at the bar
display-none-ready = Your number appears here.
display-preparing = Preparing
display-none-preparing = Nothing right now
display-in-line = { $n } in line
display-missed = Missed, ask us
display-wait = { $high ->
    [one] Wait about 1 min
   *[other] { $low ->
        [0] Wait up to { $high } min
       *[other] Wait { $low } to { $high } min
    }
}
display-still-collect = Ready drinks can still be collected.
display-more = { $n } more
qr-label = Code to order with your phone
qr-heading = Scan to order
qr-left = left
qr-new-in = New code in
qr-new = New in
qr-spent = We are making drinks!
qr-next-in = Next code in
qr-updating = Updating
qr-paused = Orders already placed are still being made.
display-stale = Last updated { $time }. Reconnecting.
display-called = Number { $number } is ready.
# Settings of one display, at the console
display-speaks = Speaks new numbers
display-shows-names = Shows names
display-save = Save options
