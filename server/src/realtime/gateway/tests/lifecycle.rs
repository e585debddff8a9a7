//! Expiry, revocation, silence, slowness, shutdown, and a bus that was away.

use std::time::Duration;

use rumqttc::mqttbytes::v4::{ConnectReturnCode, Packet};

use super::super::*;
use super::harness::*;
use crate::clock::Timestamp;
use crate::ids::StoreId;
use crate::realtime::bus::Audience;

fn public() -> Audience {
    Audience { public: true, ..Audience::default() }
}

#[tokio::test]
async fn a_connection_ends_with_its_session() {
    let site = Site::start().await;
    // The timer runs on real time, the judgement on the site's clock: both say one second.
    let mut phone = Phone::connected(&site, "guest1@1").await;
    site.clock.advance(Duration::from_secs(1));
    assert_eq!(phone.hear().await, Heard::Closed(1008));
}

#[tokio::test]
async fn a_clock_that_jumped_is_noticed_with_the_next_packet() {
    let site = Site::start().await;
    let mut phone = Phone::connected(&site, "guest1@3600").await;
    site.clock.advance(Duration::from_secs(3_600));
    phone.send(Packet::PingReq).await;
    assert_eq!(phone.hear().await, Heard::Packet(Packet::PingResp));
    assert_eq!(phone.hear().await, Heard::Closed(1008));
}

#[tokio::test]
async fn a_revoked_session_is_closed_within_a_second_and_only_that() {
    let site = Site::start().await;
    let mut guest1 = Phone::connected(&site, "guest1").await;
    let mut again = Phone::connected(&site, "guest1").await;
    let mut guest2 = Phone::connected(&site, "guest2").await;
    let started = std::time::Instant::now();
    assert_eq!(site.gateway.close_session(&SessionId::new("session-of-guest1")), 2);
    assert_eq!(guest1.hear().await, Heard::Closed(1008));
    assert_eq!(again.hear().await, Heard::Closed(1008));
    assert!(started.elapsed() < Duration::from_secs(1));
    guest2.hears_nothing().await;

    let mut late = Phone::anonymous(&site).await;
    late.send(Packet::Connect(connect("guest1"))).await;
    assert_eq!(late.hear().await, connack(ConnectReturnCode::NotAuthorized));
}

#[tokio::test]
async fn a_revocation_reaches_the_other_processes_by_the_bus() {
    let site = Site::start().await;
    let mut phone = Phone::connected(&site, "guest1").await;
    let session = SessionId::new("session-of-guest1");
    let message = BusMessage::session_revoked(StoreId::new("main"), &session, Timestamp(0));
    site.bus.publish(&[message]).await.unwrap();
    assert_eq!(phone.hear().await, Heard::Closed(1008));
}

#[tokio::test]
async fn a_client_that_never_reads_is_closed_and_the_others_hear_everything() {
    let site = Site::with_limits(Limits { queue: 16, ..Limits::default() }).await;
    let mut good = Phone::subscribed(&site, "guest1", "crema/main/public").await;
    let deaf = Phone::subscribed(&site, "guest2", "crema/main/public").await;
    // One after the other, so that the one who reads keeps up.
    let large = "x".repeat(60_000);
    for round in 0.. {
        assert!(round < 2_000, "the deaf client was never closed");
        site.publish(&large, None, public()).await;
        assert_eq!(good.hear_message().await.0, "crema/main/public");
        if site.gateway.sockets() == 1 {
            break;
        }
    }
    drop(deaf);
    good.hears_nothing().await;
}

#[tokio::test]
async fn a_client_that_takes_too_long_for_a_write_is_closed() {
    let limits = Limits {
        write_timeout: Duration::from_millis(100),
        close_timeout: Duration::from_millis(100),
        ..Limits::default()
    };
    let site = Site::with_limits(limits).await;
    let deaf = Phone::subscribed(&site, "guest1", "crema/main/public").await;
    // Fewer than its queue holds, and more than the sockets' buffers do.
    for _ in 0..100 {
        site.publish(&"x".repeat(60_000), None, public()).await;
    }
    site.wait_for_sockets(0).await;
    drop(deaf);
}

#[tokio::test]
async fn revoking_does_not_wait_for_a_stuck_write() {
    let limits = Limits { close_timeout: Duration::from_millis(100), ..Limits::default() };
    let site = Site::with_limits(limits).await;
    let deaf = Phone::subscribed(&site, "guest1", "crema/main/public").await;
    for _ in 0..100 {
        site.publish(&"x".repeat(60_000), None, public()).await;
    }
    let started = std::time::Instant::now();
    site.gateway.close_session(&SessionId::new("session-of-guest1"));
    site.wait_for_sockets(0).await;
    assert!(started.elapsed() < Duration::from_secs(1));
    drop(deaf);
}

#[tokio::test]
async fn silence_of_one_and_a_half_keepalives_ends_the_connection() {
    let site = Site::start().await;
    let mut phone = Phone::anonymous(&site).await;
    let mut hasty = connect("guest1");
    hasty.keep_alive = 1;
    phone.send(Packet::Connect(hasty)).await;
    assert_eq!(phone.hear().await, connack(ConnectReturnCode::Success));
    assert_eq!(phone.subscribe(&["crema/main/public"]).await, [true]);
    let started = std::time::Instant::now();
    // What is sent to a client says nothing about its being alive.
    site.publish("unanswered", None, public()).await;
    phone.hear_message().await;
    assert_eq!(phone.hear().await, Heard::Closed(1008));
    assert!(started.elapsed() >= Duration::from_millis(1_400), "{:?}", started.elapsed());
}

#[tokio::test]
async fn a_client_without_keepalive_gets_the_servers() {
    let limits = Limits { longest_keep_alive: Duration::from_millis(100), ..Limits::default() };
    let site = Site::with_limits(limits).await;
    for keep_alive in [0, 60] {
        let mut phone = Phone::anonymous(&site).await;
        let mut patient = connect("guest1");
        patient.keep_alive = keep_alive;
        phone.send(Packet::Connect(patient)).await;
        assert_eq!(phone.hear().await, connack(ConnectReturnCode::Success));
        assert_eq!(phone.hear().await, Heard::Closed(1008));
    }
}

#[tokio::test]
async fn after_the_bus_was_away_every_topic_is_told_to_fetch_again() {
    let site = Site::start().await;
    let mut guest = Phone::subscribed(&site, "guest1", "crema/main/user/guest1").await;
    let mut barista = Phone::subscribed(&site, "ana", "crema/main/queue").await;
    site.bus.set_away(true);
    guest.hears_nothing().await;
    site.bus.set_away(false);
    let resync = r#"{"type":"Gateway.Resync"}"#.to_owned();
    assert_eq!(guest.hear_message().await, ("crema/main/user/guest1".to_owned(), resync.clone()));
    assert_eq!(barista.hear_message().await, ("crema/main/queue".to_owned(), resync));
}

#[tokio::test]
async fn shutting_down_says_so_and_waits_for_the_goodbyes() {
    let site = Site::start().await;
    let mut phone = Phone::connected(&site, "guest1").await;
    let closing = tokio::spawn({
        let gateway = site.gateway.clone();
        async move { gateway.close_all(SOON).await }
    });
    assert_eq!(phone.hear().await, Heard::Closed(1001));
    assert_eq!(phone.hear().await, Heard::Gone);
    closing.await.unwrap();
    assert_eq!(site.gateway.sockets(), 0);
    assert_eq!(Phone::open(&site, &[("sec-websocket-protocol", "mqtt")]).await.err(), Some(503));
}

#[tokio::test]
async fn a_phone_that_vanishes_leaves_nothing_behind() {
    let site = Site::start().await;
    let phone = Phone::subscribed(&site, "guest1", "crema/main/user/guest1").await;
    site.wait_for_sockets(1).await;
    drop(phone);
    site.wait_for_sockets(0).await;
    assert!(site.gateway.registry().topics().is_empty());
}
