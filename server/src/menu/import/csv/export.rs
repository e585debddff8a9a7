//! The menu as CSV that spreadsheets open and [`super::read`] reads again.

use super::COLUMNS;
use crate::menu::{Drink, Group, Menu, MenuOption};
use crema_web::money::plain;

/// Texts that begin so get an apostrophe, or a spreadsheet would run them as a formula (OWASP, CSV
/// injection). The apostrophe itself is among them, so that reading can take it away again.
pub(super) const GUARDED: [char; 5] = ['=', '+', '-', '@', '\''];

/// The menu as rows: UTF-8 with a byte order mark, commas, CRLF.
#[must_use]
pub fn to_csv(menu: &Menu) -> String {
    let digits = menu.price_digits();
    let mut writer =
        csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    let mut write = |cells: &[(&str, String)]| {
        let cell = |column: &str| {
            let found = cells.iter().find(|(name, _)| *name == column);
            found.map_or(String::new(), |(_, text)| guarded(text))
        };
        // Writing into memory cannot fail.
        let _ = writer.write_record(COLUMNS.map(cell));
    };
    write(&COLUMNS.map(|column| (column, column.to_owned())));
    write(&[("kind", "currency".to_owned()), ("id", menu.currency.clone().unwrap_or_default())]);
    for drink in &menu.drinks {
        write(&drink_cells(drink, digits));
    }
    for group in &menu.groups {
        write(&group_cells(group));
        for option in &group.options {
            write(&option_cells(group, option, digits));
        }
    }
    let bytes = writer.into_inner().unwrap_or_default();
    format!("\u{feff}{}", String::from_utf8_lossy(&bytes))
}

fn drink_cells(drink: &Drink, digits: usize) -> Vec<(&'static str, String)> {
    vec![
        ("kind", "drink".to_owned()),
        ("id", drink.id.clone()),
        ("name", drink.name.clone()),
        ("note", drink.note.clone()),
        ("price", drink.price_cents.map(|cents| plain(cents, digits)).unwrap_or_default()),
        ("icon", drink.icon.clone()),
        ("allergens", drink.allergens.join(" ")),
        ("groups", drink.groups.join(" ")),
        ("sold_out", yes(drink.sold_out)),
    ]
}

fn group_cells(group: &Group) -> Vec<(&'static str, String)> {
    vec![
        ("kind", "group".to_owned()),
        ("id", group.id.clone()),
        ("name", group.name.clone()),
        ("min", group.min.to_string()),
        ("max", group.max.to_string()),
    ]
}

fn option_cells(group: &Group, option: &MenuOption, digits: usize) -> Vec<(&'static str, String)> {
    vec![
        ("kind", "option".to_owned()),
        ("group", group.id.clone()),
        ("id", option.id.clone()),
        ("name", option.name.clone()),
        ("price", plain(option.price_cents, digits)),
        ("allergens", option.allergens.join(" ")),
        ("replaces", option.replaces_allergens.join(" ")),
        ("default", yes(option.is_default)),
        ("sold_out", yes(option.sold_out)),
    ]
}

fn yes(flag: bool) -> String {
    if flag { "yes".to_owned() } else { String::new() }
}

fn guarded(text: &str) -> String {
    if text.starts_with(GUARDED) { format!("'{text}") } else { text.to_owned() }
}
