//! What every feature is handed: storage, time, ids and secrets. It knows no coffee.

use std::sync::Arc;

use tokio::sync::{Notify, watch};

use crate::clock::{Clock, Timestamp};
use crate::db::Db;
use crate::ids::Ids;
use crate::keys::Keys;

/// The platform under the features; cheap to clone.
#[derive(Clone, Debug)]
pub struct Platform {
    /// Storage.
    pub db: Db,
    /// Time.
    pub clock: Clock,
    /// Fresh ids and secrets.
    pub ids: Ids,
    /// Tags and signatures.
    pub keys: Keys,
    /// Rung after a commit that changed something, so that the relay and the deadlines look at
    /// once instead of at their next poll.
    pub changed: Arc<Wake>,
}

impl Platform {
    /// A platform over an open database.
    #[must_use]
    pub fn new(db: Db, clock: Clock, ids: Ids, keys: Keys) -> Self {
        Self { db, clock, ids, keys, changed: Arc::default() }
    }

    /// The current moment.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }
}

/// The bells rung after a commit. A ring with nobody waiting is kept for the next who waits.
#[derive(Debug, Default)]
pub struct Wake {
    /// There are events to publish.
    pub events: Notify,
    /// A deadline may have moved.
    pub deadlines: Notify,
    /// Other replicas should look too.
    elsewhere: Arc<Notify>,
    /// The last position that the relay of this process gave, for those who follow the events.
    pub positions: watch::Sender<i64>,
}

impl Wake {
    /// Rings all bells, here and at other replicas.
    pub fn ring(&self) {
        self.ring_here();
        self.elsewhere.notify_one();
    }

    /// Rings for events only: deadlines are being looked at anyway.
    pub fn ring_events(&self) {
        self.events.notify_one();
        self.elsewhere.notify_one();
    }

    fn ring_here(&self) {
        self.events.notify_one();
        self.deadlines.notify_one();
    }

    /// Carries rings from and to other replicas until its future is dropped.
    pub async fn share(&self, db: &Db) {
        db.share_wakes(Arc::clone(&self.elsewhere), || self.ring_here()).await;
    }
}

#[cfg(test)]
impl Platform {
    /// A platform with one closed store and a clock that tests move, at the start of 2027.
    pub(crate) async fn for_test(db: Db) -> Self {
        let clock = Clock::manual(Timestamp(1_800_000_000_000));
        let platform = Self::new(db, clock, Ids::System, Keys::new(vec![9; 32]));
        crate::store::create_default(&platform).await.expect("a store is made");
        platform
    }
}
