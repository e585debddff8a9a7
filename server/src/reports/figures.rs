//! Counting and medians. Pure.

use std::collections::{BTreeMap, HashMap};

use super::{Entry, Record, Slot};
use crate::order::OrderState;
use crate::order::wait::Kept;

/// Who cancelled an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Canceller {
    /// Its guest.
    Guest,
    /// Staff, or a machine that makes drinks.
    Staff,
}

/// How an order ended without being handed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Abandoned {
    /// The guest had a place and did not order in time.
    NotSubmitted,
    /// No barista made it in time.
    NotMade,
    /// Its guest called it off.
    CancelledByGuest,
    /// Staff called it off.
    CancelledByStaff,
    /// It was ready and nobody came.
    Missed,
}

/// Why a scan was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Refused {
    /// The store was closed.
    Closed,
    /// Ordering was paused.
    Paused,
    /// The queue was full.
    QueueFull,
}

/// How long guests waited from submitted to ready, in seconds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Waits {
    /// How many did.
    pub count: usize,
    /// Half of them at most this long.
    pub median: Option<i64>,
    /// Nine in ten of them at most this long.
    pub ninetieth: Option<i64>,
    /// How many waited less than 1 minute, less than 2, and so on; the last holds all above.
    pub per_minute: Vec<usize>,
}

/// How the promised waits turned out, of orders that were ready.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Promises {
    /// Ready sooner than promised.
    pub earlier: usize,
    /// Ready in the promised range.
    pub inside: usize,
    /// Ready later than promised.
    pub later: usize,
}

impl Promises {
    /// Orders that were promised a wait and became ready.
    #[must_use]
    pub const fn count(&self) -> usize {
        self.earlier + self.inside + self.later
    }

    /// The share of them inside the promised range, rounded to whole percent.
    #[must_use]
    pub fn percent_inside(&self) -> Option<usize> {
        (self.inside * 100 + self.count() / 2).checked_div(self.count())
    }
}

/// How often something was ordered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// Its name.
    pub name: String,
    /// How often.
    pub count: usize,
}

/// What one barista did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Barista {
    /// The name on the board.
    pub name: String,
    /// Orders made.
    pub orders: usize,
    /// Drinks in them.
    pub drinks: usize,
    /// Median seconds from claimed to ready.
    pub median: Option<i64>,
}

/// A period in numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figures {
    /// Orders submitted.
    pub orders: usize,
    /// Drinks in them.
    pub drinks: usize,
    /// Orders submitted in each slot.
    pub per_slot: Vec<usize>,
    /// How long guests waited.
    pub waits: Waits,
    /// How the promised waits turned out.
    pub promises: Promises,
    /// Orders not handed over, every kind, also those that did not happen.
    pub abandoned: Vec<(Abandoned, usize)>,
    /// Refused scans, every reason.
    pub refused: Vec<(Refused, i64)>,
    /// Drinks by how often they were ordered, most first.
    pub top_drinks: Vec<Tally>,
    /// Options by how often they were ordered, most first.
    pub top_options: Vec<Tally>,
    /// Baristas by orders made, most first.
    pub baristas: Vec<Barista>,
}

/// Minutes of the waits' histogram: the last slot holds everything from here on.
const LONGEST_MINUTE: usize = 15;

/// Counts what happened, by the slots of its period.
#[must_use]
pub fn figures(record: &Record, slots: &[Slot]) -> Figures {
    let placed: Vec<&Entry> = record.entries.iter().filter(|e| e.queued_at.is_some()).collect();
    let items = || placed.iter().flat_map(|entry| &entry.items);
    Figures {
        orders: placed.len(),
        drinks: items().count(),
        per_slot: per_slot(&placed, slots),
        waits: waits(&placed),
        promises: promises(&placed),
        abandoned: abandoned(&record.entries),
        refused: refused(&record.refused),
        top_drinks: tallies(items().map(|item| item.drink_name.as_str())),
        top_options: tallies(
            items().flat_map(|item| &item.options).map(|option| option.name.as_str()),
        ),
        baristas: baristas(&placed),
    }
}

fn per_slot(placed: &[&Entry], slots: &[Slot]) -> Vec<usize> {
    let mut counts = vec![0; slots.len()];
    for entry in placed {
        let at = entry.counted_at();
        let place = slots.partition_point(|slot| slot.end <= at);
        if let (Some(slot), Some(count)) = (slots.get(place), counts.get_mut(place))
            && slot.start <= at
        {
            *count += 1;
        }
    }
    counts
}

fn waits(placed: &[&Entry]) -> Waits {
    let mut seconds: Vec<i64> =
        placed.iter().filter_map(|entry| Some(entry.wait_millis()? / 1_000)).collect();
    seconds.sort_unstable();
    let mut per_minute = vec![0; if seconds.is_empty() { 0 } else { LONGEST_MINUTE + 1 }];
    for wait in &seconds {
        let minute = usize::try_from(wait / 60).unwrap_or(LONGEST_MINUTE).min(LONGEST_MINUTE);
        per_minute[minute] += 1;
    }
    Waits {
        count: seconds.len(),
        median: percentile(&seconds, 50),
        ninetieth: percentile(&seconds, 90),
        per_minute,
    }
}

fn promises(placed: &[&Entry]) -> Promises {
    let count = |asked| placed.iter().filter(|entry| entry.kept() == Some(asked)).count();
    Promises {
        earlier: count(Kept::Earlier),
        inside: count(Kept::Inside),
        later: count(Kept::Later),
    }
}

/// The smallest of `sorted` that at least `percent` of them do not exceed (nearest rank): a wait
/// that somebody really had.
fn percentile(sorted: &[i64], percent: usize) -> Option<i64> {
    let rank = (sorted.len() * percent).div_ceil(100);
    sorted.get(rank.max(1) - 1).copied()
}

fn abandoned(entries: &[Entry]) -> Vec<(Abandoned, usize)> {
    use Abandoned::{CancelledByGuest, CancelledByStaff, Missed, NotMade, NotSubmitted};
    let kind = |entry: &Entry| match (entry.state, entry.cancelled_by) {
        (OrderState::Expired, _) if entry.queued_at.is_none() => Some(NotSubmitted),
        (OrderState::Expired, _) => Some(NotMade),
        (OrderState::Cancelled, Some(Canceller::Staff)) => Some(CancelledByStaff),
        (OrderState::Cancelled, _) => Some(CancelledByGuest),
        (OrderState::Missed, _) => Some(Missed),
        _ => None,
    };
    [NotSubmitted, NotMade, CancelledByGuest, CancelledByStaff, Missed]
        .map(|asked| (asked, entries.iter().filter(|entry| kind(entry) == Some(asked)).count()))
        .to_vec()
}

fn refused(told: &[(String, i64)]) -> Vec<(Refused, i64)> {
    let count = |word: &str| told.iter().filter(|(w, _)| w == word).map(|(_, n)| n).sum();
    vec![
        (Refused::Closed, count("closed")),
        (Refused::Paused, count("paused")),
        (Refused::QueueFull, count("queue_full")),
    ]
}

/// Most first, equal ones by name.
fn tallies<'a>(names: impl Iterator<Item = &'a str>) -> Vec<Tally> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for name in names {
        *counts.entry(name).or_default() += 1;
    }
    let mut all: Vec<Tally> =
        counts.into_iter().map(|(name, count)| Tally { name: name.to_owned(), count }).collect();
    all.sort_by_key(|tally| std::cmp::Reverse(tally.count));
    all
}

fn baristas(placed: &[&Entry]) -> Vec<Barista> {
    let mut made: HashMap<&str, Vec<&Entry>> = HashMap::new();
    for &entry in placed {
        if let (Some((id, _)), Some(_)) = (&entry.barista, entry.ready_at) {
            made.entry(id).or_default().push(entry);
        }
    }
    let one = |orders: Vec<&Entry>| {
        let mut seconds: Vec<i64> =
            orders.iter().filter_map(|entry| Some(entry.making_millis()? / 1_000)).collect();
        seconds.sort_unstable();
        // The name that was last used: people are renamed.
        let name = orders.last().and_then(|entry| entry.barista.as_ref());
        Barista {
            name: name.map(|(_, name)| name.clone()).unwrap_or_default(),
            orders: orders.len(),
            drinks: orders.iter().map(|entry| entry.items.len()).sum(),
            median: percentile(&seconds, 50),
        }
    };
    let mut all: Vec<Barista> = made.into_values().map(one).collect();
    all.sort_by(|a, b| (b.orders, &a.name).cmp(&(a.orders, &b.name)));
    all
}

#[cfg(test)]
mod tests {
    use super::super::tests::entry;
    use super::*;
    use crate::clock::Timestamp;
    use crate::order::wait::Wait;

    #[test]
    fn a_percentile_is_a_wait_that_somebody_had() {
        assert_eq!(percentile(&[], 50), None);
        assert_eq!(percentile(&[7], 50), Some(7));
        assert_eq!(percentile(&[7], 90), Some(7));
        assert_eq!(percentile(&[1, 2], 50), Some(1));
        assert_eq!(percentile(&[1, 2, 3], 50), Some(2));
        let ten: Vec<i64> = (1..=10).collect();
        assert_eq!((percentile(&ten, 50), percentile(&ten, 90)), (Some(5), Some(9)));
        let eleven: Vec<i64> = (1..=11).collect();
        assert_eq!((percentile(&eleven, 90), percentile(&eleven, 100)), (Some(10), Some(11)));
    }

    fn record(entries: Vec<Entry>) -> Record {
        let refused = vec![("closed".to_owned(), 2), ("queue_full".to_owned(), 5)];
        Record { entries, refused, is_cut: false }
    }

    fn slots(bounds: &[i64]) -> Vec<Slot> {
        let slot = |two: &[i64]| Slot {
            start: Timestamp(two[0] * 1_000),
            end: Timestamp(two[1] * 1_000),
            label: String::new(),
        };
        bounds.windows(2).map(slot).collect()
    }

    #[test]
    fn an_order_counts_in_the_slot_it_was_submitted_in() {
        let orders = [0, 99, 100, 199, 200].map(|at| entry(&at.to_string(), at));
        let counted = figures(&record(orders.to_vec()), &slots(&[0, 100, 200]));
        assert_eq!(counted.per_slot, [2, 2]);
        assert_eq!((counted.orders, counted.drinks), (5, 5));
    }

    #[test]
    fn an_empty_period_has_no_waits_and_no_divisions_by_zero() {
        let none = figures(&record(Vec::new()), &slots(&[0, 100]));
        assert_eq!(none.waits, Waits::default());
        assert_eq!(none.per_slot, [0]);
        assert!(none.abandoned.iter().all(|(_, count)| *count == 0));
        assert_eq!(none.refused[2], (Refused::QueueFull, 5));
    }

    #[test]
    fn waits_are_sorted_into_minutes_and_the_last_holds_the_rest() {
        let mut orders: Vec<Entry> = (0..10).map(|n| entry(&n.to_string(), 0)).collect();
        for (order, wait) in
            orders.iter_mut().zip([59, 60, 61, 119, 120, 300, 400, 500, 600, 9_000])
        {
            order.ready_at = Some(Timestamp(wait * 1_000));
        }
        let waits = figures(&record(orders), &[]).waits;
        assert_eq!((waits.median, waits.ninetieth, waits.count), (Some(120), Some(600), 10));
        assert_eq!(waits.per_minute[..3], [1, 3, 1]);
        assert_eq!(waits.per_minute.last(), Some(&1));
        assert_eq!(waits.per_minute.iter().sum::<usize>(), 10);
    }

    #[test]
    fn promises_are_counted_of_orders_that_were_ready() {
        let promised = Some(Wait { from_minutes: 2, to_minutes: 4 });
        let mut orders: Vec<Entry> = (0..6).map(|n| entry(&n.to_string(), 0)).collect();
        for (order, wait) in orders.iter_mut().zip([119, 120, 240, 241, 500]) {
            (order.promised, order.ready_at) = (promised, Some(Timestamp(wait * 1_000)));
        }
        orders[5].promised = promised;
        let kept = figures(&record(orders), &[]).promises;
        assert_eq!(kept, Promises { earlier: 1, inside: 2, later: 2 });
        assert_eq!((kept.percent_inside(), Promises::default().percent_inside()), (Some(40), None));
        let most_late = Promises { earlier: 1, inside: 4, later: 12 };
        assert_eq!(most_late.percent_inside(), Some(24), "23.5 is rounded");
    }

    #[test]
    fn every_way_to_be_abandoned_is_told_apart() {
        let with = |state, by, is_submitted| {
            let mut order = entry("x", 1);
            (order.state, order.cancelled_by) = (state, by);
            order.queued_at = order.queued_at.filter(|_| is_submitted);
            order
        };
        let orders = vec![
            with(OrderState::Expired, None, false),
            with(OrderState::Expired, None, true),
            with(OrderState::Cancelled, Some(Canceller::Guest), true),
            with(OrderState::Cancelled, Some(Canceller::Staff), true),
            with(OrderState::Missed, None, true),
            with(OrderState::Collected, None, true),
        ];
        let counted = figures(&record(orders), &[]);
        assert!(counted.abandoned.iter().all(|(_, count)| *count == 1), "{counted:?}");
        assert_eq!(counted.orders, 5, "an order that was never sent is none");
    }

    #[test]
    fn baristas_of_one_name_stay_two_people() {
        let by = |id: &str, name: &str, seconds: i64| {
            let mut order = entry(id, 0);
            order.barista = Some((id.to_owned(), name.to_owned()));
            order.making_at = Some(Timestamp(0));
            order.ready_at = Some(Timestamp(seconds * 1_000));
            order
        };
        let orders =
            vec![by("1", "Sam", 30), by("2", "Sam", 90), by("1", "Sam", 40), by("1", "Samuel", 50)];
        let counted = figures(&record(orders), &[]).baristas;
        let lines: Vec<_> = counted.iter().map(|b| (b.name.as_str(), b.orders, b.median)).collect();
        assert_eq!(lines, [("Samuel", 3, Some(40)), ("Sam", 1, Some(90))]);
    }
}
