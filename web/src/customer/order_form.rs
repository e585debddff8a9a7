//! The menu as a form: one page to order. Baristas use the same form for walk-up orders.

use askama::Template;

use super::{Shortfall, Usual};
use crate::menu::{Choice, Drink, Group};
use crate::screen::rendered;
use crate::{App, Errors, Frame, ItemLine, Menu, Price, Screen, Site, Wait};

/// What has been typed and chosen so far; empty for a new form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    /// The name for the cup.
    pub name: String,
    /// Id of the chosen drink; none preselects nothing.
    pub drink: Option<String>,
    /// Ids of the chosen options. Only looked at in the chosen drink's groups; others show defaults.
    pub options: Vec<String>,
}

/// A drink that is already in the basket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BasketItem {
    /// The item encoded `drink_id:option_id.option_id`, as posted in `item`.
    pub item: String,
    /// The item by name.
    pub line: ItemLine,
}

/// The order form, in state `started`.
#[derive(Clone, Debug)]
pub struct OrderForm {
    /// The order's id.
    pub order: String,
    /// Idempotency key. Keep it the same while the order is the same and nothing was refused,
    /// or the live fragment changes at every look.
    pub key: String,
    /// What can be ordered.
    pub menu: Menu,
    /// The wait for this order.
    pub wait: Option<Wait>,
    /// Until when it must be sent, as local time.
    pub submit_until: Option<String>,
    /// Values to show in the fields.
    pub typed: Typed,
    /// Whether a display at the bar shows guests' names.
    pub names_are_shown: bool,
    /// Drinks already in the basket.
    pub basket: Vec<BasketItem>,
    /// The guest's favourites; none for a first-time guest.
    pub usuals: Vec<Usual>,
    /// What could not be filled in.
    pub shortfalls: Vec<Shortfall>,
    /// How many drinks one order may have.
    pub max_items: u32,
    /// What is wrong; fields are `name`, `drink`, `g.{group_id}`, `item`, or empty.
    pub errors: Errors,
}

impl Screen for OrderForm {
    fn frame(&self, site: &Site) -> Frame {
        Frame::new(App::Customer, site.t("order-title")).live(super::path(site, "live"), 0)
    }

    fn errors(&self) -> Option<&Errors> {
        Some(&self.errors)
    }

    fn content(&self, site: &Site) -> String {
        let form = FormParts {
            menu: &self.menu,
            typed: &self.typed,
            basket: &self.basket,
            max_items: self.max_items,
            errors: &FormParts::named(&self.errors, &self.menu),
        };
        rendered(&OrderFormTemplate { site, v: self, form })
    }
}

#[derive(Template)]
#[template(path = "customer/order_form.html")]
struct OrderFormTemplate<'a> {
    site: &'a Site,
    v: &'a OrderForm,
    form: FormParts<'a>,
}

/// The part of the form that guests and baristas share, as its include sees it.
pub(crate) struct FormParts<'a> {
    pub(crate) menu: &'a Menu,
    pub(crate) typed: &'a Typed,
    pub(crate) basket: &'a [BasketItem],
    pub(crate) max_items: u32,
    pub(crate) errors: &'a Errors,
}

impl FormParts<'_> {
    /// The errors; the summary names the group of options that each of them is in.
    pub(crate) fn named(errors: &Errors, menu: &Menu) -> Errors {
        errors.in_rows(|field| {
            let id = field.strip_prefix("g.")?;
            menu.groups.iter().find(|group| group.id == id).map(|group| group.name.clone())
        })
    }

    /// What the drinks in the basket cost together, where each of them has a price. The drink that
    /// is being chosen has its own line, which only a script can keep.
    pub(crate) fn basket_price(&self) -> Option<Price> {
        let prices: Option<Vec<&Price>> =
            self.basket.iter().map(|item| item.line.price.as_ref()).collect();
        let prices = prices?;
        let cents = prices.iter().map(|price| price.cents).sum();
        Some(Price::new(cents, &prices.first()?.currency))
    }

    pub(crate) fn is_drink(&self, drink: &Drink) -> bool {
        self.typed.drink.as_deref() == Some(&drink.id) && !drink.sold_out
    }

    /// What was chosen of the chosen drink's groups; the defaults of all others, for whoever
    /// chooses another drink.
    pub(crate) fn is_chosen(&self, group: &Group, choice: &Choice) -> bool {
        let drink = self.typed.drink.as_ref();
        let drink = drink.and_then(|id| self.menu.drinks.iter().find(|drink| drink.id == *id));
        let wanted = match drink.filter(|drink| drink.groups.contains(&group.id)) {
            Some(_) => self.typed.options.contains(&choice.id),
            None => choice.is_default,
        };
        wanted && !choice.sold_out
    }

    /// Whether a drink must be chosen: not where the basket has one already.
    pub(crate) fn must_choose(&self) -> bool {
        self.basket.is_empty()
    }

    /// Whether the "none" radio of an optional single group is chosen.
    pub(crate) fn is_none_chosen(&self, group: &Group) -> bool {
        !group.options.iter().any(|choice| self.is_chosen(group, choice))
    }

    pub(crate) fn has_room(&self) -> bool {
        self.basket.len() + 1 < usize::try_from(self.max_items).unwrap_or(usize::MAX)
    }

    pub(crate) fn has_basket(&self) -> bool {
        self.max_items > 1
    }
}
