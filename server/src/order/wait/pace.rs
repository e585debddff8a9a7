//! How fast a bar works: seconds a drink takes, and what passes between two orders.

use std::collections::BTreeMap;

use super::{AtBar, Promise, Seen, Wait, crew, range};
use crate::clock::Timestamp;
use crate::ids::UserId;

/// Seconds a drink takes where nothing was made yet.
const FIRST_GUESS: f64 = 75.0;
/// How many drinks that guess counts for once there are real ones.
const GUESS_WEIGHT: f64 = 2.0;
/// How many drinks of all kinds count for one kind of its own.
const KIND_WEIGHT: f64 = 3.0;
/// Seconds from being free to taking the next order, where nothing was learned yet.
const FIRST_HANDOVER: f64 = 10.0;
/// How many orders that guess counts for.
const HANDOVER_WEIGHT: f64 = 4.0;
/// Below this somebody tapped through: that is no making.
const SHORTEST_MAKING: f64 = 5.0;
/// Longer than this between two orders is a break, not a hand-over.
const LONGEST_HANDOVER: f64 = 150.0;
/// What takes so many times the median was forgotten on the board, and counts as this much.
const FORGOTTEN: f64 = 3.0;

/// A store's pace, learned from orders that became ready.
#[derive(Clone, Debug)]
pub struct Pace {
    kinds: BTreeMap<String, f64>,
    any: f64,
    handover: f64,
    /// Orders that became ready, the last first.
    pub(super) past: Vec<Seen>,
    /// How many were at work at this time of earlier days.
    pub(super) usual_crew: usize,
}

/// Orders that one barista made without putting the work down.
struct Burst<'a> {
    barista: Option<&'a UserId>,
    start: Timestamp,
    end: Timestamp,
    orders: Vec<&'a Seen>,
}

impl Pace {
    /// Learns from `past` orders of the store, and from orders of `earlier` days at this time.
    #[must_use]
    pub fn learn(past: &[Seen], earlier: &[Seen]) -> Self {
        let mut past: Vec<Seen> = past
            .iter()
            .filter(|order| order.making_at.is_some() && order.ready_at.is_some())
            .cloned()
            .collect();
        past.sort_by_key(|order| std::cmp::Reverse(order.ready_at));
        let bursts = bursts(&past);
        let (kinds, any) = making_seconds(&bursts);
        let handover = handover_seconds(&bursts);
        let usual_crew = crew::usual(earlier);
        Self { kinds, any, handover, past, usual_crew }
    }

    /// The promise for an order of `drinks` submitted now; `at` is the bar before it.
    #[must_use]
    pub fn promise(&self, at: &AtBar, drinks: &[String], now: Timestamp) -> Promise {
        let expected = crew::expected_seconds(self, at, drinks, now);
        range::promise(self, at, expected, now)
    }

    /// The wait that is left for an order that is being made; `at` is the bar with it.
    #[must_use]
    pub fn rest(&self, at: &AtBar, barista: Option<&UserId>, now: Timestamp) -> Wait {
        range::promise(self, at, crew::rest_seconds(self, at, barista, now), now).wait
    }

    /// Seconds of work in an order.
    pub(super) fn work(&self, drinks: &[String]) -> f64 {
        drinks.iter().map(|drink| self.kinds.get(drink).copied().unwrap_or(self.any)).sum()
    }

    /// Seconds that an average drink takes.
    pub(super) const fn drink(&self) -> f64 {
        self.any
    }

    /// Seconds between two orders of one barista.
    pub(super) const fn handover(&self) -> f64 {
        self.handover
    }
}

/// Orders by barista and time; those whose making overlaps are one piece of work: drinks made
/// together take less than one after the other.
fn bursts(past: &[Seen]) -> Vec<Burst<'_>> {
    let mut made: Vec<(&Seen, Timestamp, Timestamp)> =
        past.iter().filter_map(|order| Some((order, order.making_at?, order.ready_at?))).collect();
    made.sort_by_key(|&(order, start, end)| (order.barista.as_ref(), start, end));
    let mut bursts: Vec<Burst<'_>> = Vec::new();
    for (order, start, end) in made {
        let barista = order.barista.as_ref();
        match bursts.last_mut().filter(|last| last.barista == barista && start < last.end) {
            Some(last) => {
                last.end = last.end.max(end);
                last.orders.push(order);
            }
            None => bursts.push(Burst { barista, start, end, orders: vec![order] }),
        }
    }
    bursts
}

/// Mean seconds of each kind of drink and of any, each pulled towards what is more certain.
fn making_seconds(bursts: &[Burst<'_>]) -> (BTreeMap<String, f64>, f64) {
    let mut each: Vec<(&str, f64)> = Vec::new();
    for burst in bursts {
        let drinks = || burst.orders.iter().flat_map(|order| &order.drinks);
        let seconds = seconds(burst.end.millis_since(burst.start)) / drinks().count().max(1) as f64;
        if seconds >= SHORTEST_MAKING {
            each.extend(drinks().map(|drink| (drink.as_str(), seconds)));
        }
    }
    let mut sorted: Vec<f64> = each.iter().map(|&(_, seconds)| seconds).collect();
    sorted.sort_by(f64::total_cmp);
    let most = sorted.get(sorted.len() / 2).map_or(f64::MAX, |median| median * FORGOTTEN);
    let pulled = |seconds: &[f64], to: f64, weight: f64| {
        let sum: f64 = seconds.iter().map(|seconds| seconds.min(most)).sum();
        (sum + to * weight) / (seconds.len() as f64 + weight)
    };
    let any = pulled(&sorted, FIRST_GUESS, GUESS_WEIGHT);
    let mut by_kind: BTreeMap<&str, Vec<f64>> = BTreeMap::new();
    for (kind, seconds) in each {
        by_kind.entry(kind).or_default().push(seconds);
    }
    let kinds = by_kind
        .into_iter()
        .map(|(kind, seconds)| (kind.to_owned(), pulled(&seconds, any, KIND_WEIGHT)))
        .collect();
    (kinds, any)
}

/// Mean seconds that pass for each order between two pieces of one barista's work, while somebody
/// waited.
fn handover_seconds(bursts: &[Burst<'_>]) -> f64 {
    let (mut sum, mut orders) = (FIRST_HANDOVER * HANDOVER_WEIGHT, HANDOVER_WEIGHT);
    for pair in bursts.windows(2) {
        let (before, after) = (&pair[0], &pair[1]);
        let Some(first) = after.orders.iter().map(|order| order.queued_at).min() else { continue };
        let free = before.end.max(first);
        let gap = seconds(after.start.millis_since(free));
        if before.barista == after.barista && (0.0..=LONGEST_HANDOVER).contains(&gap) {
            sum += gap;
            orders += after.orders.len() as f64;
        }
    }
    sum / orders
}

pub(super) fn seconds(millis: i64) -> f64 {
    millis as f64 / 1_000.0
}
