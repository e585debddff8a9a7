//! Orders that were handled a moment ago, to take one back.

use askama::Template;

use crate::screen::rendered;
use crate::{App, Frame, ItemLine, Screen, Site};

/// One order that can be recalled.
#[derive(Clone, Debug)]
pub struct RecallLine {
    /// The order's id.
    pub order: String,
    /// The number that is called.
    pub number: u32,
    /// The name on the cup.
    pub name: String,
    /// The drinks.
    pub items: Vec<ItemLine>,
    /// Its state's word: `ready`, `collected` or `missed`.
    pub state: String,
    /// When that happened, local time.
    pub at: String,
    /// Idempotency key of the button.
    pub key: String,
}

impl RecallLine {
    /// The state it is taken back to. Said by the button: the order may have moved since the list
    /// was shown, and must not go back twice.
    pub(crate) fn back(&self) -> &'static str {
        if self.state == "ready" { "making" } else { "ready" }
    }
}

/// The recall list, newest first.
#[derive(Clone, Debug)]
pub struct Recall {
    /// The orders.
    pub lines: Vec<RecallLine>,
}

impl Screen for Recall {
    fn frame(&self, site: &Site) -> Frame {
        Frame::new(App::Barista, site.t("recall-title"))
            .live(super::path(site, "/recall/live"), 15)
            .section("recall")
    }

    fn content(&self, site: &Site) -> String {
        rendered(&RecallTemplate { site, v: self })
    }
}

#[derive(Template)]
#[template(path = "barista/recall.html")]
struct RecallTemplate<'a> {
    site: &'a Site,
    v: &'a Recall,
}
