# The operator's console

console-nav = Console
save = Save
saved = Saved. The new values apply from now on.
search = Search
search-all = Show all
search-found = { $n ->
    [one] 1 of { $of } matches
   *[other] { $n } of { $of } match
}
search-none = Nothing matches “{ $q }”.
discard = Discard
word-and-more = { $first }. { $more }
sentences = { $first } { $more }

today-title = Today
today-now = { $first }, { $more }
today-waiting = { $n ->
    [0] nobody waiting
    [one] 1 waiting
   *[other] { $n } waiting
}
today-lead = { $making } being made, { $ready } ready.
today-places = The code has { $left } of { $places } places left.
today-pause-for = Pause for
today-close-effect = { $n ->
    [0] Closing stops new orders. Nothing is waiting.
    [one] Closing stops new orders. 1 order will still be made.
   *[other] Closing stops new orders. { $n } orders will still be made.
}
today-open-effect = Opening shows a code on the displays, and guests can order.
today-links = Screens
today-open-board = Barista’s board
today-open-display = Display
today-open-guest = Guest’s page
stat-orders = Orders today
stat-collected = Collected
stat-missed = Not collected
stat-cancelled = Cancelled or expired

settings-title = Settings
settings-store = Store
settings-code = Code on the display
settings-queue = Queue
settings-time = Time limits
settings-board = Board
setting-store-name = Store name
setting-time-zone = Time zone
setting-time-zone-hint = Such as Europe/Berlin. Numbers start again at midnight there.
setting-currency = Currency
setting-currency-hint = Such as EUR. Leave empty to show no prices. Amounts are not converted.
setting-places-per-code = Places per code
setting-places-per-code-hint = A new code comes when its time is over.
setting-code-lifetime-minutes = Code lifetime
setting-code-lifetime-minutes-hint = Shown as a countdown.
setting-max-queue = Longest queue
setting-max-queue-hint = Then guests are asked to try again later.
setting-max-items-per-order = Drinks per order
setting-max-items-per-order-hint = 1 keeps ordering on one page.
setting-max-open-orders-per-person = Open per person
setting-max-open-orders-per-person-hint = At the same time.
setting-max-orders-per-person-per-day = Per person per day
setting-max-orders-per-person-per-day-hint = 0 for no limit.
setting-submit-timeout-minutes = Choose within
setting-submit-timeout-minutes-hint = Then the place goes to the next guest.
setting-make-timeout-minutes = Make within
setting-make-timeout-minutes-hint = Then the order expires.
setting-collect-timeout-minutes = Collect within
setting-collect-timeout-minutes-hint = Then it counts as not collected.
setting-warn-after-minutes = Amber after
setting-warn-after-minutes-hint = A ticket asks for attention.
setting-late-after-minutes = Red after
setting-late-after-minutes-hint = A ticket is late.
unit-orders = { $n ->
    [one] order
   *[other] orders
}
unit-drinks = { $n ->
    [one] drink
   *[other] drinks
}
unit-minutes = min

menu-title = Menu
menu-drinks = Drinks
menu-drinks-count = { $n ->
    [one] 1 drink
   *[other] { $n } drinks
}
menu-empty = No drinks yet. Add the first one.
menu-drink = Drink
menu-price = Price
menu-order = Order
menu-state = On the menu
menu-remove = Remove
menu-remove-name = Remove { $name }
menu-remove-confirm = Remove { $name } from the menu?
menu-up = Move { $name } up
menu-down = Move { $name } down
menu-groups = Options
menu-groups-count = { $n ->
    [0] No options
    [one] 1 set of options
   *[other] { $n } sets of options
}
menu-groups-lead = Milk, sizes, extras. A drink names those it has.
menu-group = Options
menu-rule = Rule

drink-new = Add drink
drink-name = Name
drink-note = A few words
drink-note-hint = Shown beneath the name. May be empty.
drink-price = Price
drink-price-hint = In { $currency }, such as { $example }. Leave empty for no price.
drink-price-hint-none = Such as { $example }. The store shows no prices now.
drink-icon = Drawing
drink-icon-espresso = Espresso
drink-icon-flat-white = Flat white
drink-icon-cappuccino = Cappuccino
drink-icon-latte = Latte
drink-icon-filter = Filter
drink-icon-cold = Cold
drink-icon-tea = Tea
drink-icon-chocolate = Chocolate
drink-icon-other = Other
drink-allergens = It contains
drink-no-groups = There are no options yet.

group-new = Add options
group-name = Name
group-min = At least
group-min-hint = 0 if it can be left out.
group-max = At most
group-max-hint = With 1, only one can be chosen.
group-options = Choices
group-options-lead = A row without a name is removed. Save to get more empty rows.
group-option = Choice { $n }
option-name = Name
option-price = Surcharge
option-default = Chosen at first
option-allergens = Allergens
option-brings = It contains
option-replaces = It replaces, as oat replaces milk

staff-title = Staff
staff-team = Team
staff-count = { $n ->
    [one] 1 person
   *[other] { $n } people
}
staff-me = You
staff-new-pin = New PIN
staff-pin = PIN or password
staff-pin-hint = At least 4 characters. Choose a long one for an operator.
staff-remove = Remove { $name }
staff-remove-confirm = Remove { $name }? They are signed out at once.
staff-make-operator = Make operator
staff-make-barista = Make barista
staff-add = Add a person
staff-add-button = Add
staff-name = Name
staff-name-hint = The team sees it on tickets.
staff-role = Role
role-barista = Barista
role-barista-hint = works the board
role-operator = Operator
role-operator-hint = also runs the store

devices-title = Devices
devices-add = Pair a device
devices-add-lead = Open this server’s address with /pair on the device. It shows a short code.
devices-add-button = Pair
devices-code = Code on its screen
devices-code-hint = Upper or lower case does not matter.
devices-name = Name
devices-name-hint = Such as “Screen above the bar”.
devices-kind = What it is
device-display = Display
device-tablet = Barista’s tablet
device-machine = Machine
devices-paired = Paired
devices-empty = Nothing is paired yet.
devices-since = Paired { $time }.
devices-rename = Rename
devices-remove = Unpair
devices-remove-confirm = Unpair { $name }? It is signed out at once.

# What can be wrong with a form
problem-invalid-number = Please write a number.
problem-invalid-price = Please write a price such as { $example }, or leave it empty.
problem-invalid-currency = Please write three letters, such as EUR, or nothing.
problem-invalid-time-zone = Please choose a time zone by its full name, such as Europe/Berlin.
problem-invalid-store-name = Please give the store a name of 1 to 60 characters.
problem-invalid-text = There is a character in it that cannot be stored. Take it out and try again.
problem-invalid-value = That does not fit here.
problem-out-of-bounds = From { $least } to { $most }. It was { $was }.
problem-late-before-warn = Red comes after amber: at { $warn } minutes or later.
problem-invalid-menu-name = Please write a name of 1 to 60 characters.
problem-invalid-menu-note = Please keep it within 60 characters.
problem-invalid-menu-price = A price lies between 0 and { $most }.
problem-invalid-choice-bounds = “At most” must be 1 or more, not less than “At least”, and there must be enough choices.
problem-invalid-staff-name = Please write a name of 1 to 40 characters.
problem-invalid-pin = Please choose at least 4 characters.
problem-invalid-role = Please choose barista or operator.
problem-name-taken = Somebody of this name works here. Add a letter.
problem-last-operator = The last operator must stay, or nobody could run the store.
problem-unknown-pairing-code = No device shows this code. Read it again: it changes after 15 minutes.
problem-invalid-device-name = Please write a name of 1 to 40 characters.
problem-device-renamed-since = Somebody called it { $name } meanwhile. Save again to give it your name.

# Opening hours
hours-title = Hours
hours-week = Every week
hours-lead = The store opens and closes by itself at these times. Leave everything empty to do it by hand. A day without times is closed. 20:00 to 02:00 goes on over midnight.
hours-zone = Time zone: { $name }.
hours-zone-change = Change
hours-exceptions = Other days
hours-exceptions-lead = Holidays and long evenings. A date without times is closed all day. Empty the date to remove it. Save to get more empty rows.
hours-exception = Other day { $n }
hours-date = Date
hours-from = Opens, { $n }
hours-to = Closes, { $n }
hours-saved = Saved. The store stays as it is until the next of these times.
hours-opens = Opens { $time }
hours-opens-day = Opens { $day } { $time }
today-closes = Closes { $time }
today-closes-day = Closes { $day } { $time }
today-resumes = Resumes { $time }
problem-invalid-time = Please write a time such as 08:30.
problem-hours-overlap = It is open already at this time. These hours overlap others.
problem-hours-empty = It would close when it opens. All day is 00:00 to 24:00.
problem-hours-half = Please write both times, or neither.
problem-invalid-date = Please choose a date.
problem-second-exception = This date has a row already.
problem-too-many-exceptions = Please keep at most 100 other days.
