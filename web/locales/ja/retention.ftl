# お客様について残るものと期間
settings-guests = お客様のデータ
setting-erase-after-days = 削除するまで
setting-erase-after-days-hint = カップに書いた名前、お気に⁠入り、どの端末が何を注文したかを削除します。注文と集計は名前なしで残ります。
unit-days = { $n ->
   *[other] 日
}
history-kept = 注文から{ $n }日後に削除されます。
