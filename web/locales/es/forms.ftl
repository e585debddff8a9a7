# What every form says when something is wrong with it
error-in-title = Error: { $title }
errors-of = { $name }: { $message }
problem-form-damaged = El formulario llegó dañado. Envíalo de nuevo.
