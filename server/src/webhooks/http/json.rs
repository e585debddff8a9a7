//! What operators read of webhooks, as JSON.

use serde::Serialize;
use utoipa::ToSchema;

use super::super::{Delivery, Letter, Listed, Webhook};
use crate::context::Context;

/// A webhook as operators see it; `secret` only right after it was made.
#[derive(Serialize, ToSchema)]
#[schema(as = Webhook)]
pub(super) struct WebhookJson {
    id: String,
    name: String,
    url: String,
    /// Types of events; `null` for all.
    events: Option<Vec<&'static str>>,
    is_on: bool,
    most_tries: i64,
    created_at: String,
    /// Whether only probes are sent, after failures in a row.
    is_circuit_open: bool,
    failures: i64,
    failing_since: Option<String>,
    /// Events that are still to be sent; more than a thousand are not counted.
    waiting: usize,
    /// Events that were put aside.
    dead_letters: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    secret: Option<String>,
}

impl WebhookJson {
    pub(super) fn of(listed: Listed) -> Self {
        let Listed { webhook, waiting, letters } = listed;
        let kinds = webhook.events.as_ref();
        Self {
            id: webhook.id.to_string(),
            events: kinds.map(|kinds| kinds.iter().map(|kind| kind.as_str()).collect()),
            is_on: webhook.is_on,
            most_tries: webhook.most_tries,
            created_at: webhook.created_at.to_rfc3339(),
            is_circuit_open: webhook.health.is_open(),
            failures: webhook.health.failures,
            failing_since: webhook.health.failing_since.map(|at| at.to_rfc3339()),
            waiting,
            dead_letters: letters,
            secret: None,
            name: webhook.name,
            url: webhook.url,
        }
    }

    pub(super) fn with_secret(listed: Listed, cx: &Context) -> Self {
        let secret = secret_of(&listed.webhook, cx);
        Self { secret: Some(secret), ..Self::of(listed) }
    }
}

fn secret_of(webhook: &Webhook, cx: &Context) -> String {
    webhook.secret(&cx.platform.keys).text()
}

/// One attempt. `status` is the answer's; without an answer `trouble` says why.
#[derive(Serialize, ToSchema)]
#[schema(as = WebhookDelivery)]
pub(super) struct DeliveryJson {
    event: String,
    #[serde(rename = "type")]
    kind: String,
    at: String,
    millis: i64,
    status: Option<i64>,
    trouble: Option<&'static str>,
}

impl DeliveryJson {
    pub(super) fn of(delivery: Delivery) -> Self {
        Self {
            at: delivery.at.to_rfc3339(),
            millis: delivery.millis,
            status: delivery.status,
            trouble: delivery.trouble.map(super::super::Trouble::as_str),
            event: delivery.event,
            kind: delivery.kind,
        }
    }
}

/// An event that was put aside; one that `is_behind` was never sent.
#[derive(Serialize, ToSchema)]
#[schema(as = WebhookDeadLetter)]
pub(super) struct LetterJson {
    position: i64,
    event: String,
    #[serde(rename = "type")]
    kind: String,
    put_aside_at: String,
    is_behind: bool,
    is_replayed: bool,
    status: Option<i64>,
    trouble: Option<&'static str>,
}

impl LetterJson {
    pub(super) fn of(letter: Letter) -> Self {
        Self {
            position: letter.position,
            put_aside_at: letter.put_aside_at.to_rfc3339(),
            is_behind: letter.is_behind,
            is_replayed: letter.is_replayed,
            status: letter.status,
            trouble: letter.trouble.map(super::super::Trouble::as_str),
            event: letter.event,
            kind: letter.kind,
        }
    }
}

#[derive(Serialize, ToSchema)]
#[schema(as = Webhooks)]
pub(super) struct WebhooksJson {
    pub(super) webhooks: Vec<WebhookJson>,
}

/// A webhook with its last attempts, newest first, and what was put aside, oldest first.
#[derive(Serialize, ToSchema)]
#[schema(as = WebhookDetail)]
pub(super) struct DetailJson {
    #[serde(flatten)]
    pub(super) webhook: WebhookJson,
    pub(super) deliveries: Vec<DeliveryJson>,
    pub(super) letters: Vec<LetterJson>,
}
