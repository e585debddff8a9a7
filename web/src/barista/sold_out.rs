//! Switches for what has run out.

use askama::Template;

use crate::screen::rendered;
use crate::{App, Frame, Menu, Screen, Site};

/// The sold-out page.
#[derive(Clone, Debug)]
pub struct SoldOut {
    /// Everything that can run out.
    pub menu: Menu,
    /// Idempotency key base; each switch appends its own id and direction. At most 20 characters,
    /// and it must change when the menu changes.
    pub key: String,
}

impl Screen for SoldOut {
    fn frame(&self, site: &Site) -> Frame {
        Frame::new(App::Barista, site.t("sold-out-title"))
            .live(super::path(site, "/sold-out/live"), 15)
            .section("sold-out")
    }

    fn content(&self, site: &Site) -> String {
        rendered(&SoldOutTemplate { site, v: self, frame_is_console: false })
    }
}

#[derive(Template)]
#[template(path = "barista/sold_out.html")]
struct SoldOutTemplate<'a> {
    site: &'a Site,
    v: &'a SoldOut,
    frame_is_console: bool,
}
