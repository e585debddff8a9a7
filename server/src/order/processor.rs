//! The order processor: deadlines that nobody met.

use futures_util::future::BoxFuture;

use super::command::Command;
use super::refusal::OrderRefusal;
use super::{manager, sql};
use crate::clock::Timestamp;
use crate::crash;
use crate::db::{Conn, DbError, Fail, after_commit};
use crate::ids::OrderId;
use crate::platform::Platform;
use crate::store;
use crate::workflow::deadlines::DueWork;

/// Orders handled in one round, each in a transaction of its own that others' group with.
const ROUND: i64 = 100;

/// Expires orders, marks them missed, and completes their histories.
#[derive(Clone, Debug)]
pub struct OrderDeadlines(pub Platform);

impl DueWork for OrderDeadlines {
    fn next_due(&self) -> BoxFuture<'_, Result<Option<Timestamp>, DbError>> {
        Box::pin(async { sql::next_deadline(&mut self.0.db.read().await?).await })
    }

    fn run_due(&self, now: Timestamp) -> BoxFuture<'_, Result<usize, DbError>> {
        Box::pin(async move {
            let due = sql::due(&mut self.0.db.read().await?, now, ROUND).await?;
            // At once, so that they share a commit.
            let fired = due.into_iter().map(|order| self.fire(order, now));
            let fired = futures_util::future::join_all(fired).await;
            let count = fired.into_iter().filter(|&is_done| is_done).count();
            if count > 0 {
                self.0.changed.ring_events();
            }
            Ok(count)
        })
    }
}

impl OrderDeadlines {
    /// Sends one order its deadline; whether it is really due is decided inside the transaction.
    ///
    /// One that cannot be read must not hold up the others: it is logged and stays due.
    async fn fire(&self, order: OrderId, now: Timestamp) -> bool {
        crash::point("deadline.due");
        let (platform, id) = (self.0.clone(), order.clone());
        let fired = self
            .0
            .db
            .write(move |tx| {
                let (platform, order) = (platform.clone(), order.clone());
                Box::pin(async move { fire_in(tx, &platform, &order, now).await })
            })
            .await;
        match fired {
            Ok(()) => {
                crash::point("deadline.fired");
                true
            }
            Err(Fail::Refused(refusal)) => {
                tracing::error!(order = %id, ?refusal, "a deadline was refused");
                false
            }
            Err(Fail::Db(error)) => {
                tracing::warn!(order = %id, ?error, "a deadline waits");
                false
            }
        }
    }
}

async fn fire_in(
    tx: &mut Conn,
    platform: &Platform,
    order: &OrderId,
    now: Timestamp,
) -> Result<(), Fail<OrderRefusal>> {
    let Some(order) = sql::load(tx, order).await? else { return Ok(()) };
    let Some(store) = store::load(tx, &order.store).await? else { return Ok(()) };
    let due = order.deadline_at;
    manager::apply(tx, platform, order, &Command::Deadline, &store, now).await?;
    if let Some(due) = due.filter(|&due| due <= now) {
        let late = i32::try_from(now.millis_since(due)).unwrap_or(i32::MAX);
        after_commit(move || {
            metrics::histogram!("crema_deadline_lateness_seconds")
                .record(f64::from(late) / 1_000.0);
        });
    }
    Ok(())
}
