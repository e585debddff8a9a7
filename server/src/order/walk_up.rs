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
    // Or the store could be put away meanwhile, with this order open in it.
    tx.serialize_on(walk_up.store.as_str()).await?;
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

#[cfg(test)]
mod tests {
    use futures_util::future::join_all;

    use super::*;
    use crate::db::testing::on_each_database;
    use crate::order::{board, has_open};
    use crate::store::{self, NewStore};

    const ROUNDS: u32 = 12;

    #[tokio::test]
    async fn no_order_is_left_open_in_a_store_that_is_put_away_meanwhile() {
        on_each_database(|db| async move {
            let platform = Platform::for_test(db).await;
            for round in 0..ROUNDS {
                let bar = NewStore {
                    id: format!("bar-{round}"),
                    name: "Bar".to_owned(),
                    time_zone: "UTC".to_owned(),
                    menu_of: None,
                };
                let id = store::create(&platform, bar, "ana").await.expect("made").id;
                let order = || {
                    let tea = Choice { drink: "mint-tea".to_owned(), options: Vec::new() };
                    let walk_up =
                        WalkUp { store: id.clone(), items: vec![tea], name: "Ana".to_owned() };
                    place_walk_up(&platform, walk_up, None, None)
                };
                let (away, placed) = tokio::join!(
                    store::archive(&platform, &id, has_open, "ana"),
                    join_all([order(), order(), order()]),
                );
                let open = board(&platform.db, &id).await.expect("answers").queued.len();
                assert_eq!(open, placed.iter().filter(|placed| placed.is_ok()).count());
                assert!(away.is_err() || open == 0, "{open} open in {id}, which was put away");
            }
        })
        .await;
    }
}
