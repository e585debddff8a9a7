//! One order's whole history, on a drawing of the state machine.

use askama::Template;

use super::chart::Span;
use super::machine::machine;
use super::stage::Stage;
use crate::screen::rendered;
use crate::{App, Frame, Screen, Site, Text};

/// One event of the order.
#[derive(Clone, Debug)]
pub struct JourneyStep {
    /// Its type, `OrderManager.MakeOrder`.
    pub kind: String,
    /// When, on the store's clock.
    pub time: String,
    /// Since the event before it.
    pub since: Option<Span>,
    /// From and to which state it led, where it did.
    pub moved: Option<(Option<Stage>, Stage)>,
    /// Who did it, where known.
    pub by: Option<String>,
    /// Why, as somebody wrote.
    pub reason: Option<String>,
}

impl JourneyStep {
    /// What happened in words; the event's name where there are none.
    fn words(&self, site: &Site) -> String {
        let key = format!("event-{}", self.kind.replace('.', "-").to_lowercase());
        let text: Text = site.t(key);
        if text.exists() { text.to_string() } else { self.kind.clone() }
    }
}

/// The page of one order.
#[derive(Clone, Debug)]
pub struct Journey {
    /// Its number; none before it was sent.
    pub number: Option<i64>,
    /// Where it is now.
    pub stage: Stage,
    /// The store's day, `2026-01-31`.
    pub day: String,
    /// The store's time zone, by its IANA name.
    pub time_zone: String,
    /// Whether it came by a code; else staff entered it.
    pub is_scanned: bool,
    /// What was ordered, a line each.
    pub items: Vec<String>,
    /// From sent to ready.
    pub wait: Option<Span>,
    /// From taken to ready.
    pub making: Option<Span>,
    /// Who has or had it.
    pub barista: Option<String>,
    /// Its events, the first first.
    pub steps: Vec<JourneyStep>,
}

impl Journey {
    fn title(&self, site: &Site) -> String {
        match self.number {
            Some(number) => site.t("journey-title").num("n", number).to_string(),
            None => site.t("journey-title-none").to_string(),
        }
    }

    fn lead(&self, site: &Site) -> Text {
        let how = if self.is_scanned { "journey-by-code" } else { "journey-walk-up" };
        let lead = site.t("journey-lead").str("day", site.date(&self.day));
        lead.str("name", &self.time_zone).str("message", site.t(how).to_string())
    }

    fn drawing(&self, site: &Site) -> String {
        let moves: Vec<_> = self.steps.iter().filter_map(|step| step.moved).collect();
        machine(site, &moves, self.stage)
    }
}

impl Screen for Journey {
    fn frame(&self, site: &Site) -> Frame {
        Frame::new(App::Console, self.title(site)).section("orders")
    }

    fn content(&self, site: &Site) -> String {
        rendered(&JourneyTemplate { site, v: self })
    }
}

#[derive(Template)]
#[template(path = "console/journey.html")]
struct JourneyTemplate<'a> {
    site: &'a Site,
    v: &'a Journey,
}
