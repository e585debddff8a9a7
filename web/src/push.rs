//! What a phone in a pocket is told.

use crate::{Language, Text};

/// News of an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PushNews {
    /// It is ready.
    Ready,
    /// It is still waiting, and kept until this local time.
    Waiting {
        /// Such as "10:58".
        keep_until: String,
    },
}

/// A notification's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PushWords {
    /// The first line.
    pub title: String,
    /// What to do, and on a line of its own the store.
    pub body: String,
}

impl PushNews {
    /// The words for order `number` at the store called `store`.
    pub fn say(&self, language: &Language, number: u32, store: &str) -> PushWords {
        let text = |key| Text::new(language, key).num("number", number);
        let (title, body) = match self {
            Self::Ready => (text("push-ready-title"), text("push-ready-body")),
            Self::Waiting { keep_until } => {
                (text("push-waiting-title"), text("push-waiting-body").str("time", keep_until))
            }
        };
        PushWords { title: title.to_string(), body: format!("{body}\n{store}") }
    }
}
