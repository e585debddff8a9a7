//! A webhook, what it is told, and what is kept of its deliveries. No database, no network.

use super::circuit::Health;
use super::client::Trouble;
use super::sign::Secret;
use crate::clock::Timestamp;
use crate::events::EventType;
use crate::ids::{StoreId, WebhookId};
use crate::keys::Keys;

/// The type of the message that tries a webhook out. It is no event: nothing has happened.
pub const TEST: &str = "WebhookService.Test";

/// Events that are older are not sent any more, and what was put aside is kept as long.
pub(super) const KEPT_SECONDS: i64 = 7 * 86_400;
/// How long messages carry a signature by the secret before, too, once there is a new one.
pub(super) const OLD_SECRET_SECONDS: i64 = 86_400;

/// Where and what somebody is told of a store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Webhook {
    /// Its id.
    pub id: WebhookId,
    /// The store whose events it is told.
    pub store: StoreId,
    /// What operators call it.
    pub name: String,
    /// Where messages go. Often a secret in itself, so it is in no log.
    pub url: String,
    /// The events it is told; none for all.
    pub events: Option<Vec<EventType>>,
    /// Whether anything is sent.
    pub is_on: bool,
    /// Tries of one event before it is put aside.
    pub most_tries: i64,
    /// Since when.
    pub created_at: Timestamp,
    /// Changes with everything that people do to it.
    pub version: i64,
    /// How it gets on.
    pub health: Health,
    pub(super) secret_number: i64,
    pub(super) secret_at: Timestamp,
    pub(super) position: i64,
    pub(super) attempts: i64,
    pub(super) lease: Option<(String, Timestamp)>,
}

impl Webhook {
    /// The secret that signs its messages.
    #[must_use]
    pub fn secret(&self, keys: &Keys) -> Secret {
        Secret::derive(keys, self.id.as_str(), self.secret_number)
    }

    /// Every secret that signs now, the newest first.
    pub(super) fn secrets(&self, keys: &Keys, now: Timestamp) -> Vec<Secret> {
        let mut secrets = vec![self.secret(keys)];
        if self.secret_number > 0 && now < self.secret_at.plus_seconds(OLD_SECRET_SECONDS) {
            secrets.push(Secret::derive(keys, self.id.as_str(), self.secret_number - 1));
        }
        secrets
    }

    /// Whether it is told events of this type.
    pub(super) fn wants(&self, kind: &str) -> bool {
        let is_it = |wanted: &EventType| wanted.as_str() == kind;
        self.events.as_ref().is_none_or(|wanted| wanted.iter().any(is_it))
    }

    /// Whether something may be sent now, by a process that has the lease.
    pub(super) fn may_send(&self, now: Timestamp) -> bool {
        self.is_on && self.health.try_at <= now
    }

    /// Whether no other process is at it.
    pub(super) fn is_free(&self, now: Timestamp) -> bool {
        self.lease.as_ref().is_none_or(|(_, until)| *until <= now)
    }
}

/// A webhook with what waits for it.
#[derive(Clone, Debug)]
pub struct Listed {
    /// The webhook.
    pub webhook: Webhook,
    /// Events after its cursor, counted up to [`Listed::MOST_COUNTED`].
    pub waiting: usize,
    /// Events that were put aside.
    pub letters: i64,
}

impl Listed {
    /// More waiting events than this are not counted.
    pub const MOST_COUNTED: i64 = 1_000;
}

/// One attempt, as it went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// Its number, counted for each webhook.
    pub attempt: i64,
    /// The event's id, also the message's.
    pub event: String,
    /// The event's type, or [`TEST`].
    pub kind: String,
    /// When it was sent.
    pub at: Timestamp,
    /// How long the answer took.
    pub millis: i64,
    /// The HTTP status; none where there was no answer.
    pub status: Option<i64>,
    /// Why there was none.
    pub trouble: Option<Trouble>,
}

impl Delivery {
    /// Whether the receiver took it.
    #[must_use]
    pub fn is_taken(&self) -> bool {
        self.status.is_some_and(|status| (200..300).contains(&status))
    }
}

/// An event that was put aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// The event's position.
    pub position: i64,
    /// The event's id.
    pub event: String,
    /// The event's type.
    pub kind: String,
    /// When it was put aside.
    pub put_aside_at: Timestamp,
    /// Whether it was never sent, because an earlier event of its subject was put aside.
    pub is_behind: bool,
    /// The last answer's HTTP status.
    pub status: Option<i64>,
    /// Why there was none.
    pub trouble: Option<Trouble>,
    /// Whether it waits to be delivered again.
    pub is_replayed: bool,
}
