//! What is wrong with a form that was sent: shown beside each field and in a summary.

use crate::Site;

/// One thing to mend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// The field's `name`; empty when it concerns the whole form.
    pub field: String,
    /// A stable problem code such as `invalid_name`, for the translated sentence.
    pub code: String,
    /// The sentence to show when the code has no translation.
    pub detail: String,
    /// (name, text) of what the translated sentence has places for, such as bounds.
    pub words: Vec<(&'static str, String)>,
    /// The row that the field stands in, such as "Monday": said in the summary, where the field's
    /// surroundings cannot be seen.
    pub row: Option<String>,
}

impl FieldError {
    /// An error at `field`, whose translated sentence has places for `words`.
    pub fn new(field: &str, code: &str, detail: &str, words: &[(&'static str, &str)]) -> Self {
        Self {
            field: field.to_owned(),
            code: code.to_owned(),
            detail: detail.to_owned(),
            words: words.iter().map(|&(name, word)| (name, word.to_owned())).collect(),
            row: None,
        }
    }

    pub(crate) fn message(&self, site: &Site) -> String {
        let text = site.problem_text(&self.code);
        let text = self.words.iter().fold(text, |text, (name, word)| text.str(name, word));
        if text.exists() { text.to_string() } else { self.detail.clone() }
    }

    fn in_summary(&self, site: &Site) -> String {
        let message = self.message(site);
        match &self.row {
            Some(row) => site.t("errors-of").str("name", row).str("message", message).to_string(),
            None => message,
        }
    }
}

/// All errors of a form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Errors(pub Vec<FieldError>);

impl Errors {
    /// No error: a form shown for the first time.
    pub fn none() -> Self {
        Self::default()
    }

    /// One error at one field (empty for the whole form).
    pub fn one(field: &str, code: &str, detail: &str) -> Self {
        let mut errors = Self::default();
        errors.add(field, code, detail);
        errors
    }

    /// Adds an error.
    pub fn add(&mut self, field: &str, code: &str, detail: &str) {
        self.add_with(field, code, detail, &[]);
    }

    /// Adds an error whose translated sentence has places for `words`.
    pub fn add_with(
        &mut self,
        field: &str,
        code: &str,
        detail: &str,
        words: &[(&'static str, &str)],
    ) {
        self.0.push(FieldError::new(field, code, detail, words));
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The message beside `field`, if it has one.
    pub fn at(&self, site: &Site, field: impl AsRef<str>) -> Option<String> {
        let error = self.0.iter().find(|error| error.field == field.as_ref())?;
        Some(error.message(site))
    }

    /// Every (field, message), for the summary.
    pub(crate) fn all(&self, site: &Site) -> Vec<(&str, String)> {
        self.0.iter().map(|error| (error.field.as_str(), error.in_summary(site))).collect()
    }

    /// The same errors; the summary says the row that `row_of` finds for a field.
    pub(crate) fn in_rows(&self, row_of: impl Fn(&str) -> Option<String>) -> Self {
        let named = |error: &FieldError| FieldError { row: row_of(&error.field), ..error.clone() };
        Self(self.0.iter().map(named).collect())
    }

    /// A page's title, which says first that something is wrong.
    pub(crate) fn title(&self, site: &Site, title: impl ToString) -> String {
        let title = title.to_string();
        if self.is_empty() {
            return title;
        }
        site.t("error-in-title").str("title", title).to_string()
    }
}
