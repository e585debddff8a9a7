# A message to waiting guests

broadcast-title = Tell waiting guests
broadcast-now = Shown now
broadcast-until = Until { $time }
broadcast-withdraw = Take it down now
broadcast-new = New message
broadcast-replace = Another message in its place
broadcast-text = Message
broadcast-text-hint = Up to 140 characters, such as “The milk ran out, oat only for 10 minutes.”
broadcast-ends = Ends by itself after
broadcast-send = Show it
broadcast-write = Write a message
broadcast-change = Change or take down
broadcast-example = One sentence on phones, display and board, such as a machine that needs a minute.
problem-invalid-broadcast = Please write a message of 1 to 140 characters.
problem-invalid-minutes = Please let the message end within a day.
broadcast-lead = Everybody whose drink is not ready yet ({ $n ->
    [one] 1 order now
   *[other] { $n } orders now
}) sees it on their phone. It is also on this store’s page, the display and the board.
