//! Why is this order cancelled? The page without JavaScript; modules show a dialog instead.

use askama::Template;

use crate::screen::rendered;
use crate::{App, Frame, Language, Screen, Site, Text};

/// Reasons a barista can choose from: translation keys `cancel-reason-{word}`.
pub(crate) const REASONS: &[&str] = &["not-available", "guest-asked", "mistake", "other"];

/// A stored reason for the guest: one of [`REASONS`] was stored in the barista's language and is
/// said in the guest's, anything else as it was written.
pub(crate) fn reason_for(site: &Site, stored: &str) -> String {
    let key = |word: &str| format!("cancel-reason-{word}");
    let is_stored =
        |word: &str| Language::all().iter().any(|l| Text::new(l, &key(word)).to_string() == stored);
    let word = REASONS.iter().find(|word| is_stored(word));
    word.map_or_else(|| stored.to_owned(), |word| site.t(key(word)).to_string())
}

/// The page that asks for the reason.
#[derive(Clone, Debug)]
pub struct CancelOrder {
    /// The order's id.
    pub order: String,
    /// The number that is called.
    pub number: u32,
    /// The name on the cup.
    pub name: String,
    /// Whether staff entered it, so that no phone shows the reason.
    pub is_walk_up: bool,
    /// Idempotency key.
    pub key: String,
}

impl Screen for CancelOrder {
    fn frame(&self, site: &Site) -> Frame {
        Frame::new(App::Barista, site.t("cancel-title").num("number", self.number))
    }

    fn content(&self, site: &Site) -> String {
        rendered(&CancelTemplate { site, v: self, reasons: REASONS })
    }
}

#[derive(Template)]
#[template(path = "barista/cancel.html")]
struct CancelTemplate<'a> {
    site: &'a Site,
    v: &'a CancelOrder,
    reasons: &'static [&'static str],
}
