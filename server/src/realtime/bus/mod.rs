//! The bus between processes: publish with acknowledgement, one subscription per process.
//!
//! It speaks to the embedded broker or any MQTT 3.1.1 broker by URL; unit tests use it in
//! process. Delivery is at least once: a failed `publish` is published again by its caller, so
//! consumers drop `sequence <= seen`.

mod link;
mod message;
mod url;

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{broadcast, watch};
use tokio::time::timeout;

pub use self::message::{Audience, BusMessage};

use self::link::Link;

/// How long a publish waits for the broker's acknowledgement of all its messages.
pub const PUBLISH_TIMEOUT: Duration = Duration::from_secs(5);

/// Messages a slow subscriber in this process may be behind; then it is told `Lost`.
const FEED_CAPACITY: usize = 4_096;

/// The way to all processes' gateways, this one's included. Clones share one connection.
#[derive(Clone, Debug)]
pub struct Bus(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    feed: Feed,
    upstream: Upstream,
}

#[derive(Debug)]
enum Upstream {
    InProcess,
    Broker(Link),
}

/// What a subscriber hears.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BusEvent {
    /// Something changed.
    Message(BusMessage),
    /// Messages arrive again; those since `Lost` are gone for good.
    Connected,
    /// Messages may be missing from here on.
    Lost,
}

/// Why nothing, or not everything, was published.
#[derive(Debug, thiserror::Error)]
pub enum BusError {
    /// No broker, or no acknowledgement of every message in time; some may have arrived.
    #[error("the bus is away")]
    Away,
    /// The setting cannot be used.
    #[error("the bus address must look like mqtt://user:password@host:1883 ({0})")]
    BadUrl(&'static str),
    /// The message has no JSON form.
    #[error("the message cannot be written as JSON")]
    Unwritable(#[source] serde_json::Error),
}

impl Bus {
    /// A bus inside this process, for tests.
    #[must_use]
    pub fn in_process() -> Self {
        let feed = Feed::new();
        feed.connected();
        Self(Arc::new(Inner { feed, upstream: Upstream::InProcess }))
    }

    /// Starts connecting to `mqtt://[user:password@]host[:port]` and keeps at it.
    ///
    /// `client_id` must differ between processes and stay the same over reconnects. Must be
    /// called inside a tokio runtime.
    ///
    /// # Errors
    ///
    /// `BadUrl` only; a broker that is away is no error here (see [`Bus::wait_connected`]).
    pub fn connect(url: &str, client_id: &str) -> Result<Self, BusError> {
        let options = url::options(url, client_id)?;
        let feed = Feed::new();
        let upstream = Upstream::Broker(Link::start(options, feed.clone()));
        Ok(Self(Arc::new(Inner { feed, upstream })))
    }

    /// Publishes all messages in order; `Ok` means the broker acknowledged every one.
    ///
    /// # Errors
    ///
    /// `Away` at once while not connected, or when acknowledgements are missing after
    /// [`PUBLISH_TIMEOUT`]. Messages may have arrived nevertheless: publish all of them again.
    pub async fn publish(&self, messages: &[BusMessage]) -> Result<(), BusError> {
        messages.iter().for_each(BusMessage::tell);
        match &self.0.upstream {
            Upstream::Broker(link) => link.publish(messages).await,
            Upstream::InProcess if !self.is_connected() => Err(BusError::Away),
            Upstream::InProcess => {
                for message in messages {
                    self.0.feed.message(message.clone());
                }
                Ok(())
            }
        }
    }

    /// Everything from now on. All subscribers share the process' one upstream subscription.
    #[must_use]
    pub fn subscribe(&self) -> BusEvents {
        BusEvents { receiver: self.0.feed.events.subscribe(), fell_behind: false }
    }

    /// Whether messages can be published and arrive right now.
    #[must_use]
    pub fn is_connected(&self) -> bool {
        *self.0.feed.is_connected.borrow()
    }

    /// Waits until the bus is connected.
    ///
    /// # Errors
    ///
    /// `Away` after `within`.
    pub async fn wait_connected(&self, within: Duration) -> Result<(), BusError> {
        let mut connected = self.0.feed.is_connected.subscribe();
        match timeout(within, connected.wait_for(|is_connected| *is_connected)).await {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(_)) | Err(_) => Err(BusError::Away),
        }
    }

    /// Cuts and mends an in-process bus, for tests; a real one follows its broker.
    pub fn set_away(&self, is_away: bool) {
        if matches!(self.0.upstream, Upstream::InProcess) {
            if is_away { self.0.feed.lost() } else { self.0.feed.connected() }
        }
    }
}

/// A subscription to the bus.
#[derive(Debug)]
pub struct BusEvents {
    receiver: broadcast::Receiver<BusEvent>,
    fell_behind: bool,
}

impl BusEvents {
    /// The next event; `None` when the bus is gone.
    ///
    /// A subscriber that fell too far behind hears `Lost` and `Connected`, as after a cut.
    /// Cancel safe.
    pub async fn next(&mut self) -> Option<BusEvent> {
        if std::mem::take(&mut self.fell_behind) {
            return Some(BusEvent::Connected);
        }
        match self.receiver.recv().await {
            Ok(event) => Some(event),
            Err(broadcast::error::RecvError::Lagged(_)) => {
                self.fell_behind = true;
                Some(BusEvent::Lost)
            }
            Err(broadcast::error::RecvError::Closed) => None,
        }
    }
}

/// The inner end: what arrives is handed to every subscriber in this process.
#[derive(Clone, Debug)]
struct Feed {
    events: broadcast::Sender<BusEvent>,
    is_connected: watch::Sender<bool>,
}

impl Feed {
    fn new() -> Self {
        Self {
            events: broadcast::Sender::new(FEED_CAPACITY),
            is_connected: watch::Sender::new(false),
        }
    }

    fn message(&self, message: BusMessage) {
        metrics::counter!("crema_bus_received_total").increment(1);
        self.tell(BusEvent::Message(message));
    }

    fn connected(&self) {
        metrics::gauge!("crema_bus_connected").set(1.0);
        self.is_connected.send_replace(true);
        self.tell(BusEvent::Connected);
    }

    fn lost(&self) {
        metrics::gauge!("crema_bus_connected").set(0.0);
        metrics::counter!("crema_bus_lost_total").increment(1);
        self.is_connected.send_replace(false);
        self.tell(BusEvent::Lost);
    }

    fn tell(&self, event: BusEvent) {
        // An error only says that nobody listens at the moment.
        let _ = self.events.send(event);
    }
}

#[cfg(test)]
mod tests;
