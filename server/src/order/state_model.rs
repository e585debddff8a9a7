//! Property test: the state machine against a model that is written the other way round.
//!
//! The machine is a function per command; the model is one table of allowed moves. Both are given
//! the same random lives of an order and must agree on every step.

use proptest::prelude::*;

use super::command::{Canceller, Command};
use super::model::{Order, OrderState, Worker};
use super::state::{CLAIM_SECONDS, step};
use super::wait::{Promise, Wait};
use crate::clock::Timestamp;
use crate::events::EventType;
use crate::ids::{BucketId, OrderId, StoreId, UserId};
use crate::store::Settings;

fn worker(name: &str) -> Worker {
    Worker { id: UserId::new(name), name: name.to_owned() }
}

/// An order as admission makes it, at time 0.
pub(super) fn started() -> Order {
    Order {
        id: OrderId::new("o1"),
        store: StoreId::new("main"),
        customer: UserId::new("ana"),
        state: OrderState::Started,
        version: 1,
        sequence: 3,
        day: None,
        number: None,
        name: String::new(),
        items: Vec::new(),
        drinks: 1,
        bucket: Some(BucketId::new("b1")),
        created_at: Timestamp(0),
        queued_at: None,
        making_at: None,
        ready_at: None,
        ended_at: None,
        deadline_at: Some(Timestamp(300_000)),
        barista: None,
        reason: None,
        cancelled_by: None,
        promise: None,
        traceparent: None,
    }
}

fn submit() -> Command {
    Command::Submit {
        items: Vec::new(),
        name: "Ana".to_owned(),
        day: "2026-01-01".to_owned(),
        number: 7,
        promise: Promise { expected_ms: 180_000, wait: Wait { from_minutes: 2, to_minutes: 4 } },
    }
}

fn any_command() -> impl Strategy<Value = Command> {
    let who = prop_oneof![Just(worker("sam")), Just(worker("ben"))];
    let to = prop_oneof![Just(None), Just(Some(OrderState::Making)), Just(Some(OrderState::Ready))];
    let staff_cancels = (who.clone(), proptest::option::of(Just("no milk".to_owned())));
    prop_oneof![
        Just(submit()),
        who.clone().prop_map(Command::Claim),
        who.clone().prop_map(Command::Release),
        who.clone().prop_map(Command::Complete),
        who.clone().prop_map(Command::Collect),
        (who, to).prop_map(|(by, to)| Command::Recall { by, to }),
        Just(Command::Cancel { by: Canceller::Customer, reason: None }),
        staff_cancels.prop_map(|(by, reason)| Command::Cancel { by: Canceller::Staff(by), reason }),
        Just(Command::Cancel { by: Canceller::Task, reason: None }),
        Just(Command::Heartbeat),
        Just(Command::Deadline),
    ]
}

/// Where the model says the command leads; `None` when it must be refused.
fn expected(order: &Order, command: &Command, now: Timestamp) -> Option<OrderState> {
    use OrderState::{Cancelled, Collected, Expired, Making, Missed, Queued, Ready, Started};
    let is_due = order.deadline_at.is_some_and(|due| due <= now);
    let can_recall = order.deadline_at.is_some();
    match (order.state, command) {
        (state, Command::Deadline) => Some(match state {
            Started | Queued | Making if is_due => Expired,
            Ready if is_due => Missed,
            other => other,
        }),
        (Started, Command::Submit { .. }) => Some(Queued),
        (Queued, Command::Claim(_)) => Some(Making),
        (Making, Command::Claim(by)) => (order.barista.as_ref() == Some(by)).then_some(Making),
        (Making | Queued, Command::Release(_)) => Some(Queued),
        (Making | Ready, Command::Complete(_)) => Some(Ready),
        (Ready | Collected, Command::Collect(_)) => Some(Collected),
        (Ready, Command::Recall { to, .. }) => Some(match to {
            None | Some(Making) => Making,
            Some(_) => Ready,
        }),
        (Collected | Missed, Command::Recall { to, .. }) => {
            (can_recall && *to != Some(Making)).then_some(Ready)
        }
        (Making, Command::Recall { to: Some(Making), .. }) => Some(Making),
        (Cancelled, Command::Cancel { .. }) => Some(Cancelled),
        (
            Started | Queued | Making | Ready,
            Command::Cancel { by: Canceller::Staff(_), reason },
        ) => reason.as_ref().map(|_| Cancelled),
        (Started | Queued, Command::Cancel { .. })
        | (Making, Command::Cancel { by: Canceller::Task, .. }) => Some(Cancelled),
        (state @ (Started | Queued | Making), Command::Heartbeat) => Some(state),
        _ => None,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn the_machine_and_the_model_agree(
        life in proptest::collection::vec((any_command(), 0_i64..1_200), 1..40),
    ) {
        let settings = Settings::default();
        let mut order = started();
        let mut now = Timestamp(0);
        let (mut taken, mut freed, mut returned) = (1, 0, 0);
        for (command, seconds) in life {
            now = now.plus_seconds(seconds);
            let outcome = step(&order, &command, &settings, now);
            let modelled = expected(&order, &command, now);
            prop_assert_eq!(outcome.as_ref().ok().map(|t| t.order.state), modelled,
                "{:?} in {:?}", command, order.state);
            let Ok(transition) = outcome else { continue };
            let next = transition.order;
            let has = |kind| transition.events.iter().filter(|e| e.kind == kind).count();
            taken += has(EventType::QueueStarted);
            freed += has(EventType::QueueCompleted) + has(EventType::QueueCancelled);
            returned += u32::from(transition.returns_place);

            // A place in the queue is held exactly while the order will still be made.
            prop_assert_eq!(taken - freed, usize::from(next.state.is_in_queue()));
            // A code's place goes back at most once.
            prop_assert!(returned <= 1);
            // Whoever waits has a deadline; whoever ended has an end.
            prop_assert!(!next.state.is_open() || next.deadline_at.is_some());
            prop_assert_eq!(next.state.is_open(), next.ended_at.is_none());
            // Never being made without a barista, never queued with one.
            prop_assert!(next.state != OrderState::Making || next.barista.is_some());
            prop_assert!(next.state != OrderState::Queued || next.barista.is_none());
            // Something happened exactly when something changed.
            prop_assert_eq!(transition.events.is_empty(), next == order);
            order = next;
        }
    }

    #[test]
    fn the_same_command_twice_changes_nothing_the_second_time(
        before in proptest::collection::vec(any_command(), 0..12),
        command in any_command(),
    ) {
        let (settings, now) = (Settings::default(), Timestamp(1_000));
        let mut order = started();
        for earlier in before {
            if let Ok(transition) = step(&order, &earlier, &settings, now) {
                order = transition.order;
            }
        }
        // Without a target a recall steps back again each time; screens always send one.
        prop_assume!(!matches!(command, Command::Recall { to: None, .. }));
        if let Ok(first) = step(&order, &command, &settings, now)
            && let Ok(second) = step(&first.order, &command, &settings, now)
        {
            prop_assert_eq!(second.events, vec![]);
            prop_assert_eq!(second.order, first.order);
        }
    }
}

#[test]
fn a_claim_shortly_before_the_deadline_leaves_time_to_make_it() {
    let settings = Settings::default();
    let queued = step(&started(), &submit(), &settings, Timestamp(0)).expect("submitted").order;
    let late = Timestamp(899_000);
    let claimed =
        step(&queued, &Command::Claim(worker("sam")), &settings, late).expect("claimed").order;
    assert_eq!(claimed.deadline_at, Some(late.plus_seconds(CLAIM_SECONDS)));
}

#[test]
fn heartbeats_keep_a_step_waiting_but_not_for_ever() {
    let settings = Settings::default();
    let mut order = started();
    let mut now = Timestamp(0);
    for _ in 0..100 {
        now = now.plus_seconds(60);
        order = step(&order, &Command::Heartbeat, &settings, now).expect("waiting").order;
    }
    assert_eq!(order.deadline_at, Some(Timestamp(600_000)), "twice five minutes");
}
