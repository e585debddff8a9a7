//! The menu of a new store: what most bars have, so that the first coffee needs no typing.

use super::{Drink, Group, Menu, MenuOption};

/// Eight drinks with milk and extras, in euros.
#[must_use]
pub fn default_menu() -> Menu {
    let milky = &["milk", "extras"];
    Menu {
        currency: Some("EUR".to_owned()),
        drinks: vec![
            drink("espresso", "Espresso", "Short and bright", "espresso", 240, &[], &["extras"]),
            drink("flat-white", "Flat white", "Double shot", "flat_white", 360, &["milk"], milky),
            drink("cappuccino", "Cappuccino", "", "cappuccino", 360, &["milk"], milky),
            drink("caffe-latte", "Caffè latte", "", "latte", 390, &["milk"], milky),
            drink("filter", "Filter coffee", "250 ml", "filter", 300, &[], &[]),
            drink("cold-brew", "Cold brew", "On ice", "cold", 380, &[], &["extras"]),
            drink("hot-chocolate", "Hot chocolate", "", "chocolate", 380, &["milk"], &["milk"]),
            drink("mint-tea", "Fresh mint tea", "", "tea", 280, &[], &[]),
        ],
        groups: vec![
            Group {
                id: "milk".to_owned(),
                name: "Milk".to_owned(),
                min: 1,
                max: 1,
                options: vec![
                    MenuOption { is_default: true, ..option("whole", "Whole milk", 0, &["milk"]) },
                    plant(option("oat", "Oat", 40, &["gluten"])),
                    plant(option("soy", "Soy", 40, &["soy"])),
                ],
            },
            Group {
                id: "extras".to_owned(),
                name: "Extras".to_owned(),
                min: 0,
                max: 2,
                options: vec![
                    option("extra-shot", "Extra shot", 60, &[]),
                    option("hazelnut", "Hazelnut syrup", 50, &["nuts"]),
                    option("decaf", "Decaf", 0, &[]),
                    option("extra-hot", "Extra hot", 0, &[]),
                ],
            },
        ],
    }
}

fn drink(
    id: &str,
    name: &str,
    note: &str,
    icon: &str,
    price_cents: i64,
    allergens: &[&str],
    groups: &[&str],
) -> Drink {
    Drink {
        id: id.to_owned(),
        name: name.to_owned(),
        note: note.to_owned(),
        icon: icon.to_owned(),
        price_cents: Some(price_cents),
        allergens: owned(allergens),
        sold_out: false,
        groups: owned(groups),
    }
}

fn option(id: &str, name: &str, price_cents: i64, allergens: &[&str]) -> MenuOption {
    MenuOption {
        id: id.to_owned(),
        name: name.to_owned(),
        price_cents,
        allergens: owned(allergens),
        replaces_allergens: Vec::new(),
        sold_out: false,
        is_default: false,
    }
}

fn plant(option: MenuOption) -> MenuOption {
    MenuOption { replaces_allergens: owned(&["milk"]), ..option }
}

fn owned(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|&text| text.to_owned()).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_default_menu_passes_its_own_check() {
        assert_eq!(super::super::check(&super::default_menu()), Ok(()));
    }
}
