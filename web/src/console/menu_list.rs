//! The menu as a list: order, sold out, links to the forms.

use askama::Template;

use crate::screen::rendered;
use crate::{App, Frame, Menu, Screen, Site};

/// The menu page.
#[derive(Clone, Debug)]
pub struct MenuList {
    /// Everything on the menu.
    pub menu: Menu,
    /// Idempotency key base; forms append their own id. At most 20 characters, and it must
    /// change whenever the menu changes (its version does well).
    pub key: String,
    /// Whether it has just been imported from a file.
    pub is_imported: bool,
}

impl Screen for MenuList {
    fn frame(&self, site: &Site) -> Frame {
        Frame::new(App::Console, site.t("menu-title")).section("menu")
    }

    fn content(&self, site: &Site) -> String {
        rendered(&MenuListTemplate { site, v: self, frame_is_console: true })
    }
}

#[derive(Template)]
#[template(path = "console/menu_list.html")]
struct MenuListTemplate<'a> {
    site: &'a Site,
    v: &'a MenuList,
    frame_is_console: bool,
}
