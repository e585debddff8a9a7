//! Open, paused or closed, and the end of a pause.

use futures_util::future::BoxFuture;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{change, sql};
use crate::clock::Timestamp;
use crate::db::DbError;
use crate::platform::Platform;
use crate::workflow::deadlines::DueWork;

/// Whether guests may order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = StoreState)]
pub enum State {
    /// They may.
    Open,
    /// Not for a while; the queue is still made.
    Paused,
    /// Not today; the queue is still made.
    Closed,
}

impl State {
    /// As stored and sent.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Paused => "paused",
            Self::Closed => "closed",
        }
    }

    /// Reads [`State::as_str`] back.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "open" => Some(Self::Open),
            "paused" => Some(Self::Paused),
            "closed" => Some(Self::Closed),
            _ => None,
        }
    }
}

/// What staff want the state to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusChange {
    /// The new state.
    pub state: State,
    /// When a pause ends by itself; ignored for the other states.
    pub until: Option<Timestamp>,
    /// Why, in words for guests.
    pub reason: Option<String>,
}

/// Opens stores whose pause is over.
#[derive(Clone, Debug)]
pub struct ResumeStores(pub Platform);

impl DueWork for ResumeStores {
    fn next_due(&self) -> BoxFuture<'_, Result<Option<Timestamp>, DbError>> {
        Box::pin(async { sql::next_resume(&mut self.0.db.read().await?).await })
    }

    fn run_due(&self, now: Timestamp) -> BoxFuture<'_, Result<usize, DbError>> {
        Box::pin(async move {
            let due = sql::resumable(&mut self.0.db.read().await?, now).await?;
            let mut resumed = 0;
            for store in due {
                resumed += usize::from(change::resume(&self.0, store, now).await?);
            }
            Ok(resumed)
        })
    }
}
