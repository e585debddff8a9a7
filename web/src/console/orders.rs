//! A day's orders by number, and the way to one order's journey.

use askama::Template;

use super::chart::Span;
use super::stage::Stage;
use crate::screen::rendered;
use crate::{App, Errors, Frame, Screen, Site};

/// One order in the list.
#[derive(Clone, Debug)]
pub struct OrderLine {
    /// Its id, for the link.
    pub id: String,
    /// Its number.
    pub number: i64,
    /// Where it is in its life.
    pub stage: Stage,
    /// When it was sent, on the store's clock.
    pub ordered: String,
    /// What was ordered, in one line.
    pub items: String,
    /// From sent to ready.
    pub wait: Option<Span>,
    /// Who has or had it.
    pub barista: Option<String>,
}

/// The page of a day's orders.
#[derive(Clone, Debug)]
pub struct Orders {
    /// Field `day`: `2026-01-31`.
    pub day: String,
    /// Field `number` as typed.
    pub number: String,
    /// The store's time zone, by its IANA name.
    pub time_zone: String,
    /// The orders, the last first.
    pub orders: Vec<OrderLine>,
    /// The number below which the next page begins; none on the last page.
    pub below: Option<i64>,
    /// What is wrong; fields `day` and `number`.
    pub errors: Errors,
}

impl Screen for Orders {
    fn frame(&self, site: &Site) -> Frame {
        Frame::new(App::Console, site.t("orders-title")).section("orders")
    }

    fn errors(&self) -> Option<&Errors> {
        Some(&self.errors)
    }

    fn content(&self, site: &Site) -> String {
        rendered(&OrdersTemplate { site, v: self })
    }
}

#[derive(Template)]
#[template(path = "console/orders.html")]
struct OrdersTemplate<'a> {
    site: &'a Site,
    v: &'a Orders,
}
