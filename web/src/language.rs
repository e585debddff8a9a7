//! Languages a page can be shown in: one per folder of `locales/`.

use std::str::FromStr;

use fluent_templates::{LanguageIdentifier, Loader, static_loader};

static_loader! {
    // Every translation, compiled in. A language is added by adding a folder.
    pub(crate) static LOCALES = {
        locales: "./locales",
        fallback_language: "en",
        // Isolation marks would end up in titles and announcements; templates use <bdi> instead.
        customise: |bundle| bundle.set_use_isolating(false),
    };
}

/// A language that has translations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Language(LanguageIdentifier);

impl Language {
    /// The language every text exists in.
    pub fn english() -> Self {
        Self(LanguageIdentifier::from_str("en").expect("`en` is a language tag"))
    }

    /// All languages with translations, in no particular order.
    pub fn all() -> Vec<Self> {
        LOCALES.locales().cloned().map(Self).collect()
    }

    /// The best language for an `Accept-Language` header, or a bare tag such as a cookie's `de`.
    ///
    /// Weights (`;q=`) are honoured, regions are ignored (`de-AT` is `de`); English when nothing
    /// matches.
    pub fn negotiate(accept_language: &str) -> Self {
        let mut wishes: Vec<(f32, &str)> = accept_language.split(',').map(wish).collect();
        wishes.sort_by(|a, b| b.0.total_cmp(&a.0));
        wishes
            .into_iter()
            .filter(|(weight, _)| *weight > 0.0)
            .filter_map(|(_, tag)| LanguageIdentifier::from_str(tag).ok())
            .find_map(|tag| Self::all().into_iter().find(|known| known.0.language == tag.language))
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
    }
}
