# メニューのフォーム：お客様の画面、ドラッグでの並べ替え、間違いの説明
preview-title = お客様の画面
preview-lead = 入力に合わせて変わります。「保存」を押すまで保存されません。
preview-button = プレビュー
menu-drag = { $name }を別の場所へドラッグ
menu-moved = { $name }は{ $place }番目になりました。順番を保存しました。
menu-unordered = 新しい順番は保存されませんでした。ページを読み込み直して、もう一度お試しください。
problem-menu-twice = { $id }が2回あります。それぞれ別のものにしてください。
problem-menu-id = IDはa-z、0-9、-、_を使って1〜40文字で入力してください。
problem-menu-unknown-icon = { $id }という絵はありません。一覧から選んでください。
problem-menu-unknown-allergen = { $id }はお知らせできるアレルゲンではありません。使えるのは次のとおりです：{ $known }。
problem-menu-unknown-group = { $id }というオプションはありません。先に追加するか、ドリンクから外してください。
problem-menu-option-count = 選択肢を1〜{ $most }個入力してください。
problem-menu-defaults = 最初から選ばれているものが、選べる数より多くなっています。減らすか、「最多」を増やしてください。
problem-menu-too-many-drinks = ドリンクは{ $most }個までにしてください。
problem-menu-too-many-groups = オプションは{ $most }組までにしてください。
