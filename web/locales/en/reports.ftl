# Reports, a day's orders, and one order's journey
today-report = Table and CSV
reports-title = Reports
reports-from = From
reports-to = To
reports-show = Show
reports-today = Today
reports-yesterday = Yesterday
reports-week = Last 7 days
reports-month = Last 30 days
reports-lead = { $time }, time zone { $name }
reports-csv = Download as CSV
reports-cut = There are more orders than one report can hold. Choose a shorter period.
reports-orders = Orders
reports-drinks = { $n ->
    [one] 1 drink
   *[other] { $n } drinks
}
reports-none-yet = –
minutes-unit = min
percent-unit = %
wait-median = Median wait
wait-ninetieth = 9 in 10 within
reports-per-hour = Orders per hour
reports-per-day = Orders per day
chart-most = { $name }. Most: { $n } at { $time }.
reports-table = Show as a table
reports-when = When
reports-waits = Waits
reports-waits-lead = { $n ->
    [one] Minutes from ordered to ready, 1 order
   *[other] Minutes from ordered to ready, { $n } orders
}
reports-waits-chart = Orders by whole minutes of wait
reports-minutes = Whole minutes
reports-count = Count
reports-empty = No orders in this period.
reports-empty-waits = Nothing became ready in this period.
reports-empty-options = No options were chosen in this period.
reports-empty-baristas = Nobody made an order in this period.
reports-abandoned = Not handed over, and why
reports-why = Why
abandoned-not-submitted = Guest did not order in time
abandoned-not-made = Not made in time
abandoned-by-guest = Cancelled by the guest
abandoned-by-staff = Cancelled by staff
abandoned-missed = Ready, not collected
refused-closed = Scan refused: closed
refused-paused = Scan refused: paused
refused-full = Scan refused: queue full
reports-baristas = By barista
reports-barista = Barista
reports-making = Median making time
reports-top-drinks = Drinks
reports-drink = Drink
reports-top-options = Options
reports-option = Option
orders-title = Orders
orders-day = Day
orders-number = Number
orders-number-hint = Leads to that order. Leave empty for all.
orders-state = State
orders-time = Time
orders-items = Ordered
orders-wait = Wait
orders-empty = No orders on this day.
orders-older = Earlier orders
journey-title = Order { $n }
journey-title-none = Order without a number
journey-by-code = By a scanned code.
journey-walk-up = Entered by staff.
journey-lead = { $day }, { $name }. { $message }
journey-making = Making time
journey-path = Path
journey-drawing = States of an order. This one was: { $name }.
journey-history = History
journey-events = { $n ->
    [one] 1 event
   *[other] { $n } events
}
journey-since = After
journey-what = What happened

# States of an order
stage-started = Choosing
stage-queued = In line
stage-making = Being made
stage-ready = Ready
stage-collected = Collected
stage-cancelled = Cancelled
stage-expired = Expired
stage-missed = Not collected

# Events, by their type
event-validator-neworder = The code was scanned and a place taken.
event-orderprocessor-workflowstarted = Waits for the guest to choose.
event-orderprocessor-shopnotready = The scan was refused.
event-orderprocessor-waitingproduction = Ordered. Waits for a barista.
event-ordermanager-waitingcompletion = Number and drinks went to the screens.
event-ordermanager-makeorder = A barista took it.
event-orderprocessor-waitingcompletion = Waits until it is made.
event-ordermanager-unmakeorder = The barista gave it back.
event-ordermanager-ordercompleted = It is ready.
event-ordermanager-ordercollected = It was handed over.
event-ordermanager-ordermissed = Nobody collected it.
event-ordermanager-orderrecalled = It was taken back one step.
event-ordermanager-ordercancelled = It was cancelled.
event-orderprocessor-ordertimeout = Its time ran out.
event-orderprocessor-orderfinished = It reached an end.
event-queueservice-orderstarted = Its drinks count in the queue.
event-queueservice-ordercompleted = Its drinks left the queue: made.
event-queueservice-ordercancelled = Its drinks left the queue: not made.
event-configservice-configchanged = The store’s settings changed.
event-orderjourney-alleventsstored = The history is complete.

# What can be wrong
problem-invalid-day = Please write a date such as 2026-01-31.
problem-period-backwards = The last day must not be before the first.
problem-period-too-long = At most 92 days, please.
problem-unknown-number = There is no order of this number on this day.
