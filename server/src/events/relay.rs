//! From the outbox to the bus: publishes events in order and gives each its position.
//!
//! At least once: an event is stamped only after the bus took it, so a crash between the two
//! publishes it again. One relay of several leads; a second that still believes to lead may
//! publish twice but never stamp twice: moving the position is conditional on where it was.

use std::collections::BTreeMap;
use std::future::Future;
use std::time::Duration;

use super::EventType;
use super::lease::{BEAT, Lease};
use super::sql::{self, EventRow};
use super::trace;
use crate::crash;
use crate::db::{DbError, Fail, Never};
use crate::ids::{StoreId, UserId};
use crate::platform::Platform;
use crate::realtime::bus::{Audience, Bus, BusError, BusMessage};

/// Events in one round at most.
const BATCH: i64 = 100;
/// The bus or the database is away and will not be back at once.
const AFTER_FAILURE: Duration = Duration::from_secs(1);

/// The type of messages about a store as a whole, on the public topic only; no event of its own.
const STORE_CHANGED: &str = "Store.Changed";
const NOBODY: Audience = Audience { public: false, user: false, queue: false, display: false };

/// Publishes what the outbox holds.
#[derive(Clone, Debug)]
pub struct Relay {
    platform: Platform,
    bus: Bus,
}

/// Why a round of the relay stopped.
#[derive(Debug, thiserror::Error)]
pub enum RelayError {
    /// The bus did not take the messages.
    #[error(transparent)]
    Bus(#[from] BusError),
    /// The outbox could not be read or stamped.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl Relay {
    /// A relay from the platform's outbox to `bus`.
    #[must_use]
    pub const fn new(platform: Platform, bus: Bus) -> Self {
        Self { platform, bus }
    }

    /// Publishes while it leads, until `stop` resolves; then another relay may lead at once.
    pub async fn run(self, stop: impl Future<Output = ()>) {
        let mut lease = Lease::new(self.platform.clone());
        tokio::select! {
            () = self.keep_publishing(&mut lease) => {}
            () = stop => {}
        }
        if let Err(error) = lease.give_up().await {
            tracing::debug!(%error, "another relay will lead in a moment");
        }
    }

    async fn keep_publishing(&self, lease: &mut Lease) {
        loop {
            match self.publish_if_leading(lease).await {
                Ok(published) if published > 0 => {}
                Ok(_) => {
                    let _ =
                        tokio::time::timeout(BEAT, self.platform.changed.events.notified()).await;
                }
                Err(error) => {
                    metrics::counter!("crema_relay_failures_total").increment(1);
                    tracing::warn!(%error, "events wait: the relay will try again");
                    tokio::time::sleep(AFTER_FAILURE).await;
                }
            }
        }
    }

    async fn publish_if_leading(&self, lease: &mut Lease) -> Result<usize, RelayError> {
        if lease.is_held().await? { self.publish_due().await } else { Ok(0) }
    }

    /// Publishes one round and answers how many events it was.
    ///
    /// # Errors
    /// When the bus is away or the database does not answer; nothing is lost then.
    pub async fn publish_due(&self) -> Result<usize, RelayError> {
        let mut conn = self.platform.db.read().await?;
        // The position first: if another relay stamps these rows meanwhile, it has moved on and
        // our own stamping fails, instead of leaving a gap behind rows that are stamped already.
        let from = sql::last_position(&mut conn).await?;
        let rows = sql::unpublished(&mut conn, BATCH).await?;
        drop(conn);
        if rows.is_empty() {
            return Ok(0);
        }
        let spans = trace::publishing(&rows);
        let messages = messages(&rows, from);
        crash::point("relay.before_publish");
        if !messages.is_empty() {
            self.bus.publish(&messages).await?;
        }
        crash::point("relay.published");
        let count = rows.len();
        let oldest = rows.first().map(|row| row.time);
        self.stamp(from, rows.into_iter().map(|row| row.id).collect()).await?;
        metrics::counter!("crema_events_published_total").increment(count as u64);
        drop(spans);
        if let Some(time) = oldest {
            let millis = i32::try_from(self.platform.now().millis_since(time)).unwrap_or(i32::MAX);
            metrics::histogram!("crema_event_publish_seconds").record(f64::from(millis) / 1_000.0);
        }
        Ok(count)
    }

    async fn stamp(&self, from: i64, ids: Vec<i64>) -> Result<(), DbError> {
        let to = self
            .platform
            .db
            .write(move |tx| {
                let ids = ids.clone();
                Box::pin(async move {
                    let to = from + i64::try_from(ids.len()).unwrap_or(0);
                    if sql::advance(tx, from, to).await? {
                        for (id, position) in ids.into_iter().zip(from + 1..) {
                            sql::stamp(tx, id, position).await?;
                        }
                    }
                    Ok::<i64, Fail<Never>>(to)
                })
            })
            .await?;
        crash::point("relay.stamped");
        self.platform.changed.positions.send_replace(to);
        Ok(())
    }
}

/// What goes over the bus for `rows`, which get the positions after `from`.
///
/// Everybody in a store may know that something changed, but not the ids of others' orders: for
/// the public topic all of a round's events become one message about the store itself.
fn messages(rows: &[EventRow], from: i64) -> Vec<BusMessage> {
    let mut messages = Vec::new();
    let mut public: BTreeMap<&str, BusMessage> = BTreeMap::new();
    for (row, position) in rows.iter().zip(from + 1..) {
        let Some(kind) = EventType::from_name(&row.kind) else { continue };
        let audience = kind.audience();
        let narrow = Audience { public: false, ..audience };
        if narrow != NOBODY {
            messages.push(message(row, narrow, &row.subject, &row.kind, row.sequence));
        }
        if audience.public {
            let only = Audience { public: true, ..NOBODY };
            let store = message(row, only, &row.store, STORE_CHANGED, position);
            public.insert(&row.store, BusMessage { user: None, ..store });
        }
    }
    messages.extend(public.into_values());
    messages
}

fn message(
    row: &EventRow,
    audience: Audience,
    subject: &str,
    kind: &str,
    sequence: i64,
) -> BusMessage {
    BusMessage {
        store: StoreId::new(&row.store),
        user: row.recipient.as_ref().map(UserId::new),
        audience,
        kind: kind.to_owned(),
        subject: subject.to_owned(),
        sequence,
        time: row.time.to_rfc3339(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Timestamp;

    fn row(id: i64, subject: &str, kind: EventType) -> EventRow {
        EventRow {
            id,
            store: "main".to_owned(),
            subject: subject.to_owned(),
            sequence: id,
            kind: kind.as_str().to_owned(),
            recipient: Some("ana".to_owned()),
            data: "{}".to_owned(),
            time: Timestamp(0),
            traceparent: None,
            position: None,
        }
    }

    #[test]
    fn the_public_topic_hears_once_of_the_store_and_never_of_an_order() {
        let rows = [
            row(1, "order-1", EventType::MakeOrder),
            row(2, "order-2", EventType::WaitingCompletion),
            row(3, "order-2", EventType::OrderFinished),
        ];
        let messages = messages(&rows, 40);
        let (public, narrow): (Vec<_>, Vec<_>) =
            messages.into_iter().partition(|message| message.audience.public);
        assert_eq!(public.len(), 1);
        assert_eq!((public[0].subject.as_str(), public[0].user.as_ref()), ("main", None));
        assert_eq!(public[0].sequence, 42);
        let subjects: Vec<_> = narrow.iter().map(|message| message.subject.as_str()).collect();
        assert_eq!(subjects, ["order-1", "order-2"]);
    }
}
