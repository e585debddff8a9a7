//! Limits and names of the store.

use askama::Template;

use super::AuditChange;
use crate::screen::rendered;
use crate::{App, Errors, Frame, Screen, Site, Text};

/// What a setting is counted in, as typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Orders.
    Orders,
    /// Drinks.
    Drinks,
    /// Minutes; the setting is in seconds. Decimals are allowed: 1.5 is 90 seconds.
    Minutes,
    /// Days.
    Days,
}

impl Unit {
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Orders => "unit-orders",
            Self::Drinks => "unit-drinks",
            Self::Minutes => "unit-minutes",
            Self::Days => "unit-days",
        }
    }
}

/// One numeric setting of the form.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    /// The setting's name in the database and the API.
    pub name: &'static str,
    /// The form field's name: the same, with `_minutes` instead of `_seconds`.
    pub field: &'static str,
    /// What is typed.
    pub unit: Unit,
    /// The heading it stands under.
    pub section: &'static str,
}

impl Setting {
    pub(crate) fn label(&self, site: &Site) -> Text {
        site.t(format!("setting-{}", self.field.replace('_', "-")))
    }

    pub(crate) fn hint(&self, site: &Site) -> Text {
        site.t(format!("setting-{}-hint", self.field.replace('_', "-")))
    }
}

const fn setting(
    section: &'static str,
    name: &'static str,
    field: &'static str,
    unit: Unit,
) -> Setting {
    Setting { name, field, unit, section }
}

/// Every numeric setting, in the order of the form.
pub const FIELDS: &[Setting] = &[
    setting("code", "places_per_code", "places_per_code", Unit::Orders),
    setting("code", "code_lifetime_seconds", "code_lifetime_minutes", Unit::Minutes),
    setting("queue", "max_queue", "max_queue", Unit::Drinks),
    setting("queue", "max_items_per_order", "max_items_per_order", Unit::Drinks),
    setting("queue", "max_open_orders_per_person", "max_open_orders_per_person", Unit::Orders),
    setting(
        "queue",
        "max_orders_per_person_per_day",
        "max_orders_per_person_per_day",
        Unit::Orders,
    ),
    setting("time", "submit_timeout_seconds", "submit_timeout_minutes", Unit::Minutes),
    setting("time", "make_timeout_seconds", "make_timeout_minutes", Unit::Minutes),
    setting("time", "collect_timeout_seconds", "collect_timeout_minutes", Unit::Minutes),
    setting("board", "warn_after_seconds", "warn_after_minutes", Unit::Minutes),
    setting("board", "late_after_seconds", "late_after_minutes", Unit::Minutes),
    setting("board", "max_overtaken_drinks", "max_overtaken_drinks", Unit::Drinks),
    setting("guests", "erase_after_days", "erase_after_days", Unit::Days),
];

/// The headings, in order.
const SECTIONS: &[&str] = &["code", "queue", "time", "board", "guests"];

/// The settings page. `POST /console/settings`.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Idempotency key.
    pub key: String,
    /// Field `store_name`.
    pub store_name: String,
    /// Field `time_zone`, an IANA name.
    pub time_zone: String,
    /// Field `currency`, ISO 4217; empty for no prices.
    pub currency: String,
    /// IANA names to offer while typing.
    pub time_zones: Vec<String>,
    /// (field name, value as typed) for every entry of [`FIELDS`]; missing ones show empty.
    pub values: Vec<(String, String)>,
    /// What saving would change, where somebody else changed the same meanwhile.
    pub lost: Vec<AuditChange>,
    /// What is wrong.
    pub errors: Errors,
    /// Whether the values have just been saved.
    pub saved: bool,
}

impl Settings {
    pub(crate) fn value(&self, field: &str) -> &str {
        self.values.iter().find(|(name, _)| name == field).map_or("", |(_, value)| value)
    }

    /// The number in a field, so that its unit stands in the right plural.
    pub(crate) fn amount(&self, field: &str) -> i64 {
        self.value(field).trim().parse().unwrap_or_default()
    }

    pub(crate) fn sections(&self) -> Vec<(&'static str, Vec<&'static Setting>)> {
        let of = |section| FIELDS.iter().filter(|setting| setting.section == section).collect();
        SECTIONS.iter().map(|section| (*section, of(*section))).collect()
    }
}

impl Screen for Settings {
    fn frame(&self, site: &Site) -> Frame {
        Frame::new(App::Console, site.t("settings-title")).section("settings")
    }

    fn errors(&self) -> Option<&Errors> {
        Some(&self.errors)
    }

    fn content(&self, site: &Site) -> String {
        let place = |field: &str| FIELDS.iter().position(|setting| setting.field == field);
        let row = |setting: &Setting| setting.label(site).to_string();
        let mut errors =
            self.errors.in_rows(|field| FIELDS.iter().find(|one| one.field == field).map(row));
        // As on the page: what has words before what has a number.
        errors.0.sort_by_key(|error| place(&error.field));
        rendered(&SettingsTemplate { site, v: self, errors })
    }
}

#[derive(Template)]
#[template(path = "console/settings.html")]
struct SettingsTemplate<'a> {
    site: &'a Site,
    v: &'a Settings,
    errors: Errors,
}

#[cfg(test)]
mod tests {
    use super::Settings;
    use crate::{Errors, Screen, samples};

    #[test]
    fn the_summary_goes_down_the_page_and_names_each_number() {
        let screens = samples::screens();
        let wrong = screens.iter().find(|(name, _)| name == "console-settings-errors");
        let (_, page) = wrong.expect("a sample");
        let html = page.page(&samples::site());
        let name = html.find("<a href=\"#f-store_name\">").expect("the name in the summary");
        let queue = html.find("Longest queue: At most 500.").expect("the number and what it is");
        assert!(name < queue);
    }

    #[test]
    fn one_is_no_plural() {
        let settings = Settings {
            key: String::new(),
            store_name: String::new(),
            time_zone: String::new(),
            currency: String::new(),
            time_zones: Vec::new(),
            values: vec![("max_queue".to_owned(), "1".to_owned())],
            lost: Vec::new(),
            errors: Errors::none(),
            saved: false,
        };
        let html = settings.content(&samples::site());
        assert!(html.contains("<span>drink</span>") && html.contains("<span>orders</span>"));
    }
}
