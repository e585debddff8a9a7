//! When the store opens and closes by itself.

use askama::Template;

use super::AuditChange;
use crate::screen::rendered;
use crate::{App, Errors, Frame, Moment, Screen, Site};

/// Openings of a day that have fields.
pub const OPENINGS: usize = 3;

/// The weekdays as their fields begin, in order.
pub const WEEKDAYS: [&str; 7] =
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// The openings of one day as typed: from and to, `HH:MM` or what was typed instead.
///
/// Fields `{day}.{0..2}.from` and `.to`, where the day is a weekday or `exception.{row}`.
pub type DayTyped = [(String, String); OPENINGS];

/// One dated exception as typed. All openings empty: closed on that date.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExceptionTyped {
    /// Field `exception.{row}.date`: `2026-12-24`.
    pub date: String,
    /// Its openings.
    pub openings: DayTyped,
}

/// The page of opening hours. `POST /console/hours`.
#[derive(Clone, Debug, Default)]
pub struct Hours {
    /// Idempotency key.
    pub key: String,
    /// The store's time zone: `Europe/Berlin`.
    pub time_zone: String,
    /// Monday to Sunday.
    pub week: [DayTyped; 7],
    /// Rows of exceptions, empty ones to fill included.
    pub exceptions: Vec<ExceptionTyped>,
    /// When it opens by itself, while it is closed.
    pub opens: Option<Moment>,
    /// When it closes by itself, while it is open.
    pub closes: Option<Moment>,
    /// What saving would change, where somebody else changed the same meanwhile.
    pub lost: Vec<AuditChange>,
    /// What is wrong.
    pub errors: Errors,
    /// Whether the hours have just been saved.
    pub saved: bool,
}

/// One day's row of fields.
struct Row<'a> {
    /// How its fields begin.
    name: String,
    /// What it is called.
    label: String,
    openings: &'a DayTyped,
}

impl Hours {
    fn days(&self, site: &Site) -> Vec<Row<'_>> {
        let row = |(day, openings)| Row {
            name: String::from(day),
            label: site.t(format!("weekday-{day}")).to_string(),
            openings,
        };
        WEEKDAYS.into_iter().zip(&self.week).map(row).collect()
    }

    /// The errors with the day of each, for the summary.
    fn errors_by_day(&self, days: &[Row<'_>], dates: &[(&str, Row<'_>)]) -> Errors {
        let rows = || days.iter().chain(dates.iter().map(|(_, row)| row));
        self.errors.in_rows(|field| {
            let is_its = |row: &&Row<'_>| {
                field.strip_prefix(&row.name).is_some_and(|rest| rest.starts_with('.'))
            };
            rows().find(is_its).map(|row| row.label.clone())
        })
    }

    fn dates(&self, site: &Site) -> Vec<(&str, Row<'_>)> {
        let row = |(index, exception)| {
            let exception: &ExceptionTyped = exception;
            let label = match exception.date.as_str() {
                "" => site.t("hours-exception").num("n", index + 1).to_string(),
                date => site.date(date),
            };
            let openings = &exception.openings;
            (exception.date.as_str(), Row { name: format!("exception.{index}"), label, openings })
        };
        self.exceptions.iter().enumerate().map(row).collect()
    }
}

impl Screen for Hours {
    fn frame(&self, site: &Site) -> Frame {
        Frame::new(App::Console, site.t("hours-title")).section("hours")
    }

    fn errors(&self) -> Option<&Errors> {
        Some(&self.errors)
    }

    fn content(&self, site: &Site) -> String {
        let (days, dates) = (self.days(site), self.dates(site));
        let errors = self.errors_by_day(&days, &dates);
        rendered(&HoursTemplate { site, v: self, days, dates, errors })
    }
}

#[derive(Template)]
#[template(path = "console/hours.html")]
struct HoursTemplate<'a> {
    site: &'a Site,
    v: &'a Hours,
    days: Vec<Row<'a>>,
    dates: Vec<(&'a str, Row<'a>)>,
    errors: Errors,
}
