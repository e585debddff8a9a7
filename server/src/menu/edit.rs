//! Small changes to a menu, as the console and the board make them.

use serde::{Deserialize, Serialize};

use super::{Drink, Group, Menu};

/// What a change is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A drink, by its id.
    Drink,
    /// A group of options, by its id.
    Group,
    /// An option, as `group/option`.
    Option,
}

/// One place up or down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// Towards the front.
    Up,
    /// Towards the end.
    Down,
}

impl Menu {
    /// Marks a drink or an option sold out or available again; `false` when there is no such.
    pub fn set_sold_out(&mut self, kind: Kind, id: &str, sold_out: bool) -> bool {
        let flag = match kind {
            Kind::Drink => {
                self.drinks.iter_mut().find(|drink| drink.id == id).map(|d| &mut d.sold_out)
            }
            Kind::Option => id.split_once('/').and_then(|(group, option)| {
                let group = self.groups.iter_mut().find(|g| g.id == group)?;
                group.options.iter_mut().find(|o| o.id == option).map(|o| &mut o.sold_out)
            }),
            Kind::Group => None,
        };
        flag.map(|flag| *flag = sold_out).is_some()
    }

    /// Moves a drink or a group by one place; `false` when there is no such. At an end it stays.
    pub fn shift(&mut self, kind: Kind, id: &str, by: Move) -> bool {
        match kind {
            Kind::Drink => shift(&mut self.drinks, |drink| drink.id == id, by),
            Kind::Group => shift(&mut self.groups, |group| group.id == id, by),
            Kind::Option => false,
        }
    }

    /// Puts all drinks or all groups into the order of `ids`; `false`, and nothing moved, when these
    /// are not exactly the ids there are.
    pub fn arrange(&mut self, kind: Kind, ids: &[String]) -> bool {
        match kind {
            Kind::Drink => arrange(&mut self.drinks, |drink| &drink.id, ids),
            Kind::Group => arrange(&mut self.groups, |group| &group.id, ids),
            Kind::Option => false,
        }
    }

    /// Replaces the drink of the same id, or adds it at the end.
    pub fn put_drink(&mut self, drink: Drink) {
        match self.drinks.iter_mut().find(|old| old.id == drink.id) {
            Some(old) => *old = drink,
            None => self.drinks.push(drink),
        }
    }

    /// Replaces the group of the same id, or adds it at the end.
    pub fn put_group(&mut self, group: Group) {
        match self.groups.iter_mut().find(|old| old.id == group.id) {
            Some(old) => *old = group,
            None => self.groups.push(group),
        }
    }

    /// Takes a drink or a group off the menu (a group also off its drinks); `false` when there is
    /// no such.
    pub fn remove(&mut self, kind: Kind, id: &str) -> bool {
        let before = (self.drinks.len(), self.groups.len());
        match kind {
            Kind::Drink => self.drinks.retain(|drink| drink.id != id),
            Kind::Group => {
                self.groups.retain(|group| group.id != id);
                for drink in &mut self.drinks {
                    drink.groups.retain(|group| group != id);
                }
            }
            Kind::Option => {}
        }
        before != (self.drinks.len(), self.groups.len())
    }

    /// An id for a new drink or group: the name in lower case with hyphens, made unique.
    #[must_use]
    pub fn fresh_id(&self, name: &str) -> String {
        // The console's address of a drink that is not there yet.
        let is_address = |id: &str| id == "new";
        let taken =
            |id: &str| is_address(id) || self.drink(id).is_some() || self.group(id).is_some();
        unique(slug(name), taken)
    }
}

/// A name in lower case with hyphens, as an id; `item` where nothing is left of it.
pub(super) fn slug(name: &str) -> String {
    let mut slug = String::new();
    for c in name.to_lowercase().chars() {
        match c {
            'a'..='z' | '0'..='9' => slug.push(c),
            'à'..='å' => slug.push('a'),
            'è'..='ë' => slug.push('e'),
            'ì'..='ï' => slug.push('i'),
            'ò'..='ö' => slug.push('o'),
            'ù'..='ü' => slug.push('u'),
            _ if slug.ends_with('-') || slug.is_empty() => {}
            _ => slug.push('-'),
        }
    }
    slug.truncate(32);
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() { "item".to_owned() } else { slug.to_owned() }
}

/// `slug`, or `slug-2`, `slug-3`, ... when it is taken.
pub(super) fn unique(slug: String, taken: impl Fn(&str) -> bool) -> String {
    if !taken(&slug) {
        return slug;
    }
    (2..)
        .map(|n| format!("{slug}-{n}"))
        .find(|candidate| !taken(candidate))
        .expect("there are more numbers than ids")
}

impl Group {
    /// An id for a new option of this group.
    #[must_use]
    pub fn fresh_option_id(&self, name: &str) -> String {
        unique(slug(name), |id| self.options.iter().any(|option| option.id == id))
    }
}

fn arrange<T>(list: &mut [T], id_of: impl Fn(&T) -> &String, ids: &[String]) -> bool {
    let place = |item: &T| ids.iter().position(|id| id == id_of(item));
    let mut places: Vec<Option<usize>> = list.iter().map(place).collect();
    places.sort_unstable();
    let is_same = list.len() == ids.len()
        && places.into_iter().enumerate().all(|(at, place)| place == Some(at));
    if is_same {
        list.sort_by_key(place);
    }
    is_same
}

fn shift<T>(list: &mut [T], is_it: impl Fn(&T) -> bool, by: Move) -> bool {
    let Some(at) = list.iter().position(is_it) else { return false };
    let to = match by {
        Move::Up => at.saturating_sub(1),
        Move::Down => (at + 1).min(list.len() - 1),
    };
    list.swap(at, to);
    true
}

#[cfg(test)]
mod tests {
    use super::super::default_menu;
    use super::*;

    #[test]
    fn a_sold_out_option_is_marked_in_its_group_only() {
        let mut menu = default_menu();
        assert!(menu.set_sold_out(Kind::Option, "milk/oat", true));
        assert!(menu.groups[0].options[1].sold_out);
        assert!(!menu.set_sold_out(Kind::Option, "oat", true));
        assert!(!menu.set_sold_out(Kind::Drink, "tiramisu", true));
    }

    #[test]
    fn moving_past_an_end_changes_nothing() {
        let mut menu = default_menu();
        let before = menu.clone();
        assert!(menu.shift(Kind::Drink, "espresso", Move::Up));
        assert_eq!(menu, before);
        assert!(menu.shift(Kind::Drink, "espresso", Move::Down));
        assert_eq!(menu.drinks[1].id, "espresso");
    }

    #[test]
    fn an_order_names_everything_once() {
        let mut menu = default_menu();
        let order = |ids: &[&str]| ids.iter().map(|&id| id.to_owned()).collect::<Vec<_>>();
        assert!(menu.arrange(Kind::Group, &order(&["extras", "milk"])));
        assert_eq!(menu.groups[0].id, "extras");
        let before = menu.clone();
        for wrong in [&["extras"][..], &["extras", "extras"], &["extras", "sizes"], &[]] {
            assert!(!menu.arrange(Kind::Group, &order(wrong)), "{wrong:?}");
        }
        assert_eq!(menu, before);
    }

    #[test]
    fn fresh_ids_are_readable_and_unique() {
        let menu = default_menu();
        assert_eq!(menu.fresh_id("Café au lait!"), "cafe-au-lait");
        assert_eq!(menu.fresh_id("Flat white"), "flat-white-2");
        assert_eq!(menu.fresh_id("抹茶"), "item");
        assert_eq!(menu.fresh_id("New!"), "new-2");
    }

    #[test]
    fn removing_a_group_takes_it_off_its_drinks() {
        let mut menu = default_menu();
        assert!(menu.remove(Kind::Group, "milk"));
        assert!(menu.drinks.iter().all(|drink| !drink.groups.contains(&"milk".to_owned())));
        assert_eq!(super::super::check(&menu), Ok(()));
    }
}
