//! The state of the store first, and what changing it would do.

use askama::Template;

use super::chart::{Bar, Span, columns};
use super::reports::with_highest;
use crate::screen::rendered;
use crate::{App, Door, Frame, Moment, Screen, Site, Text};

/// The first page of the console.
#[derive(Clone, Debug)]
pub struct Today {
    /// Whether orders are taken.
    pub door: Door,
    /// When it closes by its hours, while it is open.
    pub closes: Option<Moment>,
    /// Orders waiting for a barista.
    pub waiting: u32,
    /// Orders being made.
    pub making: u32,
    /// Orders to be collected.
    pub ready: u32,
    /// Orders sent today.
    pub orders_today: u32,
    /// Orders collected today.
    pub collected_today: u32,
    /// Orders missed today.
    pub missed_today: u32,
    /// Orders cancelled or expired today.
    pub cancelled_today: u32,
    /// Half of today's guests waited at most this long.
    pub median_wait: Option<Span>,
    /// Nine in ten of today's guests waited at most this long.
    pub ninetieth_wait: Option<Span>,
    /// Orders sent in each hour, from the first with one to the last; empty before the first.
    pub hours: Vec<Bar>,
    /// The store's time zone, by its IANA name.
    pub time_zone: String,
    /// Places left on the current code; none without a code.
    pub places_left: Option<u32>,
    /// Places of a fresh code.
    pub places: u32,
    /// Idempotency key of the forms; the same as long as the state is the same.
    pub key: String,
    /// A sentence about the last action.
    pub notice: Option<String>,
    /// Whether guests' pages lack what browsers allow over HTTPS only.
    pub needs_https: bool,
}

impl Today {
    fn chart(&self, site: &Site) -> String {
        let title = site.t("reports-per-hour").to_string();
        columns("chart-orders", &with_highest(site, &title, &self.hours), &self.hours)
    }

    /// What its word alone does not say: until when it is so, or when orders are taken again.
    fn news(&self, site: &Site) -> Option<Text> {
        match &self.door {
            Door::Open => self.closes.as_ref().map(|closes| closes.say(site, "today-closes")),
            Door::Closed { opens, .. } => {
                opens.as_ref().map(|opens| opens.say(site, "hours-opens"))
            }
            Door::Paused { until, .. } => {
                until.as_ref().map(|until| site.t("today-resumes").str("time", until))
            }
            Door::Full { .. } => Some(site.t("board-full")),
        }
    }

    fn lead(&self, site: &Site) -> Text {
        let orders = site.t("today-lead").num("making", self.making).num("ready", self.ready);
        let Some(left) = self.places_left else { return orders };
        let places = site.t("today-places").num("left", left).num("places", self.places);
        site.joined("sentences", orders, places)
    }
}

impl Screen for Today {
    fn frame(&self, site: &Site) -> Frame {
        Frame::new(App::Console, site.t("today-title"))
            .live("/console/live".to_owned(), 30)
            .section("today")
    }

    fn content(&self, site: &Site) -> String {
        rendered(&TodayTemplate { site, v: self })
    }
}

#[derive(Template)]
#[template(path = "console/today.html")]
struct TodayTemplate<'a> {
    site: &'a Site,
    v: &'a Today,
}
