# バリスタのタブレット

skip = 本文へ移動
board-title = ボード
board-nav = ボード
walk-up-nav = 店頭注文
sold-out-nav = 売り切れ
recall-nav = 呼び戻し
log-out = ログアウト
log-out-person = { $name }をログアウト
live-offline = オフラインです。最終更新 { $time }。再接続中。
live-taps = 送信待ちの操作：{ $n }件。
board-new = 新着 { $n }
undo = 元に戻す
minutes-short = { $n }分
to-make = これから作るもの
contains = アレルゲン
making-me = 自分
more = その他
more-number = { $number }番のその他の操作
pause = 一時停止
pause-longer = 延長
pause-for = 注文を止める時間
pause-effect = { $n ->
    [0] 待ちはありません。注文は自動で再開します。
   *[other] 残り{ $n }件は作ります。注文は自動で再開します。
}
close-now = 今すぐ閉店
open-now = 今すぐ開店
resume-now = 今すぐ再開
board-full = 1件できると注文を再開します。
board-empty = 注文はありません。
board-empty-open = 営業中です。
column-queued = 待ち
column-making = 作成中
column-ready = できあがり
column-queued-empty = 待ちはありません。
column-making-empty = 作成中のものはありません。
column-ready-empty = 受け取り待ちはありません。
command-claim = 開始
command-complete = できあがり
command-collect = 受け渡し済み
command-release = 待ちに戻す
command-recall = 作り直す
command-cancel = 取り消す
done-claim = { $number }番を開始
done-complete = { $number }番ができあがり
done-collect = { $number }番を受け渡し済みに
done-release = { $number }番を待ちに戻しました
done-recall = { $number }番を呼び戻しました
done-cancel = { $number }番を取り消しました
tap-pending = 通信を待っています
tap-failed = { $number }番を変更できませんでした。もう一度お試しください。

start-title = シフトを始めますか？
start-lead = タップすると、音を鳴らし、画面を点けたまま全画面にします。
start-button = シフト開始
start-silent = 音なし

cancel-title = { $number }番を取り消しますか？
cancel-lead = 理由はお客様のスマートフォンに表示されます。
cancel-reason-not-available = 材料が切れてしまいました。
cancel-reason-guest-asked = お客様のご希望です。
cancel-reason-mistake = 誤って注文されました。
cancel-reason-other = カウンターでお声がけください。
cancel-other = その他の理由。
cancel-keep = 注文を残す

recall-title = 呼び戻し
recall-lead = 誤ってボードから消えた注文を戻します。
recall-empty = ボードから消えた注文はまだありません。
recall-button = 呼び戻す
state-ready = できあがり
state-collected = 受け取り済み
state-missed = 未受け取り

sold-out-title = 何が切れましたか？
sold-out-lead = お客様にはすぐ反映されます。売り切れはメニューに⁠残りますが、注文できません。
sold-out-drinks = ドリンク
available = あり

walk-up-title = 店頭注文
walk-up-name = カップに書くお名前
walk-up-send = ボードに追加
walk-up-unsent = 送信できていません。接続を確かめて、もう一度タップしてください。二重にはなりません。
