//! From an expected wait to the range that most orders keep to.

use super::pace::seconds;
use super::{AtBar, Pace, Promise, Wait};
use crate::clock::Timestamp;

/// The share of orders below and above the range, before it is rounded outwards to minutes.
const LOW: f64 = 0.09;
const HIGH: f64 = 0.91;
/// Chance adds up over drinks by the root of their number, and what is wrong about the whole bar
/// (somebody leaves, a machine is slow) by the number itself: the two parts of a spread.
const CHANCE: f64 = 0.15;
const DRIFT: f64 = 0.15;
/// How much less each older order says.
const FADING: f64 = 0.96;
/// How far waits are off where nothing was learned yet, in spreads.
const FIRST_ERRORS: [f64; 8] = [-1.2, -0.8, -0.4, -0.1, 0.2, 0.6, 1.0, 1.8];
/// How many orders each of those counts for.
const FIRST_WEIGHT: f64 = 0.6;
/// Further below than this, a longer line could end up with the earlier bound.
const LOWEST: f64 = -2.0;

pub(super) fn promise(pace: &Pace, at: &AtBar, expected: f64, now: Timestamp) -> Promise {
    let mut errors: Vec<(f64, f64)> = FIRST_ERRORS.iter().map(|&e| (e, FIRST_WEIGHT)).collect();
    let mut weight = 1.0;
    let off = |waited: f64, was: f64| (waited - was) / spread(pace, was);
    // Those that wait longer than expected already say so before they are ready.
    for order in at.queued.iter().chain(&at.making) {
        if let Some(was) = order.expected_ms.map(seconds) {
            let so_far = seconds(now.millis_since(order.queued_at));
            if so_far > was {
                errors.push((off(so_far, was), 1.0));
            }
        }
    }
    for order in &pace.past {
        if let (Some(was), Some(ready)) = (order.expected_ms.map(seconds), order.ready_at) {
            errors.push((off(seconds(ready.millis_since(order.queued_at)), was), weight));
        }
        weight *= FADING;
    }
    errors.sort_by(|a, b| a.0.total_cmp(&b.0));
    let spread = spread(pace, expected);
    let bound = |share| expected + quantile(&errors, share).max(LOWEST) * spread;
    let (low, high) = (bound(LOW), bound(HIGH));
    Promise { expected_ms: (expected * 1_000.0) as i64, wait: whole_minutes(low, high) }
}

/// How much waits of this length differ, in seconds.
fn spread(pace: &Pace, expected: f64) -> f64 {
    (CHANCE * pace.drink() * expected + (DRIFT * expected).powi(2)).sqrt()
}

/// The value that `share` of the weight does not exceed.
fn quantile(sorted: &[(f64, f64)], share: f64) -> f64 {
    let all: f64 = sorted.iter().map(|&(_, weight)| weight).sum();
    let mut seen = 0.0;
    for &(value, weight) in sorted {
        seen += weight;
        if seen >= all * share {
            return value;
        }
    }
    0.0
}

fn whole_minutes(low: f64, high: f64) -> Wait {
    let from_minutes = ((low / 60.0).floor() as i64).max(0);
    let to_minutes = ((high / 60.0).ceil() as i64).max(from_minutes + 1);
    Wait { from_minutes, to_minutes }
}
