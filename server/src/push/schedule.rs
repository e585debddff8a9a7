//! When messages are due, how long they are good for, and when to try again. Pure.

use crate::clock::Timestamp;

/// What a message tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// The order is ready.
    Ready,
    /// It has been ready for a while, and will not be kept for much longer.
    Waiting,
}

impl Kind {
    /// As stored.
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Ready => "ready",
            Self::Waiting => "waiting",
        }
    }

    /// Reads [`Kind::as_str`] back.
    pub(super) fn parse(text: &str) -> Option<Self> {
        [Self::Ready, Self::Waiting].into_iter().find(|kind| kind.as_str() == text)
    }
}

/// Guests are reminded this long before the end: enough to come from a hall's other side.
const REMIND_BEFORE_MILLIS: i64 = 2 * 60 * 1_000;
/// The first wait before another try; it doubles each time.
const FIRST_WAIT_SECONDS: i64 = 2;
/// A ready coffee gets cold: no longer than this between tries, unless the service asks for it.
const LONGEST_WAIT_SECONDS: i64 = 60;

/// When to remind of an order that is ready since `ready_at` and kept until `kept_until`: two
/// minutes before the end, or at half the time where that is later.
pub(super) fn remind_at(ready_at: Timestamp, kept_until: Timestamp) -> Timestamp {
    let half = kept_until.millis_since(ready_at) / 2;
    Timestamp(kept_until.0 - half.clamp(0, REMIND_BEFORE_MILLIS))
}

/// When to try again after the try number `tries` failed at `now`, or `None` when the message
/// would come too late.
pub(super) fn retry_at(
    tries: i64,
    retry_after_seconds: Option<i64>,
    now: Timestamp,
    expires_at: Timestamp,
) -> Option<Timestamp> {
    let doublings = u32::try_from(tries.clamp(1, 10) - 1).unwrap_or(0);
    let own = (FIRST_WAIT_SECONDS << doublings).min(LONGEST_WAIT_SECONDS);
    // The service's own wish is honoured in full: where it is later than the message is good for,
    // there is no next try.
    let wait = retry_after_seconds.map_or(own, |wish| wish.clamp(1, 86_400).max(own));
    Some(now.plus_seconds(wait)).filter(|&at| at < expires_at)
}

#[cfg(test)]
mod tests {
    use super::*;

    const T: Timestamp = Timestamp(1_800_000_000_000);

    #[test]
    fn guests_are_reminded_two_minutes_before_the_end_or_at_half_time() {
        assert_eq!(remind_at(T, T.plus_seconds(600)), T.plus_seconds(480));
        assert_eq!(remind_at(T, T.plus_seconds(60)), T.plus_seconds(30));
        assert_eq!(remind_at(T, T), T);
        assert_eq!(remind_at(T, T.plus_seconds(-5)), T.plus_seconds(-5), "nonsense stays harmless");
    }

    #[test]
    fn waits_double_up_to_a_minute_and_end_with_the_message() {
        let end = T.plus_seconds(600);
        let wait = |tries| retry_at(tries, None, T, end).map(|at| at.millis_since(T) / 1_000);
        let waits: Vec<_> = (1..=7).map(wait).collect();
        let expected = [2, 4, 8, 16, 32, 60, 60];
        assert_eq!(waits, expected.map(Some));
        assert_eq!(wait(i64::MAX), Some(60));
        assert_eq!(retry_at(1, None, T, T.plus_seconds(2)), None);
    }

    #[test]
    fn the_service_may_ask_for_more_time_but_not_for_less() {
        let end = T.plus_seconds(600);
        assert_eq!(retry_at(1, Some(30), T, end), Some(T.plus_seconds(30)));
        assert_eq!(retry_at(3, Some(0), T, end), Some(T.plus_seconds(8)));
        assert_eq!(retry_at(1, Some(-5), T, end), Some(T.plus_seconds(2)));
        assert_eq!(retry_at(1, Some(3_600), T, end), None);
        assert_eq!(retry_at(1, Some(i64::MAX), T, end), None);
    }
}
