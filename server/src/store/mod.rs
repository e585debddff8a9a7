//! A store: one bar with its state (open, paused, closed), opening hours, limits and menu.
//!
//! Its id also serializes admission: `order` takes turns on it while it decides whether one more
//! guest fits. What an order may become is not decided here.

mod broadcast;
mod change;
mod create;
mod edit;
mod hours;
pub(crate) mod http;
mod parts;
mod schedule;
mod seen;
mod settings;
mod sql;
mod status;
#[cfg(test)]
mod tests;
mod undo;

use crate::clock::Timestamp;
use crate::db::{Conn, Db, DbError};
use crate::ids::StoreId;
use crate::menu::Menu;

pub use broadcast::{Broadcast, EndBroadcasts, LONGEST_BROADCAST, broadcast, withdraw_broadcast};
pub use change::{
    By, ChangeRefusal, Configuration, change_menu, change_settings, check_description, configure,
    describe, set_status,
};
pub use create::{HasOpenOrders, NewStore, archive, create, create_default, restore};
pub use hours::{
    Day, Exception, Hours, HoursFault, HoursProblem, MOST_OPENINGS, Opening, TimeOfDay,
};
pub use parts::changes;
pub use schedule::{FollowHours, Near, set_hours};
pub use seen::{Part, Seen};
pub use settings::{Settings, SettingsProblem};
pub use status::{ResumeStores, State, StatusChange};
pub use undo::{is_undoable, undo};

/// A store with everything its rules need.
#[derive(Clone, Debug, PartialEq)]
pub struct Store {
    /// Its short name in addresses.
    pub id: StoreId,
    /// Its name on screens.
    pub name: String,
    /// IANA name: `Europe/Berlin`; decides when a day, and with it the numbering, begins.
    pub time_zone: String,
    /// What the row says; see [`Store::state_at`].
    pub state: State,
    /// Why it is paused or closed, as told by staff.
    pub reason: Option<String>,
    /// When a pause ends by itself.
    pub until: Option<Timestamp>,
    /// When it opens and closes by itself; none does it by hand.
    pub hours: Option<Hours>,
    /// When the hours next act.
    pub schedule_at: Option<Timestamp>,
    /// Its limits and waits.
    pub settings: Settings,
    /// What it offers.
    pub menu: Menu,
    /// What waiting guests are told; see [`Store::broadcast_at`].
    pub broadcast: Option<Broadcast>,
    /// When it was put away.
    pub archived_at: Option<Timestamp>,
    /// Sequence of its last event; also the version that changes are conditional on.
    pub sequence: i64,
}

impl Store {
    /// The state in force at `now`: hours and the end of a pause hold on time, also before the
    /// loop has noticed.
    #[must_use]
    pub fn state_at(&self, now: Timestamp) -> State {
        if let Some(state) = self.scheduled_state(now) {
            return state;
        }
        match (self.state, self.until) {
            (State::Paused, Some(until)) if until <= now => State::Open,
            (state, _) => state,
        }
    }

    /// The store's calendar day of `now`, `2026-01-31`; UTC's where the time zone is not known.
    #[must_use]
    pub fn day_of(&self, now: Timestamp) -> String {
        self.local(now).date().to_string()
    }

    /// The time of day on the store's clock, `10:42`.
    #[must_use]
    pub fn time_of_day(&self, at: Timestamp) -> String {
        self.local(at).strftime("%H:%M").to_string()
    }

    /// The moment its current day began.
    #[must_use]
    pub fn day_start(&self, now: Timestamp) -> Timestamp {
        self.local(now)
            .start_of_day()
            .map_or(now, |start| Timestamp(start.timestamp().as_millisecond()))
    }

    fn local(&self, at: Timestamp) -> jiff::Zoned {
        at.to_jiff().to_zoned(self.zone())
    }

    fn zone(&self) -> jiff::tz::TimeZone {
        jiff::tz::TimeZone::get(&self.time_zone).unwrap_or(jiff::tz::TimeZone::UTC)
    }
}

/// Reads a store inside a transaction or from a reading connection.
///
/// # Errors
/// When the database does not answer or a stored document cannot be read.
pub async fn load(conn: &mut Conn, id: &StoreId) -> Result<Option<Store>, DbError> {
    sql::load(conn, id).await
}

/// Reads a store.
///
/// # Errors
/// As [`load`].
pub async fn find(db: &Db, id: &StoreId) -> Result<Option<Store>, DbError> {
    sql::load(&mut db.read().await?, id).await
}

/// The ids and names of all stores that were not put away, by name.
///
/// # Errors
/// When the database does not answer.
pub async fn all(db: &Db) -> Result<Vec<(StoreId, String)>, DbError> {
    sql::all(&mut db.read().await?).await
}

/// Every store, also those that were put away, by name.
///
/// # Errors
/// As [`load`].
pub async fn everything(db: &Db) -> Result<Vec<Store>, DbError> {
    sql::everything(&mut db.read().await?).await
}
