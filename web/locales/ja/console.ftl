# 管理画面

console-nav = 管理
save = 保存
saved = 保存しました。新しい値は今から有効です。
search = 検索
search-all = すべて表示
search-found = { $of }件中{ $n }件が一致
search-none = 「{ $q }」に一致するものはありません。
discard = 破棄
word-and-more = { $first }。{ $more }
sentences = { $first }{ $more }

today-title = 今日
today-now = { $first }、{ $more }
today-waiting = { $n ->
    [0] 待ちなし
   *[other] { $n }件待ち
}
today-lead = 作成中{ $making }件、できあがり{ $ready }件。
today-places = コードの枠は{ $places }のうち{ $left }残っています。
today-pause-for = 注文を止める時間
today-close-effect = { $n ->
    [0] 閉店すると新しい注文を止めます。待ちはありません。
   *[other] 閉店すると新しい注文を止めます。残り{ $n }件は作ります。
}
today-open-effect = 開店するとディスプレイにコードが出て、お客様が注文できます。
today-links = 画面
today-open-board = バリスタのボード
today-open-display = ディスプレイ
today-open-guest = お客様のページ
stat-orders = 今日の注文
stat-collected = 受け取り済み
stat-missed = 未受け取り
stat-cancelled = 取り消し・期限切れ

settings-title = 設定
settings-store = 店舗
settings-code = ディスプレイのコード
settings-queue = 順番待ち
settings-time = 時間制限
settings-board = ボード
setting-store-name = 店名
setting-time-zone = タイムゾーン
setting-time-zone-hint = 例：Asia/Tokyo。番号は現地の0時に最初に戻ります。
setting-currency = 通貨
setting-currency-hint = 例：JPY。空なら価格を表示しません。金額は換算されません。
setting-places-per-code = コードごとの枠
setting-places-per-code-hint = 時間が過ぎると新しいコードになります。
setting-code-lifetime-minutes = コードの有効時間
setting-code-lifetime-minutes-hint = カウントダウンで表示します。
setting-max-queue = 順番待ちの上限
setting-max-queue-hint = 超えると後で試すようご案内します。
setting-max-items-per-order = 1注文の杯数
setting-max-items-per-order-hint = 1なら1ページで注文できます。
setting-max-open-orders-per-person = 1人の同時注文
setting-max-open-orders-per-person-hint = 同時に進められる数です。
setting-max-orders-per-person-per-day = 1人1日の注文
setting-max-orders-per-person-per-day-hint = 0なら無制限です。
setting-submit-timeout-minutes = 選ぶ時間
setting-submit-timeout-minutes-hint = 過ぎると枠は次のお客様へ移ります。
setting-make-timeout-minutes = 作る時間
setting-make-timeout-minutes-hint = 過ぎると注文は期限切れになります。
setting-collect-timeout-minutes = 受け取る時間
setting-collect-timeout-minutes-hint = 過ぎると未受け取りになります。
setting-warn-after-minutes = 黄色まで
setting-warn-after-minutes-hint = 注意が必要な注文です。
setting-late-after-minutes = 赤まで
setting-late-after-minutes-hint = 遅れている注文です。
unit-orders = { $n ->
   *[other] 件
}
unit-drinks = { $n ->
   *[other] 杯
}
unit-minutes = 分

menu-title = メニュー
menu-drinks = ドリンク
menu-drinks-count = { $n }種類
menu-empty = ドリンクがまだありません。最初の1つを追加してください。
menu-drink = ドリンク
menu-price = 価格
menu-order = 順序
menu-state = メニュー表示
menu-remove = 削除
menu-remove-name = { $name }を削除
menu-remove-confirm = { $name }をメニューから削除しますか？
menu-up = { $name }を上へ
menu-down = { $name }を下へ
menu-groups = オプション
menu-groups-count = { $n ->
    [0] オプションなし
   *[other] オプション{ $n }組
}
menu-groups-lead = ミルク、サイズ、追加など。ドリンクごとに指定します。
menu-group = オプション
menu-rule = 決まり

drink-new = ドリンクを追加
drink-name = 名前
drink-note = ひとこと
drink-note-hint = 名前の下に出ます。空でもかまいません。
drink-price = 価格
drink-price-hint = { $currency }で、例：{ $example }。空なら価格なし。
drink-price-hint-none = 例：{ $example }。今は価格を表示していません。
drink-icon = イラスト
drink-icon-espresso = エスプレッソ
drink-icon-flat-white = フラットホワイト
drink-icon-cappuccino = カプチーノ
drink-icon-latte = ラテ
drink-icon-filter = ドリップ
drink-icon-cold = アイス
drink-icon-tea = お茶
drink-icon-chocolate = ココア
drink-icon-other = その他
drink-allergens = アレルゲン
drink-no-groups = オプションがまだありません。

group-new = オプションを追加
group-name = 名前
group-min = 最少
group-min-hint = 選ばなくてよいなら0。
group-max = 最多
group-max-hint = 1なら1つだけ選べます。
group-options = 選択肢
group-options-lead = 名前のない行は削除されます。保存すると空の行が増えます。
group-option = 選択肢{ $n }
option-name = 名前
option-price = 追加料金
option-default = 最初から選択
option-allergens = アレルゲン
option-brings = 含むもの
option-replaces = 置き換えるもの（オーツが乳を置き換えるなど）

staff-title = スタッフ
staff-team = チーム
staff-count = { $n }人
staff-me = 自分
staff-new-pin = 新しいPIN
staff-pin = PINまたはパスワード
staff-pin-hint = 4文字以上。管理者は長いものにしてください。
staff-remove = { $name }を削除
staff-remove-confirm = { $name }を削除しますか？すぐにログアウトされます。
staff-make-operator = 管理者にする
staff-make-barista = バリスタにする
staff-add = スタッフを追加
staff-add-button = 追加
staff-name = 名前
staff-name-hint = 伝票に表示されます。
staff-role = 役割
role-barista = バリスタ
role-barista-hint = ボードで作業
role-operator = 管理者
role-operator-hint = 店の運営も担当

devices-title = 端末
devices-add = 端末をペアリング
devices-add-lead = 端末で、このサーバーのアドレスに/pairを付けて開きます。短いコードが出ます。
devices-add-button = ペアリング
devices-code = 端末のコード
devices-code-hint = 大文字と小文字は区別しません。
devices-name = 名前
devices-name-hint = 例：カウンター上の画面
devices-kind = 種類
device-display = ディスプレイ
device-tablet = バリスタのタブレット
device-machine = 機械
devices-paired = ペアリング済み
devices-empty = ペアリングした端末はまだありません。
devices-since = ペアリング：{ $time }。
devices-rename = 名前を変える
devices-remove = 解除
devices-remove-confirm = { $name }のペアリングを解除しますか？すぐにログアウトされます。

# フォームの間違い
problem-invalid-number = 数字を入力してください。
problem-invalid-price = { $example }のような価格を入力するか、空にしてください。
problem-invalid-currency = JPYのような3文字を入力するか、空にしてください。
problem-invalid-time-zone = Asia/Tokyoのような正式なタイムゾーン名を選んでください。
problem-invalid-store-name = 店名を1⁠〜⁠60文字で入力してください。
problem-invalid-text = 保存できない文字が含まれています。取り除いてからもう一度お試しください。
problem-invalid-value = この値は使えません。
problem-out-of-bounds = { $least }〜{ $most }にしてください。元の値は{ $was }です。
problem-late-before-warn = 赤は黄色のあとです。{ $warn }分以上にしてください。
problem-invalid-menu-name = 名前を1⁠〜⁠60文字で入力してください。
problem-invalid-menu-note = 60文字以内にしてください。
problem-invalid-menu-price = 価格は0〜{ $most }です。
problem-invalid-choice-bounds = 「最多」は1以上で「最少」以上にし、選択肢を十分に用意してください。
problem-invalid-staff-name = 名前を1⁠〜⁠40文字で入力してください。
problem-invalid-pin = 4文字以上にしてください。
problem-invalid-role = バリスタか管理者を選んでください。
problem-name-taken = 同じ名前のスタッフがいます。1文字加えてください。
problem-last-operator = 最後の管理者は削除できません。店を運営できなくなります。
problem-unknown-pairing-code = このコードを表示している端末がありません。15分で変わるので、もう一度確かめてください。
problem-invalid-device-name = 名前を1⁠〜⁠40文字で入力してください。
problem-device-renamed-since = その間に別の人が{ $name }という名前に変えました。それでも変える場合は、もう一度保存してください。

# Opening hours
hours-title = 営業時間
hours-week = 毎週
hours-lead = この時刻に自動で開店・閉店します。手動で行う場合はすべて空欄にしてください。時刻のない曜日は休みです。20:00から02:00は日付をまたぎます。
hours-zone = タイムゾーン：{ $name }。
hours-zone-change = 変更
hours-exceptions = 特別な日
hours-exceptions-lead = 祝日や営業延長の日。時刻のない日付は終日休みです。日付を空にすると削除されます。保存すると空の行が増えます。
hours-exception = 特別な日 { $n }
hours-date = 日付
hours-from = 開店 { $n }
hours-to = 閉店 { $n }
hours-saved = 保存しました。次の時刻まで店の状態は変わりません。
hours-opens = { $time }に開店
hours-opens-day = { $day }{ $time }に開店
today-closes = { $time }に閉店
today-closes-day = { $day }{ $time }に閉店
today-resumes = { $time }に再開
problem-invalid-time = 08:30のように時刻を入力してください。
problem-hours-overlap = この時刻はすでに営業中です。ほかの時間と重なっています。
problem-hours-empty = 開店と閉店が同じ時刻です。終日は00:00から24:00です。
problem-hours-half = 両方の時刻を入力するか、両方とも空にしてください。
problem-invalid-date = 日付を選んでください。
problem-second-exception = この日付の行はすでにあります。
problem-too-many-exceptions = 特別な日は100件までにしてください。
