# お客様のスマートフォン

landing-title = コーヒーを注文
menu-heading = メニュー

scan-title = 注文を始める
scan-heading = カウンターへようこそ。
scan-lead = 注文を始めると、お選びいただく間、枠をお取りしておきます。
scan-unsent = 送信できていません。接続を確かめて、もう一度ボタンをタップしてください。
scan-start = 注文を始める

refusal-to-order = 自分の注文へ
refusal-to-menu = メニューを見る

order-title = コーヒーを注文
order-heading = 何になさいますか？
order-drink = ドリンク
order-name = カップに書くお名前
order-name-hint = 店のスタッフだけに見えます。この端末に保存されます。
order-name-hint-shown = できあがると店内のディスプレイに表示されます。この端末に保存されます。
order-send = 注文する
order-add = もう1杯
order-until = { $time }まで枠をお取りしています。
order-unsent = 送信できていません。接続を確かめて、もう一度「注文する」をタップしてください。二重にはなりません。
order-gone = たった今売り切れました：{ $name }。ほかのものをお選びください。
basket-title = 現在{ $n }杯
basket-remove = 削除

order-number = 注文番号
order-yours = ご注文
status-others = ほかのご注文
order-for = { $name } 様
status-next = 次はあなたの番です。
status-next-late = いつもより時間がかかっています。次はあなたの番です。
status-queued = 順番は{ $place }番目です。
status-queued-late = いつもより時間がかかっています。順番は{ $place }番目です。
status-queued-wait = { $high ->
    [1] 完成まで約1分です。
   *[other] { $low ->
        [0] { $high }分以内に完成します。
       *[other] 完成まで約{ $low }〜{ $high }分です。
    }
}
status-making = { $items ->
    [1] ドリンクをお作りしています。
   *[other] ドリンク{ $items }杯をお作りしています。
}
status-making-late = いつもより時間がかかっています。ご注文をお作りしています。
status-making-wait = { $high ->
    [1] あと約1分です。
   *[other] { $low ->
        [0] あと{ $high }分以内です。
       *[other] あと約{ $low }〜{ $high }分です。
    }
}
status-ready = { $number }番ができました。カウンターへどうぞ。
status-ready-until = { $time }までお取り置きします。
status-collected = ごゆっくりお楽しみください。
status-collected-lead = ご来店ありがとうございました。
status-missed = { $number }番のお受け取りがありませんでした。
status-missed-lead = カウンターでお尋ねください。まだお取り置きがあるか、お作り直しできる場合があります。
status-cancelled-guest = ご注文を取り消しました。
status-cancelled-guest-lead = 何もお作りしません。
status-cancelled-bar = 店の都合でご注文を取り消しました。
status-over-lead = 申し訳ありません。カウンターでお声⁠がけいただくか、もう一度ご注文ください。
status-expired-bar = 時間内にお作りできませんでした。
status-expired-guest = 枠は次のお客様に移りました。
status-expired-guest-lead = 時間内に注文が送信されませんでした。カウンターのコードを読み取ってやり直してください。
status-cancel = 注文を取り消す
status-no-cancel = もう取り消せません。間違いがあればカウンターでお声⁠がけください。
status-again = もう一度注文する
status-title-queued = 順番待ち
status-title-making = お作り中
status-title-ready = できあがり
status-title-collected = 受け取り済み
status-title-missed = 未受け取り
status-title-cancelled = 取り消し
status-title-expired = 期限切れ
steps-label = 進み具合
step-queued = 順番待ち
step-making = お作り中
step-ready = できあがり
