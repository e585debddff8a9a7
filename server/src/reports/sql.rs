//! What reports read of orders and events. Every query is served by an index: a year of old orders
//! costs nothing. Nothing is summed here, the databases answer `sum` of `bigint` differently.

use std::collections::HashMap;

use serde::Deserialize;

use super::journey::Told;
use super::{Canceller, Entry};
use crate::clock::Timestamp;
use crate::db::{Conn, DbError, fetch_all, fetch_optional};
use crate::ids::{OrderId, StoreId};
use crate::order::OrderState;
use crate::order::wait::Wait;

#[derive(sqlx::FromRow)]
struct EntryRow {
    id: OrderId,
    state: String,
    day: Option<String>,
    number: Option<i64>,
    items: String,
    bucket: Option<String>,
    created_at: Timestamp,
    queued_at: Option<Timestamp>,
    making_at: Option<Timestamp>,
    ready_at: Option<Timestamp>,
    ended_at: Option<Timestamp>,
    barista: Option<String>,
    barista_name: Option<String>,
    reason: Option<String>,
    promised_from_minutes: Option<i64>,
    promised_to_minutes: Option<i64>,
}

impl EntryRow {
    fn into_entry(self) -> Result<Entry, DbError> {
        let items = serde_json::from_str(&self.items)
            .map_err(|source| DbError::Unreadable { what: "list of items", source })?;
        let range = self.promised_from_minutes.zip(self.promised_to_minutes);
        let promised = range.map(|(from_minutes, to_minutes)| Wait { from_minutes, to_minutes });
        Ok(Entry {
            id: self.id,
            // The table's check allows the known states only.
            state: OrderState::parse(&self.state).unwrap_or(OrderState::Expired),
            day: self.day,
            number: self.number,
            items,
            is_scanned: self.bucket.is_some(),
            created_at: self.created_at,
            queued_at: self.queued_at,
            making_at: self.making_at,
            ready_at: self.ready_at,
            ended_at: self.ended_at,
            barista: self.barista.map(|id| (id, self.barista_name.unwrap_or_default())),
            reason: self.reason,
            cancelled_by: None,
            promised,
        })
    }
}

fn entries(rows: Vec<EntryRow>) -> Result<Vec<Entry>, DbError> {
    rows.into_iter().map(EntryRow::into_entry).collect()
}

/// Every query of entries starts alike; a macro, so that each stays one literal.
macro_rules! select_entries {
    ($rest:literal) => {
        concat!(
            "select id, state, day, number, items, bucket, created_at, queued_at, making_at, \
             ready_at, ended_at, barista, barista_name, reason, promised_from_minutes, \
             promised_to_minutes from orders ",
            $rest
        )
    };
}

/// Orders that ended from `from` and before `to`.
pub(super) async fn ended(
    conn: &mut Conn,
    store: &StoreId,
    from: Timestamp,
    to: Timestamp,
    limit: i64,
) -> Result<Vec<Entry>, DbError> {
    entries(fetch_all!(
        conn,
        EntryRow,
        select_entries!(
            "where ended_at is not null and store = $1 and ended_at >= $2 and ended_at < $3
             order by ended_at limit $4"
        ),
        store,
        from,
        to,
        limit
    )?)
}

/// Orders that are open now.
pub(super) async fn open(conn: &mut Conn, store: &StoreId) -> Result<Vec<Entry>, DbError> {
    entries(fetch_all!(
        conn,
        EntryRow,
        select_entries!(
            "where store = $1 and state in ('started', 'queued', 'making', 'ready')
             order by queued_at, number"
        ),
        store
    )?)
}

/// Who cancelled the orders that were cancelled from `from` and before `to`.
pub(super) async fn cancellers(
    conn: &mut Conn,
    store: &StoreId,
    from: Timestamp,
    to: Timestamp,
) -> Result<HashMap<OrderId, Canceller>, DbError> {
    let rows = fetch_all!(
        conn,
        (OrderId, String),
        "select orders.id, events.data from orders
         join events on events.subject = orders.id and events.type = 'OrderManager.OrderCancelled'
         where orders.ended_at is not null and orders.store = $1 and orders.ended_at >= $2
         and orders.ended_at < $3 and orders.state = 'cancelled'",
        store,
        from,
        to
    )?;
    #[derive(Deserialize)]
    struct Cancelled {
        by: String,
    }
    rows.into_iter()
        .map(|(id, data)| {
            let told: Cancelled = serde_json::from_str(&data)
                .map_err(|source| DbError::Unreadable { what: "event", source })?;
            Ok((id, if told.by == "customer" { Canceller::Guest } else { Canceller::Staff }))
        })
        .collect()
}

/// Refused scans by the data of their events.
pub(super) async fn refused(
    conn: &mut Conn,
    store: &StoreId,
    from: Timestamp,
    to: Timestamp,
) -> Result<Vec<(String, i64)>, DbError> {
    let rows = fetch_all!(
        conn,
        (String, i64),
        "select data, count(*) from events
         where type = 'OrderProcessor.ShopNotready' and store = $1 and time >= $2 and time < $3
         group by data",
        store,
        from,
        to
    )?;
    #[derive(Deserialize)]
    struct NotReady {
        reason: String,
    }
    rows.into_iter()
        .map(|(data, count)| {
            let told: NotReady = serde_json::from_str(&data)
                .map_err(|source| DbError::Unreadable { what: "event", source })?;
            Ok((told.reason, count))
        })
        .collect()
}

/// Orders of a calendar day below a number, the highest first.
pub(super) async fn of_day(
    conn: &mut Conn,
    store: &StoreId,
    day: &str,
    below: i64,
    limit: i64,
) -> Result<Vec<Entry>, DbError> {
    entries(fetch_all!(
        conn,
        EntryRow,
        select_entries!(
            "where store = $1 and day = $2 and number < $3 order by number desc limit $4"
        ),
        store,
        day,
        below,
        limit
    )?)
}

pub(super) async fn by_number(
    conn: &mut Conn,
    store: &StoreId,
    day: &str,
    number: i64,
) -> Result<Option<OrderId>, DbError> {
    let row = fetch_optional!(
        conn,
        (OrderId,),
        "select id from orders where store = $1 and day = $2 and number = $3",
        store,
        day,
        number
    )?;
    Ok(row.map(|(id,)| id))
}

pub(super) async fn entry(
    conn: &mut Conn,
    store: &StoreId,
    order: &OrderId,
) -> Result<Option<Entry>, DbError> {
    let row = fetch_optional!(
        conn,
        EntryRow,
        select_entries!("where id = $1 and store = $2"),
        order,
        store
    )?;
    row.map(EntryRow::into_entry).transpose()
}

/// An order's events, in sequence.
pub(super) async fn events_of(
    conn: &mut Conn,
    store: &StoreId,
    order: &OrderId,
) -> Result<Vec<Told>, DbError> {
    let rows = fetch_all!(
        conn,
        (String, String, Timestamp),
        "select type, data, time from events where subject = $1 and store = $2 order by sequence",
        order,
        store
    )?;
    rows.into_iter()
        .map(|(kind, data, time)| {
            let data = serde_json::from_str(&data)
                .map_err(|source| DbError::Unreadable { what: "event", source })?;
            Ok(Told { kind, data, time })
        })
        .collect()
}
