//! Attacks 4, 5 and 15: on who somebody is and what is theirs.

use harness::api::{Call, api, fresh_key};
use harness::mqtt::Socket;
use harness::{Backend, Shop, on_both_databases};
use serde_json::json;

on_both_databases! {
    a04_another_persons_order_is_not_there;
    a15_anothers_idempotency_key_tells_nothing;
}

async fn a04_another_persons_order_is_not_there(backend: Backend) {
    let shop = Shop::open(&backend).await;
    let (ana, eve) = (shop.guest().await, shop.guest().await);
    let order = shop.queued(&ana).await;
    let before = (shop.order(&order).await, shop.orders("queued").await.len());
    let own = harness::shop::flat_white("Eve");

    let at = |rest: &str| format!("/orders/{order}{rest}");
    let _ = eve.api.get(&at("")).await.expect_problem(404, "not_found");
    let _ = eve.api.put(&at(""), &own).await.expect_problem(404, "not_found");
    let _ = eve.act(&order, "cancel").await.expect_problem(404, "not_found");
    let push =
        json!({ "endpoint": "https://push.example/x", "keys": { "p256dh": "", "auth": "" } });
    assert!(eve.api.put(&at("/push-subscription"), &push).await.status >= 400);
    for action in ["claim", "release", "complete", "collect", "recall"] {
        for guest in [&eve, &ana] {
            let answer = guest.act(&order, action).await;
            assert!(matches!(answer.status, 403 | 404), "{action}: {}", answer.text);
        }
    }
    // Reading lists, history and settings is for staff.
    for path in
        ["/stores/main/orders?state=queued", "/stores/main/settings", "/events", &at("/events")]
    {
        let answer = eve.api.get(path).await;
        assert!(matches!(answer.status, 403 | 404), "{path}: {}", answer.text);
        assert!(!answer.text.contains(&order), "{path} told of it");
    }
    assert!(!eve.api.get("/my-orders").await.text.contains(&order));
    // Whose it is and what it is are not the sender's to say.
    let _ = ana.act(&order, "cancel").await.expect(200);
    let mine = eve.scan(&shop.code().await).await.expect(201).text_of("id").to_owned();
    for field in ["user_id", "customer", "sub", "state", "store", "number", "price_cents"] {
        let mut body = own.clone();
        body[field] = json!("x");
        let answer = eve.api.put(&format!("/orders/{mine}"), &body).await;
        let _ = answer.expect_problem(400, "invalid_json");
    }
    assert_eq!(shop.state(&mine).await, "started");
    assert_eq!(before.0["name"], shop.order(&order).await["name"]);
    assert_eq!(before.1, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a05_a_token_that_is_not_ours_opens_nothing() {
    let shop = Shop::open(&Backend::Sqlite).await;
    let good = shop.operator.token().expect("it has one").to_owned();
    let parts: Vec<&str> = good.split('.').collect();
    // {"alg":"none","typ":"JWT"}, {"alg":"HS512","typ":"JWT"}, {"alg":"RS256","typ":"JWT"}
    let none = "eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0";
    let (hs512, rs256) =
        ("eyJhbGciOiJIUzUxMiIsInR5cCI6IkpXVCJ9", "eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9");
    let elsewhere = Shop::open(&Backend::Sqlite).await;
    let barista = shop.barista("Sam").await;
    let revoked = barista.token().expect("it has one").to_owned();
    let end = Call::new("DELETE", &api("/sessions/current"));
    assert!(barista.call(end).await.status < 300);
    let forged = [
        format!("{none}.{}.", parts[1]),
        format!("{none}.{}.{}", parts[1], parts[2]),
        format!("{hs512}.{}.{}", parts[1], parts[2]),
        format!("{rs256}.{}.{}", parts[1], parts[2]),
        format!("{}.{}.", parts[0], parts[1]),
        elsewhere.operator.token().expect("it has one").to_owned(),
        revoked,
    ];
    for token in forged {
        let thief = shop.server.api().with_token(&token);
        for path in ["/stores/main/settings", "/stores/main/orders?state=queued", "/my-orders"] {
            let _ = thief.get(path).await.expect_problem(401, "unauthorized");
        }
        let status = thief.put("/stores/main/status", &json!({ "state": "closed" })).await;
        let _ = status.expect_problem(401, "unauthorized");
        // As a cookie it makes its bearer a stranger, and as an MQTT password it is refused.
        let cookie = format!("crema_staff={token}");
        let page = Call::new("GET", "/console").header("cookie", &cookie);
        assert_ne!(shop.server.api().call(page).await.status, 200);
        let mut socket = Socket::open(shop.server.address(), &[]).await.expect("an upgrade");
        let code = socket.connect("thief", &token).await;
        assert_ne!(code, Some(rumqttc::mqttbytes::v4::ConnectReturnCode::Success));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a05_a_displays_token_does_not_make_coffee() {
    let shop = Shop::open(&Backend::Sqlite).await;
    let order = shop.queued(&shop.guest().await).await;
    let display = shop.server.api().with_token(&shop.server.token("display").await);
    for action in ["claim", "complete", "collect", "recall", "release", "cancel"] {
        let answer = harness::shop::act(&display, &order, action).await;
        let _ = answer.expect_problem(403, "forbidden");
    }
    for path in ["/stores/main/orders?state=queued", "/stores/main/settings"] {
        let _ = display.get(path).await.expect_problem(403, "forbidden");
    }
    let close = display.put("/stores/main/status", &json!({ "state": "closed" })).await;
    let _ = close.expect_problem(403, "forbidden");
    let settings = display.patch("/stores/main/settings", &json!({ "max_queue": 1 })).await;
    let _ = settings.expect_problem(403, "forbidden");
    let walk_up = display.post("/stores/main/orders", &harness::shop::flat_white("Eve")).await;
    let _ = walk_up.expect_problem(403, "forbidden");
    assert_eq!(shop.state(&order).await, "queued");
    assert_eq!(display.get("/stores/main/qr-code").await.status, 200, "its own work goes on");
}

async fn a15_anothers_idempotency_key_tells_nothing(backend: Backend) {
    let shop = Shop::open(&backend).await;
    let (ana, eve) = (shop.guest().await, shop.guest().await);
    let key = fresh_key();
    let code = shop.code().await;
    let scan = |key: &str| {
        Call::new("POST", &api("/stores/main/qr-code")).json(&json!({ "code": code })).key(key)
    };
    let first = ana.api.call(scan(&key)).await.expect(201);
    let theirs = eve.api.call(scan(&key)).await.expect(201);
    assert_ne!(first.text_of("id"), theirs.text_of("id"), "another's answer was given");
    assert!(!theirs.text.contains(first.text_of("task_token")));
    // Their own repeats still get their own first answers.
    assert_eq!(ana.api.call(scan(&key)).await.text_of("id"), first.text_of("id"));
    assert_eq!(eve.api.call(scan(&key)).await.text_of("id"), theirs.text_of("id"));

    let order = first.text_of("id").to_owned();
    let submit = Call::new("PUT", &api(&format!("/orders/{order}")))
        .json(&harness::shop::flat_white("Ana"))
        .key(&fresh_key());
    let _ = ana.api.call(submit.clone()).await.expect(200);
    let _ = eve.api.call(submit).await.expect_problem(404, "not_found");
    // Nor does a key that somebody holds tell that it was used.
    let unused = eve.api.call(scan(&fresh_key())).await;
    let used = eve.api.call(scan(&key)).await;
    assert_eq!((unused.status, used.status), (200, 201), "answers depend on the own keys alone");
}
