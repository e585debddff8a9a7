//! Webhooks against real databases and receivers that take, refuse, redirect or go away.

mod addresses;
mod receiver;

use std::sync::Arc;
use std::time::Duration;

use receiver::Receiver;
use tokio::sync::Notify;

use super::client::Client;
use super::deliver::{Source, lease_until};
use super::*;
use crate::db::testing::on_each_database;
use crate::db::{Db, Fail, Never, execute};
use crate::events::{self, Relay};
use crate::ids::{OrderId, StoreId, UserId, WebhookId};
use crate::menu::Choice;
use crate::order::{self, Actor, Ask, WalkUp, Worker};
use crate::outbound::Reach;
use crate::platform::Platform;
use crate::realtime::bus::Bus;
use crate::store::{self, State, StatusChange};

const HERE: Reach = Reach::AndThisMachine;

/// An open bar with a relay and a loop that are moved by hand.
struct Bar {
    platform: Platform,
    relay: Relay,
    webhooks: Webhooks,
}

fn main() -> StoreId {
    StoreId::new("main")
}

impl Bar {
    async fn open(db: Db) -> Self {
        let platform = Platform::for_test(db).await;
        let open = StatusChange { state: State::Open, until: None, reason: None };
        store::set_status(&platform, &main(), open, "test").await.expect("it opens");
        let bar = Self::over(platform);
        bar.relay().await;
        bar
    }

    /// Another process over the same database.
    fn over(platform: Platform) -> Self {
        let relay = Relay::new(platform.clone(), Bus::in_process());
        let webhooks = Webhooks::new(platform.clone(), "http://127.0.0.1:8080");
        Self { platform, relay, webhooks }
    }

    async fn add(&self, url: &str, events: Option<&[&str]>) -> WebhookId {
        let events = events.map(|names| names.iter().map(|&name| name.to_owned()).collect());
        let new =
            NewWebhook { name: "Till".to_owned(), url: url.to_owned(), events, most_tries: 2 };
        add(&self.platform, HERE, &main(), new, "olga", None).await.expect("it is added")
    }

    async fn found(&self, id: &WebhookId) -> Listed {
        find(&self.platform.db, &main(), id).await.expect("answers").expect("it is there")
    }

    async fn placed(&self, name: &str) -> OrderId {
        let espresso = Choice { drink: "espresso".to_owned(), options: Vec::new() };
        let walk_up = WalkUp { store: main(), items: vec![espresso], name: name.to_owned() };
        let placed = order::place_walk_up(&self.platform, walk_up, None, None).await;
        OrderId::new(placed.expect("it is taken").id)
    }

    async fn made(&self, order: &OrderId) {
        for ask in [Ask::Claim, Ask::Complete, Ask::Collect] {
            let worker = Worker { id: UserId::new("sam"), name: "Sam".to_owned() };
            let actor = Actor::Staff { store: main(), worker };
            order::act(&self.platform, order, actor, ask, None).await.expect("it is done");
        }
    }

    async fn relay(&self) {
        while self.relay.publish_due().await.expect("the relay works") > 0 {}
    }

    /// Everything that is due now, to its end.
    async fn deliver(&mut self) {
        self.relay().await;
        self.webhooks.look().await.expect("the database answers");
        self.webhooks.settle().await;
    }

    /// Later, when the longest pause is over.
    async fn deliver_later(&mut self) {
        self.platform.clock.advance(Duration::from_secs(301));
        self.deliver().await;
    }

    async fn ids_of(&self, order: &OrderId) -> Vec<String> {
        let mut conn = self.platform.db.read().await.expect("answers");
        let all = events::published(&mut conn, &main(), 0, 1_000).await.expect("answers");
        let own = all.iter().filter(|one| one.subject == order.as_str());
        own.map(|one| one.event.id().to_owned()).collect()
    }
}

#[tokio::test]
async fn everything_that_happens_is_told_once_in_order_and_signed() {
    on_each_database(|db| async move {
        let mut bar = Bar::open(db).await;
        let receiver = Receiver::answering(&["204 No Content"]).await;
        let id = bar.add(&receiver.url(), None).await;
        let (ana, ben) = (bar.placed("Ana").await, bar.placed("Ben").await);
        bar.made(&ben).await;
        bar.made(&ana).await;
        bar.deliver().await;
        bar.deliver().await;
        let heard = receiver.heard();
        for order in [&ana, &ben] {
            let own: Vec<_> =
                receiver.ids().into_iter().filter(|id| id.starts_with(order.as_str())).collect();
            assert_eq!(own, bar.ids_of(order).await, "gapless, in order, once");
        }
        let positions: Vec<_> =
            heard.iter().map(|one| one.event["position"].as_i64().expect("it has one")).collect();
        assert!(positions.windows(2).all(|two| two[0] < two[1]), "{positions:?}");
        let first = &heard[0];
        assert!(first.head.starts_with("post /hook?token=x http/1.1"), "{}", first.head);
        assert_eq!(first.header("webhook-id"), first.id());
        assert_eq!(first.header("webhook-timestamp"), "1800000000");
        assert!(first.header("webhook-signature").starts_with("v1,"));
        assert!(heard.iter().all(|one| !one.event.to_string().contains("Ana")), "no name is told");
        let kept = deliveries(&bar.platform.db, &id).await.expect("answers");
        assert_eq!(kept.len(), heard.len().min(20));
        assert!(kept.iter().all(Delivery::is_taken));
        assert_eq!(kept[0].event, heard.last().expect("some").id());
        assert_eq!(bar.found(&id).await.waiting, 0);
    })
    .await;
}

#[tokio::test]
async fn what_was_given_up_waits_with_its_followers_and_is_replayed_in_order() {
    on_each_database(|db| async move {
        let mut bar = Bar::open(db).await;
        let receiver = Receiver::answering(&["500 No", "302 Found", "200 OK"]).await;
        let id = bar.add(&receiver.url(), None).await;
        let ana = bar.placed("Ana").await;
        bar.deliver().await;
        bar.deliver().await;
        assert_eq!(receiver.heard().len(), 1, "not before the pause is over");
        bar.deliver_later().await;
        assert_eq!(bar.found(&id).await.letters, 1, "two tries, then it is put aside");
        let ben = bar.placed("Ben").await;
        bar.made(&ana).await;
        bar.deliver_later().await;
        let (all, bens) = (bar.ids_of(&ana).await, bar.ids_of(&ben).await);
        let heard = receiver.ids();
        assert_eq!(heard[..2], [all[0].clone(), all[0].clone()]);
        assert_eq!(heard[2..], bens, "others are told, nothing of this order is");
        let aside = letters(&bar.platform.db, &id).await.expect("answers");
        assert_eq!(aside.iter().map(|one| one.event.clone()).collect::<Vec<_>>(), all);
        assert!(!aside[0].is_behind && aside[1..].iter().all(|one| one.is_behind));
        assert_eq!(aside[0].status, Some(302));

        receiver.answer(&["200 OK", "500 No", "500 No", "200 OK"]);
        let count = replay(&bar.platform, &main(), &id, "olga").await.expect("asked");
        assert_eq!(count, u64::try_from(all.len()).expect("a few"));
        bar.deliver().await;
        bar.deliver_later().await;
        assert_eq!(bar.found(&id).await.letters, i64::try_from(all.len() - 1).expect("a few"));
        let count = replay(&bar.platform, &main(), &id, "olga").await.expect("asked");
        assert_eq!(count, u64::try_from(all.len() - 1).expect("a few"), "the second failed again");
        bar.deliver_later().await;
        assert_eq!(bar.found(&id).await.letters, 0);
        let mut told: Vec<_> = receiver.ids();
        told.dedup();
        let told: Vec<_> = told.into_iter().skip(1).filter(|id| all.contains(id)).collect();
        assert_eq!(told, all, "in order and without gaps");
    })
    .await;
}

#[tokio::test]
async fn no_gap_is_told_where_noting_a_failure_takes_longer_than_the_pause_after_it() {
    on_each_database(|db| async move {
        let mut bar = Bar::open(db).await;
        let receiver = Receiver::answering(&["500 No", "500 No", "200 OK"]).await;
        let id = bar.add(&receiver.url(), None).await;
        let ana = bar.placed("Ana").await;
        bar.deliver().await;
        let (platform, webhook, hold) = (bar.platform.clone(), id.clone(), receiver.hold().await);
        let slow_disk = async {
            while receiver.heard().len() < 2 {
                tokio::time::sleep(Duration::from_millis(1)).await;
            }
            let (clock, begun) = (platform.clock.clone(), Arc::new(Notify::new()));
            let is_begun = Arc::clone(&begun);
            let slow = platform.db.write::<(), Never, _>(move |tx| {
                let (clock, begun, id) = (clock.clone(), Arc::clone(&begun), webhook.clone());
                Box::pin(async move {
                    execute!(tx, "update webhooks set name = name where id = $1", id)?;
                    begun.notify_one();
                    // Meanwhile the answer comes, and its note has to wait for this.
                    tokio::time::sleep(Duration::from_millis(200)).await;
                    clock.advance(Duration::from_secs(301));
                    Ok(())
                })
            });
            let answer = async {
                is_begun.notified().await;
                drop(hold);
            };
            tokio::join!(slow, answer).0.expect("stored");
        };
        tokio::join!(bar.deliver_later(), slow_disk);
        bar.deliver_later().await;
        let all = bar.ids_of(&ana).await;
        assert_eq!(receiver.ids(), [all[0].clone(), all[0].clone()], "nothing behind it is told");
        assert_eq!(bar.found(&id).await.letters, i64::try_from(all.len()).expect("a few"));
    })
    .await;
}

#[tokio::test]
async fn what_is_put_aside_is_forgotten_after_a_week() {
    on_each_database(|db| async move {
        let mut bar = Bar::open(db).await;
        let receiver = Receiver::answering(&["500 No", "500 No", "200 OK"]).await;
        let id = bar.add(&receiver.url(), None).await;
        bar.placed("Ana").await;
        bar.deliver().await;
        bar.deliver_later().await;
        assert_eq!(bar.found(&id).await.letters, 1);
        bar.platform.clock.advance(Duration::from_secs(7 * 86_400));
        assert_eq!(forget_old(&bar.platform).await.expect("answers"), 0);
        bar.platform.clock.advance(Duration::from_secs(1));
        assert_eq!(forget_old(&bar.platform).await.expect("answers"), 1);
        bar.deliver().await;
        assert_eq!(receiver.heard().len(), 2, "what is a week old is not sent");
    })
    .await;
}

#[tokio::test]
async fn of_several_processes_one_delivers() {
    on_each_database(|db| async move {
        let mut one = Bar::open(db).await;
        let receiver = Receiver::answering(&["200 OK"]).await;
        let id = one.add(&receiver.url(), None).await;
        let ana = one.placed("Ana").await;
        one.relay().await;
        let mut two = Bar::over(one.platform.clone());
        tokio::join!(one.deliver(), two.deliver());
        assert_eq!(receiver.ids(), one.ids_of(&ana).await);

        // The other dies while it holds the lease: this one waits, then goes on.
        let (clock, db) = (one.platform.clock.clone(), one.platform.db.clone());
        let now = clock.now();
        let dead = id.clone();
        let take = db.write(move |tx| {
            let dead = dead.clone();
            Box::pin(async move {
                Ok::<_, Fail<Never>>(sql::take(tx, &dead, "dead", lease_until(now), now).await?)
            })
        });
        assert!(take.await.expect("answers"));
        one.made(&ana).await;
        one.deliver().await;
        let told = receiver.heard().len();
        assert!(told < one.ids_of(&ana).await.len());
        clock.advance(Duration::from_secs(16));
        one.deliver().await;
        assert_eq!(receiver.ids(), one.ids_of(&ana).await);
    })
    .await;
}

#[tokio::test]
async fn whoever_lost_the_lease_moves_no_cursor() {
    on_each_database(|db| async move {
        let bar = Bar::open(db).await;
        let receiver = Receiver::answering(&["200 OK"]).await;
        let id = bar.add(&receiver.url(), None).await;
        bar.placed("Ana").await;
        bar.relay().await;
        let before = bar.found(&id).await.webhook;
        let mut conn = bar.platform.db.read().await.expect("answers");
        let events = events::published(&mut conn, &main(), before.position, 1).await;
        let event = events.expect("answers").remove(0);
        drop(conn);
        let client = Client::new(HERE);
        let sent =
            deliver::deliver(&bar.platform, &client, "frozen", &before, &event, Source::Cursor);
        assert!(sent.await.expect("answers").is_none());
        let after = bar.found(&id).await;
        assert_eq!((after.webhook, after.letters), (before, 0));
        assert_eq!(receiver.heard().len(), 1, "the receiver heard it, and will once more");
    })
    .await;
}

#[tokio::test]
async fn a_circuit_opens_sends_one_probe_a_pause_and_closes() {
    on_each_database(|db| async move {
        let mut bar = Bar::open(db).await;
        let receiver = Receiver::answering(&["500 No"]).await;
        let id = bar.add(&receiver.url(), None).await;
        for name in ["Ana", "Ben", "Cleo", "Dan", "Eve"] {
            bar.placed(name).await;
        }
        for probe in 1..=8 {
            bar.deliver_later().await;
            assert_eq!(receiver.heard().len(), probe, "one at a time");
        }
        let failing = bar.found(&id).await;
        assert!(failing.webhook.health.is_open() && failing.letters > 0 && failing.waiting > 0);
        receiver.answer(&["200 OK"]);
        replay(&bar.platform, &main(), &id, "olga").await.expect("asked");
        bar.deliver().await;
        let well = bar.found(&id).await;
        assert!(!well.webhook.health.is_open());
        assert_eq!((well.letters, well.waiting), (0, 0));
    })
    .await;
}

#[tokio::test]
async fn gone_turns_it_off_and_on_again_goes_on_where_it_stopped() {
    on_each_database(|db| async move {
        let mut bar = Bar::open(db).await;
        let receiver = Receiver::answering(&["410 Gone", "200 OK"]).await;
        let id = bar.add(&receiver.url(), None).await;
        let ana = bar.placed("Ana").await;
        bar.deliver().await;
        assert!(!bar.found(&id).await.webhook.is_on);
        bar.deliver_later().await;
        assert_eq!(receiver.heard().len(), 1);
        let on = Change { is_on: Some(true), ..Change::default() };
        change(&bar.platform, HERE, &main(), &id, on, "olga", None).await.expect("turned on");
        bar.deliver().await;
        assert_eq!(receiver.ids()[1..], bar.ids_of(&ana).await);
    })
    .await;
}

#[tokio::test]
async fn only_what_was_chosen_is_told() {
    on_each_database(|db| async move {
        let mut bar = Bar::open(db).await;
        let receiver = Receiver::answering(&["200 OK"]).await;
        let chosen = ["OrderManager.OrderCompleted", "OrderManager.OrderCollected"];
        let id = bar.add(&receiver.url(), Some(&chosen)).await;
        let ana = bar.placed("Ana").await;
        bar.made(&ana).await;
        bar.deliver().await;
        let kinds: Vec<_> = receiver.heard().iter().map(receiver::Heard::kind).collect();
        assert_eq!(kinds, chosen);
        let all = Change { events: Some(None), ..Change::default() };
        change(&bar.platform, HERE, &main(), &id, all, "olga", None).await.expect("changed");
        let ben = bar.placed("Ben").await;
        bar.deliver().await;
        assert_eq!(receiver.ids()[2..], bar.ids_of(&ben).await);
    })
    .await;
}

#[tokio::test]
async fn a_new_secret_signs_beside_the_old_one_for_a_day() {
    on_each_database(|db| async move {
        let bar = Bar::open(db).await;
        let receiver = Receiver::answering(&["200 OK"]).await;
        let id = bar.add(&receiver.url(), None).await;
        let old = bar.found(&id).await.webhook.secret(&bar.platform.keys);
        let renew = Change { new_secret: true, ..Change::default() };
        change(&bar.platform, HERE, &main(), &id, renew, "olga", None).await.expect("renewed");
        assert_ne!(bar.found(&id).await.webhook.secret(&bar.platform.keys), old);
        for _ in 0..2 {
            test(&bar.platform, HERE, &main(), &id).await.expect("sent");
            bar.platform.clock.advance(Duration::from_secs(86_400));
        }
        let heard = receiver.heard();
        let count = |one: &receiver::Heard| one.header("webhook-signature").matches("v1,").count();
        assert_eq!((count(&heard[0]), count(&heard[1])), (2, 1));
        assert!(heard.iter().all(|one| one.kind() == TEST));
    })
    .await;
}
