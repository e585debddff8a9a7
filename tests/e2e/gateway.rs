//! The gateway as phones and attackers meet it, through the real server: who hears what, and what
//! is refused.

use std::time::Duration;

use harness::mqtt::{Heard, Socket};
use harness::shop::act;
use harness::{Backend, Shop, on_both_databases};
use rumqttc::mqttbytes::QoS;
use rumqttc::mqttbytes::v4::{Connect, LastWill, Packet};
use serde_json::json;

on_both_databases! {
    a_guest_hears_of_the_own_order_only;
}

const QUIET: Duration = Duration::from_millis(700);
const SOON: Duration = Duration::from_secs(20);

/// The `sub` claim, read without checking anything: it is the server's to check.
fn claims(token: &str) -> String {
    let payload = token.split('.').nth(1).expect("a JWT has three parts");
    let alphabet = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut bits = 0_u32;
    let mut held = 0;
    let mut bytes = Vec::new();
    for c in payload.bytes() {
        let value = alphabet.iter().position(|a| *a == c).expect("base 64 for URLs");
        bits = bits << 6 | u32::try_from(value).expect("it is below 64");
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push(u8::try_from(bits >> held & 0xff).expect("it is masked"));
        }
    }
    let claims: serde_json::Value = serde_json::from_slice(&bytes).expect("claims are JSON");
    claims["sub"].as_str().expect("a session has a subject").to_owned()
}

async fn a_guest_hears_of_the_own_order_only(backend: Backend) {
    let shop = Shop::open(&backend).await;
    let mut orders = Vec::new();
    for _ in 0..2 {
        let guest = shop.guest().await;
        let token = guest.api.token().expect("a guest has a token");
        let mut hears = Socket::connected(shop.server.address(), token).await;
        assert!(hears.subscribe(&format!("crema/main/user/{}", claims(token))).await);
        let order = shop.queued(&guest).await;
        loop {
            let message = hears.message().await;
            assert_eq!(message["subject"], order);
            assert!(message["sequence"].as_i64().is_some_and(|n| n > 0), "{message}");
            if message["type"] == "OrderManager.WaitingCompletion" {
                break;
            }
        }
        orders.push((order, hears));
    }
    let (bens, mut ben) = orders.pop().expect("two orders");
    let (anas, mut ana) = orders.pop().expect("two orders");
    for (action, told) in
        [("claim", "OrderManager.MakeOrder"), ("complete", "OrderManager.OrderCompleted")]
    {
        let _ = act(&shop.operator, &anas, action).await.expect(200);
        let message = ana.message().await;
        assert_eq!((&message["type"], &message["subject"]), (&json!(told), &json!(anas)));
    }
    assert_eq!(ben.hear(QUIET).await, Heard::Silence, "somebody else's order was told");
    let _ = act(&shop.operator, &bens, "claim").await.expect(200);
    assert_eq!(ben.message().await["subject"], bens);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_customer_may_subscribe_to_nothing_else() {
    let shop = Shop::open(&Backend::Sqlite).await;
    let (ana, ben) = (shop.guest().await, shop.guest().await);
    let own = claims(ana.api.token().expect("a token"));
    let other = claims(ben.api.token().expect("a token"));
    let refused = [
        "#".to_owned(),
        "+".to_owned(),
        "+/+".to_owned(),
        "crema/#".to_owned(),
        "crema/main/#".to_owned(),
        "crema/main/+".to_owned(),
        "crema/+/public".to_owned(),
        "crema/main/user/+".to_owned(),
        "crema/main/user/#".to_owned(),
        format!("crema/main/user/{other}"),
        format!("crema/main/user/{own}/#"),
        "crema/main/queue".to_owned(),
        "crema/main/display".to_owned(),
        "crema/bus/0".to_owned(),
        "$SYS/#".to_owned(),
        "$SYS/broker/version".to_owned(),
        format!("$share/group/crema/main/user/{other}"),
        "$share/group/crema/main/public".to_owned(),
        "$queue/crema/main/public".to_owned(),
        "crema/main/public/".to_owned(),
        "/crema/main/public".to_owned(),
        "Crema/main/public".to_owned(),
        "é".to_owned(),
    ];
    for topic in refused {
        let mut socket =
            Socket::connected(shop.server.address(), ana.api.token().unwrap_or("")).await;
        assert!(!socket.subscribe(&topic).await, "{topic} was granted");
    }
    let mut socket = Socket::connected(shop.server.address(), ana.api.token().unwrap_or("")).await;
    assert!(socket.subscribe("crema/main/public").await, "the public topic is for everybody");
    assert!(socket.subscribe(&format!("crema/main/user/{own}")).await, "the own topic");
}

#[tokio::test(flavor = "multi_thread")]
async fn staff_and_displays_have_their_topics() {
    let shop = Shop::open(&Backend::Sqlite).await;
    for (role, topic, granted) in [
        ("barista", "crema/main/queue", true),
        ("operator", "crema/main/queue", true),
        ("display", "crema/main/display", true),
        ("display", "crema/main/queue", false),
        ("barista", "crema/elsewhere/queue", false),
    ] {
        let token = shop.server.token(role).await;
        let mut socket = Socket::connected(shop.server.address(), &token).await;
        assert_eq!(socket.subscribe(topic).await, granted, "{role} on {topic}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_that_publishes_is_thrown_out_and_nobody_hears() {
    let shop = Shop::open(&Backend::Sqlite).await;
    let listener = shop.guest().await;
    let mut listens =
        Socket::connected(shop.server.address(), listener.api.token().unwrap_or("")).await;
    assert!(listens.subscribe("crema/main/public").await);
    for topic in ["crema/main/public", "crema/bus/0", "é", "$SYS/x"] {
        let guest = shop.guest().await;
        let mut socket =
            Socket::connected(shop.server.address(), guest.api.token().unwrap_or("")).await;
        socket.publish(topic, "{\"type\":\"poison\"}").await;
        socket.expect_closed(SOON).await;
    }
    // The store's own opening may still be on its way.
    while let Heard::Packet(packet) = listens.hear(QUIET).await {
        let told = format!("{packet:?}");
        let Packet::Publish(publish) = packet else { panic!("no message: {told}") };
        let text = String::from_utf8_lossy(&publish.payload);
        assert!(!text.contains("poison"), "a client's message was passed on: {text}");
    }
    shop.set_state("paused").await;
    assert_eq!(listens.message().await["type"], "Store.Changed", "the rest works on");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_breaks_the_protocol_is_closed_and_disturbs_nobody() {
    let shop = Shop::open(&Backend::Sqlite).await;
    let address = shop.server.address();
    let guest = shop.guest().await;
    let token = guest.api.token().unwrap_or("");
    let mut bystander =
        Socket::connected(address, shop.guest().await.api.token().unwrap_or("")).await;
    assert!(bystander.subscribe("crema/main/public").await);

    let mut early = Socket::open(address, &[]).await.expect("the upgrade is accepted");
    early.send_raw(vec![0x82, 6, 0, 1, 0, 1, b'#', 0]).await;
    early.expect_closed(SOON).await;

    let mut will = Socket::open(address, &[]).await.expect("the upgrade is accepted");
    let mut connect = Connect::new("test");
    connect.set_login("", token);
    connect.last_will = Some(LastWill::new("crema/main/public", "gone", QoS::AtMostOnce, false));
    will.send(&Packet::Connect(connect)).await;
    assert!(!granted(will.hear(SOON).await), "a will was accepted");

    let malformed: [&[u8]; 4] =
        [&[0xff; 8], &[0x10, 0xff, 0xff, 0xff, 0xff, 0xff], &[0x10, 2, 0, 4], &[0x30, 0]];
    for bytes in malformed {
        let mut socket = Socket::open(address, &[]).await.expect("the upgrade is accepted");
        socket.send_raw(bytes.to_vec()).await;
        socket.expect_closed(SOON).await;
    }
    let mut large = Socket::connected(address, token).await;
    large.send_raw(vec![0x82; 100_000]).await;
    large.expect_closed(SOON).await;

    let mut twice = Socket::connected(address, token).await;
    let mut connect = Connect::new("test");
    connect.set_login("", token);
    twice.send(&Packet::Connect(connect)).await;
    twice.expect_closed(SOON).await;

    shop.set_state("paused").await;
    assert_eq!(bystander.message().await["type"], "Store.Changed");
}

fn granted(heard: Heard) -> bool {
    use rumqttc::mqttbytes::v4::ConnectReturnCode::Success;
    matches!(heard, Heard::Packet(Packet::ConnAck(ack)) if ack.code == Success)
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_good_session_nobody_connects() {
    let shop = Shop::open(&Backend::Sqlite).await;
    let address = shop.server.address();
    for token in ["", "nonsense", "a.b.c"] {
        if let Ok(mut socket) = Socket::open(address, &[]).await {
            let code = socket.connect("test", token).await;
            assert_ne!(code, Some(rumqttc::mqttbytes::v4::ConnectReturnCode::Success));
        }
    }
    let guest = shop.guest().await;
    let cookie = format!("crema_session={}", guest.api.token().unwrap_or(""));
    let foreign = [("cookie", cookie.as_str()), ("origin", "http://evil.example")];
    let refused = Socket::open(address, &foreign).await.map(|_| ());
    assert_eq!(refused, Err(403), "a page of somebody else's must not use the cookie");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_that_ends_takes_its_sockets_along() {
    let shop = Shop::open(&Backend::Sqlite).await;
    let barista = shop.barista("Sam").await;
    let mut socket = Socket::connected(shop.server.address(), barista.token().unwrap_or("")).await;
    assert!(socket.subscribe("crema/main/queue").await);
    let end = harness::api::Call::new("DELETE", &harness::api::api("/sessions/current"));
    assert!(barista.call(end).await.status < 300);
    socket.expect_closed(SOON).await;
}
