//! Planning and sending on both databases, against a push service of the test's own: run twice,
//! crashed between the steps, and late.

mod shop;

use std::collections::HashMap;

use super::subscription::SubscribeRefusal;
use crate::db::testing::on_each_database;
use crate::ids::UserId;
use crate::order::{Ask, OrderState};
use crate::workflow::deadlines::DueWork;
use shop::{Service, Shop};

#[tokio::test]
async fn ready_is_told_once_and_again_before_it_is_missed() {
    on_each_database(async |db| {
        let (shop, service) = (Shop::with_order(db).await, Service::answering(&["201 OK"]).await);
        shop.subscribe(&service).await;
        assert_eq!((shop.planned().await, shop.send().await), (0, 0), "nothing is ready");
        shop.make().await;
        assert_eq!(shop.planned().await, 1);
        assert_eq!(shop.planned().await, 0, "planning again plans nothing");
        assert_eq!(shop.send().await, 1);
        assert_eq!(shop.send().await, 0, "sending again sends nothing");
        shop.wait(479);
        assert_eq!(shop.send().await, 0);
        shop.wait(1);
        assert_eq!(shop.send().await, 1, "two minutes before the end");
        assert_eq!(service.heard(), 2);
        let heard = service.heard.lock().expect("unpoisoned").clone();
        for (head, ttl) in heard.iter().zip([600, 120]) {
            assert!(head.starts_with("post /ana http/1.1"), "{head}");
            assert!(head.contains(&format!("\r\nttl: {ttl}\r\n")), "{head}");
            assert!(
                head.contains("\r\nurgency: high\r\n") && head.contains("\r\ntopic: "),
                "{head}"
            );
        }
    })
    .await;
}

#[tokio::test]
async fn two_who_plan_and_take_at_the_same_time_send_one_message() {
    on_each_database(async |db| {
        let (shop, service) = (Shop::with_order(db).await, Service::answering(&["201 OK"]).await);
        shop.subscribe(&service).await;
        shop.make().await;
        let plans: Vec<_> = (0..4).map(|_| shop.plan()).collect();
        let now = shop.platform.now();
        let planned = futures_util::future::join_all(plans.iter().map(|plan| plan.run_due(now)));
        let planned: usize = planned.await.into_iter().map(|count| count.expect("plans")).sum();
        assert_eq!(planned, 1);
        let senders: Vec<_> = (0..4).map(|_| shop.sender()).collect();
        let idle = HashMap::new();
        let taken = senders.iter().map(|sender| sender.take(100, &idle));
        let taken = futures_util::future::join_all(taken).await;
        let taken: usize = taken.into_iter().map(|taken| taken.expect("takes").len()).sum();
        assert_eq!(taken, 1);
    })
    .await;
}

#[tokio::test]
async fn a_message_that_a_crash_left_behind_is_sent_later() {
    on_each_database(async |db| {
        let (shop, service) = (Shop::with_order(db).await, Service::answering(&["201 OK"]).await);
        shop.subscribe(&service).await;
        shop.make().await;
        // The crash between ready and planning: the next start finds it.
        shop.wait(5);
        assert_eq!(shop.planned().await, 1);
        // The crash between taking and sending.
        let taken = shop.sender().take(100, &HashMap::new()).await.expect("takes");
        assert_eq!(taken.len(), 1);
        drop(taken);
        assert_eq!(shop.send().await, 0, "another may be sending it");
        shop.wait(31);
        assert_eq!(shop.send().await, 1);
        assert_eq!(service.heard(), 1);
    })
    .await;
}

#[tokio::test]
async fn what_is_no_news_any_more_is_not_sent() {
    on_each_database(async |db| {
        let (shop, service) = (Shop::with_order(db).await, Service::answering(&["201 OK"]).await);
        shop.subscribe(&service).await;
        shop.make().await;
        shop.planned().await;
        shop.wait(601);
        assert_eq!(shop.send().await, 0, "it is not kept any more");
        shop.wait(60);
        assert_eq!((shop.send().await, service.heard()), (0, 0));
    })
    .await;
    on_each_database(async |db| {
        let (shop, service) = (Shop::with_order(db).await, Service::answering(&["201 OK"]).await);
        shop.subscribe(&service).await;
        shop.make().await;
        shop.planned().await;
        shop.ask(Ask::Collect).await;
        assert_eq!((shop.send().await, service.heard()), (0, 0), "it was collected");
        assert!(shop.is_subscribed().await);
        shop.planned().await;
        assert!(!shop.is_subscribed().await, "its order has ended");
    })
    .await;
}

#[tokio::test]
async fn ready_anew_is_told_anew() {
    on_each_database(async |db| {
        let (shop, service) = (Shop::with_order(db).await, Service::answering(&["201 OK"]).await);
        shop.subscribe(&service).await;
        shop.make().await;
        shop.planned().await;
        shop.ask(Ask::Recall { to: Some(OrderState::Making) }).await;
        assert_eq!(shop.send().await, 0, "it was taken back before it was told");
        shop.wait(30);
        shop.ask(Ask::Complete).await;
        assert_eq!((shop.planned().await, shop.send().await), (1, 1));
        shop.wait(480);
        assert_eq!(shop.send().await, 1, "one reminder, of the second time");
        assert_eq!(shop.send().await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_subscription_that_is_gone_is_forgotten() {
    on_each_database(async |db| {
        let (shop, service) = (Shop::with_order(db).await, Service::answering(&["410 Gone"]).await);
        shop.subscribe(&service).await;
        shop.make().await;
        shop.planned().await;
        assert_eq!(shop.send().await, 1);
        assert!(!shop.is_subscribed().await);
        shop.wait(480);
        assert_eq!((shop.planned().await, shop.send().await), (0, 0), "no reminder either");
    })
    .await;
}

#[tokio::test]
async fn a_busy_service_is_asked_again_when_it_likes_and_at_most_until_the_end() {
    on_each_database(async |db| {
        let shop = Shop::with_order(db).await;
        let answers = ["503 Busy\r\nretry-after: 20", "500 Oops", "201 OK"];
        let service = Service::answering(&answers).await;
        shop.subscribe(&service).await;
        shop.make().await;
        shop.planned().await;
        let mut sent = vec![shop.send().await];
        for seconds in [19, 1, 3, 1] {
            shop.wait(seconds);
            sent.push(shop.send().await);
        }
        assert_eq!(sent, [1, 0, 1, 0, 1], "after 20 s as asked, then after 4 s");
        assert!(shop.is_subscribed().await);
    })
    .await;
    on_each_database(async |db| {
        let shop = Shop::with_order(db).await;
        let service = Service::answering(&["429 Slow\r\nretry-after: 600", "201 OK"]).await;
        shop.subscribe(&service).await;
        shop.make().await;
        shop.planned().await;
        shop.send().await;
        shop.wait(479);
        assert_eq!(shop.send().await, 0, "it would come too late");
    })
    .await;
}

#[tokio::test]
async fn a_refused_message_is_not_repeated() {
    on_each_database(async |db| {
        let (shop, service) = (Shop::with_order(db).await, Service::answering(&["403 No"]).await);
        shop.subscribe(&service).await;
        shop.make().await;
        shop.planned().await;
        assert_eq!(shop.send().await, 1);
        shop.wait(400);
        assert_eq!(shop.send().await, 0);
    })
    .await;
}

#[tokio::test]
async fn who_asks_when_it_is_ready_already_is_told_at_once() {
    on_each_database(async |db| {
        let (shop, service) = (Shop::with_order(db).await, Service::answering(&["201 OK"]).await);
        shop.make().await;
        assert_eq!(shop.planned().await, 0);
        shop.wait(500);
        shop.subscribe(&service).await;
        assert_eq!((shop.planned().await, shop.send().await), (1, 1));
        shop.wait(50);
        assert_eq!(shop.send().await, 0, "the reminder's time was over");
    })
    .await;
}

#[tokio::test]
async fn an_order_tells_its_own_guest_and_only_while_it_is_on_its_way() {
    on_each_database(async |db| {
        let (shop, service) = (Shop::with_order(db).await, Service::answering(&["201 OK"]).await);
        let subscription = service.subscription("eve");
        let stranger = UserId::new("eve");
        let refused = shop.subscribe_as(&stranger, subscription.clone()).await;
        assert_eq!(refused, Err(SubscribeRefusal::NotFound));
        assert!(!shop.is_subscribed().await);
        shop.ask(Ask::Cancel { reason: Some("no milk".to_owned()) }).await;
        let refused = shop.subscribe_as(&shop.guest, subscription).await;
        assert_eq!(refused, Err(SubscribeRefusal::NothingToTell));
    })
    .await;
}

#[tokio::test]
async fn an_order_has_a_few_subscriptions_and_the_newest_win() {
    on_each_database(async |db| {
        let (shop, service) = (Shop::with_order(db).await, Service::answering(&["201 OK"]).await);
        for path in ["one", "two", "three", "three", "four", "five"] {
            let subscription = service.subscription(path);
            shop.subscribe_as(&shop.guest, subscription).await.expect("kept");
            shop.wait(1);
        }
        shop.make().await;
        shop.planned().await;
        assert_eq!(shop.send().await, 3);
        let heard = service.heard.lock().expect("unpoisoned").join("\n");
        for path in ["three", "four", "five"] {
            assert_eq!(heard.matches(&format!("post /{path} ")).count(), 1, "{heard}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_missed_order_keeps_its_subscription_while_it_can_be_recalled() {
    on_each_database(async |db| {
        let (shop, service) = (Shop::with_order(db).await, Service::answering(&["201 OK"]).await);
        shop.subscribe(&service).await;
        shop.make().await;
        shop.planned().await;
        shop.send().await;
        shop.wait(600);
        let deadlines = crate::order::OrderDeadlines(shop.platform.clone());
        assert_eq!(deadlines.run_due(shop.platform.now()).await.expect("runs"), 1);
        shop.planned().await;
        assert!(shop.is_subscribed().await);
        shop.ask(Ask::Recall { to: Some(OrderState::Ready) }).await;
        assert_eq!((shop.planned().await, shop.send().await), (1, 1));
        shop.wait(600);
        deadlines.run_due(shop.platform.now()).await.expect("runs");
        shop.wait(3_600);
        shop.planned().await;
        assert!(!shop.is_subscribed().await);
    })
    .await;
}

#[tokio::test]
async fn a_service_that_hangs_leaves_places_for_others() {
    on_each_database(async |db| {
        let shop = Shop::with_order(db).await;
        let (one, two) =
            (Service::answering(&["201 OK"]).await, Service::answering(&["201 OK"]).await);
        shop.subscribe_as(&shop.guest, one.subscription("a")).await.expect("kept");
        shop.subscribe_as(&shop.guest, two.subscription("b")).await.expect("kept");
        shop.make().await;
        shop.planned().await;
        let busy = HashMap::from([(one.address.clone(), 16)]);
        let taken = shop.sender().take(16, &busy).await.expect("takes");
        let origins: Vec<_> = taken.iter().map(|taken| taken.origin.as_str()).collect();
        assert_eq!(origins, [two.address.as_str()]);
    })
    .await;
}
