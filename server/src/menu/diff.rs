//! What one menu has that another has not, part by part, for people to look at before it is so.

use super::{Drink, Group, Menu, MenuOption};

/// One part that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What kind of part.
    pub part: Part,
    /// Its name: the new one where it has one, else the old one.
    pub name: String,
    /// How it differs.
    pub how: How,
}

/// A part of a menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// The menu itself.
    Menu,
    /// A drink.
    Drink,
    /// A group of options.
    Group,
    /// An option of the group of this name.
    Option(String),
}

/// How a part differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum How {
    /// Only the new menu has it.
    Added(Vec<Detail>),
    /// Only the old menu has it.
    Removed,
    /// Both have it, with other values.
    Changed(Vec<Detail>),
}

/// A value that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Detail {
    /// Which: `name`, `price`, `order`, ...
    pub field: &'static str,
    /// As it is.
    pub old: Value,
    /// As it would be.
    pub new: Value,
}

/// A value of a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A name, a note, a drawing, names in their order.
    Text(String),
    /// In the smallest unit of the menu's own currency.
    Price(Option<i64>),
    /// Words of allergens.
    Allergens(Vec<String>),
    /// Yes or no.
    Flag(bool),
}

/// Everything in which `new` differs from `old`, in the order of the new menu, removals last.
#[must_use]
pub fn differences(old: &Menu, new: &Menu) -> Vec<Change> {
    let mut changes = Vec::new();
    let currency =
        |menu: &Menu| vec![("currency", Value::Text(menu.currency.clone().unwrap_or_default()))];
    let mut whole = details(&currency(old), &currency(new));
    let drinks = |menu: &Menu| names_by_id(&menu.drinks, |drink| (&drink.id, &drink.name));
    whole.extend(reordered("drinks-order", &drinks(old), &drinks(new)));
    let groups = |menu: &Menu| names_by_id(&menu.groups, |group| (&group.id, &group.name));
    whole.extend(reordered("groups-order", &groups(old), &groups(new)));
    if !whole.is_empty() {
        changes.push(Change { part: Part::Menu, name: String::new(), how: How::Changed(whole) });
    }
    for drink in &new.drinks {
        let before = old.drink(&drink.id).map(drink_values);
        let order = None;
        push(&mut changes, (Part::Drink, &drink.name), before, drink_values(drink), order);
    }
    for group in &new.groups {
        let before = old.group(&group.id);
        let options =
            |group: &Group| names_by_id(&group.options, |option| (&option.id, &option.name));
        let order = before.and_then(|before| reordered("order", &options(before), &options(group)));
        let part = (Part::Group, group.name.as_str());
        push(&mut changes, part, before.map(group_values), group_values(group), order);
        for option in &group.options {
            let before = before.and_then(|before| find(before, &option.id)).map(option_values);
            let part = (Part::Option(group.name.clone()), option.name.as_str());
            push(&mut changes, part, before, option_values(option), None);
        }
        for gone in before.iter().flat_map(|before| &before.options) {
            if find(group, &gone.id).is_none() {
                changes.push(removed(Part::Option(group.name.clone()), &gone.name));
            }
        }
    }
    let gone = old.drinks.iter().filter(|drink| new.drink(&drink.id).is_none());
    changes.extend(gone.map(|drink| removed(Part::Drink, &drink.name)));
    let gone = old.groups.iter().filter(|group| new.group(&group.id).is_none());
    changes.extend(gone.map(|group| removed(Part::Group, &group.name)));
    changes
}

fn removed(part: Part, name: &str) -> Change {
    Change { part, name: name.to_owned(), how: How::Removed }
}

type Values = Vec<(&'static str, Value)>;

fn push(
    changes: &mut Vec<Change>,
    (part, name): (Part, &str),
    old: Option<Values>,
    new: Values,
    order: Option<Detail>,
) {
    let how = match old {
        Some(old) => How::Changed(details(&old, &new).into_iter().chain(order).collect()),
        None => How::Added(new.into_iter().filter_map(of_added).collect()),
    };
    if how != How::Changed(Vec::new()) {
        changes.push(Change { part, name: name.to_owned(), how });
    }
}

/// Of something new only its price is told: the rest is on the page of the menu a moment later.
fn of_added((field, new): (&'static str, Value)) -> Option<Detail> {
    let is_told = matches!(new, Value::Price(Some(_)));
    is_told.then_some(Detail { field, old: Value::Price(None), new })
}

fn details(old: &Values, new: &Values) -> Vec<Detail> {
    let differs = |((field, old), (_, new)): (&(&'static str, Value), &(&'static str, Value))| {
        (old != new).then(|| Detail { field, old: old.clone(), new: new.clone() })
    };
    old.iter().zip(new).filter_map(differs).collect()
}

fn find<'g>(group: &'g Group, id: &str) -> Option<&'g MenuOption> {
    group.options.iter().find(|option| option.id == id)
}

/// (id, name) in order.
type Names = Vec<(String, String)>;

fn names_by_id<T>(list: &[T], of: fn(&T) -> (&String, &String)) -> Names {
    let owned = |(id, name): (&String, &String)| (id.clone(), name.clone());
    list.iter().map(of).map(owned).collect()
}

/// What both have, when it stands in another order. What was added or removed moves nothing.
fn reordered(field: &'static str, old: &Names, new: &Names) -> Option<Detail> {
    let common = |list: &Names, other: &Names| -> Names {
        let is_common = |(id, _): &&(String, String)| other.iter().any(|(known, _)| known == id);
        list.iter().filter(is_common).cloned().collect()
    };
    let (old, new) = (common(old, new), common(new, old));
    let is_same = old.iter().map(|(id, _)| id).eq(new.iter().map(|(id, _)| id));
    let names = |list: Names| {
        let names: Vec<String> = list.into_iter().map(|(_, name)| name).collect();
        Value::Text(names.join(", "))
    };
    (!is_same).then(|| Detail { field, old: names(old), new: names(new) })
}

fn drink_values(drink: &Drink) -> Values {
    vec![
        ("name", Value::Text(drink.name.clone())),
        ("note", Value::Text(drink.note.clone())),
        ("price", Value::Price(drink.price_cents)),
        ("icon", Value::Text(drink.icon.clone())),
        ("allergens", Value::Allergens(drink.allergens.clone())),
        ("groups", Value::Text(drink.groups.join(", "))),
        ("sold-out", Value::Flag(drink.sold_out)),
    ]
}

fn group_values(group: &Group) -> Values {
    vec![
        ("name", Value::Text(group.name.clone())),
        ("min", Value::Text(group.min.to_string())),
        ("max", Value::Text(group.max.to_string())),
    ]
}

fn option_values(option: &MenuOption) -> Values {
    vec![
        ("name", Value::Text(option.name.clone())),
        ("price", Value::Price(Some(option.price_cents).filter(|cents| *cents != 0))),
        ("allergens", Value::Allergens(option.allergens.clone())),
        ("replaces", Value::Allergens(option.replaces_allergens.clone())),
        ("default", Value::Flag(option.is_default)),
        ("sold-out", Value::Flag(option.sold_out)),
    ]
}

#[cfg(test)]
mod tests {
    use super::super::default_menu;
    use super::*;

    fn told(change: &Change) -> String {
        let details = |details: &[Detail]| {
            let one =
                |detail: &Detail| format!("{} {:?}->{:?}", detail.field, detail.old, detail.new);
            details.iter().map(one).collect::<Vec<_>>().join("; ")
        };
        let how = match &change.how {
            How::Added(list) => format!("added {}", details(list)),
            How::Removed => "removed".to_owned(),
            How::Changed(list) => details(list),
        };
        format!("{:?} {}: {how}", change.part, change.name)
    }

    #[test]
    fn the_same_menu_differs_in_nothing() {
        assert_eq!(differences(&default_menu(), &default_menu()), []);
    }

    #[test]
    fn everything_that_differs_is_told_by_part() {
        let (old, mut new) = (default_menu(), default_menu());
        new.drinks[0].price_cents = Some(250);
        new.drinks.swap(1, 2);
        let tea = new.drinks.pop().expect("the last drink");
        new.drinks.push(Drink { id: "chai".to_owned(), name: "Chai".to_owned(), ..tea });
        new.groups[0].options[1].allergens.clear();
        new.groups[0].options.remove(2);
        let told: Vec<String> = differences(&old, &new).iter().map(told).collect();
        assert_eq!(told.len(), 6, "{told:#?}");
        assert!(told[0].contains("drinks-order") && !told[0].contains("Chai"), "{}", told[0]);
        assert_eq!(told[1], "Drink Espresso: price Price(Some(240))->Price(Some(250))");
        assert_eq!(told[2], "Drink Chai: added price Price(None)->Price(Some(280))");
        assert!(told[3].starts_with("Option(\"Milk\") Oat: allergens"), "{}", told[3]);
        assert_eq!(told[4], "Option(\"Milk\") Soy: removed");
        assert_eq!(told[5], "Drink Fresh mint tea: removed");
    }
}
