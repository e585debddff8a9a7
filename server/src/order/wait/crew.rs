//! Who is at work, and when each of them will have worked down to an order.

use std::collections::{BTreeMap, BTreeSet};

use super::pace::seconds;
use super::{AtBar, Pace, Seen};
use crate::clock::Timestamp;
use crate::ids::UserId;

/// Whoever made something so lately may still be there.
pub const LATELY_SECONDS: i64 = 30 * 60;
/// An order that waits this many hand-overs longer than it must, and at least so many seconds,
/// says that whoever could have taken it is not there.
const PATIENCE_HANDOVERS: f64 = 3.0;
const PATIENCE_SECONDS: f64 = 75.0;
/// Of an order that takes longer than expected, this much of a drink is still to come.
const REST: f64 = 0.3;

/// The expected seconds from now until an order of `drinks` behind the line `at` is ready.
///
/// Orders are handed to whoever is free first, as at a bar. One more in line never makes anybody
/// free earlier, so a longer line never has the shorter wait.
pub(super) fn expected_seconds(pace: &Pace, at: &AtBar, drinks: &[String], now: Timestamp) -> f64 {
    let mut free = free_in(pace, at, now);
    for order in &at.queued {
        if let Some(first) = earliest(&mut free) {
            *first += pace.handover() + pace.work(&order.drinks);
        }
    }
    let start = earliest(&mut free).map_or(0.0, |first| *first);
    start + pace.handover() + pace.work(drinks)
}

fn earliest(free: &mut [f64]) -> Option<&mut f64> {
    free.iter_mut().min_by(|a, b| a.total_cmp(b))
}

/// The expected seconds until `barista` is done with what is being made.
pub(super) fn rest_seconds(
    pace: &Pace,
    at: &AtBar,
    barista: Option<&UserId>,
    now: Timestamp,
) -> f64 {
    busy(pace, at, now).get(&barista).copied().unwrap_or_else(|| pace.drink() * REST)
}

/// The seconds until each barista at work is free; never nobody.
fn free_in(pace: &Pace, at: &AtBar, now: Timestamp) -> Vec<f64> {
    let busy = busy(pace, at, now);
    let mut free: Vec<f64> = busy.values().copied().collect();
    let idle = present(pace, at, now).into_iter().filter(|&who| !busy.contains_key(&Some(who)));
    free.extend(idle.map(|_| 0.0));
    if free.is_empty() {
        free = vec![0.0; pace.usual_crew.max(1)];
    }
    free
}

/// Whoever makes something, and the seconds until it is done.
fn busy<'a>(pace: &Pace, at: &'a AtBar, now: Timestamp) -> BTreeMap<Option<&'a UserId>, f64> {
    let mut work: BTreeMap<Option<&UserId>, (f64, Timestamp)> = BTreeMap::new();
    for order in &at.making {
        let since = order.making_at.unwrap_or(now);
        let (seconds, start) = work.entry(order.barista.as_ref()).or_insert((0.0, since));
        *seconds += pace.work(&order.drinks);
        *start = (*start).min(since);
    }
    let rest = |(work, start): (f64, Timestamp)| {
        (work - seconds(now.millis_since(start))).max(pace.drink() * REST)
    };
    work.into_iter().map(|(who, work)| (who, rest(work))).collect()
}

/// Baristas who worked lately and have not been seen to be away since.
fn present<'a>(pace: &'a Pace, at: &AtBar, now: Timestamp) -> BTreeSet<&'a UserId> {
    let lately = now.plus_seconds(-LATELY_SECONDS);
    let mut last: BTreeMap<&UserId, Timestamp> = BTreeMap::new();
    for order in &pace.past {
        if let (Some(who), Some(ready)) = (&order.barista, order.ready_at)
            && ready > lately
        {
            let seen = last.entry(who).or_insert(ready);
            *seen = ready.max(*seen);
        }
    }
    let patience = PATIENCE_SECONDS.max(pace.handover() * PATIENCE_HANDOVERS);
    // Orders nobody took at once, with when they were taken at last.
    let waits: Vec<(Timestamp, Timestamp)> = pace
        .past
        .iter()
        .chain(&at.making)
        .chain(&at.queued)
        .map(|order| (order.queued_at, order.making_at.unwrap_or(now)))
        .collect();
    last.into_iter()
        .filter(|&(_, ready)| {
            !waits
                .iter()
                .any(|&(queued, taken)| seconds(taken.millis_since(queued.max(ready))) > patience)
        })
        .map(|(who, _)| who)
        .collect()
}

/// How many were at work together, most of the time, in these orders.
pub(super) fn usual(orders: &[Seen]) -> usize {
    let who: BTreeSet<(i64, &UserId)> = orders
        .iter()
        .filter_map(|order| {
            Some((order.ready_at?.0.div_euclid(86_400_000), order.barista.as_ref()?))
        })
        .collect();
    let days: BTreeSet<i64> = who.iter().map(|&(day, _)| day).collect();
    who.len() / days.len().max(1)
}
