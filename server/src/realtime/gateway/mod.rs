//! Where browsers' MQTT arrives: MQTT 3.1.1 over WebSocket, for listeners only.
//!
//! The gateway ends the protocol itself. It checks every SUBSCRIBE, fans out from the process'
//! one bus subscription, and is no broker: no PUBLISH, no retained messages, no wills, no
//! sessions that outlive a connection. Clients that were away fetch the page again.

mod connection;
mod limits;
mod mailbox;
mod packets;
mod registry;
mod shown;
mod upgrade;

use std::sync::Arc;
use std::time::Duration;

use axum::http::HeaderMap;
use futures_util::future::BoxFuture;
use tokio::time::timeout;

use crate::auth::role::Principal;
use crate::clock::Clock;
use crate::ids::SessionId;

use self::registry::Registry;
use super::bus::{Bus, BusEvent, BusEvents, BusMessage};

pub use self::limits::Limits;
#[cfg(any(test, fuzzing))]
pub(crate) use self::packets::{Inbox, Request};
pub use self::upgrade::router;

/// Tells clients that messages may be missing; they fetch again after a random 0 to 5 s.
const RESYNC: &[u8] = br#"{"type":"Gateway.Resync"}"#;

/// After this many mailboxes others get their turn on the thread.
const FAN_OUT_CHUNK: usize = 1_024;

/// Who stands behind a connection; implemented by `auth`, which knows cookies and tokens.
pub trait Authenticate: Send + Sync + 'static {
    /// The sessions of the request's cookies; none is no error, the client may send a token.
    ///
    /// With at least one session the `Origin` header must be this site's own.
    fn by_request<'a>(
        &'a self,
        headers: &'a HeaderMap,
    ) -> BoxFuture<'a, Result<Vec<Principal>, Refused>>;

    /// The session of a JWT that came as the MQTT password, which may be empty.
    fn by_token<'a>(&'a self, token: &'a str) -> BoxFuture<'a, Option<Principal>>;
}

/// Why a request does not become a WebSocket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// Cookies came with another site's `Origin`, or with none: 403.
    ForeignOrigin,
    /// The sessions could not be checked just now: 503.
    Unavailable,
}

/// All connections of this process. Clones share them.
#[derive(Clone, Debug)]
pub struct Gateway(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    registry: Arc<Registry>,
    limits: Limits,
    clock: Clock,
    fan_out: tokio::task::AbortHandle,
}

impl Drop for Inner {
    fn drop(&mut self) {
        self.fan_out.abort();
    }
}

impl Gateway {
    /// Subscribes to the bus and starts to fan out. Must be called inside a tokio runtime.
    #[must_use]
    pub fn new(bus: &Bus, clock: Clock, limits: Limits) -> Self {
        let registry = Arc::new(Registry::new(limits.max_sockets, limits.queue));
        let fan_out = tokio::spawn(fan_out(Arc::clone(&registry), bus.subscribe())).abort_handle();
        Self(Arc::new(Inner { registry, limits, clock, fan_out }))
    }

    /// Closes the sockets of a revoked session in this process; answers how many.
    ///
    /// Every process looks ended sessions up by itself; one may also be told by
    /// [`BusMessage::session_revoked`].
    pub fn close_session(&self, session: &SessionId) -> usize {
        self.0.registry.close_session(session)
    }

    /// Takes no more connections, closes all with 1001 ("going away") and waits for that, at
    /// most `within`. Part of a graceful shutdown: axum does not wait for upgraded sockets.
    pub async fn close_all(&self, within: Duration) {
        let mut count = self.0.registry.count();
        self.0.registry.close_all();
        let _ = timeout(within, count.wait_for(|sockets| *sockets == 0)).await;
    }

    /// How many sockets are open now.
    #[must_use]
    pub fn sockets(&self) -> usize {
        *self.0.registry.count().borrow()
    }

    fn registry(&self) -> &Arc<Registry> {
        &self.0.registry
    }

    fn limits(&self) -> &Limits {
        &self.0.limits
    }

    fn clock(&self) -> &Clock {
        &self.0.clock
    }
}

/// Passes everything from the bus to the sockets, in order, until the bus is gone.
async fn fan_out(registry: Arc<Registry>, mut events: BusEvents) {
    while let Some(event) = events.next().await {
        match event {
            BusEvent::Message(message) => deliver(&registry, &message).await,
            BusEvent::Connected => resync(&registry).await,
            BusEvent::Lost => {}
        }
    }
}

async fn deliver(registry: &Registry, message: &BusMessage) {
    if let Some(session) = message.revoked_session() {
        registry.close_session(&session);
        return;
    }
    let payload = message.client_payload();
    for topic in message.topics() {
        send(registry, &topic, &payload).await;
    }
}

/// Tells every subscriber that messages may be missing.
async fn resync(registry: &Registry) {
    for topic in registry.topics() {
        send(registry, &topic, RESYNC).await;
    }
}

async fn send(registry: &Registry, topic: &super::topics::Topic, payload: &[u8]) {
    // For whoever follows it by `CREMA_LOG=info,crema::messages=trace`.
    tracing::trace!(target: "crema::messages", "{topic} {}", String::from_utf8_lossy(payload));
    let subscribers = registry.subscribers(topic);
    if subscribers.is_empty() {
        return;
    }
    let packet = packets::publish(&topic.to_string(), payload);
    for chunk in subscribers.chunks(FAN_OUT_CHUNK) {
        chunk.iter().for_each(|mailbox| mailbox.push(packet.clone()));
        tokio::task::yield_now().await;
    }
    metrics::counter!("crema_gateway_messages_total").increment(subscribers.len() as u64);
}

#[cfg(test)]
mod tests;
