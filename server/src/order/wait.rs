//! How long a guest will wait, as a range. Pure.
//!
//! Measured on the same store: the median time from claim to ready of the last orders, times the
//! drinks ahead, divided by how many are made side by side. A range, because a queue is no clock.

use super::model::Order;

/// Seconds a drink takes where nothing was made yet.
const FIRST_GUESS_SECONDS: i64 = 90;

/// A wait in whole minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Wait {
    /// At least this long.
    pub from_minutes: i64,
    /// Hardly longer than this; above `from_minutes`.
    pub to_minutes: i64,
}

/// The wait behind `drinks_ahead` drinks of which `being_made` are made side by side, after the
/// store's `recent` orders.
#[must_use]
pub fn estimate(recent: &[Order], drinks_ahead: i64, being_made: usize) -> Wait {
    let making = median_making_seconds(recent).unwrap_or(FIRST_GUESS_SECONDS);
    let side_by_side = i64::try_from(being_made).unwrap_or(1).max(1);
    let seconds = making + making * drinks_ahead.max(0) / side_by_side;
    let from_minutes = (seconds * 3 / 4 / 60).max(1);
    let to_minutes = (seconds * 3 / 2 / 60 + 1).max(from_minutes + 1);
    Wait { from_minutes, to_minutes }
}

fn median_making_seconds(recent: &[Order]) -> Option<i64> {
    let mut seconds: Vec<i64> = recent
        .iter()
        .filter_map(|order| Some(order.ready_at?.millis_since(order.making_at?) / 1_000))
        // Below five seconds somebody tapped through; that is no making.
        .filter(|&seconds| seconds >= 5)
        .collect();
    seconds.sort_unstable();
    seconds.get(seconds.len() / 2).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_longer_line_waits_longer_and_two_baristas_halve_it() {
        let alone = estimate(&[], 0, 0);
        assert_eq!(alone, Wait { from_minutes: 1, to_minutes: 3 });
        let line = estimate(&[], 8, 1);
        let shared = estimate(&[], 8, 2);
        assert!(line.from_minutes > shared.from_minutes);
        assert!(shared.from_minutes > alone.from_minutes);
        assert!(line.from_minutes < line.to_minutes);
    }
}
