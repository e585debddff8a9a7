//! The bus in process, over the embedded broker, and over brokers that misbehave.

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use super::*;
use crate::ids::{Ids, StoreId};
use crate::realtime::broker::EmbeddedBroker;

const SOON: Duration = Duration::from_secs(10);

fn message(sequence: i64) -> BusMessage {
    BusMessage {
        store: StoreId::new("main"),
        user: None,
        audience: Audience { queue: true, ..Audience::default() },
        kind: "OrderManager.MakeOrder".to_owned(),
        subject: "o1".to_owned(),
        sequence,
        time: "2026-11-21T00:00:00Z".to_owned(),
    }
}

async fn next(events: &mut BusEvents) -> BusEvent {
    timeout(SOON, events.next()).await.expect("an event in time").expect("the bus lives")
}

#[tokio::test]
async fn in_process_every_subscriber_hears_everything() {
    let bus = Bus::in_process();
    let (mut one, mut two) = (bus.subscribe(), bus.subscribe());
    bus.publish(&[message(1)]).await.unwrap();
    assert_eq!(next(&mut one).await, BusEvent::Message(message(1)));
    assert_eq!(next(&mut two).await, BusEvent::Message(message(1)));

    bus.set_away(true);
    assert!(!bus.is_connected());
    assert!(matches!(bus.publish(&[message(2)]).await, Err(BusError::Away)));
    bus.set_away(false);
    assert_eq!(next(&mut one).await, BusEvent::Lost);
    assert_eq!(next(&mut one).await, BusEvent::Connected);
}

#[tokio::test]
async fn a_subscriber_that_fell_behind_is_told_so() {
    let bus = Bus::in_process();
    let mut events = bus.subscribe();
    for sequence in 0..=i64::try_from(FEED_CAPACITY).unwrap() {
        bus.publish(&[message(sequence)]).await.unwrap();
    }
    assert_eq!(next(&mut events).await, BusEvent::Lost);
    assert_eq!(next(&mut events).await, BusEvent::Connected);
    assert!(matches!(next(&mut events).await, BusEvent::Message(_)));
}

#[tokio::test]
async fn over_the_embedded_broker_messages_arrive_in_order_at_every_process() {
    let broker = EmbeddedBroker::start(&Ids::System).await.unwrap();
    let publisher = Bus::connect(broker.url(), "one").unwrap();
    let other = Bus::connect(broker.url(), "two").unwrap();
    publisher.wait_connected(SOON).await.unwrap();
    other.wait_connected(SOON).await.unwrap();
    let (mut own, mut others) = (publisher.subscribe(), other.subscribe());

    // More than the window, so that it must slide.
    let messages: Vec<_> = (1..=1_000).map(message).collect();
    publisher.publish(&messages).await.unwrap();
    for expected in &messages {
        assert_eq!(next(&mut own).await, BusEvent::Message(expected.clone()));
        assert_eq!(next(&mut others).await, BusEvent::Message(expected.clone()));
    }
}

#[tokio::test]
async fn many_publishers_at_once_each_get_their_own_acknowledgement() {
    let broker = EmbeddedBroker::start(&Ids::System).await.unwrap();
    let bus = Bus::connect(broker.url(), "one").unwrap();
    bus.wait_connected(SOON).await.unwrap();
    let mut events = bus.subscribe();
    let tasks: Vec<_> = (0..50)
        .map(|task| {
            let bus = bus.clone();
            tokio::spawn(async move {
                for n in 0..10 {
                    bus.publish(&[message(task * 10 + n)]).await.unwrap();
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    let mut seen = std::collections::BTreeSet::new();
    while seen.len() < 500 {
        if let BusEvent::Message(message) = next(&mut events).await {
            seen.insert(message.sequence);
        }
    }
}

#[tokio::test]
async fn without_a_broker_publishing_answers_at_once() {
    let nobody = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("mqtt://{}", nobody.local_addr().unwrap());
    drop(nobody);
    let bus = Bus::connect(&url, "one").unwrap();
    let started = std::time::Instant::now();
    assert!(matches!(bus.publish(&[message(1)]).await, Err(BusError::Away)));
    assert!(started.elapsed() < Duration::from_secs(1));
}

/// Reads one MQTT packet of less than 128 bytes.
async fn read_packet(stream: &mut tokio::net::TcpStream) -> (u8, Vec<u8>) {
    let mut head = [0; 2];
    stream.read_exact(&mut head).await.unwrap();
    let mut body = vec![0; usize::from(head[1])];
    stream.read_exact(&mut body).await.unwrap();
    (head[0] >> 4, body)
}

/// Accepts one bus and answers up to its subscription, with `code` in the SUBACK.
async fn accept_subscribed(listener: &TcpListener, code: u8) -> tokio::net::TcpStream {
    let (mut stream, _) = timeout(SOON, listener.accept()).await.unwrap().unwrap();
    assert_eq!(read_packet(&mut stream).await.0, 1, "CONNECT");
    stream.write_all(&[0x20, 2, 0, 0]).await.unwrap();
    let (kind, body) = read_packet(&mut stream).await;
    assert_eq!(kind, 8, "SUBSCRIBE");
    stream.write_all(&[0x90, 3, body[0], body[1], code]).await.unwrap();
    stream
}

/// Sends the canary back.
async fn echo_canary(stream: &mut tokio::net::TcpStream) {
    let (kind, body) = read_packet(stream).await;
    assert_eq!(kind, 3, "the canary");
    let mut echo = vec![0x30, u8::try_from(body.len()).unwrap()];
    echo.extend(&body);
    stream.write_all(&echo).await.unwrap();
}

#[tokio::test]
async fn a_lost_connection_fails_what_was_not_acknowledged_and_heals() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("mqtt://{}", listener.local_addr().unwrap());
    let bus = Bus::connect(&url, "one").unwrap();
    let mut events = bus.subscribe();
    let mut stream = accept_subscribed(&listener, 1).await;
    assert!(!bus.is_connected(), "not before the canary came back");
    echo_canary(&mut stream).await;
    assert_eq!(next(&mut events).await, BusEvent::Connected);

    let publish = tokio::spawn({
        let bus = bus.clone();
        async move { bus.publish(&[message(1)]).await }
    });
    let mut one_byte = [0];
    stream.read_exact(&mut one_byte).await.unwrap();
    assert_eq!(one_byte[0], 0x32, "a PUBLISH of QoS 1");
    drop(stream);
    let told = timeout(PUBLISH_TIMEOUT / 2, publish).await.expect("told at once, not waited for");
    assert!(matches!(told.unwrap(), Err(BusError::Away)));
    assert_eq!(next(&mut events).await, BusEvent::Lost);

    let mut stream = accept_subscribed(&listener, 1).await;
    echo_canary(&mut stream).await;
    assert_eq!(next(&mut events).await, BusEvent::Connected);
}

#[tokio::test]
async fn a_refused_subscription_is_not_taken_for_a_connection() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let bus = Bus::connect(&format!("mqtt://{}", listener.local_addr().unwrap()), "one").unwrap();
    let mut stream = accept_subscribed(&listener, 0x80).await;
    let end = timeout(SOON, stream.read(&mut [0])).await.expect("it hangs up");
    assert_eq!(end.unwrap(), 0, "no canary without a subscription");
    // It comes back and tries again.
    accept_subscribed(&listener, 0x80).await;
    assert!(!bus.is_connected());
}
