//! Task tokens: a step that waits is resumed from outside, by a robot, a kiosk, another system.

use super::command::{Canceller, Command, WAITS_FOR_BARISTA, WAITS_FOR_CUSTOMER};
use super::manager::{Actor, Answer, Ask, act_in, apply, cleaned, load, load_store};
use super::model::{Order, OrderState, Worker};
use super::refusal::OrderRefusal;
use super::{OrderJson, count};
use crate::clock::Timestamp;
use crate::db::{Conn, Fail};
use crate::ids::{OrderId, UserId};
use crate::menu::Choice;
use crate::platform::Platform;
use crate::workflow::tokens::{self, Found, TaskToken};

/// What a task token's holder says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TaskAnswer {
    /// The step is done: `items` and `name` when the guest's choice was waited for.
    Success {
        /// Drinks with options.
        items: Vec<Choice>,
        /// For the cup.
        name: String,
    },
    /// The step cannot be done.
    Failure {
        /// Why.
        reason: Option<String>,
    },
    /// Still at it.
    Heartbeat,
}

/// Resumes the step that `token` waits for.
///
/// # Errors
/// [`OrderRefusal::TokenSpent`] when the step is over, else as [`super::act`].
pub async fn task(platform: &Platform, token: TaskToken, answer: TaskAnswer) -> Answer {
    let now = platform.now();
    let inner = platform.clone();
    let order = platform
        .db
        .write(move |tx| {
            let (platform, token, answer) = (inner.clone(), token.clone(), answer.clone());
            Box::pin(async move { task_in(tx, &platform, &token, answer, now).await })
        })
        .await;
    let order = count::refused(order)?;
    platform.changed.ring();
    Ok(order)
}

async fn task_in(
    tx: &mut Conn,
    platform: &Platform,
    token: &TaskToken,
    answer: TaskAnswer,
    now: Timestamp,
) -> Answer {
    let (id, _) = waiting_step(tx, token).await?;
    let order = load(tx, &id).await?;
    // Asked again after the order was read: another transaction may have ended the step between.
    // Whatever changes from here on meets the conditional update.
    let (_, step) = waiting_step(tx, token).await?;
    if !waits_for(&order).is_some_and(|waiting| step.starts_with(&format!("{waiting}."))) {
        return Err(Fail::Refused(OrderRefusal::TokenSpent));
    }
    let machine = Worker { id: UserId::new("task"), name: "Machine".to_owned() };
    let order = match (answer, order.state) {
        (TaskAnswer::Success { items, name }, OrderState::Started) => {
            let actor = Actor::Customer(order.customer.clone());
            act_in(tx, platform, order, &actor, Ask::Submit { items, name }, now).await?
        }
        (TaskAnswer::Success { .. }, state) => {
            let store = load_store(tx, &order.store).await?;
            let order = if state == OrderState::Queued {
                apply(tx, platform, order, &Command::Claim(machine.clone()), &store, now).await?
            } else {
                order
            };
            apply(tx, platform, order, &Command::Complete(machine), &store, now).await?
        }
        (TaskAnswer::Failure { reason }, _) => {
            let store = load_store(tx, &order.store).await?;
            let command = Command::Cancel { by: Canceller::Task, reason: cleaned(reason) };
            apply(tx, platform, order, &command, &store, now).await?
        }
        (TaskAnswer::Heartbeat, _) => {
            let store = load_store(tx, &order.store).await?;
            apply(tx, platform, order, &Command::Heartbeat, &store, now).await?
        }
    };
    Ok(OrderJson::from(&order))
}

/// The order and the step that the token waits for.
async fn waiting_step(
    tx: &mut Conn,
    token: &TaskToken,
) -> Result<(OrderId, String), Fail<OrderRefusal>> {
    match tokens::find(tx, token).await? {
        Found::Waiting { order, step } => Ok((order, step)),
        Found::Spent => Err(Fail::Refused(OrderRefusal::TokenSpent)),
        Found::Unknown => Err(Fail::Refused(OrderRefusal::UnknownToken)),
    }
}

/// The step that an order in this state waits for.
const fn waits_for(order: &Order) -> Option<&'static str> {
    match order.state {
        OrderState::Started => Some(WAITS_FOR_CUSTOMER),
        OrderState::Queued | OrderState::Making => Some(WAITS_FOR_BARISTA),
        _ => None,
    }
}
