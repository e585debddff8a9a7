# The board: several tickets at once, sound, and what a tap ran into

together-claim = Start { $n } together
together-complete = { $n } ready
done-claim-all = Started: { $number }
done-complete-all = Ready: { $number }
refused-claimed = { $name } already started { $number }.
refused-wrong-state = { $number } has moved on. Nothing was changed.
refused-overtake = Not started: { $number }. Older orders come first.
refused-other-person = Kept taps by { $name } were not sent. Please check: { $number }.
problem-would-overtake = Older orders come first: they have been overtaken often enough.
problem-order-count = Name 1 to 20 orders.
board-unchanged = No connection. Nothing was changed. Please tap again in a moment.
ok = OK

sound-title = Sound
sound-volume = Volume
sound-off = Off
sound-test = Test sound
sound-refused = This tablet does not play the sound. Check its own volume and the browser’s settings.
full-screen = Full screen

setting-max-overtaken-drinks = Overtaken by at most
setting-max-overtaken-drinks-hint = When baristas take identical drinks together, an older order lets at most this many drinks pass. 0 keeps the order.
