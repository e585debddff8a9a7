//! Opening hours: a week, dated exceptions, and what they mean on a clock with summer time.
//!
//! Pure: no database, no clock. That the store obeys them is `schedule.rs`.

mod spans;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::fmt;

use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Openings of one day at most: what the form has fields for.
pub const MOST_OPENINGS: usize = 3;
/// Exceptions at most.
const MOST_EXCEPTIONS: usize = 100;
const DAY_MINUTES: u16 = 24 * 60;

/// A time of day, `00:00` to `24:00`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct TimeOfDay {
    minutes: u16,
}

impl TimeOfDay {
    /// Reads what people type: `8`, `8:30`, `08.30`, `0830`.
    #[must_use]
    pub fn parse(typed: &str) -> Option<Self> {
        let typed = typed.trim();
        let (hours, minutes) = match typed.split_once([':', '.', 'h']) {
            Some(parts) => parts,
            None if typed.len() > 2 => typed.split_at_checked(typed.len() - 2)?,
            None => (typed, "00"),
        };
        let number = |part: &str, digits: std::ops::RangeInclusive<usize>| -> Option<u16> {
            let is_number = part.bytes().all(|b| b.is_ascii_digit());
            (is_number && digits.contains(&part.len())).then(|| part.parse().ok())?
        };
        let (hours, minutes) = (number(hours, 1..=2)?, number(minutes, 2..=2)?);
        let all = hours * 60 + minutes;
        (minutes < 60 && all <= DAY_MINUTES).then_some(Self { minutes: all })
    }
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.minutes / 60, self.minutes % 60)
    }
}

impl TryFrom<String> for TimeOfDay {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Self::parse(&text).ok_or_else(|| format!("{text:.20} is not a time such as 08:30"))
    }
}

impl From<TimeOfDay> for String {
    fn from(time: TimeOfDay) -> Self {
        time.to_string()
    }
}

/// Open from a time up to, not including, another; over midnight when that is not later.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Opening {
    /// When it opens.
    #[schema(value_type = String, example = "08:30")]
    pub from: TimeOfDay,
    /// When it closes.
    #[schema(value_type = String, example = "17:00")]
    pub to: TimeOfDay,
}

impl Opening {
    /// Minutes since the midnight before it opens; the end is beyond a day's when over midnight.
    fn minutes(self) -> (u16, u16) {
        let (from, to) = (self.from.minutes, self.to.minutes);
        (from, if to < from { to + DAY_MINUTES } else { to })
    }
}

impl fmt::Display for Opening {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} to {}", self.from, self.to)
    }
}

/// A day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "their names say it")]
pub enum Day {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

impl Day {
    /// The week, in order.
    pub const ALL: [Self; 7] = [
        Self::Monday,
        Self::Tuesday,
        Self::Wednesday,
        Self::Thursday,
        Self::Friday,
        Self::Saturday,
        Self::Sunday,
    ];

    /// The day of a date.
    #[must_use]
    pub fn of(date: Date) -> Self {
        match date.weekday() {
            Weekday::Monday => Self::Monday,
            Weekday::Tuesday => Self::Tuesday,
            Weekday::Wednesday => Self::Wednesday,
            Weekday::Thursday => Self::Thursday,
            Weekday::Friday => Self::Friday,
            Weekday::Saturday => Self::Saturday,
            Weekday::Sunday => Self::Sunday,
        }
    }

    /// As stored and sent: `monday`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Monday => "monday",
            Self::Tuesday => "tuesday",
            Self::Wednesday => "wednesday",
            Self::Thursday => "thursday",
            Self::Friday => "friday",
            Self::Saturday => "saturday",
            Self::Sunday => "sunday",
        }
    }

    const fn before(self) -> Self {
        Self::ALL[(self as usize + 6) % 7]
    }
}

/// Other hours on one date, instead of its weekday's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Exception {
    /// The date on the store's calendar.
    #[schema(value_type = String, format = Date)]
    pub date: Date,
    /// What opens on that date; nothing for a closed day.
    #[serde(default)]
    pub open: Vec<Opening>,
}

/// When a store is open.
///
/// An opening belongs to the day on which it begins: one over midnight goes on into the next day,
/// also into one with an exception. As JSON:
/// `{"weekly": {"monday": [{"from": "08:00", "to": "17:30"}]}, "exceptions": [{"date": "2026-12-24", "open": []}]}`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Hours {
    /// The openings of each weekday; a missing one is closed.
    pub weekly: BTreeMap<Day, Vec<Opening>>,
    /// Dates that differ.
    pub exceptions: Vec<Exception>,
}

/// What is wrong with hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HoursFault {
    /// It closes when it opens.
    Empty,
    /// It is open already then, by another opening of this day or the day before.
    Overlaps,
    /// More openings than a day may have.
    TooMany,
    /// The date has an exception already.
    SecondException,
    /// More exceptions than fit.
    TooManyExceptions,
}

/// One fault and where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HoursProblem {
    /// The day: `monday`, or an exception's number from 0, as in `exception.0`.
    pub day: String,
    /// Which of the day's openings, from 0.
    pub opening: usize,
    /// What is wrong.
    pub fault: HoursFault,
    /// The same in words, with the times.
    pub message: String,
}

impl Hours {
    /// Whether nothing ever opens by them.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.weekly.values().all(Vec::is_empty) && self.exceptions.is_empty()
    }

    /// The openings that begin on `date`.
    #[must_use]
    pub fn openings_on(&self, date: Date) -> &[Opening] {
        match self.exceptions.iter().find(|exception| exception.date == date) {
            Some(exception) => &exception.open,
            None => self.weekday(Day::of(date)),
        }
    }

    /// The openings that begin on a weekday.
    #[must_use]
    pub fn weekday(&self, day: Day) -> &[Opening] {
        self.weekly.get(&day).map_or(&[], Vec::as_slice)
    }

    /// Checks every day and exception.
    ///
    /// An exception's openings may meet those over midnight of the day before: together they
    /// are one longer opening.
    ///
    /// # Errors
    /// All that is wrong.
    pub fn check(&self) -> Result<(), Vec<HoursProblem>> {
        let mut problems = Vec::new();
        for (day, openings) in &self.weekly {
            let spilling = self.weekday(day.before()).iter().filter_map(|opening| {
                let (_, to) = opening.minutes();
                (to > DAY_MINUTES).then(|| (0, to - DAY_MINUTES, *opening))
            });
            check_day(day.as_str(), openings, spilling.collect(), &mut problems);
        }
        for (index, exception) in self.exceptions.iter().enumerate() {
            let day = format!("exception.{index}");
            check_day(&day, &exception.open, Vec::new(), &mut problems);
            if self.exceptions[..index].iter().any(|earlier| earlier.date == exception.date) {
                let message = format!("{} has two exceptions.", exception.date);
                let fault = HoursFault::SecondException;
                problems.push(HoursProblem { day, opening: 0, fault, message });
            }
        }
        if self.exceptions.len() > MOST_EXCEPTIONS {
            problems.push(HoursProblem {
                day: format!("exception.{MOST_EXCEPTIONS}"),
                opening: 0,
                fault: HoursFault::TooManyExceptions,
                message: format!("Keep at most {MOST_EXCEPTIONS} exceptions."),
            });
        }
        if problems.is_empty() { Ok(()) } else { Err(problems) }
    }
}

/// Checks a day's openings against each other and against `taken`: from, to, and whose it is.
fn check_day(
    day: &str,
    openings: &[Opening],
    mut taken: Vec<(u16, u16, Opening)>,
    problems: &mut Vec<HoursProblem>,
) {
    let mut report = |opening: usize, fault: HoursFault, message: String| {
        problems.push(HoursProblem { day: day.to_owned(), opening, fault, message });
    };
    for (index, opening) in openings.iter().enumerate() {
        let (from, to) = opening.minutes();
        if index == MOST_OPENINGS {
            let message = format!("{day}: a day opens at most {MOST_OPENINGS} times.");
            report(index, HoursFault::TooMany, message);
        }
        if from == to {
            let message = format!("{day}: {opening} is no time at all. All day is 00:00 to 24:00.");
            report(index, HoursFault::Empty, message);
        }
        if let Some((.., other)) = taken.iter().find(|(start, end, _)| *start < to && from < *end) {
            let message = format!("{day}: {opening} overlaps {other}.");
            report(index, HoursFault::Overlaps, message);
        }
        taken.push((from, to, *opening));
    }
}
