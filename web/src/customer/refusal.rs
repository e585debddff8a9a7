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
        match self.door() {
            Some(door) => door.sentence(site).to_string(),
            None => site.problem(&self.code, &self.detail),
        }
    }

    /// When to try again, and how where that is not by the same link; the code's general advice
    /// where no time is known.
    pub fn advice(&self, site: &Site) -> Option<String> {
        let said = match (self.code.as_str(), &self.retry_at, self.retry_minutes) {
            ("store_closed", Some(_), _) => site.t("door-closed-advice-then"),
            ("store_paused", Some(_), _) => site.t("advice-store-paused-then"),
            ("code_used_up", Some(moment), _) => moment.say(site, "advice-code-used-up-at"),
            (_, Some(moment), _) => moment.say(site, "retry-at"),
            ("queue_full", None, Some(minutes)) => {
                site.t("advice-queue-full-minutes").num("n", minutes)
            }
            (code, None, Some(minutes)) if code != "code_used_up" => {
                site.t("retry-minutes").num("n", minutes)
            }
            (code, None, _) => site.t(format!("advice-{}", code.replace('_', "-"))),
        };
        said.exists().then(|| said.to_string())
    }

    /// A store that opens or resumes by itself is told in the words of every other screen.
    fn door(&self) -> Option<Door> {
        let at = self.retry_at.clone()?;
        match self.code.as_str() {
            "store_closed" => Some(Door::Closed { opens: Some(at), reason: None }),
            "store_paused" => Some(Door::Paused { until: Some(at.time), reason: None }),
            _ => None,
        }
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
