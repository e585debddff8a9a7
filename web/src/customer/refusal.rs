//! Why an order could not be started or sent, and when to try again.

use askama::Template;

use crate::screen::rendered;
use crate::{App, Door, Frame, Moment, Screen, Site};

/// A refusal page. Send it with the problem's own 4xx status.
#[derive(Clone, Debug)]
pub struct Refusal {
    /// The stable problem code: `store_closed`, `code_used_up`, `queue_full`, ...
    pub code: String,
    /// The sentence for codes without a translation.
    pub detail: String,
    /// When it is worth trying again, where known.
    pub retry_at: Option<Moment>,
    /// In how many minutes it is worth trying again, where known.
    pub retry_minutes: Option<u32>,
    /// What staff say of it: "Water is off."
    pub reason: Option<String>,
    /// Whether this guest has a live order to go back to.
    pub has_order: bool,
}

impl Refusal {
    /// The sentence that says why.
    pub fn sentence(&self, site: &Site) -> String {
        match self.closed_door() {
            Some(door) => door.sentence(site).to_string(),
            None => site.problem(&self.code, &self.detail),
        }
    }

    /// When to try again, as a sentence; the code's general advice where no time is known.
    pub fn advice(&self, site: &Site) -> Option<String> {
        if let Some(door) = self.closed_door() {
            return Some(door.advice(site).to_string());
        }
        if let Some(moment) = &self.retry_at {
            return Some(moment.say(site, "retry-at").to_string());
        }
        if let Some(minutes) = self.retry_minutes {
            return Some(site.t("retry-minutes").num("n", minutes).to_string());
        }
        let advice = site.t(format!("advice-{}", self.code.replace('_', "-")));
        advice.exists().then(|| advice.to_string())
    }

    /// A closed store that opens by itself is told in the words of every other screen.
    fn closed_door(&self) -> Option<Door> {
        let opens = self.retry_at.clone().filter(|_| self.code == "store_closed")?;
        Some(Door::Closed { opens: Some(opens), reason: None })
    }
}

impl Screen for Refusal {
    fn frame(&self, site: &Site) -> Frame {
        Frame::new(App::Customer, self.sentence(site))
    }

    fn content(&self, site: &Site) -> String {
        rendered(&RefusalTemplate { site, v: self })
    }
}

#[derive(Template)]
#[template(path = "customer/refusal.html")]
struct RefusalTemplate<'a> {
    site: &'a Site,
    v: &'a Refusal,
}
