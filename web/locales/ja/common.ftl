# 複数の画面で使う言葉。スマートフォン、ディスプレイ、APIで同じ文です。

live-stale = 最終更新 { $time }。再接続中。
sold-out = 売り切れ
# Between a label and its value
label-colon = ：
page-back = 戻る
language = 言語
language-name = 日本語

# 店の状態
door-open = 営業中です。
door-open-advice = カウンターのコードを読み取ってご注文ください。
door-paused = 注文の受付を一時停止しています。
door-paused-until = 注文の受付を{ $time }まで停止しています。
door-paused-advice = すでに承ったご注文はお作りしています。このページは自動で更新されます。
door-closed = 閉店しています。
door-closed-opens = 閉店中。{ $time }に開店します。
door-closed-advice = 開店したら、カウンターのコードを読み取ってください。
door-closed-advice-then = 開店後にカウンターのコードを読み取ってください。
door-full = 順番待ちがいっぱいです。少ししてからお試しください。
door-full-minutes = 順番待ちがいっぱいです。{ $n }分ほど後にお試しください。
door-full-advice = お待たせしすぎない数だけ、ご注文をお受けしています。
door-word-open = 営業中
door-word-paused = 停止中
door-word-closed = 閉店
door-word-full = 満員

# 待ち時間は幅で示す
wait-range = { $high ->
    [1] 約1分。
   *[other] { $low ->
        [0] { $high }分以内。
       *[other] 約{ $low }〜{ $high }分。
    }
}
orders-ahead = { $n ->
    [0] 前に待っている注文はありません。
   *[other] 前に{ $n }件の注文があります。
}

# アレルゲン
allergen-milk = 乳
allergen-nuts = ナッツ
allergen-gluten = グルテン
allergen-soy = 大豆
allergen-egg = 卵
allergen-sesame = ごま
allergen-peanuts = ピーナッツ
allergen-sulphites = 亜硫酸塩

# 選択肢の決まり
group-choose-one = 1つ選択
group-optional = 1つまで
group-up-to = { $max }つまで
group-exactly = { $n }つ選択
group-range = { $min }〜{ $max }つ選択
option-none = なし

# フォーム
errors-title = { $n }か所をご確認ください

# 問題(コード別)
problem-already-claimed = この注文はほかの人が始めています。
problem-store-closed = 閉店しています。
problem-store-paused = 注文の受付を一時停止しています。
problem-queue-full = 順番待ちがいっぱいです。
problem-queue-room = 順番待ちがもうすぐいっぱいです。あと{ $room }杯までお受けできます。
problem-code-used-up = このコードの枠はすべて埋まりました。
problem-code-expired = このコードは期限切れです。
problem-code-unknown = このコードは当店のものではありません。
problem-open-order-limit = すでにご注文があります。
problem-daily-limit = 本日の注文数の上限に達しました。
problem-sold-out = たった今売り切れました。ほかのものをお選びください。
problem-basket-item-gone = { $name }はこの内容ではお作りできなくなったため、ご注文から外しました。
problem-unknown-drink = ドリンクをお選びください。
problem-unknown-option = その選択肢はメニューからなくなりました。選び直してください。
problem-too-many-options = ここで選べる数を超えています。
problem-too-few-options = ここで必要な数をお選びください。
problem-too-many-items = 1回に注文できる数を超えています。
problem-invalid-name = カップに書くお名前を40文字以内で入力してください。
problem-token-spent = このリンクは使用済みです。
problem-key-reused = このフォームは別の内容で送信済みです。ご確認のうえ、もう一度送信してください。
problem-request-timeout = 送信に時間がかかりすぎました。接続を確認して、もう一度お試しください。
problem-unavailable = ただいまご利用いただけません。少ししてからお試しください。
problem-internal = 何も変更されていません。少ししてからもう一度お試しください。続く場合は、この番号をスタッフにお伝えください。
problem-refused = このアドレスはこのようには使えません。前のページに戻ってください。
problem-nothing-ordered = 先にドリンクをお選びください。
problem-too-late-to-cancel = もうお作りしているため、取り消せません。カウンターでお声がけください。
problem-wrong-state = 注文はすでに先へ進んでいます。何も変更されていません。
problem-reason-missing = 理由を入力してください。お客様に表示されます。
problem-unknown-token = このリンクは当店のものではありません。
problem-key-missing = フォームが不完全です。ページを再読み込みしてください。
problem-key-malformed = フォームが壊れています。ページを再読み込みしてください。
problem-key-running = まだ送信中です。少しお待ちください。
problem-too-many-tries = 試行が多すぎます。少しお待ちください。
problem-network-busy = 同じネットワークの多くの人が今読み取っています。
problem-foreign-origin = 別のサイトからの操作です。このサイトでページを開いてやり直してください。
problem-body-too-large = 1つのフォームには大きすぎます。
problem-invalid-json = リクエストを読み取れません。
problem-unsupported-media-type = フォームを読み取れません。ページを再読み込みしてください。
problem-store-not-open = 開店していないため、コードはありません。
advice-code-used-up = 次のコードがまもなく画面に出ます。そちらを読み取ってください。
advice-code-used-up-at = 次のコードは{ $time }に画面に出ます。そちらを読み取ってください。
advice-network-busy = 前の画面に戻り、数秒後にもう一度タップしてください。
advice-code-expired = 画面のコードをもう一度読み取ってください。
advice-code-unknown = カウンターの画面のコードを読み取ってください。
advice-store-closed = 開店したら、カウンターのコードを読み取ってください。
advice-store-paused = 数分後にもう一度コードを読み取ってください。
advice-store-paused-then = 再開後にもう一度コードを読み取ってください。
advice-queue-full = 数分後にもう一度コードを読み取ってください。
advice-queue-full-minutes = 約{ $n }分後にもう一度コードを読み取ってください。
advice-daily-limit = また明日お待ちしています。
advice-open-order-limit = 受け取り後に、またご注文ください。
retry-at = { $time }にもう一度お試しください。
retry-minutes = 約{ $n }分後にもう一度お試しください。

# エラーページ
error-title = うまくいきませんでした
error-title-400 = うまくいきませんでした
error-title-401 = ログインしてください
error-title-403 = 権限がありません
error-title-404 = ここには何もありません
error-title-429 = 操作が速すぎます
error-title-500 = こちらで問題が起きました
error-title-503 = まもなく戻ります
error-back = 戻る
error-request = 照会番号：{ $id }

# 今日ではない時刻
weekday-monday = 月曜日
weekday-tuesday = 火曜日
weekday-wednesday = 水曜日
weekday-thursday = 木曜日
weekday-friday = 金曜日
weekday-saturday = 土曜日
weekday-sunday = 日曜日
door-closed-opens-day = 閉店中。{ $day }{ $time }に開店します。
advice-code-used-up-at-day = 次のコードは{ $day }{ $time }に画面に出ます。そちらを読み取ってください。
retry-at-day = { $day }{ $time }にもう一度お試しください。
