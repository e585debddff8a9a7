//! Reports: what a store did in a period, one order's journey, and the list of a day's orders.
//!
//! It only reads, what orders and events say after the fact. It decides nothing, keeps no tables
//! of its own, and no other feature knows of it. The arithmetic (`period.rs`, `figures.rs`,
//! `csv.rs`, `journey.rs`) is pure.

mod csv;
mod figures;
mod journey;
mod period;
mod sql;
#[cfg(test)]
mod tests;

pub use csv::{csv, table};
pub use figures::{
    Abandoned, Barista, Canceller, Figures, Promises, Refused, Tally, Waits, figures,
};
pub use journey::{Move, Step};
pub use period::{LONGEST_DAYS, Period, PeriodProblem, Slot};

use crate::clock::Timestamp;
use crate::db::{Db, DbError};
use crate::ids::{OrderId, StoreId};
use crate::menu::Item;
use crate::order::OrderState;
use crate::order::wait::{Kept, Wait};

/// Orders of a period that are read at most; more would not fit a small machine's memory.
const MOST_ORDERS: i64 = 250_000;
/// After this long no order that began in a period is still open: the bounds of a store's time
/// limits, added up with heartbeats and a claim.
const LONGEST_ORDER_SECONDS: i64 = 7 * 86_400;

/// One order as reports see it: no guest, no name.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Its id.
    pub id: OrderId,
    /// Where it is in its life.
    pub state: OrderState,
    /// The store's calendar day of its number.
    pub day: Option<String>,
    /// Its number; none before it is submitted.
    pub number: Option<i64>,
    /// What was ordered.
    pub items: Vec<Item>,
    /// Whether it came by a code; walk-ups do not.
    pub is_scanned: bool,
    /// When it began.
    pub created_at: Timestamp,
    /// When it was submitted.
    pub queued_at: Option<Timestamp>,
    /// When a barista took it, the last time.
    pub making_at: Option<Timestamp>,
    /// When it was ready, the last time.
    pub ready_at: Option<Timestamp>,
    /// When it ended.
    pub ended_at: Option<Timestamp>,
    /// Id and name of the barista who has or had it.
    pub barista: Option<(String, String)>,
    /// Why it was cancelled or expired.
    pub reason: Option<String>,
    /// Who cancelled it.
    pub cancelled_by: Option<Canceller>,
    /// The wait that was promised when it was submitted.
    pub promised: Option<Wait>,
}

impl Entry {
    /// Milliseconds from submitted to ready.
    #[must_use]
    pub fn wait_millis(&self) -> Option<i64> {
        Some(self.ready_at?.millis_since(self.queued_at?).max(0))
    }

    /// How the promised wait turned out, of an order that was ready.
    #[must_use]
    pub fn kept(&self) -> Option<Kept> {
        Some(self.promised?.kept(self.wait_millis()?))
    }

    /// Milliseconds from claimed to ready.
    #[must_use]
    pub fn making_millis(&self) -> Option<i64> {
        Some(self.ready_at?.millis_since(self.making_at?).max(0))
    }

    /// The moment that decides which hour and day it counts for: submitted, else begun.
    #[must_use]
    pub fn counted_at(&self) -> Timestamp {
        self.queued_at.unwrap_or(self.created_at)
    }
}

/// What happened in a period.
#[derive(Clone, Debug)]
pub struct Record {
    /// Orders that began in it, by the moment they count for.
    pub entries: Vec<Entry>,
    /// Reasons of scans that were refused because the store was not ready, and how often.
    pub refused: Vec<(String, i64)>,
    /// Whether there were more orders than are read at most.
    pub is_cut: bool,
}

/// Reads a period's orders and refused scans.
///
/// # Errors
/// When the database does not answer.
pub async fn record(db: &Db, store: &StoreId, period: &Period) -> Result<Record, DbError> {
    let mut conn = db.read().await?;
    let latest = period.end().plus_seconds(LONGEST_ORDER_SECONDS);
    let mut entries = sql::ended(&mut conn, store, period.start(), latest, MOST_ORDERS + 1).await?;
    let is_cut = i64::try_from(entries.len()).unwrap_or(i64::MAX) > MOST_ORDERS;
    entries.extend(sql::open(&mut conn, store).await?);
    entries.retain(|entry| period.contains(entry.counted_at()));
    // Between the two queries an order may have ended, and is in both.
    entries.sort_by(|a, b| (a.counted_at(), &a.id).cmp(&(b.counted_at(), &b.id)));
    entries.dedup_by(|a, b| a.id == b.id);
    let cancellers = sql::cancellers(&mut conn, store, period.start(), latest).await?;
    for entry in entries.iter_mut().filter(|entry| entry.state == OrderState::Cancelled) {
        let told = cancellers.get(&entry.id).copied();
        // Staff must say why, so whoever gave no reason was the guest.
        entry.cancelled_by = told.or(Some(match entry.reason {
            Some(_) => Canceller::Staff,
            None => Canceller::Guest,
        }));
    }
    let refused = sql::refused(&mut conn, store, period.start(), period.end()).await?;
    Ok(Record { entries, refused, is_cut })
}

/// A page of a day's orders, the highest number first: those below `below`, at most `limit`.
///
/// # Errors
/// When the database does not answer.
pub async fn of_day(
    db: &Db,
    store: &StoreId,
    day: &str,
    below: i64,
    limit: i64,
) -> Result<Vec<Entry>, DbError> {
    sql::of_day(&mut db.read().await?, store, day, below, limit).await
}

/// The order of a number on a day.
///
/// # Errors
/// When the database does not answer.
pub async fn by_number(
    db: &Db,
    store: &StoreId,
    day: &str,
    number: i64,
) -> Result<Option<OrderId>, DbError> {
    sql::by_number(&mut db.read().await?, store, day, number).await
}

/// One order of a store with its whole history, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn journey(
    db: &Db,
    store: &StoreId,
    order: &OrderId,
) -> Result<Option<(Entry, Vec<Step>)>, DbError> {
    let mut conn = db.read().await?;
    let Some(entry) = sql::entry(&mut conn, store, order).await? else { return Ok(None) };
    let events = sql::events_of(&mut conn, store, order).await?;
    Ok(Some((entry, journey::steps(events))))
}
