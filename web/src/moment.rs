//! A time, to come or past, with its day where that is not today.

use crate::{Site, Text};

/// The day of a moment, as people say it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MomentDay {
    /// Today: only the time is said.
    Today,
    /// A weekday within a week: `monday` to `sunday`.
    Weekday(&'static str),
    /// Any other day: `2026-12-24`.
    Date(String),
}

/// A local time: "13:00", "Monday 8:00" to come, "18 November 2026, 10:40" past.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// Local time: "13:00".
    pub time: String,
    /// Its day.
    pub day: MomentDay,
}

impl Moment {
    /// A moment of today.
    pub fn today(time: &str) -> Self {
        Self { time: time.to_owned(), day: MomentDay::Today }
    }

    /// The text `key` with `$time`, or `key-day` with `$day` and `$time` when it is not today.
    pub fn say(&self, site: &Site, key: &str) -> Text {
        let day = match &self.day {
            MomentDay::Today => return site.t(key).str("time", &self.time),
            MomentDay::Weekday(day) => site.t(format!("weekday-{day}")).to_string(),
            MomentDay::Date(date) => site.date(date),
        };
        site.t(format!("{key}-day")).str("time", &self.time).str("day", day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::console::WEEKDAYS;
    use crate::{Language, samples};

    const SAID: [&str; 10] = [
        "door-closed-opens",
        "retry-at",
        "advice-code-used-up-at",
        "hours-opens",
        "today-closes",
        "printer-off",
        "printer-paper",
        "printer-cover",
        "printer-fault",
        "printer-silent",
    ];

    #[test]
    fn every_day_and_time_is_said_in_every_language() {
        for language in Language::all() {
            let tag = language.tag();
            let site = Site { language, ..samples::site() };
            let days = WEEKDAYS.map(MomentDay::Weekday).into_iter();
            for day in days.chain([MomentDay::Today, MomentDay::Date("2026-12-24".to_owned())]) {
                let moment = Moment { time: "13:00".to_owned(), day };
                for key in SAID {
                    let text = moment.say(&site, key).to_string();
                    assert!(!text.contains(['\u{27e6}', '{']), "{key} in {tag}: {text}");
                    assert!(text.contains("13:00"), "{key} in {tag}: {text}");
                    let date = matches!(moment.day, MomentDay::Date(_));
                    assert_eq!(text.contains("2026"), date, "{key} in {tag}: {text}");
                }
            }
        }
    }

    #[test]
    fn today_goes_without_saying() {
        let site = samples::site();
        let say = |day| Moment { time: "13:00".to_owned(), day }.say(&site, "door-closed-opens");
        assert_eq!(say(MomentDay::Today).to_string(), "Closed. Opens 13:00.");
        let monday = say(MomentDay::Weekday("monday")).to_string();
        assert_eq!(monday, "Closed. Opens Monday 13:00.");
    }
}
