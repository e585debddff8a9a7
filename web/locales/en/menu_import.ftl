# The menu as a file
import-nav = Import or export
import-title = Menu as a file
import-heading = Import
import-lead = The file replaces the whole menu. First you see what would change; nothing is stored before you confirm it.
import-file = File
import-file-hint = CSV or JSON, UTF-8, up to 128 KB.
import-text = Or paste its text
import-text-hint = The first row names the columns. Commas, semicolons or tabs between them.
import-check = Check the file
import-columns = Columns of a CSV file
import-line = Line { $n }
import-at-column = column { $n }
import-further = { $n ->
    [one] One more problem is not listed. Fix these first.
   *[other] { $n } more problems are not listed. Fix these first.
}
import-found = { $n ->
    [one] One problem, listed above by line. Nothing was changed.
   *[other] { $n } problems, listed above by line. Nothing was changed.
}
export-title = Export
export-lead = Change it in a spreadsheet and import it again. Names, prices, allergens, options and their order are all in it.
export-csv = As CSV, for spreadsheets
export-json = As JSON, for programs
import-preview-title = What would change
import-same = Nothing would change: the file holds the menu as it is.
import-keep = Keep the menu as it is
import-changes = { $n ->
    [one] 1 change
   *[other] { $n } changes
}
import-confirm = { $n ->
    [one] Replace the menu: 1 drink
   *[other] Replace the menu: { $n } drinks
}
import-done = The menu is imported. Guests see it now.
change-added = New
change-changed = Changed
change-removed = Removed
change-none = nothing
change-yes = yes
change-no = no
change-old = before:
change-new = now:
import-column-kind = currency, drink, group or option. A row each.
import-column-group = For an option: the id of its group. Empty: the group above it.
import-column-id = Short and stable, such as flat-white. Empty: made from the name. For currency: the code, such as EUR.
import-column-name = As guests read it.
import-column-note = For a drink: a few words below the name.
import-column-price = Such as 3.60 or 3,60. Empty: none.
import-column-icon = For a drink: espresso, flat_white, cappuccino, latte, filter, cold, tea, chocolate or other.
import-column-allergens = milk, nuts, gluten, soy, egg, sesame, peanuts, sulphites, with spaces between them.
import-column-replaces = For an option: the allergens that it takes away.
import-column-groups = For a drink: ids of its groups, with spaces between them.
import-column-min = For a group: the fewest choices. Empty: 0.
import-column-max = For a group: the most choices. Empty: 1.
import-column-default = For an option: yes if it is chosen at first.
import-column-sold-out = yes if it is shown but cannot be ordered.
change-field-currency = Currency
change-field-drinks-order = Order of the drinks
change-field-groups-order = Order of the options
change-field-name = Name
change-field-note = A few words
change-field-price = Price
change-field-icon = Drawing
change-field-allergens = It contains
change-field-groups = Options
change-field-sold-out = Sold out
change-field-min = At least
change-field-max = At most
change-field-order = Order
change-field-replaces = It replaces
change-field-default = Chosen at first
problem-import-empty = Choose a file that is not empty, or paste its text.
problem-import-too-large = The file is too large: at most { $most } KB. A menu of a hundred drinks needs 20.
problem-import-workbook = This is a workbook. In the spreadsheet choose Save as, then “CSV UTF-8”, and import that file.
problem-import-utf-sixteen = The text is in UTF-16 (“Unicode”). Save it as “CSV UTF-8” and import it again.
problem-import-charset = From here on the text is not UTF-8, so letters such as é would be lost. Save the file as “CSV UTF-8” and import it again.
problem-import-kind = Please choose a file that ends in .csv or .json.
problem-import-json-cut = The JSON ends too early: a bracket, a brace or a quotation mark is still open.
problem-import-json-comma = A comma or a closing bracket is missing before this place.
problem-import-json-last-comma = Nothing follows the comma before this place. Remove the comma.
problem-import-json-colon = A colon is missing behind the name.
problem-import-json-name = Put the name in quotation marks.
problem-import-json-value = A value is missing here. Put texts in quotation marks.
problem-import-json-text = This text has a line break or a stray backslash. Write \n for a line break and \\ for a backslash.
problem-import-json-number = This is not a number.
problem-import-json-after = The JSON is complete before this place. Remove what follows.
problem-import-json-other = This is no JSON. Fix it here, then check again.
problem-import-not-object = An object in braces belongs here.
problem-import-not-list = A list in square brackets belongs here.
problem-import-not-text = A text in quotation marks belongs here.
problem-import-not-number = Please write a whole number.
problem-import-not-flag = Please write true or false.
problem-import-missing = { $name } is missing. Add it.
problem-import-unknown-field = There is no field { $name }. Remove it or correct its name.
problem-import-field-twice = { $name } is there twice. Remove one.
problem-import-no-column = The first row lacks the column { $name }. Add it.
problem-import-unknown-column = There is no column { $name }. Known are: { $known }.
problem-import-cells = This row has { $found } cells, the first row { $most }. Put texts that hold the separator in quotation marks.
problem-import-quote = A quotation mark opens here and is never closed. Write "" for one inside a text.
problem-import-unknown-row = There is no kind of row “{ $name }”. Write currency, drink, group or option.
problem-import-yes-no = Please write yes or no.
problem-import-no-group = No group to put this option in. Name its group, or put the row below the group’s.
