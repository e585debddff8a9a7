//! The outbox and the relay against real databases, over a bus in this process.

use super::*;
use crate::db::testing::on_each_database;
use crate::ids::StoreId;
use crate::platform::Platform;
use crate::realtime::bus::{Bus, BusEvent};
use crate::store::{self, State, StatusChange};

async fn change(platform: &Platform, state: State) {
    let change = StatusChange { state, until: None, reason: None };
    store::set_status(platform, &StoreId::new("main"), change, "ana").await.expect("changed");
}

async fn published(platform: &Platform) -> Vec<(i64, Option<i64>)> {
    let mut conn = platform.db.read().await.expect("answers");
    let rows = sql::published_after(&mut conn, 0, &StoreId::new("main"), 100).await;
    rows.expect("answers").into_iter().map(|row| (row.sequence, row.position)).collect()
}

#[tokio::test]
async fn positions_are_gapless_in_the_order_of_events() {
    on_each_database(|db| async move {
        let platform = Platform::for_test(db).await;
        let relay = Relay::new(platform.clone(), Bus::in_process());
        for state in [State::Open, State::Paused, State::Closed] {
            change(&platform, state).await;
        }
        assert_eq!(relay.publish_due().await.expect("published"), 3);
        assert_eq!(relay.publish_due().await.expect("nothing to do"), 0);
        change(&platform, State::Open).await;
        relay.publish_due().await.expect("published");
        let expected: Vec<_> = (1..=4).map(|n| (n, Some(n))).collect();
        assert_eq!(published(&platform).await, expected);
    })
    .await;
}

#[tokio::test]
async fn what_the_bus_did_not_take_is_published_when_it_is_back() {
    on_each_database(|db| async move {
        let platform = Platform::for_test(db).await;
        let bus = Bus::in_process();
        let relay = Relay::new(platform.clone(), bus.clone());
        let mut heard = bus.subscribe();
        bus.set_away(true);
        change(&platform, State::Open).await;
        assert!(relay.publish_due().await.is_err());
        assert_eq!(published(&platform).await, []);
        bus.set_away(false);
        assert_eq!(relay.publish_due().await.expect("published"), 1);
        let message = loop {
            match heard.next().await.expect("the bus is there") {
                BusEvent::Message(message) => break message,
                BusEvent::Connected | BusEvent::Lost => {}
            }
        };
        assert_eq!((message.subject.as_str(), message.sequence), ("main", 1));
    })
    .await;
}

#[tokio::test]
async fn two_relays_never_stamp_the_same_position_twice() {
    on_each_database(|db| async move {
        let platform = Platform::for_test(db).await;
        let bus = Bus::in_process();
        let relays = [0, 1].map(|_| Relay::new(platform.clone(), bus.clone()));
        for round in 0..20 {
            let state = if round % 2 == 0 { State::Open } else { State::Closed };
            change(&platform, state).await;
            let (a, b) = tokio::join!(relays[0].publish_due(), relays[1].publish_due());
            a.and(b).expect("published");
        }
        while relays[0].publish_due().await.expect("published") > 0 {}
        let expected: Vec<_> = (1..=20).map(|n| (n, Some(n))).collect();
        assert_eq!(published(&platform).await, expected);
    })
    .await;
}

#[tokio::test]
async fn one_relay_leads_until_it_stops_beating_or_gives_up() {
    on_each_database(|db| async move {
        if !db.is_shared() {
            return;
        }
        let platform = Platform::for_test(db).await;
        let [mut first, mut second] = [0, 1].map(|_| lease::Lease::new(platform.clone()));
        assert!(first.is_held().await.expect("answers"), "nobody leads yet");
        let since = tokio::time::Instant::now();
        while since.elapsed() < std::time::Duration::from_millis(2_500) {
            assert!(!second.is_held().await.expect("answers"), "the first is beating");
            assert!(first.is_held().await.expect("answers"));
            tokio::time::sleep(lease::BEAT / 4).await;
        }
        // The first is frozen from here on.
        let since = tokio::time::Instant::now();
        while !second.is_held().await.expect("answers") {
            assert!(since.elapsed() < std::time::Duration::from_secs(10), "nobody took over");
            tokio::time::sleep(lease::BEAT / 4).await;
        }
        assert!(!first.is_held().await.expect("answers"), "it noticed when it woke up");
        second.give_up().await.expect("answers");
        assert!(first.is_held().await.expect("answers"), "at once");
    })
    .await;
}

#[tokio::test]
async fn a_commit_here_wakes_other_replicas() {
    on_each_database(|db| async move {
        if !db.is_shared() {
            return;
        }
        let [here, there] = [(); 2].map(|()| crate::platform::Wake::default());
        let heard = async {
            // Until the other one listens, nothing can be heard: ring again.
            loop {
                here.ring();
                let bell = there.deadlines.notified();
                let patience = std::time::Duration::from_millis(50);
                if tokio::time::timeout(patience, bell).await.is_ok() {
                    return true;
                }
            }
        };
        let is_heard = tokio::select! {
            is_heard = heard => is_heard,
            () = here.share(&db) => false,
            () = there.share(&db) => false,
            () = tokio::time::sleep(std::time::Duration::from_secs(10)) => false,
        };
        assert!(is_heard);
        there.events.notified().await;
    })
    .await;
}
