//! Time as a value: the one place that reads the machine's clock, and a clock that tests set.
//!
//! Time is read at the edge (a handler, a due-work loop) and passed inward; rules and SQL never
//! ask what time it is.

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

/// A moment in UTC milliseconds since 1970, as stored in every `_at` column.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, sqlx::Type,
)]
#[serde(transparent)]
#[sqlx(transparent)]
pub struct Timestamp(pub i64);

impl Timestamp {
    /// The moment `seconds` later (earlier when negative).
    #[must_use]
    pub const fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds.saturating_mul(1_000)))
    }

    /// Milliseconds from `earlier` to `self`; negative when `earlier` is later.
    #[must_use]
    pub const fn millis_since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }

    /// Whole seconds until `later`, rounded up, never negative.
    #[must_use]
    pub fn seconds_until(self, later: Self) -> i64 {
        (later.millis_since(self).max(0) + 999) / 1_000
    }

    /// The same moment for jiff, which knows calendars and time zones.
    ///
    /// Moments beyond jiff's range (year 9999) are clamped to its ends.
    #[must_use]
    pub fn to_jiff(self) -> jiff::Timestamp {
        jiff::Timestamp::from_millisecond(self.0).unwrap_or(if self.0 < 0 {
            jiff::Timestamp::MIN
        } else {
            jiff::Timestamp::MAX
        })
    }

    /// RFC 3339 in UTC, as in CloudEvents' `time`.
    #[must_use]
    pub fn to_rfc3339(self) -> String {
        self.to_jiff().to_string()
    }
}

/// Where the time comes from: the machine, or a test.
#[derive(Clone, Debug, Default)]
pub enum Clock {
    /// The machine's clock; set back, it goes on from where it was
    /// (docs/decisions/0010-clock.md).
    #[default]
    System,
    /// Stands still until a test moves it.
    Manual(Arc<AtomicI64>),
}

impl Clock {
    /// A clock that stands at `start`.
    #[must_use]
    pub fn manual(start: Timestamp) -> Self {
        Self::Manual(Arc::new(AtomicI64::new(start.0)))
    }

    /// The current moment.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "this is the one place that reads the clock")]
    pub fn now(&self) -> Timestamp {
        match self {
            Self::System => {
                static START: OnceLock<Instant> = OnceLock::new();
                static SHOWN: Steady = Steady::new();
                let passed = START.get_or_init(Instant::now).elapsed();
                let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or(Duration::ZERO);
                SHOWN.read(micros(since), micros(passed))
            }
            Self::Manual(at) => Timestamp(at.load(Ordering::SeqCst)),
        }
    }

    /// Moves a manual clock; the machine's clock cannot be moved and stays as it is.
    pub fn advance(&self, by: Duration) {
        if let Self::Manual(at) = self {
            let millis = i64::try_from(by.as_millis()).unwrap_or(i64::MAX);
            at.fetch_add(millis, Ordering::SeqCst);
        }
    }
}

/// A clock that follows the machine's forwards, and goes on by itself when that is set back.
///
/// Half an hour that is really over must end an order even if the machine's clock repeats it.
#[derive(Debug)]
struct Steady {
    /// The most microseconds that the machine's clock was ever ahead of the time since the start.
    start: AtomicI64,
}

impl Steady {
    const fn new() -> Self {
        Self { start: AtomicI64::new(i64::MIN) }
    }

    /// The moment when the machine's clock shows `wall` and `passed` is over since the start, both
    /// in microseconds.
    fn read(&self, wall: i64, passed: i64) -> Timestamp {
        let start = wall.saturating_sub(passed);
        let latest = self.start.fetch_max(start, Ordering::SeqCst).max(start);
        Timestamp(latest.saturating_add(passed) / 1_000)
    }
}

fn micros(span: Duration) -> i64 {
    i64::try_from(span.as_micros()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: i64 = 1_000_000;
    const HOUR: i64 = 3_600 * SECOND;

    #[test]
    fn a_clock_that_is_set_forward_or_was_asleep_is_followed() {
        let clock = Steady::new();
        assert_eq!(clock.read(10 * HOUR, 0).0, 10 * 3_600_000);
        assert_eq!(clock.read(11 * HOUR + SECOND, SECOND).0, 11 * 3_600_000 + 1_000);
        assert_eq!(clock.read(11 * HOUR + 3 * SECOND, 3 * SECOND).0, 11 * 3_600_000 + 3_000);
    }

    #[test]
    fn a_clock_that_is_set_back_goes_on_at_its_pace() {
        let clock = Steady::new();
        assert_eq!(clock.read(10 * HOUR, 0).0, 10 * 3_600_000);
        assert_eq!(clock.read(9 * HOUR, 0).0, 10 * 3_600_000);
        assert_eq!(clock.read(9 * HOUR + 30 * SECOND, 30 * SECOND).0, 10 * 3_600_000 + 30_000);
        // Set right again, it is the machine's clock that counts.
        assert_eq!(clock.read(10 * HOUR + 60 * SECOND, 59 * SECOND).0, 10 * 3_600_000 + 60_000);
    }
}
