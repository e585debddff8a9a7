//! Each step of the state machine, field by field: what it writes, what it leaves, what it tells.
//!
//! The model next door says where a command leads; here stands what the order looks like then.

use serde_json::json;

use super::command::{
    Canceller, Command, TokenChange, Transition, WAITS_FOR_BARISTA, WAITS_FOR_CUSTOMER,
};
use super::model::{CancelledBy, Order, OrderState, Worker};
use super::refusal::OrderRefusal;
use super::state::{CLAIM_SECONDS, MISSED_SECONDS, UNDO_SECONDS, step};
use super::state_model::started;
use super::wait::{Promise, Wait};
use crate::clock::Timestamp;
use crate::events::EventType;
use crate::ids::UserId;
use crate::menu::Item;
use crate::store::Settings;

fn sam() -> Worker {
    Worker { id: UserId::new("sam"), name: "Sam".to_owned() }
}

fn at(seconds: i64) -> Timestamp {
    Timestamp(0).plus_seconds(seconds)
}

fn drink() -> Item {
    Item {
        drink: "espresso".to_owned(),
        drink_name: "Espresso".to_owned(),
        options: Vec::new(),
        price_cents: Some(200),
        allergens: Vec::new(),
    }
}

const PROMISE: Promise =
    Promise { expected_ms: 180_000, wait: Wait { from_minutes: 2, to_minutes: 4 } };

fn submit(drinks: usize) -> Command {
    Command::Submit {
        items: vec![drink(); drinks],
        name: "Ana".to_owned(),
        day: "2026-01-01".to_owned(),
        number: 7,
        promise: PROMISE,
    }
}

#[track_caller]
fn take(order: &Order, command: &Command, seconds: i64) -> Transition {
    step(order, command, &Settings::default(), at(seconds)).expect("it may")
}

fn told(transition: &Transition) -> Vec<EventType> {
    transition.events.iter().map(|event| event.kind).collect()
}

fn queued() -> Order {
    take(&started(), &submit(1), 10).order
}

fn making() -> Order {
    take(&queued(), &Command::Claim(sam()), 20).order
}

fn ready() -> Order {
    take(&making(), &Command::Complete(sam()), 30).order
}

#[test]
fn submitting_writes_what_was_ordered() {
    let done = take(&started(), &submit(1), 10);
    let expected = Order {
        state: OrderState::Queued,
        items: vec![drink()],
        name: "Ana".to_owned(),
        day: Some("2026-01-01".to_owned()),
        number: Some(7),
        drinks: 1,
        queued_at: Some(at(10)),
        promise: Some(PROMISE),
        deadline_at: Some(at(10 + 900)),
        ..started()
    };
    assert_eq!(done.order, expected);
    assert_eq!(told(&done), [EventType::WaitingProduction, EventType::WaitingCompletion]);
    assert_eq!((done.token, done.returns_place), (TokenChange::Renew(WAITS_FOR_BARISTA), false));
    let more = take(&started(), &submit(3), 10);
    assert_eq!(more.order.drinks, 3);
    let last = more.events.last().expect("more places in the queue are taken");
    assert_eq!((last.kind, &last.data), (EventType::QueueStarted, &json!({"drinks": 2})));
    let none = take(&started(), &submit(0), 10);
    assert_eq!(told(&none).len(), 2, "fewer drinks take no place");
}

#[test]
fn a_claim_writes_who_and_when_and_a_release_takes_it_back() {
    let done = take(&queued(), &Command::Claim(sam()), 20);
    let expected = Order {
        state: OrderState::Making,
        barista: Some(sam()),
        making_at: Some(at(20)),
        deadline_at: Some(at(910)),
        ..queued()
    };
    assert_eq!((done.order, done.token), (expected, TokenChange::Keep));
    let released = take(&making(), &Command::Release(sam()), 25);
    assert_eq!((&released.order, released.token), (&queued(), TokenChange::Keep));
    assert_eq!(told(&released), [EventType::UnmakeOrder]);
    let other = Worker { id: UserId::new("ben"), name: "Ben".to_owned() };
    let refused = step(&making(), &Command::Claim(other), &Settings::default(), at(25));
    assert_eq!(refused, Err(OrderRefusal::AlreadyClaimed { by: "Sam".to_owned(), number: 7 }));
}

#[test]
fn completing_and_collecting_write_their_moments() {
    let done = take(&making(), &Command::Complete(sam()), 30);
    let expected = Order {
        state: OrderState::Ready,
        ready_at: Some(at(30)),
        deadline_at: Some(at(30 + 600)),
        ..making()
    };
    assert_eq!((done.order, done.token), (expected, TokenChange::End));
    let done = take(&ready(), &Command::Collect(sam()), 40);
    let expected = Order {
        state: OrderState::Collected,
        ended_at: Some(at(40)),
        deadline_at: Some(at(40 + UNDO_SECONDS)),
        ..ready()
    };
    assert_eq!((done.order, done.token), (expected, TokenChange::Keep));
}

#[test]
fn a_recall_takes_back_what_was_written() {
    let recall = |to| Command::Recall { by: sam(), to };
    let ben = Worker { id: UserId::new("ben"), name: "Ben".to_owned() };
    let back = take(&ready(), &Command::Recall { by: ben.clone(), to: None }, 50);
    let expected = Order { barista: Some(ben), deadline_at: Some(at(50 + 900)), ..making() };
    assert_eq!(back.order, expected);
    assert_eq!(back.token, TokenChange::Renew(WAITS_FOR_BARISTA));
    assert_eq!(told(&back), [EventType::OrderRecalled, EventType::QueueStarted]);
    let collected = take(&ready(), &Command::Collect(sam()), 40).order;
    let back = take(&collected, &recall(None), 50);
    assert_eq!(back.order, Order { deadline_at: Some(at(50 + 600)), ..ready() });
    assert_eq!((told(&back), back.token), (vec![EventType::OrderRecalled], TokenChange::Keep));

    let over = take(&collected, &Command::Deadline, 40 + UNDO_SECONDS).order;
    let late = step(&over, &recall(None), &Settings::default(), at(200));
    let wrong = OrderRefusal::WrongState { number: Some(7), state: OrderState::Collected };
    assert_eq!(late, Err(wrong));
    assert_eq!(take(&over, &recall(Some(OrderState::Collected)), 200).events, []);
    for to in [OrderState::Queued, OrderState::Missed] {
        assert!(step(&collected, &recall(Some(to)), &Settings::default(), at(50)).is_err());
        assert!(step(&ready(), &recall(Some(to)), &Settings::default(), at(50)).is_err());
    }
}

#[test]
fn a_cancellation_says_by_whom_and_why_and_gives_the_place_back_in_time() {
    let by_staff =
        Command::Cancel { by: Canceller::Staff(sam()), reason: Some("no milk".to_owned()) };
    for (order, returns_place) in
        [(started(), true), (queued(), true), (making(), false), (ready(), false)]
    {
        let done = take(&order, &by_staff, 60);
        let expected = Order {
            state: OrderState::Cancelled,
            cancelled_by: Some(CancelledBy::Staff),
            reason: Some("no milk".to_owned()),
            ended_at: Some(at(60)),
            deadline_at: None,
            ..order.clone()
        };
        assert_eq!(done.order, expected);
        assert_eq!((done.token, done.returns_place), (TokenChange::End, returns_place));
        let is_freed = told(&done).contains(&EventType::QueueCancelled);
        assert_eq!(is_freed, order.state != OrderState::Ready);
        let ends = [EventType::OrderFinished, EventType::AllEventsStored];
        assert_eq!(told(&done)[told(&done).len() - 2..], ends);
    }
    let by_guest = Command::Cancel { by: Canceller::Customer, reason: None };
    assert_eq!(take(&queued(), &by_guest, 60).order.cancelled_by, Some(CancelledBy::Customer));
    for order in [making(), ready()] {
        let refused = step(&order, &by_guest, &Settings::default(), at(60));
        assert_eq!(refused, Err(OrderRefusal::TooLateToCancel));
    }
    for reason in [None, Some("  ".to_owned())] {
        let silent = Command::Cancel { by: Canceller::Staff(sam()), reason };
        let refused = step(&queued(), &silent, &Settings::default(), at(60));
        assert_eq!(refused, Err(OrderRefusal::ReasonMissing));
    }
}

#[test]
fn a_heartbeat_is_written_down_when_it_gains_an_eighth() {
    let settings = Settings::default();
    // 300 s more than now, less the 300 s there are: an eighth of 300 s is 37.5 s.
    let beat = |millis| {
        step(&started(), &Command::Heartbeat, &settings, Timestamp(millis)).expect("it waits")
    };
    assert_eq!(beat(37_499).events, []);
    assert_eq!(beat(37_499).order, started());
    let gained = beat(37_500);
    assert_eq!(gained.order, Order { deadline_at: Some(Timestamp(337_500)), ..started() });
    assert_eq!(gained.token, TokenChange::Keep);
    let cases = [
        (started(), 100, EventType::WorkflowStarted),
        (queued(), 900, EventType::WaitingProduction),
        (making(), 900, EventType::BeingMade),
    ];
    for (order, seconds, kind) in cases {
        let done = take(&order, &Command::Heartbeat, seconds);
        assert_eq!(told(&done), [kind]);
        let more = if kind == EventType::WorkflowStarted { 300 } else { CLAIM_SECONDS };
        assert_eq!(done.order, Order { deadline_at: Some(at(seconds + more)), ..order });
    }
    for order in [ready(), take(&queued(), &Command::Deadline, 5_000).order] {
        let spent = step(&order, &Command::Heartbeat, &settings, at(6_000));
        assert_eq!(spent, Err(OrderRefusal::TokenSpent));
    }
    assert_eq!(WAITS_FOR_CUSTOMER, "customer");
}

#[test]
fn a_deadline_fires_at_its_moment_and_not_before() {
    let cases = [
        (started(), 300, OrderState::Expired, Some("customer"), true),
        (queued(), 910, OrderState::Expired, Some("barista"), false),
        (making(), 910, OrderState::Expired, Some("barista"), false),
    ];
    for (order, due, state, reason, returns_place) in cases {
        assert_eq!(take(&order, &Command::Deadline, due - 1).order, order);
        let done = take(&order, &Command::Deadline, due);
        let expected = Order {
            state,
            reason: reason.map(str::to_owned),
            ended_at: Some(at(due)),
            deadline_at: None,
            ..order
        };
        assert_eq!(done.order, expected);
        assert_eq!((done.returns_place, done.token), (returns_place, TokenChange::End));
        assert_eq!(told(&done)[..2], [EventType::OrderTimeOut, EventType::QueueCancelled]);
        assert_eq!(told(&done).len(), 4);
        assert_eq!(done.events[0].data["cause"], json!(reason));
    }
    let missed = take(&ready(), &Command::Deadline, 630);
    let expected = Order {
        state: OrderState::Missed,
        ended_at: Some(at(630)),
        deadline_at: Some(at(630 + MISSED_SECONDS)),
        ..ready()
    };
    assert_eq!((&missed.order, missed.token), (&expected, TokenChange::Keep));
    assert_eq!(told(&missed), [EventType::OrderMissed, EventType::OrderFinished]);
    let over = take(&expected, &Command::Deadline, 630 + MISSED_SECONDS);
    assert_eq!(over.order, Order { deadline_at: None, ..expected });
    assert_eq!((told(&over), over.token), (vec![EventType::AllEventsStored], TokenChange::End));
}

#[test]
fn asking_for_what_already_is_changes_nothing() {
    let collected = take(&ready(), &Command::Collect(sam()), 40).order;
    let recall = |to| Command::Recall { by: sam(), to: Some(to) };
    for (order, command) in [
        (queued(), Command::Release(sam())),
        (making(), Command::Claim(sam())),
        (making(), recall(OrderState::Making)),
        (ready(), Command::Complete(sam())),
        (ready(), recall(OrderState::Ready)),
        (collected, Command::Collect(sam())),
    ] {
        let again = take(&order, &command, 50);
        assert_eq!((again.order, again.events, again.token), (order, vec![], TokenChange::Keep));
    }
}
