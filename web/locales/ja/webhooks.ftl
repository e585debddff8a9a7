# Webhook：ほかのシステムへの通知

webhooks-title = Webhook
webhooks-lead = ここで起きたことを、署名付きのメッセージとして別のシステムのアドレスへすぐに知らせます。イベントにお客様の名前は含まれませんが、スタッフが入力した理由は含まれます。
webhooks-add = Webhookを追加
webhooks-save-button = 変更を保存
webhooks-edit = 変更
webhooks-empty = Webhookはまだありません。
webhooks-name = 名前
webhooks-name-hint = 例：「レジ」。
webhooks-url = アドレス
webhooks-url-hint = https:// で始まる公開アドレス。例：https://till.example/crema
webhooks-tries = イベントごとの試行回数
webhooks-tries-hint = 1〜20回。その後、そのイベントは取り置かれ、次のイベントが送られます。
webhooks-events = 対象のイベント
webhooks-events-all = すべてのイベント
webhooks-events-chosen = 次のものだけ：
webhooks-events-count = { $n ->
   *[other] { $n }種類のイベント
}
webhook-on = オン
webhook-off = オフ
webhook-failing = { $time }から失敗中
webhook-open = { $time }から失敗中、確認のみ
webhook-open-why = 続けて失敗しました。少なくとも5分ごとに1件だけ試し、残りは待機して、復旧したら順番に送ります。7日間は何も失われません。
webhook-waiting = { $n ->
   *[other] { $n }件のイベントが待機中
}
webhook-aside = { $n ->
   *[other] { $n }件のイベントを取り置き中
}
webhooks-test = テストイベントを送る
webhooks-turn-on = オンにする
webhooks-turn-off = オフにする
webhooks-remove = 削除
webhooks-remove-confirm = Webhook「{ $name }」を削除しますか？待機中のものは送られません。
webhooks-secret = シークレット
webhooks-secret-lead = 今すぐ相手のシステムにコピーしてください。再び表示されることはありません。メッセージはStandard Webhooksに従ってこれで署名されます。
webhooks-secret-new = 新しいシークレット
webhooks-secret-confirm = 「{ $name }」の新しいシークレットを作りますか？あと1日は古いものでも署名されます。
webhooks-secret-done = コピーしました
webhooks-deliveries = 最近の試行
webhooks-deliveries-empty = まだ何も送られていません。
webhooks-time = 時刻
webhooks-event = イベント
webhooks-answer = 応答
webhooks-duration = 所要時間
webhooks-millis = { $n } ミリ秒
webhooks-letters = 取り置き
webhooks-letters-lead = 送信をあきらめたイベントと、同じ注文でその後に続くイベントです。7日間保管されます。
webhooks-replay = すべて再送する
webhooks-behind = あきらめたイベントの後
webhooks-replayed = 再送されます
answer-timeout = 時間内に応答なし
answer-unreachable = 到達できません
answer-blocked = 遮断：アドレスがネットワーク内部を指しています

audit-kind-webhook = Webhook
audit-did-webhook-added = Webhook「{ $name }」を追加しました
audit-did-webhook-changed = Webhook「{ $name }」を変更しました
audit-did-webhook-secret = Webhook「{ $name }」のシークレットを新しくしました
audit-did-webhook-replayed = Webhook「{ $name }」の取り置きを再送しました
audit-did-webhook-removed = Webhook「{ $name }」を削除しました
audit-field-webhook-url = アドレス
audit-field-webhook-events = イベント
audit-field-webhook-most-tries = イベントごとの試行回数
audit-field-webhook-is-on = オン

problem-invalid-webhook-name = 1〜40文字の名前を入力してください。
problem-invalid-webhook-url = https:// で始まる公開アドレスを、ユーザー名とパスワードなしで入力してください。ネットワーク内部のアドレスには送信しません。
problem-invalid-webhook-events = イベントを1つ以上選んでください。
problem-invalid-webhook-tries = 試行回数は1〜20で入力してください。
problem-too-many-webhooks = 1店舗のWebhookは最大{ $most }件です。先に1件削除してください。
problem-unknown-webhook = このWebhookはこの店舗にありません。一覧を再読み込みしてください。
