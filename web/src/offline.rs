//! What a phone says when it has no network and nothing kept to show.

use crate::{Language, Text};

/// The sentence.
pub fn offline_words(language: &Language) -> Text {
    Text::new(language, "offline-nothing-kept")
}
