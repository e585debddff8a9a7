# What every form says when something is wrong with it
error-in-title = Erro: { $title }
errors-of = { $name }: { $message }
problem-form-damaged = O formulário chegou danificado. Envie de novo.
