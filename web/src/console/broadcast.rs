//! A message to everybody who waits, with its end.

use askama::Template;

use crate::screen::rendered;
use crate::{App, Errors, Frame, Screen, Site};

/// Minutes a message may stand, as offered.
const MINUTES: &[u32] = &[5, 10, 15, 30, 60, 120];

/// The page of the message; what stands now is the site's.
#[derive(Clone, Debug)]
pub struct TellGuests {
    /// Idempotency key.
    pub key: String,
    /// Field `text` as typed.
    pub text: String,
    /// Field `minutes`.
    pub minutes: u32,
    /// Guests who wait for an order now.
    pub waiting: u32,
    /// What is wrong; fields `text`, `minutes`.
    pub errors: Errors,
}

impl Screen for TellGuests {
    fn frame(&self, site: &Site) -> Frame {
        Frame::new(App::Console, site.t("broadcast-title")).section("broadcast")
    }

    fn errors(&self) -> Option<&Errors> {
        Some(&self.errors)
    }

    fn content(&self, site: &Site) -> String {
        rendered(&BroadcastTemplate { site, v: self, choices: MINUTES })
    }
}

#[derive(Template)]
#[template(path = "console/broadcast.html")]
struct BroadcastTemplate<'a> {
    site: &'a Site,
    v: &'a TellGuests,
    choices: &'static [u32],
}
