//! Signing in, pairing a device, setting up the first store.

use askama::Template;

use crate::screen::{query_value, rendered};
use crate::{App, Door, Errors, Frame, Screen, Site};

/// The sign-in page. `POST /login` with `store`, `name`, `pin`, `next`.
#[derive(Clone, Debug, Default)]
pub struct Login {
    /// Field `store`: the short name as chosen.
    pub store: String,
    /// (short name, name) of every store to choose from; one is not asked for.
    pub stores: Vec<(String, String)>,
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

    fn errors(&self) -> Option<&Errors> {
        Some(&self.errors)
    }

    fn content(&self, site: &Site) -> String {
        rendered(&LoginTemplate { site, v: self })
    }
}

impl Login {
    fn is_only_store(&self) -> bool {
        self.stores.len() == 1
    }

    /// Whether an address named a store, so that nothing must be chosen.
    fn is_chosen(&self) -> bool {
        self.stores.iter().any(|(id, _)| *id == self.store)
    }
}

/// What somebody sees who came without a code, where there are several stores.
#[derive(Clone, Debug)]
pub struct Doors {
    /// (short name, name, whether it takes orders), open ones first.
    pub stores: Vec<(String, String, Door)>,
}

impl Screen for Doors {
    fn frame(&self, site: &Site) -> Frame {
        Frame::new(App::Account, site.t("doors-title")).here("/".to_owned())
    }

    fn content(&self, site: &Site) -> String {
        rendered(&DoorsTemplate { site, v: self })
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

    fn errors(&self) -> Option<&Errors> {
        Some(&self.errors)
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
#[template(path = "account/doors.html")]
struct DoorsTemplate<'a> {
    site: &'a Site,
    v: &'a Doors,
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
