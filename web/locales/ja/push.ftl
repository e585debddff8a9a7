# Being told when it is ready

# A notification
push-ready-title = { $number }番ができました。
push-ready-body = カウンターへどうぞ。
push-waiting-title = { $number }番をお取り置きしています。
push-waiting-body = { $time }までお受け取りください。

# The button on the guest's page
push-ask = できたら知らせる
push-asking = お待ちください…
push-on = できあがったらお知らせします。
push-denied = 通知がブロックされています。ブラウザーの設定でこのページの通知を許可してから、もう一度タップしてください。
push-failed = うまくいきませんでした。しばらくしてからもう一度タップしてください。
push-ios = できあがりの通知を受け取るには、「共有」⁠をタップし、「ホーム画面に追加」⁠を選んで、そこからこのページを開いてください。

# Without a network
offline-nothing-kept = 接続がありません。このページは自動で再試行します。

# For the operator
push-needs-https = HTTPSでないため、ブラウザーは次のものを使えなくします：できあがりの通知、ホーム画面への追加、オフライン表示、タブレットの画面を点けたままにすること。ほかはすべて使えます。使うには：1. サーバーに証明書を設定します（CREMA_TLS_CERTIFICATEとCREMA_TLS_KEY、またはCREMA_ACME_DOMAINS、または前段のHTTPSプロキシ）。2. CREMA_PUBLIC_URLにhttps://のアドレスを設定します。3. 再起動します。

# Problems
problem-invalid-push-endpoint = ブラウザーの通知先アドレスが使えません。もう一度タップしてください。
problem-invalid-push-keys = ブラウザーの通知用の鍵が使えません。もう一度タップしてください。
problem-nothing-to-tell = ご注文は進行中ではないため、お知らせすることがありません。
