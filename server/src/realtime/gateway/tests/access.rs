//! Who gets in, and who hears what.

use rumqttc::mqttbytes::v4::{ConnectReturnCode, Packet};

use super::super::*;
use super::harness::*;
use crate::realtime::bus::Audience;

const MQTT: (&str, &str) = ("sec-websocket-protocol", "mqtt");

fn user_only() -> Audience {
    Audience { user: true, ..Audience::default() }
}

#[tokio::test]
async fn a_guest_hears_own_and_public_messages_and_no_others() {
    let site = Site::start().await;
    let mut guest1 = Phone::connected(&site, "guest1").await;
    let filters = [
        "crema/main/public",
        "crema/main/user/guest1",
        "crema/main/user/guest2",
        "crema/main/queue",
        "crema/main/display",
        "#",
        "+/+",
        "crema/main/user/+",
        "$SYS/#",
        "$share/g/crema/main/queue",
        "crema/bus/0",
        "",
    ];
    let granted = guest1.subscribe(&filters).await;
    assert_eq!(granted[..2], [true, true]);
    assert_eq!(granted[2..], [false; 10]);

    site.publish("for guest2", Some("guest2"), user_only()).await;
    site.publish("for staff", None, Audience { queue: true, ..Audience::default() }).await;
    site.publish("for screens", None, Audience { display: true, ..Audience::default() }).await;
    site.publish("for guest1", Some("guest1"), user_only()).await;
    let (topic, json) = guest1.hear_message().await;
    assert_eq!(topic, "crema/main/user/guest1");
    assert_eq!(
        json,
        r#"{"type":"for guest1","subject":"o1","sequence":1,"time":"2026-11-21T00:00:00Z"}"#
    );
    site.publish("for all", None, Audience { public: true, ..Audience::default() }).await;
    assert_eq!(guest1.hear_message().await.0, "crema/main/public");
    guest1.hears_nothing().await;
}

#[tokio::test]
async fn staff_and_screens_subscribe_to_what_their_role_allows_in_their_store() {
    let site = Site::start().await;
    let filters =
        ["crema/main/queue", "crema/main/display", "crema/other/queue", "crema/main/user/guest1"];
    for (who, expected) in [
        ("ana", [true, true, false, false]),
        ("olga", [true, true, false, false]),
        ("screen", [false, true, false, false]),
    ] {
        let mut phone = Phone::connected(&site, who).await;
        assert_eq!(phone.subscribe(&filters).await, expected, "{who}");
    }
}

#[tokio::test]
async fn a_cookie_is_enough_where_the_origin_is_ours() {
    let site = Site::start().await;
    let headers = [MQTT, ("cookie", "session=guest1"), ("origin", ORIGIN)];
    let mut phone = Phone::open(&site, &headers).await.unwrap();
    // The password is of no interest then.
    phone.send(Packet::Connect(connect("nonsense"))).await;
    assert_eq!(phone.hear().await, connack(ConnectReturnCode::Success));
    assert_eq!(phone.subscribe(&["crema/main/user/guest1"]).await, [true]);
}

#[tokio::test]
async fn two_cookies_open_the_topics_of_both() {
    let site = Site::start().await;
    let headers = [MQTT, ("cookie", "session=guest1; session=ana"), ("origin", ORIGIN)];
    let mut phone = Phone::open(&site, &headers).await.unwrap();
    phone.send(Packet::Connect(connect(""))).await;
    assert_eq!(phone.hear().await, connack(ConnectReturnCode::Success));
    let filters = ["crema/main/user/guest1", "crema/main/queue", "crema/main/user/guest2"];
    assert_eq!(phone.subscribe(&filters).await, [true, true, false]);
}

#[tokio::test]
async fn a_foreign_or_missing_origin_with_a_cookie_is_refused_before_the_upgrade() {
    let site = Site::start().await;
    let cookie = ("cookie", "session=guest1");
    let foreign = [MQTT, cookie, ("origin", "http://evil.test")];
    assert_eq!(Phone::open(&site, &foreign).await.err(), Some(403));
    assert_eq!(Phone::open(&site, &[MQTT, cookie]).await.err(), Some(403));
    let unchecked = [MQTT, ("cookie", "unavailable")];
    assert_eq!(Phone::open(&site, &unchecked).await.err(), Some(503));
    assert_eq!(site.gateway.sockets(), 0);
}

#[tokio::test]
async fn without_the_subprotocol_there_is_no_upgrade() {
    let site = Site::start().await;
    assert_eq!(Phone::open(&site, &[]).await.err(), Some(400));
    let other = [("sec-websocket-protocol", "chat")];
    assert_eq!(Phone::open(&site, &other).await.err(), Some(400));
    let among_others = [("sec-websocket-protocol", "mqttv3.1, mqtt")];
    assert!(Phone::open(&site, &among_others).await.is_ok());
}

#[tokio::test]
async fn without_a_good_token_connect_is_refused() {
    let site = Site::start().await;
    for token in ["", "nobody", "guest1@0", "guest1@-5"] {
        let mut phone = Phone::anonymous(&site).await;
        phone.send(Packet::Connect(connect(token))).await;
        assert_eq!(phone.hear().await, connack(ConnectReturnCode::NotAuthorized), "{token}");
        assert_eq!(phone.hear().await, Heard::Closed(1008), "{token}");
    }
    let mut phone = Phone::anonymous(&site).await;
    let mut without_login = connect("");
    without_login.login = None;
    phone.send(Packet::Connect(without_login)).await;
    assert_eq!(phone.hear().await, connack(ConnectReturnCode::NotAuthorized));
}

#[tokio::test]
async fn an_expired_cookie_is_no_session() {
    let site = Site::start().await;
    let headers = [MQTT, ("cookie", "session=guest1@0"), ("origin", ORIGIN)];
    let mut phone = Phone::open(&site, &headers).await.unwrap();
    phone.send(Packet::Connect(connect(""))).await;
    assert_eq!(phone.hear().await, connack(ConnectReturnCode::NotAuthorized));
}

#[tokio::test]
async fn nobody_takes_anothers_place_by_its_client_id() {
    let site = Site::start().await;
    let mut first = Phone::subscribed(&site, "guest1", "crema/main/user/guest1").await;
    let mut second = Phone::subscribed(&site, "guest2", "crema/main/user/guest2").await;
    site.publish("still here", Some("guest1"), user_only()).await;
    assert_eq!(first.hear_message().await.0, "crema/main/user/guest1");
    second.hears_nothing().await;
}

#[tokio::test]
async fn sockets_are_limited_and_the_refusal_says_to_come_back() {
    let limits = Limits { max_sockets: 1, ..Limits::default() };
    let site = Site::with_limits(limits).await;
    let first = Phone::anonymous(&site).await;
    assert_eq!(Phone::open(&site, &[MQTT]).await.err(), Some(503));
    drop(first);
    site.wait_for_sockets(0).await;
    Phone::anonymous(&site).await;
}
