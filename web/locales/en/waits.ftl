# How the waits that guests were promised turned out
promise-inside-stat = Inside the promised wait
promise-aim = What guests were told when they ordered
promise-title = Promised waits
promise-ready = Ready
promise-inside = As promised
promise-earlier = Earlier than promised
promise-later = Later than promised
promise-empty = No waits were promised in this period.
