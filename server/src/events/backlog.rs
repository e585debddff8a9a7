//! How far behind the relay is, for whoever watches: read from the outbox, whichever replica leads.

use super::sql;
use crate::clock::Timestamp;
use crate::db::{Db, DbError};

/// Counting stops here: more is as bad.
const MOST: i64 = 10_000;

/// What is not published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Backlog {
    /// Events, 10,000 at most.
    pub count: i64,
    /// Age of the oldest, in milliseconds; 0 when there is none.
    pub oldest_ms: i64,
    /// Whether some replica's relay holds the lead; always, where only one process can.
    pub is_led: bool,
}

/// What waits to be published at `now`.
///
/// # Errors
/// When the database does not answer.
pub async fn backlog(db: &Db, now: Timestamp) -> Result<Backlog, DbError> {
    let mut conn = db.read().await?;
    let (oldest, count) = sql::waiting(&mut conn, MOST).await?;
    let (holder, _) = sql::lease(&mut conn).await?;
    Ok(Backlog {
        count,
        oldest_ms: oldest.map_or(0, |time| now.millis_since(time).max(0)),
        is_led: holder.is_some() || !db.is_shared(),
    })
}
