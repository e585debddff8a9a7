//! Calendar dates as each language writes them. Views are handed dates as `2026-12-24`.

use crate::Site;

impl Site {
    /// A date in words, "24 December 2026"; with a time behind it, "24 December 2026, 08:12". Any
    /// other text stays as it is.
    pub fn date(&self, text: impl AsRef<str>) -> String {
        let text = text.as_ref();
        let (date, time) = text.split_once(' ').unwrap_or((text, ""));
        let Some((year, month, day)) = parts(date) else { return text.to_owned() };
        let date = self
            .t("date")
            .str("day", day.to_string())
            .str("month", self.t(format!("month-{month}")).to_string())
            .str("year", year)
            .to_string();
        match time {
            "" => date,
            time => self.t("date-time").str("date", date).str("time", time).to_string(),
        }
    }

    /// A date in digits and without its year, "24/12", where room is short. Any other text stays
    /// as it is.
    pub(crate) fn short_date(&self, text: &str) -> String {
        parts(text).map_or_else(
            || text.to_owned(),
            |(_, month, day)| self.t("date-short").num("day", day).num("month", month).to_string(),
        )
    }

    /// A period from its first to its last date, or the one date.
    pub fn dates(&self, from: &str, to: &str) -> String {
        if from == to {
            self.date(from)
        } else {
            format!("{} – {}", self.date(from), self.date(to))
        }
    }
}

/// Year, month and day of `2026-12-24`.
fn parts(date: &str) -> Option<(&str, u8, u8)> {
    let [year, month, day] = date.split('-').collect::<Vec<_>>().try_into().ok()?;
    let is_number =
        |text: &str, length| text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
    let fits = is_number(year, 4) && is_number(month, 2) && is_number(day, 2);
    let (month, day) = (month.parse().ok()?, day.parse().ok()?);
    (fits && (1..=12).contains(&month) && (1..=31).contains(&day)).then_some((year, month, day))
}

#[cfg(test)]
mod tests {
    use crate::{Language, Site, samples};

    fn say(tag: &str, text: &str) -> String {
        let language = Language::known(tag).expect("a language with translations");
        Site { language, ..samples::site() }.date(text)
    }

    #[test]
    fn each_language_writes_a_date_its_own_way() {
        for (tag, expected) in [
            ("en", "4 March 2026"),
            ("de", "4. März 2026"),
            ("es", "4 de marzo de 2026"),
            ("pt", "4 de março de 2026"),
            ("ja", "2026年3月4日"),
        ] {
            assert_eq!(say(tag, "2026-03-04"), expected);
        }
        assert_eq!(say("en", "2026-03-04 08:12"), "4 March 2026, 08:12");
    }

    #[test]
    fn a_short_date_is_digits_in_each_languages_order() {
        for (tag, expected) in
            [("en", "4/3"), ("de", "4.3."), ("es", "4/3"), ("pt", "4/3"), ("ja", "3/4")]
        {
            let language = Language::known(tag).expect("a language with translations");
            let site = Site { language, ..samples::site() };
            assert_eq!(site.short_date("2026-03-04"), expected);
            assert_eq!(site.short_date("11:00"), "11:00");
        }
    }

    #[test]
    fn what_is_no_date_stays_as_it_is() {
        for text in ["", "11:00", "24:00", "2026-13-01", "2026-00-01", "26-1-1", "no date", "a-b-c"]
        {
            assert_eq!(say("de", text), text);
        }
    }
}
