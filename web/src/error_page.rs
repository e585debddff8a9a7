//! Pages for requests that went wrong.

use askama::Template;

use crate::screen::rendered;
use crate::{App, Frame, Screen, Site, Text};

/// An error page for any status.
#[derive(Clone, Debug)]
pub struct ErrorPage {
    /// The HTTP status.
    pub status: u16,
    /// The stable problem code, such as `not_found`.
    pub code: String,
    /// The sentence for codes without a translation.
    pub detail: String,
    /// Where a person can go from here; none for nowhere.
    pub back: Option<String>,
    /// The request id to tell an operator; none for errors that need no looking up.
    pub request_id: Option<String>,
}

impl ErrorPage {
    pub(crate) fn title(&self, site: &Site) -> String {
        let title = site.t(format!("error-title-{}", self.status));
        if title.exists() { title.to_string() } else { site.t("error-title").to_string() }
    }

    /// What to tell an operator: as much of the request id as finds its lines in the log.
    pub(crate) fn reference(&self) -> Option<&str> {
        self.request_id.as_deref().map(|id| id.get(..8).unwrap_or(id))
    }

    /// The words of the way on: a set-up that is done leads to signing in, all else back.
    pub(crate) fn way(&self, site: &Site) -> Text {
        site.t(if self.code == "setup_link_spent" { "login-button" } else { "error-back" })
    }
}

impl Screen for ErrorPage {
    fn frame(&self, site: &Site) -> Frame {
        let frame = Frame::new(App::Account, self.title(site));
        match &self.back {
            Some(back) => frame.here(back.clone()),
            None => frame,
        }
    }

    fn content(&self, site: &Site) -> String {
        rendered(&ErrorTemplate { site, v: self })
    }
}

#[derive(Template)]
#[template(path = "account/error.html")]
struct ErrorTemplate<'a> {
    site: &'a Site,
    v: &'a ErrorPage,
}
