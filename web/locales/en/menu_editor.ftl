# The menu's forms: a look at the guest's phone, order by dragging, and what can be wrong
preview-title = As guests see it
preview-lead = It follows what you type. Nothing is saved before you press Save.
preview-button = Preview
menu-drag = Drag { $name } to another place
menu-moved = { $name } is now number { $place }. The order is saved.
menu-unordered = The new order was not saved. Please reload the page and try again.
problem-menu-twice = { $id } is there twice. Please give each its own.
problem-menu-id = Please write an id of 1 to 40 of the characters a-z, 0-9, - and _.
problem-menu-unknown-icon = There is no drawing { $id }. Please choose one of the list.
problem-menu-unknown-allergen = { $id } is no allergen that guests can be warned of. Known are: { $known }.
problem-menu-unknown-group = There are no options { $id }. Add them first, or take them off the drink.
problem-menu-option-count = Please write 1 to { $most } choices.
problem-menu-defaults = More choices are chosen at first than may be chosen. Take some away or raise “At most”.
problem-menu-too-many-drinks = Please keep at most { $most } drinks.
problem-menu-too-many-groups = Please keep at most { $most } sets of options.
