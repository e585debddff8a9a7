//! Whether a menu makes sense as a whole, before anything of it is stored.

use std::collections::BTreeSet;

use super::{Drink, Group, Menu};

/// One thing that is wrong with a menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MenuProblem {
    /// Where: `drinks/flat-white/price_cents`.
    pub at: String,
    /// What is wrong and what to do.
    pub message: String,
}

/// Limits that keep a menu readable on a phone and small in the database.
const MOST_DRINKS: usize = 100;
const MOST_GROUPS: usize = 12;
const MOST_OPTIONS: usize = 30;
const LONGEST_NAME: usize = 60;
const HIGHEST_PRICE: i64 = 100_000;

/// Checks a menu as a whole.
///
/// # Errors
/// Everything that is wrong, each with its place.
pub fn check(menu: &Menu) -> Result<(), Vec<MenuProblem>> {
    let mut found = Found(Vec::new());
    if menu
        .currency
        .as_ref()
        .is_some_and(|code| code.len() != 3 || !code.chars().all(|c| c.is_ascii_uppercase()))
    {
        found.add("currency", "Write the currency as three capital letters, such as EUR.");
    }
    if menu.drinks.len() > MOST_DRINKS {
        found.add("drinks", &format!("A menu takes at most {MOST_DRINKS} drinks."));
    }
    if menu.groups.len() > MOST_GROUPS {
        found.add("groups", &format!("A menu takes at most {MOST_GROUPS} option groups."));
    }
    found.duplicates("drinks", menu.drinks.iter().map(|drink| &drink.id));
    found.duplicates("groups", menu.groups.iter().map(|group| &group.id));
    for drink in &menu.drinks {
        check_drink(menu, drink, &mut found);
    }
    for group in &menu.groups {
        check_group(group, &mut found);
    }
    if found.0.is_empty() { Ok(()) } else { Err(found.0) }
}

fn check_drink(menu: &Menu, drink: &Drink, found: &mut Found) {
    let at = format!("drinks/{}", drink.id);
    found.id(&at, &drink.id);
    found.name(&format!("{at}/name"), &drink.name);
    if drink.note.chars().count() > LONGEST_NAME || drink.note.chars().any(char::is_control) {
        found.add(&format!("{at}/note"), "Keep the note within 60 plain characters.");
    }
    if let Some(price) = drink.price_cents {
        found.price(&format!("{at}/price_cents"), price);
    }
    for group in &drink.groups {
        if menu.group(group).is_none() {
            found.add(&format!("{at}/groups"), &format!("There is no option group {group}."));
        }
    }
    found.duplicates(&format!("{at}/groups"), drink.groups.iter());
}

fn check_group(group: &Group, found: &mut Found) {
    let at = format!("groups/{}", group.id);
    found.id(&at, &group.id);
    found.name(&format!("{at}/name"), &group.name);
    if group.options.is_empty() || group.options.len() > MOST_OPTIONS {
        found.add(
            &format!("{at}/options"),
            &format!("A group takes between 1 and {MOST_OPTIONS} options."),
        );
    }
    let offered = u32::try_from(group.options.len()).unwrap_or(u32::MAX);
    if group.max == 0 || group.min > group.max || group.min > offered {
        found.add(
            &format!("{at}/max"),
            "The most must be at least 1 and at least the fewest, and there must be enough options.",
        );
    }
    let defaults = group.options.iter().filter(|option| option.is_default).count();
    if u32::try_from(defaults).unwrap_or(u32::MAX) > group.max {
        found.add(&format!("{at}/options"), "More options are chosen from the start than allowed.");
    }
    found.duplicates(&format!("{at}/options"), group.options.iter().map(|option| &option.id));
    for option in &group.options {
        let at = format!("{at}/options/{}", option.id);
        found.id(&at, &option.id);
        found.name(&format!("{at}/name"), &option.name);
        found.price(&format!("{at}/price_cents"), option.price_cents);
    }
}

struct Found(Vec<MenuProblem>);

impl Found {
    fn add(&mut self, at: &str, message: &str) {
        self.0.push(MenuProblem { at: at.to_owned(), message: message.to_owned() });
    }

    fn id(&mut self, at: &str, id: &str) {
        let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_".contains(c);
        if id.is_empty() || id.len() > 40 || !id.chars().all(fits) {
            self.add(at, "An id takes 1 to 40 of a-z, 0-9, - and _.");
        }
    }

    fn name(&mut self, at: &str, name: &str) {
        let length = name.chars().count();
        if name.trim().is_empty() || length > LONGEST_NAME || name.chars().any(char::is_control) {
            self.add(at, "Write a name of 1 to 60 characters.");
        }
    }

    fn price(&mut self, at: &str, cents: i64) {
        if !(0..=HIGHEST_PRICE).contains(&cents) {
            self.add(at, "A price lies between 0 and 1000.00.");
        }
    }

    fn duplicates<'a>(&mut self, at: &str, ids: impl Iterator<Item = &'a String>) {
        let mut seen = BTreeSet::new();
        for id in ids {
            if !seen.insert(id) {
                self.add(at, &format!("{id} is there twice."));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::default_menu;
    use super::*;

    #[test]
    fn everything_wrong_is_listed_with_its_place() {
        let mut menu = default_menu();
        menu.drinks[0].name = " ".to_owned();
        menu.drinks[1].groups.push("sizes".to_owned());
        menu.groups[0].min = 9;
        menu.drinks[2].id = "espresso".to_owned();
        let places: Vec<String> =
            check(&menu).expect_err("four mistakes").into_iter().map(|p| p.at).collect();
        assert_eq!(
            places,
            ["drinks", "drinks/espresso/name", "drinks/flat-white/groups", "groups/milk/max"]
        );
    }
}
