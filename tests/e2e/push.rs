//! A phone in a pocket: subscribed through the API, told through a push service that decrypts.

use std::time::Duration;

use harness::push::PushService;
use harness::shop::act;
use harness::{Backend, Guest, Shop, on_both_databases};
use serde_json::json;

on_both_databases! {
    a_phone_is_told_that_its_order_is_ready;
    a_phone_is_told_before_its_order_is_missed;
    a_subscription_that_is_gone_is_not_told_again;
    a_busy_push_service_is_asked_again;
    a_subscription_belongs_to_one_guests_order;
    a_push_service_that_hangs_holds_up_nobody;
    a_server_that_died_tells_after_its_restart;
}

async fn subscribe(guest: &Guest, order: &str, subscription: &serde_json::Value) -> u16 {
    let path = format!("/orders/{order}/push-subscription");
    guest.api.put(&path, subscription).await.status
}

async fn make(shop: &Shop, order: &str) {
    for action in ["claim", "complete"] {
        let _ = act(&shop.operator, order, action).await.expect(200);
    }
}

async fn a_phone_is_told_that_its_order_is_ready(backend: Backend) {
    let (shop, phone) = (Shop::open(&backend).await, PushService::start().await);
    let guest = shop.guest().await;
    let order = shop.queued(&guest).await;
    assert_eq!(subscribe(&guest, &order, &phone.subscription("ana", "de")).await, 204);
    assert_eq!(subscribe(&guest, &order, &phone.subscription("ana", "de")).await, 204);
    assert!(phone.received().is_empty(), "nothing to tell yet");
    make(&shop, &order).await;

    let told = phone.message(1).await;
    let number = shop.order(&order).await["number"].as_i64().expect("it has one");
    assert_eq!(told.message["title"], format!("Nummer {number} ist fertig."));
    assert!(told.message["body"].as_str().is_some_and(|body| body.starts_with("Hol sie")));
    assert_eq!(told.message["lang"], "de");
    assert_eq!(told.message["url"], "/s/main/");
    assert_eq!((told.path.as_str(), told.message["tag"].as_str()), ("ana", Some(order.as_str())));
    assert!((590..=600).contains(&told.ttl), "as long as it is kept: {}", told.ttl);
    assert_eq!(told.topic.len(), 32);
    assert!(!told.message.to_string().contains("Ana"), "no name leaves the house");
    let key = guest.api.get("/push-key").await.expect(200);
    assert_eq!(told.key, key.text_of("public_key"));
    let _ = act(&shop.operator, &order, "collect").await.expect(200);
    assert_eq!(subscribe(&guest, &order, &phone.subscription("ana", "de")).await, 409);
    assert_eq!(phone.received().len(), 1, "once");
}

async fn a_phone_is_told_before_its_order_is_missed(backend: Backend) {
    let (shop, phone) = (Shop::open(&backend).await, PushService::start().await);
    // The shortest wait there is; the reminder comes at half of it.
    shop.set(json!({ "collect_timeout_seconds": 60 })).await;
    let guest = shop.guest().await;
    let order = shop.queued(&guest).await;
    assert_eq!(subscribe(&guest, &order, &phone.subscription("ana", "en")).await, 204);
    make(&shop, &order).await;
    let (ready, waiting) = (phone.message(1).await, phone.message(2).await);
    assert_eq!(shop.state(&order).await, "ready", "before, not after");
    assert_eq!(ready.message["title"], "Number 1 is ready.");
    assert_eq!(waiting.message["title"], "Number 1 is waiting for you.");
    assert_eq!((&ready.topic, &ready.message["tag"]), (&waiting.topic, &waiting.message["tag"]));
    assert!((20..=30).contains(&waiting.ttl), "{}", waiting.ttl);
}

async fn a_subscription_that_is_gone_is_not_told_again(backend: Backend) {
    let (shop, phone) = (Shop::open(&backend).await, PushService::start().await);
    let guest = shop.guest().await;
    let order = shop.queued(&guest).await;
    assert_eq!(subscribe(&guest, &order, &phone.subscription("old", "en")).await, 204);
    phone.answer_next(&[(410, None)]);
    make(&shop, &order).await;
    assert_eq!(phone.message(1).await.path, "old");
    let recall = format!("/orders/{order}/recall");
    let _ = shop.operator.post(&recall, &json!({ "to": "making" })).await.expect(200);
    assert_eq!(subscribe(&guest, &order, &phone.subscription("new", "en")).await, 204);
    let _ = act(&shop.operator, &order, "complete").await.expect(200);
    assert_eq!(phone.message(2).await.path, "new");
    assert_eq!(phone.received().len(), 2, "only the new one is told that it is ready again");
}

async fn a_busy_push_service_is_asked_again(backend: Backend) {
    let (shop, phone) = (Shop::open(&backend).await, PushService::start().await);
    let guest = shop.guest().await;
    let order = shop.queued(&guest).await;
    assert_eq!(subscribe(&guest, &order, &phone.subscription("ana", "en")).await, 204);
    phone.answer_next(&[(503, Some(3)), (429, None)]);
    make(&shop, &order).await;
    let pause = phone.message(2).await.at - phone.message(1).await.at;
    assert!(pause > Duration::from_millis(2_500), "not before it asked for: {pause:?}");
    let third = phone.message(3).await;
    assert_eq!(third.message["title"], "Number 1 is ready.");
}

async fn a_subscription_belongs_to_one_guests_order(backend: Backend) {
    let (shop, phone) = (Shop::open(&backend).await, PushService::start().await);
    let (owner, other) = (shop.guest().await, shop.guest().await);
    let order = shop.queued(&owner).await;
    let good = phone.subscription("eve", "en");
    assert_eq!(subscribe(&other, &order, &good).await, 404, "another's order");
    assert_eq!(subscribe(&owner, "no-such-order", &good).await, 404);
    let path = format!("/orders/{order}/push-subscription");
    assert_eq!(shop.operator.put(&path, &good).await.status, 403, "staff");
    assert_eq!(shop.server.api().put(&path, &good).await.status, 401, "nobody");
    assert_eq!(owner.api.get(&path).await.status, 405, "nobody reads it back");
    for (endpoint, code) in [
        ("https://192.168.1.1/x", "invalid_push_endpoint"),
        ("https://169.254.169.254/latest", "invalid_push_endpoint"),
        ("http://push.example.org/x", "invalid_push_endpoint"),
    ] {
        let mut bad = good.clone();
        bad["endpoint"] = json!(endpoint);
        let _ = owner.api.put(&path, &bad).await.expect_problem(422, code);
    }
    let mut bad = good.clone();
    bad["keys"]["p256dh"] = bad["keys"]["auth"].clone();
    let _ = owner.api.put(&path, &bad).await.expect_problem(422, "invalid_push_keys");
    // Only its own guest's phone is told.
    assert_eq!(subscribe(&owner, &order, &phone.subscription("ana", "en")).await, 204);
    make(&shop, &order).await;
    assert_eq!(phone.message(1).await.path, "ana");
    assert_eq!(phone.received().len(), 1);
}

async fn a_push_service_that_hangs_holds_up_nobody(backend: Backend) {
    let shop = Shop::open(&backend).await;
    let (dead, phone) = (PushService::start().await, PushService::start().await);
    dead.hang();
    let (one, two) = (shop.guest().await, shop.guest().await);
    let (first, second) = (shop.queued(&one).await, shop.queued(&two).await);
    assert_eq!(subscribe(&one, &first, &dead.subscription("one", "en")).await, 204);
    assert_eq!(subscribe(&two, &second, &phone.subscription("two", "en")).await, 204);
    make(&shop, &first).await;
    let tried = dead.message(1).await.at;
    make(&shop, &second).await;
    // A try has ten seconds: this one did not wait for the other's end.
    let told = phone.message(1).await.at - tried;
    assert!(told < Duration::from_secs(9), "{told:?}");
}

async fn a_server_that_died_tells_after_its_restart(backend: Backend) {
    let (mut shop, phone) = (Shop::open(&backend).await, PushService::start().await);
    let guest = shop.guest().await;
    let order = shop.queued(&guest).await;
    assert_eq!(subscribe(&guest, &order, &phone.subscription("ana", "en")).await, 204);
    phone.answer_next(&[(503, None)]);
    make(&shop, &order).await;
    phone.message(1).await;
    shop.server.kill().await;
    shop.server.restart().await;
    assert_eq!(phone.message(2).await.message["title"], "Number 1 is ready.");
}
