//! Days on a store's calendar, cut into hours or days. Pure.
//!
//! A day has 23, 24 or 25 hours: slots are walked along the time line and never computed by
//! multiplying, so that the hour a clock repeats in autumn is two slots.

use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::clock::Timestamp;

/// Days of one report at most: a quarter.
pub const LONGEST_DAYS: i32 = 92;

/// Days from the first to the last, both included, on a store's calendar.
#[derive(Clone, Debug)]
pub struct Period {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
    zone: TimeZone,
}

/// Why a period cannot be reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeriodProblem {
    /// The first day is no date.
    From,
    /// The last day is no date.
    To,
    /// It ends before it begins.
    Backwards,
    /// It has more than [`LONGEST_DAYS`].
    TooLong,
}

/// An hour or a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    /// Where it begins.
    pub start: Timestamp,
    /// Where the next one begins.
    pub end: Timestamp,
    /// `09:00` for an hour, `2026-01-31` for a day.
    pub label: String,
}

impl Period {
    /// The day of `now`.
    #[must_use]
    pub fn today(zone: &str, now: Timestamp) -> Self {
        let zone = zone_of(zone);
        let today = now.to_jiff().to_zoned(zone.clone()).date();
        Self { from: today, to: today, zone }
    }

    /// Reads two dates as typed; an empty one is today's.
    ///
    /// # Errors
    /// What is wrong with them.
    pub fn parse(from: &str, to: &str, zone: &str, now: Timestamp) -> Result<Self, PeriodProblem> {
        let today = Self::today(zone, now);
        let read = |text: &str| match text.trim() {
            "" => Some(today.from),
            // Four digits of a year only: jiff also reads years that no calendar control offers.
            text if text.len() == 10 => text.parse().ok(),
            _ => None,
        };
        let from = read(from).ok_or(PeriodProblem::From)?;
        let to = read(to).ok_or(PeriodProblem::To)?;
        let period = Self { from, to, ..today };
        match period.days() {
            ..1 => Err(PeriodProblem::Backwards),
            1..=LONGEST_DAYS => Ok(period),
            _ => Err(PeriodProblem::TooLong),
        }
    }

    /// How many days it has.
    #[must_use]
    pub fn days(&self) -> i32 {
        self.from.until(self.to).map_or(0, |span| span.get_days()).saturating_add(1)
    }

    /// The same calendar's days from `first` to `last` days before this period's end.
    #[must_use]
    pub fn days_before(&self, first: i64, last: i64) -> Self {
        let back = |days: i64| self.to.checked_sub(days.days()).unwrap_or(self.to);
        Self { from: back(first), to: back(last), zone: self.zone.clone() }
    }

    /// Where it begins.
    #[must_use]
    pub fn start(&self) -> Timestamp {
        self.midnight(self.from)
    }

    /// Where the day after it begins.
    #[must_use]
    pub fn end(&self) -> Timestamp {
        self.midnight(self.to.tomorrow().unwrap_or(self.to))
    }

    /// Whether a moment lies in it.
    #[must_use]
    pub fn contains(&self, at: Timestamp) -> bool {
        (self.start()..self.end()).contains(&at)
    }

    /// Its hours where it is one day, else its days.
    #[must_use]
    pub fn slots(&self) -> Vec<Slot> {
        if self.from == self.to { self.hours() } else { self.each_day() }
    }

    /// A moment on the store's clock: `2026-01-31T09:05:00+01:00`.
    #[must_use]
    pub fn local(&self, at: Timestamp) -> String {
        at.to_jiff().to_zoned(self.zone.clone()).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
    }

    fn hours(&self) -> Vec<Slot> {
        let mut slots = Vec::new();
        let (mut start, last) = (self.start(), self.end());
        while start < last {
            let end = self.next_hour(start).min(last);
            let label = start.to_jiff().to_zoned(self.zone.clone()).strftime("%H:00").to_string();
            slots.push(Slot { start, end, label });
            start = end;
        }
        slots
    }

    /// The next full hour on the clock, or the moment before it at which the clock jumps.
    fn next_hour(&self, at: Timestamp) -> Timestamp {
        let local = at.to_jiff().to_zoned(self.zone.clone());
        let hour = at.plus_seconds(60 * (60 - i64::from(local.minute())));
        let jump = self.zone.following(at.to_jiff()).next();
        jump.map_or(hour, |jump| hour.min(Timestamp(jump.timestamp().as_millisecond())))
    }

    fn each_day(&self) -> Vec<Slot> {
        let first = self.from;
        let dates = first.series(1.day()).take_while(|date| *date <= self.to);
        dates
            .map(|date| Slot {
                start: self.midnight(date),
                end: self.midnight(date.tomorrow().unwrap_or(date)),
                label: date.to_string(),
            })
            .collect()
    }

    fn midnight(&self, date: Date) -> Timestamp {
        let start = date.to_zoned(self.zone.clone());
        Timestamp(start.map_or(0, |start| start.timestamp().as_millisecond()))
    }
}

fn zone_of(name: &str) -> TimeZone {
    TimeZone::get(name).unwrap_or(TimeZone::UTC)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp(1_800_000_000_000);

    fn period(from: &str, to: &str, zone: &str) -> Period {
        Period::parse(from, to, zone, NOW).expect("a period")
    }

    #[test]
    fn nothing_typed_is_today_where_the_store_is() {
        assert_eq!(period("", "", "Europe/Berlin").from.to_string(), "2027-01-15");
        assert_eq!(period("", "", "Pacific/Auckland").from.to_string(), "2027-01-15");
        let late = Timestamp(NOW.0 + 8 * 3_600_000);
        assert_eq!(Period::today("Pacific/Auckland", late).from.to_string(), "2027-01-16");
        assert_eq!(Period::today("Europe/Berlin", late).from.to_string(), "2027-01-15");
    }

    #[test]
    fn what_is_wrong_is_named() {
        let problem = |from, to| Period::parse(from, to, "UTC", NOW).expect_err("wrong");
        assert_eq!(problem("yesterday", ""), PeriodProblem::From);
        assert_eq!(problem("", "2027-02-30"), PeriodProblem::To);
        assert_eq!(problem("+027-01-011", ""), PeriodProblem::From);
        assert_eq!(problem("2027-01-02", "2027-01-01"), PeriodProblem::Backwards);
        assert_eq!(problem("2027-01-01", "2027-04-03"), PeriodProblem::TooLong);
        assert_eq!(problem("0001-01-01", "9999-12-31"), PeriodProblem::TooLong);
        assert_eq!(period("2027-01-01", "2027-04-02", "UTC").days(), 92);
    }

    #[test]
    fn hours_are_those_of_the_clock_also_when_it_jumps() {
        let labels = |day, zone| {
            let slots = period(day, day, zone).slots();
            assert!(slots.windows(2).all(|two| two[0].end == two[1].start), "no gap");
            slots.into_iter().map(|slot| slot.label).collect::<Vec<_>>()
        };
        assert_eq!(labels("2027-01-15", "Europe/Berlin").len(), 24);
        let spring = labels("2027-03-28", "Europe/Berlin");
        assert_eq!(spring.len(), 23);
        assert_eq!(spring[1..3], ["01:00", "03:00"]);
        let autumn = labels("2027-10-31", "Europe/Berlin");
        assert_eq!(autumn.len(), 25);
        assert_eq!(autumn[2..5], ["02:00", "02:00", "03:00"]);
        // Half an hour back at two: the clock shows 01:30 to 01:59 twice.
        let lord_howe = labels("2027-04-04", "Australia/Lord_Howe");
        assert_eq!(lord_howe[..4], ["00:00", "01:00", "01:00", "02:00"]);
        assert_eq!(lord_howe.last().map(String::as_str), Some("23:00"));
        assert_eq!(labels("2027-01-15", "Asia/Kathmandu").len(), 24);
    }

    #[test]
    fn days_touch_and_cover_the_period() {
        let spring = period("2027-03-27", "2027-03-29", "Europe/Berlin");
        let slots = spring.slots();
        assert_eq!(slots.len(), 3);
        assert_eq!((slots[0].start, slots[2].end), (spring.start(), spring.end()));
        assert_eq!(slots[1].end.millis_since(slots[1].start), 23 * 3_600_000);
        assert_eq!(slots[1].label, "2027-03-28");
        assert!(spring.contains(spring.start()) && !spring.contains(spring.end()));
    }

    #[test]
    fn a_week_ends_with_its_last_day() {
        let today = period("", "", "UTC");
        let week = today.days_before(6, 0);
        assert_eq!((week.days(), week.to), (7, today.to));
        let yesterday = today.days_before(1, 1);
        assert_eq!((yesterday.days(), yesterday.to.to_string()), (1, "2027-01-14".to_owned()));
    }

    #[test]
    fn a_moment_is_written_with_its_offset() {
        assert_eq!(period("", "", "Europe/Berlin").local(NOW), "2027-01-15T09:00:00+01:00");
    }
}
