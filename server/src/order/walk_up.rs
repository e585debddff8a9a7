//! Orders that staff enter for guests without a phone.

use super::command::{Command, WAITS_FOR_BARISTA};
use super::manager::{Answer, checked, load_store, stored_new};
use super::model::{Order, OrderState};
use super::state::step;
use super::{OrderJson, count, sql, waits};
use crate::clock::Timestamp;
use crate::db::{Conn, Fail};
use crate::idempotency::{RequestKey, once};
use crate::ids::{OrderId, StoreId, UserId};
use crate::menu::Choice;
use crate::platform::Platform;

/// An order that staff enter for a guest without a phone.
#[derive(Clone, Debug)]
pub struct WalkUp {
    /// The store it is made in.
    pub store: StoreId,
    /// Drinks with options.
    pub items: Vec<Choice>,
    /// For the cup.
    pub name: String,
}

/// Places an order for a guest without a phone; it goes to the end of the line.
///
/// The store's state and queue limit do not hold it back: staff see both and decide.
///
/// # Errors
/// The refusal, with nothing changed.
pub async fn place_walk_up(
    platform: &Platform,
    walk_up: WalkUp,
    key: Option<RequestKey>,
    traceparent: Option<String>,
) -> Answer {
    let now = platform.now();
    let id = OrderId::new(platform.ids.fresh(now));
    let inner = platform.clone();
    let answer = platform
        .db
        .write(move |tx| {
            let (platform, walk_up, id) = (inner.clone(), walk_up.clone(), id.clone());
            let (key, traceparent) = (key.clone(), traceparent.clone());
            Box::pin(async move {
                once(tx, key.as_ref(), now, |tx| {
                    Box::pin(async move {
                        place_in(tx, &platform, &walk_up, id, traceparent, now).await
                    })
                })
                .await
            })
        })
        .await;
    let answer = count::refused(answer)?;
    platform.changed.ring();
    Ok(answer)
}

async fn place_in(
    tx: &mut Conn,
    platform: &Platform,
    walk_up: &WalkUp,
    id: OrderId,
    traceparent: Option<String>,
    now: Timestamp,
) -> Answer {
    let store = load_store(tx, &walk_up.store).await?;
    let (items, name) = checked(&store, &walk_up.items, &walk_up.name)?;
    let blank = Order {
        customer: UserId::new(format!("walk-up-{id}")),
        id,
        store: walk_up.store.clone(),
        state: OrderState::Started,
        version: 0,
        sequence: 0,
        day: None,
        number: None,
        name: String::new(),
        items: Vec::new(),
        drinks: 0,
        bucket: None,
        created_at: now,
        queued_at: None,
        making_at: None,
        ready_at: None,
        ended_at: None,
        deadline_at: None,
        barista: None,
        reason: None,
        cancelled_by: None,
        promise: None,
        traceparent,
    };
    let day = store.day_of(now);
    let number = sql::next_number(tx, &store.id, &day).await?;
    let promise = waits::promise(tx, &store.id, &items, now).await?;
    let command = Command::Submit { items, name, day, number, promise };
    let transition = step(&blank, &command, &store.settings, now).map_err(Fail::Refused)?;
    let order = Order { version: 1, ..transition.order };
    let order = stored_new(tx, platform, order, &transition.events, WAITS_FOR_BARISTA).await?;
    Ok(OrderJson::from(&order))
}
