//! The menu as rows for a spreadsheet: a header, then `currency`, `drink`, `group` and `option` rows.

mod cells;
mod export;

use super::{FileFault, Reading};
use crate::menu::check::MOST_DRINKS;
use crate::menu::edit::{slug, unique};
use crate::menu::{Drink, Group, Menu, MenuOption};
use cells::{Row, rows};

pub use export::to_csv;

/// The columns in the order they are written; a file may have them in any order.
pub const COLUMNS: [&str; 14] = [
    "kind",
    "group",
    "id",
    "name",
    "note",
    "price",
    "icon",
    "allergens",
    "replaces",
    "groups",
    "min",
    "max",
    "default",
    "sold_out",
];

/// Columns that every file has.
const NEEDED: [&str; 2] = ["kind", "name"];

/// Reads a menu; what cannot be read is told in `file`, and something empty stands in for it.
pub(super) fn read(text: &str, now: &Menu, file: &mut Reading) -> Menu {
    let rows = rows(text, file);
    let mut menu = Menu { currency: now.currency.clone(), ..Menu::default() };
    // The currency says how many digits a price has, wherever its row stands.
    for row in rows.iter().filter(|row| row.kind() == "currency") {
        let code = if row.cell("id").is_empty() { row.cell("name") } else { row.cell("id") };
        menu.currency = Some(code.to_uppercase()).filter(|code| !code.is_empty());
        file.stands("currency", row.line, "id");
    }
    let mut reader = Rows { menu, file };
    for row in &rows {
        reader.row(row);
    }
    reader.menu
}

/// The menu as far as it is read.
struct Rows<'f> {
    menu: Menu,
    file: &'f mut Reading,
}

impl Rows<'_> {
    fn row(&mut self, row: &Row) {
        match row.kind().as_str() {
            "currency" => {}
            "drink" => self.drink(row),
            "group" => self.group(row),
            "option" => self.option(row),
            other => {
                let fault = FileFault::UnknownRow(other.to_owned());
                self.file.add(row.line, "kind", fault);
            }
        }
    }

    fn drink(&mut self, row: &Row) {
        let pointer = format!("drinks/{}", self.menu.drinks.len());
        self.place(row, &pointer);
        let icon = row.cell("icon").to_lowercase();
        let drink = Drink {
            id: self.id(row, self.menu.drinks.len(), |menu, id| menu.drink(id).is_some()),
            name: row.cell("name").to_owned(),
            note: row.cell("note").to_owned(),
            icon: if icon.is_empty() { "other".to_owned() } else { icon },
            price_cents: self.price(row, &pointer),
            allergens: row.words("allergens"),
            sold_out: self.flag(row, "sold_out"),
            groups: row.words("groups"),
        };
        self.menu.drinks.push(drink);
    }

    fn group(&mut self, row: &Row) {
        let pointer = format!("groups/{}", self.menu.groups.len());
        self.place(row, &pointer);
        let group = Group {
            id: self.id(row, self.menu.groups.len(), |menu, id| menu.group(id).is_some()),
            name: row.cell("name").to_owned(),
            min: self.count(row, &pointer, "min", 0),
            max: self.count(row, &pointer, "max", 1),
            options: Vec::new(),
        };
        self.menu.groups.push(group);
    }

    /// An option of the group it names, or of the last group above it.
    fn option(&mut self, row: &Row) {
        let named = row.cell("group");
        let groups = &self.menu.groups;
        let index = if named.is_empty() {
            groups.len().checked_sub(1)
        } else {
            groups.iter().position(|group| group.id == named)
        };
        let Some(index) = index else {
            self.file.add(row.line, "group", FileFault::NoGroup);
            return;
        };
        let pointer = format!("groups/{index}/options/{}", groups[index].options.len());
        self.place(row, &pointer);
        let taken = |menu: &Menu, id: &str| menu.groups[index].options.iter().any(|o| o.id == id);
        let before = self.menu.groups[index].options.len();
        let option = MenuOption {
            id: self.id(row, before, taken),
            name: row.cell("name").to_owned(),
            price_cents: self.price(row, &pointer).unwrap_or(0),
            allergens: row.words("allergens"),
            replaces_allergens: row.words("replaces"),
            sold_out: self.flag(row, "sold_out"),
            is_default: self.flag(row, "default"),
        };
        self.menu.groups[index].options.push(option);
    }

    /// Remembers where each part of a row's drink, group or option stands.
    fn place(&mut self, row: &Row, pointer: &str) {
        self.file.stands(pointer, row.line, "id");
        for column in COLUMNS {
            let part = match column {
                "price" => "price_cents",
                "replaces" => "replaces_allergens",
                other => other,
            };
            self.file.stands(&format!("{pointer}/{part}"), row.line, column);
        }
        self.file.stands(&format!("{pointer}/options"), row.line, "kind");
    }

    /// The id as written, or one made from the name, of what stands behind so many of its kind.
    fn id(&self, row: &Row, before: usize, taken: impl Fn(&Menu, &str) -> bool) -> String {
        match row.cell("id") {
            "" => {
                // So many are refused anyway, and to find each an id takes longer than the last.
                let is_taken = |id: &str| before <= MOST_DRINKS && taken(&self.menu, id);
                unique(slug(row.cell("name")), is_taken)
            }
            id => id.to_owned(),
        }
    }

    fn price(&mut self, row: &Row, pointer: &str) -> Option<i64> {
        let digits = self.menu.price_digits();
        crema_web::money::parse(row.cell("price"), digits).unwrap_or_else(|| {
            let currency = self.menu.currency.as_deref().unwrap_or_default();
            let example = crema_web::money::example(currency, &crema_web::Language::english());
            let pointer = format!("{pointer}/price_cents");
            self.file.add_unreadable(&pointer, row.line, "price", FileFault::Price(example));
            None
        })
    }

    fn count(&mut self, row: &Row, pointer: &str, column: &str, default: u32) -> u32 {
        let text = row.cell(column);
        if text.is_empty() {
            return default;
        }
        text.parse().unwrap_or_else(|_| {
            self.file.add(row.line, column, FileFault::NotNumber);
            // Both bounds are judged together, at the most.
            self.file.stand_in(&format!("{pointer}/max"));
            default
        })
    }

    fn flag(&mut self, row: &Row, column: &str) -> bool {
        match row.cell(column).to_lowercase().as_str() {
            "" | "no" | "false" | "0" => false,
            "yes" | "true" | "1" | "x" => true,
            _ => {
                self.file.add(row.line, column, FileFault::YesNo);
                false
            }
        }
    }
}
