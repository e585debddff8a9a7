//! The orders table and its numbers.

use super::model::{CancelledBy, Order, OrderState, Worker};
use super::wait::{Promise, Wait};
use crate::clock::Timestamp;
use crate::db::{Conn, DbError, execute, fetch_all, fetch_one, fetch_optional};
use crate::ids::{BucketId, OrderId, StoreId, UserId};

mod made;

pub(super) use made::made;

#[derive(sqlx::FromRow)]
struct OrderRow {
    id: OrderId,
    store: StoreId,
    customer: UserId,
    state: String,
    version: i64,
    sequence: i64,
    day: Option<String>,
    number: Option<i64>,
    name: String,
    items: String,
    drinks: i64,
    bucket: Option<BucketId>,
    created_at: Timestamp,
    queued_at: Option<Timestamp>,
    making_at: Option<Timestamp>,
    ready_at: Option<Timestamp>,
    ended_at: Option<Timestamp>,
    deadline_at: Option<Timestamp>,
    barista: Option<UserId>,
    barista_name: Option<String>,
    reason: Option<String>,
    cancelled_by: Option<String>,
    expected_ms: Option<i64>,
    promised_from_minutes: Option<i64>,
    promised_to_minutes: Option<i64>,
    traceparent: Option<String>,
}

impl OrderRow {
    fn into_order(self) -> Result<Order, DbError> {
        let items = serde_json::from_str(&self.items)
            .map_err(|source| DbError::Unreadable { what: "list of items", source })?;
        let promise = self.promise();
        Ok(Order {
            id: self.id,
            store: self.store,
            customer: self.customer,
            // The table's check allows the known states only.
            state: OrderState::parse(&self.state).unwrap_or(OrderState::Expired),
            version: self.version,
            sequence: self.sequence,
            day: self.day,
            number: self.number,
            name: self.name,
            items,
            drinks: self.drinks,
            bucket: self.bucket,
            created_at: self.created_at,
            queued_at: self.queued_at,
            making_at: self.making_at,
            ready_at: self.ready_at,
            ended_at: self.ended_at,
            deadline_at: self.deadline_at,
            barista: self
                .barista
                .map(|id| Worker { id, name: self.barista_name.unwrap_or_default() }),
            reason: self.reason,
            cancelled_by: self.cancelled_by.as_deref().and_then(CancelledBy::parse),
            promise,
            traceparent: self.traceparent,
        })
    }

    fn promise(&self) -> Option<Promise> {
        let from_minutes = self.promised_from_minutes?;
        let wait = Wait { from_minutes, to_minutes: self.promised_to_minutes? };
        Some(Promise { expected_ms: self.expected_ms?, wait })
    }
}

fn orders(rows: Vec<OrderRow>) -> Result<Vec<Order>, DbError> {
    rows.into_iter().map(OrderRow::into_order).collect()
}

/// Every query of whole orders starts alike; a macro, so that each stays one literal.
macro_rules! select_orders {
    ($rest:literal) => {
        concat!(
            "select id, store, customer, state, version, sequence, day, number, name, items, \
             drinks, bucket, created_at, queued_at, making_at, ready_at, ended_at, deadline_at, \
             barista, barista_name, reason, cancelled_by, expected_ms, promised_from_minutes, \
             promised_to_minutes, traceparent from orders ",
            $rest
        )
    };
}

pub(super) async fn load(conn: &mut Conn, id: &OrderId) -> Result<Option<Order>, DbError> {
    let row = fetch_optional!(conn, OrderRow, select_orders!("where id = $1"), id)?;
    row.map(OrderRow::into_order).transpose()
}

pub(super) async fn insert(tx: &mut Conn, order: &Order) -> Result<(), DbError> {
    execute!(
        tx,
        "insert into orders (id, store, customer, state, version, sequence, day, number, name,
            items, drinks, bucket, created_at, queued_at, deadline_at, expected_ms,
            promised_from_minutes, promised_to_minutes, traceparent)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
            $19)",
        &order.id,
        &order.store,
        &order.customer,
        order.state.as_str(),
        order.version,
        order.sequence,
        &order.day,
        order.number,
        &order.name,
        items_document(order),
        order.drinks,
        &order.bucket,
        order.created_at,
        order.queued_at,
        order.deadline_at,
        order.promise.map(|promise| promise.expected_ms),
        order.promise.map(|promise| promise.wait.from_minutes),
        order.promise.map(|promise| promise.wait.to_minutes),
        &order.traceparent
    )?;
    Ok(())
}

/// Stores a changed order; `false` when another change came first.
pub(super) async fn update(tx: &mut Conn, order: &Order, before: i64) -> Result<bool, DbError> {
    let changed = execute!(
        tx,
        "update orders set state = $1, version = $2, sequence = $3, day = $4, number = $5,
            name = $6, items = $7, drinks = $8, queued_at = $9, making_at = $10, ready_at = $11,
            ended_at = $12, deadline_at = $13, barista = $14, barista_name = $15, reason = $16,
            cancelled_by = $17, expected_ms = $18, promised_from_minutes = $19,
            promised_to_minutes = $20
         where id = $21 and version = $22",
        order.state.as_str(),
        order.version,
        order.sequence,
        &order.day,
        order.number,
        &order.name,
        items_document(order),
        order.drinks,
        order.queued_at,
        order.making_at,
        order.ready_at,
        order.ended_at,
        order.deadline_at,
        order.barista.as_ref().map(|worker| &worker.id),
        order.barista.as_ref().map(|worker| &worker.name),
        &order.reason,
        order.cancelled_by.map(CancelledBy::as_str),
        order.promise.map(|promise| promise.expected_ms),
        order.promise.map(|promise| promise.wait.from_minutes),
        order.promise.map(|promise| promise.wait.to_minutes),
        &order.id,
        before
    )?;
    Ok(changed == 1)
}

/// Draws the next number of a store's day.
pub(super) async fn next_number(tx: &mut Conn, store: &StoreId, day: &str) -> Result<i64, DbError> {
    let (number,) = fetch_one!(
        tx,
        (i64,),
        "insert into order_numbers (store, day, last) values ($1, $2, 1)
         on conflict (store, day) do update set last = order_numbers.last + 1 returning last",
        store,
        day
    )?;
    Ok(number)
}

/// Open orders of a store, oldest place in line first.
pub(super) async fn open(conn: &mut Conn, store: &StoreId) -> Result<Vec<Order>, DbError> {
    orders(fetch_all!(
        conn,
        OrderRow,
        select_orders!(
            "where store = $1 and state in ('started', 'queued', 'making', 'ready')
             order by queued_at, number, created_at, id"
        ),
        store
    )?)
}

/// Orders of a store that were queued, started and ended since `since`: when each was queued, its
/// number and its drinks.
pub(super) async fn started_and_ended_since(
    conn: &mut Conn,
    store: &StoreId,
    since: Timestamp,
) -> Result<Vec<(Timestamp, Option<i64>, i64)>, DbError> {
    fetch_all!(
        conn,
        (Timestamp, Option<i64>, i64),
        "select queued_at, number, drinks from orders where store = $1 and ended_at >= $2
         and queued_at >= $3 and making_at is not null",
        store,
        since,
        since
    )
}

/// Drinks in the queue, one row an order. Not summed in SQL: the databases answer different types.
pub(super) async fn queued_drinks(conn: &mut Conn, store: &StoreId) -> Result<i64, DbError> {
    let rows = fetch_all!(
        conn,
        (i64,),
        "select drinks from orders where store = $1
         and state in ('started', 'queued', 'making', 'ready') and state <> 'ready'",
        store
    )?;
    Ok(rows.iter().map(|(drinks,)| drinks).sum())
}

/// Open orders of one customer in a store, newest first.
pub(super) async fn open_of_customer(
    conn: &mut Conn,
    store: &StoreId,
    customer: &UserId,
) -> Result<Vec<Order>, DbError> {
    orders(fetch_all!(
        conn,
        OrderRow,
        select_orders!(
            "where store = $1 and state in ('started', 'queued', 'making', 'ready')
             and customer = $2 order by created_at desc, id desc"
        ),
        store,
        customer
    )?)
}

/// The newest 50 orders of one customer that began after `since`, newest first.
pub(super) async fn of_customer(
    conn: &mut Conn,
    customer: &UserId,
    since: Timestamp,
) -> Result<Vec<Order>, DbError> {
    orders(fetch_all!(
        conn,
        OrderRow,
        select_orders!(
            "where customer = $1 and created_at >= $2 order by created_at desc, id desc limit 50"
        ),
        customer,
        since
    )?)
}

/// Orders of one customer in a store that were submitted and began before `until`, newest first.
pub(super) async fn history(
    conn: &mut Conn,
    store: &StoreId,
    customer: &UserId,
    until: Timestamp,
    limit: i64,
) -> Result<Vec<Order>, DbError> {
    orders(fetch_all!(
        conn,
        OrderRow,
        select_orders!(
            "where customer = $1 and created_at < $2 and store = $3 and queued_at is not null
             order by created_at desc, id desc limit $4"
        ),
        customer,
        until,
        store,
        limit
    )?)
}

/// Orders of a store that ended after `since`, the last first.
pub(super) async fn ended(
    conn: &mut Conn,
    store: &StoreId,
    since: Timestamp,
    limit: i64,
) -> Result<Vec<Order>, DbError> {
    orders(fetch_all!(
        conn,
        OrderRow,
        select_orders!(
            "where ended_at is not null and store = $1 and ended_at >= $2
             order by ended_at desc limit $3"
        ),
        store,
        since,
        limit
    )?)
}

/// Ended orders of a store that staff can still bring back, the last first.
pub(super) async fn recallable(
    conn: &mut Conn,
    store: &StoreId,
    state: OrderState,
    limit: i64,
) -> Result<Vec<Order>, DbError> {
    orders(fetch_all!(
        conn,
        OrderRow,
        select_orders!(
            "where deadline_at is not null and store = $1 and state = $2
             order by ended_at desc limit $3"
        ),
        store,
        state.as_str(),
        limit
    )?)
}

/// Orders placed by one customer in a store since its day began, submitted ones only.
pub(super) async fn placed_since(
    conn: &mut Conn,
    store: &StoreId,
    customer: &UserId,
    since: Timestamp,
) -> Result<i64, DbError> {
    let (count,) = fetch_one!(
        conn,
        (i64,),
        "select count(*) from orders where customer = $1 and created_at >= $2 and store = $3
         and queued_at is not null and state <> 'cancelled'",
        customer,
        since,
        store
    )?;
    Ok(count)
}

/// Open orders of every store, counted by state.
pub(super) async fn open_by_state(conn: &mut Conn) -> Result<Vec<(StoreId, String, i64)>, DbError> {
    fetch_all!(
        conn,
        (StoreId, String, i64),
        "select store, state, count(*) from orders
         where state in ('started', 'queued', 'making', 'ready') group by store, state"
    )
}

pub(super) async fn next_deadline(conn: &mut Conn) -> Result<Option<Timestamp>, DbError> {
    let row = fetch_optional!(
        conn,
        (Timestamp,),
        "select deadline_at from orders where deadline_at is not null
         order by deadline_at limit 1"
    )?;
    Ok(row.map(|(due,)| due))
}

pub(super) async fn due(
    conn: &mut Conn,
    now: Timestamp,
    limit: i64,
) -> Result<Vec<OrderId>, DbError> {
    let rows = fetch_all!(
        conn,
        (OrderId,),
        "select id from orders where deadline_at is not null and deadline_at <= $1
         order by deadline_at limit $2",
        now,
        limit
    )?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

fn items_document(order: &Order) -> String {
    serde_json::to_string(&order.items).expect("items are plain data")
}
