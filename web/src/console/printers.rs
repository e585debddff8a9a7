//! The store's network printers, and adding one.

use askama::Template;

use super::AuditChange;
use crate::screen::rendered;
use crate::{App, Errors, Frame, Language, Moment, PrinterState, Screen, Site, Text};

/// The widths of paper in millimetres.
const PAPERS: &[&str] = &["80", "58"];
/// The code pages, with a translation `charset-{word}` each.
const CHARSETS: &[&str] = &["cp858", "cp1252", "cp437"];

/// One printer.
#[derive(Clone, Debug)]
pub struct PrinterLine {
    /// Stable id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Its address as typed: `192.168.1.50`.
    pub address: String,
    /// Width of its paper in millimetres.
    pub paper: u32,
    /// The language of its tickets.
    pub language: Language,
    /// How it is.
    pub state: PrinterState,
    /// Since when; none while it is well.
    pub since: Option<Moment>,
    /// Tickets that wait.
    pub waiting: u32,
    /// Changes with each thing done to it: part of its buttons' idempotency keys.
    pub version: i64,
}

impl PrinterLine {
    /// "Off since 10:42", with its day where that is not today.
    fn how(&self, site: &Site) -> Text {
        self.state.since(site, self.since.as_ref())
    }

    /// The idempotency key of a button.
    fn key(&self, form: &str) -> String {
        crate::menu::row_key(&format!("printer{}", self.version), &self.id, form)
    }
}

/// The list of printers.
#[derive(Clone, Debug)]
pub struct Printers {
    /// All of them, the oldest first.
    pub printers: Vec<PrinterLine>,
}

impl Screen for Printers {
    fn frame(&self, site: &Site) -> Frame {
        Frame::new(App::Console, site.t("printers-title"))
            .live("/console/printers/live".to_owned(), 15)
            .section("printers")
    }

    fn content(&self, site: &Site) -> String {
        rendered(&PrintersTemplate { site, v: self })
    }
}

/// Values of the form, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PrinterTyped {
    /// Field `name`.
    pub name: String,
    /// Field `address`.
    pub address: String,
    /// Field `paper`: `80` or `58`.
    pub paper: String,
    /// Field `charset`.
    pub charset: String,
    /// Field `language`: a tag.
    pub language: String,
}

/// The form that adds a printer, or describes one anew.
#[derive(Clone, Debug)]
pub struct PrinterForm {
    /// Idempotency key.
    pub key: String,
    /// (id, name) of the printer that is described anew; none of one that is added.
    pub edits: Option<(String, String)>,
    /// What saving would change, where somebody else described it anew meanwhile.
    pub lost: Vec<AuditChange>,
    /// Values of the fields.
    pub typed: PrinterTyped,
    /// What is wrong; fields as in [`PrinterTyped`].
    pub errors: Errors,
}

impl PrinterForm {
    fn title(&self, site: &Site) -> Text {
        match &self.edits {
            Some((_, name)) => site.t("printers-change-title").str("name", name),
            None => site.t("printers-add"),
        }
    }

    fn path(&self) -> String {
        match &self.edits {
            Some((id, _)) => format!("/console/printers/{id}/edit"),
            None => "/console/printers/new".to_owned(),
        }
    }
}

impl Screen for PrinterForm {
    fn frame(&self, site: &Site) -> Frame {
        Frame::new(App::Console, self.title(site)).section("printers").here(self.path())
    }

    fn errors(&self) -> Option<&Errors> {
        Some(&self.errors)
    }

    fn content(&self, site: &Site) -> String {
        let languages = Language::all();
        rendered(&FormTemplate {
            site,
            v: self,
            papers: PAPERS,
            charsets: CHARSETS,
            languages: &languages,
        })
    }
}

#[derive(Template)]
#[template(path = "console/printers.html")]
struct PrintersTemplate<'a> {
    site: &'a Site,
    v: &'a Printers,
}

#[derive(Template)]
#[template(path = "console/printer_form.html")]
struct FormTemplate<'a> {
    site: &'a Site,
    v: &'a PrinterForm,
    papers: &'static [&'static str],
    charsets: &'static [&'static str],
    languages: &'a [Language],
}

#[cfg(test)]
mod tests {
    use crate::samples;

    #[test]
    fn a_printer_in_trouble_since_another_day_says_which() {
        let all = samples::screens();
        let (_, printers) =
            all.iter().find(|(name, _)| name == "console-printers").expect("a sample");
        let html = printers.fragment(&samples::site());
        assert!(html.contains(">Off since 10:42<"), "{html}");
        assert!(html.contains(">No answer since 18 November 2026, 10:40<"), "{html}");
        assert!(html.contains(">Ready<"), "{html}");
    }
}
