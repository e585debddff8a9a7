//! When a webhook is tried again, and when an event is given up. No database, no clock, no network.
//!
//! Events are delivered one after the other, so an event that fails and a receiver that is away
//! look alike at first: the pauses grow. After [`OPENS_AFTER`] failures in a row the circuit is
//! open: there is one probe in up to five minutes, and everything else waits at the cursor. An
//! event that used up its tries is put aside for somebody to replay, and the next is the probe.

use crate::clock::Timestamp;

/// Failures in a row after which the circuit is open.
pub(super) const OPENS_AFTER: i64 = 5;
/// The first pause is at most this long; the next at most twice as long, and so on.
const FIRST_PAUSE_MILLIS: i64 = 1_000;
/// No pause is longer.
const LONGEST_PAUSE_MILLIS: i64 = 300_000;
/// No pause is shorter.
const SHORTEST_PAUSE_MILLIS: i64 = 100;

/// How a webhook gets on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Health {
    /// Tries of the event that is next.
    pub tries: i64,
    /// Failures in a row, whatever the event.
    pub failures: i64,
    /// Since when it fails.
    pub failing_since: Option<Timestamp>,
    /// Not before.
    pub try_at: Timestamp,
}

impl Health {
    /// Nothing has failed.
    pub(super) const fn fresh(now: Timestamp) -> Self {
        Self { tries: 0, failures: 0, failing_since: None, try_at: now }
    }

    /// Whether only probes are sent.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.failures >= OPENS_AFTER
    }
}

/// What an answer means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// The receiver took it.
    Taken,
    /// 410: the receiver wants nothing more, ever.
    Gone,
    /// Anything else.
    Failed {
        /// As the receiver asked for.
        retry_after_seconds: Option<i64>,
    },
}

/// What becomes of the event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// The next one.
    Done,
    /// The same one again.
    Again,
    /// It is put aside, then the next one.
    PutAside,
    /// Nothing more is sent until somebody turns the webhook on.
    TurnOff,
}

/// What follows from an answer. `random` is any number; pauses are spread over their whole length
/// by it, so that many webhooks of one receiver do not come back all at once.
pub(super) fn after(
    health: Health,
    verdict: Verdict,
    most_tries: i64,
    random: u64,
    now: Timestamp,
) -> (Health, Fate) {
    let retry_after_seconds = match verdict {
        Verdict::Taken => return (Health::fresh(now), Fate::Done),
        Verdict::Gone => return (Health::fresh(now), Fate::TurnOff),
        Verdict::Failed { retry_after_seconds } => retry_after_seconds,
    };
    let failures = health.failures.saturating_add(1);
    let tries = health.tries.saturating_add(1);
    let asked = retry_after_seconds.unwrap_or(0).saturating_mul(1_000);
    let pause = pause_millis(failures, random).max(asked.min(LONGEST_PAUSE_MILLIS));
    let failing_since = Some(health.failing_since.unwrap_or(now));
    let try_at = Timestamp(now.0.saturating_add(pause));
    let gives_up = tries >= most_tries;
    let tries = if gives_up { 0 } else { tries };
    let fate = if gives_up { Fate::PutAside } else { Fate::Again };
    (Health { tries, failures, failing_since, try_at }, fate)
}

/// Milliseconds from the `failures`-th failure in a row to the next try: exponential, full jitter.
fn pause_millis(failures: i64, random: u64) -> i64 {
    let doublings = (failures - 1).clamp(0, 20);
    let longest = (FIRST_PAUSE_MILLIS << doublings).min(LONGEST_PAUSE_MILLIS);
    let spread = i64::try_from(random % 1_000_001).unwrap_or(0);
    (longest * spread / 1_000_000).max(SHORTEST_PAUSE_MILLIS)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const NOW: Timestamp = Timestamp(1_800_000_000_000);
    const FAILED: Verdict = Verdict::Failed { retry_after_seconds: None };
    /// The longest pause.
    const WORST: u64 = 1_000_000;

    fn pauses(random: u64) -> Vec<i64> {
        (1..=12).map(|failures| pause_millis(failures, random)).collect()
    }

    #[test]
    fn pauses_double_up_to_five_minutes_and_are_spread_over_their_whole_length() {
        let worst: Vec<i64> = pauses(WORST).iter().map(|millis| millis / 1_000).collect();
        assert_eq!(worst, [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300]);
        assert_eq!(pauses(0), [SHORTEST_PAUSE_MILLIS; 12]);
        assert_eq!(pause_millis(5, WORST / 4), 4_000);
    }

    #[test]
    fn an_event_is_given_up_after_its_tries_and_the_next_gets_as_many() {
        let mut health = Health::fresh(NOW);
        let mut fates = Vec::new();
        for _ in 0..6 {
            let fate;
            (health, fate) = after(health, FAILED, 3, 7, NOW);
            fates.push(fate);
        }
        let once = [Fate::Again, Fate::Again, Fate::PutAside];
        assert_eq!(fates, [once, once].concat());
        assert_eq!((health.failures, health.failing_since), (6, Some(NOW)));
    }

    #[test]
    fn the_circuit_opens_after_five_failures_and_closes_with_one_success() {
        let mut health = Health::fresh(NOW);
        let mut open = Vec::new();
        for _ in 0..6 {
            open.push(health.is_open());
            health = after(health, FAILED, 100, 7, NOW).0;
        }
        assert_eq!(open, [false, false, false, false, false, true]);
        let later = NOW.plus_seconds(9);
        assert_eq!(
            after(health, Verdict::Taken, 100, 7, later),
            (Health::fresh(later), Fate::Done)
        );
    }

    #[test]
    fn a_receiver_that_is_gone_is_left_alone_at_once() {
        assert_eq!(after(Health::fresh(NOW), Verdict::Gone, 9, 7, NOW).1, Fate::TurnOff);
    }

    #[test]
    fn a_receiver_may_ask_for_time_but_not_for_an_hour() {
        let at = |seconds| {
            let verdict = Verdict::Failed { retry_after_seconds: Some(seconds) };
            after(Health::fresh(NOW), verdict, 9, 0, NOW).0.try_at.millis_since(NOW)
        };
        assert_eq!((at(17), at(3_600), at(i64::MAX), at(-5)), (17_000, 300_000, 300_000, 100));
    }

    proptest! {
        #[test]
        fn the_next_try_is_always_ahead_and_never_more_than_five_minutes(
            failures in 0_i64..1_000_000, random in any::<u64>(), asked in any::<Option<i64>>(),
        ) {
            let health = Health { failures, ..Health::fresh(NOW) };
            let verdict = Verdict::Failed { retry_after_seconds: asked };
            let pause = after(health, verdict, 9, random, NOW).0.try_at.millis_since(NOW);
            prop_assert!((100..=300_000).contains(&pause), "{pause}");
        }
    }
}
