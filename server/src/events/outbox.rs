//! Appending events in the transaction of the change they tell of.

use serde_json::Value;

use super::EventType;
use super::sql;
use crate::clock::Timestamp;
use crate::db::{Conn, DbError};
use crate::ids::{StoreId, UserId};

/// What happened, before it has a place in a history.
#[derive(Clone, Debug, PartialEq)]
pub struct NewEvent {
    /// Its name.
    pub kind: EventType,
    /// What belongs to it; never a person's name, so that events can be kept.
    pub data: Value,
}

impl NewEvent {
    /// An event with its data.
    #[must_use]
    pub const fn new(kind: EventType, data: Value) -> Self {
        Self { kind, data }
    }
}

/// What the events of one change share.
#[derive(Clone, Debug)]
pub struct EventHead<'a> {
    /// The store they happened in.
    pub store: &'a StoreId,
    /// An order's or a store's id.
    pub subject: &'a str,
    /// The customer whose phone shows it.
    pub recipient: Option<&'a UserId>,
    /// The sequence of the subject's last event before these.
    pub after: i64,
    /// When.
    pub time: Timestamp,
    /// W3C trace context of the request behind it.
    pub traceparent: Option<&'a str>,
}

/// Appends `events` with the sequences after `head.after`, in the caller's transaction.
///
/// The caller's own row must hold the new last sequence (`head.after` plus their number): its
/// conditional update is what makes sequences gapless.
///
/// # Errors
/// When the database does not answer, or another transaction appended first.
pub async fn append(
    tx: &mut Conn,
    head: &EventHead<'_>,
    events: &[NewEvent],
) -> Result<(), DbError> {
    for (event, sequence) in events.iter().zip(head.after + 1..) {
        tell(event);
        sql::insert(tx, head, event, sequence).await?;
    }
    Ok(())
}

/// Appends the first event of a subject unless it is there already, in the caller's transaction.
///
/// # Errors
/// When the database does not answer.
pub async fn append_once(
    tx: &mut Conn,
    head: &EventHead<'_>,
    event: &NewEvent,
) -> Result<(), DbError> {
    tell(event);
    sql::insert_once(tx, head, event).await
}

/// Says what is appended, for whoever follows it by `CREMA_LOG=info,crema::events=trace`; a
/// transaction that is rolled back has said so, too.
fn tell(event: &NewEvent) {
    tracing::trace!(target: "crema::events", "{} {}", event.kind.as_str(), event.data);
    #[cfg(test)]
    if let Err(mismatch) = super::contract::asyncapi().check_event(event.kind.as_str(), &event.data)
    {
        panic!("{mismatch}");
    }
}
