//! From an order's events to its path through the state machine. Pure.
//!
//! The names of events are their types; which state each led to is read from them, so that a
//! journey shows what was stored and not what the machine would do today.

use serde_json::Value;

use crate::clock::Timestamp;
use crate::events::EventType;
use crate::order::OrderState;

/// An event as stored.
pub(super) struct Told {
    pub(super) kind: String,
    pub(super) data: Value,
    pub(super) time: Timestamp,
}

/// From one state to another; from none where the order began.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Move {
    /// Where it was.
    pub from: Option<OrderState>,
    /// Where it went.
    pub to: OrderState,
}

/// One event of an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Its type, `OrderManager.MakeOrder`.
    pub kind: String,
    /// When.
    pub time: Timestamp,
    /// Milliseconds since the event before it.
    pub since: Option<i64>,
    /// The state it led to, where it changed.
    pub moved: Option<Move>,
    /// The barista's id, where somebody did it.
    pub by: Option<String>,
    /// Why, where somebody said.
    pub reason: Option<String>,
}

/// Reads events in sequence.
pub(super) fn steps(events: Vec<Told>) -> Vec<Step> {
    let mut state = None;
    let mut before: Option<Timestamp> = None;
    let mut steps = Vec::with_capacity(events.len());
    for event in events {
        let to = state_after(&event).filter(|&to| state != Some(to));
        let moved = to.map(|to| Move { from: state, to });
        state = to.or(state);
        let since = before.map(|before| event.time.millis_since(before).max(0));
        before = Some(event.time);
        let text = |name: &str| event.data.get(name).and_then(Value::as_str).map(str::to_owned);
        let (by, reason) = (text("barista"), text("reason"));
        steps.push(Step { kind: event.kind, time: event.time, since, moved, by, reason });
    }
    steps
}

fn state_after(event: &Told) -> Option<OrderState> {
    match EventType::from_name(&event.kind)? {
        EventType::NewOrder => Some(OrderState::Started),
        EventType::WaitingProduction | EventType::UnmakeOrder => Some(OrderState::Queued),
        EventType::MakeOrder => Some(OrderState::Making),
        EventType::OrderCompleted => Some(OrderState::Ready),
        EventType::OrderCollected => Some(OrderState::Collected),
        EventType::OrderMissed => Some(OrderState::Missed),
        EventType::OrderCancelled => Some(OrderState::Cancelled),
        EventType::OrderTimeOut => Some(OrderState::Expired),
        EventType::OrderRecalled => OrderState::parse(event.data.get("to")?.as_str()?),
        // These tell of waits, places in the queue and screens; the state stays.
        EventType::WorkflowStarted
        | EventType::ShopNotready
        | EventType::WaitingCompletion
        | EventType::BeingMade
        | EventType::OrderFinished
        | EventType::QueueStarted
        | EventType::QueueCompleted
        | EventType::QueueCancelled
        | EventType::ConfigChanged
        | EventType::PrinterChanged
        | EventType::AllEventsStored => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn told(kind: EventType, data: Value, seconds: i64) -> Told {
        Told { kind: kind.as_str().to_owned(), data, time: Timestamp(seconds * 1_000) }
    }

    #[test]
    fn a_path_goes_forward_and_back() {
        use OrderState::{Collected, Making, Queued, Ready, Started};
        let steps = steps(vec![
            told(EventType::NewOrder, json!({}), 0),
            told(EventType::WorkflowStarted, json!({}), 0),
            told(EventType::WaitingProduction, json!({}), 20),
            told(EventType::MakeOrder, json!({"barista": "sam"}), 50),
            told(EventType::UnmakeOrder, json!({"barista": "sam"}), 60),
            // A heartbeat: the same wait told again.
            told(EventType::WaitingProduction, json!({}), 65),
            told(EventType::MakeOrder, json!({"barista": "eve"}), 70),
            told(EventType::OrderCompleted, json!({}), 130),
            told(EventType::OrderCollected, json!({}), 140),
            told(EventType::OrderRecalled, json!({"to": "ready"}), 150),
        ]);
        let path: Vec<_> = steps.iter().filter_map(|s| s.moved).map(|m| (m.from, m.to)).collect();
        assert_eq!(
            path,
            [
                (None, Started),
                (Some(Started), Queued),
                (Some(Queued), Making),
                (Some(Making), Queued),
                (Some(Queued), Making),
                (Some(Making), Ready),
                (Some(Ready), Collected),
                (Some(Collected), Ready),
            ]
        );
        assert_eq!(steps[0].since, None);
        assert_eq!(steps[3].since, Some(30_000));
        assert_eq!(steps[6].by.as_deref(), Some("eve"));
    }

    #[test]
    fn an_unknown_event_is_shown_and_changes_nothing() {
        let event = Told { kind: "Robot.Danced".to_owned(), data: json!({}), time: Timestamp(5) };
        let steps = steps(vec![event]);
        assert_eq!((steps.len(), steps[0].moved), (1, None));
    }
}
