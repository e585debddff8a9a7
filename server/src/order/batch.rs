//! Several orders in one go: taken together, within the bound on overtaking, or completed
//! together. Each goes through the state machine by itself; what one refuses leaves the others
//! alone, and the answer says which.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::command::Command;
use super::manager::{apply, find_for, load_store};
use super::model::{Order, OrderState, Worker};
use super::refusal::OrderRefusal;
use super::together::{Kind, Place, may_take, offers};
use super::{Actor, OrderJson, count, sql};
use crate::clock::Timestamp;
use crate::db::{Conn, Db, DbError, Fail};
use crate::error::Problem;
use crate::idempotency::{RequestKey, once};
use crate::ids::{OrderId, StoreId, UserId};
use crate::platform::Platform;
use crate::store::Store;

/// What is asked of several orders.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Together {
    /// Start making them.
    Claim,
    /// They are ready.
    Complete,
}

/// What became of each order.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = Batch)]
pub struct BatchJson {
    /// Those that are now as asked, in the order of the line.
    pub orders: Vec<OrderJson>,
    /// Those that are not, and why.
    pub refused: Vec<RefusedJson>,
}

/// An order that stayed as it was.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = RefusedOrder)]
pub struct RefusedJson {
    /// Its id.
    pub id: String,
    /// Its number, if it has one.
    pub number: Option<i64>,
    /// The refusal's stable name.
    pub code: String,
    /// The refusal as a sentence.
    pub detail: String,
    /// Whose it is, where that is why.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub by: Option<String>,
}

type BatchAnswer = Result<BatchJson, Fail<OrderRefusal>>;

/// Does what `worker` asks of several orders of their store, in one transaction.
///
/// # Errors
/// The first refusal when none of them is as asked, with nothing changed.
pub async fn act_together(
    platform: &Platform,
    store: &StoreId,
    worker: Worker,
    ask: Together,
    orders: Vec<OrderId>,
    key: Option<RequestKey>,
) -> BatchAnswer {
    let now = platform.now();
    let (inner, store) = (platform.clone(), store.clone());
    let answer = platform
        .db
        .write(move |tx| {
            let (platform, store, worker) = (inner.clone(), store.clone(), worker.clone());
            let (orders, key) = (orders.clone(), key.clone());
            Box::pin(async move {
                once(tx, key.as_ref(), now, |tx| {
                    Box::pin(async move {
                        // Two baristas who take together at once would each count without the
                        // other, and could wait for each other's rows.
                        tx.serialize_on(store.as_str()).await?;
                        let store = load_store(tx, &store).await?;
                        let batch = Batch { platform: &platform, store: &store, worker, now };
                        match ask {
                            Together::Claim => batch.claim(tx, &orders).await,
                            Together::Complete => {
                                let command = Command::Complete(batch.worker.clone());
                                batch.change(tx, &orders, &command, Vec::new()).await
                            }
                        }
                    })
                })
                .await
            })
        })
        .await;
    let answer = count::refused(answer)?;
    platform.changed.ring();
    Ok(answer)
}

struct Batch<'a> {
    platform: &'a Platform,
    store: &'a Store,
    worker: Worker,
    now: Timestamp,
}

impl Batch<'_> {
    async fn claim(&self, tx: &mut Conn, asked: &[OrderId]) -> BatchAnswer {
        let (waiting, places) = line(tx, &self.store.id).await?;
        let positions: Vec<usize> = asked
            .iter()
            .filter_map(|id| waiting.iter().position(|order| order.id == *id))
            .collect();
        let mut may = Vec::new();
        let mut refused = Vec::new();
        for (at, answer) in may_take(&places, &positions, self.store.settings.max_overtaken_drinks)
        {
            let order = &waiting[at];
            match answer {
                Ok(()) => may.push(order.id.clone()),
                Err(first) => {
                    let first = waiting[first].number.unwrap_or_default();
                    refused.push((order.clone(), OrderRefusal::WouldOvertake { first }));
                }
            }
        }
        // The others wait no longer: mine already, a colleague's, cancelled. The state machine says.
        may.extend(asked.iter().filter(|id| !waiting.iter().any(|o| o.id == **id)).cloned());
        self.change(tx, &may, &Command::Claim(self.worker.clone()), refused).await
    }

    async fn change(
        &self,
        tx: &mut Conn,
        asked: &[OrderId],
        command: &Command,
        mut refused: Vec<(Order, OrderRefusal)>,
    ) -> BatchAnswer {
        let actor = Actor::Staff { store: self.store.id.clone(), worker: self.worker.clone() };
        let mut changed = Vec::new();
        for id in asked {
            let order = match find_for(tx, id, &actor).await {
                Ok(order) => order,
                // Another store's, or none: not worth a line, nobody sees it on this board.
                Err(Fail::Refused(_)) => continue,
                Err(fail) => return Err(fail),
            };
            match apply(tx, self.platform, order.clone(), command, self.store, self.now).await {
                Ok(order) => changed.push(OrderJson::from(&order)),
                Err(Fail::Refused(refusal)) => refused.push((order, refusal)),
                Err(fail) => return Err(fail),
            }
        }
        if changed.is_empty() {
            let first = refused.into_iter().next().map(|(_, refusal)| refusal);
            return Err(Fail::Refused(first.unwrap_or(OrderRefusal::NotFound)));
        }
        let refused = refused.into_iter().map(|(order, refusal)| told(&order, refusal)).collect();
        Ok(BatchJson { orders: changed, refused })
    }
}

fn told(order: &Order, refusal: OrderRefusal) -> RefusedJson {
    let problem = Problem::from(refusal);
    RefusedJson {
        id: order.id.to_string(),
        number: order.number,
        code: problem.code.to_owned(),
        detail: problem.detail,
        by: problem.by,
    }
}

/// The waiting orders of a store, oldest first, each with its place as the rule sees it.
///
/// How often an order was overtaken is not stored: it is what younger orders started before it.
/// So it holds after a crash, is the same for every replica, and taking an order back takes its
/// overtaking back.
async fn line(conn: &mut Conn, store: &StoreId) -> Result<(Vec<Order>, Vec<Place>), DbError> {
    let open = sql::open(conn, store).await?;
    let (waiting, others): (Vec<Order>, Vec<Order>) =
        open.into_iter().partition(|order| order.state == OrderState::Queued);
    let Some(oldest) = waiting.first().and_then(|order| order.queued_at) else {
        return Ok((waiting, Vec::new()));
    };
    let mut started: Vec<(Timestamp, Option<i64>, i64)> = others
        .iter()
        .filter(|order| order.making_at.is_some())
        .filter_map(|order| Some((order.queued_at?, order.number, order.drinks)))
        .collect();
    started.extend(sql::started_and_ended_since(conn, store, oldest).await?);
    let places = waiting.iter().map(|order| Place {
        drinks: order.drinks,
        overtaken: started
            .iter()
            .filter(|(queued_at, number, _)| (Some(*queued_at), *number) > place_of(order))
            .map(|(_, _, drinks)| drinks)
            .sum(),
        kind: Kind::of(&order.items),
    });
    let places = places.collect();
    Ok((waiting, places))
}

/// An order's place in line: when it was queued and, in one millisecond, its number.
fn place_of(order: &Order) -> (Option<Timestamp>, Option<i64>) {
    (order.queued_at, order.number)
}

/// Waiting orders worth taking together, the oldest offer first.
///
/// # Errors
/// When the database does not answer.
pub async fn worth_taking_together(db: &Db, store: &Store) -> Result<Vec<Vec<Order>>, DbError> {
    let (waiting, places) = line(&mut db.read().await?, &store.id).await?;
    let offers = offers(&places, store.settings.max_overtaken_drinks);
    Ok(offers
        .into_iter()
        .map(|offer| offer.into_iter().map(|at| waiting[at].clone()).collect())
        .collect())
}

/// The oldest orders that `barista` took together and still makes; none when there are no such.
#[must_use]
pub fn taken_together<'a>(making: &'a [Order], barista: &UserId) -> Vec<&'a Order> {
    let is_theirs = |o: &Order| o.barista.as_ref().is_some_and(|worker| worker.id == *barista);
    let theirs: Vec<&Order> = making.iter().filter(|order| is_theirs(order)).collect();
    let batch_of = |first: &Order| -> Vec<&'a Order> {
        let kind = Kind::of(&first.items);
        // One batch starts in one moment; nobody taps twice in a millisecond.
        let alike = |o: &Order| o.making_at == first.making_at && Kind::of(&o.items) == kind;
        theirs.iter().copied().filter(|order| kind.is_some() && alike(order)).collect()
    };
    theirs.iter().map(|first| batch_of(first)).find(|batch| batch.len() > 1).unwrap_or_default()
}

#[cfg(test)]
mod tests;
