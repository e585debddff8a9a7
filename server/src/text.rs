//! Typed text: whether there is anything to see in it.

/// Whether it is more than spaces and marks that only steer the text around them.
///
/// A name of nothing else would show as an empty one. Beside letters such marks are needed, in
/// Hebrew and in emoji.
#[must_use]
pub fn can_be_seen(text: &str) -> bool {
    !text.chars().all(|c| c.is_whitespace() || is_unseen(c))
}

const fn is_unseen(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_alone_are_nothing_to_see() {
        for text in ["", " ", "\u{202e}", "\u{200b} \u{feff}", "\u{61c}"] {
            assert!(!can_be_seen(text), "{text:?}");
        }
        for text in ["a", "\u{202e}a", "ליאורה\u{200f}", "👩\u{200d}🚀"] {
            assert!(can_be_seen(text), "{text:?}");
        }
    }
}
