//! Languages a page can be shown in: one per folder of `locales/`.

use std::str::FromStr;

use fluent_templates::{LanguageIdentifier, Loader, static_loader};

use crate::Text;

static_loader! {
    // Every translation, compiled in. A language is added by adding a folder.
    pub(crate) static LOCALES = {
        locales: "./locales",
        fallback_language: "en",
        // Isolation marks would end up in titles and announcements; templates use <bdi> instead.
        customise: |bundle| bundle.set_use_isolating(false),
    };
}

/// Languages that a browser asks for at most. A header holds ten thousand, and every page reads it.
const MOST_WISHES: usize = 32;

/// A language that has translations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Language(LanguageIdentifier);

impl Language {
    /// The language every text exists in.
    pub fn english() -> Self {
        Self(LanguageIdentifier::from_str("en").expect("`en` is a language tag"))
    }

    /// All languages with translations, by their tags.
    pub fn all() -> Vec<Self> {
        let mut all: Vec<Self> = LOCALES.locales().cloned().map(Self).collect();
        all.sort_by_key(Self::tag);
        all
    }

    /// The language of exactly this tag, such as a cookie's `de`.
    pub fn known(tag: &str) -> Option<Self> {
        Self::all().into_iter().find(|known| known.tag() == tag)
    }

    /// The language's name in itself: "Deutsch".
    pub fn native_name(&self) -> Text {
        Text::new(self, "language-name")
    }

    /// The best language for an `Accept-Language` header.
    ///
    /// Weights (`;q=`) are honoured, regions are ignored (`de-AT` is `de`); English when nothing
    /// matches.
    pub fn negotiate(accept_language: &str) -> Self {
        let parts = accept_language.split(',').take(MOST_WISHES);
        let mut wishes: Vec<(f32, &str)> = parts.map(wish).collect();
        wishes.sort_by(|a, b| b.0.total_cmp(&a.0));
        let all = Self::all();
        wishes
            .into_iter()
            .filter(|(weight, _)| *weight > 0.0)
            .filter_map(|(_, tag)| LanguageIdentifier::from_str(tag).ok())
            .find_map(|tag| all.iter().find(|known| known.0.language == tag.language).cloned())
            .unwrap_or_else(Self::english)
    }

    /// The tag for `<html lang>`.
    pub fn tag(&self) -> String {
        self.0.to_string()
    }

    pub(crate) fn id(&self) -> &LanguageIdentifier {
        &self.0
    }
}

fn wish(part: &str) -> (f32, &str) {
    let (tag, weight) = part.split_once(";q=").unwrap_or((part, "1"));
    (weight.trim().parse().unwrap_or(0.0), tag.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_language_falls_back_to_english() {
        assert_eq!(Language::negotiate("tlh,xx;q=0.5").tag(), "en");
        assert_eq!(Language::negotiate("").tag(), "en");
        assert_eq!(Language::negotiate("*").tag(), "en");
    }

    #[test]
    fn a_region_is_ignored() {
        assert_eq!(Language::negotiate("en-GB,en;q=0.9").tag(), "en");
        assert_eq!(Language::negotiate("pt-BR").tag(), "pt");
        assert_eq!(Language::negotiate("de-AT, de;q=0.9, en;q=0.8").tag(), "de");
    }

    #[test]
    fn weights_decide() {
        assert_eq!(Language::negotiate("es;q=0.5, ja;q=0.9").tag(), "ja");
        assert_eq!(Language::negotiate("fr, de;q=0, es;q=0.1").tag(), "es");
    }

    #[test]
    fn a_list_without_end_is_not_read_to_its_end() {
        let unknown = |count| "tlh,".repeat(count);
        assert_eq!(Language::negotiate(&format!("{}de", unknown(31))).tag(), "de");
        assert_eq!(Language::negotiate(&format!("{}de", unknown(32))).tag(), "en");
    }

    #[test]
    fn only_a_known_tag_is_a_language() {
        assert_eq!(
            Language::known("de").map(|known| known.native_name().to_string()).as_deref(),
            Some("Deutsch")
        );
        for tag in ["", "fr", "de-AT", "DE", "../de"] {
            assert_eq!(Language::known(tag), None, "{tag}");
        }
    }
}
