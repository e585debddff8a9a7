# Words that several applications use. Sentences are the same on phone, display and API.

live-stale = Last updated { $time }. Reconnecting.
sold-out = Sold out
# Between a label and its value
label-colon = :{"\u00A0"}
page-back = Back
language = Language
# This language's name in itself
language-name = English

# How the store is
door-open = We are open.
door-open-advice = Scan the code at the bar to order.
door-paused = Ordering is paused for a moment.
door-paused-until = Ordering is paused until { $time }.
door-paused-advice = Orders already placed are still being made. This page updates by itself.
door-closed = We are closed.
door-closed-opens = Closed. Opens { $time }.
door-closed-advice = Scan the code at the bar when we are open again.
door-closed-advice-then = Scan the code at the bar then.
door-full = The queue is full. Please try again soon.
door-full-minutes = { $n ->
    [one] The queue is full. Try again in about a minute.
   *[other] The queue is full. Try again in about { $n } minutes.
}
door-full-advice = We only take as many orders as we can make in good time.
door-word-open = Open
door-word-paused = Paused
door-word-closed = Closed
door-word-full = Queue full

# Waits are ranges
wait-range = { $high ->
    [one] About a minute.
   *[other] { $low ->
        [0] Up to { $high } minutes.
       *[other] About { $low } to { $high } minutes.
    }
}
orders-ahead = { $n ->
    [0] No orders ahead.
    [one] 1 order ahead.
   *[other] { $n } orders ahead.
}

# Allergens
allergen-milk = Milk
allergen-nuts = Nuts
allergen-gluten = Gluten
allergen-soy = Soy
allergen-egg = Egg
allergen-sesame = Sesame
allergen-peanuts = Peanuts
allergen-sulphites = Sulphites

# Rules of option groups
group-choose-one = Choose one
group-optional = Choose one or none
group-up-to = Up to { $max }
group-exactly = Choose { $n }
group-range = Choose { $min } to { $max }
option-none = None

# Forms
errors-title = { $n ->
    [one] There is a problem
   *[other] There are { $n } problems
}

# Problems, by their stable code
problem-already-claimed = Somebody else already started this order.
problem-store-closed = We are closed.
problem-store-paused = Ordering is paused for a moment.
problem-queue-full = The queue is full.
problem-queue-room = The queue is nearly full. Drinks it still has room for: { $room }.
problem-code-used-up = This code has no places left.
problem-code-expired = This code is no longer valid.
problem-code-unknown = This code is not one of ours.
problem-open-order-limit = You already have an order with us.
problem-daily-limit = You have had all your drinks for today.
problem-sold-out = That has just sold out. Please choose something else.
problem-basket-item-gone = { $name } can no longer be made like that, so we took it out of your order.
problem-unknown-drink = Please choose a drink.
problem-unknown-option = That option is no longer on the menu. Please choose again.
problem-too-many-options = That is more than you can choose here.
problem-too-few-options = Please make your choice here.
problem-too-many-items = That is more than one order can hold.
problem-invalid-name = Please give a name for the cup, up to 40 letters.
problem-token-spent = This link has already been used.
problem-key-reused = This form was already sent with other values. Please check it and send it again.
problem-request-timeout = That took too long to arrive. Please check your connection and try again.
problem-unavailable = We cannot do that right now. Please try again in a moment.
problem-internal = Nothing was changed. Please try again in a moment. If this keeps happening, give the bar this reference.
problem-refused = This address cannot be used like this. Please go back.
problem-nothing-ordered = Please choose a drink first.
problem-too-late-to-cancel = It is being made, so it can no longer be cancelled. Talk to the bar.
problem-wrong-state = The order has moved on meanwhile. Nothing was changed.
problem-reason-missing = Please say why: the guest reads the reason.
problem-unknown-token = This link is not one of ours.
problem-key-missing = The form came incomplete. Please reload the page.
problem-key-malformed = The form came damaged. Please reload the page.
problem-key-running = This is still being sent. Please wait a moment.
problem-too-many-tries = Too many tries. Please wait a moment.
problem-network-busy = Many people on your network are scanning at this moment.
problem-foreign-origin = This came from another site. Please open the page here and try again.
problem-body-too-large = That is too much for one form.
problem-invalid-json = The request cannot be read.
problem-unsupported-media-type = The form cannot be read. Please reload the page.
problem-store-not-open = The store is not open, so there is no code.
advice-code-used-up = The next code appears on the screen shortly. Scan it there.
advice-code-used-up-at = The next code appears on the screen at { $time }. Scan it there.
advice-network-busy = Go back and tap again in a few seconds.
advice-code-expired = Scan the code on the screen again.
advice-code-unknown = Scan the code on the screen at the bar.
advice-store-closed = Scan the code at the bar when we are open again.
advice-store-paused = Scan the code again in a few minutes.
advice-store-paused-then = Scan the code again then.
advice-queue-full = Scan the code again in a few minutes.
advice-queue-full-minutes = { $n ->
    [one] Scan the code again in about a minute.
   *[other] Scan the code again in about { $n } minutes.
}
advice-daily-limit = See you tomorrow.
advice-open-order-limit = Order again once you have collected it.
retry-at = Try again at { $time }.
retry-minutes = { $n ->
    [one] Try again in about a minute.
   *[other] Try again in about { $n } minutes.
}

# Error pages
error-title = That did not work
error-title-400 = That did not work
error-title-401 = Please sign in
error-title-403 = This is not for you
error-title-404 = There is nothing here
error-title-429 = That was a bit fast
error-title-500 = Something went wrong on our side
error-title-503 = We will be right back
error-back = Go back
error-request = Reference: { $id }

# A time that is not today
weekday-monday = Monday
weekday-tuesday = Tuesday
weekday-wednesday = Wednesday
weekday-thursday = Thursday
weekday-friday = Friday
weekday-saturday = Saturday
weekday-sunday = Sunday
door-closed-opens-day = Closed. Opens { $day } { $time }.
advice-code-used-up-at-day = The next code appears on the screen { $day } at { $time }. Scan it there.
retry-at-day = Try again { $day } at { $time }.
