//! How long a guest will wait, as a range. Pure.
//!
//! Learned from the store's own recent orders. `pace.rs` learns how long drinks take and what
//! passes between two orders; `crew.rs` sees who is at work and lays the line out over them, which
//! gives the expected wait; `range.rs` looks at how far the expected waits were off lately, and
//! makes of that the range that most orders keep to. `day.rs` puts it to the test on whole days.
//! Source: docs/decisions/0005-waits.md.

mod crew;
#[cfg(test)]
mod day;
mod pace;
mod range;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::clock::Timestamp;
use crate::ids::UserId;

pub use crew::LATELY_SECONDS;
pub use pace::Pace;

/// Orders that are learned from at most.
pub const MOST_LEARNED: i64 = 80;
/// How far back they are looked for.
pub const LEARNED_SECONDS: i64 = 8 * 86_400;

/// An order as the estimate sees it: what is made, by whom, and when it moved on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// Ids of its drinks.
    pub drinks: Vec<String>,
    /// When it was submitted.
    pub queued_at: Timestamp,
    /// When a barista took it.
    pub making_at: Option<Timestamp>,
    /// When it was ready.
    pub ready_at: Option<Timestamp>,
    /// Who has or had it.
    pub barista: Option<UserId>,
    /// The wait that was expected when it was submitted.
    pub expected_ms: Option<i64>,
}

/// The bar at a moment: what is in line, and what is being made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AtBar {
    /// Waiting for a barista, first in line first.
    pub queued: Vec<Seen>,
    /// Being made.
    pub making: Vec<Seen>,
}

/// A wait in whole minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Wait {
    /// Hardly shorter than this; 0 where it may be ready at once.
    pub from_minutes: i64,
    /// Hardly longer than this; above `from_minutes`.
    pub to_minutes: i64,
}

/// What a guest is told when the order is submitted, kept with the order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Promise {
    /// The middle of what is expected; only learned from.
    pub expected_ms: i64,
    /// What is told.
    pub wait: Wait,
}

/// How a wait turned out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kept {
    /// Ready sooner than promised.
    Earlier,
    /// Ready in the promised range, its ends included.
    Inside,
    /// Ready after the promised range.
    Later,
}

impl Wait {
    /// How a wait of `millis` relates to this range.
    #[must_use]
    pub const fn kept(self, millis: i64) -> Kept {
        if millis < self.from_minutes * 60_000 {
            Kept::Earlier
        } else if millis > self.to_minutes * 60_000 {
            Kept::Later
        } else {
            Kept::Inside
        }
    }
}
