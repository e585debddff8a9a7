//! A guest's own orders in a store, and their favourites.

use askama::Template;

use super::{Usual, Wanted};
use crate::screen::rendered;
use crate::{App, Errors, Frame, ItemLine, Screen, Site};

/// How an order ended, or that it has not yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// Still waited for.
    NotYet,
    /// Handed over.
    Collected,
    /// Ready, but not collected in time.
    Missed,
    /// Taken back by the guest.
    CancelledByGuest,
    /// Taken back by the bar.
    CancelledByBar,
    /// Not made in time.
    Expired,
}

impl Ended {
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::NotYet => "history-not-yet",
            Self::Collected => "history-collected",
            Self::Missed => "history-missed",
            Self::CancelledByGuest => "history-cancelled-guest",
            Self::CancelledByBar => "history-cancelled-bar",
            Self::Expired => "history-expired",
        }
    }

    pub(crate) fn badge(self) -> &'static str {
        match self {
            Self::NotYet => "badge badge-making",
            Self::Collected => "badge badge-ready",
            _ => "badge",
        }
    }
}

/// When an order was sent, on the store's clock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// The day, `2026-01-31`; none for today.
    pub day: Option<String>,
    /// "10:42".
    pub time: String,
}

impl Sent {
    pub(crate) fn say(&self, site: &Site) -> String {
        match &self.day {
            None => site.t("history-today").str("time", &self.time).to_string(),
            Some(day) => {
                site.t("history-day").str("day", site.date(day)).str("time", &self.time).to_string()
            }
        }
    }
}

/// One drink of an earlier order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastItem {
    /// The drink.
    pub line: ItemLine,
    /// The id of the favourite it is.
    pub favourite: Option<String>,
}

/// An earlier order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastOrder {
    /// Its id.
    pub id: String,
    /// The number that was called.
    pub number: u32,
    /// When it was sent.
    pub sent: Sent,
    /// How it ended.
    pub ended: Ended,
    /// Its drinks.
    pub items: Vec<PastItem>,
    /// Whether any of it can be ordered today.
    pub is_offered: bool,
}

/// "Your orders".
#[derive(Clone, Debug)]
pub struct History {
    /// A choice that waits for the next scan.
    pub wanted: Option<Wanted>,
    /// The guest's favourites.
    pub favourites: Vec<Usual>,
    /// Orders, newest first.
    pub orders: Vec<PastOrder>,
    /// Days after which an order and what it tells of the guest are erased.
    pub kept_days: u32,
    /// Where this page began, to come back to; empty for the newest.
    pub before: String,
    /// Where older orders begin.
    pub older: Option<String>,
    /// Why a favourite was not kept.
    pub errors: Errors,
}

impl Screen for History {
    fn frame(&self, site: &Site) -> Frame {
        let title = self.errors.title(site, site.t("history-title"));
        Frame::new(App::Customer, title).here(super::path(site, "history"))
    }

    fn content(&self, site: &Site) -> String {
        rendered(&HistoryTemplate { site, v: self })
    }
}

#[derive(Template)]
#[template(path = "customer/history.html")]
struct HistoryTemplate<'a> {
    site: &'a Site,
    v: &'a History,
}

#[cfg(test)]
mod tests {
    use crate::samples;

    fn fragment(name: &str) -> String {
        let all = samples::customer::screens();
        let (_, screen) = all.iter().find(|(known, _)| *known == name).expect("a sample");
        screen.fragment(&samples::site())
    }

    #[test]
    fn an_order_says_when_what_and_how_it_ended() {
        let html = fragment("customer-history");
        for part in
            ["Number 42", "Today, 10:36", "31 August 2026, 09:05", "Collected", "Oat, Extra shot"]
        {
            assert!(html.contains(part), "{part} is not in {html}");
        }
        assert!(html.contains("Remove Flat white from favourites"));
        assert!(html.contains("Keep Pistachio cardamom oat latte as a favourite"));
    }

    #[test]
    fn what_cannot_be_ordered_again_has_no_button() {
        let html = fragment("customer-history");
        assert_eq!(html.matches("name=\"order\" value=\"o3\"><button").count(), 0, "{html}");
        assert_eq!(html.matches("name=\"order\" value=\"o1\"><button").count(), 1, "{html}");
        // A favourite says it below its drink, an order in a line of its own; neither is a state.
        assert_eq!(html.matches("<span class=\"muted small\">Not available today<").count(), 1);
        assert_eq!(html.matches("<p class=\"muted small\">Not available today<").count(), 1);
    }

    #[test]
    fn a_first_time_guests_form_has_no_favourites() {
        assert!(!fragment("customer-form").contains("usual"));
        let html = fragment("customer-form-usual");
        assert!(html.contains("value=\"usual-f1\""));
        assert!(html.contains("value=\"usual-f2\" formnovalidate disabled"), "{html}");
    }

    #[test]
    fn an_empty_history_says_what_it_is_for() {
        assert!(fragment("customer-history-empty").contains("No orders yet."));
        assert!(fragment("customer-landing-again").contains("when you scan the code:"));
    }
}
