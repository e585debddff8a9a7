//! What waits are learned from.

use crate::clock::Timestamp;
use crate::db::{Conn, DbError, fetch_all};
use crate::ids::{StoreId, UserId};
use crate::order::wait::Seen;

/// Orders that were made and ended from `from` and before `to`, the
/// last first.
pub(in crate::order) async fn made(
    conn: &mut Conn,
    store: &StoreId,
    (from, to): (Timestamp, Timestamp),
    limit: i64,
) -> Result<Vec<Seen>, DbError> {
    #[derive(sqlx::FromRow)]
    struct Row {
        items: String,
        queued_at: Timestamp,
        making_at: Timestamp,
        ready_at: Timestamp,
        barista: Option<UserId>,
        expected_ms: Option<i64>,
    }
    #[derive(serde::Deserialize)]
    struct Made {
        drink: String,
    }
    let rows = fetch_all!(
        conn,
        Row,
        "select items, queued_at, making_at, ready_at, barista, expected_ms from orders
         where ended_at is not null and store = $1 and ended_at >= $2 and ended_at < $3
         and queued_at is not null and making_at is not null and ready_at is not null
         order by ended_at desc limit $4",
        store,
        from,
        to,
        limit
    )?;
    rows.into_iter()
        .map(|row| {
            let items: Vec<Made> = serde_json::from_str(&row.items)
                .map_err(|source| DbError::Unreadable { what: "list of items", source })?;
            Ok(Seen {
                drinks: items.into_iter().map(|item| item.drink).collect(),
                queued_at: row.queued_at,
                making_at: Some(row.making_at),
                ready_at: Some(row.ready_at),
                barista: row.barista,
                expected_ms: row.expected_ms,
            })
        })
        .collect()
}
