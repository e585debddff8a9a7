//! From local times to moments.
//!
//! A local time means the first moment at which the clock on the wall shows it or a later one. So
//! a time that summer time skips is the moment of the jump, and one that comes twice is its first
//! coming. The rule keeps the order of times, so openings that did not overlap never do.

use jiff::ToSpan;
use jiff::civil::{Date, DateTime};
use jiff::tz::{AmbiguousOffset, TimeZone};

use super::{DAY_MINUTES, Hours};
use crate::clock::Timestamp;

/// How many days ahead an opening is looked for: a bar that is closed for a year has no hours.
const HORIZON_DAYS: usize = 400;

/// One stretch of being open; openings that meet are one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Span {
    from: Timestamp,
    /// None when no end is in sight.
    to: Option<Timestamp>,
}

impl Hours {
    /// Whether the hours say open at `now`.
    #[must_use]
    pub fn is_open_at(&self, zone: &TimeZone, now: Timestamp) -> bool {
        self.spans(zone, now).first().is_some_and(|span| span.from <= now)
    }

    /// The next moment after `now` at which the hours open or close.
    #[must_use]
    pub fn next_change(&self, zone: &TimeZone, now: Timestamp) -> Option<Timestamp> {
        let span = *self.spans(zone, now).first()?;
        if span.from > now { Some(span.from) } else { span.to }
    }

    /// The next moment after `now` at which the hours open.
    #[must_use]
    pub fn next_opening(&self, zone: &TimeZone, now: Timestamp) -> Option<Timestamp> {
        self.spans(zone, now).iter().map(|span| span.from).find(|&from| from > now)
    }

    /// The next moment after `now` at which the hours close.
    #[must_use]
    pub fn next_closing(&self, zone: &TimeZone, now: Timestamp) -> Option<Timestamp> {
        self.spans(zone, now).first()?.to
    }

    /// The first two spans that end after `now`.
    fn spans(&self, zone: &TimeZone, now: Timestamp) -> Vec<Span> {
        let mut done = Vec::new();
        let mut open: Option<(Timestamp, Timestamp)> = None;
        // Yesterday's may go on over midnight, and the last of a repeated hour is yesterday's too.
        let mut date = now.to_jiff().to_zoned(zone.clone()).date().saturating_sub(2.days());
        let mut is_in_sight = false;
        for _ in 0..HORIZON_DAYS {
            for (from, to) in self.on(zone, date) {
                match open {
                    Some((start, end)) if from <= end => open = Some((start, end.max(to))),
                    Some((start, end)) => {
                        done.push(Span { from: start, to: Some(end) });
                        open = Some((from, to));
                    }
                    None => open = Some((from, to)),
                }
                done.retain(|span| span.to.is_none_or(|end| end > now));
            }
            if done.len() >= 2 {
                is_in_sight = true;
                break;
            }
            let Ok(tomorrow) = date.tomorrow() else { break };
            date = tomorrow;
        }
        if let Some((from, end)) = open.filter(|_| !is_in_sight) {
            // What touches the horizon goes on behind it.
            let horizon = instant(zone, date.to_datetime(jiff::civil::Time::midnight()));
            let to = Some(end).filter(|&end| horizon.is_none_or(|horizon| end < horizon));
            if to.is_none_or(|end| end > now) {
                done.push(Span { from, to });
            }
        }
        done
    }

    /// A day's openings as moments, in order.
    fn on(&self, zone: &TimeZone, date: Date) -> Vec<(Timestamp, Timestamp)> {
        let at = |minutes: u16| -> Option<Timestamp> {
            let days = i64::from(minutes / DAY_MINUTES);
            let minutes = i64::from(minutes % DAY_MINUTES);
            let midnight = date.to_datetime(jiff::civil::Time::midnight());
            let local = midnight.checked_add(days.days()).ok()?.checked_add(minutes.minutes());
            instant(zone, local.ok()?)
        };
        let mut spans: Vec<_> = self
            .openings_on(date)
            .iter()
            .filter_map(|opening| {
                let (from, to) = opening.minutes();
                Some((at(from)?, at(to)?))
            })
            // A day that the time zone leaves out, or an opening inside a skipped hour.
            .filter(|(from, to)| from < to)
            .collect();
        spans.sort_unstable();
        spans
    }
}

/// The first moment at which the clock on the wall shows `local` or later.
fn instant(zone: &TimeZone, local: DateTime) -> Option<Timestamp> {
    let moment = match zone.to_ambiguous_timestamp(local).offset() {
        AmbiguousOffset::Unambiguous { offset } | AmbiguousOffset::Fold { before: offset, .. } => {
            offset.to_timestamp(local).ok()?
        }
        AmbiguousOffset::Gap { before, after } => {
            let earlier = after.to_timestamp(local).ok()?;
            match zone.following(earlier).next() {
                Some(jump) => jump.timestamp(),
                None => before.to_timestamp(local).ok()?,
            }
        }
    };
    Some(Timestamp(moment.as_millisecond()))
}
