//! What the estimate of waits is told: the bar as it is, and what was made lately.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::model::Order;
use super::requests::Board;
use super::sql;
use super::wait::{
    AtBar, LATELY_SECONDS, LEARNED_SECONDS, MOST_LEARNED, Pace, Promise, Seen, Wait,
};
use crate::clock::Timestamp;
use crate::db::{Conn, Db, DbError};
use crate::ids::StoreId;
use crate::menu::Item;

/// How long a pace is good for. It changes with what was made in the last hour, not with the line,
/// which is looked at afresh every time.
const KEPT_SECONDS: i64 = 5;
/// Where the drinks of an order to come are not known, it is one of any kind.
const ANY_DRINK: &str = "";
const DAY_SECONDS: i64 = 86_400;

/// Every store's pace, learned again every few seconds however many phones ask.
///
/// Only kept to save work: each replica learns the same from the same orders.
#[derive(Clone, Debug, Default)]
pub struct Paces(Arc<Mutex<HashMap<StoreId, Learned>>>);

/// A pace, and when it was learned.
type Learned = (Timestamp, Arc<Pace>);

impl Paces {
    /// The store's pace, at most a few seconds old. `board` is its open orders.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn of(
        &self,
        db: &Db,
        store: &StoreId,
        board: &Board,
        now: Timestamp,
    ) -> Result<Arc<Pace>, DbError> {
        if let Some(pace) = self.kept(store, now) {
            return Ok(pace);
        }
        let ready = &board.ready;
        let pace = Arc::new(learn(&mut db.read().await?, store, ready.iter(), now).await?);
        let mut paces = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        paces.insert(store.clone(), (now, Arc::clone(&pace)));
        Ok(pace)
    }

    /// The pace that is kept. Whoever finds it too old learns it again; those who ask meanwhile
    /// are still given the old one.
    fn kept(&self, store: &StoreId, now: Timestamp) -> Option<Arc<Pace>> {
        let mut paces = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (learned_at, pace) = paces.get_mut(store)?;
        let age = now.millis_since(*learned_at);
        if (0..KEPT_SECONDS * 1_000).contains(&age) {
            return Some(Arc::clone(pace));
        }
        *learned_at = now;
        None
    }
}

/// Learns a store's pace from what was made lately, `ready` being what still stands at the bar.
///
/// Where nobody made anything in the last half hour, who is at work is guessed from the same hour
/// of the day before and of a week before.
pub(super) async fn learn<'a>(
    conn: &mut Conn,
    store: &StoreId,
    ready: impl Iterator<Item = &'a Order>,
    now: Timestamp,
) -> Result<Pace, DbError> {
    let since = now.plus_seconds(-LEARNED_SECONDS);
    let until = now.plus_seconds(1);
    let mut past = sql::made(conn, store, (since, until), MOST_LEARNED).await?;
    past.extend(ready.filter_map(Order::seen));
    let lately = now.plus_seconds(-LATELY_SECONDS);
    let mut earlier = Vec::new();
    if !past.iter().any(|order| order.ready_at.is_some_and(|at| at > lately)) {
        for days in [1, 7] {
            let then = now.plus_seconds(-days * DAY_SECONDS);
            let span = (then.plus_seconds(-LATELY_SECONDS), then.plus_seconds(LATELY_SECONDS));
            earlier.extend(sql::made(conn, store, span, MOST_LEARNED).await?);
        }
    }
    Ok(Pace::learn(&past, &earlier))
}

/// The promise for an order of `items` that is submitted now.
pub(super) async fn promise(
    tx: &mut Conn,
    store: &StoreId,
    items: &[Item],
    now: Timestamp,
) -> Result<Promise, DbError> {
    let board = Board::of(sql::open(tx, store).await?);
    let pace = learn(tx, store, board.ready.iter(), now).await?;
    let drinks: Vec<String> = items.iter().map(|item| item.drink.clone()).collect();
    Ok(pace.promise(&at_bar(&board, None), &drinks, now))
}

/// The wait of `order` from now until it is ready: from its place in line, or, where it is not in
/// line yet, from behind everybody who is in line or took a place before.
#[must_use]
pub fn wait_of(pace: &Pace, board: &Board, order: Option<&Order>, now: Timestamp) -> Wait {
    let mut at = at_bar(board, order);
    if let Some(made) = order.filter(|order| order.making_at.is_some()) {
        return pace.rest(&at, made.barista.as_ref().map(|worker| &worker.id), now);
    }
    if order.is_none_or(|order| order.queued_at.is_none()) {
        let is_before = |other: &&Order| {
            order.is_none_or(|mine| (other.created_at, &other.id) < (mine.created_at, &mine.id))
        };
        at.queued.extend(board.started.iter().filter(is_before).map(|_| to_come(now)));
    }
    let mine = order.and_then(Order::seen).unwrap_or_else(|| to_come(now));
    pace.promise(&at, &mine.drinks, now).wait
}

/// An order of somebody who still chooses.
fn to_come(now: Timestamp) -> Seen {
    Seen {
        drinks: vec![ANY_DRINK.to_owned()],
        queued_at: now,
        making_at: None,
        ready_at: None,
        barista: None,
        expected_ms: None,
    }
}

/// The bar with the line before `order`, or with all of it.
fn at_bar(board: &Board, order: Option<&Order>) -> AtBar {
    let ahead = board.ahead_of(order.map(|order| &order.id));
    AtBar {
        queued: board.queued.iter().take(ahead).filter_map(Order::seen).collect(),
        making: board.making.iter().filter_map(Order::seen).collect(),
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::super::{Actor, Ask, WalkUp, Worker, act, board, find, place_walk_up};
    use super::*;
    use crate::db::testing::on_each_database;
    use crate::ids::{OrderId, UserId};
    use crate::menu::Choice;
    use crate::platform::Platform;

    fn main() -> StoreId {
        StoreId::new("main")
    }

    fn later(platform: &Platform, seconds: u64) {
        platform.clock.advance(Duration::from_secs(seconds));
    }

    async fn placed(platform: &Platform) -> OrderId {
        let drink = Choice { drink: "flat-white".to_owned(), options: Vec::new() };
        let walk_up = WalkUp { store: main(), items: vec![drink], name: "Ana".to_owned() };
        OrderId::new(place_walk_up(platform, walk_up, None, None).await.expect("placed").id)
    }

    async fn sam(platform: &Platform, order: &OrderId, ask: Ask) {
        let worker = Worker { id: UserId::new("sam"), name: "Sam".to_owned() };
        let actor = Actor::Staff { store: main(), worker };
        act(platform, order, actor, ask, None).await.expect("done");
    }

    /// A bar where every flat white takes six minutes, until it stands on the bar.
    async fn slow_bar(platform: &Platform) {
        for _ in 0..12 {
            let order = placed(platform).await;
            sam(platform, &order, Ask::Claim).await;
            later(platform, 360);
            sam(platform, &order, Ask::Complete).await;
        }
    }

    async fn promised(platform: &Platform, order: &OrderId) -> Promise {
        let order = find(&platform.db, order).await.expect("answers").expect("there");
        order.promise.expect("every submitted order has one")
    }

    #[tokio::test]
    async fn a_promise_is_kept_with_the_order_and_learns_from_the_stores_own_orders() {
        on_each_database(|db| async move {
            let platform = Platform::for_test(db).await;
            let first = placed(&platform).await;
            let guess = promised(&platform, &first).await;
            assert!(guess.wait.to_minutes <= 4, "{guess:?}");
            sam(&platform, &first, Ask::Cancel { reason: Some("test".to_owned()) }).await;
            slow_bar(&platform).await;

            let learned = promised(&platform, &placed(&platform).await).await;
            assert!(learned.expected_ms > 240_000, "{learned:?}");
            let behind = promised(&platform, &placed(&platform).await).await;
            assert!(behind.expected_ms > learned.expected_ms + 200_000, "one is ahead");
            assert_eq!(promised(&platform, &first).await, guess, "what was told stays told");
        })
        .await;
    }

    #[tokio::test]
    async fn a_pace_is_learned_again_after_seconds_and_the_line_is_always_as_it_is() {
        on_each_database(|db| async move {
            let platform = Platform::for_test(db).await;
            let paces = Paces::default();
            let wait = async || {
                let board = board(&platform.db, &main()).await.expect("answers");
                let now = platform.now();
                let pace = paces.of(&platform.db, &main(), &board, now).await.expect("answers");
                wait_of(&pace, &board, None, now)
            };
            let empty = wait().await;
            let _ahead = (placed(&platform).await, placed(&platform).await);
            assert!(wait().await.to_minutes > empty.to_minutes, "the line is not kept");
            for order in board(&platform.db, &main()).await.expect("answers").queued {
                sam(&platform, &order.id, Ask::Claim).await;
                sam(&platform, &order.id, Ask::Complete).await;
            }
            slow_bar(&platform).await;
            let slow = wait().await;
            assert!(slow.to_minutes >= 6, "what was made since counts: {slow:?}");

            // Within the five seconds nobody asks the database again.
            let board = board(&platform.db, &main()).await.expect("answers");
            let now = platform.now().plus_seconds(4);
            let again = paces.of(&platform.db, &main(), &board, now).await.expect("answers");
            let kept = paces.of(&platform.db, &main(), &board, now).await.expect("answers");
            assert!(Arc::ptr_eq(&again, &kept));
            let now = now.plus_seconds(2);
            let learned = paces.of(&platform.db, &main(), &board, now).await.expect("answers");
            assert!(!Arc::ptr_eq(&kept, &learned));
        })
        .await;
    }
}
