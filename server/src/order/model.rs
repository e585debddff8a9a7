//! An order as its rules see it.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::wait::{Promise, Seen};
use crate::clock::Timestamp;
use crate::ids::{BucketId, OrderId, StoreId, UserId};
use crate::menu::Item;

/// Where an order is in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum OrderState {
    /// A place is taken; the guest chooses.
    Started,
    /// Waits for a barista.
    Queued,
    /// A barista has it.
    Making,
    /// Waits at the bar.
    Ready,
    /// Handed over.
    Collected,
    /// Called off by its guest or by staff.
    Cancelled,
    /// Nobody acted in time.
    Expired,
    /// Ready, and nobody came.
    Missed,
}

impl OrderState {
    /// Every state, in the order of an order's life.
    pub const ALL: [Self; 8] = [
        Self::Started,
        Self::Queued,
        Self::Making,
        Self::Ready,
        Self::Collected,
        Self::Cancelled,
        Self::Expired,
        Self::Missed,
    ];

    /// As stored and sent.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Started => "started",
            Self::Queued => "queued",
            Self::Making => "making",
            Self::Ready => "ready",
            Self::Collected => "collected",
            Self::Cancelled => "cancelled",
            Self::Expired => "expired",
            Self::Missed => "missed",
        }
    }

    /// Reads [`OrderState::as_str`] back.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == text)
    }

    /// As in a sentence: "Number 42 is ... now".
    #[must_use]
    pub const fn in_words(self) -> &'static str {
        match self {
            Self::Started => "not ordered yet",
            Self::Queued => "waiting",
            Self::Making => "being made",
            Self::Ready => "ready",
            Self::Collected => "collected",
            Self::Cancelled => "cancelled",
            Self::Expired => "expired",
            Self::Missed => "missed",
        }
    }

    /// Whether the order still waits for somebody.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Started | Self::Queued | Self::Making | Self::Ready)
    }

    /// Whether it takes places in the queue: it will still be made.
    #[must_use]
    pub const fn is_in_queue(self) -> bool {
        matches!(self, Self::Started | Self::Queued | Self::Making)
    }
}

/// Who cancelled an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CancelledBy {
    /// Its guest.
    Customer,
    /// Staff.
    Staff,
    /// Whoever held the task token.
    Task,
}

impl CancelledBy {
    /// As stored and sent.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Customer => "customer",
            Self::Staff => "staff",
            Self::Task => "task",
        }
    }

    /// Reads [`CancelledBy::as_str`] back.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Customer, Self::Staff, Self::Task].into_iter().find(|by| by.as_str() == text)
    }
}

/// The barista who has an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Worker {
    /// Who.
    pub id: UserId,
    /// As others see it.
    pub name: String,
}

/// An order with everything its rules need.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// Its id.
    pub id: OrderId,
    /// Where it is made.
    pub store: StoreId,
    /// Whose it is.
    pub customer: UserId,
    /// Where it is in its life.
    pub state: OrderState,
    /// Grows by one with each stored change; updates are conditional on it.
    pub version: i64,
    /// Sequence of its last event.
    pub sequence: i64,
    /// The store's calendar day of its number.
    pub day: Option<String>,
    /// What screens show; unique per store and day.
    pub number: Option<i64>,
    /// The name for the cup; empty until it is submitted.
    pub name: String,
    /// What is made.
    pub items: Vec<Item>,
    /// Drinks it takes in the queue: 1 while its guest chooses, then the items.
    pub drinks: i64,
    /// The bucket whose place it holds; none for walk-ups.
    pub bucket: Option<BucketId>,
    /// When the scan was accepted.
    pub created_at: Timestamp,
    /// When it was submitted; its place in line.
    pub queued_at: Option<Timestamp>,
    /// When a barista took it, the last time.
    pub making_at: Option<Timestamp>,
    /// When it was ready, the last time.
    pub ready_at: Option<Timestamp>,
    /// When it reached an end.
    pub ended_at: Option<Timestamp>,
    /// When the processor acts if nobody else does.
    pub deadline_at: Option<Timestamp>,
    /// Who has it.
    pub barista: Option<Worker>,
    /// Why it was cancelled or expired.
    pub reason: Option<String>,
    /// Who cancelled it.
    pub cancelled_by: Option<CancelledBy>,
    /// The wait that was promised when it was submitted.
    pub promise: Option<Promise>,
    /// W3C trace context of the scan.
    pub traceparent: Option<String>,
}

impl Order {
    /// The order as the estimate of waits sees it; none before it is submitted.
    #[must_use]
    pub fn seen(&self) -> Option<Seen> {
        Some(Seen {
            drinks: self.items.iter().map(|item| item.drink.clone()).collect(),
            queued_at: self.queued_at?,
            making_at: self.making_at,
            ready_at: self.ready_at,
            barista: self.barista.as_ref().map(|worker| worker.id.clone()),
            expected_ms: self.promise.map(|promise| promise.expected_ms),
        })
    }
}
