//! Signing in, pairing a device, setting up the first store.

use askama::Template;

use crate::screen::{query_value, rendered};
use crate::{App, Errors, Frame, Screen, Site};

/// The sign-in page. `POST /login` with `store`, `name`, `pin`, `next`.
#[derive(Clone, Debug, Default)]
pub struct Login {
    /// Field `store`: the slug as typed.
    pub store: String,
    /// Whether there is only one store, so that it need not be typed.
    pub is_only_store: bool,
    /// Field `name`.
    pub name: String,
    /// Field `next`: where to go afterwards.
    pub next: String,
    /// What is wrong; fields `store`, `name`, `pin`, or empty for "name or PIN is wrong".
    pub errors: Errors,
}

impl Screen for Login {
    fn frame(&self, site: &Site) -> Frame {
        let (store, next) = (query_value(&self.store), query_value(&self.next));
        let here = format!("/login?store={store}&next={next}");
        Frame::new(App::Account, site.t("login-title")).here(here)
    }

    fn content(&self, site: &Site) -> String {
        rendered(&LoginTemplate { site, v: self })
    }
}

/// The page of a device that waits to be approved.
#[derive(Clone, Debug)]
pub struct Pair {
    /// The device's short code.
    pub code: String,
    /// Where the operator types it, such as "crema.example/console/devices".
    pub console_url: String,
}

impl Screen for Pair {
    fn frame(&self, site: &Site) -> Frame {
        Frame::new(App::Account, site.t("pair-title"))
            .live("/pair/live".to_owned(), 3)
            .here("/pair".to_owned())
    }

    fn content(&self, site: &Site) -> String {
        rendered(&PairTemplate { site, v: self })
    }
}

/// The first start. `POST /setup` with `token`, `store_name`, `time_zone`, `name`, `pin`.
#[derive(Clone, Debug, Default)]
pub struct Setup {
    /// Field `token`, hidden.
    pub token: String,
    /// Field `store_name`.
    pub store_name: String,
    /// Field `time_zone`.
    pub time_zone: String,
    /// IANA names to offer while typing.
    pub time_zones: Vec<String>,
    /// Field `name`: the operator's.
    pub name: String,
    /// What is wrong; empty field for a token that is spent.
    pub errors: Errors,
}

impl Screen for Setup {
    fn frame(&self, site: &Site) -> Frame {
        let here = format!("/setup?token={}", query_value(&self.token));
        Frame::new(App::Account, site.t("setup-title")).here(here)
    }

    fn content(&self, site: &Site) -> String {
        rendered(&SetupTemplate { site, v: self })
    }
}

#[derive(Template)]
#[template(path = "account/login.html")]
struct LoginTemplate<'a> {
    site: &'a Site,
    v: &'a Login,
}

#[derive(Template)]
#[template(path = "account/pair.html")]
struct PairTemplate<'a> {
    site: &'a Site,
    v: &'a Pair,
}

#[derive(Template)]
#[template(path = "account/setup.html")]
struct SetupTemplate<'a> {
    site: &'a Site,
    v: &'a Setup,
}
