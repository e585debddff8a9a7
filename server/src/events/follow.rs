//! For consumers inside the server that send events on: what was published after a position.

use super::{CloudEvent, sql};
use crate::clock::Timestamp;
use crate::db::{Conn, DbError};
use crate::ids::StoreId;

/// A published event, and what decides whether and when it is sent on.
#[derive(Debug)]
pub struct Published {
    /// Where a cursor stands that has passed it.
    pub position: i64,
    /// What its sequence counts: an order, a store, a printer.
    pub subject: String,
    /// Its type, as in CloudEvents.
    pub kind: String,
    /// When it happened.
    pub time: Timestamp,
    /// The event as it is sent.
    pub event: CloudEvent,
}

impl Published {
    fn from_row(row: sql::EventRow) -> Result<Self, DbError> {
        Ok(Self {
            position: row.position.unwrap_or(0),
            subject: row.subject.clone(),
            kind: row.kind.clone(),
            time: row.time,
            event: CloudEvent::from_row(row)?,
        })
    }
}

/// The last position that was given.
///
/// # Errors
/// When the database does not answer.
pub async fn head(conn: &mut Conn) -> Result<i64, DbError> {
    sql::last_position(conn).await
}

/// Up to `limit` events of a store after a position, in the order of their positions.
///
/// # Errors
/// When the database does not answer.
pub async fn published(
    conn: &mut Conn,
    store: &StoreId,
    after: i64,
    limit: i64,
) -> Result<Vec<Published>, DbError> {
    let rows = sql::published_after(conn, after, store, limit).await?;
    rows.into_iter().map(Published::from_row).collect()
}

/// The event at a position.
///
/// # Errors
/// When the database does not answer.
pub async fn at(conn: &mut Conn, position: i64) -> Result<Option<Published>, DbError> {
    sql::at(conn, position).await?.map(Published::from_row).transpose()
}
