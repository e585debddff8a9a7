//! Taking and completing together against real databases, one each. The clock stands still, so
//! places in line differ by number only.

use super::*;
use crate::db::testing::on_each_database;
use crate::menu::Choice;
use crate::order::{Ask, WalkUp, act, find, place_walk_up};
use crate::store::Settings;

async fn bar(db: Db) -> Platform {
    let platform = Platform::for_test(db).await;
    let room = |settings: &mut Settings| {
        settings.max_queue = 1_000;
        settings.max_items_per_order = 3;
    };
    crate::store::change_settings(&platform, &main(), room, "test").await.expect("limits fit");
    platform
}

fn main() -> StoreId {
    StoreId::new("main")
}

fn barista(name: &str) -> Worker {
    Worker { id: UserId::new(name), name: name.to_owned() }
}

fn staff(name: &str) -> Actor {
    Actor::Staff { store: main(), worker: barista(name) }
}

/// Orders of one drink each, in this order: `f` a flat white, `t` a tea.
async fn ordered(platform: &Platform, drinks: &str) -> Vec<OrderId> {
    let mut orders = Vec::new();
    for drink in drinks.chars() {
        let (drink, options) = if drink == 'f' {
            ("flat-white", vec!["oat".to_owned()])
        } else {
            ("mint-tea", Vec::new())
        };
        let items = vec![Choice { drink: drink.to_owned(), options }];
        let walk_up = WalkUp { store: main(), items, name: "Ana".to_owned() };
        let placed = place_walk_up(platform, walk_up, None, None).await.expect("placed");
        orders.push(OrderId::new(placed.id));
    }
    orders
}

async fn together(
    platform: &Platform,
    name: &str,
    ask: Together,
    orders: &[OrderId],
) -> Result<BatchJson, OrderRefusal> {
    let orders = orders.to_vec();
    let done = act_together(platform, &main(), barista(name), ask, orders, None).await;
    done.map_err(|fail| match fail {
        Fail::Refused(refusal) => refusal,
        Fail::Db(error) => panic!("the database failed: {error:?}"),
    })
}

async fn offered(platform: &Platform) -> Vec<Vec<i64>> {
    let store = crate::store::find(&platform.db, &main()).await.expect("answers").expect("there");
    let offers = worth_taking_together(&platform.db, &store).await.expect("answers");
    let numbers = |offer: &Vec<Order>| offer.iter().filter_map(|order| order.number).collect();
    offers.iter().map(numbers).collect()
}

async fn asks(platform: &Platform, name: &str, id: &OrderId, ask: Ask) {
    act(platform, id, staff(name), ask, None).await.expect("the board allows it");
}

fn numbers(batch: &BatchJson) -> Vec<i64> {
    batch.orders.iter().filter_map(|order| order.number).collect()
}

#[tokio::test]
async fn identical_drinks_are_taken_and_completed_together() {
    on_each_database(|db| async move {
        let platform = bar(db).await;
        let orders = ordered(&platform, "ftff").await;
        assert_eq!(offered(&platform).await, vec![vec![1, 3, 4]]);
        let offer = [orders[0].clone(), orders[2].clone(), orders[3].clone()];
        let taken = together(&platform, "Ana", Together::Claim, &offer).await.expect("taken");
        assert_eq!(numbers(&taken), vec![1, 3, 4]);
        assert!(taken.refused.is_empty());
        let making = crate::order::board(&platform.db, &main()).await.expect("answers").making;
        let ids = |orders: Vec<&Order>| -> Vec<OrderId> {
            orders.iter().map(|order| order.id.clone()).collect()
        };
        assert_eq!(ids(taken_together(&making, &UserId::new("Ana"))), offer);
        assert!(taken_together(&making, &UserId::new("Sam")).is_empty());
        let done = together(&platform, "Ana", Together::Complete, &offer).await.expect("ready");
        assert_eq!(numbers(&done), vec![1, 3, 4]);
        for order in &offer {
            let order = find(&platform.db, order).await.expect("answers").expect("there");
            assert_eq!(order.state, OrderState::Ready);
        }
    })
    .await;
}

#[tokio::test]
async fn what_a_colleague_took_is_said_and_the_rest_is_taken() {
    on_each_database(|db| async move {
        let platform = bar(db).await;
        let orders = ordered(&platform, "fff").await;
        asks(&platform, "Sam", &orders[1], Ask::Claim).await;
        let taken = together(&platform, "Ana", Together::Claim, &orders).await.expect("taken");
        assert_eq!(numbers(&taken), vec![1, 3]);
        assert_eq!(taken.refused.len(), 1);
        assert_eq!(taken.refused[0].detail, "Sam already started 2.");
        assert_eq!(taken.refused[0].by.as_deref(), Some("Sam"));
        // The same again changes nothing, and nothing at all is a refusal.
        let again = together(&platform, "Ana", Together::Claim, &orders).await.expect("taken");
        assert_eq!(numbers(&again), vec![1, 3]);
        let refused = together(&platform, "Ben", Together::Claim, &orders).await;
        assert!(matches!(refused, Err(OrderRefusal::AlreadyClaimed { .. })), "{refused:?}");
    })
    .await;
}

#[tokio::test]
async fn the_bound_counts_what_was_started_before_also_when_it_has_ended() {
    on_each_database(|db| async move {
        let platform = bar(db).await;
        let orders = ordered(&platform, "tffff").await;
        // One by one is the barista's own choice, and counts.
        asks(&platform, "Ana", &orders[1], Ask::Claim).await;
        asks(&platform, "Ana", &orders[1], Ask::Complete).await;
        asks(&platform, "Ana", &orders[1], Ask::Collect).await;
        assert_eq!(offered(&platform).await, vec![vec![3, 4]], "two of three are left");
        let taken = together(&platform, "Ana", Together::Claim, &orders[2..]).await.expect("two");
        assert_eq!(numbers(&taken), vec![3, 4]);
        assert_eq!(taken.refused[0].code, "would_overtake");
        assert!(taken.refused[0].detail.starts_with("1 comes first"));
        // Giving one back gives its overtaking back.
        asks(&platform, "Ana", &orders[3], Ask::Release).await;
        let taken = together(&platform, "Ana", Together::Claim, &orders[3..4]).await.expect("one");
        assert_eq!(numbers(&taken), vec![4]);
        let refused = together(&platform, "Ana", Together::Claim, &orders[4..]).await;
        assert_eq!(
            refused.expect_err("the tea comes first"),
            OrderRefusal::WouldOvertake { first: 1 }
        );
        let head = together(&platform, "Ana", Together::Claim, &orders[..1]).await.expect("tea");
        assert_eq!(numbers(&head), vec![1]);
    })
    .await;
}

#[tokio::test]
async fn baristas_who_take_together_at_once_keep_the_bound() {
    on_each_database(|db| async move {
        let platform = bar(db).await;
        for _ in 0..10 {
            let orders = ordered(&platform, "tffffff").await;
            let pairs = [&orders[1..3], &orders[3..5], &orders[5..7]];
            let takes = pairs.iter().zip(["Ana", "Ben", "Sam"]).map(|(pair, name)| {
                let (platform, pair) = (platform.clone(), pair.to_vec());
                tokio::spawn(async move {
                    let done = together(&platform, name, Together::Claim, &pair).await;
                    done.map_or(0, |batch| batch.orders.len())
                })
            });
            let mut taken = 0;
            for take in takes.collect::<Vec<_>>() {
                taken += take.await.expect("it is answered");
            }
            assert_eq!(taken, 3, "the tea was overtaken by {taken} drinks");
            for order in &orders {
                let reason = Some("the bar starts afresh".to_owned());
                asks(&platform, "Ana", order, Ask::Cancel { reason }).await;
            }
        }
    })
    .await;
}

#[tokio::test]
async fn the_same_key_is_the_same_answer() {
    on_each_database(|db| async move {
        let platform = bar(db).await;
        let orders = ordered(&platform, "ff").await;
        let key = RequestKey::new("Ana", "key-1234", &[b"take both"]);
        let mut answers = Vec::new();
        for _ in 0..2 {
            let (ask, key) = (Together::Claim, Some(key.clone()));
            let ana = barista("Ana");
            let orders = orders.clone();
            let done = act_together(&platform, &main(), ana, ask, orders, key).await;
            answers.push(numbers(&done.expect("taken")));
            asks(&platform, "Ana", &OrderId::new(order_of(&platform).await), Ask::Release).await;
        }
        assert_eq!(answers, vec![vec![1, 2], vec![1, 2]], "the second is an echo of the first");
        assert_eq!(
            find(&platform.db, &orders[0]).await.expect("answers").expect("there").state,
            OrderState::Queued
        );
    })
    .await;
}

/// The oldest open order.
async fn order_of(platform: &Platform) -> String {
    let board = crate::order::board(&platform.db, &main()).await.expect("answers");
    let open = board.queued.into_iter().chain(board.making);
    open.min_by_key(|order| order.number).expect("there").id.to_string()
}
