# What every form says when something is wrong with it
error-in-title = Erro: { $title }
errors-of = { $name }: { $message }
problem-form-damaged = O formulário chegou danificado. Envie de novo.
problem-changed-meanwhile = Alguém mudou isto ao mesmo tempo. Nada foi salvo ainda. Confira seus dados e salve de novo.
stale-title = Salvar de novo mudaria
