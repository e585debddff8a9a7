//! Money: how many digits a currency has, how each language writes it, and how it is read.
//!
//! A small table instead of ICU: a menu needs one number format, and the data of all of them would
//! outweigh the program. Minor units are ISO 4217's, signs and their places are CLDR's.

use crate::{Language, Site};

/// A sum of money.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Price {
    /// In the currency's smallest unit: cents, or whole yen.
    pub cents: i64,
    /// ISO 4217 code.
    pub currency: String,
}

impl Price {
    /// A price in `currency`.
    pub fn new(cents: i64, currency: &str) -> Self {
        Self { cents, currency: currency.to_owned() }
    }

    /// The price as the page's language writes it: "€3.60", "3,60 €", "¥450".
    pub fn text(&self, site: &Site) -> String {
        self.in_language(&site.language)
    }

    /// The price as `language` writes it.
    pub fn in_language(&self, language: &Language) -> String {
        let format = Format::of(language);
        let minus = if self.cents < 0 { "-" } else { "" };
        let number = format.number(self.cents.unsigned_abs(), minor_digits(&self.currency), true);
        let sign = sign(&self.currency, format);
        if sign.is_empty() {
            return format!("{minus}{number}");
        }
        // A code or a sign that ends in a letter stands apart from the digits.
        let is_word = sign.ends_with(|c: char| c.is_alphabetic());
        match (format.sign_first, format.sign_apart || is_word) {
            (true, true) => format!("{minus}{sign}{NO_BREAK}{number}"),
            (true, false) => format!("{minus}{sign}{number}"),
            (false, _) => format!("{minus}{number}{NO_BREAK}{sign}"),
        }
    }
}

const NO_BREAK: char = '\u{a0}';

/// How a language writes money.
#[derive(Clone, Copy)]
struct Format {
    decimal: char,
    group: char,
    /// Whole numbers shorter than this are not grouped.
    grouped_from: usize,
    sign_first: bool,
    sign_apart: bool,
    /// Whether `$` alone is the dollar of the United States.
    plain_dollar: bool,
}

impl Format {
    fn of(language: &Language) -> Self {
        let english = Self {
            decimal: '.',
            group: ',',
            grouped_from: 4,
            sign_first: true,
            sign_apart: false,
            plain_dollar: true,
        };
        let continental = Self { decimal: ',', group: '.', sign_first: false, ..english };
        match language.tag().as_str() {
            "de" => continental,
            "es" => Self { grouped_from: 5, plain_dollar: false, ..continental },
            "pt" => Self { sign_first: true, sign_apart: true, plain_dollar: false, ..continental },
            _ => english,
        }
    }

    fn number(self, amount: u64, digits: usize, grouped: bool) -> String {
        let text = format!("{amount:0>width$}", width = digits + 1);
        let (whole, rest) = text.split_at(text.len() - digits);
        let mut number = String::new();
        for (at, digit) in whole.chars().enumerate() {
            let left = whole.len() - at;
            let is_long = whole.len() >= self.grouped_from;
            if grouped && is_long && at > 0 && left.is_multiple_of(3) {
                number.push(self.group);
            }
            number.push(digit);
        }
        if digits > 0 {
            number.push(self.decimal);
            number.push_str(rest);
        }
        number
    }
}

/// The currency's sign where it is understood, else its code.
fn sign(code: &str, format: Format) -> &str {
    match code {
        "EUR" => "\u{20ac}",
        "GBP" => "\u{a3}",
        "JPY" => "\u{a5}",
        "USD" if format.plain_dollar => "$",
        "USD" => "US$",
        "BRL" => "R$",
        "KRW" => "\u{20a9}",
        "INR" => "\u{20b9}",
        "ILS" => "\u{20aa}",
        "VND" => "\u{20ab}",
        "PHP" => "\u{20b1}",
        "CNY" => "CN\u{a5}",
        "CAD" => "CA$",
        "AUD" => "A$",
        "NZD" => "NZ$",
        "HKD" => "HK$",
        "TWD" => "NT$",
        other => other,
    }
}

/// Digits behind the decimal sign; 2 where ISO 4217 says nothing else.
pub fn minor_digits(code: &str) -> usize {
    match code {
        "BIF" | "CLP" | "DJF" | "GNF" | "ISK" | "JPY" | "KMF" | "KRW" | "PYG" | "RWF" | "UGX"
        | "UYI" | "VND" | "VUV" | "XAF" | "XOF" | "XPF" => 0,
        "BHD" | "IQD" | "JOD" | "KWD" | "LYD" | "OMR" | "TND" => 3,
        "CLF" | "UYW" => 4,
        _ => 2,
    }
}

/// An amount as it is typed into a field: "3,60", without sign or groups.
pub fn typed(cents: i64, digits: usize, language: &Language) -> String {
    let minus = if cents < 0 { "-" } else { "" };
    format!("{minus}{}", Format::of(language).number(cents.unsigned_abs(), digits, false))
}

/// A price as it may be typed: "3.60", "450".
pub fn example(currency: &str, language: &Language) -> String {
    match minor_digits(currency) {
        0 => "450".to_owned(),
        digits => Format::of(language).number(36 * 10_u64.pow(digits as u32 - 1), digits, false),
    }
}

/// An amount as a file holds it: "3.60" in every language.
pub fn plain(cents: i64, digits: usize) -> String {
    typed(cents, digits, &Language::english())
}

/// Reads what people type: `3`, `3.6`, `3,60`, full-width digits too. `Some(None)` from nothing,
/// `None` from anything else, more digits than the currency has included.
pub fn parse(text: &str, digits: usize) -> Option<Option<i64>> {
    let narrow = |c: char| match c {
        '\u{ff10}'..='\u{ff19}' => char::from_u32(c as u32 - 0xff10 + 0x30).unwrap_or(c),
        ',' | '\u{ff0c}' | '\u{ff0e}' => '.',
        other => other,
    };
    let text: String = text.trim().chars().map(narrow).collect();
    if text.is_empty() {
        return Some(None);
    }
    let (whole, rest) = text.split_once('.').unwrap_or((&text, ""));
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let is_nothing = whole.is_empty() && rest.is_empty();
    if is_nothing
        || !is_number(whole)
        || !is_number(rest)
        || rest.len() > digits
        || whole.len() > 12
    {
        return None;
    }
    format!("{whole}{rest:0<digits$}").parse().ok().map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn say(tag: &str, cents: i64, currency: &str) -> String {
        let language = Language::known(tag).expect("a language with translations");
        Price::new(cents, currency).in_language(&language).replace(NO_BREAK, "_")
    }

    #[test]
    fn each_language_writes_money_its_own_way() {
        for (tag, cents, currency, expected) in [
            ("en", 150, "EUR", "€1.50"),
            ("de", 150, "EUR", "1,50_€"),
            ("es", 150, "EUR", "1,50_€"),
            ("pt", 150, "EUR", "€_1,50"),
            ("pt", 450, "BRL", "R$_4,50"),
            ("ja", 450, "JPY", "¥450"),
            ("ja", 150, "EUR", "€1.50"),
            ("de", 450, "JPY", "450_¥"),
            ("en", 450, "USD", "$4.50"),
            ("es", 450, "USD", "4,50_US$"),
            ("en", 450, "CHF", "CHF_4.50"),
            ("de", 450, "CHF", "4,50_CHF"),
            ("en", 1_250, "KWD", "KWD_1.250"),
            ("en", 5, "EUR", "€0.05"),
            ("en", 0, "JPY", "¥0"),
            ("de", -40, "EUR", "-0,40_€"),
            ("en", 123_456_789, "IDR", "IDR_1,234,567.89"),
            ("de", 123_400, "EUR", "1.234,00_€"),
            ("es", 123_400, "EUR", "1234,00_€"),
            ("es", 1_234_500, "EUR", "12.345,00_€"),
        ] {
            assert_eq!(say(tag, cents, currency), expected, "{cents} {currency} in {tag}");
        }
    }

    #[test]
    fn prices_are_read_as_people_write_them() {
        for (text, digits, expected) in [
            ("3.60", 2, Some(Some(360))),
            ("4,50", 2, Some(Some(450))),
            ("3,6", 2, Some(Some(360))),
            (" 3 ", 2, Some(Some(300))),
            (".5", 2, Some(Some(50))),
            ("4.", 2, Some(Some(400))),
            ("４５０", 0, Some(Some(450))),
            ("450", 0, Some(Some(450))),
            ("1,250", 3, Some(Some(1_250))),
            ("", 2, Some(None)),
            ("-1", 2, None),
            ("3.605", 2, None),
            ("4.50", 0, None),
            ("1.234,50", 2, None),
            ("free", 2, None),
            (",", 2, None),
            ("99999999999999999999", 2, None),
        ] {
            assert_eq!(parse(text, digits), expected, "{text} with {digits} digits");
        }
    }

    #[test]
    fn what_a_field_shows_is_read_again() {
        for language in Language::all() {
            for currency in ["EUR", "JPY", "KWD"] {
                let digits = minor_digits(currency);
                for cents in [0, 5, 99, 360, 1_000, 100_000_000] {
                    let shown = typed(cents, digits, &language);
                    assert_eq!(parse(&shown, digits), Some(Some(cents)), "{shown}");
                }
            }
        }
    }
}
