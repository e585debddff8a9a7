//! A bucket's arithmetic. Pure.
//!
//! `granted` only grows, `returned` only grows, and the places held are their difference: a place
//! given back can be granted again without either counter forgetting anything.

use crate::clock::Timestamp;
use crate::ids::{BucketId, StoreId};

/// One code's lifetime and places.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Bucket {
    /// Its id.
    pub id: BucketId,
    /// The store it admits to.
    pub store: StoreId,
    /// 1, 2, 3, ... within the store.
    pub generation: i64,
    /// The part of the code that stays: 13 characters, 65 random bits.
    pub code: String,
    /// Places in all.
    pub places: i64,
    /// Places ever taken.
    pub granted: i64,
    /// Places ever given back.
    pub returned: i64,
    /// Since when it is shown.
    pub opened_at: Timestamp,
    /// Until when it is shown.
    pub expires_at: Timestamp,
}

impl Bucket {
    /// Places taken and not given back.
    #[must_use]
    pub const fn held(&self) -> i64 {
        self.granted - self.returned
    }

    /// Places that can still be taken.
    #[must_use]
    pub const fn left(&self) -> i64 {
        self.places - self.held()
    }

    /// Whether it is the one shown at `now`.
    #[must_use]
    pub fn is_live(&self, now: Timestamp) -> bool {
        self.opened_at <= now && now < self.expires_at
    }

    /// Takes a place; `false` when none is left. The rule behind `sql::take_place`.
    pub fn take(&mut self) -> bool {
        let is_free = self.left() > 0;
        self.granted += i64::from(is_free);
        is_free
    }

    /// Gives a place back; `false` when the bucket is over or holds none. The rule behind
    /// `sql::return_place`.
    pub fn give_back(&mut self, now: Timestamp) -> bool {
        let counts = self.is_live(now) && self.held() > 0;
        self.returned += i64::from(counts);
        counts
    }
}

#[cfg(test)]
pub(super) fn sample(places: i64) -> Bucket {
    Bucket {
        id: BucketId::new("b1"),
        store: StoreId::new("main"),
        generation: 1,
        code: "0123456789abc".to_owned(),
        places,
        granted: 0,
        returned: 0,
        opened_at: Timestamp(0),
        expires_at: Timestamp(300_000),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_bucket_lives_from_its_first_moment_to_before_its_last() {
        let bucket = Bucket { opened_at: Timestamp(1_000), ..sample(10) };
        let is_live = |at| bucket.is_live(Timestamp(at));
        assert_eq!(
            [is_live(999), is_live(1_000), is_live(299_999), is_live(300_000)],
            [false, true, true, false]
        );
        let mut full = Bucket { granted: 12, returned: 2, ..bucket };
        assert_eq!((full.held(), full.left(), full.take()), (10, 0, false));
        assert!(!full.give_back(Timestamp(300_000)), "over");
        assert!(full.give_back(Timestamp(299_999)));
        assert_eq!((full.granted, full.returned, full.left()), (12, 3, 1));
        let mut empty = sample(10);
        assert!(!empty.give_back(Timestamp(1)), "nothing is held");
    }

    proptest! {
        /// Whatever guests do in whatever order: granted - returned = held, never above places,
        /// and a place is refused only when all are held.
        #[test]
        fn granted_minus_returned_is_held(
            places in 1_i64..20,
            acts in proptest::collection::vec((any::<bool>(), 0_i64..400_000), 0..200),
        ) {
            let mut bucket = sample(places);
            let mut held = 0_i64;
            for (takes, at) in acts {
                if takes {
                    let was_full = held == places;
                    let took = bucket.take();
                    prop_assert_eq!(took, !was_full);
                    held += i64::from(took);
                } else {
                    let gave = bucket.give_back(Timestamp(at));
                    prop_assert!(!gave || at < 300_000, "nothing returns after the end");
                    held -= i64::from(gave);
                }
                prop_assert_eq!(bucket.held(), held);
                prop_assert_eq!(bucket.granted - bucket.returned, held);
                prop_assert!((0..=places).contains(&held));
                prop_assert_eq!(bucket.left(), places - held);
            }
        }
    }
}
