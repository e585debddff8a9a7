//! Typed text: whether there is anything to see in it, and what may be a name.

/// Whether it is more than spaces and marks that only steer the text around them.
///
/// A name of nothing else would show as an empty one. Beside letters such marks are needed, in
/// Hebrew and in emoji.
#[must_use]
pub fn can_be_seen(text: &str) -> bool {
    !text.chars().all(|c| c.is_whitespace() || is_unseen(c))
}

/// Whether it may be a name: something to see, at most `longest` characters, none of them control.
#[must_use]
pub fn is_name(text: &str, longest: usize) -> bool {
    can_be_seen(text) && text.chars().count() <= longest && !text.chars().any(char::is_control)
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

    #[test]
    fn a_name_is_seen_short_and_plain() {
        assert!(is_name("Ana", 3));
        for text in ["", "\u{202e}", "Anna", "A\u{0}a"] {
            assert!(!is_name(text, 3), "{text:?}");
        }
    }
}
