//! What an order may become: one pure function. No database, no clock.
//!
//! Commands set a state, they never toggle: asking for what already is changes nothing and is
//! not an error, so a tap that arrives twice does no harm.

use serde_json::json;

use super::command::{Canceller, Command, TokenChange, Transition, WAITS_FOR_BARISTA};
use super::model::{CancelledBy, Order, OrderState, Worker};
use super::refusal::OrderRefusal;
use super::wait::Promise;
use crate::clock::Timestamp;
use crate::events::{EventType, NewEvent};
use crate::menu::Item;
use crate::store::Settings;

/// A claim gives the barista at least this long.
pub const CLAIM_SECONDS: i64 = 600;
/// How long a collected order can be recalled: the wrong button, noticed.
pub const UNDO_SECONDS: i64 = 60;
/// How long a missed order can be recalled.
pub const MISSED_SECONDS: i64 = 3_600;
/// Heartbeats keep a barista's step waiting for at most this many times its own timeout.
const LONGEST_MAKING: i64 = 4;
/// And a guest's for this many: they hold a place that others want.
const LONGEST_CHOOSING: i64 = 2;

type Step = Result<Transition, OrderRefusal>;

/// Decides what `command` makes of `order` at `now`.
///
/// # Errors
/// The refusal, when it makes nothing of it.
pub fn step(order: &Order, command: &Command, settings: &Settings, now: Timestamp) -> Step {
    match command {
        Command::Submit { items, name, day, number, promise } => {
            submit(order, items, name, (day, *number), *promise, settings, now)
        }
        Command::Claim(by) => claim(order, by, now),
        Command::Release(by) => release(order, by),
        Command::Complete(by) => complete(order, by, settings, now),
        Command::Collect(by) => collect(order, by, now),
        Command::Recall { by, to } => recall(order, by, *to, settings, now),
        Command::Cancel { by, reason } => cancel(order, by, reason.as_deref(), now),
        Command::Heartbeat => heartbeat(order, settings, now),
        Command::Deadline => deadline(order, now),
    }
}

fn submit(
    order: &Order,
    items: &[Item],
    name: &str,
    (day, number): (&str, i64),
    promise: Promise,
    settings: &Settings,
    now: Timestamp,
) -> Step {
    if order.state != OrderState::Started {
        return Err(wrong_state(order));
    }
    let drinks = i64::try_from(items.len()).unwrap_or(i64::MAX);
    let deadline = now.plus_seconds(settings.make_timeout_seconds);
    let mut events = vec![
        event(EventType::WaitingProduction, json!({"deadline": deadline.to_rfc3339()})),
        event(EventType::WaitingCompletion, json!({"number": number, "items": items})),
    ];
    if drinks > order.drinks {
        events.push(event(EventType::QueueStarted, json!({"drinks": drinks - order.drinks})));
    }
    let next = Order {
        state: OrderState::Queued,
        items: items.to_vec(),
        name: name.to_owned(),
        day: Some(day.to_owned()),
        number: Some(number),
        drinks,
        queued_at: Some(now),
        promise: Some(promise),
        deadline_at: Some(deadline),
        ..order.clone()
    };
    Ok(changed(next, events, TokenChange::Renew(WAITS_FOR_BARISTA)))
}

fn claim(order: &Order, by: &Worker, now: Timestamp) -> Step {
    match (order.state, &order.barista) {
        (OrderState::Queued, _) => {}
        (OrderState::Making, Some(worker)) if worker.id == by.id => return Ok(unchanged(order)),
        (OrderState::Making, Some(worker)) => {
            let number = order.number.unwrap_or_default();
            return Err(OrderRefusal::AlreadyClaimed { by: worker.name.clone(), number });
        }
        _ => return Err(wrong_state(order)),
    }
    let at_least = now.plus_seconds(CLAIM_SECONDS);
    let next = Order {
        state: OrderState::Making,
        barista: Some(by.clone()),
        making_at: Some(now),
        deadline_at: Some(order.deadline_at.map_or(at_least, |due| due.max(at_least))),
        ..order.clone()
    };
    let events = vec![
        event(EventType::MakeOrder, json!({"number": order.number, "barista": by.id})),
        event(
            EventType::BeingMade,
            json!({"deadline": next.deadline_at.map(Timestamp::to_rfc3339)}),
        ),
    ];
    Ok(changed(next, events, TokenChange::Keep))
}

fn release(order: &Order, by: &Worker) -> Step {
    match order.state {
        OrderState::Making => {}
        OrderState::Queued => return Ok(unchanged(order)),
        _ => return Err(wrong_state(order)),
    }
    let next = Order { state: OrderState::Queued, barista: None, making_at: None, ..order.clone() };
    let events =
        vec![event(EventType::UnmakeOrder, json!({"number": order.number, "barista": by.id}))];
    Ok(changed(next, events, TokenChange::Keep))
}

fn complete(order: &Order, by: &Worker, settings: &Settings, now: Timestamp) -> Step {
    match order.state {
        OrderState::Making => {}
        OrderState::Ready => return Ok(unchanged(order)),
        _ => return Err(wrong_state(order)),
    }
    let next = Order {
        state: OrderState::Ready,
        ready_at: Some(now),
        deadline_at: Some(now.plus_seconds(settings.collect_timeout_seconds)),
        ..order.clone()
    };
    let events = vec![
        event(EventType::OrderCompleted, json!({"number": order.number, "barista": by.id})),
        event(EventType::QueueCompleted, json!({"drinks": order.drinks})),
    ];
    Ok(changed(next, events, TokenChange::End))
}

fn collect(order: &Order, by: &Worker, now: Timestamp) -> Step {
    match order.state {
        OrderState::Ready => {}
        OrderState::Collected => return Ok(unchanged(order)),
        _ => return Err(wrong_state(order)),
    }
    let next = Order {
        state: OrderState::Collected,
        ended_at: Some(now),
        deadline_at: Some(now.plus_seconds(UNDO_SECONDS)),
        ..order.clone()
    };
    let events = vec![
        event(EventType::OrderCollected, json!({"number": order.number, "barista": by.id})),
        finished(OrderState::Collected),
    ];
    Ok(changed(next, events, TokenChange::Keep))
}

fn recall(
    order: &Order,
    by: &Worker,
    to: Option<OrderState>,
    settings: &Settings,
    now: Timestamp,
) -> Step {
    let back = match order.state {
        OrderState::Ready => OrderState::Making,
        // Its history is complete once the deadline is gone: too late to undo.
        OrderState::Collected | OrderState::Missed if order.deadline_at.is_some() => {
            OrderState::Ready
        }
        _ if to == Some(order.state) => return Ok(unchanged(order)),
        _ => return Err(wrong_state(order)),
    };
    match to {
        Some(to) if to == order.state => return Ok(unchanged(order)),
        Some(to) if to != back => return Err(wrong_state(order)),
        Some(_) | None => {}
    }
    let told = json!({"number": order.number, "from": order.state, "to": back, "barista": by.id});
    let mut events = vec![event(EventType::OrderRecalled, told)];
    let mut next = Order { state: back, ended_at: None, ..order.clone() };
    let token = if back == OrderState::Making {
        next.barista = Some(by.clone());
        next.ready_at = None;
        next.deadline_at = Some(now.plus_seconds(settings.make_timeout_seconds.max(CLAIM_SECONDS)));
        events.push(event(EventType::QueueStarted, json!({"drinks": order.drinks})));
        TokenChange::Renew(WAITS_FOR_BARISTA)
    } else {
        next.deadline_at = Some(now.plus_seconds(settings.collect_timeout_seconds));
        TokenChange::Keep
    };
    Ok(changed(next, events, token))
}

fn cancel(order: &Order, by: &Canceller, reason: Option<&str>, now: Timestamp) -> Step {
    match (order.state, by) {
        (OrderState::Cancelled, _) => return Ok(unchanged(order)),
        (OrderState::Started | OrderState::Queued, _)
        | (OrderState::Making, Canceller::Staff(_) | Canceller::Task)
        | (OrderState::Ready, Canceller::Staff(_)) => {}
        (OrderState::Making | OrderState::Ready, Canceller::Customer) => {
            return Err(OrderRefusal::TooLateToCancel);
        }
        _ => return Err(wrong_state(order)),
    }
    let (who, worker) = match by {
        Canceller::Customer => (CancelledBy::Customer, None),
        Canceller::Staff(worker) => (CancelledBy::Staff, Some(&worker.id)),
        Canceller::Task => (CancelledBy::Task, None),
    };
    if worker.is_some() && reason.is_none_or(|why| why.trim().is_empty()) {
        return Err(OrderRefusal::ReasonMissing);
    }
    let told = json!({"number": order.number, "by": who, "barista": worker, "reason": reason});
    let mut events = vec![event(EventType::OrderCancelled, told)];
    if order.state.is_in_queue() {
        events.push(event(EventType::QueueCancelled, json!({"drinks": order.drinks})));
    }
    events.extend(ending(OrderState::Cancelled));
    let next = Order {
        state: OrderState::Cancelled,
        cancelled_by: Some(who),
        reason: reason.map(str::to_owned),
        ended_at: Some(now),
        deadline_at: None,
        ..order.clone()
    };
    let returns_place = matches!(order.state, OrderState::Started | OrderState::Queued);
    Ok(Transition { returns_place, ..changed(next, events, TokenChange::End) })
}

fn heartbeat(order: &Order, settings: &Settings, now: Timestamp) -> Step {
    let (began, longest, extension) = match order.state {
        OrderState::Started => {
            let timeout = settings.submit_timeout_seconds;
            (order.created_at, timeout.saturating_mul(LONGEST_CHOOSING), timeout)
        }
        OrderState::Queued | OrderState::Making => {
            let began = order.queued_at.unwrap_or(order.created_at);
            let longest = settings.make_timeout_seconds.saturating_mul(LONGEST_MAKING);
            (began, longest, CLAIM_SECONDS)
        }
        _ => return Err(OrderRefusal::TokenSpent),
    };
    let extended = now.plus_seconds(extension).min(began.plus_seconds(longest));
    // Only a step worth writing down: a heartbeat a second must not be an event a second.
    let worth = extension * 1_000 / 8;
    if order.deadline_at.is_some_and(|due| extended.millis_since(due) < worth) {
        return Ok(unchanged(order));
    }
    let next = Order { deadline_at: Some(extended), ..order.clone() };
    let mut transition = changed(next, Vec::new(), TokenChange::Keep);
    // Still waiting for the same: the waits' own events tell it with the new deadline.
    let kind = match order.state {
        OrderState::Started => EventType::WorkflowStarted,
        OrderState::Queued => EventType::WaitingProduction,
        _ => EventType::BeingMade,
    };
    transition.events.push(event(kind, json!({"deadline": extended.to_rfc3339()})));
    Ok(transition)
}

fn deadline(order: &Order, now: Timestamp) -> Step {
    if order.deadline_at.is_none_or(|due| due > now) {
        return Ok(unchanged(order));
    }
    match order.state {
        OrderState::Started => Ok(expire(order, "customer", now)),
        OrderState::Queued | OrderState::Making => Ok(expire(order, "barista", now)),
        OrderState::Ready => {
            let next = Order {
                state: OrderState::Missed,
                ended_at: Some(now),
                deadline_at: Some(now.plus_seconds(MISSED_SECONDS)),
                ..order.clone()
            };
            let events = vec![
                event(EventType::OrderMissed, json!({"number": order.number})),
                finished(OrderState::Missed),
            ];
            Ok(changed(next, events, TokenChange::Keep))
        }
        // The time to recall it is over.
        OrderState::Collected | OrderState::Missed => {
            let next = Order { deadline_at: None, ..order.clone() };
            let complete = event(EventType::AllEventsStored, json!({"state": order.state}));
            Ok(changed(next, vec![complete], TokenChange::End))
        }
        OrderState::Cancelled | OrderState::Expired => Ok(unchanged(order)),
    }
}

fn expire(order: &Order, waited_for: &'static str, now: Timestamp) -> Transition {
    let mut events = vec![
        event(EventType::OrderTimeOut, json!({"number": order.number, "cause": waited_for})),
        event(EventType::QueueCancelled, json!({"drinks": order.drinks})),
    ];
    events.extend(ending(OrderState::Expired));
    let next = Order {
        state: OrderState::Expired,
        reason: Some(waited_for.to_owned()),
        ended_at: Some(now),
        deadline_at: None,
        ..order.clone()
    };
    let returns_place = order.state == OrderState::Started;
    Transition { returns_place, ..changed(next, events, TokenChange::End) }
}

/// The last two events of an order that cannot be recalled.
fn ending(state: OrderState) -> [NewEvent; 2] {
    [finished(state), event(EventType::AllEventsStored, json!({"state": state}))]
}

fn finished(state: OrderState) -> NewEvent {
    event(EventType::OrderFinished, json!({"state": state}))
}

fn event(kind: EventType, data: serde_json::Value) -> NewEvent {
    NewEvent::new(kind, data)
}

fn changed(order: Order, events: Vec<NewEvent>, token: TokenChange) -> Transition {
    Transition { order, events, returns_place: false, token }
}

fn unchanged(order: &Order) -> Transition {
    changed(order.clone(), Vec::new(), TokenChange::Keep)
}

fn wrong_state(order: &Order) -> OrderRefusal {
    OrderRefusal::WrongState { number: order.number, state: order.state }
}
