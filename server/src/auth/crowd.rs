//! How many places one network may take in a moment. Pure: the moment is handed in.
//!
//! A bot takes all places of a code before the first guest has tapped; people do not. So one
//! network gets half of a code's places at once and the rest within ten seconds: two hundred guests
//! behind one address notice a wait of seconds at most, and others get their chance meanwhile. This
//! is a matter of pace; how many a code admits is decided in the database alone.

use std::time::{Duration, Instant};

/// In which all places of a code are open to one network again.
const ALL_PLACES_SECONDS: f64 = 10.0;
/// At once, however few places a code has.
const FEWEST_AT_ONCE: i64 = 5;
/// After which a network has certainly recovered.
const RECOVERY: Duration = Duration::from_secs(60);

/// What one network took lately at one store.
#[derive(Clone, Copy, Debug)]
pub(super) struct Taken {
    places: f64,
    at: Instant,
}

impl Taken {
    /// Nothing yet.
    pub(super) const fn nothing(now: Instant) -> Self {
        Self { places: 0.0, at: now }
    }

    /// Counts one place of a code that has `places`.
    ///
    /// # Errors
    /// After how many seconds it could be had.
    pub(super) fn take(&mut self, places: i64, now: Instant) -> Result<(), f64> {
        let at_once = f64_of((places.saturating_add(1) / 2).max(FEWEST_AT_ONCE));
        let a_second = f64_of(places).max(at_once) / ALL_PLACES_SECONDS;
        let passed = now.saturating_duration_since(self.at).as_secs_f64();
        self.places = (self.places - passed * a_second).max(0.0);
        self.at = now;
        if self.places + 1.0 > at_once {
            return Err((self.places + 1.0 - at_once) / a_second);
        }
        self.places += 1.0;
        Ok(())
    }

    /// Takes one back that was counted and not had.
    pub(super) fn give_back(&mut self) {
        self.places = (self.places - 1.0).max(0.0);
    }

    /// Whether it must be remembered.
    pub(super) fn is_recent(&self, now: Instant) -> bool {
        now.saturating_duration_since(self.at) < RECOVERY
    }
}

fn f64_of(places: i64) -> f64 {
    f64::from(u32::try_from(places).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many of `tries` get a place, one every `pace`.
    fn get(places: i64, tries: u32, pace: Duration) -> usize {
        let start = Instant::now();
        let mut taken = Taken::nothing(start);
        (0..tries).filter(|&n| taken.take(places, start + pace * n).is_ok()).count()
    }

    #[test]
    fn a_bot_gets_half_of_the_places_in_the_first_moment() {
        let at_once = |places| get(places, 1_000, Duration::from_micros(20));
        assert_eq!((at_once(10), at_once(11), at_once(200)), (5, 6, 100));
        assert_eq!((at_once(1), at_once(4)), (5, 5), "few places are one moment's anyway");
    }

    #[test]
    fn people_are_not_held_up() {
        assert_eq!(get(10, 10, Duration::from_millis(700)), 10);
        assert_eq!(get(200, 200, Duration::from_millis(30)), 200);
    }

    #[test]
    fn the_wait_told_is_long_enough() {
        let start = Instant::now();
        let mut taken = Taken::nothing(start);
        for _ in 0..5 {
            assert_eq!(taken.take(10, start), Ok(()));
        }
        let wait = taken.take(10, start).expect_err("five were had");
        assert!((wait - 1.0).abs() < 1e-9, "{wait}");
        let soon = start + Duration::from_millis(1_001);
        assert_eq!(taken.take(10, soon), Ok(()));
        taken.give_back();
        assert_eq!(taken.take(10, soon), Ok(()), "what was not had does not count");
        assert!(taken.is_recent(soon) && !taken.is_recent(soon + RECOVERY));
    }
}
