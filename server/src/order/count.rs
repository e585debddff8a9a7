//! The numbers of the orders: changes of state, time in a state, refusals.

use super::OrderRefusal;
use super::model::{Order, OrderState};
use super::refusal::code_of;
use crate::clock::Timestamp;
use crate::db::{Fail, after_commit};

/// Counts a stored change, once it is durable.
pub(super) fn changed(before: &Order, order: &Order, now: Timestamp) {
    let (from, to) = (before.state, order.state);
    if from == to {
        return;
    }
    let store = order.store.to_string();
    let seconds = entered(before).map(|since| seconds_between(since, now));
    after_commit(move || {
        metrics::counter!("crema_order_transitions_total",
            "store" => store, "from" => from.as_str(), "to" => to.as_str())
        .increment(1);
        if let Some(seconds) = seconds {
            metrics::histogram!("crema_order_time_in_state_seconds", "state" => from.as_str())
                .record(seconds);
        }
    });
}

/// Counts an order that was not there before, once it is durable.
pub(super) fn began(order: &Order) {
    let (store, to) = (order.store.to_string(), order.state);
    after_commit(move || {
        metrics::counter!("crema_order_transitions_total",
            "store" => store, "from" => "new", "to" => to.as_str())
        .increment(1);
    });
}

/// Counts a refused command, and hands its answer on.
pub(super) fn refused<T>(answer: Result<T, Fail<OrderRefusal>>) -> Result<T, Fail<OrderRefusal>> {
    if let Err(Fail::Refused(refusal)) = &answer {
        metrics::counter!("crema_order_refusals_total", "reason" => code_of(refusal)).increment(1);
    }
    answer
}

/// Since when an open order is in its state; an order that was given back has its old place.
fn entered(order: &Order) -> Option<Timestamp> {
    match order.state {
        OrderState::Started => Some(order.created_at),
        OrderState::Queued => order.queued_at,
        OrderState::Making => order.making_at,
        OrderState::Ready => order.ready_at,
        OrderState::Collected
        | OrderState::Cancelled
        | OrderState::Expired
        | OrderState::Missed => None,
    }
}

fn seconds_between(since: Timestamp, now: Timestamp) -> f64 {
    let millis = i32::try_from(now.millis_since(since)).unwrap_or(i32::MAX);
    f64::from(millis.max(0)) / 1_000.0
}
