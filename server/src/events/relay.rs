//! From the outbox to the bus: publishes events in order and gives each its position.
//!
//! At least once: an event is stamped only after the bus took it, so a crash between the two
//! publishes it again. Two relays (a rolling upgrade) may publish twice but never stamp twice:
//! moving the position is conditional on where it was.

use std::time::Duration;

use super::sql::{self, EventRow};
use crate::db::{DbError, Fail, Never};
use crate::ids::{StoreId, UserId};
use crate::platform::Platform;
use crate::realtime::bus::{Audience, Bus, BusError, BusMessage};

/// Events in one round at most.
const BATCH: i64 = 100;
/// How long to wait for a wake-up before looking anyway.
const POLL: Duration = Duration::from_secs(1);

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

    /// Publishes until it is stopped by dropping its future.
    pub async fn run(self) {
        loop {
            match self.publish_due().await {
                Ok(published) if published > 0 => {}
                Ok(_) => {
                    let _ =
                        tokio::time::timeout(POLL, self.platform.changed.events.notified()).await;
                }
                Err(error) => {
                    tracing::warn!(%error, "events wait: the relay will try again");
                    tokio::time::sleep(POLL).await;
                }
            }
        }
    }

    /// Publishes one round and answers how many events it was.
    ///
    /// # Errors
    /// When the bus is away or the database does not answer; nothing is lost then.
    pub async fn publish_due(&self) -> Result<usize, RelayError> {
        let mut conn = self.platform.db.read().await?;
        let rows = sql::unpublished(&mut conn, BATCH).await?;
        if rows.is_empty() {
            return Ok(0);
        }
        let from = sql::last_position(&mut conn).await?;
        drop(conn);
        let messages: Vec<BusMessage> = rows.iter().filter_map(message).collect();
        if !messages.is_empty() {
            self.bus.publish(&messages).await?;
        }
        let count = rows.len();
        let lag = rows.first().map_or(0, |row| self.platform.now().millis_since(row.time));
        self.stamp(from, rows.into_iter().map(|row| row.id).collect()).await?;
        metrics::counter!("crema_events_published_total").increment(count as u64);
        metrics::gauge!("crema_relay_lag_seconds")
            .set(f64::from(i32::try_from(lag).unwrap_or(i32::MAX)) / 1_000.0);
        Ok(count)
    }

    async fn stamp(&self, from: i64, ids: Vec<i64>) -> Result<(), DbError> {
        self.platform
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
                    Ok::<(), Fail<Never>>(())
                })
            })
            .await?;
        Ok(())
    }
}

/// What goes over the bus, or `None` when no screen changes by it.
fn message(row: &EventRow) -> Option<BusMessage> {
    let kind = super::EventType::ALL.iter().find(|kind| kind.as_str() == row.kind)?;
    let audience = kind.audience();
    let nobody = Audience { public: false, user: false, queue: false, display: false };
    (audience != nobody).then(|| BusMessage {
        store: StoreId::new(&row.store),
        user: row.recipient.as_ref().map(UserId::new),
        audience,
        kind: row.kind.clone(),
        subject: row.subject.clone(),
        sequence: row.sequence,
        time: row.time.to_rfc3339(),
    })
}
