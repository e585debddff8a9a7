//! Reports against real databases, one each.

use super::*;
use crate::db::testing::on_each_database;
use crate::events::{EventHead, EventType, NewEvent, append};
use crate::ids::UserId;
use crate::menu::{Choice, ChosenOption};
use crate::order::{Actor, Ask, WalkUp, Worker, act, place_walk_up};
use crate::platform::Platform;
use crate::store::{self, State, StatusChange};
use std::time::Duration;

/// An order submitted `at` seconds after 1970: one flat white with oat milk.
pub(super) fn entry(id: &str, at: i64) -> Entry {
    let oat =
        ChosenOption { group: "milk".to_owned(), id: "oat".to_owned(), name: "Oat".to_owned() };
    Entry {
        id: OrderId::new(id),
        state: OrderState::Queued,
        day: Some("1970-01-01".to_owned()),
        number: Some(1),
        items: vec![Item {
            drink: "flat-white".to_owned(),
            drink_name: "Flat white".to_owned(),
            options: vec![oat],
            price_cents: Some(400),
            allergens: Vec::new(),
        }],
        is_scanned: true,
        created_at: Timestamp(at * 1_000),
        queued_at: Some(Timestamp(at * 1_000)),
        making_at: None,
        ready_at: None,
        ended_at: None,
        barista: None,
        reason: None,
        cancelled_by: None,
        promised: None,
    }
}

fn main() -> StoreId {
    StoreId::new("main")
}

async fn open_store(db: Db) -> Platform {
    let platform = Platform::for_test(db).await;
    let open = StatusChange { state: State::Open, until: None, reason: None };
    store::set_status(&platform, &main(), open, "test").await.expect("it opens");
    platform
}

async fn walk_up(platform: &Platform) -> OrderId {
    let drink = Choice { drink: "flat-white".to_owned(), options: vec!["oat".to_owned()] };
    let walk_up = WalkUp { store: main(), items: vec![drink], name: "Ana".to_owned() };
    let order = place_walk_up(platform, walk_up, None, None).await.expect("placed");
    OrderId::new(order.id)
}

async fn sam(platform: &Platform, order: &OrderId, ask: Ask) {
    let worker = Worker { id: UserId::new("sam"), name: "Sam".to_owned() };
    let actor = Actor::Staff { store: main(), worker };
    act(platform, order, actor, ask, None).await.expect("done");
}

fn later(platform: &Platform, seconds: u64) {
    platform.clock.advance(Duration::from_secs(seconds));
}

async fn made(platform: &Platform, seconds: u64) -> OrderId {
    let order = walk_up(platform).await;
    sam(platform, &order, Ask::Claim).await;
    later(platform, seconds);
    sam(platform, &order, Ask::Complete).await;
    order
}

async fn refuse(platform: &Platform, subject: &'static str, reason: &'static str) {
    let time = platform.now();
    let done = platform.db.write::<(), crate::db::Never, _>(move |tx| {
        Box::pin(async move {
            let store = main();
            let head = EventHead {
                store: &store,
                subject,
                recipient: None,
                after: 0,
                time,
                traceparent: None,
            };
            let data = serde_json::json!({"reason": reason});
            append(tx, &head, &[NewEvent::new(EventType::ShopNotready, data)]).await?;
            Ok(())
        })
    });
    done.await.expect("stored");
}

fn today(platform: &Platform) -> Period {
    Period::today("Europe/Berlin", platform.now())
}

#[tokio::test]
async fn a_day_is_reported_as_it_was() {
    on_each_database(|db| async move {
        let platform = open_store(db).await;
        let period = today(&platform);
        let first = made(&platform, 120).await;
        sam(&platform, &first, Ask::Collect).await;
        made(&platform, 600).await;
        let called_off = walk_up(&platform).await;
        let reason = Some("No milk".to_owned());
        sam(&platform, &called_off, Ask::Cancel { reason }).await;
        refuse(&platform, "r1", "closed").await;
        refuse(&platform, "r2", "queue_full").await;
        refuse(&platform, "r3", "queue_full").await;

        let record = record(&platform.db, &main(), &period).await.expect("answers");
        let counted = figures(&record, &period.slots());
        assert_eq!((counted.orders, counted.drinks), (3, 3));
        assert_eq!(counted.per_slot.iter().sum::<usize>(), 3);
        assert_eq!((counted.waits.median, counted.waits.ninetieth), (Some(120), Some(600)));
        assert_eq!(counted.abandoned[3], (Abandoned::CancelledByStaff, 1));
        assert_eq!(counted.refused[0], (Refused::Closed, 1));
        assert_eq!(counted.refused[2], (Refused::QueueFull, 2));
        assert_eq!(counted.top_drinks[0].name, "Flat white");
        assert_eq!(counted.top_options[0], Tally { name: "Oat".to_owned(), count: 3 });
        assert_eq!(counted.baristas[0].name, "Sam");
        assert_eq!(counted.baristas[0].orders, 2, "what was called off was not made");
        // A bar with nobody ahead promises a few minutes at most, and the second took ten.
        let kept = Promises { earlier: 0, inside: 1, later: 1 };
        assert_eq!(counted.promises, kept, "what was called off breaks no promise");
        let sheet = csv(&record.entries, &period);
        assert_eq!(sheet.matches("\r\n").count(), 4);
        assert_eq!(sheet.matches(",inside\r\n").count(), 1, "{sheet}");
        assert!(!sheet.contains("Ana"), "guests have no name here");
    })
    .await;
}

#[tokio::test]
async fn other_days_and_other_stores_are_left_out() {
    on_each_database(|db| async move {
        let platform = open_store(db).await;
        let first_day = today(&platform);
        let old = made(&platform, 60).await;
        sam(&platform, &old, Ask::Collect).await;
        refuse(&platform, "r1", "closed").await;
        later(&platform, 86_400);
        let open = walk_up(&platform).await;

        let second_day = today(&platform);
        let now = record(&platform.db, &main(), &second_day).await.expect("answers");
        assert_eq!(now.entries.iter().map(|e| &e.id).collect::<Vec<_>>(), [&open]);
        assert!(now.refused.is_empty());
        let then = record(&platform.db, &main(), &first_day).await.expect("answers");
        assert_eq!(then.entries.iter().map(|e| &e.id).collect::<Vec<_>>(), [&old]);
        assert_eq!(then.refused, [("closed".to_owned(), 1)]);
        let both = second_day.days_before(1, 0);
        let both = record(&platform.db, &main(), &both).await.expect("answers");
        assert_eq!(both.entries.len(), 2);
        let elsewhere = StoreId::new("elsewhere");
        let none = record(&platform.db, &elsewhere, &first_day).await.expect("answers");
        assert!(none.entries.is_empty() && none.refused.is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_days_orders_are_listed_and_found_by_number() {
    on_each_database(|db| async move {
        let platform = open_store(db).await;
        let day = today(&platform).from.to_string();
        let mut ids = Vec::new();
        for _ in 0..3 {
            ids.push(walk_up(&platform).await);
        }
        let page = of_day(&platform.db, &main(), &day, i64::MAX, 2).await.expect("answers");
        assert_eq!(page.iter().filter_map(|e| e.number).collect::<Vec<_>>(), [3, 2]);
        let rest = of_day(&platform.db, &main(), &day, 2, 2).await.expect("answers");
        assert_eq!(rest.iter().map(|e| &e.id).collect::<Vec<_>>(), [&ids[0]]);
        let found = by_number(&platform.db, &main(), &day, 2).await.expect("answers");
        assert_eq!(found.as_ref(), Some(&ids[1]));
        let none = by_number(&platform.db, &main(), "2026-01-01", 2).await.expect("answers");
        assert_eq!(none, None);
    })
    .await;
}

#[tokio::test]
async fn a_journey_is_the_orders_whole_history_and_only_in_its_own_store() {
    on_each_database(|db| async move {
        let platform = open_store(db).await;
        let order = made(&platform, 90).await;
        let found = journey(&platform.db, &main(), &order).await.expect("answers");
        let (entry, steps) = found.expect("there");
        assert_eq!((entry.state, entry.number), (OrderState::Ready, Some(1)));
        let path: Vec<OrderState> = steps.iter().filter_map(|s| s.moved).map(|m| m.to).collect();
        assert_eq!(path, [OrderState::Queued, OrderState::Making, OrderState::Ready]);
        let ready = steps.iter().find(|s| s.kind == "OrderManager.OrderCompleted").expect("told");
        assert_eq!((ready.since, ready.by.as_deref()), (Some(90_000), Some("sam")));
        let elsewhere = StoreId::new("elsewhere");
        assert!(journey(&platform.db, &elsewhere, &order).await.expect("answers").is_none());
    })
    .await;
}
