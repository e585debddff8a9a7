# The barista's tablet

skip = Skip to the content
board-title = Board
board-nav = Board
walk-up-nav = Walk-up
sold-out-nav = Sold out
recall-nav = Recall
log-out = Sign out
log-out-person = Sign out { $name }
live-offline = You are offline. Last updated { $time }. Reconnecting.
live-taps = Taps waiting to be sent: { $n }.
board-new = { $n } new
undo = Undo
minutes-short = { $n } min
to-make = To make
contains = Contains
making-me = You
more = More
more-number = More for { $number }
pause = Pause
pause-longer = Longer
pause-for = Pause ordering for
pause-effect = { $n ->
    [0] Nothing is waiting. Ordering resumes by itself.
    [one] 1 order will still be made. Ordering resumes by itself.
   *[other] { $n } orders will still be made. Ordering resumes by itself.
}
close-now = Close now
open-now = Open now
resume-now = Resume now
board-full = New orders once one is ready.
board-empty = No orders.
board-empty-open = The shop is open.
column-queued = Waiting
column-making = Making
column-ready = Ready
column-queued-empty = Nothing is waiting.
column-making-empty = Nothing is being made.
column-ready-empty = Nothing to collect.
command-claim = Start
command-complete = Ready
command-collect = Collected
command-release = Put back
command-recall = Make again
command-cancel = Cancel
done-claim = { $number } started
done-complete = { $number } is ready
done-collect = { $number } collected
done-release = { $number } put back
done-recall = { $number } is back
done-cancel = { $number } cancelled
tap-pending = Waiting for the network
tap-failed = { $number } could not be changed. Please try again.

start-title = Ready for your shift?
start-lead = One tap turns on the sound, keeps the screen awake and makes the board full screen.
start-button = Start shift
start-silent = Without sound

cancel-title = Cancel number { $number }?
cancel-lead = The guest reads the reason on their phone.
cancel-reason-not-available = We have run out of something it needs.
cancel-reason-guest-asked = The guest asked for it.
cancel-reason-mistake = It was ordered by mistake.
cancel-reason-other = Please talk to the bar.
cancel-other = Another reason.
cancel-keep = Keep the order

recall-title = Recall
recall-lead = Bring back an order that left the board by mistake.
recall-empty = Nothing has left the board yet.
recall-button = Recall
state-ready = Ready
state-collected = Collected
state-missed = Not collected

sold-out-title = What has run out?
sold-out-lead = Guests see a change at once. Sold-out drinks stay on the menu, but cannot be ordered.
sold-out-drinks = Drinks
available = Available

walk-up-title = Walk-up order
walk-up-name = Name on the cup
walk-up-send = Add to the board
walk-up-unsent = Not sent. Check the connection and tap again. There will not be two orders.
