//! A menu from a file: the form, and what would change.

use askama::Template;

use crate::screen::rendered;
use crate::{Allergen, App, Errors, FieldError, Frame, Price, Screen, Site};

/// One thing that is wrong with the file.
#[derive(Clone, Debug)]
pub struct LineError {
    /// The line from 1; 0 for the file as a whole.
    pub line: usize,
    /// The column's name, the JSON path, or `column 13` of the line; may be empty.
    pub place: String,
    /// What; its field is `file` or `text`.
    pub error: FieldError,
}

impl LineError {
    /// "Line 12, price", or nothing.
    fn row(&self, site: &Site) -> Option<String> {
        let line = site.t("import-line").num("n", self.line).to_string();
        match (self.line, self.place.as_str()) {
            (0, _) => None,
            (_, "") => Some(line),
            (_, place) => {
                let column = place.strip_prefix("column ").and_then(|n| n.parse::<u32>().ok());
                let place = column.map_or_else(
                    || place.to_owned(),
                    |column| site.t("import-at-column").num("n", column).to_string(),
                );
                Some(format!("{line}, {place}"))
            }
        }
    }
}

/// The page with the file field. `POST /console/menu/import`, multipart.
#[derive(Clone, Debug, Default)]
pub struct ImportForm {
    /// Idempotency key.
    pub key: String,
    /// Field `text`: what was pasted, or what the file held.
    pub text: String,
    /// The columns a CSV file may have.
    pub columns: &'static [&'static str],
    /// Everything wrong with the file, by line.
    pub problems: Vec<LineError>,
    /// How many more there are than `problems` lists.
    pub further: usize,
    /// What is wrong with the form itself.
    pub errors: Errors,
}

impl ImportForm {
    /// The form's errors and each line's, as its summary lists them.
    fn told(&self, site: &Site) -> Errors {
        let line =
            |problem: &LineError| FieldError { row: problem.row(site), ..problem.error.clone() };
        Errors(self.errors.0.iter().cloned().chain(self.problems.iter().map(line)).collect())
    }
}

impl Screen for ImportForm {
    fn frame(&self, site: &Site) -> Frame {
        let title = site.t("import-title").to_string();
        let all = self.told(site);
        Frame::new(App::Console, all.title(site, title))
            .section("menu")
            .here("/console/menu/import".to_owned())
    }

    fn content(&self, site: &Site) -> String {
        rendered(&ImportFormTemplate { site, v: self, errors: self.told(site) })
    }
}

/// What kind of part a change is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangedPart {
    /// The menu itself.
    Menu,
    /// A drink.
    Drink,
    /// A group of options.
    Group,
    /// One option.
    Option,
}

/// How a part changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeKind {
    /// It is new.
    Added,
    /// It goes.
    Removed,
    /// It gets other values.
    Changed,
}

impl ChangeKind {
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Added => "change-added",
            Self::Removed => "change-removed",
            Self::Changed => "change-changed",
        }
    }

    pub(crate) fn badge(self) -> &'static str {
        match self {
            Self::Added => "badge badge-ready",
            Self::Removed => "badge badge-late",
            Self::Changed => "badge badge-making",
        }
    }
}

/// A value before or after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shown {
    /// A name, a number, names in order; may be empty.
    Text(String),
    /// A price; none for none.
    Price(Option<Price>),
    /// Allergens, maybe none.
    Allergens(Vec<Allergen>),
    /// Yes or no.
    Flag(bool),
}

impl Shown {
    pub(crate) fn text(&self, site: &Site) -> String {
        let none = || site.t("change-none").to_string();
        match self {
            Self::Text(text) if text.is_empty() => none(),
            Self::Text(text) => text.clone(),
            Self::Price(price) => price.as_ref().map_or_else(none, |price| price.text(site)),
            Self::Allergens(list) if list.is_empty() => none(),
            Self::Allergens(list) => {
                let words: Vec<String> = list.iter().map(|a| site.t(a.key()).to_string()).collect();
                words.join(", ")
            }
            Self::Flag(true) => site.t("change-yes").to_string(),
            Self::Flag(false) => site.t("change-no").to_string(),
        }
    }
}

/// One value that changes; `field` names the text `change-field-{field}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangedValue {
    /// Which value.
    pub field: &'static str,
    /// Before.
    pub old: Shown,
    /// After.
    pub new: Shown,
}

/// One part that changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeLine {
    /// How.
    pub kind: ChangeKind,
    /// What.
    pub part: ChangedPart,
    /// Its name; empty for the menu itself.
    pub name: String,
    /// For an option, the name of its group.
    pub group: String,
    /// The values that change.
    pub values: Vec<ChangedValue>,
}

/// What the file would change, to be confirmed.
#[derive(Clone, Debug)]
pub struct ImportPreview {
    /// Idempotency key; it begins with the store's sequence.
    pub key: String,
    /// The file, sent again when it is confirmed.
    pub text: String,
    /// Its format: `json` or `csv`.
    pub format: &'static str,
    /// Every change, in the menu's order.
    pub changes: Vec<ChangeLine>,
    /// Drinks on the new menu.
    pub drinks: usize,
}

impl ImportPreview {
    pub(crate) fn count(&self, kind: &ChangeKind) -> usize {
        self.changes.iter().filter(|change| change.kind == *kind).count()
    }
}

impl Screen for ImportPreview {
    fn frame(&self, site: &Site) -> Frame {
        Frame::new(App::Console, site.t("import-preview-title"))
            .section("menu")
            .here("/console/menu/import".to_owned())
    }

    fn content(&self, site: &Site) -> String {
        let kinds = [ChangeKind::Added, ChangeKind::Changed, ChangeKind::Removed];
        rendered(&ImportPreviewTemplate { site, v: self, kinds })
    }
}

#[derive(Template)]
#[template(path = "console/import.html")]
struct ImportFormTemplate<'a> {
    site: &'a Site,
    v: &'a ImportForm,
    errors: Errors,
}

#[derive(Template)]
#[template(path = "console/import_preview.html")]
struct ImportPreviewTemplate<'a> {
    site: &'a Site,
    v: &'a ImportPreview,
    kinds: [ChangeKind; 3],
}
