# What every form says when something is wrong with it
error-in-title = エラー：{ $title }
errors-of = { $name }：{ $message }
problem-form-damaged = フォームが壊れて届きました。もう一度送ってください。
problem-changed-meanwhile = ほかの人が同時に変更しました。まだ保存されていません。内容を確認して、もう一度保存してください。
stale-title = もう一度保存すると変わるもの
