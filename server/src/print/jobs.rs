//! Printers and the tickets that wait for them, and the rules of waiting: how long until the next
//! try, and which ticket nobody wants any more. No database, no clock, no network.

use super::{Address, Charset, Paper, Trouble};
use crate::clock::Timestamp;
use crate::ids::{OrderId, PrinterId, StoreId};

/// A ticket is for making a drink now: half an hour later nobody wants it.
pub(super) const LONGEST_WAIT_SECONDS: i64 = 1_800;
/// The longest time between two tries.
pub(super) const LONGEST_PAUSE_SECONDS: i64 = 15;

/// A network printer of a store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Printer {
    /// Its id.
    pub id: PrinterId,
    /// Where it stands.
    pub store: StoreId,
    /// What staff call it.
    pub name: String,
    /// Where it listens.
    pub address: Address,
    /// Its roll.
    pub paper: Paper,
    /// Its characters.
    pub charset: Charset,
    /// The language of its tickets, as a tag: `de`.
    pub language: String,
    /// Since when.
    pub created_at: Timestamp,
    /// What keeps it from printing, and since when.
    pub trouble: Option<(Trouble, Timestamp)>,
    /// Sequence of its last event: grows with everything that happens to it.
    pub sequence: i64,
    pub(super) failures: i64,
    pub(super) try_at: Timestamp,
    pub(super) answers: bool,
    pub(super) lease: Option<(String, Timestamp)>,
}

/// A printer and how many tickets wait at it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The printer.
    pub printer: Printer,
    /// Tickets that were not printed yet.
    pub waiting: i64,
}

/// Why a ticket is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A barista claimed the order.
    Claim,
    /// A barista asked for it once more.
    Copy,
    /// An operator wants to see that the printer works.
    Test,
}

impl Kind {
    const ALL: [Self; 3] = [Self::Claim, Self::Copy, Self::Test];

    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Claim => "claim",
            Self::Copy => "copy",
            Self::Test => "test",
        }
    }

    pub(super) fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }
}

/// One ticket for one printer.
#[derive(Clone, Debug)]
pub(super) struct Job {
    pub(super) id: String,
    pub(super) printer: PrinterId,
    pub(super) kind: Kind,
    pub(super) order: Option<OrderId>,
    pub(super) sequence: Option<i64>,
    pub(super) created_at: Timestamp,
    /// Its bytes were begun to be sent before, and nobody knows what became of them.
    pub(super) may_be_printed: bool,
}

/// A ticket that waits, with what decides whether it still should.
#[derive(Clone, Debug)]
pub(super) struct Waiting {
    pub(super) id: String,
    pub(super) printer: PrinterId,
    pub(super) kind: Kind,
    pub(super) order: Option<OrderId>,
    pub(super) created_at: Timestamp,
    pub(super) order_state: Option<String>,
}

/// Why a ticket is not worth its paper any more; none while it is.
pub(super) fn outdated(
    kind: Kind,
    order_state: Option<&str>,
    created_at: Timestamp,
    now: Timestamp,
) -> Option<&'static str> {
    if created_at.plus_seconds(LONGEST_WAIT_SECONDS) <= now {
        return Some("too old");
    }
    match (kind, order_state) {
        (Kind::Test, _) => None,
        (Kind::Claim, Some("queued")) => Some("put back"),
        // A copy is asked for by somebody who knows why, also of an order that has ended.
        (Kind::Copy, Some(_)) | (Kind::Claim, Some("making" | "ready")) => None,
        (Kind::Claim, Some(_)) => Some("order ended"),
        (Kind::Claim | Kind::Copy, None) => Some("no such order"),
    }
}

/// Seconds from the `failures`-th failure in a row to the next try.
pub(super) fn pause_seconds(failures: i64) -> i64 {
    let doubled = 1_i64 << (failures - 1).clamp(0, 10);
    doubled.min(LONGEST_PAUSE_SECONDS)
}

/// Whether somebody should talk to the printer now: a ticket waits, or it was in trouble and may
/// be well again.
pub(super) fn is_due(printer: &Printer, has_waiting: bool, now: Timestamp) -> bool {
    let is_free = printer.lease.as_ref().is_none_or(|(_, until)| *until <= now);
    (has_waiting || printer.trouble.is_some()) && printer.try_at <= now && is_free
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp(1_800_000_000_000);

    #[test]
    fn pauses_double_and_end_at_the_longest() {
        let pauses: Vec<i64> = (1..=6).map(pause_seconds).collect();
        assert_eq!(pauses, [1, 2, 4, 8, 15, 15]);
        assert_eq!(pause_seconds(i64::MAX), 15);
        assert_eq!(pause_seconds(0), 1);
    }

    #[test]
    fn a_ticket_that_nobody_wants_is_not_printed() {
        let outdated =
            |kind, state, minutes: i64| outdated(kind, state, NOW.plus_seconds(-60 * minutes), NOW);
        assert_eq!(outdated(Kind::Claim, Some("making"), 29), None);
        assert_eq!(outdated(Kind::Claim, Some("ready"), 0), None);
        assert_eq!(outdated(Kind::Claim, Some("making"), 30), Some("too old"));
        assert_eq!(outdated(Kind::Claim, Some("queued"), 0), Some("put back"));
        assert_eq!(outdated(Kind::Claim, Some("collected"), 0), Some("order ended"));
        assert_eq!(outdated(Kind::Claim, Some("cancelled"), 0), Some("order ended"));
        assert_eq!(outdated(Kind::Copy, Some("collected"), 0), None);
        assert_eq!(outdated(Kind::Copy, Some("making"), 31), Some("too old"));
        assert_eq!(outdated(Kind::Test, None, 0), None);
        assert_eq!(outdated(Kind::Test, None, 30), Some("too old"));
    }
}
