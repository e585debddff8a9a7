//! From a screen's content to a whole document.

use askama::Template;

use crate::{Language, Site, icon, style};

/// The application a screen belongs to: decides style sheet, script and header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum App {
    /// A guest's phone.
    Customer,
    /// The barista's tablet.
    Barista,
    /// The screen on the wall.
    Display,
    /// The operator's console.
    Console,
    /// Signing in, pairing, set-up, errors.
    Account,
}

impl App {
    /// All applications.
    pub const ALL: &[Self] =
        &[Self::Customer, Self::Barista, Self::Display, Self::Console, Self::Account];

    /// The text of the page's only `<style>` element, byte for byte.
    ///
    /// The content security policy must allow its SHA-256.
    pub fn style(self) -> &'static str {
        match self {
            Self::Customer => style::CUSTOMER,
            Self::Barista => style::BARISTA,
            Self::Display => style::DISPLAY,
            Self::Console => style::CONSOLE,
            Self::Account => style::ACCOUNT,
        }
    }
}

/// What the shell around a screen's content needs to know about it.
#[derive(Clone, Debug)]
pub struct Frame {
    /// The application.
    pub app: App,
    /// The document's title, without the store's name.
    pub title: String,
    /// Path of the live fragment; none for pages that do not change by themselves.
    pub live: Option<String>,
    /// Seconds after which a page without JavaScript reloads; none for never.
    pub reload_seconds: Option<u32>,
    /// The current entry of the application's navigation; empty for none.
    pub section: &'static str,
    /// The page's own address, where the language switch comes back to; none where a page is the
    /// answer to a form and cannot be fetched again.
    pub here: Option<String>,
}

impl Frame {
    pub(crate) fn new(app: App, title: impl ToString) -> Self {
        Self {
            app,
            title: title.to_string(),
            live: None,
            reload_seconds: None,
            section: "",
            here: None,
        }
    }

    /// Makes the page live; `reload_seconds` 0 for forms, which a reload would empty.
    pub(crate) fn live(mut self, path: String, reload_seconds: u32) -> Self {
        self.live = Some(path);
        self.reload_seconds = (reload_seconds > 0).then_some(reload_seconds);
        self
    }

    pub(crate) fn here(mut self, path: String) -> Self {
        self.here = Some(path);
        self
    }

    /// The address that shows this page in another language, or `home` in it.
    pub(crate) fn in_language(&self, language: &Language, home: impl AsRef<str>) -> String {
        let next = self.here.as_deref().unwrap_or(home.as_ref());
        format!("/language?to={}&next={}", language.tag(), query_value(next))
    }

    pub(crate) fn section(mut self, section: &'static str) -> Self {
        self.section = section;
        self
    }
}

/// Something that can be shown as a page, and whose content alone can be fetched as a fragment.
pub trait Screen {
    /// What the shell needs to know.
    fn frame(&self, site: &Site) -> Frame;

    /// The content's HTML without icons.
    fn content(&self, site: &Site) -> String;

    /// The inside of `<main>`, complete in itself: it carries the icons it uses.
    ///
    /// Depends on the view alone, never on the time of rendering, so that an ETag can be made
    /// from it.
    fn fragment(&self, site: &Site) -> String {
        let content = self.content(site);
        let sprite = icon::sprite(&content);
        content + &sprite
    }

    /// The document around `fragment`, which the server has rendered and hashed to `etag`.
    fn document(&self, site: &Site, fragment: &str, etag: &str) -> String {
        let frame = self.frame(site);
        let page = match frame.app {
            App::Customer => rendered(&CustomerShell { site, frame: &frame, fragment, etag }),
            App::Barista => rendered(&BaristaShell { site, frame: &frame, fragment, etag }),
            App::Console => rendered(&ConsoleShell { site, frame: &frame, fragment, etag }),
            // The display writes its own document, with the code's panel beside the numbers.
            App::Display | App::Account => {
                rendered(&AccountShell { site, frame: &frame, fragment, etag })
            }
        };
        with_icons(page, fragment)
    }

    /// The whole document, for pages that are not live or whose ETag nobody needs.
    fn page(&self, site: &Site) -> String {
        self.document(site, &self.fragment(site), "")
    }
}

/// Adds the shell's own icons. The fragment brings its own, which go when it is replaced.
pub(crate) fn with_icons(page: String, fragment: &str) -> String {
    let shell = page.replacen(fragment, "", 1);
    page.replacen("<!--icons-->", &icon::sprite(&shell), 1)
}

/// Renders a template into text.
///
/// Writing into a `String` cannot fail and no template calls anything that can.
pub(crate) fn rendered(template: &impl Template) -> String {
    template.render().expect("templates write into a String and call nothing that fails")
}

/// `text` as a value in an address: everything but plain characters and slashes as `%XX`.
pub(crate) fn query_value(text: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-_.~".contains(&byte);
    let encode = |byte: u8| {
        if is_plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }
    };
    text.bytes().map(encode).collect()
}

macro_rules! shells {
    ($($shell:ident $path:literal),*) => {$(
        #[derive(Template)]
        #[template(path = $path)]
        struct $shell<'a> {
            site: &'a Site,
            frame: &'a Frame,
            fragment: &'a str,
            etag: &'a str,
        }
    )*};
}
shells!(
    CustomerShell "customer/shell.html",
    BaristaShell "barista/shell.html",
    ConsoleShell "console/shell.html",
    AccountShell "account/shell.html"
);
