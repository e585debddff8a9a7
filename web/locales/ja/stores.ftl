# Several stores

stores-title = 店舗一覧
stores-link = 店舗
stores-all = すべての店舗
stores-count = { $n }店舗
stores-here = 現在の店舗
stores-waiting = { $n ->
    [0] 待っている注文はありません。
   *[other] { $n }件の注文が待っています。
}
stores-switch = 切り替える
stores-rename = 名前を変える
stores-archive = アーカイブ
stores-archive-confirm = { $name }をアーカイブしますか？閉店のまま、どの一覧にも出なくなります。履歴は残ります。
stores-archived = アーカイブした店舗
stores-archived-lead = 閉店中で一覧には出ません。履歴は残っています。
stores-restore = 元に戻す
stores-new = 新しい店舗
stores-new-lead = 独自のメニュー、スタッフ、端末、列を持ち、閉店の状態で始まります。
stores-id = 短い名前
stores-id-hint = アドレスに使います（例：hall2）。小文字、数字、ハイフン。後から変えられません。
stores-menu = メニュー
stores-menu-default = 標準のメニュー
stores-menu-of = { $name }のメニューの写し
stores-add = 店舗を作る
stores-made = { $name }を作りました。切り替えて設定してください。
stores-runs-all = 全店舗を運営
stores-runs-all-hint = 店舗を切り替え、新しい店舗を作れます
stores-grant = 全店舗を任せる
stores-revoke = この店舗だけ
login-store-choose = 店舗を選んでください
doors-title = どちらにいますか？
doors-lead = 目の前のバーを選んでください。
problem-other-store = このページは、切り替え先とは別の店舗のものです。何も変更されていません。戻って現在の店舗を確認してください。
problem-store-archived = この店舗はアーカイブされています。変更する前に元に戻してください。
problem-store-busy = 先に店舗を閉め、注文を終えてください。その後でアーカイブできます。
problem-store-id-taken = この短い名前は別の店舗が使っています。別の名前を選んでください。
problem-invalid-store-id = 小文字、数字、途中のハイフンで1〜32文字の短い名前を入力してください。
problem-invalid-all-stores = 全店舗を運営できるのは管理者だけです。
problem-runs-all-stores = このアカウントを変更できるのは、全店舗を運営する人だけです。
