//! How a printer is, in words: for the console and the board.

use crate::{Moment, Site, Text};

/// What a printer does or why it does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PrinterState {
    /// It prints, or would.
    Ready,
    /// Nobody answers.
    Off,
    /// The roll is empty.
    Paper,
    /// The cover is open.
    Cover,
    /// It reports a fault.
    Fault,
    /// It does not answer.
    Silent,
}

impl PrinterState {
    const ALL: &[Self] =
        &[Self::Ready, Self::Off, Self::Paper, Self::Cover, Self::Fault, Self::Silent];

    /// The state's word: `ready`, `off`, `paper` and so on.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Ready => "ready",
            Self::Off => "off",
            Self::Paper => "paper",
            Self::Cover => "cover",
            Self::Fault => "fault",
            Self::Silent => "silent",
        }
    }

    /// The state of this word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|state| state.word() == word)
    }

    /// "Off since 10:42", as the console says it.
    pub(crate) fn since(self, site: &Site, since: Option<&Moment>) -> Text {
        let key = format!("printer-{}", self.word());
        since.map_or_else(|| site.t(&key), |since| since.say(site, &key))
    }

    /// "Printer “Bar” is off.", as the board says it.
    pub(crate) fn sentence(self, site: &Site, name: &str) -> Text {
        site.t(format!("print-{}", self.word())).str("name", name)
    }
}
