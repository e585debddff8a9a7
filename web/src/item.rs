//! One ordered drink as people read it.

use crate::{Allergen, DrinkIcon, Price};

/// A drink with its chosen options, by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemLine {
    /// The drink's name when it was ordered.
    pub drink: String,
    /// The drink's drawing.
    pub icon: DrinkIcon,
    /// Names of the chosen options.
    pub options: Vec<String>,
    /// What the drink contains with these options.
    pub allergens: Vec<Allergen>,
    /// Price with options, where the store shows prices.
    pub price: Option<Price>,
}

impl ItemLine {
    /// The options as one line: "Oat, Extra shot".
    pub fn options_line(&self) -> String {
        self.options.join(", ")
    }
}
