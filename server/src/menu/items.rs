//! What somebody ordered, checked against the menu and priced.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Drink, Group, Menu, MenuOption};

/// A drink as ordered: ids only, not yet checked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// The drink's id.
    pub drink: String,
    /// Option ids of the drink's groups, in any order. Where two groups share an option id, write
    /// `group/option`; `group/` says that nothing of the group is wanted, not even its default.
    #[serde(default)]
    pub options: Vec<String>,
}

/// A drink as made: names and price as they were when it was ordered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Item {
    /// The drink's id.
    pub drink: String,
    /// The drink's name.
    pub drink_name: String,
    /// Options in the menu's order.
    pub options: Vec<ChosenOption>,
    /// Drink and options together; `None` where the drink has no price.
    pub price_cents: Option<i64>,
    /// What is in it after options brought in and took away.
    #[serde(default)]
    pub allergens: Vec<String>,
}

/// One chosen option.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ChosenOption {
    /// Its group's id.
    pub group: String,
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// Why a drink cannot be ordered as asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ItemRefusal {
    /// No such drink.
    UnknownDrink(String),
    /// No such option for this drink.
    UnknownOption(String),
    /// The drink, by its name.
    DrinkSoldOut(String),
    /// The option, by its name.
    OptionSoldOut(String),
    /// Fewer options than the group needs.
    TooFew {
        /// The group's name.
        group: String,
        /// How many it needs.
        min: u32,
    },
    /// More options than the group allows.
    TooMany {
        /// The group's name.
        group: String,
        /// How many it allows.
        max: u32,
    },
}

/// Something of a choice that does not fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemFault {
    /// Id of the group in which it is wrong; none where that is the drink, or an option of no group.
    pub group: Option<String>,
    /// What is wrong.
    pub refusal: ItemRefusal,
}

/// Checks a choice against the menu.
///
/// A group of which nothing was chosen gets its default options, where those are not sold out.
///
/// # Errors
/// The first thing that does not fit, in the menu's order.
pub fn choose(menu: &Menu, choice: &Choice) -> Result<Item, ItemRefusal> {
    checked(menu, choice).map_err(|faults| {
        let first = faults.into_iter().next();
        first.expect("a choice is refused for something").refusal
    })
}

/// Everything of a choice that does not fit, in the menu's order: one fault a group.
#[must_use]
pub fn item_faults(menu: &Menu, choice: &Choice) -> Vec<ItemFault> {
    checked(menu, choice).err().unwrap_or_default()
}

fn checked(menu: &Menu, choice: &Choice) -> Result<Item, Vec<ItemFault>> {
    let whole = |refusal| ItemFault { group: None, refusal };
    let Some(drink) = menu.drink(&choice.drink) else {
        return Err(vec![whole(ItemRefusal::UnknownDrink(choice.drink.clone()))]);
    };
    if drink.sold_out {
        return Err(vec![whole(ItemRefusal::DrinkSoldOut(drink.name.clone()))]);
    }
    let mut faults = Vec::new();
    let mut unknown: Vec<&String> = choice.options.iter().collect();
    let mut options = Vec::new();
    let mut taken = Vec::new();
    for group in menu.groups_of(drink) {
        let mut of_group = taken_of(group, &mut unknown);
        let before = unknown.len();
        unknown.retain(|text| text.strip_suffix('/') != Some(&group.id));
        let is_declined = unknown.len() < before;
        if of_group.is_empty() && !is_declined {
            of_group = group.options.iter().filter(|o| o.is_default && !o.sold_out).collect();
        }
        if let Err(refusal) = check_group(group, &of_group) {
            faults.push(ItemFault { group: Some(group.id.clone()), refusal });
        }
        for option in of_group {
            options.push(ChosenOption {
                group: group.id.clone(),
                id: option.id.clone(),
                name: option.name.clone(),
            });
            taken.push(option);
        }
    }
    faults.extend(unknown.first().map(|&option| whole(ItemRefusal::UnknownOption(option.clone()))));
    if !faults.is_empty() {
        return Err(faults);
    }
    Ok(Item {
        drink: drink.id.clone(),
        drink_name: drink.name.clone(),
        options,
        price_cents: price(drink, &taken),
        allergens: allergens(drink, &taken),
    })
}

/// Takes this group's options out of `unknown`.
fn taken_of<'m>(group: &'m Group, unknown: &mut Vec<&String>) -> Vec<&'m MenuOption> {
    group
        .options
        .iter()
        .filter(|option| {
            let before = unknown.len();
            let named = |text: &str| {
                text == option.id
                    || text.split_once('/') == Some((group.id.as_str(), option.id.as_str()))
            };
            if let Some(at) = unknown.iter().position(|text| named(text)) {
                unknown.remove(at);
            }
            unknown.len() < before
        })
        .collect()
}

fn check_group(group: &Group, taken: &[&MenuOption]) -> Result<(), ItemRefusal> {
    if let Some(option) = taken.iter().find(|option| option.sold_out) {
        return Err(ItemRefusal::OptionSoldOut(option.name.clone()));
    }
    let count = u32::try_from(taken.len()).unwrap_or(u32::MAX);
    if count < group.min {
        return Err(ItemRefusal::TooFew { group: group.name.clone(), min: group.min });
    }
    if count > group.max {
        return Err(ItemRefusal::TooMany { group: group.name.clone(), max: group.max });
    }
    Ok(())
}

fn price(drink: &Drink, taken: &[&MenuOption]) -> Option<i64> {
    drink
        .price_cents
        .map(|cents| cents + taken.iter().map(|option| option.price_cents).sum::<i64>())
}

fn allergens(drink: &Drink, taken: &[&MenuOption]) -> Vec<String> {
    let replaced =
        |allergen: &String| taken.iter().any(|option| option.replaces_allergens.contains(allergen));
    let mut all: Vec<String> =
        drink.allergens.iter().filter(|allergen| !replaced(allergen)).cloned().collect();
    for allergen in taken.iter().flat_map(|option| &option.allergens) {
        if !all.contains(allergen) {
            all.push(allergen.clone());
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::super::default_menu;
    use super::*;

    fn choice(drink: &str, options: &[&str]) -> Choice {
        Choice { drink: drink.to_owned(), options: options.iter().map(|&o| o.to_owned()).collect() }
    }

    #[test]
    fn a_flat_white_with_oat_milk_costs_more_and_has_no_milk() {
        let item = choose(&default_menu(), &choice("flat-white", &["oat"])).expect("on the menu");
        assert_eq!(item.drink_name, "Flat white");
        assert_eq!(item.options[0].name, "Oat");
        assert_eq!(item.price_cents, Some(400));
        assert_eq!(item.allergens, ["gluten"]);
    }

    #[test]
    fn a_group_left_alone_gets_its_default() {
        let item = choose(&default_menu(), &choice("flat-white", &[])).expect("on the menu");
        assert_eq!(item.options[0].id, "whole");
        assert_eq!(item.allergens, ["milk"]);
    }

    #[test]
    fn what_does_not_fit_is_named() {
        let mut menu = default_menu();
        menu.groups[0].options[2].sold_out = true;
        let sold_out = menu.groups[0].options[2].clone();
        let refused = |choice| choose(&menu, &choice).expect_err("does not fit");
        assert_eq!(
            refused(choice("tiramisu", &[])),
            ItemRefusal::UnknownDrink("tiramisu".to_owned())
        );
        assert_eq!(
            refused(choice("espresso", &["oat"])),
            ItemRefusal::UnknownOption("oat".to_owned())
        );
        assert_eq!(
            refused(choice("flat-white", &[&sold_out.id])),
            ItemRefusal::OptionSoldOut(sold_out.name)
        );
        assert_eq!(
            refused(choice("flat-white", &["whole", "oat"])),
            ItemRefusal::TooMany { group: "Milk".to_owned(), max: 1 }
        );
        assert_eq!(
            refused(choice("flat-white", &["oat", "oat"])),
            ItemRefusal::UnknownOption("oat".to_owned()),
            "an option cannot be taken twice"
        );
    }

    #[test]
    fn every_group_that_does_not_fit_is_named_once() {
        let mut menu = default_menu();
        menu.groups[1].options[0].sold_out = true;
        let (milk, extras) = (menu.groups[0].id.clone(), menu.groups[1].id.clone());
        let sold_out = format!("{extras}/{}", menu.groups[1].options[0].id);
        let wrong = choice("flat-white", &["milk/", &sold_out, "gravel"]);
        let faults = item_faults(&menu, &wrong);
        let groups: Vec<_> = faults.iter().map(|fault| fault.group.clone()).collect();
        assert_eq!(groups, [Some(milk), Some(extras), None]);
        assert_eq!(choose(&menu, &wrong).expect_err("does not fit"), faults[0].refusal);
        assert_eq!(item_faults(&menu, &choice("flat-white", &["oat"])), []);
    }

    #[test]
    fn a_declined_group_gets_no_default() {
        let mut menu = default_menu();
        menu.groups[1].options[2].is_default = true;
        let declined = choose(&menu, &choice("espresso", &["extras/"])).expect("on the menu");
        assert!(declined.options.is_empty());
        assert_eq!(
            choose(&menu, &choice("flat-white", &["milk/"])),
            Err(ItemRefusal::TooFew { group: "Milk".to_owned(), min: 1 })
        );
    }

    #[test]
    fn a_needed_group_whose_default_is_sold_out_must_be_chosen() {
        let mut menu = default_menu();
        menu.groups[0].options[0].sold_out = true;
        assert_eq!(
            choose(&menu, &choice("flat-white", &[])),
            Err(ItemRefusal::TooFew { group: "Milk".to_owned(), min: 1 })
        );
    }
}
