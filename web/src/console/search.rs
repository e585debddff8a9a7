//! A plain field that narrows a long list, by GET: it works without a script, and its address can be
//! kept.

/// Lists up to here are seen at one look and need no field.
const SHORT: usize = 8;
/// More is no name.
const LONGEST: usize = 80;

/// What a list was narrowed to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search {
    /// Field `q`, as typed; empty for the whole list.
    pub q: String,
    /// How many fit.
    pub found: usize,
    /// How many there are.
    pub of: usize,
}

impl Search {
    /// A list of so many, whole.
    pub fn whole(of: usize) -> Self {
        Self { q: String::new(), found: of, of }
    }

    /// Keeps what has every word of `q` in its text, in capitals or small letters.
    pub fn narrow<T>(q: &str, all: Vec<T>, text: impl Fn(&T) -> String) -> (Self, Vec<T>) {
        let of = all.len();
        let kept: Vec<T> = all.into_iter().filter(|one| Self::fits(q, &text(one))).collect();
        (Self { q: Self::typed(q), found: kept.len(), of }, kept)
    }

    /// Whether a text has every word of `q`, in capitals or small letters.
    pub fn fits(q: &str, text: &str) -> bool {
        let text = text.to_lowercase();
        q.split_whitespace().all(|word| text.contains(&word.to_lowercase()))
    }

    /// What was typed, as the field shows it again.
    pub fn typed(q: &str) -> String {
        q.trim().chars().take(LONGEST).collect()
    }

    /// Whether somebody searches.
    pub(crate) fn is_on(&self) -> bool {
        !self.q.is_empty()
    }

    /// Whether there is enough to search in.
    pub(crate) fn is_offered(&self) -> bool {
        self.is_on() || self.of > SHORT
    }

    /// Whether somebody searches for what is not there.
    pub(crate) fn is_in_vain(&self) -> bool {
        self.is_on() && self.found == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_must_be_there_in_any_order_and_case() {
        let names = || vec!["Ana Müller", "Ben Ortiz", "Sam Müller"];
        for (q, expected) in [
            ("", &["Ana Müller", "Ben Ortiz", "Sam Müller"][..]),
            ("  MÜLLER ", &["Ana Müller", "Sam Müller"]),
            ("müller ana", &["Ana Müller"]),
            ("ana ortiz", &[]),
        ] {
            let (search, found) = Search::narrow(q, names(), ToString::to_string);
            assert_eq!(found, expected, "{q}");
            assert_eq!((search.q.as_str(), search.found, search.of), (q.trim(), found.len(), 3));
        }
    }

    #[test]
    fn a_short_list_has_no_field_until_somebody_searches() {
        let offered = |q: &str, of: usize| {
            Search::narrow(q, vec!["Ana"; of], ToString::to_string).0.is_offered()
        };
        assert!(!offered("", SHORT) && offered("", SHORT + 1) && offered("x", 1));
    }
}
