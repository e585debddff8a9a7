//! What a webhook may be, and what is different between two. Pure: no database, no network.

use serde_json::{Value, json};

use super::circuit::Health;
use super::webhook::Webhook;
use crate::audit;
use crate::clock::Timestamp;
use crate::events::EventType;
use crate::idempotency::KeyReused;
use crate::ids::{StoreId, WebhookId};
use crate::outbound::{Endpoint, Reach};

const LONGEST_NAME: usize = 40;
const MOST_TRIES: std::ops::RangeInclusive<i64> = 1..=20;

/// A webhook as an operator describes it, unchecked.
#[derive(Clone, Debug)]
pub struct NewWebhook {
    /// What operators call it.
    pub name: String,
    /// Where messages go.
    pub url: String,
    /// Types of the events it is told; none for all.
    pub events: Option<Vec<String>>,
    /// Tries of one event before it is put aside.
    pub most_tries: i64,
}

impl NewWebhook {
    /// Tries of one event where nobody says otherwise: with the pauses between them, about five
    /// minutes.
    pub const USUAL_TRIES: i64 = 10;
}

/// What is to be different; nothing for what stays.
#[derive(Clone, Debug, Default)]
pub struct Change {
    /// What operators call it.
    pub name: Option<String>,
    /// Where messages go.
    pub url: Option<String>,
    /// Types of the events it is told; none for all.
    pub events: Option<Option<Vec<String>>>,
    /// Tries of one event before it is put aside.
    pub most_tries: Option<i64>,
    /// Whether anything is sent.
    pub is_on: Option<bool>,
    /// Whether it gets a new secret.
    pub new_secret: bool,
}

/// Why a webhook was not added or changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WebhookRefusal {
    /// The name is empty or too long.
    InvalidName,
    /// The address is not one that messages may go to.
    InvalidUrl,
    /// No event was chosen, or one that there is not.
    InvalidEvents,
    /// The number of tries is out of its range.
    InvalidTries,
    /// The store has as many as it can.
    TooMany {
        /// How many that is.
        most: usize,
    },
    /// There is no such webhook in this store.
    Unknown,
    /// The key came before with another request.
    KeyReused,
}

impl From<KeyReused> for WebhookRefusal {
    fn from(_: KeyReused) -> Self {
        Self::KeyReused
    }
}

/// Everything that is wrong with a description; nothing when it is good.
#[must_use]
pub fn faults(new: &NewWebhook, reach: Reach) -> Vec<WebhookRefusal> {
    let found = [
        checked_name(&new.name).err(),
        checked_url(&new.url, reach).err(),
        checked_events(new.events.as_deref()).err(),
        checked_tries(new.most_tries).err(),
    ];
    found.into_iter().flatten().collect()
}

/// The webhook that `new` describes, which was told nothing yet.
pub(super) fn made(
    new: &NewWebhook,
    reach: Reach,
    store: &StoreId,
    id: WebhookId,
    now: Timestamp,
) -> Result<Webhook, WebhookRefusal> {
    Ok(Webhook {
        id,
        store: store.clone(),
        name: checked_name(&new.name)?,
        url: checked_url(&new.url, reach)?,
        events: checked_events(new.events.as_deref())?,
        is_on: true,
        most_tries: checked_tries(new.most_tries)?,
        created_at: now,
        version: 0,
        health: Health::fresh(now),
        secret_number: 0,
        secret_at: now,
        position: 0,
        attempts: 0,
        lease: None,
    })
}

fn checked_name(name: &str) -> Result<String, WebhookRefusal> {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let fits = (1..=LONGEST_NAME).contains(&name.chars().count());
    if fits && !name.chars().any(char::is_control) {
        Ok(name)
    } else {
        Err(WebhookRefusal::InvalidName)
    }
}

fn checked_url(url: &str, reach: Reach) -> Result<String, WebhookRefusal> {
    let endpoint = Endpoint::parse(url.trim(), reach).ok_or(WebhookRefusal::InvalidUrl)?;
    Ok(endpoint.as_str().to_owned())
}

fn checked_events(names: Option<&[String]>) -> Result<Option<Vec<EventType>>, WebhookRefusal> {
    let Some(names) = names else { return Ok(None) };
    let kinds: Option<Vec<_>> = names.iter().map(|name| EventType::from_name(name)).collect();
    kinds.filter(|kinds| !kinds.is_empty()).map(Some).ok_or(WebhookRefusal::InvalidEvents)
}

fn checked_tries(tries: i64) -> Result<i64, WebhookRefusal> {
    Some(tries).filter(|tries| MOST_TRIES.contains(tries)).ok_or(WebhookRefusal::InvalidTries)
}

/// The webhook as it is after a change.
pub(super) fn changed(
    before: &Webhook,
    change: &Change,
    reach: Reach,
    now: Timestamp,
) -> Result<Webhook, WebhookRefusal> {
    let mut after = before.clone();
    if let Some(name) = &change.name {
        after.name = checked_name(name)?;
    }
    if let Some(url) = &change.url {
        after.url = checked_url(url, reach)?;
    }
    if let Some(names) = &change.events {
        after.events = checked_events(names.as_deref())?;
    }
    if let Some(tries) = change.most_tries {
        after.most_tries = checked_tries(tries)?;
    }
    after.is_on = change.is_on.unwrap_or(before.is_on);
    if change.new_secret {
        (after.secret_number, after.secret_at) = (before.secret_number + 1, now);
    }
    if after.url != before.url || after.is_on && !before.is_on {
        after.health = Health::fresh(now);
    }
    Ok(after)
}

/// What the audit says of a change: that the address is another, not which.
pub(super) fn parts(before: &Webhook, after: &Webhook) -> Vec<audit::Change> {
    let shown = |webhook: &Webhook| {
        let events = webhook.events.as_ref();
        let events = events.map(|kinds| kinds.iter().map(|kind| kind.as_str()).collect::<Vec<_>>());
        [
            ("name", json!(webhook.name)),
            ("webhook_url", json!(host_of(&webhook.url))),
            (
                "webhook_events",
                json!(events.map_or_else(|| "*".to_owned(), |kinds| kinds.join(", "))),
            ),
            ("webhook_most_tries", json!(webhook.most_tries)),
            ("webhook_is_on", json!(webhook.is_on)),
        ]
    };
    let filled = |value: Value| Some(value).filter(|value| !value.is_null());
    let is_moved = before.url != after.url;
    shown(before)
        .into_iter()
        .zip(shown(after))
        .filter(|((part, from), (_, to))| from != to || is_moved && *part == "webhook_url")
        .map(|((part, from), (_, to))| audit::Change {
            part: part.to_owned(),
            from: filled(from),
            to: filled(to),
        })
        .collect()
}

/// An address without what may be a secret in it.
pub(super) fn host_of(url: &str) -> String {
    let url = url::Url::parse(url).ok();
    url.map(|url| url.origin().ascii_serialization()).unwrap_or_default()
}
