//! Due work: writes the messages of orders that have become ready, and forgets subscriptions whose
//! order has ended.
//!
//! It goes by what is, not by what happened: an order is ready and its subscription was not told
//! of this time yet. So a guest who asks in the very moment of ready is told too, whichever of the
//! two comes first, and a crash forgets nothing.

use futures_util::future::BoxFuture;

use super::schedule::{Kind, remind_at};
use super::sender::Waiting;
use super::sql;
use super::subscription::too_old;
use crate::clock::Timestamp;
use crate::db::{Conn, DbError, Fail, Never};
use crate::ids::Ids;
use crate::order::state::MISSED_SECONDS;
use crate::platform::Platform;
use crate::workflow::deadlines::DueWork;

/// Subscriptions looked at in one round.
const ROUND: i64 = 200;

/// Plans messages and wakes the sender.
#[derive(Clone, Debug)]
pub struct PlanPushes {
    /// Storage and time.
    pub platform: Platform,
    /// Rung when there is something to send.
    pub waiting: Waiting,
}

impl DueWork for PlanPushes {
    fn next_due(&self) -> BoxFuture<'_, Result<Option<Timestamp>, DbError>> {
        Box::pin(async {
            let unplanned = sql::unplanned(&mut self.platform.db.read().await?, 1).await?;
            Ok(unplanned.first().map(|_| self.platform.now()))
        })
    }

    fn run_due(&self, now: Timestamp) -> BoxFuture<'_, Result<usize, DbError>> {
        Box::pin(async move {
            let mut conn = self.platform.db.read().await?;
            // Nearly always there is nothing to do, and finding that out must not write.
            let is_due = !sql::unplanned(&mut conn, 1).await?.is_empty();
            let over = sql::over(&mut conn, missed_before(now), too_old(now)).await?;
            drop(conn);
            let mut done = over.len();
            if !over.is_empty() {
                self.forget(over).await?;
            }
            if is_due {
                done += self.plan(now).await?;
                self.waiting.ring();
            }
            Ok(done)
        })
    }
}

/// A missed order may be recalled and be ready again, so its guest can still be told.
fn missed_before(now: Timestamp) -> Timestamp {
    now.plus_seconds(-MISSED_SECONDS)
}

impl PlanPushes {
    async fn plan(&self, now: Timestamp) -> Result<usize, DbError> {
        let ids = self.platform.ids.clone();
        let planned = self.platform.db.write(move |tx| {
            let ids = ids.clone();
            Box::pin(async move { Ok::<_, Fail<Never>>(plan_in(tx, &ids, now).await?) })
        });
        Ok(planned.await?)
    }

    async fn forget(&self, over: Vec<String>) -> Result<(), DbError> {
        let forgotten = self.platform.db.write(move |tx| {
            let over = over.clone();
            Box::pin(async move {
                for subscription in over {
                    sql::forget(tx, &subscription).await?;
                }
                Ok::<_, Fail<Never>>(())
            })
        });
        Ok(forgotten.await?)
    }
}

/// Two messages for each subscription whose order is ready: now, and before it is missed. The
/// mark decides, so two that plan at the same time plan once.
async fn plan_in(tx: &mut Conn, ids: &Ids, now: Timestamp) -> Result<usize, DbError> {
    let mut planned = 0;
    for subscription in sql::unplanned(tx, ROUND).await? {
        let (id, ready_at, until) =
            (&subscription.id, subscription.ready_at, subscription.deadline_at);
        if !sql::mark_planned(tx, id, until).await? {
            continue;
        }
        sql::drop_waiting(tx, id).await?;
        for (kind, due_at) in [(Kind::Ready, now), (Kind::Waiting, remind_at(ready_at, until))] {
            // Who asks in the last minutes is told once.
            if due_at < until && (kind == Kind::Ready || due_at > now) {
                sql::insert_push(tx, &ids.fresh(now), id, kind, due_at, until).await?;
            }
        }
        planned += 1;
    }
    Ok(planned)
}
