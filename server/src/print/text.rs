//! Text for paper: cleaned of what is no letter, wrapped at words, and sorted into what a printer
//! can write and what must be drawn. Nothing is cut off and nothing becomes a question mark.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use super::charset::Charset;
use super::font;

/// Text as it will be printed: composed letters, no control characters or invisible marks, plain
/// quotes and dashes where the printer lacks the curly ones, and words for pictures that no font
/// has ("grinning" for a face).
pub(super) fn printable(text: &str, charset: Charset) -> String {
    let mut out = String::new();
    for c in text.nfc() {
        if c.is_control() || is_invisible(c) {
            // Something that stood between two words still does.
            if c.is_whitespace() {
                out.push(' ');
            }
        } else if c.is_whitespace() {
            out.push(' ');
        } else if charset.byte(c).is_some() {
            out.push(c);
        } else if let Some(plain) = plain(c) {
            out.push_str(plain);
        } else if font::has(c) {
            out.push(c);
        } else {
            out.push_str(deunicode::deunicode_char(c).filter(|w| is_word(w)).unwrap_or("\u{25a1}"));
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_word(text: &str) -> bool {
    !text.trim().is_empty() && text.chars().all(|c| matches!(c, ' '..='~'))
}

/// Whether a printer with this code page writes all of `text` by itself.
pub(super) fn is_written(text: &str, charset: Charset) -> bool {
    text.chars().all(|c| charset.byte(c).is_some())
}

/// Joiners, selectors, and marks of direction: they have no shape of their own.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{1f3fb}'..='\u{1f3ff}'
        | '\u{e0000}'..='\u{e0fff}')
}

/// Typographic signs that mean the same without their curl.
fn plain(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{2018}' | '\u{2019}' | '\u{201b}' | '\u{2032}' => "'",
        '\u{201a}' => ",",
        '\u{201c}'..='\u{201f}' | '\u{2033}' => "\"",
        '\u{2010}'..='\u{2015}' | '\u{2212}' => "-",
        '\u{2026}' => "...",
        '\u{2022}' => "*",
        '\u{b7}' => "-",
        '\u{20ac}' => "EUR",
        _ => return None,
    })
}

/// Breaks `text` into lines of at most `width`, at spaces where there are some, else inside a
/// word. `measure` is a character's width; a mark on the letter before it measures nothing.
pub(super) fn wrap(text: &str, width: usize, measure: impl Fn(char) -> usize) -> Vec<String> {
    let length = |text: &str| text.chars().map(&measure).sum::<usize>();
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let gap = if line.is_empty() { 0 } else { measure(' ') };
        if length(&line) + gap + length(word) <= width {
            if gap > 0 {
                line.push(' ');
            }
            line.push_str(word);
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        for c in word.chars() {
            let fits = length(&line) + measure(c) <= width || is_combining_mark(c);
            if !fits && !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            line.push(c);
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_stay_what_they_are() {
        for (typed, paper) in [
            ("Ana", "Ana"),
            ("Zoe\u{308}", "Zo\u{eb}"),
            ("O\u{2019}Brien", "O'Brien"),
            ("\u{3086}\u{304d}", "\u{3086}\u{304d}"),
            ("\u{141}ukasz", "\u{141}ukasz"),
            ("a\u{1b}@b\u{0}c", "a@bc"),
            ("Ana\tMaria\r\nx", "Ana Maria x"),
            ("\u{202e}anA\u{feff}", "anA"),
            ("\u{1f600}", "grinning"),
        ] {
            assert_eq!(printable(typed, Charset::Cp858), paper, "{typed:?}");
        }
        assert!(is_written("Zo\u{eb}", Charset::Cp858));
        assert!(!is_written("\u{141}", Charset::Cp858));
    }

    #[test]
    fn long_names_wrap_and_nothing_is_lost() {
        let one = |_: char| 1;
        assert_eq!(wrap("Maria Jose Fernandez", 10, one), ["Maria Jose", "Fernandez"]);
        assert_eq!(wrap("Maximilian-Alexander", 16, one), ["Maximilian-Alexa", "nder"]);
        assert_eq!(wrap("a Maximilian-Alexander", 16, one), ["a", "Maximilian-Alexa", "nder"]);
        assert_eq!(wrap("", 16, one), Vec::<String>::new());
    }

    proptest! {
        #[test]
        fn wrapping_loses_nothing_and_keeps_the_width(text in "[a-z ]{0,80}", width in 1_usize..40) {
            let lines = wrap(&text, width, |_| 1);
            let together: String = lines.concat();
            let bare = |text: &str| text.replace(' ', "");
            prop_assert_eq!(bare(&together), bare(&text));
            for line in lines {
                prop_assert!(line.chars().count() <= width);
            }
        }

        #[test]
        fn printable_text_is_printable(text in any::<String>()) {
            for charset in Charset::ALL {
                for c in printable(&text, charset).chars() {
                    prop_assert!(charset.byte(c).is_some() || font::has(c) && !c.is_control(), "{:?}", c);
                }
            }
        }
    }
}
