# ログイン、ペアリング、初期設定

login-title = ログイン
login-store = 店舗
login-name = 名前
login-pin = PINまたはパスワード
login-button = ログイン
problem-unauthorized = 名前またはPINが違います。もう一度お試しください。
problem-wrong-pin = 名前と、PINまたはパスワードが一致しません。両方を確かめるか、管理者に新しいPINを依頼してください。
problem-setup-link-spent = このリンクは無効です。設定済みの場合はログインしてください。まだの場合は、Cremaを再起動すると新しいリンクが表示されます。
problem-forbidden = この操作の権限がありません。管理者にお尋ねください。
problem-not-found = このページは存在しないか、なくなりました。

pair-title = この端末をペアリング
pair-lead = 管理者がこのコードを次のページで入力します：
pair-waiting = 承認を待っています

setup-title = Cremaへようこそ
setup-lead = あと2分で、最初のコーヒーを注文できます。
setup-store-hint = お客様のスマートフォンの上部に表示されます。
setup-name = あなたの名前
setup-name-hint = ログインに使います。あなたが最初の管理者です。
setup-pin = PINまたはパスワード
setup-button = 管理画面を開く
