# A message to waiting guests

broadcast-title = 待っているお客様へのお知らせ
broadcast-now = 表示中
broadcast-until = { $time }まで
broadcast-withdraw = 今すぐ取り下げる
broadcast-new = 新しいお知らせ
broadcast-replace = 別のお知らせに置き換える
broadcast-text = お知らせ
broadcast-text-hint = 140文字まで（例：牛乳が切れました。10分間はオーツのみです。）
broadcast-ends = 自動的に終わるまで
broadcast-send = 表示する
broadcast-write = お知らせを書く
broadcast-change = 変更・取り下げ
broadcast-example = スマートフォン、ディスプレイ、ボードに出す一言です（例：機械の調整中です）。
problem-invalid-broadcast = 1〜140文字でお知らせを入力してください。
problem-invalid-minutes = お知らせは1日以内に終わるようにしてください。
broadcast-lead = まだできあがっていない全員のスマートフォン（現在{ $n }件の注文）、店舗のページ、ディスプレイ、ボードに出ます。
