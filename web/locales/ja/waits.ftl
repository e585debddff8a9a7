# 案内した待ち時間の結果
promise-inside-stat = 案内した待ち時間どおり
promise-aim = 注文時にお客様へ案内した時間
promise-title = 案内した待ち時間
promise-ready = できあがり
promise-inside = 案内どおり
promise-earlier = 案内より早い
promise-later = 案内より遅い
promise-empty = この期間に案内した待ち時間はありません。
