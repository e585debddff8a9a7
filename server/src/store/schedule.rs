//! The store opens and closes by its hours.
//!
//! Staff win until the next time in the hours: the schedule acts at changes only, so a bar that
//! was closed early stays closed until it next opens.

use futures_util::future::BoxFuture;
use jiff::civil::Date;
use serde_json::json;

use super::change::{By, ChangeRefusal, Changed};
use super::edit::{edit, edit_by};
use super::{Day, Hours, State, Store, sql};
use crate::clock::Timestamp;
use crate::db::{DbError, Fail};
use crate::ids::StoreId;
use crate::platform::Platform;
use crate::workflow::deadlines::DueWork;

/// A day as people say it from where they are in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Near {
    /// The store's day of now.
    Today,
    /// One of the next six days.
    Weekday(Day),
    /// Any other.
    Date(Date),
}

impl Store {
    /// The state that the hours asked for at a change that has come but not been made yet.
    pub(super) fn scheduled_state(&self, now: Timestamp) -> Option<State> {
        self.schedule_at.filter(|&at| at <= now)?;
        let is_open = self.hours.as_ref()?.is_open_at(&self.zone(), now);
        Some(if is_open { State::Open } else { State::Closed })
    }

    /// Looks for the next change. One that has come but not been made yet is made on the way, so
    /// that it is not lost; staff who set the state overrule it.
    pub(super) fn reschedule(&mut self, now: Timestamp) {
        if let Some(state) = self.scheduled_state(now).filter(|&state| state != self.state) {
            self.state = state;
            self.until = None;
            self.reason = None;
        }
        let zone = self.zone();
        self.schedule_at = self.hours.as_ref().and_then(|hours| hours.next_change(&zone, now));
    }

    /// When it opens by itself; none while it is not closed or has no hours.
    #[must_use]
    pub fn opens_at(&self, now: Timestamp) -> Option<Timestamp> {
        let hours = self.hours.as_ref().filter(|_| self.state_at(now) == State::Closed)?;
        hours.next_opening(&self.zone(), now)
    }

    /// When it closes by itself; none while it is closed, or where no end is in sight.
    #[must_use]
    pub fn closes_at(&self, now: Timestamp) -> Option<Timestamp> {
        let hours = self.hours.as_ref().filter(|_| self.state_at(now) != State::Closed)?;
        hours.next_closing(&self.zone(), now)
    }

    /// The day of `at` as people say it at `now`.
    #[must_use]
    pub fn near(&self, at: Timestamp, now: Timestamp) -> Near {
        let (then, today) = (self.local(at).date(), self.local(now).date());
        let days = today.until(then).map_or(0, |span| span.get_days());
        match days {
            0 if then == today => Near::Today,
            1..=6 => Near::Weekday(Day::of(then)),
            _ => Near::Date(then),
        }
    }

    /// `13:00`, or `Monday 13:00` when that is not today: as in [`Store::near`], in English.
    #[must_use]
    pub fn near_time(&self, at: Timestamp, now: Timestamp) -> String {
        let time = self.time_of_day(at);
        match self.near(at, now) {
            Near::Today => time,
            Near::Weekday(day) => {
                let (first, rest) = day.as_str().split_at(1);
                format!("{}{rest} {time}", first.to_uppercase())
            }
            Near::Date(date) => format!("{date} {time}"),
        }
    }
}

/// Replaces the hours; none, or empty ones, leave opening and closing to staff.
///
/// The state of this moment stays as it is: the hours first act at their next change.
///
/// # Errors
/// When the hours make no sense (nothing is changed then), there is no such store, or the
/// database does not answer.
pub async fn set_hours(
    platform: &Platform,
    store: &StoreId,
    hours: Option<Hours>,
    by: impl Into<By>,
) -> Changed {
    let by = by.into();
    let who = by.who.clone();
    let hours = hours.filter(|hours| !hours.is_empty());
    edit_by(platform, store, by, move |store, now| {
        if let Some(hours) = &hours {
            hours.check().map_err(ChangeRefusal::Hours)?;
        }
        if store.hours == hours {
            return Ok(None);
        }
        store.hours.clone_from(&hours);
        store.reschedule(now);
        Ok(Some(json!({"change": "hours", "hours": hours, "by": who})))
    })
    .await
}

/// Opens and closes stores when their hours say so.
#[derive(Clone, Debug)]
pub struct FollowHours(pub Platform);

impl DueWork for FollowHours {
    fn next_due(&self) -> BoxFuture<'_, Result<Option<Timestamp>, DbError>> {
        Box::pin(async { sql::next_schedule(&mut self.0.db.read().await?).await })
    }

    fn run_due(&self, now: Timestamp) -> BoxFuture<'_, Result<usize, DbError>> {
        Box::pin(async move {
            let due = sql::scheduled(&mut self.0.db.read().await?, now).await?;
            let mut acted = 0;
            for store in due {
                match act(&self.0, &store).await {
                    Ok(_) => acted += 1,
                    // One that cannot be read must not hold up the others.
                    Err(error) => {
                        tracing::error!(%store, ?error, "the hours wait");
                    }
                }
            }
            Ok(acted)
        })
    }
}

/// Does what the hours of one store ask for now; whether they do is decided in the transaction.
///
/// After hours of downtime this is one step to the present state, not every change in between.
async fn act(platform: &Platform, store: &StoreId) -> Result<Store, Fail<ChangeRefusal>> {
    edit(platform, store, |store, now| {
        if store.schedule_at.is_none_or(|at| at > now) {
            return Ok(None);
        }
        let before = store.state;
        store.reschedule(now);
        let told = json!({"change": "status", "state": store.state, "by": "schedule"});
        Ok((store.state != before).then_some(told))
    })
    .await
}
