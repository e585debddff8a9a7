# What every form says when something is wrong with it
error-in-title = Error: { $title }
errors-of = { $name }: { $message }
problem-form-damaged = El formulario llegó dañado. Envíalo de nuevo.
problem-changed-meanwhile = Alguien cambió esto mientras tanto. Todavía no se ha guardado nada. Revisa tus datos y guarda otra vez.
stale-title = Guardar otra vez cambiaría
