//! What a guest without an order sees: whether the bar takes orders, the wait, the menu to read.

use askama::Template;

use super::Wanted;
use crate::screen::rendered;
use crate::{App, Door, Frame, Menu, Screen, Site, Wait};

/// The landing page: open, paused, closed or full.
#[derive(Clone, Debug)]
pub struct Landing {
    /// Whether orders are taken.
    pub door: Door,
    /// The wait for a new order; none when closed or unknown.
    pub wait: Option<Wait>,
    /// A choice that waits for the scan.
    pub wanted: Option<Wanted>,
    /// The menu to read.
    pub menu: Menu,
}

impl Screen for Landing {
    fn frame(&self, site: &Site) -> Frame {
        let title = if self.door.is_open() {
            site.t("landing-title").to_string()
        } else {
            self.door.sentence(site).to_string()
        };
        Frame::new(App::Customer, title).live(super::path(site, "live"), 30)
    }

    fn content(&self, site: &Site) -> String {
        rendered(&LandingTemplate { site, v: self })
    }
}

#[derive(Template)]
#[template(path = "customer/landing.html")]
struct LandingTemplate<'a> {
    site: &'a Site,
    v: &'a Landing,
}
