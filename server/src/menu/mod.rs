//! A store's menu: drinks, groups of options, and the check of what somebody ordered.
//!
//! The menu is one document, stored with its store and changed as a whole, so a guest never sees
//! half a change. Changing it is `store`'s business (`store::change_menu`), because it is an event
//! of the store; reading and checking it is here. Pure: no database, clock or network.

mod again;
mod check;
mod diff;
mod edit;
mod fault;
pub mod import;
mod items;
mod sample;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub use again::{Again, NotToday, again};
pub use check::check;
pub use diff::{Change, Detail, How, Part, Value, differences};
pub use edit::{Kind, Move};
pub use fault::{MenuFault, MenuProblem, known_allergens};
pub use items::{Choice, ChosenOption, Item, ItemFault, ItemRefusal, choose, item_faults};
pub use sample::default_menu;

/// Everything a store offers, in the order it is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Menu {
    /// ISO 4217 code for the prices (`EUR`); `None` hides prices.
    #[serde(default)]
    pub currency: Option<String>,
    /// Drinks in the order shown.
    pub drinks: Vec<Drink>,
    /// Groups of options that drinks refer to.
    #[serde(default)]
    pub groups: Vec<Group>,
}

/// One drink.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Drink {
    /// Short and stable: `flat-white`.
    pub id: String,
    /// As shown: `Flat white`.
    pub name: String,
    /// A few words below the name.
    #[serde(default)]
    pub note: String,
    /// One of the drawn icons: `espresso`, `flat_white`, ...
    #[serde(default = "other_icon")]
    pub icon: String,
    /// In the currency's smallest unit (cents, or whole yen); `None` is free or not shown.
    #[serde(default)]
    pub price_cents: Option<i64>,
    /// `milk`, `gluten`, ...
    #[serde(default)]
    pub allergens: Vec<String>,
    /// Shown, but cannot be ordered.
    #[serde(default)]
    pub sold_out: bool,
    /// Ids of its groups, in the order shown.
    #[serde(default)]
    pub groups: Vec<String>,
}

/// Options of which a guest takes between `min` and `max`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// Short and stable: `milk`.
    pub id: String,
    /// As shown: `Milk`.
    pub name: String,
    /// Fewest options to take; 0 makes the group optional.
    pub min: u32,
    /// Most options to take; 1 makes it a choice of one.
    pub max: u32,
    /// The options in the order shown.
    pub options: Vec<MenuOption>,
}

/// One option of a group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MenuOption {
    /// Short and stable within its group: `oat`.
    pub id: String,
    /// As shown: `Oat`.
    pub name: String,
    /// Added to the drink's price, in the currency's smallest unit.
    #[serde(default)]
    pub price_cents: i64,
    /// What it brings in: `gluten`.
    #[serde(default)]
    pub allergens: Vec<String>,
    /// What it takes away from the drink: oat milk takes away `milk`.
    #[serde(default)]
    pub replaces_allergens: Vec<String>,
    /// Shown, but cannot be taken.
    #[serde(default)]
    pub sold_out: bool,
    /// Taken when the guest says nothing.
    #[serde(default)]
    pub is_default: bool,
}

fn other_icon() -> String {
    "other".to_owned()
}

impl Menu {
    /// Digits behind the decimal sign of its prices.
    #[must_use]
    pub fn price_digits(&self) -> usize {
        crema_web::money::minor_digits(self.currency.as_deref().unwrap_or_default())
    }

    /// The drink of this id.
    #[must_use]
    pub fn drink(&self, id: &str) -> Option<&Drink> {
        self.drinks.iter().find(|drink| drink.id == id)
    }

    /// The group of this id.
    #[must_use]
    pub fn group(&self, id: &str) -> Option<&Group> {
        self.groups.iter().find(|group| group.id == id)
    }

    /// The groups of a drink, in its order.
    pub fn groups_of<'a>(&'a self, drink: &'a Drink) -> impl Iterator<Item = &'a Group> {
        drink.groups.iter().filter_map(|id| self.group(id))
    }
}
