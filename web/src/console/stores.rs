//! Every store of the installation: switching, a new one, putting one away.

use askama::Template;

use super::{Renaming, Search};
use crate::screen::rendered;
use crate::{App, Door, Errors, Frame, Screen, Site};

/// One store in the list.
#[derive(Clone, Debug)]
pub struct StoreLine {
    /// Its short name in addresses.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The tag of the name; the key of its form begins with it.
    pub tag: String,
    /// Whether it takes orders.
    pub door: Door,
    /// Orders waiting for a barista.
    pub waiting: u32,
    /// Whether the console shows it now.
    pub is_here: bool,
}

/// Values of the form for a new store.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewStore {
    /// Field `store_name`.
    pub name: String,
    /// Field `id`.
    pub id: String,
    /// Field `time_zone`, an IANA name.
    pub time_zone: String,
    /// Field `menu_of`: a store's id, or empty for the default menu.
    pub menu_of: String,
}

/// The stores page.
#[derive(Clone, Debug)]
pub struct Stores {
    /// Those that are in use, by name, or those of them that were searched for.
    pub stores: Vec<StoreLine>,
    /// (id, name) of those that were put away, likewise.
    pub archived: Vec<(String, String)>,
    /// What both were narrowed to.
    pub search: Search,
    /// How many are in use.
    pub in_use: usize,
    /// (id, name) of those whose menu a new one may begin with.
    pub menus: Vec<(String, String)>,
    /// IANA names to offer while typing.
    pub time_zones: Vec<String>,
    /// Idempotency key of the form for a new store; the others append the store's id.
    pub key: String,
    /// Values of the form for a new store.
    pub typed: NewStore,
    /// A name that was refused.
    pub renaming: Option<Renaming>,
    /// What is wrong; fields `store_name`, `id`, `time_zone`, and `name.{id}` of a store's name.
    pub errors: Errors,
    /// The name of a store that was just made.
    pub made: Option<String>,
}

impl Stores {
    /// What stands in the field of a store's name: what was typed there, or its name.
    fn name_field<'a>(&'a self, store: &'a StoreLine) -> &'a str {
        let typed = self.renaming.as_ref().filter(|renaming| renaming.id == store.id);
        typed.map_or(&store.name, |renaming| &renaming.name)
    }

    pub(crate) fn name_error(&self, site: &Site, id: &str) -> Option<String> {
        self.errors.at(site, format!("name.{id}"))
    }
}

impl Screen for Stores {
    fn frame(&self, site: &Site) -> Frame {
        Frame::new(App::Console, site.t("stores-title")).section("stores")
    }

    fn errors(&self) -> Option<&Errors> {
        Some(&self.errors)
    }

    fn content(&self, site: &Site) -> String {
        let errors = self.errors.in_rows(|field| {
            let id = field.strip_prefix("name.")?;
            self.stores.iter().find(|store| store.id == id).map(|store| store.name.clone())
        });
        rendered(&StoresTemplate { site, v: self, errors })
    }
}

#[derive(Template)]
#[template(path = "console/stores.html")]
struct StoresTemplate<'a> {
    site: &'a Site,
    v: &'a Stores,
    errors: Errors,
}
