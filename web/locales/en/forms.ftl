# What every form says when something is wrong with it
error-in-title = Error: { $title }
errors-of = { $name }: { $message }
problem-form-damaged = The form came damaged. Please send it again.
problem-changed-meanwhile = Somebody changed this while you did. Nothing was saved yet. Check your values and save again.
stale-title = Saving again would change
