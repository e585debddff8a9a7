//! Packets that are cut, wrong, too large, out of order or not allowed.

use std::time::Duration;

use bytes::BytesMut;
use rumqttc::mqttbytes::QoS;
use rumqttc::mqttbytes::v4::{
    ConnectReturnCode, LastWill, Packet, Publish, Subscribe, UnsubAck, Unsubscribe,
};
use tokio_tungstenite::tungstenite::Message;

use super::super::*;
use super::harness::*;
use crate::realtime::bus::Audience;

fn bytes_of(packet: &Packet) -> BytesMut {
    let mut bytes = BytesMut::new();
    packet.write(&mut bytes, usize::MAX).unwrap();
    bytes
}

fn subscribe(filter: &str) -> Packet {
    let mut subscribe = Subscribe::new(filter, QoS::AtMostOnce);
    subscribe.pkid = 1;
    Packet::Subscribe(subscribe)
}

#[tokio::test]
async fn packets_may_be_split_and_joined_across_messages() {
    let site = Site::start().await;
    let mut phone = Phone::anonymous(&site).await;
    let mut bytes = bytes_of(&Packet::Connect(connect("guest1")));
    bytes.extend_from_slice(&bytes_of(&subscribe("crema/main/public")));
    bytes.extend_from_slice(&bytes_of(&Packet::PingReq));
    let (start, end) = bytes.split_at(5);
    for byte in start {
        phone.send_bytes(&[*byte]).await;
    }
    phone.send_bytes(&[]).await;
    phone.send_bytes(end).await;
    assert_eq!(phone.hear().await, connack(ConnectReturnCode::Success));
    assert!(matches!(phone.hear().await, Heard::Packet(Packet::SubAck(_))));
    assert_eq!(phone.hear().await, Heard::Packet(Packet::PingResp));
}

#[tokio::test]
async fn before_connect_nothing_else_is_heard() {
    let site = Site::start().await;
    for packet in [subscribe("crema/main/public"), Packet::PingReq, Packet::Disconnect] {
        let mut phone = Phone::anonymous(&site).await;
        phone.send(packet).await;
        assert_eq!(phone.hear().await, Heard::Closed(1002));
    }
}

#[tokio::test]
async fn a_second_connect_ends_the_connection() {
    let site = Site::start().await;
    let mut phone = Phone::connected(&site, "guest1").await;
    phone.send(Packet::Connect(connect("guest1"))).await;
    assert_eq!(phone.hear().await, Heard::Closed(1002));
}

#[tokio::test]
async fn a_publish_reaches_nobody_and_ends_the_connection() {
    let site = Site::start().await;
    let mut barista = Phone::subscribed(&site, "ana", "crema/main/queue").await;
    for (qos, retain) in [(QoS::AtMostOnce, false), (QoS::AtLeastOnce, true)] {
        let mut publish = Publish::new("crema/main/queue", qos, "poison");
        publish.retain = retain;
        publish.pkid = 1;
        let mut phone = Phone::connected(&site, "olga").await;
        phone.send(Packet::Publish(publish)).await;
        assert_eq!(phone.hear().await, Heard::Closed(1008));
    }
    barista.hears_nothing().await;
    // Nothing was retained either.
    Phone::subscribed(&site, "ana", "crema/main/queue").await.hears_nothing().await;
}

#[tokio::test]
async fn a_will_is_refused() {
    let site = Site::start().await;
    let mut phone = Phone::anonymous(&site).await;
    let mut with_will = connect("olga");
    with_will.last_will = Some(LastWill::new("crema/main/queue", "poison", QoS::AtMostOnce, true));
    phone.send(Packet::Connect(with_will)).await;
    assert_eq!(phone.hear().await, connack(ConnectReturnCode::NotAuthorized));
    assert_eq!(phone.hear().await, Heard::Closed(1008));
}

#[tokio::test]
async fn other_protocol_versions_are_refused_by_name() {
    let site = Site::start().await;
    for head in [&b"\x10\x12\0\x06MQIsdp\x03"[..], b"\x10\x10\0\x04MQTT\x05"] {
        let mut packet = head.to_vec();
        packet.extend(*b"\x02\0\x3c\0\x04abcd");
        packet[1] = u8::try_from(packet.len() - 2).unwrap();
        let mut phone = Phone::anonymous(&site).await;
        phone.send_bytes(&packet).await;
        assert_eq!(phone.hear().await, connack(ConnectReturnCode::RefusedProtocolVersion));
        assert_eq!(phone.hear().await, Heard::Closed(1008));
    }
}

#[tokio::test]
async fn an_empty_client_id_needs_a_clean_session() {
    let site = Site::start().await;
    let mut phone = Phone::anonymous(&site).await;
    let mut nameless = connect("guest1");
    nameless.client_id = String::new();
    nameless.clean_session = false;
    phone.send(Packet::Connect(nameless.clone())).await;
    assert_eq!(phone.hear().await, connack(ConnectReturnCode::BadClientId));

    nameless.clean_session = true;
    let mut phone = Phone::anonymous(&site).await;
    phone.send(Packet::Connect(nameless)).await;
    assert_eq!(phone.hear().await, connack(ConnectReturnCode::Success));
}

#[tokio::test]
async fn text_messages_are_refused() {
    let site = Site::start().await;
    let mut phone = Phone::connected(&site, "guest1").await;
    phone.send_message(Message::text("hello")).await;
    assert_eq!(phone.hear().await, Heard::Closed(1003));
}

#[tokio::test]
async fn garbage_and_oversized_packets_end_the_connection_and_no_other() {
    let site = Site::start().await;
    let mut other = Phone::subscribed(&site, "guest2", "crema/main/user/guest2").await;

    let mut phone = Phone::connected(&site, "guest1").await;
    phone.send_bytes(&[0xff; 40]).await;
    assert_eq!(phone.hear().await, Heard::Closed(1002));

    // A packet that announces more than the limit, however it is cut.
    let mut phone = Phone::connected(&site, "guest1").await;
    phone.send_bytes(&[0x82, 0x81, 0x80, 0x01]).await;
    assert_eq!(phone.hear().await, Heard::Closed(1009));

    // A WebSocket message above the limit.
    let mut phone = Phone::connected(&site, "guest1").await;
    phone.send_bytes(&vec![0; 17 * 1024]).await;
    assert!(matches!(phone.hear().await, Heard::Closed(1009) | Heard::Gone));

    other.hears_nothing().await;
}

#[tokio::test]
async fn a_large_subscribe_below_the_limit_is_answered_filter_by_filter() {
    let site = Site::start().await;
    let mut phone = Phone::connected(&site, "guest1").await;
    let filters = vec!["crema/main/queue"; 800];
    assert_eq!(phone.subscribe(&filters).await, vec![false; 800]);
}

#[tokio::test]
async fn a_connection_has_at_most_eight_subscriptions() {
    let site = Site::start().await;
    let mut phone = Phone::connected(&site, "guest1").await;
    let topics: Vec<_> = (0..9).map(|n| format!("crema/store{n}/public")).collect();
    let filters: Vec<_> = topics.iter().map(String::as_str).collect();
    let granted = phone.subscribe(&filters).await;
    assert_eq!(granted[..8], [true; 8]);
    assert!(!granted[8]);
    assert_eq!(phone.subscribe(&[filters[0]]).await, [true], "again is not one more");

    let mut unsubscribe = Unsubscribe::new(filters[0]);
    unsubscribe.pkid = 9;
    phone.send(Packet::Unsubscribe(unsubscribe)).await;
    assert_eq!(phone.hear().await, Heard::Packet(Packet::UnsubAck(UnsubAck::new(9))));
    assert_eq!(phone.subscribe(&[filters[8]]).await, [true]);
}

#[tokio::test]
async fn after_unsubscribing_nothing_is_heard() {
    let site = Site::start().await;
    let mut phone = Phone::subscribed(&site, "guest1", "crema/main/public").await;
    let mut unsubscribe = Unsubscribe::new("crema/main/public");
    unsubscribe.pkid = 2;
    phone.send(Packet::Unsubscribe(unsubscribe)).await;
    assert!(matches!(phone.hear().await, Heard::Packet(Packet::UnsubAck(_))));
    site.publish("unheard", None, Audience { public: true, ..Audience::default() }).await;
    phone.hears_nothing().await;
}

#[tokio::test]
async fn goodbye_is_answered_and_the_place_is_free_again() {
    let site = Site::start().await;
    let mut phone = Phone::connected(&site, "guest1").await;
    phone.send(Packet::Disconnect).await;
    assert_eq!(phone.hear().await, Heard::Closed(1000));
    // The phone keeps reading, as browsers do, which ends the closing handshake.
    assert_eq!(phone.hear().await, Heard::Gone);
    site.wait_for_sockets(0).await;
}

#[tokio::test]
async fn who_never_connects_is_cut_off() {
    let limits = Limits { connect_timeout: Duration::from_millis(100), ..Limits::default() };
    let site = Site::with_limits(limits).await;
    let mut phone = Phone::anonymous(&site).await;
    phone.send_bytes(&[0x10]).await;
    phone.send_message(Message::Ping(vec![1].into())).await;
    assert_eq!(phone.hear().await, Heard::Closed(1008));
}

#[tokio::test]
async fn who_sends_far_more_than_a_listener_needs_is_cut_off() {
    let site = Site::start().await;
    let mut phone = Phone::connected(&site, "guest1").await;
    phone.send_bytes(&[0xc0, 0].repeat(200)).await;
    // CONNECT was the first of the hundred.
    for _ in 0..99 {
        assert_eq!(phone.hear().await, Heard::Packet(Packet::PingResp));
    }
    assert_eq!(phone.hear().await, Heard::Closed(1008));
}
