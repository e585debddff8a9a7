//! One translated text with its arguments, written `{{ site.t("key").num("n", 3) }}` in templates.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;

use fluent_templates::Loader;
use fluent_templates::fluent_bundle::FluentValue;
use fluent_templates::fluent_bundle::types::{FluentNumber, FluentNumberOptions, FluentNumberType};

use crate::Language;
use crate::language::LOCALES;

/// A whole number in any integer type, by value or by reference, so that templates need no casts.
pub trait Amount {
    /// The number.
    fn amount(&self) -> i64;
}

macro_rules! amounts {
    ($($kind:ty),*) => {$(impl Amount for $kind {
        fn amount(&self) -> i64 {
            i64::try_from(*self).unwrap_or(i64::MAX)
        }
    })*};
}
amounts!(u8, u16, u32, u64, i32, i64, usize);

impl<T: Amount> Amount for &T {
    fn amount(&self) -> i64 {
        (**self).amount()
    }
}

/// A translation that is looked up when it is displayed.
#[derive(Clone, Debug)]
pub struct Text {
    language: Language,
    key: String,
    arguments: HashMap<Cow<'static, str>, FluentValue<'static>>,
}

impl Text {
    pub(crate) fn new(language: &Language, key: &str) -> Self {
        Self { language: language.clone(), key: key.to_owned(), arguments: HashMap::new() }
    }

    /// Adds a number, which plural forms can select on.
    #[must_use]
    pub fn num(mut self, name: &'static str, value: impl Amount) -> Self {
        self.arguments.insert(Cow::Borrowed(name), FluentValue::from(value.amount()));
        self
    }

    /// Adds an ordinal number ("3rd"), which ordinal plural forms can select on.
    #[must_use]
    pub fn ord(mut self, name: &'static str, value: impl Amount) -> Self {
        let options =
            FluentNumberOptions { r#type: FluentNumberType::Ordinal, ..Default::default() };
        #[allow(clippy::cast_precision_loss)]
        let number = FluentNumber::new(value.amount() as f64, options);
        self.arguments.insert(Cow::Borrowed(name), FluentValue::Number(number));
        self
    }

    /// Adds a text. One that is written from right to left, such as a name in Arabic, keeps its
    /// order and leaves the sentence its own.
    #[must_use]
    pub fn str(mut self, name: &'static str, value: impl AsRef<str>) -> Self {
        self.arguments.insert(Cow::Borrowed(name), FluentValue::from(isolated(value.as_ref())));
        self
    }

    /// Whether the key exists in this language or in English.
    pub fn exists(&self) -> bool {
        self.found().is_some()
    }

    fn found(&self) -> Option<String> {
        LOCALES.try_lookup_with_args(self.language.id(), &self.key, &self.arguments)
    }
}

/// The sentences of a heading, each with the space that follows it, so that the heading breaks
/// between them rather than within one. Japanese has no space there, and "24. Dezember" no end.
pub(crate) fn sentences(text: impl fmt::Display) -> Vec<(String, &'static str)> {
    let text = text.to_string();
    let mut all: Vec<(String, &'static str)> = Vec::new();
    for part in text.split_inclusive(". ").flat_map(|part| part.split_inclusive('。')) {
        let (said, space) = part.strip_suffix(' ').map_or((part, ""), |said| (said, " "));
        match all.last_mut() {
            Some((before, between)) if ends_in_an_ordinal(before) => {
                before.push_str(between);
                before.push_str(said);
                *between = space;
            }
            _ => all.push((said.to_owned(), space)),
        }
    }
    all
}

/// "24.", but not "10:44.".
fn ends_in_an_ordinal(text: &str) -> bool {
    let last = text.rsplit(char::is_whitespace).next().and_then(|word| word.strip_suffix('.'));
    last.is_some_and(|word| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Between first-strong isolate marks where it matters; a `<bdi>` cannot stand inside a sentence,
/// which may be a title or an attribute.
fn isolated(value: &str) -> String {
    if value.chars().any(is_right_to_left) {
        format!("\u{2068}{value}\u{2069}")
    } else {
        value.to_owned()
    }
}

/// Letters of Hebrew, Arabic and their neighbours.
pub(crate) fn is_right_to_left(letter: char) -> bool {
    matches!(letter, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.found() {
            Some(text) => f.write_str(&text),
            // Visible in tests, which look for it, and harmless in production.
            None => write!(f, "\u{27e6}{}\u{27e7}", self.key),
        }
    }
}
