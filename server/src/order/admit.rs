//! Admission: from a scan to a started order, or a refusal that spends nothing.
//!
//! One transaction decides everything: it holds the store's turn (`serialize_on`), so what it
//! reads of queue, limits and places cannot change before it writes.

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::command::WAITS_FOR_CUSTOMER;
use super::manager::stored_new;
use super::model::{Order, OrderState};
use super::refusal::OrderRefusal;
use super::{OrderJson, sql};
use crate::clock::Timestamp;
use crate::db::{Conn, DbError, Fail};
use crate::events::{EventHead, EventType, NewEvent, append_once};
use crate::idempotency::{RequestKey, earlier_answer, remember};
use crate::ids::{OrderId, StoreId};
use crate::keys::digest;
use crate::platform::Platform;
use crate::qr::{self, Bucket, Scan};
use crate::store::{self, State, Store};

/// How a scan ended well.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Admission {
    /// The order, new or the one the person already had.
    pub order: OrderJson,
    /// Whether a place was taken just now.
    pub is_new: bool,
}

/// Outcomes that are stored: also a refusal for a shop that is not ready is an event.
enum Decided {
    Admitted(Box<Order>, bool),
    NotReady(OrderRefusal),
}

/// [`glance`] and [`take_turn`], as a scan over HTTP does them, without its limits.
#[cfg(test)]
pub(crate) async fn start(
    platform: &Platform,
    store: &StoreId,
    scan: Scan,
    key: Option<RequestKey>,
    traceparent: Option<String>,
) -> Result<Admission, Fail<OrderRefusal>> {
    let known = store::load(&mut platform.db.read().await?, store).await?;
    let known = known.ok_or(Fail::Refused(OrderRefusal::UnknownStore))?;
    match glance(platform, &known, &scan, key.as_ref()).await? {
        Glance::UsedUp(refusal) => Err(Fail::Refused(refusal)),
        Glance::WantsPlace | Glance::WantsNone => {
            take_turn(platform, store, scan, key, traceparent).await
        }
    }
}

/// What a scan looks like before anybody takes a turn for it. It may be wrong a moment later:
/// [`take_turn`] decides.
#[derive(Clone, Debug)]
pub(super) enum Glance {
    /// It takes a place, if the store takes orders.
    WantsPlace,
    /// The code does not count, or there is an answer or an order to get without a place.
    WantsNone,
    /// No place is left.
    UsedUp(OrderRefusal),
}

/// Looks at a scan by reading alone.
///
/// In a rush thousands of phones follow the ten that got a place; they must not wait for their
/// turn to write only to hear that the code is used up. Whoever may have something to get (an answer
/// to a key, an order to resume) takes that turn.
///
/// # Errors
/// When the key came with another request, or the database does not answer.
pub(super) async fn glance(
    platform: &Platform,
    store: &Store,
    scan: &Scan,
    key: Option<&RequestKey>,
) -> Result<Glance, Fail<OrderRefusal>> {
    let now = platform.now();
    let mut conn = platform.db.read().await?;
    let checked = qr::checked_bucket(&mut conn, &platform.keys, &store.id, scan, now).await?;
    let Ok(bucket) = checked else { return Ok(Glance::WantsNone) };
    if earlier_answer::<Admission, OrderRefusal>(&mut conn, key).await?.is_some() {
        return Ok(Glance::WantsNone);
    }
    let live = sql::open_of_customer(&mut conn, &store.id, &scan.sub).await?;
    if bucket.left() > 0 {
        let resumes = order_to_resume(&live, Some(&bucket), store).is_some();
        return Ok(if resumes { Glance::WantsNone } else { Glance::WantsPlace });
    }
    // Whether the store is open at all is the better reason, and an event besides.
    if live.is_empty() && store.state_at(now) == State::Open {
        return Ok(Glance::UsedUp(OrderRefusal::CodeUsedUp { next_at: bucket.expires_at }));
    }
    Ok(Glance::WantsNone)
}

/// Redeems a scanned code.
///
/// The same person scanning again gets the live order back, whatever the code.
///
/// # Errors
/// Why not, with nothing spent; `NotReady` reasons are told as `OrderProcessor.ShopNotready`.
pub(super) async fn take_turn(
    platform: &Platform,
    store: &StoreId,
    scan: Scan,
    key: Option<RequestKey>,
    traceparent: Option<String>,
) -> Result<Admission, Fail<OrderRefusal>> {
    let now = platform.now();
    let id = OrderId::new(platform.ids.fresh(now));
    let (store, inner) = (store.clone(), platform.clone());
    let outcome = platform
        .db
        .write(move |tx| {
            let attempt = Attempt {
                platform: inner.clone(),
                store: store.clone(),
                scan: scan.clone(),
                id: id.clone(),
                traceparent: traceparent.clone(),
                now,
            };
            let key = key.clone();
            Box::pin(async move { attempt.run_once(tx, key.as_ref()).await })
        })
        .await?;
    platform.changed.ring();
    match outcome {
        Ok(admission) => Ok(admission),
        Err(refusal) => Err(Fail::Refused(refusal)),
    }
}

struct Attempt {
    platform: Platform,
    store: StoreId,
    scan: Scan,
    id: OrderId,
    traceparent: Option<String>,
    now: Timestamp,
}

type Outcome = Result<Admission, OrderRefusal>;

impl Attempt {
    async fn run_once(
        &self,
        tx: &mut Conn,
        key: Option<&RequestKey>,
    ) -> Result<Outcome, Fail<OrderRefusal>> {
        if let Some(admission) = earlier_answer(tx, key).await? {
            return Ok(Ok(admission));
        }
        match self.decide(tx).await? {
            Decided::Admitted(order, is_new) => {
                let admission = Admission { order: OrderJson::from(order.as_ref()), is_new };
                remember(tx, key, &admission, self.now).await?;
                Ok(Ok(admission))
            }
            Decided::NotReady(refusal) => Ok(Err(refusal)),
        }
    }

    async fn decide(&self, tx: &mut Conn) -> Result<Decided, Fail<OrderRefusal>> {
        tx.serialize_on(self.store.as_str()).await?;
        let store =
            store::load(tx, &self.store).await?.ok_or(Fail::Refused(OrderRefusal::UnknownStore))?;
        let keys = &self.platform.keys;
        let checked = qr::checked_bucket(tx, keys, &self.store, &self.scan, self.now).await?;
        let live = sql::open_of_customer(tx, &self.store, &self.scan.sub).await?;
        if let Some(order) = order_to_resume(&live, checked.as_ref().ok(), &store) {
            return Ok(Decided::Admitted(Box::new(order.clone()), false));
        }
        let bucket = checked.map_err(|_| Fail::Refused(OrderRefusal::CodeExpired))?;
        if let Err(refusal) = self.check_readiness(tx, &store).await? {
            self.tell_not_ready(tx, &refusal).await?;
            return Ok(Decided::NotReady(refusal));
        }
        self.check_person(tx, &store, live.len()).await?;
        if !qr::take_place(tx, &bucket.id).await? {
            let next_at = bucket.expires_at;
            return Err(Fail::Refused(OrderRefusal::CodeUsedUp { next_at }));
        }
        let order = self.started_order(&store, &bucket);
        let events = started_events(&order);
        let order = stored_new(tx, &self.platform, order, &events, WAITS_FOR_CUSTOMER).await?;
        Ok(Decided::Admitted(Box::new(order), true))
    }

    async fn check_readiness(
        &self,
        tx: &mut Conn,
        store: &Store,
    ) -> Result<Result<(), OrderRefusal>, DbError> {
        let reason = store.reason.clone();
        match store.state_at(self.now) {
            State::Closed => {
                let opens_at = store.opens_at(self.now);
                return Ok(Err(OrderRefusal::Closed { reason, opens_at }));
            }
            State::Paused => return Ok(Err(OrderRefusal::Paused { until: store.until, reason })),
            State::Open => {}
        }
        let room = store.settings.max_queue - sql::queued_drinks(tx, &self.store).await?;
        Ok(if room > 0 { Ok(()) } else { Err(OrderRefusal::QueueFull { room: 0 }) })
    }

    async fn check_person(
        &self,
        tx: &mut Conn,
        store: &Store,
        open: usize,
    ) -> Result<(), Fail<OrderRefusal>> {
        let limit = store.settings.max_open_orders_per_person;
        if i64::try_from(open).unwrap_or(i64::MAX) >= limit {
            return Err(Fail::Refused(OrderRefusal::OpenOrderLimit { limit }));
        }
        let limit = store.settings.max_orders_per_person_per_day;
        if limit > 0 {
            let since = store.day_start(self.now);
            let placed = sql::placed_since(tx, &self.store, &self.scan.sub, since).await?;
            if placed >= limit {
                return Err(Fail::Refused(OrderRefusal::DailyLimit { limit }));
            }
        }
        Ok(())
    }

    /// The refused scan becomes a history of one event, one a person and minute however often they
    /// try: the subject is made of both, and a second of the same is not added.
    async fn tell_not_ready(&self, tx: &mut Conn, refusal: &OrderRefusal) -> Result<(), DbError> {
        let reason = match refusal {
            OrderRefusal::Closed { .. } => "closed",
            OrderRefusal::Paused { .. } => "paused",
            _ => "queue_full",
        };
        let minute = self.now.0.div_euclid(60_000);
        let subject = digest(format!("{}/{minute}", self.scan.sub).as_bytes());
        let head = EventHead {
            store: &self.store,
            subject: &subject,
            recipient: None,
            after: 0,
            time: self.now,
            traceparent: self.traceparent.as_deref(),
        };
        let event = NewEvent::new(EventType::ShopNotready, json!({"reason": reason}));
        append_once(tx, &head, &event).await
    }

    fn started_order(&self, store: &Store, bucket: &Bucket) -> Order {
        Order {
            id: self.id.clone(),
            store: self.store.clone(),
            customer: self.scan.sub.clone(),
            state: OrderState::Started,
            version: 1,
            sequence: 0,
            day: None,
            number: None,
            name: String::new(),
            items: Vec::new(),
            drinks: 1,
            bucket: Some(bucket.id.clone()),
            created_at: self.now,
            queued_at: None,
            making_at: None,
            ready_at: None,
            ended_at: None,
            deadline_at: Some(self.now.plus_seconds(store.settings.submit_timeout_seconds)),
            barista: None,
            reason: None,
            cancelled_by: None,
            promise: None,
            traceparent: self.traceparent.clone(),
        }
    }
}

/// The order a person goes on with instead of starting another: one not yet submitted, one of the
/// same code, or the only one allowed.
fn order_to_resume<'a>(
    live: &'a [Order],
    bucket: Option<&Bucket>,
    store: &Store,
) -> Option<&'a Order> {
    let of_bucket = |order: &&Order| bucket.is_some_and(|b| order.bucket.as_ref() == Some(&b.id));
    live.iter()
        .find(|order| order.state == OrderState::Started)
        .or_else(|| live.iter().find(of_bucket))
        .or_else(|| live.first().filter(|_| store.settings.max_open_orders_per_person == 1))
}

fn started_events(order: &Order) -> Vec<NewEvent> {
    let deadline = order.deadline_at.map(Timestamp::to_rfc3339);
    vec![
        NewEvent::new(EventType::NewOrder, json!({"bucket": order.bucket})),
        NewEvent::new(EventType::WorkflowStarted, json!({"deadline": deadline})),
        NewEvent::new(EventType::QueueStarted, json!({"drinks": order.drinks})),
    ]
}
