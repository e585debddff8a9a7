# 壁のディスプレイ

display-title = ディスプレイ
display-ready = できあがり
display-collect = カウンターへどうぞ
display-none-ready = ここに番号が出ます。
display-preparing = お作り中
display-none-preparing = 今はありません
display-in-line = { $n }件待ち
display-missed = 未受け取り お声がけを
display-wait = { $high ->
    [0] 待ち時間 約1分
    [1] 待ち時間 約1分
   *[other] { $low ->
        [0] 待ち時間 { $high }分以内
       *[other] 待ち時間 { $low }〜{ $high }分
    }
}
display-still-collect = できあがったものはまだお受け取りいただけます。
display-more = ほか{ $n }件
qr-label = スマートフォンで注文するためのコード
qr-heading = スキャンして注文
qr-left = 名分
qr-new-in = 更新まで
qr-new = 更新まで
qr-spent = ただいまお作り中！
qr-next-in = 次のコードまで
qr-updating = 更新中
qr-paused = ご注文済みのものはお作りしています。
display-stale = 最終更新 { $time }。再接続中。
display-called = { $number }番、できあがりました。
# Settings of one display, at the console
display-speaks = 新しい番号を読み上げる
display-shows-names = 名前を表示
display-save = 設定を保存
