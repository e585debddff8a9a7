//! One order from scan to cup by the API, and what others may see of it.

use harness::api::{Call, api, fresh_key};
use harness::shop::{act, flat_white, rows};
use harness::{Backend, Shop, on_both_databases};
use serde_json::{Value, json};

on_both_databases! {
    a_guest_scans_orders_and_collects;
    a_reply_that_was_lost_comes_again_under_its_key;
    an_order_is_nobody_elses;
    staff_take_an_order_at_the_bar;
    a_scan_again_gives_the_live_order;
    a_stopped_server_goes_on_where_it_was;
}

async fn a_guest_scans_orders_and_collects(backend: Backend) {
    let shop = Shop::open(&backend).await;
    let (guest, barista) = (shop.guest().await, shop.barista("Sam").await);

    let scanned = guest.scan(&shop.code().await).await.expect(201);
    let order = scanned.text_of("id").to_owned();
    assert_eq!(scanned.json["state"], "started");
    assert!(scanned.text_of("deadline_at").ends_with('Z'), "{}", scanned.text);

    let submitted = guest.submit(&order, "Ana").await;
    assert!(submitted.status < 300, "{}", submitted.text);
    assert_eq!(submitted.json["state"], "queued");
    assert_eq!(submitted.json["number"], 1, "the first order of the day");
    assert_eq!(submitted.json["name"], "Ana");
    let item = &submitted.json["items"][0];
    assert_eq!((&item["drink"], &item["options"][0]["id"]), (&json!("flat-white"), &json!("oat")));

    assert_eq!(shop.orders("queued").await[0]["id"], order.as_str());
    for (action, state) in [("claim", "making"), ("complete", "ready"), ("collect", "collected")] {
        let answer = act(&barista, &order, action).await.expect(200);
        assert_eq!(answer.json["state"], state);
        let own = guest.api.get(&format!("/orders/{order}")).await.expect(200);
        assert_eq!(own.json["state"], state, "what its customer sees");
    }
    assert_eq!(shop.order(&order).await["barista"], "Sam");
    let mine = rows(&guest.api.get("/my-orders").await.expect(200).json, "orders");
    assert_eq!(mine.len(), 1);
    assert_eq!(mine[0]["id"], order.as_str());

    let events = shop.events_of(&order).await;
    let sequences: Vec<_> = events.iter().map(|e| e["sequence"].as_i64().unwrap_or(0)).collect();
    let gapless: Vec<_> = (1..).take(events.len()).collect();
    assert_eq!(sequences, gapless);
    let kinds: Vec<_> = events.iter().filter_map(|e| e["type"].as_str()).collect();
    assert_eq!(
        kinds,
        [
            "Validator.NewOrder",
            "OrderProcessor.WorkflowStarted",
            "QueueService.OrderStarted",
            "OrderProcessor.WaitingProduction",
            "OrderManager.WaitingCompletion",
            "OrderManager.MakeOrder",
            "OrderProcessor.WaitingCompletion",
            "OrderManager.OrderCompleted",
            "QueueService.OrderCompleted",
            "OrderManager.OrderCollected",
            "OrderProcessor.OrderFinished",
        ]
    );
    for event in &events {
        assert_eq!(event["specversion"], "1.0");
        assert_eq!(event["source"], "/stores/main");
        assert_eq!(event["subject"], order.as_str());
        assert!(!event.to_string().contains("Ana"), "a name in an event: {event}");
    }
}

async fn a_reply_that_was_lost_comes_again_under_its_key(backend: Backend) {
    let shop = Shop::open(&backend).await;
    let guest = shop.guest().await;
    let (scan_key, submit_key) = (fresh_key(), fresh_key());
    let body = json!({ "code": shop.code().await });
    let scan = Call::new("POST", &api("/stores/main/qr-code")).json(&body).key(&scan_key);
    let first = guest.api.call(scan.clone()).await.expect(201);
    let again = guest.api.call(scan.clone()).await;
    assert_eq!((again.status, &again.json), (first.status, &first.json));

    let path = api(&format!("/orders/{}", first.text_of("id")));
    let submit = Call::new("PUT", &path).json(&flat_white("Ana")).key(&submit_key);
    let first = guest.api.call(submit.clone()).await.expect(200);
    let again = guest.api.call(submit.clone()).await.expect(200);
    assert_eq!(again.json, first.json);

    let other = guest.api.call(submit.json(&flat_white("Ben"))).await;
    let _ = other.expect_problem(422, "key_reused");
    let keyless = Call::new("POST", &api("/stores/main/qr-code")).json(&body);
    let _ = guest.api.call(keyless).await.expect_problem(400, "key_missing");
    // Somebody else's key says nothing.
    let stranger = shop.guest().await.api.call(scan).await;
    assert_ne!(stranger.json["id"], first.json["id"]);
}

async fn an_order_is_nobody_elses(backend: Backend) {
    let shop = Shop::open(&backend).await;
    let (owner, other) = (shop.guest().await, shop.guest().await);
    let order = shop.queued(&owner).await;
    let path = format!("/orders/{order}");
    assert_eq!(other.api.get(&path).await.status, 404);
    assert_eq!(other.submit(&order, "Eve").await.status, 404);
    assert_eq!(other.act(&order, "cancel").await.status, 404);
    for action in ["claim", "release", "complete", "collect", "recall"] {
        let status = owner.act(&order, action).await.status;
        assert!(matches!(status, 403 | 404), "a customer's {action} was answered {status}");
    }
    let display = shop.server.api().with_token(&shop.server.token("display").await);
    assert_eq!(act(&display, &order, "claim").await.status, 403);
    assert_eq!(other.api.get(&format!("{path}/events")).await.status, 403);
    assert_eq!(other.api.get("/events").await.status, 403);
    assert_eq!(other.api.get("/stores/main/orders").await.status, 403);
    assert_eq!(shop.server.api().get(&path).await.status, 401);
    assert_eq!(shop.state(&order).await, "queued");
}

async fn staff_take_an_order_at_the_bar(backend: Backend) {
    let shop = Shop::open(&backend).await;
    let barista = shop.barista("Sam").await;
    let taken = barista.post("/stores/main/orders", &flat_white("Walk-up")).await.expect(201);
    assert_eq!(taken.json["state"], "queued");
    let left = &shop.operator.get("/stores/main/qr-code").await.expect(200).json["places_left"];
    assert_eq!(*left, 10, "an order at the bar takes no place of the code");
}

async fn a_scan_again_gives_the_live_order(backend: Backend) {
    let shop = Shop::open(&backend).await;
    let guest = shop.guest().await;
    let order = shop.queued(&guest).await;
    let again = guest.scan(&shop.code().await).await;
    assert!(again.status < 300, "{}", again.text);
    assert_eq!(again.json["id"], order.as_str());
    assert_eq!(again.json["state"], "queued");
}

async fn a_stopped_server_goes_on_where_it_was(backend: Backend) {
    let mut shop = Shop::open(&backend).await;
    let guest = shop.guest().await;
    let order = shop.queued(&guest).await;
    let before: Value = shop.order(&order).await;
    assert_eq!(shop.server.stop().await, Some(0), "a clean stop:\n{}", shop.server.output());
    shop.server.restart().await;
    assert_eq!(shop.order(&order).await, before);
    let _ = guest.act(&order, "cancel").await.expect(200);
}
