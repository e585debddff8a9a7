//! Task tokens: a step that waits is resumed from outside, by a robot, a kiosk, another system.

use super::OrderJson;
use super::command::{Canceller, Command};
use super::manager::{Actor, Answer, Ask, act_in, apply, load, load_store};
use super::model::{OrderState, Worker};
use super::refusal::OrderRefusal;
use crate::clock::Timestamp;
use crate::db::{Conn, Fail};
use crate::ids::UserId;
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
        .await?;
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
    let id = match tokens::find(tx, token).await? {
        Found::Waiting { order, .. } => order,
        Found::Spent => return Err(Fail::Refused(OrderRefusal::TokenSpent)),
        Found::Unknown => return Err(Fail::Refused(OrderRefusal::UnknownToken)),
    };
    let order = load(tx, &id).await?;
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
            let command = Command::Cancel { by: Canceller::Task, reason };
            apply(tx, platform, order, &command, &store, now).await?
        }
        (TaskAnswer::Heartbeat, _) => {
            let store = load_store(tx, &order.store).await?;
            apply(tx, platform, order, &Command::Heartbeat, &store, now).await?
        }
    };
    Ok(OrderJson::from(&order))
}
