# Several stores

stores-title = Stores
stores-link = Store
stores-all = All stores
stores-count = { $n ->
    [one] 1 store
   *[other] { $n } stores
}
stores-here = You are here
stores-waiting = { $n ->
    [0] Nobody is waiting.
    [one] 1 order is waiting.
   *[other] { $n } orders are waiting.
}
stores-switch = Switch
stores-rename = Rename
stores-archive = Put away
stores-archive-confirm = Put { $name } away? It stays closed and leaves every list. Its history is kept.
stores-archived = Put away
stores-archived-lead = Closed, in no list, their history kept.
stores-restore = Bring back
stores-new = New store
stores-new-lead = It has a menu, staff, devices and a queue of its own, and begins closed.
stores-id = Short name
stores-id-hint = For its address, such as “hall2”: lowercase letters, digits, hyphens. It cannot be changed later.
stores-menu = Menu
stores-menu-default = The default menu
stores-menu-of = A copy of { $name }’s menu
stores-add = Make the store
stores-made = { $name } is made. Switch to it to set it up.
stores-runs-all = Runs all stores
stores-runs-all-hint = an operator who switches between stores and makes new ones
stores-grant = Give all stores
stores-revoke = Only this store
login-store-choose = Choose a store
doors-title = Where are you?
doors-lead = Choose the bar in front of you.
problem-other-store = This page belongs to another store than the one you switched to. Nothing was changed. Go back to see where you are.
problem-store-archived = This store was put away. Bring it back before you change it.
problem-store-busy = Close the store and finish its orders first. Then put it away.
problem-store-id-taken = Another store has this short name. Please choose another one.
problem-invalid-store-id = Please give a short name of 1 to 32 lowercase letters and digits, with hyphens only between them.
problem-invalid-all-stores = Only an operator can run all stores.
problem-runs-all-stores = Only somebody who runs all stores can change this account.
