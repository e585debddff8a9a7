//! Whether a menu makes sense as a whole, before anything of it is stored.

use std::collections::BTreeSet;

use crema_web::{Allergen, DrinkIcon};

use super::{Drink, Group, Menu, MenuFault, MenuProblem};
use crate::text::is_name;

/// Limits that keep a menu readable on a phone and small in the database.
pub(super) const MOST_DRINKS: usize = 100;
const MOST_GROUPS: usize = 12;
const MOST_OPTIONS: usize = 30;
const LONGEST_NAME: usize = 60;
/// In the smallest unit: a million where there are cents. A coffee is 35,000.00 in Indonesia.
const HIGHEST_PRICE: i64 = 100_000_000;

/// Checks a menu as a whole.
///
/// # Errors
/// Everything that is wrong, each with its place.
pub fn check(menu: &Menu) -> Result<(), Vec<MenuProblem>> {
    let mut found = Found(Vec::new());
    let whole = Place::default();
    let is_code = |code: &String| code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase());
    if menu.currency.as_ref().is_some_and(|code| !is_code(code)) {
        found.add(&whole.to("currency"), MenuFault::Currency);
    }
    if menu.drinks.len() > MOST_DRINKS {
        found.add(&whole.to("drinks"), MenuFault::TooManyDrinks(MOST_DRINKS));
    }
    if menu.groups.len() > MOST_GROUPS {
        found.add(&whole.to("groups"), MenuFault::TooManyGroups(MOST_GROUPS));
    }
    let mut seen = BTreeSet::new();
    for (index, drink) in menu.drinks.iter().enumerate() {
        let place = whole.to("drinks").item(&drink.id, index);
        found.once(&mut seen, &place, &drink.id);
        check_drink(menu, drink, &place, &mut found);
    }
    let mut seen = BTreeSet::new();
    for (index, group) in menu.groups.iter().enumerate() {
        let place = whole.to("groups").item(&group.id, index);
        found.once(&mut seen, &place, &group.id);
        check_group(group, &place, &mut found);
    }
    if found.0.is_empty() { Ok(()) } else { Err(found.0) }
}

fn check_drink(menu: &Menu, drink: &Drink, place: &Place, found: &mut Found) {
    found.id(place, &drink.id);
    found.name(place, &drink.name);
    if drink.note.chars().count() > LONGEST_NAME || drink.note.chars().any(char::is_control) {
        found.add(&place.to("note"), MenuFault::Note);
    }
    if let Some(price) = drink.price_cents {
        found.price(place, price);
    }
    if DrinkIcon::from_word(&drink.icon).is_none() {
        found.add(&place.to("icon"), MenuFault::UnknownIcon(drink.icon.clone()));
    }
    found.allergens(&place.to("allergens"), &drink.allergens);
    let groups = place.to("groups");
    let mut seen = BTreeSet::new();
    for group in &drink.groups {
        if menu.group(group).is_none() {
            found.add(&groups, MenuFault::UnknownGroup(group.clone()));
        }
        found.once(&mut seen, &groups, group);
    }
}

fn check_group(group: &Group, place: &Place, found: &mut Found) {
    found.id(place, &group.id);
    found.name(place, &group.name);
    if group.options.is_empty() || group.options.len() > MOST_OPTIONS {
        found.add(&place.to("options"), MenuFault::OptionCount(MOST_OPTIONS));
    }
    let offered = u32::try_from(group.options.len()).unwrap_or(u32::MAX);
    if group.max == 0 || group.min > group.max || group.min > offered {
        found.add(&place.to("max"), MenuFault::Bounds);
    }
    let defaults = group.options.iter().filter(|option| option.is_default).count();
    if u32::try_from(defaults).unwrap_or(u32::MAX) > group.max {
        found.add(&place.to("options"), MenuFault::Defaults);
    }
    let mut seen = BTreeSet::new();
    for (index, option) in group.options.iter().enumerate() {
        let place = place.to("options").item(&option.id, index);
        found.once(&mut seen, &place, &option.id);
        found.id(&place, &option.id);
        found.name(&place, &option.name);
        found.price(&place, option.price_cents);
        found.allergens(&place.to("allergens"), &option.allergens);
        found.allergens(&place.to("replaces_allergens"), &option.replaces_allergens);
    }
}

/// A place by ids and by indexes.
#[derive(Clone, Default)]
struct Place {
    at: String,
    pointer: String,
}

impl Place {
    fn to(&self, name: &str) -> Self {
        self.join(name, name)
    }

    fn item(&self, id: &str, index: usize) -> Self {
        self.join(id, &index.to_string())
    }

    fn join(&self, at: &str, pointer: &str) -> Self {
        let join = |path: &str, part: &str| {
            if path.is_empty() { part.to_owned() } else { format!("{path}/{part}") }
        };
        Self { at: join(&self.at, at), pointer: join(&self.pointer, pointer) }
    }
}

struct Found(Vec<MenuProblem>);

impl Found {
    fn add(&mut self, place: &Place, fault: MenuFault) {
        let Place { at, pointer } = place.clone();
        self.0.push(MenuProblem { at, pointer, fault });
    }

    fn id(&mut self, place: &Place, id: &str) {
        let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_".contains(c);
        if id.is_empty() || id.len() > 40 || !id.chars().all(fits) {
            self.add(&place.to("id"), MenuFault::Id);
        }
    }

    fn name(&mut self, place: &Place, name: &str) {
        if !is_name(name, LONGEST_NAME) {
            self.add(&place.to("name"), MenuFault::Name);
        }
    }

    fn price(&mut self, place: &Place, cents: i64) {
        if !(0..=HIGHEST_PRICE).contains(&cents) {
            self.add(&place.to("price_cents"), MenuFault::Price(HIGHEST_PRICE));
        }
    }

    fn allergens(&mut self, place: &Place, words: &[String]) {
        for word in words.iter().filter(|word| Allergen::from_word(word).is_none()) {
            self.add(place, MenuFault::UnknownAllergen(word.clone()));
        }
    }

    fn once<'a>(&mut self, seen: &mut BTreeSet<&'a str>, place: &Place, id: &'a str) {
        if !seen.insert(id) {
            self.add(place, MenuFault::Twice(id.to_owned()));
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
        menu.drinks[2].id = "espresso".to_owned();
        menu.drinks[3].allergens.push("lactose".to_owned());
        menu.drinks[4].icon = "teapot".to_owned();
        menu.groups[0].min = 9;
        menu.groups[0].options[1].price_cents = -1;
        let found = check(&menu).expect_err("seven mistakes");
        let places: Vec<(&str, &str)> =
            found.iter().map(|p| (p.at.as_str(), p.pointer.as_str())).collect();
        assert_eq!(
            places,
            [
                ("drinks/espresso/name", "drinks/0/name"),
                ("drinks/flat-white/groups", "drinks/1/groups"),
                ("drinks/espresso", "drinks/2"),
                ("drinks/caffe-latte/allergens", "drinks/3/allergens"),
                ("drinks/filter/icon", "drinks/4/icon"),
                ("groups/milk/max", "groups/0/max"),
                ("groups/milk/options/oat/price_cents", "groups/0/options/1/price_cents"),
            ]
        );
    }

    #[test]
    fn a_word_that_no_guest_would_be_warned_of_is_refused_and_the_known_ones_are_named() {
        let fault = MenuFault::UnknownAllergen("lactose".to_owned());
        assert!(fault.to_string().contains("milk, nuts, gluten"), "{fault}");
    }
}
