//! What can be asked of an order, and what a transition answers. Pure data.

use super::model::{Order, OrderState, Worker};
use super::wait::Promise;
use crate::events::NewEvent;
use crate::menu::Item;

/// The step of a started order: its guest chooses. Also the name of that step's task token.
pub(super) const WAITS_FOR_CUSTOMER: &str = "customer";
/// The step of a queued order until it is ready.
pub(super) const WAITS_FOR_BARISTA: &str = "production";

/// What somebody wants of an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Its guest chose; the items are checked and the number is drawn.
    Submit {
        /// What to make.
        items: Vec<Item>,
        /// For the cup.
        name: String,
        /// The store's day.
        day: String,
        /// The number of that day.
        number: i64,
        /// How long it will take.
        promise: Promise,
    },
    /// A barista starts making it.
    Claim(Worker),
    /// A barista gives it back to the queue.
    Release(Worker),
    /// It is ready.
    Complete(Worker),
    /// It was handed over.
    Collect(Worker),
    /// Back to the bar (from collected or missed) or back to the barista (from ready).
    Recall {
        /// Who recalls it.
        by: Worker,
        /// `Making` or `Ready`; `None` takes the step back from where it is.
        to: Option<OrderState>,
    },
    /// Called off.
    Cancel {
        /// By whom.
        by: Canceller,
        /// Why; staff must say.
        reason: Option<String>,
    },
    /// Whoever holds the task token is still at it.
    Heartbeat,
    /// The deadline has passed.
    Deadline,
}

impl Command {
    /// The step in an order's trace.
    pub(super) const fn span_name(&self) -> &'static str {
        match self {
            Self::Submit { .. } => "order.submit",
            Self::Claim(_) => "order.claim",
            Self::Release(_) => "order.release",
            Self::Complete(_) => "order.complete",
            Self::Collect(_) => "order.collect",
            Self::Recall { .. } => "order.recall",
            Self::Cancel { .. } => "order.cancel",
            Self::Heartbeat => "order.heartbeat",
            Self::Deadline => "order.deadline",
        }
    }
}

/// Who calls an order off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Canceller {
    /// Its guest.
    Customer,
    /// Staff.
    Staff(Worker),
    /// Whoever holds the task token.
    Task,
}

/// What changes with it, besides the order.
#[derive(Clone, Debug, PartialEq)]
pub struct Transition {
    /// The order as it is now; `sequence` and `version` are counted up when it is stored.
    pub order: Order,
    /// What happened, in order; empty when nothing changed.
    pub events: Vec<NewEvent>,
    /// Its place goes back to the bucket.
    pub returns_place: bool,
    /// What happens to its task token.
    pub token: TokenChange,
}

/// What a transition does to the order's task token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenChange {
    /// The step goes on waiting.
    Keep,
    /// The step is over.
    End,
    /// The step is over and another waits: `production`.
    Renew(&'static str),
}
