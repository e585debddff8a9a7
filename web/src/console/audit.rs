//! Who changed what, newest first, with what it was before and the way back.

use askama::Template;

use super::settings::FIELDS;
use crate::screen::{query_value, rendered};
use crate::{App, Errors, Frame, Price, Screen, Site};

/// Who made a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AuditWho {
    /// Somebody or a device, by name.
    Named(String),
    /// Nobody in person: `schedule`, `command`, `set-up`.
    Word(&'static str),
    /// Somebody whose name is not known any more.
    Unknown,
}

impl AuditWho {
    /// As people read it.
    pub fn say(&self, site: &Site) -> String {
        match self {
            Self::Named(name) => name.clone(),
            Self::Word(word) => site.t(format!("audit-by-{word}")).to_string(),
            Self::Unknown => site.t("audit-by-unknown").to_string(),
        }
    }
}

/// A value before or after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AuditValue {
    /// As typed.
    Text(String),
    /// A word with a translation: `open`, `yes`.
    Word(String),
    /// As the reader's language writes it.
    Price(Price),
}

impl AuditValue {
    fn say(&self, site: &Site) -> String {
        match self {
            Self::Text(text) => site.date(text),
            Self::Price(price) => price.text(site),
            Self::Word(word) => {
                let text = site.t(format!("audit-value-{}", word.replace('_', "-")));
                if text.exists() { text.to_string() } else { word.clone() }
            }
        }
    }
}

/// One thing that changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditChange {
    /// Which of several, such as a drink's name; a weekday as `weekday-monday`.
    pub of: Option<String>,
    /// Which field: `price_cents`, `settings/max_queue`.
    pub field: String,
    /// What it was; none where it was not there.
    pub from: Option<AuditValue>,
    /// What it is since; none where it went away.
    pub to: Option<AuditValue>,
}

impl AuditChange {
    /// "Flat white, price".
    pub fn label(&self, site: &Site) -> String {
        let field = field_label(site, &self.field);
        match &self.of {
            Some(of) if of.starts_with("weekday-") => site.t(of).to_string(),
            Some(of) => format!("{of}, {field}"),
            None => field,
        }
    }

    /// What it was.
    pub fn was(&self, site: &Site) -> String {
        self.from.as_ref().map_or_else(|| nothing(site), |value| value.say(site))
    }

    /// What it is since.
    pub fn is(&self, site: &Site) -> String {
        self.to.as_ref().map_or_else(|| nothing(site), |value| value.say(site))
    }
}

fn nothing(site: &Site) -> String {
    site.t("audit-nothing").to_string()
}

fn field_label(site: &Site, field: &str) -> String {
    let setting = field.strip_prefix("settings/");
    if let Some(setting) = FIELDS.iter().find(|known| Some(known.name) == setting) {
        return setting.label(site).to_string();
    }
    let text = site.t(format!("audit-field-{}", field.replace(['_', '/'], "-")));
    // A field that is newer than its translation.
    if text.exists() { text.to_string() } else { field.replace('_', " ") }
}

/// Whether a change can be taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AuditUndo {
    /// It can.
    Offered,
    /// It was.
    Done,
    /// It cannot, and a sentence says why: `audit-never-{word}`.
    Never(&'static str),
    /// There is nothing to take back.
    Nothing,
}

/// One change.
#[derive(Clone, Debug)]
pub struct AuditEntry {
    /// Its id.
    pub id: String,
    /// The store's local day and time.
    pub time: String,
    /// By whom.
    pub who: AuditWho,
    /// What it is about: `menu`, `sold_out`.
    pub kind: String,
    /// What was done: `menu`, `staff_removed`.
    pub action: String,
    /// To whom or what, by name.
    pub about: Option<String>,
    /// What it was and is.
    pub changes: Vec<AuditChange>,
    /// Whether it took another change back.
    pub is_undo: bool,
    /// Whether it can be taken back itself.
    pub undo: AuditUndo,
}

impl AuditEntry {
    /// "Changed the menu."
    pub fn sentence(&self, site: &Site) -> String {
        let key = format!("audit-did-{}", self.action.replace('_', "-"));
        let name = self.about.clone().unwrap_or_else(|| site.t("audit-by-unknown").to_string());
        let text = site.t(key).str("name", name);
        let did = if text.exists() { text.to_string() } else { kind_label(site, &self.kind) };
        let did = self.became(site).unwrap_or(did);
        // These say themselves what became of it: "Removed Ana from the staff".
        let is_change = matches!(
            self.action.as_str(),
            "display_changed" | "device_renamed" | "printer_changed"
        );
        let says_itself =
            matches!(self.kind.as_str(), "staff" | "device" | "printer") && !is_change;
        if self.is_undo && !says_itself {
            site.t("audit-undid").str("name", did).to_string()
        } else {
            did
        }
    }
}

impl AuditEntry {
    /// All that the page says of it, for searching.
    pub fn text(&self, site: &Site) -> String {
        let mut words = vec![site.date(&self.time), self.who.say(site), self.sentence(site)];
        for change in &self.changes {
            words.extend([change.label(site), change.was(site), change.is(site)]);
        }
        words.join(" ")
    }

    /// "Paused ordering", where the store's state changed. An undo says what it undid instead.
    fn became(&self, site: &Site) -> Option<String> {
        let is_status = self.action == "status" && !self.is_undo;
        let state = self.changes.iter().find(|change| is_status && change.field == "state")?;
        let Some(AuditValue::Word(word)) = &state.to else { return None };
        // The end of a pause opens nothing: it was open all the time.
        let was_paused = matches!(&state.from, Some(AuditValue::Word(from)) if from == "paused");
        let word: &str = if was_paused && word == "open" { "resumed" } else { word };
        let text = site.t(format!("audit-did-status-{}", word.replace('_', "-")));
        text.exists().then(|| text.to_string())
    }
}

fn kind_label(site: &Site, kind: &str) -> String {
    site.t(format!("audit-kind-{}", kind.replace('_', "-"))).to_string()
}

/// Why a change was not taken back: its parts changed again.
#[derive(Clone, Debug)]
pub struct AuditRefused {
    /// What undoing would lose: the later change of the same parts.
    pub lost: Vec<AuditChange>,
    /// The later change.
    pub later: Option<String>,
}

/// The audit page.
#[derive(Clone, Debug)]
pub struct Audit {
    /// One page of changes, newest first.
    pub entries: Vec<AuditEntry>,
    /// Every kind that can be filtered by.
    pub kinds: Vec<&'static str>,
    /// Field `kind`; empty for all.
    pub kind: String,
    /// (id, name) of everybody who can be filtered by.
    pub people: Vec<(String, AuditWho)>,
    /// Field `who`; empty for everybody.
    pub who: String,
    /// Field `q`: words that a change has; empty for all.
    pub q: String,
    /// The last id of this page, where another page follows.
    pub older: Option<String>,
    /// The store's time zone, by its IANA name.
    pub time_zone: String,
    /// Idempotency key base; forms append their entry's id.
    pub key: String,
    /// What is wrong; the whole form's only.
    pub errors: Errors,
    /// Why the last change was not taken back.
    pub refused: Option<AuditRefused>,
    /// Whether one was just taken back.
    pub undone: bool,
}

impl Audit {
    fn query(&self) -> String {
        let [kind, who, q] = [&self.kind, &self.who, &self.q].map(|value| query_value(value));
        format!("kind={kind}&who={who}&q={q}")
    }

    /// Why the list is empty: nothing was changed, or nothing that was asked for.
    fn nothing(&self) -> &'static str {
        let is_all = self.kind.is_empty() && self.who.is_empty() && self.q.is_empty();
        if is_all { "audit-empty" } else { "audit-none" }
    }

    fn kind_label(site: &Site, kind: &str) -> String {
        kind_label(site, kind)
    }
}

impl Screen for Audit {
    fn frame(&self, site: &Site) -> Frame {
        Frame::new(App::Console, site.t("audit-title")).section("audit")
    }

    fn errors(&self) -> Option<&Errors> {
        Some(&self.errors)
    }

    fn content(&self, site: &Site) -> String {
        rendered(&AuditTemplate { site, v: self })
    }
}

#[derive(Template)]
#[template(path = "console/audit.html")]
struct AuditTemplate<'a> {
    site: &'a Site,
    v: &'a Audit,
}

#[cfg(test)]
mod tests {
    use crate::samples;

    #[test]
    fn the_end_of_a_pause_is_told_as_such_and_a_webhook_says_where_it_is_changed() {
        let all = samples::screens();
        let (_, audit) = all.iter().find(|(name, _)| name == "console-audit").expect("a sample");
        let html = audit.fragment(&samples::site());
        assert_eq!(html.matches("<b>Resumed ordering</b>").count(), 1, "{html}");
        assert_eq!(html.matches("<b>Opened the store</b>").count(), 1, "{html}");
        assert!(html.contains("<b>Added the webhook Till</b>"), "{html}");
        assert!(html.contains("added, changed and removed under Webhooks."), "{html}");
    }
}
