//! From a screen's content to a whole document.

use askama::Template;

use crate::{Errors, Language, Site, icon, style};

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
    /// A ticket printed from a browser.
    Paper,
}

impl App {
    /// All applications.
    pub const ALL: &[Self] =
        &[Self::Customer, Self::Barista, Self::Display, Self::Console, Self::Account, Self::Paper];

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
            Self::Paper => style::PAPER,
        }
    }

    /// Icons that every page of the application has, used or not, so that its fragments need not
    /// bring them.
    ///
    /// A guest's phone fetches a fragment whenever a drink sells out or the wait changes, by mobile
    /// data: the drawings would be as large as all the rest of it.
    pub(crate) fn shell_icons(self) -> &'static [&'static str] {
        match self {
            Self::Customer => &[
                "alert",
                "bean",
                "bell",
                "clock",
                "d-cappuccino",
                "d-chocolate",
                "d-cold",
                "d-espresso",
                "d-filter",
                "d-flat-white",
                "d-latte",
                "d-other",
                "d-tea",
                "egg",
                "milk",
                "nut",
                "wheat",
            ],
            Self::Barista | Self::Display | Self::Console | Self::Account | Self::Paper => &[],
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
    /// Whether the bar's page offers to begin a shift.
    pub offers_shift: bool,
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
            offers_shift: false,
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

    /// The manifest of what is installed from this page: for guests the store, for others Crema.
    pub(crate) fn manifest(&self, site: &Site) -> String {
        match self.app {
            App::Customer if !site.store.is_empty() => {
                crate::customer::path(site, "manifest.webmanifest")
            }
            _ => format!("{}/crema.webmanifest", site.assets),
        }
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

    /// What is wrong with the form on it: the title says so first.
    fn errors(&self) -> Option<&Errors> {
        None
    }

    /// The content's HTML without icons.
    fn content(&self, site: &Site) -> String;

    /// The inside of `<main>`: it carries the icons it uses, but for those that every page of its
    /// application has in its shell.
    ///
    /// Depends on the view alone, never on the time of rendering, so that an ETag can be made
    /// from it.
    fn fragment(&self, site: &Site) -> String {
        let mut content = self.content(site);
        if self.frame(site).app == App::Console {
            content = forms_of_store(&content, site);
        }
        let sprite = icon::sprite(&content, self.frame(site).app.shell_icons());
        content + &sprite
    }

    /// The document around `fragment`, which the server has rendered and hashed to `etag`.
    fn document(&self, site: &Site, fragment: &str, etag: &str) -> String {
        let mut frame = self.frame(site);
        if let Some(errors) = self.errors() {
            frame.title = errors.title(site, frame.title);
        }
        let page = match frame.app {
            App::Customer => rendered(&CustomerShell { site, frame: &frame, fragment, etag }),
            App::Barista => rendered(&BaristaShell { site, frame: &frame, fragment, etag }),
            App::Console => rendered(&ConsoleShell { site, frame: &frame, fragment, etag }),
            App::Paper => rendered(&PaperShell { site, frame: &frame, fragment, etag }),
            // The display writes its own document, with the code's panel beside the numbers.
            App::Display | App::Account => {
                rendered(&AccountShell { site, frame: &frame, fragment, etag })
            }
        };
        with_icons(page, fragment, frame.app)
    }

    /// The whole document, for pages that are not live or whose ETag nobody needs.
    fn page(&self, site: &Site) -> String {
        self.document(site, &self.fragment(site), "")
    }
}

/// Names the store in the address of every form of the console, so that none can be forgotten: a
/// form that was shown for one store must not change another that the operator has switched to
/// since, in another tab. The server compares it with the session's store.
fn forms_of_store(html: &str, site: &Site) -> String {
    const FORM: &str = "action=\"/console";
    let mut marked = String::with_capacity(html.len() + 256);
    let mut rest = html;
    while let Some(at) = rest.find(FORM) {
        let (before, behind) = rest.split_at(at + FORM.len());
        let (path, after) = behind.split_at(behind.find('"').unwrap_or(behind.len()));
        let joint = if path.contains('?') { '&' } else { '?' };
        marked += &format!("{before}{path}{joint}store={}", site.store);
        rest = after;
    }
    marked + rest
}

/// Adds the shell's icons. The fragment brings its own, which go when it is replaced.
pub(crate) fn with_icons(page: String, fragment: &str, app: App) -> String {
    let shell = page.replacen(fragment, "", 1);
    page.replacen("<!--icons-->", &icon::shell_sprite(&shell, app.shell_icons()), 1)
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
    AccountShell "account/shell.html",
    PaperShell "paper/shell.html"
);
