# What every form says when something is wrong with it
error-in-title = エラー：{ $title }
errors-of = { $name }：{ $message }
problem-form-damaged = フォームが壊れて届きました。もう一度送ってください。
