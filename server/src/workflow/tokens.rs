//! Task tokens: the opaque strings that resume a waiting step from outside.
//!
//! A token is derived from the installation's secret, the subject and the step, so it can be
//! handed to staff again without being stored; the database keeps only its hash and whether it
//! still waits. It is never put on a screen, in an event or in a log.

use std::collections::HashMap;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::clock::Timestamp;
use crate::db::{Conn, Db, DbError, Fail, Never, execute, fetch_all, fetch_optional};
use crate::ids::OrderId;
use crate::keys::{Keys, Purpose, digest};

/// A token in clear: 192 bits as 32 URL-safe characters.
#[derive(Clone, PartialEq, Eq)]
pub struct TaskToken(String);

impl std::fmt::Debug for TaskToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("TaskToken(secret)")
    }
}

impl TaskToken {
    /// Takes the text somebody sent.
    pub fn from_text(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// Hands the token out.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }

    fn derive(keys: &Keys, order: &OrderId, step: &str) -> Self {
        let tag = keys.tag(Purpose::TaskToken, &[order.as_str().as_bytes(), step.as_bytes()]);
        Self(URL_SAFE_NO_PAD.encode(&tag[..24]))
    }
}

/// What the database knows of a token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// Its step waits.
    Waiting {
        /// The order whose step it is.
        order: OrderId,
        /// The step's name and issue, `production.5`.
        step: String,
    },
    /// Its step is over; using it again changes nothing.
    Spent,
    /// There never was such a token.
    Unknown,
}

/// Ends the subject's waiting tokens, in the caller's transaction.
///
/// # Errors
/// When the database does not answer.
pub async fn end(tx: &mut Conn, order: &OrderId, now: Timestamp) -> Result<(), DbError> {
    execute!(
        tx,
        "update task_tokens set ended_at = $1 where order_id = $2 and ended_at is null",
        now,
        order
    )?;
    Ok(())
}

/// Issues the token of a step that now waits, in the caller's transaction. `step` is unique within
/// its order, `production.5`.
///
/// # Errors
/// When the database does not answer.
pub async fn issue(
    tx: &mut Conn,
    keys: &Keys,
    order: &OrderId,
    step: &str,
    now: Timestamp,
) -> Result<(), DbError> {
    let token = TaskToken::derive(keys, order, step);
    execute!(
        tx,
        "insert into task_tokens (hash, order_id, step, issued_at) values ($1, $2, $3, $4)",
        digest(token.0.as_bytes()),
        order,
        step,
        now
    )?;
    Ok(())
}

/// The token of the order's waiting step, for those who may resume it; `None` when another step
/// than `waiting` (`customer`, `production`) waits, whose token is not for them.
///
/// # Errors
/// When the database does not answer.
pub async fn current(
    conn: &mut Conn,
    keys: &Keys,
    order: &OrderId,
    waiting: &str,
) -> Result<Option<TaskToken>, DbError> {
    let row = fetch_optional!(
        conn,
        (String,),
        "select step from task_tokens where order_id = $1 and ended_at is null",
        order
    )?;
    let is_it = |step: &String| step.split_once('.').is_some_and(|(name, _)| name == waiting);
    let step = row.map(|(step,)| step).filter(is_it);
    Ok(step.map(|step| TaskToken::derive(keys, order, &step)))
}

/// Every order whose step `waiting` waits, with its token.
///
/// # Errors
/// When the database does not answer.
pub async fn all_waiting(
    conn: &mut Conn,
    keys: &Keys,
    waiting: &str,
) -> Result<HashMap<OrderId, TaskToken>, DbError> {
    let rows = fetch_all!(
        conn,
        (OrderId, String),
        "select order_id, step from task_tokens where ended_at is null"
    )?;
    let is_it = |step: &str| step.split_once('.').is_some_and(|(name, _)| name == waiting);
    let token = |(order, step): (OrderId, String)| {
        let token = TaskToken::derive(keys, &order, &step);
        (order, token)
    };
    Ok(rows.into_iter().filter(|(_, step)| is_it(step)).map(token).collect())
}

/// Looks a token up.
///
/// # Errors
/// When the database does not answer.
pub async fn find(conn: &mut Conn, token: &TaskToken) -> Result<Found, DbError> {
    let row = fetch_optional!(
        conn,
        (OrderId, String, Option<Timestamp>),
        "select order_id, step, ended_at from task_tokens where hash = $1",
        digest(token.0.as_bytes())
    )?;
    Ok(match row {
        Some((order, step, None)) => Found::Waiting { order, step },
        Some(_) => Found::Spent,
        None => Found::Unknown,
    })
}

/// Forgets tokens whose step was over before `before`: from then on they are unknown, not spent.
///
/// # Errors
/// When the database does not answer.
pub async fn forget_ended(db: &Db, before: Timestamp) -> Result<(), DbError> {
    db.write(move |tx| {
        Box::pin(async move {
            let sql = "delete from task_tokens where ended_at is not null and ended_at < $1";
            execute!(tx, sql, before)?;
            Ok::<(), Fail<Never>>(())
        })
    })
    .await?;
    Ok(())
}
