//! What a form showed of a store, so that saving it never undoes unseen what somebody else changed
//! meanwhile.
//!
//! A form is held to its own part only: a drink that sells out stands in nobody's way who mends
//! another one's price. The store's sequence would be simpler, and refuse most forms of a busy bar.

use serde_json::{Value, json};

use super::{Store, parts};
use crate::keys::digest;

/// What a form writes back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// A drink, by its id. Whether it is sold out is a switch of its own.
    Drink(String),
    /// A group of options, by its id; the switches of its options are their own.
    Group(String),
    /// The menu, whole, with what is sold out.
    Menu,
    /// The opening hours and the time zone they are in.
    Hours,
    /// Name, time zone, currency and limits.
    Settings,
    /// The name alone.
    Name,
}

/// A part as it was shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// Which.
    pub part: Part,
    /// [`Store::tag_of`] the part then.
    pub tag: String,
}

impl Store {
    /// Sixteen characters that change with the part; `.` is none of them.
    #[must_use]
    pub fn tag_of(&self, part: &Part) -> String {
        let of = |path: String| parts::part(self, &path).unwrap_or(Value::Null);
        // Typed prices are read by the currency.
        let currency = &self.menu.currency;
        let shown = match part {
            Part::Drink(id) => json!([of(format!("drink/{id}")), currency]),
            Part::Group(id) => json!([of(format!("group/{id}")), currency]),
            Part::Menu => json!(self.menu),
            Part::Hours => json!([self.hours, self.time_zone]),
            Part::Name => json!(self.name),
            Part::Settings => json!([self.name, self.time_zone, currency, self.settings]),
        };
        let mut tag = digest(shown.to_string().as_bytes());
        tag.truncate(16);
        tag
    }

    pub(super) fn is_as_seen(&self, seen: &Seen) -> bool {
        self.tag_of(&seen.part) == seen.tag
    }
}

#[cfg(test)]
mod tests {
    use super::super::create::empty;
    use super::*;
    use crate::ids::StoreId;
    use crate::menu::Kind;

    #[test]
    fn a_part_is_as_seen_until_it_is_changed_itself() {
        let shown = empty(StoreId::new("main"), "Bar".to_owned(), "UTC".to_owned());
        let all = [
            Part::Drink("espresso".to_owned()),
            Part::Drink("filter".to_owned()),
            Part::Group("milk".to_owned()),
            Part::Menu,
            Part::Hours,
            Part::Settings,
            Part::Name,
        ];
        let changed_by = |change: fn(&mut Store)| -> Vec<Part> {
            let mut now = shown.clone();
            change(&mut now);
            let is_other = |part: &Part| {
                let tag = shown.tag_of(part);
                !now.is_as_seen(&Seen { part: part.clone(), tag })
            };
            all.iter().filter(|part| is_other(part)).cloned().collect()
        };
        let [espresso, filter, milk, menu, hours, settings, name] = all.clone();
        assert!(changed_by(|store| store.sequence += 1).is_empty());
        let dearer = |store: &mut Store| store.menu.drinks[0].price_cents = Some(999);
        assert_eq!(changed_by(dearer), [espresso.clone(), menu.clone()]);
        let sold_out = |store: &mut Store| {
            store.menu.set_sold_out(Kind::Drink, "espresso", true);
            store.menu.set_sold_out(Kind::Option, "milk/oat", true);
        };
        assert_eq!(changed_by(sold_out), std::slice::from_ref(&menu));
        let gone = |store: &mut Store| store.menu.drinks.retain(|drink| drink.id != "filter");
        assert_eq!(changed_by(gone), [filter.clone(), menu.clone()]);
        let yen = |store: &mut Store| store.menu.currency = Some("JPY".to_owned());
        assert_eq!(changed_by(yen), [espresso, filter, milk, menu, settings.clone()]);
        let zone = |store: &mut Store| store.time_zone = "Asia/Tokyo".to_owned();
        assert_eq!(changed_by(zone), [hours, settings.clone()]);
        let called = |store: &mut Store| store.name = "Hut".to_owned();
        assert_eq!(changed_by(called), [settings, name]);
    }
}
