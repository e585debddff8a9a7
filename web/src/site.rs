//! What every screen needs to know about where it is shown.

use crate::{Broadcast, Icon, Language, Text};

/// The surroundings of a screen: language, store, static files, live topics.
#[derive(Clone, Debug)]
pub struct Site {
    /// The language of the page.
    pub language: Language,
    /// Base of the static files without a slash at the end: `/static/HASH`.
    pub assets: String,
    /// The store's slug; empty on pages without a store (set-up, pairing, some errors).
    pub store: String,
    /// The store's name as guests read it; "Crema" where there is no store.
    pub store_name: String,
    /// The MQTT topics a live page subscribes to: what this session may read, in full.
    pub topics: Vec<String>,
    /// Server time in UTC milliseconds, the base of ages and countdowns on the page.
    pub now_ms: i64,
    /// The store's local time as shown, such as "10:42".
    pub clock: String,
    /// The store's time zone, such as "Europe/Berlin", for times that a page writes itself.
    pub zone: String,
    /// Name of the staff member who is signed in; empty for guests.
    pub person: String,
    /// Who that is under any name.
    pub person_id: String,
    /// Whether that is an operator who runs every store.
    pub runs_all_stores: bool,
    /// What waiting guests are told now, on every screen of the store.
    pub broadcast: Option<Broadcast>,
}

impl Site {
    /// A translated text: `{{ site.t("key").num("n", count) }}`.
    pub fn t(&self, key: impl AsRef<str>) -> Text {
        Text::new(&self.language, key.as_ref())
    }

    /// Two texts side by side, as this language joins them: `sentences`, `word-and-more`.
    pub(crate) fn joined(&self, key: &str, first: Text, more: Text) -> Text {
        self.t(key).str("first", first.to_string()).str("more", more.to_string())
    }

    /// An inline icon, hidden from screen readers: words always stand beside it.
    pub fn icon(&self, name: impl AsRef<str>) -> Icon {
        Icon::new(name.as_ref())
    }

    /// The translated sentence for a stable problem code, or the server's own `detail`.
    ///
    /// The same words on phone, display and API: `problem-{code}` with dashes in `locales/`.
    pub fn problem(&self, code: impl AsRef<str>, detail: impl AsRef<str>) -> String {
        let text = self.problem_text(code);
        if text.exists() { text.to_string() } else { detail.as_ref().to_owned() }
    }

    pub(crate) fn problem_text(&self, code: impl AsRef<str>) -> Text {
        self.t(format!("problem-{}", code.as_ref().replace('_', "-")))
    }

    pub(crate) fn topics_attribute(&self) -> String {
        self.topics.join(" ")
    }
}
