//! Erases what is known of guests, some days after their order ended; each store says how many. Of
//! one guest at once, when somebody asks for it.
//!
//! Orders, events and figures stay: what was drunk when is no personal data once nobody is named.
//! Which column holds what is [`COLUMNS`], the one list; a test compares it with the tables, so
//! that a new column cannot be forgotten. Backups keep what they hold.

mod columns;
mod sql;
#[cfg(test)]
mod tests;

use std::time::Duration;

pub use columns::{COLUMNS, Column, Holds};

use crate::clock::Timestamp;
use crate::db::{DbError, Fail, Never};
use crate::ids::{OrderId, StoreId};
use crate::platform::Platform;
use crate::store;

/// Orders in one transaction: some two hundred small updates, a few milliseconds of the writer.
const BATCH: i64 = 20;
/// Favourites in one transaction.
const FEW: i64 = 100;
/// Between two batches, so that guests' changes go first.
const PAUSE: Duration = Duration::from_millis(20);
/// How often it looks. A quarter of an hour does not matter after a week.
const LOOK: Duration = Duration::from_secs(15 * 60);
const DAY_SECONDS: i64 = 24 * 3_600;

/// Erases what is due until its future is dropped.
pub async fn run(platform: Platform) {
    loop {
        match erase_due(&platform).await {
            Ok(0) => {}
            Ok(erased) => tracing::info!(erased, "what was known of guests is erased"),
            Err(error) => tracing::warn!(%error, "what is known of guests stays for now"),
        }
        tokio::time::sleep(LOOK).await;
    }
}

/// Erases all that is due now, in every store, and answers how many orders and favourites it was.
///
/// Running it again, or in two processes at once, changes nothing more. A crash between two
/// batches forgets nothing: what is due stands in the tables.
///
/// # Errors
/// When the database does not answer; what was erased until then stays so.
pub async fn erase_due(platform: &Platform) -> Result<u64, DbError> {
    let mut erased = 0;
    let mut shortest = i64::MAX;
    for store in store::everything(&platform.db).await? {
        let days = store.settings.erase_after_days;
        shortest = shortest.min(days);
        let before = platform.now().plus_seconds(-days * DAY_SECONDS);
        loop {
            let batch = erase_orders(platform, &store.id, before).await?;
            let batch = batch + erase_favourites(platform, &store.id, before).await?;
            if batch == 0 {
                break;
            }
            erased += batch;
            tokio::time::sleep(PAUSE).await;
        }
    }
    if shortest < i64::MAX {
        let before = platform.now().plus_seconds(-shortest * DAY_SECONDS);
        forget_phones(platform, before).await?;
    }
    empty_log(platform).await?;
    Ok(erased)
}

/// SQLite's log still holds what its pages were before; the next round tries again when somebody
/// reads from it just now.
async fn empty_log(platform: &Platform) -> Result<(), DbError> {
    if !platform.db.empty_log().await? {
        tracing::debug!("the log is being read; it is emptied later");
    }
    Ok(())
}

/// Why a guest is not erased on demand; nothing has changed then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EraseRefusal {
    /// There is no such order.
    Unknown,
    /// Whose order it was is erased already.
    Erased,
    /// An order of the guest has not ended, or can still be brought back.
    Open {
        /// Its number, once it has one.
        number: Option<i64>,
    },
}

/// Erases at once whoever placed `order`, as their days would: every order of theirs in every store,
/// with what else is kept of them. Answers how many orders it was.
///
/// # Errors
/// The refusal, with nothing changed.
pub async fn erase_guest(
    platform: &Platform,
    order: &OrderId,
) -> Result<usize, Fail<EraseRefusal>> {
    let (now, order) = (platform.now(), order.clone());
    let erased = platform.db.write(move |tx| {
        let order = order.clone();
        Box::pin(async move {
            let guest = sql::guest_of(tx, &order).await?;
            let guest = guest.ok_or(Fail::Refused(EraseRefusal::Unknown))?;
            if guest.is_empty() {
                return Err(Fail::Refused(EraseRefusal::Erased));
            }
            let orders = sql::orders_of(tx, &guest).await?;
            if let Some(&(_, number, _)) = orders.iter().find(|(_, _, is_over)| !is_over) {
                return Err(Fail::Refused(EraseRefusal::Open { number }));
            }
            for (order, ..) in &orders {
                sql::erase_order(tx, order, now).await?;
                sql::erase_answers(tx, order).await?;
            }
            sql::forget_guest(tx, &guest).await?;
            Ok(orders.len())
        })
    });
    let erased = erased.await?;
    empty_log(platform).await?;
    Ok(erased)
}

async fn erase_orders(
    platform: &Platform,
    store: &StoreId,
    before: Timestamp,
) -> Result<u64, DbError> {
    let due = sql::due_orders(&mut platform.db.read().await?, store, before, BATCH).await?;
    if due.is_empty() {
        return Ok(0);
    }
    let now = platform.now();
    let erased = platform.db.write(move |tx| {
        let due = due.clone();
        Box::pin(async move {
            let mut erased = 0;
            for order in &due {
                erased += sql::erase_order(tx, order, now).await?;
            }
            Ok::<_, Fail<Never>>(erased)
        })
    });
    Ok(erased.await?)
}

async fn erase_favourites(
    platform: &Platform,
    store: &StoreId,
    before: Timestamp,
) -> Result<u64, DbError> {
    let store = store.clone();
    let erased = platform.db.write(move |tx| {
        let store = store.clone();
        Box::pin(async move {
            Ok::<_, Fail<Never>>(sql::erase_favourites(tx, &store, before, FEW).await?)
        })
    });
    Ok(erased.await?)
}

/// Phones that signed out keep the end of their session, and nothing that says whose it was.
async fn forget_phones(platform: &Platform, before: Timestamp) -> Result<(), DbError> {
    let forgotten = platform.db.write(move |tx| {
        Box::pin(async move { Ok::<_, Fail<Never>>(sql::forget_phones(tx, before).await?) })
    });
    Ok(forgotten.await?)
}
