# Wie die zugesagten Wartezeiten ausgingen
promise-inside-stat = In der zugesagten Zeit
promise-aim = Was Gästen beim Bestellen gesagt wurde
promise-title = Zugesagte Wartezeiten
promise-ready = Fertig
promise-inside = Wie zugesagt
promise-earlier = Früher als zugesagt
promise-later = Später als zugesagt
promise-empty = In diesem Zeitraum wurde keine Wartezeit zugesagt.
