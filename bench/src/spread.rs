//! How a set of durations is spread. Pure.

use std::fmt;
use std::time::Duration;

/// Sorted durations.
#[derive(Debug)]
pub(crate) struct Spread(Vec<Duration>);

impl Spread {
    pub(crate) fn new(mut durations: Vec<Duration>) -> Self {
        durations.sort_unstable();
        Self(durations)
    }

    /// The duration that `permille` of all do not exceed; zero of none.
    pub(crate) fn quantile(&self, permille: usize) -> Duration {
        let rank = (self.0.len() * permille).div_ceil(1_000).max(1);
        self.0.get(rank - 1).copied().unwrap_or_default()
    }
}

impl fmt::Display for Spread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ms = |permille| self.quantile(permille).as_secs_f64() * 1_000.0;
        let (median, p99, last) = (ms(500), ms(990), ms(1_000));
        write!(f, "first {:.1} ms, median {median:.1}, p99 {p99:.1}, last {last:.1}", ms(0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_durations_that_occurred() {
        let spread = Spread::new((1..=100).rev().map(Duration::from_millis).collect());
        for (permille, ms) in [(0, 1), (500, 50), (990, 99), (1_000, 100)] {
            assert_eq!(spread.quantile(permille), Duration::from_millis(ms));
        }
        assert_eq!(Spread::new(Vec::new()).quantile(500), Duration::ZERO);
    }
}
