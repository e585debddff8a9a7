//! A short message to everybody who waits, with an end.

use futures_util::future::BoxFuture;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::change::{By, ChangeRefusal, Changed};
use super::edit::{edit, edit_by};
use super::{Store, sql};
use crate::clock::Timestamp;
use crate::db::{DbError, Fail};
use crate::ids::StoreId;
use crate::platform::Platform;
use crate::text::can_be_seen;
use crate::workflow::deadlines::DueWork;

/// Letters of a message at most: two lines on a phone.
pub const LONGEST_BROADCAST: usize = 140;
/// How long a message may stand: a day.
const LONGEST_MINUTES: i64 = 24 * 60;

/// A message to waiting guests.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Broadcast {
    /// As typed, on one line.
    pub text: String,
    /// When it ends by itself.
    pub until: Timestamp,
}

impl Store {
    /// The message that stands at `now`.
    #[must_use]
    pub fn broadcast_at(&self, now: Timestamp) -> Option<&Broadcast> {
        self.broadcast.as_ref().filter(|broadcast| broadcast.until > now)
    }
}

/// Tells waiting guests something for some minutes, in the place of what they were told before.
///
/// # Errors
/// When the text is empty or too long, or the time is none; nothing is changed then.
pub async fn broadcast(
    platform: &Platform,
    store: &StoreId,
    text: &str,
    minutes: i64,
    by: impl Into<By>,
) -> Changed {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let by = by.into();
    let who = by.who.clone();
    edit_by(platform, store, by, move |store, now| {
        let is_plain = !text.chars().any(char::is_control);
        if !(1..=LONGEST_BROADCAST).contains(&text.chars().count())
            || !can_be_seen(&text)
            || !is_plain
        {
            return Err(ChangeRefusal::Invalid("Write a message of 1 to 140 characters."));
        }
        if !(1..=LONGEST_MINUTES).contains(&minutes) {
            return Err(ChangeRefusal::Invalid("Let the message end within a day."));
        }
        let until = now.plus_seconds(minutes * 60);
        store.broadcast = Some(Broadcast { text: text.clone(), until });
        // Not the text: events are kept for ever, and it may name somebody.
        Ok(Some(json!({"change": "broadcast", "until": until.to_rfc3339(), "by": who})))
    })
    .await
}

/// Takes the message away before its time.
///
/// # Errors
/// When there is no such store or the database does not answer.
pub async fn withdraw_broadcast(
    platform: &Platform,
    store: &StoreId,
    by: impl Into<By>,
) -> Changed {
    let by = by.into();
    let who = by.who.clone();
    edit_by(platform, store, by, move |store, _| {
        let withdrawn = json!({"change": "broadcast", "by": who});
        Ok(store.broadcast.take().map(|_| withdrawn))
    })
    .await
}

/// Takes messages away whose time is over, so that every screen hears of it.
#[derive(Clone, Debug)]
pub struct EndBroadcasts(pub Platform);

impl DueWork for EndBroadcasts {
    fn next_due(&self) -> BoxFuture<'_, Result<Option<Timestamp>, DbError>> {
        Box::pin(async { sql::next_broadcast_end(&mut self.0.db.read().await?).await })
    }

    fn run_due(&self, now: Timestamp) -> BoxFuture<'_, Result<usize, DbError>> {
        Box::pin(async move {
            let due = sql::ended_broadcasts(&mut self.0.db.read().await?, now).await?;
            let mut ended = 0;
            for store in due {
                match end(&self.0, &store, now).await {
                    Ok(_) => ended += 1,
                    Err(Fail::Refused(_)) => {}
                    Err(Fail::Db(error)) => return Err(error),
                }
            }
            Ok(ended)
        })
    }
}

async fn end(platform: &Platform, store: &StoreId, now: Timestamp) -> Changed {
    edit(platform, store, move |store, _| {
        if store.broadcast.as_ref().is_none_or(|broadcast| broadcast.until > now) {
            return Ok(None);
        }
        store.broadcast = None;
        Ok(Some(json!({"change": "broadcast", "by": "schedule"})))
    })
    .await
}
