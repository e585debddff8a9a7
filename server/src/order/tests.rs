//! The order's features against real databases, one each.

use std::sync::Arc;
use std::time::Duration;

use super::command::{WAITS_FOR_BARISTA, WAITS_FOR_CUSTOMER};
use super::refusal::OrderRefusal;
use super::*;
use crate::clock::Timestamp;
use crate::db::testing::on_each_database;
use crate::db::{Db, Fail};
use crate::idempotency::RequestKey;
use crate::ids::{OrderId, StoreId, UserId};
use crate::menu::Choice;
use crate::platform::Platform;
use crate::qr::{self, Code, Scan};
use crate::store::{self, Settings, State, StatusChange};
use crate::workflow::deadlines::{DueWork, run_once};
use crate::workflow::tokens::{TaskToken, current};

const START: Timestamp = Timestamp(1_800_000_000_000);

/// An open store on a fresh database, with a clock that tests move.
async fn open_store(db: Db) -> Platform {
    let platform = Platform::for_test(db).await;
    let open = StatusChange { state: State::Open, until: None, reason: None };
    store::set_status(&platform, &main(), open, "test").await.expect("it opens");
    platform
}

fn main() -> StoreId {
    StoreId::new("main")
}

async fn set(platform: &Platform, apply: impl Fn(&mut Settings) + Send + Sync + 'static) {
    store::change_settings(platform, &main(), apply, "test").await.expect("limits fit");
}

async fn shown(platform: &Platform) -> Code {
    let store = store::find(&platform.db, &main()).await.expect("answers").expect("there");
    let code = qr::shown_code(platform, &store, "http://x").await.expect("answers").expect("open");
    let text = code.url.split_once("c=").expect("a code in the address").1;
    Code::parse(text).expect("a code")
}

async fn scan(platform: &Platform, guest: &str) -> Result<Admission, OrderRefusal> {
    let scan = Scan { code: shown(platform).await, sub: UserId::new(guest), stamp: None };
    refusal_of(start(platform, &main(), scan, None, None).await)
}

fn refusal_of<T>(outcome: Result<T, Fail<OrderRefusal>>) -> Result<T, OrderRefusal> {
    outcome.map_err(|fail| match fail {
        Fail::Refused(refusal) => refusal,
        Fail::Db(error) => panic!("the database failed: {error:?}"),
    })
}

fn flat_white() -> Vec<Choice> {
    vec![Choice { drink: "flat-white".to_owned(), options: vec!["oat".to_owned()] }]
}

async fn guest_asks(
    platform: &Platform,
    guest: &str,
    id: &str,
    ask: Ask,
) -> Result<OrderJson, OrderRefusal> {
    let actor = Actor::Customer(UserId::new(guest));
    refusal_of(act(platform, &OrderId::new(id), actor, ask, None).await)
}

async fn staff_asks(
    platform: &Platform,
    name: &str,
    id: &str,
    ask: Ask,
) -> Result<OrderJson, OrderRefusal> {
    refusal_of(act(platform, &OrderId::new(id), staff(name), ask, None).await)
}

fn staff(name: &str) -> Actor {
    Actor::Staff { store: main(), worker: Worker { id: UserId::new(name), name: name.to_owned() } }
}

async fn queued(platform: &Platform, guest: &str) -> OrderJson {
    let started = scan(platform, guest).await.expect("admitted").order;
    let ask = Ask::Submit { items: flat_white(), name: guest.to_owned() };
    guest_asks(platform, guest, &started.id, ask).await.expect("queued")
}

async fn run_deadlines(platform: &Platform) {
    let works: Vec<Arc<dyn DueWork>> = vec![Arc::new(OrderDeadlines(platform.clone()))];
    run_once(platform, &works).await.expect("deadlines run");
}

async fn state_of(platform: &Platform, id: &str) -> OrderState {
    let found = find(&platform.db, &OrderId::new(id)).await.expect("answers");
    found.expect("the order is there").state
}

async fn places_left(platform: &Platform) -> i64 {
    let store = store::find(&platform.db, &main()).await.expect("answers").expect("there");
    let code = qr::shown_code(platform, &store, "http://x").await.expect("answers");
    code.expect("open").places_left
}

fn minutes(n: u64) -> Duration {
    Duration::from_secs(60 * n)
}

#[tokio::test]
async fn an_order_lives_from_scan_to_collection() {
    on_each_database(|db| async move {
        let platform = open_store(db).await;
        let order = queued(&platform, "ana").await;
        assert_eq!((order.state, order.number), (OrderState::Queued, Some(1)));
        let second = queued(&platform, "ben").await;
        assert_eq!(second.number, Some(2));
        for (ask, state) in [
            (Ask::Claim, OrderState::Making),
            (Ask::Complete, OrderState::Ready),
            (Ask::Collect, OrderState::Collected),
        ] {
            let order = staff_asks(&platform, "sam", &order.id, ask).await.expect("done");
            assert_eq!(order.state, state);
        }
    })
    .await;
}

#[tokio::test]
async fn a_code_of_ten_admits_exactly_ten_at_once() {
    on_each_database(|db| async move {
        let platform = open_store(db).await;
        set(&platform, |s| s.max_queue = 1_000).await;
        shown(&platform).await;
        let scans = (0..100).map(|n| {
            let platform = platform.clone();
            tokio::spawn(async move { scan(&platform, &format!("guest-{n}")).await })
        });
        let mut admitted = 0;
        for outcome in futures_util::future::join_all(scans).await {
            match outcome.expect("no panic") {
                Ok(admission) => admitted += i64::from(admission.is_new),
                Err(refusal) => {
                    assert!(matches!(refusal, OrderRefusal::CodeUsedUp { .. }), "{refusal:?}");
                }
            }
        }
        assert_eq!(admitted, 10);
        assert_eq!(places_left(&platform).await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_photo_in_a_chat_goes_stale_for_everybody() {
    on_each_database(|db| async move {
        let platform = open_store(db).await;
        let photo = shown(&platform).await;
        let first = Scan { code: photo.clone(), sub: UserId::new("there"), stamp: None };
        assert!(start(&platform, &main(), first, None, None).await.is_ok());
        platform.clock.advance(Duration::from_secs(31));
        for n in 0..200 {
            let sub = UserId::new(format!("remote{n}"));
            let scan = Scan { code: photo.clone(), sub, stamp: None };
            let outcome = refusal_of(start(&platform, &main(), scan, None, None).await);
            assert_eq!(outcome.err(), Some(OrderRefusal::CodeExpired));
        }
        assert_eq!(places_left(&platform).await, 9, "only who was there took a place");
        assert_eq!(scan(&platform, "here").await.map(|got| got.is_new), Ok(true));
    })
    .await;
}

#[tokio::test]
async fn queue_and_personal_limits_hold_at_once() {
    on_each_database(|db| async move {
        let platform = open_store(db).await;
        set(&platform, |s| {
            s.max_queue = 3;
            s.places_per_code = 100;
        })
        .await;
        let all = (0..40).map(|n| {
            let platform = platform.clone();
            // Every guest scans on two phones of the same session at once.
            tokio::spawn(async move { scan(&platform, &format!("guest-{}", n / 2)).await })
        });
        let outcomes = futures_util::future::join_all(all).await;
        let new = outcomes.iter().flatten().flatten().filter(|admission| admission.is_new);
        assert_eq!(new.count(), 3);
        let board = board(&platform.db, &main()).await.expect("answers");
        assert_eq!(board.started.len(), 3);
    })
    .await;
}

#[tokio::test]
async fn a_refusal_spends_nothing_and_says_why() {
    on_each_database(|db| async move {
        let platform = open_store(db).await;
        let code = shown(&platform).await;
        let until = Some(START.plus_seconds(300));
        let pause = StatusChange { state: State::Paused, until, reason: None };
        store::set_status(&platform, &main(), pause, "sam").await.expect("paused");
        let attempt = Scan { code, sub: UserId::new("ana"), stamp: None };
        let refused = refusal_of(start(&platform, &main(), attempt, None, None).await);
        assert_eq!(refused.expect_err("paused"), OrderRefusal::Paused { until, reason: None });
        platform.clock.advance(minutes(6));
        assert_eq!(places_left(&platform).await, 10);
        scan(&platform, "ana").await.expect("the pause ended by itself");
    })
    .await;
}

#[tokio::test]
async fn the_same_person_gets_the_live_order_back() {
    on_each_database(|db| async move {
        let platform = open_store(db).await;
        let first = scan(&platform, "ana").await.expect("admitted");
        let again = scan(&platform, "ana").await.expect("resumed");
        assert_eq!((again.order.id, again.is_new), (first.order.id, false));
        assert_eq!(places_left(&platform).await, 9);
    })
    .await;
}

#[tokio::test]
async fn limits_per_person_count_open_orders_and_the_days() {
    on_each_database(|db| async move {
        let platform = open_store(db).await;
        set(&platform, |s| {
            s.max_open_orders_per_person = 2;
            s.max_orders_per_person_per_day = 3;
        })
        .await;
        let first = queued(&platform, "ana").await;
        // Each time another code, so that the scan is a new wish and not a rescan.
        platform.clock.advance(minutes(5));
        let second = queued(&platform, "ana").await;
        platform.clock.advance(minutes(5));
        let third = scan(&platform, "ana").await.expect_err("two are open");
        assert_eq!(third, OrderRefusal::OpenOrderLimit { limit: 2 });
        for id in [&first.id, &second.id] {
            for ask in [Ask::Claim, Ask::Complete, Ask::Collect] {
                staff_asks(&platform, "sam", id, ask).await.expect("done");
            }
        }
        let third = queued(&platform, "ana").await;
        platform.clock.advance(minutes(5));
        for ask in [Ask::Claim, Ask::Complete, Ask::Collect] {
            staff_asks(&platform, "sam", &third.id, ask).await.expect("done");
        }
        let fourth = scan(&platform, "ana").await.expect_err("three a day");
        assert_eq!(fourth, OrderRefusal::DailyLimit { limit: 3 });
    })
    .await;
}

#[tokio::test]
async fn places_return_when_an_order_ends_before_it_is_made() {
    on_each_database(|db| async move {
        let platform = open_store(db).await;
        set(&platform, |s| s.code_lifetime_seconds = 3_600).await;
        let cancelled = queued(&platform, "ana").await;
        let claimed = queued(&platform, "ben").await;
        let _expires = scan(&platform, "cem").await.expect("admitted");
        assert_eq!(places_left(&platform).await, 7);
        guest_asks(&platform, "ana", &cancelled.id, Ask::Cancel { reason: None })
            .await
            .expect("cancelled");
        staff_asks(&platform, "sam", &claimed.id, Ask::Claim).await.expect("claimed");
        let reason = Some("no milk".to_owned());
        staff_asks(&platform, "sam", &claimed.id, Ask::Cancel { reason }).await.expect("done");
        platform.clock.advance(minutes(6));
        run_deadlines(&platform).await;
        assert_eq!(places_left(&platform).await, 9, "the claimed one stays spent");
    })
    .await;
}

#[tokio::test]
async fn deadlines_fire_once_however_late_and_however_often() {
    on_each_database(|db| async move {
        let platform = open_store(db).await;
        let started = scan(&platform, "ana").await.expect("admitted").order;
        let waiting = queued(&platform, "ben").await;
        let ready = queued(&platform, "cem").await;
        for ask in [Ask::Claim, Ask::Complete] {
            staff_asks(&platform, "sam", &ready.id, ask).await.expect("done");
        }
        // Hours of downtime.
        platform.clock.advance(minutes(600));
        run_deadlines(&platform).await;
        run_deadlines(&platform).await;
        assert_eq!(state_of(&platform, &started.id).await, OrderState::Expired);
        assert_eq!(state_of(&platform, &waiting.id).await, OrderState::Expired);
        assert_eq!(state_of(&platform, &ready.id).await, OrderState::Missed);
        let late = guest_asks(
            &platform,
            "ana",
            &started.id,
            Ask::Submit { items: flat_white(), name: "Ana".to_owned() },
        );
        assert!(matches!(late.await, Err(OrderRefusal::WrongState { .. })));
    })
    .await;
}

#[tokio::test]
async fn a_second_barista_is_told_who_has_it() {
    on_each_database(|db| async move {
        let platform = open_store(db).await;
        let order = queued(&platform, "ana").await;
        let (sam, ben) = tokio::join!(
            staff_asks(&platform, "sam", &order.id, Ask::Claim),
            staff_asks(&platform, "ben", &order.id, Ask::Claim),
        );
        let (winner, told) = match (sam, ben) {
            (Ok(_), Err(told)) => ("sam", told),
            (Err(told), Ok(_)) => ("ben", told),
            both => panic!("one must win: {both:?}"),
        };
        assert_eq!(told, OrderRefusal::AlreadyClaimed { by: winner.to_owned(), number: 1 });
        let customer = guest_asks(&platform, "ana", &order.id, Ask::Cancel { reason: None });
        assert_eq!(customer.await, Err(OrderRefusal::TooLateToCancel));
    })
    .await;
}

#[tokio::test]
async fn a_task_token_works_once() {
    on_each_database(|db| async move {
        let platform = open_store(db).await;
        let order = queued(&platform, "ana").await;
        let id = OrderId::new(order.id.clone());
        let mut conn = platform.db.read().await.expect("answers");
        let token =
            current(&mut conn, &platform.keys, &id, WAITS_FOR_BARISTA).await.expect("answers");
        drop(conn);
        let token = token.expect("production waits");
        let done = || TaskAnswer::Success { items: Vec::new(), name: String::new() };
        task(&platform, token.clone(), TaskAnswer::Heartbeat).await.expect("still at it");
        let ready = task(&platform, token.clone(), done()).await.expect("made");
        assert_eq!(ready.state, OrderState::Ready);
        let again = refusal_of(task(&platform, token, done()).await);
        assert_eq!(again, Err(OrderRefusal::TokenSpent));
        let unknown = TaskToken::from_text("not-a-token");
        let unknown = refusal_of(task(&platform, unknown, done()).await);
        assert_eq!(unknown, Err(OrderRefusal::UnknownToken));
        assert_eq!(state_of(&platform, &order.id).await, OrderState::Ready);
    })
    .await;
}

#[tokio::test]
async fn nobody_acts_on_anothers_order() {
    on_each_database(|db| async move {
        let platform = open_store(db).await;
        let order = queued(&platform, "ana").await;
        let cancel = guest_asks(&platform, "eve", &order.id, Ask::Cancel { reason: None });
        assert_eq!(cancel.await, Err(OrderRefusal::NotFound));
        let claim = guest_asks(&platform, "ana", &order.id, Ask::Claim);
        assert_eq!(claim.await, Err(OrderRefusal::Forbidden));
        let worker = Worker { id: UserId::new("x"), name: "x".to_owned() };
        let elsewhere = Actor::Staff { store: StoreId::new("other"), worker };
        let id = OrderId::new(order.id);
        let claim = refusal_of(act(&platform, &id, elsewhere, Ask::Claim, None).await);
        assert_eq!(claim, Err(OrderRefusal::NotFound));
    })
    .await;
}

#[tokio::test]
async fn the_same_key_gets_the_first_answer_and_another_body_is_refused() {
    on_each_database(|db| async move {
        let platform = open_store(db).await;
        let started = scan(&platform, "ana").await.expect("admitted").order;
        let id = OrderId::new(started.id);
        let submit = |name: &str| {
            let ask = Ask::Submit { items: flat_white(), name: name.to_owned() };
            let key = RequestKey::new("ana", "key-12345", &[name.as_bytes()]);
            let (platform, id) = (platform.clone(), id.clone());
            async move {
                let actor = Actor::Customer(UserId::new("ana"));
                refusal_of(act(&platform, &id, actor, ask, Some(key)).await)
            }
        };
        let (first, second) = tokio::join!(submit("Ana"), submit("Ana"));
        assert_eq!(first.as_ref().ok().and_then(|order| order.number), Some(1));
        assert_eq!(first, second);
        assert_eq!(submit("Ben").await, Err(OrderRefusal::KeyReused));
        let later = queued(&platform, "cem").await;
        assert_eq!(later.number, Some(2), "no number was drawn twice");
    })
    .await;
}

#[tokio::test]
async fn larger_orders_need_room_for_all_their_drinks() {
    on_each_database(|db| async move {
        let platform = open_store(db).await;
        set(&platform, |s| {
            s.max_queue = 3;
            s.max_items_per_order = 4;
        })
        .await;
        let started = scan(&platform, "ana").await.expect("admitted").order;
        let drinks =
            |n| Ask::Submit { items: vec![flat_white().remove(0); n], name: "Ana".to_owned() };
        let too_many = guest_asks(&platform, "ana", &started.id, drinks(5)).await;
        assert_eq!(too_many, Err(OrderRefusal::TooManyItems { max: 4 }));
        let no_room = guest_asks(&platform, "ana", &started.id, drinks(4)).await;
        assert_eq!(no_room, Err(OrderRefusal::QueueFull { room: 3 }));
        guest_asks(&platform, "ana", &started.id, drinks(3)).await.expect("room for three");
        let full = scan(&platform, "ben").await.expect_err("full");
        assert_eq!(full, OrderRefusal::QueueFull { room: 0 });
        let store = store::find(&platform.db, &main()).await.expect("answers").expect("there");
        // In the words of phone and display.
        let told = full.problem(&store, platform.now());
        assert_eq!(told.detail, "The queue is full. Try again in about a minute.");
    })
    .await;
}

#[tokio::test]
async fn numbers_begin_again_with_the_stores_day() {
    on_each_database(|db| async move {
        let platform = open_store(db).await;
        assert_eq!(queued(&platform, "ana").await.number, Some(1));
        assert_eq!(queued(&platform, "ben").await.number, Some(2));
        platform.clock.advance(minutes(24 * 60));
        assert_eq!(queued(&platform, "cem").await.number, Some(1));
    })
    .await;
}

#[tokio::test]
async fn a_missed_order_comes_back_and_a_collected_one_for_a_minute() {
    on_each_database(|db| async move {
        let platform = open_store(db).await;
        let order = queued(&platform, "ana").await;
        for ask in [Ask::Claim, Ask::Complete] {
            staff_asks(&platform, "sam", &order.id, ask).await.expect("done");
        }
        platform.clock.advance(minutes(11));
        run_deadlines(&platform).await;
        assert_eq!(state_of(&platform, &order.id).await, OrderState::Missed);
        let back = Ask::Recall { to: Some(OrderState::Ready) };
        staff_asks(&platform, "sam", &order.id, back.clone()).await.expect("recalled");
        staff_asks(&platform, "sam", &order.id, Ask::Collect).await.expect("collected");
        staff_asks(&platform, "sam", &order.id, back.clone()).await.expect("the wrong button");
        staff_asks(&platform, "sam", &order.id, Ask::Collect).await.expect("collected");
        platform.clock.advance(minutes(2));
        run_deadlines(&platform).await;
        let late = staff_asks(&platform, "sam", &order.id, back).await;
        assert!(matches!(late, Err(OrderRefusal::WrongState { .. })));
    })
    .await;
}

#[tokio::test]
async fn a_guests_token_used_many_times_at_once_never_makes_the_coffee() {
    on_each_database(|db| async move {
        let platform = open_store(db).await;
        set(&platform, |s| {
            s.places_per_code = 100;
            s.max_queue = 100;
        })
        .await;
        for round in 0..15 {
            let order = scan(&platform, &format!("guest-{round}")).await.expect("admitted").order;
            let id = OrderId::new(order.id.clone());
            let mut conn = platform.db.read().await.expect("answers");
            let token = current(&mut conn, &platform.keys, &id, WAITS_FOR_CUSTOMER).await;
            let token = token.expect("answers").expect("the guest's step waits");
            let answers = (0..8).map(|_| {
                let (platform, token) = (platform.clone(), token.clone());
                let answer = TaskAnswer::Success { items: flat_white(), name: "Ana".to_owned() };
                tokio::spawn(async move { refusal_of(task(&platform, token, answer).await) })
            });
            let answers = futures_util::future::join_all(answers).await;
            let (done, late): (Vec<_>, Vec<_>) =
                answers.into_iter().flatten().partition(Result::is_ok);
            assert_eq!(done.len(), 1);
            assert!(late.iter().all(|answer| answer == &Err(OrderRefusal::TokenSpent)));
            assert_eq!(state_of(&platform, &order.id).await, OrderState::Queued);
            let mine = current(&mut conn, &platform.keys, &id, WAITS_FOR_CUSTOMER).await;
            assert_eq!(mine.expect("answers"), None, "the production token is not the guest's");
        }
    })
    .await;
}

#[tokio::test]
async fn many_cancelled_orders_do_not_hide_the_open_ones() {
    on_each_database(|db| async move {
        let platform = open_store(db).await;
        set(&platform, |s| {
            s.max_open_orders_per_person = 2;
            s.places_per_code = 1_000;
        })
        .await;
        queued(&platform, "ana").await;
        for _ in 0..55 {
            // Another code each time, so that the scan is a new wish and not a rescan.
            platform.clock.advance(minutes(5));
            let admission = scan(&platform, "ana").await.expect("a second one is allowed");
            let cancel = Ask::Cancel { reason: Some("changed my mind".to_owned()) };
            let done = guest_asks(&platform, "ana", &admission.order.id, cancel).await;
            assert_eq!(done.expect("cancelled").state, OrderState::Cancelled);
        }
        platform.clock.advance(minutes(5));
        queued(&platform, "ana").await;
        platform.clock.advance(minutes(5));
        let third = scan(&platform, "ana").await.expect_err("two are open");
        assert_eq!(third, OrderRefusal::OpenOrderLimit { limit: 2 });
        let open = open_of_customer(&platform.db, &main(), &UserId::new("ana")).await;
        assert_eq!(open.expect("answers").len(), 2);
    })
    .await;
}

#[tokio::test]
async fn a_scan_refused_again_and_again_is_one_event_a_minute() {
    on_each_database(|db| async move {
        let platform = open_store(db).await;
        let code = shown(&platform).await;
        let closed = StatusChange { state: State::Closed, until: None, reason: None };
        store::set_status(&platform, &main(), closed, "sam").await.expect("closed");
        for _ in 0..20 {
            let scan = Scan { code: code.clone(), sub: UserId::new("ana"), stamp: None };
            let refused = refusal_of(start(&platform, &main(), scan, None, None).await);
            assert!(matches!(refused, Err(OrderRefusal::Closed { .. })));
        }
        let bus = crate::realtime::bus::Bus::in_process();
        let relay = crate::events::Relay::new(platform.clone(), bus);
        // Made open and closed again, and one refusal.
        assert_eq!(relay.publish_due().await.expect("published"), 3);
    })
    .await;
}
