//! How far the events were read, and the claims after that.

use crate::clock::Timestamp;
use crate::db::{Conn, DbError, execute, fetch_all, fetch_optional};
use crate::ids::{OrderId, StoreId};

pub(in crate::print) async fn cursor(conn: &mut Conn) -> Result<i64, DbError> {
    let row =
        fetch_optional!(conn, (i64,), "select position from print_cursor where name = 'claims'")?;
    Ok(row.map_or(0, |(position,)| position))
}

pub(in crate::print) async fn set_cursor(tx: &mut Conn, to: i64) -> Result<(), DbError> {
    execute!(
        tx,
        "update print_cursor set position = $1 where name = 'claims' and position < $2",
        to,
        to
    )?;
    Ok(())
}

/// A claim as the events tell it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(in crate::print) struct Claim {
    pub(in crate::print) position: i64,
    pub(in crate::print) store: StoreId,
    pub(in crate::print) subject: OrderId,
    pub(in crate::print) sequence: i64,
    pub(in crate::print) time: Timestamp,
}

/// Claims with positions after `after` and up to `head`.
pub(in crate::print) async fn claims(
    conn: &mut Conn,
    after: i64,
    head: i64,
    limit: i64,
) -> Result<Vec<Claim>, DbError> {
    fetch_all!(
        conn,
        Claim,
        "select position, store, subject, sequence, time from events
         where position > $1 and position <= $2 and type = 'OrderManager.MakeOrder'
         order by position limit $3",
        after,
        head,
        limit
    )
}
