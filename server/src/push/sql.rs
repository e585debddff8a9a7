//! Subscriptions and the messages that wait, beside the orders they belong to, which are only read.

use super::schedule::Kind;
use super::subscription::Subscription;
use crate::clock::Timestamp;
use crate::db::{Conn, DbError, execute, fetch_all, fetch_optional};
use crate::ids::{OrderId, StoreId, UserId};
use crate::order::OrderState;

/// The state of an order, if it is `person`'s.
pub(super) async fn state_of(
    tx: &mut Conn,
    order: &OrderId,
    person: &UserId,
) -> Result<Option<OrderState>, DbError> {
    let row: Option<(String,)> = fetch_optional!(
        tx,
        (String,),
        "select state from orders where id = $1 and customer = $2",
        order,
        person
    )?;
    Ok(row.and_then(|(state,)| OrderState::parse(&state)))
}

/// Keeps a subscription; the same address again brings its keys and language up to date.
pub(super) async fn insert(
    tx: &mut Conn,
    id: &str,
    order: &OrderId,
    subscription: &Subscription,
    language: &str,
    now: Timestamp,
) -> Result<(), DbError> {
    execute!(
        tx,
        "insert into push_subscriptions (id, order_id, endpoint, p256dh, auth, language, created_at)
         values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (order_id, endpoint) do update
         set p256dh = excluded.p256dh, auth = excluded.auth, language = excluded.language",
        id,
        order,
        subscription.endpoint.as_str(),
        &subscription.p256dh,
        &subscription.auth,
        language,
        now
    )?;
    Ok(())
}

/// Forgets an order's subscriptions but the newest `most`.
pub(super) async fn keep_newest(tx: &mut Conn, order: &OrderId, most: i64) -> Result<(), DbError> {
    execute!(
        tx,
        "delete from push_subscriptions where order_id = $1 and id not in (
             select id from push_subscriptions where order_id = $2
             order by created_at desc, id desc limit $3)",
        order,
        order,
        most
    )?;
    Ok(())
}

pub(super) async fn is_subscribed(conn: &mut Conn, order: &OrderId) -> Result<bool, DbError> {
    let row: Option<(String,)> = fetch_optional!(
        conn,
        (String,),
        "select id from push_subscriptions where order_id = $1 limit 1",
        order
    )?;
    Ok(row.is_some())
}

/// A subscription whose order is ready and that no messages are planned for yet.
#[derive(Debug, sqlx::FromRow)]
pub(super) struct Unplanned {
    pub(super) id: String,
    pub(super) ready_at: Timestamp,
    pub(super) deadline_at: Timestamp,
}

pub(super) async fn unplanned(conn: &mut Conn, limit: i64) -> Result<Vec<Unplanned>, DbError> {
    fetch_all!(
        conn,
        Unplanned,
        "select s.id, o.ready_at, o.deadline_at
         from push_subscriptions s join orders o on o.id = s.order_id
         where o.state = 'ready' and o.ready_at is not null and o.deadline_at is not null
         and (s.planned_for is null or s.planned_for <> o.deadline_at)
         order by s.id limit $1",
        limit
    )
}

/// Marks a subscription as planned for; `false` when it was already, or is gone.
pub(super) async fn mark_planned(
    tx: &mut Conn,
    subscription: &str,
    kept_until: Timestamp,
) -> Result<bool, DbError> {
    let marked = execute!(
        tx,
        "update push_subscriptions set planned_for = $1
         where id = $2 and (planned_for is null or planned_for <> $3)",
        kept_until,
        subscription,
        kept_until
    )?;
    Ok(marked == 1)
}

/// Forgets what waits for a subscription: it was ready, was recalled, and is ready anew.
pub(super) async fn drop_waiting(tx: &mut Conn, subscription: &str) -> Result<(), DbError> {
    execute!(tx, "delete from pushes where subscription = $1", subscription)?;
    Ok(())
}

pub(super) async fn insert_push(
    tx: &mut Conn,
    id: &str,
    subscription: &str,
    kind: Kind,
    due_at: Timestamp,
    expires_at: Timestamp,
) -> Result<(), DbError> {
    execute!(
        tx,
        "insert into pushes (id, subscription, kind, due_at, expires_at, tries)
         values ($1, $2, $3, $4, $5, 0)",
        id,
        subscription,
        kind.as_str(),
        due_at,
        expires_at
    )?;
    Ok(())
}

/// Subscriptions whose order has ended for good (one missed before `missed_before`, any other at
/// once), and those made before `too_old`.
pub(super) async fn over(
    conn: &mut Conn,
    missed_before: Timestamp,
    too_old: Timestamp,
) -> Result<Vec<String>, DbError> {
    let rows: Vec<(String,)> = fetch_all!(
        conn,
        (String,),
        "select s.id from push_subscriptions s join orders o on o.id = s.order_id
         where o.ended_at is not null and (o.state <> 'missed' or o.ended_at <= $1)
         or s.created_at <= $2
         order by s.id limit 500",
        missed_before,
        too_old
    )?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Forgets a subscription with everything that waits for it.
pub(super) async fn forget(tx: &mut Conn, subscription: &str) -> Result<(), DbError> {
    execute!(tx, "delete from push_subscriptions where id = $1", subscription)?;
    Ok(())
}

/// A message that is due, with what is needed to send it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(super) struct DuePush {
    pub(super) id: String,
    kind: String,
    pub(super) tries: i64,
    pub(super) expires_at: Timestamp,
    pub(super) subscription: String,
    pub(super) endpoint: String,
    pub(super) p256dh: String,
    pub(super) auth: String,
    pub(super) language: String,
    pub(super) order_id: OrderId,
    pub(super) store: StoreId,
    pub(super) number: Option<i64>,
    state: String,
    planned_for: Option<Timestamp>,
    deadline_at: Option<Timestamp>,
    pub(super) traceparent: Option<String>,
}

impl DuePush {
    pub(super) fn kind(&self) -> Kind {
        // The table's check allows the known kinds only.
        Kind::parse(&self.kind).unwrap_or(Kind::Ready)
    }

    /// Whether the order still waits at the bar as it did when the message was planned.
    pub(super) fn is_news(&self, now: Timestamp) -> bool {
        self.state == OrderState::Ready.as_str()
            && self.deadline_at == self.planned_for
            && now < self.expires_at
    }
}

pub(super) async fn due(
    conn: &mut Conn,
    now: Timestamp,
    limit: i64,
) -> Result<Vec<DuePush>, DbError> {
    fetch_all!(
        conn,
        DuePush,
        "select p.id, p.kind, p.tries, p.expires_at, p.subscription, s.endpoint, s.p256dh, s.auth,
             s.language, s.order_id, o.store, o.number, o.state, s.planned_for, o.deadline_at,
             o.traceparent
         from pushes p join push_subscriptions s on s.id = p.subscription
         join orders o on o.id = s.order_id
         where p.due_at <= $1 order by p.due_at, p.id limit $2",
        now,
        limit
    )
}

/// When the next message is due.
pub(super) async fn next_due(conn: &mut Conn) -> Result<Option<Timestamp>, DbError> {
    let row: Option<(Timestamp,)> =
        fetch_optional!(conn, (Timestamp,), "select due_at from pushes order by due_at limit 1")?;
    Ok(row.map(|(at,)| at))
}

/// Takes a message for one try: until `until` nobody else takes it. `false` when somebody has.
pub(super) async fn take(
    tx: &mut Conn,
    push: &str,
    tries: i64,
    until: Timestamp,
) -> Result<bool, DbError> {
    let taken = execute!(
        tx,
        "update pushes set tries = $1, due_at = $2 where id = $3 and tries = $4",
        tries + 1,
        until,
        push,
        tries
    )?;
    Ok(taken == 1)
}

/// Puts a message off after the try number `tries`, unless another has been made meanwhile.
pub(super) async fn put_off(
    tx: &mut Conn,
    push: &str,
    tries: i64,
    due_at: Timestamp,
) -> Result<(), DbError> {
    execute!(
        tx,
        "update pushes set due_at = $1 where id = $2 and tries = $3",
        due_at,
        push,
        tries
    )?;
    Ok(())
}

/// Forgets one message.
pub(super) async fn finish(tx: &mut Conn, push: &str) -> Result<(), DbError> {
    execute!(tx, "delete from pushes where id = $1", push)?;
    Ok(())
}
