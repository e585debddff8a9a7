//! What somebody had before, on the menu of today. Pure.

use super::{Choice, Item, Menu};

/// An earlier drink as it can be ordered today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Again {
    /// The same drink with what there still is of its options.
    pub choice: Choice,
    /// Names of the options that there are not.
    pub missing: Vec<String>,
}

/// Why an earlier drink cannot be ordered today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotToday {
    /// It is no longer on the menu.
    Gone,
    /// It is sold out.
    SoldOut,
}

/// Finds an earlier drink on the menu.
///
/// A group whose options are all gone falls back on its default where the drink needs one; where
/// nothing had been chosen of it, nothing is chosen again.
///
/// # Errors
/// When there is no such drink today.
pub fn again(menu: &Menu, item: &Item) -> Result<Again, NotToday> {
    let drink = menu.drink(&item.drink).ok_or(NotToday::Gone)?;
    if drink.sold_out {
        return Err(NotToday::SoldOut);
    }
    let mut options = Vec::new();
    let mut found = Vec::new();
    for group in menu.groups_of(drink) {
        let before = options.len();
        for wanted in item.options.iter().filter(|wanted| wanted.group == group.id) {
            if group.options.iter().any(|option| option.id == wanted.id && !option.sold_out) {
                options.push(format!("{}/{}", group.id, wanted.id));
                found.push(wanted);
            }
        }
        if options.len() == before && group.min == 0 {
            options.push(format!("{}/", group.id));
        }
    }
    let missing = item.options.iter().filter(|wanted| !found.contains(wanted));
    Ok(Again {
        choice: Choice { drink: drink.id.clone(), options },
        missing: missing.map(|option| option.name.clone()).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::super::{choose, default_menu};
    use super::*;

    fn ordered(drink: &str, options: &[&str]) -> Item {
        let options = options.iter().map(|&option| option.to_owned()).collect();
        let choice = Choice { drink: drink.to_owned(), options };
        choose(&default_menu(), &choice).expect("on the menu")
    }

    fn sell_out(menu: &mut Menu, option: &str) {
        let mut options = menu.groups.iter_mut().flat_map(|group| &mut group.options);
        options.find(|known| known.id == option).expect("on the menu").sold_out = true;
    }

    #[test]
    fn the_same_drink_comes_out_again() {
        let had = ordered("flat-white", &["oat", "decaf"]);
        let found = again(&default_menu(), &had).expect("on the menu");
        assert_eq!(found.missing, Vec::<String>::new());
        assert_eq!(choose(&default_menu(), &found.choice), Ok(had));
    }

    #[test]
    fn what_was_left_out_is_left_out_again() {
        let mut menu = default_menu();
        menu.groups[1].options[0].is_default = true;
        let had = ordered("espresso", &["extras/"]);
        let found = again(&menu, &had).expect("on the menu");
        assert!(choose(&menu, &found.choice).expect("it fits").options.is_empty());
    }

    #[test]
    fn a_missing_option_is_named_and_a_needed_group_falls_back_on_its_default() {
        let had = ordered("flat-white", &["oat", "decaf"]);
        let mut menu = default_menu();
        sell_out(&mut menu, "oat");
        let found = again(&menu, &had).expect("on the menu");
        assert_eq!(found.missing, ["Oat"]);
        let ids = |item: Item| item.options.into_iter().map(|o| o.id).collect::<Vec<_>>();
        assert_eq!(choose(&menu, &found.choice).map(ids), Ok(vec!["whole".into(), "decaf".into()]));

        // The drink lost the group altogether.
        menu.drinks.iter_mut().for_each(|drink| drink.groups.retain(|group| group != "milk"));
        assert_eq!(again(&menu, &had).expect("on the menu").missing, ["Oat"]);
    }

    #[test]
    fn a_drink_that_is_gone_or_sold_out_says_so() {
        let had = ordered("flat-white", &[]);
        let mut menu = default_menu();
        for drink in &mut menu.drinks {
            drink.sold_out = true;
        }
        assert_eq!(again(&menu, &had), Err(NotToday::SoldOut));
        menu.drinks.clear();
        assert_eq!(again(&menu, &had), Err(NotToday::Gone));
    }
}
