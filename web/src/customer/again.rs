//! What a guest had before and wants again: favourites, and a choice that waits for the next scan.

use crate::{ItemLine, Site, Text};

/// A favourite above the menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Usual {
    /// Its id.
    pub id: String,
    /// The drink.
    pub line: ItemLine,
    /// Whether it cannot be ordered now.
    pub sold_out: bool,
}

/// What of an earlier order cannot be had today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shortfall {
    /// The drink is no longer on the menu.
    Gone(String),
    /// The drink is sold out.
    SoldOut(String),
    /// Options of the drink, by name, are not available.
    Options(Vec<String>),
    /// The drink was in the basket and can no longer be had as it was chosen.
    LeftBasket(String),
}

impl Shortfall {
    /// The sentence that says so.
    pub fn sentence(&self, site: &Site) -> Text {
        match self {
            Self::Gone(drink) => site.t("again-gone").str("name", drink),
            Self::SoldOut(drink) => site.t("again-sold-out").str("name", drink),
            Self::Options(names) => site.t("again-options").str("name", names.join(", ")),
            Self::LeftBasket(drink) => site.t("problem-basket-item-gone").str("name", drink),
        }
    }
}

/// A choice that is kept until the next order form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// What can be ordered of it.
    pub lines: Vec<ItemLine>,
    /// What cannot.
    pub shortfalls: Vec<Shortfall>,
}
