# ボード：まとめて操作、音、できなかった操作の理由

together-claim = { $n }杯まとめて開始
together-complete = { $n }杯まとめてできあがり
done-claim-all = 開始：{ $number }
done-complete-all = できあがり：{ $number }
refused-claimed = { $number }番は{ $name }さんが始めています。
refused-wrong-state = { $number }番は先に進んでいます。何も変更していません。
refused-overtake = 開始していません：{ $number }番。先の注文が優先です。
refused-other-person = { $name }さんの保存された操作は送信されていません。確認してください：{ $number }
problem-would-overtake = 先の注文が優先です。これ以上追い越せません。
problem-order-count = 注文を1件から20件まで指定してください。
board-unchanged = 接続がありません。何も変更していません。少し待ってから、もう一度タップしてください。
ok = OK

sound-title = 音
sound-volume = 音量
sound-off = オフ
sound-test = 音を試す
sound-refused = このタブレットで音が鳴りません。本体の音量とブラウザーの設定を確認してください。
full-screen = 全画面

setting-max-overtaken-drinks = 追い越しの上限
setting-max-overtaken-drinks-hint = 同じ飲み物をまとめて作るとき、先の注文を追い越せる杯数です。0なら順番どおりです。
