# Printers and tickets on paper

paper-copy = COPY
paper-again = PRINTED AGAIN, MAYBE TWICE
paper-walk-up = Walk-up
paper-place = { $n } of { $max }
paper-contains = Contains: { $name }
paper-test = Test page
paper-title-one = Print { $number }
paper-title = { $n ->
    [one] Print 1 ticket
   *[other] Print { $n } tickets
}
paper-none = No ticket waits to be printed.
paper-print = Print
paper-width = Paper
paper-millimetres = { $n } mm
paper-hint = If nothing opens, print from the browser’s menu.
paper-done = Printed here: remove from the printer’s queue
paper-done-hint = Otherwise the printer also prints them when it is back.

print-button = Print
print-sent = { $number } goes to the printer
print-failed = { $number } could not be printed. Please try again.
print-here = Print here instead
print-off = Printer “{ $name }” is off.
print-paper = Printer “{ $name }” is out of paper.
print-cover = The cover of printer “{ $name }” is open.
print-fault = Printer “{ $name }” reports a fault.
print-silent = Printer “{ $name }” does not answer.
print-waiting = { $n ->
    [one] 1 ticket is waiting.
   *[other] { $n } tickets are waiting.
}

printers-title = Printers
printers-lead = Every ticket is printed when a barista starts it. A printer that is off never holds up the board.
printers-add = Add a printer
printers-empty = No printer yet. Baristas can print from the browser.
printers-name = Name
printers-name-hint = Such as “Bar”.
printers-address = Address on the network
printers-address-hint = A name or IP address, and the port where it is not 9100: 192.168.1.50 or printer.local:9101.
printers-paper = Paper
printers-charset = Letters it knows
printers-charset-hint = Other letters are printed as a picture. If a test page shows wrong letters, choose another.
printers-language = Language of its tickets
charset-cp858 = Western Europe with euro (CP858)
charset-cp1252 = Windows Latin 1 (CP1252)
charset-cp437 = United States (CP437)
printers-change = Change
printers-change-title = Change printer “{ $name }”
printers-test = Test page
printers-retry = Try now
printers-clear = Drop waiting tickets
printers-clear-confirm = Drop the tickets that wait at “{ $name }”? They are not printed any more.
printers-remove = Remove
printers-remove-confirm = Remove printer “{ $name }”? What waits there is not printed.
printer-ready = Ready
printer-off = Off since { $time }
printer-off-day = Off since { $day }, { $time }
printer-paper = Out of paper since { $time }
printer-paper-day = Out of paper since { $day }, { $time }
printer-cover = Cover open since { $time }
printer-cover-day = Cover open since { $day }, { $time }
printer-fault = Fault since { $time }
printer-fault-day = Fault since { $day }, { $time }
printer-silent = No answer since { $time }
printer-silent-day = No answer since { $day }, { $time }
printer-waiting = { $n ->
    [one] 1 ticket waiting
   *[other] { $n } tickets waiting
}

problem-invalid-printer-name = Please write a name of 1 to 40 characters.
problem-invalid-printer-address = Please write a name or IP address such as 192.168.1.50, without http://.
problem-invalid-printer-port = Please write a port from 1024 to 65535, usually 9100.
problem-printer-address-taken = Printer { $name } has this address already.
problem-too-many-printers = A bar has at most { $most } printers. Remove one first.
problem-unknown-printer = This printer was removed. Reload the page.
