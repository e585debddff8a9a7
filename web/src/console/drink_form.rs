//! One drink as a form.

use askama::Template;

use super::{AuditChange, Preview};
use crate::screen::rendered;
use crate::{Allergen, App, DrinkIcon, Errors, Frame, Group, Screen, Site, money};

/// Values of the drink form as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DrinkTyped {
    /// Field `name`.
    pub name: String,
    /// Field `note`.
    pub note: String,
    /// Field `icon`, a [`DrinkIcon`] word.
    pub icon: String,
    /// Field `price`, as the language writes it ("3,60"); empty for no price.
    pub price: String,
    /// Field `allergen`, repeated: [`Allergen`] words.
    pub allergens: Vec<String>,
    /// Field `group`, repeated: ids of the option groups.
    pub groups: Vec<String>,
    /// Field `sold_out` = `true`.
    pub sold_out: bool,
    /// Field `was_sold_out` = `true`, hidden: what the form showed first.
    pub was_sold_out: bool,
}

/// The page of one drink: `/console/menu/drinks/{id}` or `/new`.
#[derive(Clone, Debug)]
pub struct DrinkForm {
    /// The drink's id; none for a new one.
    pub id: Option<String>,
    /// Idempotency key.
    pub key: String,
    /// Values to show.
    pub typed: DrinkTyped,
    /// The drink as guests will see it.
    pub preview: Preview,
    /// All option groups.
    pub groups: Vec<Group>,
    /// ISO 4217 code shown beside the price; none where the store shows no prices.
    pub currency: Option<String>,
    /// What saving would change, where somebody else changed the same meanwhile.
    pub lost: Vec<AuditChange>,
    /// What is wrong.
    pub errors: Errors,
}

impl DrinkForm {
    pub(crate) fn has_allergen(&self, allergen: &Allergen) -> bool {
        self.typed.allergens.iter().any(|word| word == allergen.word())
    }

    pub(crate) fn price_hint(&self, site: &Site) -> String {
        match &self.currency {
            Some(currency) => site
                .t("drink-price-hint")
                .str("currency", currency)
                .str("example", money::example(currency, &site.language))
                .to_string(),
            None => site
                .t("drink-price-hint-none")
                .str("example", money::example("", &site.language))
                .to_string(),
        }
    }

    pub(crate) fn has_group(&self, group: &Group) -> bool {
        self.typed.groups.contains(&group.id)
    }

    pub(crate) fn is_icon(&self, icon: &DrinkIcon) -> bool {
        self.typed.icon == icon.word() || self.typed.icon.is_empty() && *icon == DrinkIcon::Other
    }
}

impl Screen for DrinkForm {
    fn frame(&self, site: &Site) -> Frame {
        let title = match self.id {
            Some(_) => self.typed.name.clone(),
            None => site.t("drink-new").to_string(),
        };
        let here = format!("/console/menu/drinks/{}", self.id.as_deref().unwrap_or("new"));
        Frame::new(App::Console, title).section("menu").here(here)
    }

    fn errors(&self) -> Option<&Errors> {
        Some(&self.errors)
    }

    fn content(&self, site: &Site) -> String {
        let (allergens, icons) = (Allergen::ALL, DrinkIcon::ALL);
        rendered(&DrinkFormTemplate { site, v: self, allergens, icons })
    }
}

#[derive(Template)]
#[template(path = "console/drink_form.html")]
struct DrinkFormTemplate<'a> {
    site: &'a Site,
    v: &'a DrinkForm,
    allergens: &'static [Allergen],
    icons: &'static [DrinkIcon],
}
