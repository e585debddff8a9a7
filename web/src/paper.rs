//! Tickets on paper: their words, and the page that prints them from a browser.

use askama::Template;

use crate::screen::rendered;
use crate::{Allergen, App, Frame, Language, Screen, Site, Text};

/// What stands on a ticket beside what was ordered, in one language.
#[derive(Clone, Debug)]
pub struct Words(Language);

impl Words {
    /// The words of a language by its tag; English where it has none.
    #[must_use]
    pub fn of(tag: &str) -> Self {
        Self(Language::known(tag).unwrap_or_else(Language::english))
    }

    fn t(&self, key: &str) -> Text {
        Text::new(&self.0, key)
    }

    /// A ticket that somebody asked for once more.
    #[must_use]
    pub fn copy(&self) -> String {
        self.t("paper-copy").to_string()
    }

    /// A ticket that may have come out before.
    #[must_use]
    pub fn again(&self) -> String {
        self.t("paper-again").to_string()
    }

    /// An order without a phone.
    #[must_use]
    pub fn walk_up(&self) -> String {
        self.t("paper-walk-up").to_string()
    }

    /// "1 of 2".
    #[must_use]
    pub fn place(&self, n: usize, count: usize) -> String {
        self.t("paper-place").num("n", n).num("max", count).to_string()
    }

    /// "Contains: Milk, Nuts"; none without allergens. Words that are not known are told as they
    /// are: somebody may be allergic to them.
    #[must_use]
    pub fn contains(&self, allergens: &[String]) -> Option<String> {
        let name = |word: &String| match Allergen::from_word(word) {
            Some(allergen) => self.t(&allergen.key()).to_string(),
            None => word.clone(),
        };
        let list = allergens.iter().map(name).collect::<Vec<_>>().join(", ");
        (!list.is_empty()).then(|| self.t("paper-contains").str("name", list).to_string())
    }

    /// The heading of a test page.
    #[must_use]
    pub fn test_title(&self) -> String {
        self.t("paper-test").to_string()
    }
}

/// One ticket as the browser prints it.
#[derive(Clone, Debug)]
pub struct Slip {
    /// The number that is called.
    pub number: String,
    /// The name for the cup.
    pub name: String,
    /// "Walk-up" for orders without a phone.
    pub walk_up: Option<String>,
    /// The drinks.
    pub drinks: Vec<SlipDrink>,
    /// Store, time and barista, a line each.
    pub foot: Vec<String>,
}

/// One drink of a [`Slip`].
#[derive(Clone, Debug)]
pub struct SlipDrink {
    /// "1 of 2".
    pub place: Option<String>,
    /// Its name.
    pub name: String,
    /// Its options.
    pub options: Vec<String>,
    /// "Contains: Milk".
    pub contains: Option<String>,
}

/// The page that prints tickets from a browser, on a roll of 58 or 80 mm.
#[derive(Clone, Debug)]
pub struct PrintPage {
    /// The tickets, each on a sheet of its own.
    pub slips: Vec<Slip>,
    /// Width of the roll in millimetres: 58 or 80.
    pub paper: u32,
    /// The page's own path without its query, for the switch of the width.
    pub path: String,
    /// Orders whose tickets wait at a printer, which staff can take off its queue when they have
    /// printed them here; none where nothing waits.
    pub waiting: Vec<String>,
}

impl PrintPage {
    fn title(&self, site: &Site) -> Text {
        match self.slips.as_slice() {
            [slip] => site.t("paper-title-one").str("number", &slip.number),
            slips => site.t("paper-title").num("n", slips.len()),
        }
    }
}

impl Screen for PrintPage {
    fn frame(&self, site: &Site) -> Frame {
        Frame::new(App::Paper, self.title(site))
    }

    fn content(&self, site: &Site) -> String {
        rendered(&PrintTemplate { site, v: self })
    }
}

#[derive(Template)]
#[template(path = "paper/slips.html")]
struct PrintTemplate<'a> {
    site: &'a Site,
    v: &'a PrintPage,
}
