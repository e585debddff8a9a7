//! Reading orders, for pages and the API.

use futures_util::future::BoxFuture;

use super::model::{Order, OrderState};
use super::sql;
use crate::clock::Timestamp;
use crate::db::{Conn, Db, DbError};
use crate::ids::{OrderId, StoreId, UserId};

const DAY_SECONDS: i64 = 24 * 3_600;

/// A store's open orders by column, oldest place in line first.
#[derive(Clone, Debug, Default)]
pub struct Board {
    /// Guests still choosing.
    pub started: Vec<Order>,
    /// Waiting for a barista.
    pub queued: Vec<Order>,
    /// Being made.
    pub making: Vec<Order>,
    /// Waiting at the bar.
    pub ready: Vec<Order>,
}

impl Board {
    /// Sorts a store's open orders, oldest place in line first, into their columns.
    pub(super) fn of(open: Vec<Order>) -> Self {
        let mut board = Self::default();
        for order in open {
            match order.state {
                OrderState::Started => board.started.push(order),
                OrderState::Queued => board.queued.push(order),
                OrderState::Making => board.making.push(order),
                _ => board.ready.push(order),
            }
        }
        // These columns are ordered by when their step began, so that nothing moves under a finger.
        board.making.sort_by_key(|order| (order.making_at, order.number));
        board.ready.sort_by_key(|order| (order.ready_at, order.number));
        board
    }

    /// Drinks that count against the queue's limit.
    #[must_use]
    pub fn drinks_in_queue(&self) -> i64 {
        [&self.started, &self.queued, &self.making]
            .into_iter()
            .flatten()
            .map(|order| order.drinks)
            .sum()
    }

    /// Orders before `order` in line, or all of the line for one that is not in it.
    #[must_use]
    pub fn ahead_of(&self, order: Option<&OrderId>) -> usize {
        let place = |id: &OrderId| self.queued.iter().position(|o| o.id == *id);
        order.and_then(place).unwrap_or(self.queued.len())
    }
}

/// One order.
///
/// # Errors
/// When the database does not answer.
pub async fn find(db: &Db, id: &OrderId) -> Result<Option<Order>, DbError> {
    sql::load(&mut db.read().await?, id).await
}

/// Whether a store has orders that still need somebody, in the caller's transaction.
///
/// # Errors
/// When the database does not answer.
pub fn has_open<'a>(tx: &'a mut Conn, store: &'a StoreId) -> BoxFuture<'a, Result<bool, DbError>> {
    Box::pin(async move { Ok(!sql::open(tx, store).await?.is_empty()) })
}

/// A store's open orders.
///
/// # Errors
/// When the database does not answer.
pub async fn board(db: &Db, store: &StoreId) -> Result<Board, DbError> {
    Ok(Board::of(sql::open(&mut db.read().await?, store).await?))
}

/// A person's newest orders of the last day, in all stores.
///
/// # Errors
/// When the database does not answer.
pub async fn of_customer(
    db: &Db,
    customer: &UserId,
    now: Timestamp,
) -> Result<Vec<Order>, DbError> {
    let since = now.plus_seconds(-DAY_SECONDS);
    sql::of_customer(&mut db.read().await?, customer, since).await
}

/// The newest `limit` orders that a person submitted in a store and began before `until`, newest
/// first.
///
/// # Errors
/// When the database does not answer.
pub async fn history(
    db: &Db,
    store: &StoreId,
    customer: &UserId,
    until: Timestamp,
    limit: usize,
) -> Result<Vec<Order>, DbError> {
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    sql::history(&mut db.read().await?, store, customer, until, limit).await
}

/// Orders of a store in the ended `state` (collected or missed) that staff can still bring back,
/// the last first.
///
/// # Errors
/// When the database does not answer.
pub async fn recallable(
    db: &Db,
    store: &StoreId,
    state: OrderState,
    limit: i64,
) -> Result<Vec<Order>, DbError> {
    sql::recallable(&mut db.read().await?, store, state, limit).await
}

/// A person's open orders in a store, newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn open_of_customer(
    db: &Db,
    store: &StoreId,
    customer: &UserId,
) -> Result<Vec<Order>, DbError> {
    sql::open_of_customer(&mut db.read().await?, store, customer).await
}

/// Orders of a store that ended since `since`, the last first.
///
/// # Errors
/// When the database does not answer.
pub async fn recent(
    db: &Db,
    store: &StoreId,
    since: Timestamp,
    limit: i64,
) -> Result<Vec<Order>, DbError> {
    sql::ended(&mut db.read().await?, store, since, limit).await
}

/// Open orders of every store: how many are in which state.
///
/// # Errors
/// When the database does not answer.
pub async fn open_by_state(db: &Db) -> Result<Vec<(StoreId, OrderState, i64)>, DbError> {
    let rows = sql::open_by_state(&mut db.read().await?).await?;
    let known = |(store, state, count): (StoreId, String, i64)| {
        Some((store, OrderState::parse(&state)?, count))
    };
    Ok(rows.into_iter().filter_map(known).collect())
}

/// The next deadline of whichever order; one that is long over should have fired.
///
/// # Errors
/// When the database does not answer.
pub async fn next_deadline(db: &Db) -> Result<Option<Timestamp>, DbError> {
    sql::next_deadline(&mut db.read().await?).await
}
