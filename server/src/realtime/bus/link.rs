//! The bus over an MQTT broker: one connection, one subscription, acknowledged publishing.
//!
//! Every connection attempt gets a fresh rumqttc client. rumqttc can reconnect by itself, but
//! then requests and half-read events of the old connection mix with the new one's, and an
//! acknowledgement cannot be told from another's.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use rumqttc::{
    AsyncClient, ConnectionError, Event, EventLoop, MqttOptions, NetworkOptions, Outgoing, Packet,
    Publish, QoS, SubscribeReasonCode,
};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, oneshot};
use tokio::time::{Instant, sleep, timeout_at};

use super::{BusError, BusMessage, Feed, PUBLISH_TIMEOUT};
use crate::realtime::topics::{BUS_CANARY, BUS_FILTER, BUS_PREFIX, bus_topic};

/// Messages sent and not yet acknowledged. Small enough that they and their echoes fit in
/// socket buffers, so that this side and the broker can never both wait to write.
const WINDOW: usize = 256;

/// From the first byte to the canary's return; then the attempt is given up.
const READY_TIMEOUT: Duration = Duration::from_secs(5);

const FIRST_PAUSE: Duration = Duration::from_millis(100);
const LONGEST_PAUSE: Duration = Duration::from_secs(5);

/// The publishing side; the connection itself lives in a task that ends with this.
#[derive(Debug)]
pub(super) struct Link {
    shared: Arc<Shared>,
    window: Arc<Semaphore>,
    task: tokio::task::AbortHandle,
}

impl Drop for Link {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// What the publishing side and the connection's task share; `None` while not connected.
#[derive(Debug, Default)]
struct Shared(Mutex<Option<Session>>);

impl Shared {
    fn lock(&self) -> MutexGuard<'_, Option<Session>> {
        self.0.lock().expect("no holder of this lock can panic")
    }
}

/// One healthy connection. Dropping it tells all waiting publishers that the bus is away.
#[derive(Debug)]
struct Session {
    client: AsyncClient,
    /// Handed to rumqttc, packet id not yet known; in the order of its queue.
    handed: VecDeque<Waiter>,
    /// On the wire, by packet id.
    unacknowledged: HashMap<u16, Waiter>,
}

#[derive(Debug)]
struct Waiter {
    acknowledged: oneshot::Sender<()>,
    _room: OwnedSemaphorePermit,
}

/// Why a connection ended.
#[derive(Debug, thiserror::Error)]
enum Ended {
    #[error("the connection to the broker failed")]
    Connection(#[from] ConnectionError),
    #[error("the broker refuses the subscription to {BUS_FILTER}")]
    SubscriptionRefused,
    #[error(
        "no message came back from the broker: it is slow, or its rules deny {BUS_FILTER} \
         to this user"
    )]
    NoCanary,
    #[error("the request queue of the connection is full")]
    QueueFull(#[from] rumqttc::ClientError),
}

impl Link {
    /// Starts connecting in the background and keeps at it.
    pub(super) fn start(options: MqttOptions, feed: Feed) -> Self {
        let shared = Arc::new(Shared::default());
        let task = tokio::spawn(keep_connected(options, feed, Arc::clone(&shared))).abort_handle();
        Self { shared, window: Arc::new(Semaphore::new(WINDOW)), task }
    }

    /// Sends all messages and waits until the broker acknowledged every one.
    pub(super) async fn publish(&self, messages: &[BusMessage]) -> Result<(), BusError> {
        let all = async {
            let mut receipts = Vec::with_capacity(messages.len());
            for message in messages {
                let room = Arc::clone(&self.window).acquire_owned().await;
                let room = room.expect("the window is never closed");
                receipts.push(self.send(message, room)?);
            }
            for receipt in receipts {
                receipt.await.map_err(|_| BusError::Away)?;
            }
            Ok(())
        };
        timeout_at(Instant::now() + PUBLISH_TIMEOUT, all).await.unwrap_or(Err(BusError::Away))
    }

    fn send(
        &self,
        message: &BusMessage,
        room: OwnedSemaphorePermit,
    ) -> Result<oneshot::Receiver<()>, BusError> {
        let payload = serde_json::to_vec(message).map_err(BusError::Unwritable)?;
        let (acknowledged, receipt) = oneshot::channel();
        let mut shared = self.shared.lock();
        let session = shared.as_mut().ok_or(BusError::Away)?;
        // Never the awaiting `publish`: it hangs when the broker is away. The order of the two
        // queues is the same because both are filled under the lock.
        session
            .client
            .try_publish(bus_topic(&message.subject), QoS::AtLeastOnce, false, payload)
            .map_err(|_| BusError::Away)?;
        session.handed.push_back(Waiter { acknowledged, _room: room });
        Ok(receipt)
    }
}

/// Connects, serves the connection until it ends, and tries again after a pause.
async fn keep_connected(options: MqttOptions, feed: Feed, shared: Arc<Shared>) {
    let mut pause = FIRST_PAUSE;
    let mut is_news = true;
    loop {
        let (client, mut connection) = AsyncClient::new(options.clone(), 2 * WINDOW);
        let mut network = NetworkOptions::new();
        network.set_tcp_nodelay(true);
        network.set_connection_timeout(READY_TIMEOUT.as_secs());
        connection.set_network_options(network);

        let ended = match become_ready(&client, &mut connection, &options.client_id(), &feed).await
        {
            Err(ended) => ended,
            Ok(()) => {
                tracing::info!(broker = ?options.broker_address(), "connected to the bus");
                pause = FIRST_PAUSE;
                is_news = true;
                let session =
                    Session { client, handed: VecDeque::new(), unacknowledged: HashMap::new() };
                *shared.lock() = Some(session);
                feed.connected();
                let ended = serve(&mut connection, &feed, &shared).await;
                *shared.lock() = None;
                feed.lost();
                ended
            }
        };
        drop(connection);
        if is_news {
            let error: &dyn std::error::Error = &ended;
            let broker = options.broker_address();
            tracing::warn!(error, ?broker, "the bus is away; trying again until it is back");
            is_news = false;
        }
        sleep(pause).await;
        pause = (pause * 2).min(LONGEST_PAUSE);
    }
}

/// Subscribes and waits for this process' own canary, within [`READY_TIMEOUT`].
///
/// The broker's "subscribed" is not enough: Mosquitto says so even where its rules deny every
/// message.
async fn become_ready(
    client: &AsyncClient,
    connection: &mut EventLoop,
    own_id: &str,
    feed: &Feed,
) -> Result<(), Ended> {
    let deadline = Instant::now() + READY_TIMEOUT;
    loop {
        let event =
            timeout_at(deadline, connection.poll()).await.map_err(|_| Ended::NoCanary)??;
        match event {
            Event::Incoming(Packet::ConnAck(_)) => {
                client.try_subscribe(BUS_FILTER, QoS::AtLeastOnce)?;
            }
            Event::Incoming(Packet::SubAck(ack)) => {
                if ack.return_codes.contains(&SubscribeReasonCode::Failure) {
                    return Err(Ended::SubscriptionRefused);
                }
                client.try_publish(BUS_CANARY, QoS::AtMostOnce, false, own_id)?;
            }
            Event::Incoming(Packet::Publish(publish)) => {
                if publish.topic == BUS_CANARY && publish.payload == own_id.as_bytes() {
                    return Ok(());
                }
                receive(&publish, feed);
            }
            _ => {}
        }
    }
}

/// Passes messages on and settles acknowledgements until the connection ends.
async fn serve(connection: &mut EventLoop, feed: &Feed, shared: &Shared) -> Ended {
    loop {
        match connection.poll().await {
            Ok(Event::Outgoing(Outgoing::Publish(packet_id))) if packet_id != 0 => {
                if let Some(session) = shared.lock().as_mut()
                    && let Some(waiter) = session.handed.pop_front()
                {
                    session.unacknowledged.insert(packet_id, waiter);
                }
            }
            Ok(Event::Incoming(Packet::PubAck(ack))) => {
                if let Some(session) = shared.lock().as_mut()
                    && let Some(waiter) = session.unacknowledged.remove(&ack.pkid)
                {
                    // A publisher that gave up waiting is not told.
                    let _ = waiter.acknowledged.send(());
                    metrics::counter!("crema_bus_published_total").increment(1);
                }
            }
            Ok(Event::Incoming(Packet::Publish(publish))) => receive(&publish, feed),
            Ok(_) => {}
            Err(error) => return error.into(),
        }
    }
}

fn receive(publish: &Publish, feed: &Feed) {
    if publish.topic == BUS_CANARY || !publish.topic.starts_with(BUS_PREFIX) {
        return;
    }
    match serde_json::from_slice(&publish.payload) {
        Ok(message) => feed.message(message),
        Err(error) => {
            // Somebody else writes to Crema's topics, or a version this one does not know.
            metrics::counter!("crema_bus_unreadable_total").increment(1);
            tracing::warn!(topic = publish.topic, %error, "unreadable message on the bus");
        }
    }
}
