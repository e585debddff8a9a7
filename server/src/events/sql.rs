//! The outbox table.

use super::{EventHead, NewEvent};
use crate::clock::Timestamp;
use crate::db::{Conn, DbError, execute, fetch_all, fetch_one, fetch_optional};
use crate::ids::{OrderId, StoreId};

#[derive(Debug, sqlx::FromRow)]
pub(super) struct EventRow {
    pub(super) id: i64,
    pub(super) store: String,
    pub(super) subject: String,
    pub(super) sequence: i64,
    #[sqlx(rename = "type")]
    pub(super) kind: String,
    pub(super) recipient: Option<String>,
    pub(super) data: String,
    pub(super) time: Timestamp,
    pub(super) traceparent: Option<String>,
    pub(super) position: Option<i64>,
}

pub(super) async fn insert(
    tx: &mut Conn,
    head: &EventHead<'_>,
    event: &NewEvent,
    sequence: i64,
) -> Result<(), DbError> {
    execute!(
        tx,
        "insert into events (store, subject, sequence, type, recipient, data, time, traceparent)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        head.store,
        head.subject,
        sequence,
        event.kind.as_str(),
        head.recipient,
        event.data.to_string(),
        head.time,
        head.traceparent,
    )?;
    Ok(())
}

pub(super) async fn insert_once(
    tx: &mut Conn,
    head: &EventHead<'_>,
    event: &NewEvent,
) -> Result<(), DbError> {
    execute!(
        tx,
        "insert into events (store, subject, sequence, type, recipient, data, time, traceparent)
         values ($1, $2, 1, $3, $4, $5, $6, $7) on conflict (subject, sequence) do nothing",
        head.store,
        head.subject,
        event.kind.as_str(),
        head.recipient,
        event.data.to_string(),
        head.time,
        head.traceparent,
    )?;
    Ok(())
}

pub(super) async fn unpublished(conn: &mut Conn, limit: i64) -> Result<Vec<EventRow>, DbError> {
    fetch_all!(
        conn,
        EventRow,
        "select id, store, subject, sequence, type, recipient, data, time, traceparent, position
         from events where position is null order by id limit $1",
        limit
    )
}

/// When the oldest unpublished event happened, and how many there are up to `most`.
pub(super) async fn waiting(
    conn: &mut Conn,
    most: i64,
) -> Result<(Option<Timestamp>, i64), DbError> {
    let oldest = fetch_optional!(
        conn,
        (Timestamp,),
        "select time from events where position is null order by id limit 1"
    )?;
    let (count,) = fetch_one!(
        conn,
        (i64,),
        "select count(*) from (select id from events where position is null limit $1) as waiting",
        most
    )?;
    Ok((oldest.map(|(time,)| time), count))
}

pub(super) async fn last_position(conn: &mut Conn) -> Result<i64, DbError> {
    let row: Option<(i64,)> =
        fetch_optional!(conn, (i64,), "select position from relay where name = 'bus'")?;
    Ok(row.map_or(0, |(position,)| position))
}

/// Moves the relay's position from `from` to `to`; `false` when another relay moved it first.
pub(super) async fn advance(tx: &mut Conn, from: i64, to: i64) -> Result<bool, DbError> {
    let moved = execute!(
        tx,
        "update relay set position = $1 where name = 'bus' and position = $2",
        to,
        from
    )?;
    Ok(moved == 1)
}

/// Who leads the relays, and the number that the leader keeps moving.
pub(super) async fn lease(conn: &mut Conn) -> Result<(Option<String>, i64), DbError> {
    fetch_one!(conn, (Option<String>, i64), "select holder, beat from relay where name = 'bus'")
}

/// Leads on from `beat`; `false` when another relay moved it first.
pub(super) async fn take_lease(tx: &mut Conn, me: &str, beat: i64) -> Result<bool, DbError> {
    let moved = execute!(
        tx,
        "update relay set holder = $1, beat = beat + 1 where name = 'bus' and beat = $2",
        me,
        beat
    )?;
    Ok(moved == 1)
}

/// Leads no longer, unless another relay leads already.
pub(super) async fn free_lease(tx: &mut Conn, beat: i64) -> Result<(), DbError> {
    execute!(
        tx,
        "update relay set holder = null, beat = beat + 1 where name = 'bus' and beat = $1",
        beat
    )?;
    Ok(())
}

pub(super) async fn stamp(tx: &mut Conn, id: i64, position: i64) -> Result<(), DbError> {
    execute!(
        tx,
        "update events set position = $1 where id = $2 and position is null",
        position,
        id
    )?;
    Ok(())
}

pub(super) async fn published_after(
    conn: &mut Conn,
    after: i64,
    store: &StoreId,
    limit: i64,
) -> Result<Vec<EventRow>, DbError> {
    fetch_all!(
        conn,
        EventRow,
        "select id, store, subject, sequence, type, recipient, data, time, traceparent, position
         from events where position > $1 and store = $2 order by position limit $3",
        after,
        store,
        limit
    )
}

pub(super) async fn at(conn: &mut Conn, position: i64) -> Result<Option<EventRow>, DbError> {
    fetch_optional!(
        conn,
        EventRow,
        "select id, store, subject, sequence, type, recipient, data, time, traceparent, position
         from events where position = $1",
        position
    )
}

pub(super) async fn of_order(
    conn: &mut Conn,
    order: &OrderId,
    store: &StoreId,
) -> Result<Vec<EventRow>, DbError> {
    fetch_all!(
        conn,
        EventRow,
        "select id, store, subject, sequence, type, recipient, data, time, traceparent, position
         from events where subject = $1 and store = $2 order by sequence",
        order,
        store
    )
}
