//! An order entered by staff for a guest at the counter.

use askama::Template;

use crate::customer::{BasketItem, Typed};
use crate::screen::rendered;
use crate::{App, Errors, Frame, Menu, Screen, Site};

/// The walk-up form: the guest's form in staff wording.
#[derive(Clone, Debug)]
pub struct WalkUp {
    /// Idempotency key.
    pub key: String,
    /// What can be ordered.
    pub menu: Menu,
    /// Values to show in the fields.
    pub typed: Typed,
    /// Drinks already in the basket.
    pub basket: Vec<BasketItem>,
    /// How many drinks one order may have.
    pub max_items: u32,
    /// What is wrong; fields as in the guest's form.
    pub errors: Errors,
}

impl Screen for WalkUp {
    fn frame(&self, site: &Site) -> Frame {
        Frame::new(App::Barista, site.t("walk-up-title")).section("walk-up")
    }

    fn errors(&self) -> Option<&Errors> {
        Some(&self.errors)
    }

    fn content(&self, site: &Site) -> String {
        let form = crate::customer::FormParts {
            menu: &self.menu,
            typed: &self.typed,
            basket: &self.basket,
            max_items: self.max_items,
            errors: &crate::customer::FormParts::named(&self.errors, &self.menu),
        };
        rendered(&WalkUpTemplate { site, v: self, form })
    }
}

#[derive(Template)]
#[template(path = "barista/walk_up.html")]
struct WalkUpTemplate<'a> {
    site: &'a Site,
    v: &'a WalkUp,
    form: crate::customer::FormParts<'a>,
}
