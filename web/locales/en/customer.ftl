# The guest's phone

landing-title = Order a coffee
menu-heading = Menu

scan-title = Start my order
scan-heading = You are at the bar.
scan-lead = Start your order and we keep a place for you while you choose.
scan-unsent = Not sent. Check your connection and tap the button again.
scan-start = Start my order

refusal-to-order = Go to my order
refusal-to-menu = See the menu

order-title = Order a coffee
order-heading = What can we make you?
order-drink = Drink
order-name = Name for the cup
order-name-hint = Only the bar sees it. Remembered on this phone.
order-name-hint-shown = A screen at the bar shows it when your order is ready. Remembered on this phone.
order-send = Order
order-add = Add another
order-until = We keep your place until { $time }.
order-unsent = Not sent. Check your connection and tap Order again. You will not get two coffees.
order-gone = Just sold out: { $name }. Please choose something else.
basket-title = { $n ->
    [one] 1 drink so far
   *[other] { $n } drinks so far
}
basket-remove = Remove

order-number = Order number
order-yours = Your order
status-others = Your other orders
order-for = For { $name }
status-next = You are next in line.
status-next-late = Taking longer than usual. You are next in line.
status-queued = { $place ->
    [one] You are { $place }st in line.
    [two] You are { $place }nd in line.
    [few] You are { $place }rd in line.
   *[other] You are { $place }th in line.
}
status-queued-late = { $place ->
    [one] Taking longer than usual. You are { $place }st in line.
    [two] Taking longer than usual. You are { $place }nd in line.
    [few] Taking longer than usual. You are { $place }rd in line.
   *[other] Taking longer than usual. You are { $place }th in line.
}
status-queued-wait = { $high ->
    [one] About a minute until it is ready.
   *[other] { $low ->
        [0] Up to { $high } minutes until it is ready.
       *[other] About { $low } to { $high } minutes until it is ready.
    }
}
status-making = { $items ->
    [one] Your drink is being made.
   *[other] Your { $items } drinks are being made.
}
status-making-late = Taking longer than usual. Your order is being made.
status-making-wait = { $high ->
    [one] About a minute more.
   *[other] { $low ->
        [0] Up to { $high } more minutes.
       *[other] About { $low } to { $high } more minutes.
    }
}
status-ready = Number { $number } is ready. Collect it at the bar.
status-ready-until = We keep it until { $time }.
status-collected = Enjoy!
status-collected-lead = Thank you for coming by.
status-missed = Number { $number } was not collected.
status-missed-lead = Ask at the bar. We may still have it, or make it again.
status-cancelled-guest = You cancelled your order.
status-cancelled-guest-lead = Nothing will be made.
status-cancelled-bar = The bar had to cancel your order.
status-over-lead = Sorry about that. Please talk to the bar or order again.
status-expired-bar = We could not make your order in time.
status-expired-guest = Your place has gone to the next guest.
status-expired-guest-lead = The order was not sent in time. Scan the code at the bar to start again.
status-cancel = Cancel my order
status-no-cancel = It can no longer be cancelled. Something wrong? Talk to the bar.
status-again = Order again
status-title-queued = in line
status-title-making = being made
status-title-ready = ready
status-title-collected = collected
status-title-missed = not collected
status-title-cancelled = cancelled
status-title-expired = expired
steps-label = Progress
step-queued = In line
step-making = Making
step-ready = Ready
