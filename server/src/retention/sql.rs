//! The statements that erase. They reach into other features' tables: erasing must be one thing
//! that can be read in one place, not a promise of every feature.

use serde_json::Value;

use crate::clock::Timestamp;
use crate::db::{Conn, DbError, execute, fetch_all, fetch_optional};
use crate::events::EventType;
use crate::ids::{OrderId, StoreId};

/// Orders of a store that ended before `before` for good and still tell of their guest.
pub(super) async fn due_orders(
    conn: &mut Conn,
    store: &StoreId,
    before: Timestamp,
    limit: i64,
) -> Result<Vec<OrderId>, DbError> {
    let rows = fetch_all!(
        conn,
        (OrderId,),
        "select id from orders where ended_at is not null and erased_at is null
         and store = $1 and ended_at < $2 and deadline_at is null order by ended_at limit $3",
        store,
        before,
        limit
    )?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Erases one order's guest everywhere; 0 when another process did already.
pub(super) async fn erase_order(
    tx: &mut Conn,
    order: &OrderId,
    now: Timestamp,
) -> Result<u64, DbError> {
    // A reason that no machine gave may name anybody.
    let erased = execute!(
        tx,
        "update orders set customer = '', name = '', erased_at = $1,
            reason = case when cancelled_by is null then reason end
         where id = $2 and erased_at is null",
        now,
        order
    )?;
    if erased == 0 {
        return Ok(0);
    }
    execute!(
        tx,
        "update events set recipient = null where subject = $1 and recipient is not null",
        order
    )?;
    erase_reasons(tx, order).await?;
    execute!(tx, "delete from push_subscriptions where order_id = $1", order)?;
    Ok(erased)
}

/// Takes the reason out of the events that tell of a cancellation; by whom it was, stays.
async fn erase_reasons(tx: &mut Conn, order: &OrderId) -> Result<(), DbError> {
    let told = fetch_all!(
        tx,
        (i64, String),
        "select id, data from events where subject = $1 and type = $2",
        order,
        EventType::OrderCancelled.as_str()
    )?;
    for (id, data) in told {
        let data = without_reason(&data)?;
        execute!(tx, "update events set data = $1 where id = $2", data, id)?;
    }
    Ok(())
}

fn without_reason(data: &str) -> Result<String, DbError> {
    let mut data: Value = serde_json::from_str(data)
        .map_err(|source| DbError::Unreadable { what: "event", source })?;
    if let Some(reason) = data.get_mut("reason") {
        *reason = Value::Null;
    }
    Ok(data.to_string())
}

/// Takes an order's guest out of the answers that staff got to what they did: they are kept for a day,
/// so that a repeat of it is still told from something new. Guests' own are [`forget_guest`]'s.
pub(super) async fn erase_answers(tx: &mut Conn, order: &OrderId) -> Result<(), DbError> {
    let naming = fetch_all!(
        tx,
        (String, String, String),
        "select person, key, answer from idempotency_keys where answer like $1",
        format!("%{order}%")
    )?;
    for (person, key, answer) in naming {
        let mut answer: Value = serde_json::from_str(&answer)
            .map_err(|source| DbError::Unreadable { what: "answer", source })?;
        take_guest_out(&mut answer, order);
        let sql = "update idempotency_keys set answer = $1 where person = $2 and key = $3";
        execute!(tx, sql, answer.to_string(), person, key)?;
    }
    Ok(())
}

/// Empties an order's name and reason wherever in an answer it stands.
fn take_guest_out(answer: &mut Value, order: &OrderId) {
    match answer {
        Value::Array(list) => list.iter_mut().for_each(|one| take_guest_out(one, order)),
        Value::Object(fields) => {
            if fields.get("id").is_some_and(|id| id == order.as_str()) {
                fields.entry("name").and_modify(|name| *name = "".into());
                fields.entry("reason").and_modify(|reason| *reason = Value::Null);
            }
            fields.values_mut().for_each(|one| take_guest_out(one, order));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Favourites of guests who have not ordered for so long that no order of theirs is left.
pub(super) async fn erase_favourites(
    tx: &mut Conn,
    store: &StoreId,
    before: Timestamp,
    limit: i64,
) -> Result<u64, DbError> {
    execute!(
        tx,
        "delete from favourites where id in (
            select f.id from favourites f where f.store = $1 and f.created_at < $2
            and not exists (select 1 from orders o where o.customer = f.customer)
            order by f.created_at limit $3)",
        store,
        before,
        limit
    )
}

/// Whose order this is; empty when that was erased, `None` when there is no such order.
pub(super) async fn guest_of(conn: &mut Conn, order: &OrderId) -> Result<Option<String>, DbError> {
    let row = fetch_optional!(conn, (String,), "select customer from orders where id = $1", order)?;
    Ok(row.map(|(guest,)| guest))
}

/// A guest's orders in every store, each with its number and whether it has ended for good.
pub(super) async fn orders_of(
    conn: &mut Conn,
    guest: &str,
) -> Result<Vec<(OrderId, Option<i64>, bool)>, DbError> {
    let rows = fetch_all!(
        conn,
        (OrderId, Option<i64>, Option<Timestamp>, Option<Timestamp>),
        "select id, number, ended_at, deadline_at from orders where customer = $1",
        guest
    )?;
    let is_over = |ended: Option<Timestamp>, deadline: Option<Timestamp>| {
        ended.is_some() && deadline.is_none()
    };
    Ok(rows.into_iter().map(|(id, number, end, due)| (id, number, is_over(end, due))).collect())
}

/// What is kept of a guest outside of orders and their events.
pub(super) async fn forget_guest(tx: &mut Conn, guest: &str) -> Result<(), DbError> {
    execute!(tx, "delete from favourites where customer = $1", guest)?;
    execute!(tx, "delete from idempotency_keys where person = $1", guest)?;
    execute!(tx, "update sessions set sub = '', name = '' where sub = $1", guest)?;
    Ok(())
}

pub(super) async fn forget_phones(tx: &mut Conn, before: Timestamp) -> Result<(), DbError> {
    execute!(
        tx,
        "update sessions set sub = '', name = ''
         where role = 'customer' and created_at < $1 and sub <> ''",
        before
    )?;
    Ok(())
}
