//! An order as clients see it.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::model::{Order, OrderState};
use super::wait::Wait;
use crate::clock::Timestamp;
use crate::menu::Item;

/// An order in answers: times are RFC 3339 in UTC, prices hundredths of the menu's currency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = Order)]
pub struct OrderJson {
    /// Its id.
    pub id: String,
    /// Its store.
    pub store: String,
    /// Where it is in its life.
    pub state: OrderState,
    /// What screens show.
    pub number: Option<i64>,
    /// For the cup.
    pub name: String,
    /// What is made.
    pub items: Vec<Item>,
    /// When the scan was accepted.
    #[schema(format = DateTime)]
    pub created_at: String,
    /// When it was submitted.
    #[schema(format = DateTime)]
    pub queued_at: Option<String>,
    /// When a barista took it.
    #[schema(format = DateTime)]
    pub making_at: Option<String>,
    /// When it was ready.
    #[schema(format = DateTime)]
    pub ready_at: Option<String>,
    /// When it reached an end.
    #[schema(format = DateTime)]
    pub ended_at: Option<String>,
    /// How long it will take after `queued_at`, as promised then.
    #[serde(default)]
    pub promised: Option<Wait>,
    /// When it ends by itself if nobody acts.
    #[schema(format = DateTime)]
    pub deadline_at: Option<String>,
    /// Who makes it.
    pub barista: Option<String>,
    /// Why it was cancelled or expired.
    pub reason: Option<String>,
    /// Grows with each change.
    pub version: i64,
    /// Resumes its waiting step; only told to whom it is issued.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub task_token: Option<String>,
}

impl From<&Order> for OrderJson {
    fn from(order: &Order) -> Self {
        let time = |at: Option<Timestamp>| at.map(Timestamp::to_rfc3339);
        Self {
            id: order.id.to_string(),
            store: order.store.to_string(),
            state: order.state,
            number: order.number,
            name: order.name.clone(),
            items: order.items.clone(),
            created_at: order.created_at.to_rfc3339(),
            queued_at: time(order.queued_at),
            making_at: time(order.making_at),
            ready_at: time(order.ready_at),
            ended_at: time(order.ended_at),
            promised: order.promise.map(|promise| promise.wait),
            deadline_at: time(order.deadline_at),
            barista: order.barista.as_ref().map(|worker| worker.name.clone()),
            reason: order.reason.clone(),
            version: order.version,
            task_token: None,
        }
    }
}
