//! Once, however often it is sent: an `Idempotency-Key`, the request it came with and the first
//! answer are stored in the transaction of the change.
//!
//! Keys belong to a person, so another's key tells nothing. Refusals are not kept: trying again
//! with the same key is how a client finds out that it works now.

use futures_util::future::BoxFuture;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::clock::Timestamp;
use crate::crash;
use crate::db::{Conn, Db, DbError, Fail, Never, execute, fetch_optional};
use crate::keys::digest;

/// How long answers are kept.
const KEPT_SECONDS: i64 = 24 * 3_600;

/// A key as it came with a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestKey {
    /// Whose: a session's `sub`.
    pub person: String,
    /// The client's text.
    pub key: String,
    /// Digest of what was asked: method, path and body.
    pub request: String,
}

impl RequestKey {
    /// A key with the digest of `parts` of its request.
    #[must_use]
    pub fn new(person: &str, key: &str, parts: &[&[u8]]) -> Self {
        let request = digest(&parts.join(&0));
        Self { person: person.to_owned(), key: key.to_owned(), request }
    }
}

/// The key came before, with another request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyReused;

/// Runs `change` unless its key has an answer already; then answers that.
///
/// # Errors
/// As `change`; [`KeyReused`] when the key came with another request.
pub async fn once<T, R, F>(
    tx: &mut Conn,
    key: Option<&RequestKey>,
    now: Timestamp,
    change: F,
) -> Result<T, Fail<R>>
where
    T: Serialize + DeserializeOwned,
    R: From<KeyReused>,
    F: for<'c> FnOnce(&'c mut Conn) -> BoxFuture<'c, Result<T, Fail<R>>>,
{
    if let Some(answer) = earlier_answer(tx, key).await? {
        return Ok(answer);
    }
    match change(tx).await {
        Ok(answer) => {
            remember(tx, key, &answer, now).await?;
            Ok(answer)
        }
        // The same request may have won while this one waited for its row.
        Err(Fail::Refused(refusal)) => match earlier_answer(tx, key).await? {
            Some(answer) => Ok(answer),
            None => Err(Fail::Refused(refusal)),
        },
        Err(fail) => Err(fail),
    }
}

/// The answer that the key's first request got, if there was one.
///
/// # Errors
/// [`KeyReused`] when that request was another.
pub async fn earlier_answer<T, R>(
    tx: &mut Conn,
    key: Option<&RequestKey>,
) -> Result<Option<T>, Fail<R>>
where
    T: DeserializeOwned,
    R: From<KeyReused>,
{
    let Some(key) = key else { return Ok(None) };
    let row = fetch_optional!(
        tx,
        (String, String),
        "select request, answer from idempotency_keys where person = $1 and key = $2",
        &key.person,
        &key.key
    )?;
    match row {
        None => Ok(None),
        Some((request, _)) if request != key.request => Err(Fail::Refused(KeyReused.into())),
        Some((_, answer)) => serde_json::from_str(&answer)
            .map(Some)
            .map_err(|source| DbError::Unreadable { what: "answer", source }.into()),
    }
}

/// Keeps an answer, in the transaction of its change.
///
/// # Errors
/// When the database does not answer; [`DbError::Conflict`] when the same key came in between, so
/// that the job runs again and finds its answer.
pub async fn remember<T: Serialize>(
    tx: &mut Conn,
    key: Option<&RequestKey>,
    answer: &T,
    now: Timestamp,
) -> Result<(), DbError> {
    let Some(key) = key else { return Ok(()) };
    crash::point("idempotency.changed");
    let answer = serde_json::to_string(answer).expect("an answer is plain data");
    let kept = execute!(
        tx,
        "insert into idempotency_keys (person, key, request, answer, created_at)
         values ($1, $2, $3, $4, $5) on conflict (person, key) do nothing",
        &key.person,
        &key.key,
        &key.request,
        answer,
        now
    )?;
    crash::point("idempotency.remembered");
    if kept == 1 { Ok(()) } else { Err(DbError::Conflict) }
}

/// Forgets answers older than a day.
///
/// # Errors
/// When the database does not answer.
pub async fn forget_old(db: &Db, now: Timestamp) -> Result<u64, DbError> {
    let before = now.plus_seconds(-KEPT_SECONDS);
    let forgotten = db
        .write(move |tx| {
            Box::pin(async move {
                let sql = "delete from idempotency_keys where created_at < $1";
                Ok::<_, Fail<Never>>(execute!(tx, sql, before)?)
            })
        })
        .await?;
    Ok(forgotten)
}
