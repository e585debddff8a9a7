//! Carrying commands out: load the order, check who asks, let `state::step` decide, store its
//! answer with its events and task token, all in one transaction.

use super::command::{Canceller, Command, TokenChange, Transition};
use super::model::{Order, OrderState, Worker};
use super::name::{cup_name, disturbs};
use super::refusal::OrderRefusal;
use super::state::step;
use super::step_span::StepSpan;
use super::{OrderJson, count, sql, waits};
use crate::clock::Timestamp;
use crate::db::{Conn, DbError, Fail};
use crate::events::{EventHead, NewEvent, append};
use crate::idempotency::{KeyReused, RequestKey, once};
use crate::ids::{OrderId, StoreId, UserId};
use crate::menu::{self, Choice, Item};
use crate::platform::Platform;
use crate::qr;
use crate::store::{self, Store};
use crate::workflow::tokens;

/// What is asked of an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    /// The guest's choice and name for the cup, unchecked.
    Submit {
        /// Drinks with options.
        items: Vec<Choice>,
        /// For the cup.
        name: String,
    },
    /// Start making it.
    Claim,
    /// Give it back to the queue.
    Release,
    /// It is ready.
    Complete,
    /// It was handed over.
    Collect,
    /// Take the last step back.
    Recall {
        /// `Making` or `Ready`.
        to: Option<OrderState>,
    },
    /// Call it off.
    Cancel {
        /// Why.
        reason: Option<String>,
    },
}

/// Who asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Actor {
    /// A guest, for an order of their own.
    Customer(UserId),
    /// Staff, for an order of their store.
    Staff {
        /// Whose store it must be.
        store: StoreId,
        /// Who.
        worker: Worker,
    },
}

impl From<KeyReused> for OrderRefusal {
    fn from(_: KeyReused) -> Self {
        Self::KeyReused
    }
}

pub(super) type Answer = Result<OrderJson, Fail<OrderRefusal>>;

/// Does what `actor` asks of an order.
///
/// # Errors
/// The refusal, with nothing changed.
pub async fn act(
    platform: &Platform,
    order: &OrderId,
    actor: Actor,
    ask: Ask,
    key: Option<RequestKey>,
) -> Answer {
    let now = platform.now();
    let (inner, order) = (platform.clone(), order.clone());
    let answer = platform
        .db
        .write(move |tx| {
            let (platform, order, actor, ask) =
                (inner.clone(), order.clone(), actor.clone(), ask.clone());
            let key = key.clone();
            Box::pin(async move {
                once(tx, key.as_ref(), now, |tx| {
                    Box::pin(async move {
                        let order = find_for(tx, &order, &actor).await?;
                        let order = act_in(tx, &platform, order, &actor, ask, now).await?;
                        Ok(OrderJson::from(&order))
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

/// Stores a new order with its first events and the token of the step that waits.
pub(super) async fn stored_new(
    tx: &mut Conn,
    platform: &Platform,
    order: Order,
    events: &[NewEvent],
    waiting: &'static str,
) -> Result<Order, DbError> {
    let sequence = i64::try_from(events.len()).unwrap_or(0);
    let order = Order { sequence, ..order };
    let name = if order.state == OrderState::Started { "order.start" } else { "order.walk_up" };
    let span = StepSpan::begin(name, &order);
    sql::insert(tx, &order).await?;
    let traceparent = span.traceparent(&order);
    append(tx, &head(&order, 0, order.created_at, traceparent.as_deref()), events).await?;
    let step = format!("{waiting}.{sequence}");
    tokens::issue(tx, &platform.keys, &order.id, &step, order.created_at).await?;
    count::began(&order);
    span.end_with_commit();
    Ok(order)
}

pub(super) async fn act_in(
    tx: &mut Conn,
    platform: &Platform,
    order: Order,
    actor: &Actor,
    ask: Ask,
    now: Timestamp,
) -> Result<Order, Fail<OrderRefusal>> {
    let store = load_store(tx, &order.store).await?;
    let command = match (ask, actor) {
        (Ask::Submit { items, name }, Actor::Customer(_)) => {
            submission(tx, &store, &order, &items, &name, now).await?
        }
        (Ask::Cancel { reason }, Actor::Customer(_)) => {
            Command::Cancel { by: Canceller::Customer, reason: cleaned(reason) }
        }
        (Ask::Claim, Actor::Staff { worker, .. }) => Command::Claim(worker.clone()),
        (Ask::Release, Actor::Staff { worker, .. }) => Command::Release(worker.clone()),
        (Ask::Complete, Actor::Staff { worker, .. }) => Command::Complete(worker.clone()),
        (Ask::Collect, Actor::Staff { worker, .. }) => Command::Collect(worker.clone()),
        (Ask::Recall { to }, Actor::Staff { worker, .. }) => {
            Command::Recall { by: worker.clone(), to }
        }
        (Ask::Cancel { reason }, Actor::Staff { worker, .. }) => {
            Command::Cancel { by: Canceller::Staff(worker.clone()), reason: cleaned(reason) }
        }
        (Ask::Submit { .. }, Actor::Staff { .. })
        | (
            Ask::Claim | Ask::Release | Ask::Complete | Ask::Collect | Ask::Recall { .. },
            Actor::Customer(_),
        ) => return Err(Fail::Refused(OrderRefusal::Forbidden)),
    };
    apply(tx, platform, order, &command, &store, now).await
}

/// Checks a submission and draws its number, the last thing that can still be refused being done.
async fn submission(
    tx: &mut Conn,
    store: &Store,
    order: &Order,
    choices: &[Choice],
    name: &str,
    now: Timestamp,
) -> Result<Command, Fail<OrderRefusal>> {
    if order.state != OrderState::Started {
        let refusal = OrderRefusal::WrongState { number: order.number, state: order.state };
        return Err(Fail::Refused(refusal));
    }
    let (items, name) = checked(store, choices, name)?;
    let more = i64::try_from(items.len()).unwrap_or(i64::MAX) - order.drinks;
    if more > 0 {
        tx.serialize_on(store.id.as_str()).await?;
        let room = store.settings.max_queue - sql::queued_drinks(tx, &store.id).await?;
        if more > room {
            return Err(Fail::Refused(OrderRefusal::QueueFull {
                room: room.max(0) + order.drinks,
            }));
        }
    }
    let day = store.day_of(now);
    let number = sql::next_number(tx, &store.id, &day).await?;
    let promise = waits::promise(tx, &store.id, &items, now).await?;
    Ok(Command::Submit { items, name, day, number, promise })
}

pub(super) fn checked(
    store: &Store,
    choices: &[Choice],
    name: &str,
) -> Result<(Vec<Item>, String), Fail<OrderRefusal>> {
    let max = store.settings.max_items_per_order;
    if choices.is_empty() {
        return Err(Fail::Refused(OrderRefusal::NothingOrdered));
    }
    if i64::try_from(choices.len()).unwrap_or(i64::MAX) > max {
        return Err(Fail::Refused(OrderRefusal::TooManyItems { max }));
    }
    let items = choices
        .iter()
        .map(|choice| menu::choose(&store.menu, choice))
        .collect::<Result<Vec<_>, _>>()
        .map_err(|refusal| Fail::Refused(OrderRefusal::Item(refusal)))?;
    let name = cup_name(name).map_err(Fail::Refused)?;
    Ok((items, name))
}

/// A reason is one line of at most 200 characters, without what would disturb a ticket; none is
/// left of an empty one.
pub(super) fn cleaned(reason: Option<String>) -> Option<String> {
    let line: String = reason?.chars().filter(|&c| !disturbs(c)).take(200).collect();
    let line = line.trim();
    (!line.is_empty()).then(|| line.to_owned())
}

/// Lets the state machine decide and stores what it says.
pub(super) async fn apply(
    tx: &mut Conn,
    platform: &Platform,
    order: Order,
    command: &Command,
    store: &Store,
    now: Timestamp,
) -> Result<Order, Fail<OrderRefusal>> {
    let transition = step(&order, command, &store.settings, now).map_err(Fail::Refused)?;
    if transition.events.is_empty() {
        return Ok(transition.order);
    }
    let span = StepSpan::begin(command.span_name(), &order);
    Ok(stored(tx, platform, &order, transition, span, now).await?)
}

async fn stored(
    tx: &mut Conn,
    platform: &Platform,
    before: &Order,
    transition: Transition,
    span: StepSpan,
    now: Timestamp,
) -> Result<Order, DbError> {
    let count = i64::try_from(transition.events.len()).unwrap_or(0);
    let order = Order {
        version: before.version + 1,
        sequence: before.sequence + count,
        ..transition.order
    };
    if !sql::update(tx, &order, before.version).await? {
        return Err(DbError::Conflict);
    }
    let traceparent = span.traceparent(&order);
    let head = head(&order, before.sequence, now, traceparent.as_deref());
    append(tx, &head, &transition.events).await?;
    match transition.token {
        TokenChange::Keep => {}
        TokenChange::End => tokens::end(tx, &order.id, now).await?,
        TokenChange::Renew(waiting) => {
            tokens::end(tx, &order.id, now).await?;
            let step = format!("{waiting}.{}", order.sequence);
            tokens::issue(tx, &platform.keys, &order.id, &step, now).await?;
        }
    }
    if transition.returns_place
        && let Some(bucket) = &order.bucket
    {
        qr::return_place(tx, bucket, now).await?;
    }
    count::changed(before, &order, now);
    span.end_with_commit();
    Ok(order)
}

fn head<'a>(
    order: &'a Order,
    after: i64,
    time: Timestamp,
    traceparent: Option<&'a str>,
) -> EventHead<'a> {
    EventHead {
        store: &order.store,
        subject: order.id.as_str(),
        recipient: Some(&order.customer),
        after,
        time,
        traceparent,
    }
}

pub(super) async fn find_for(
    tx: &mut Conn,
    id: &OrderId,
    actor: &Actor,
) -> Result<Order, Fail<OrderRefusal>> {
    let order = load(tx, id).await?;
    let is_theirs = match actor {
        Actor::Customer(sub) => order.customer == *sub,
        Actor::Staff { store, .. } => order.store == *store,
    };
    // Another's order is not told apart from none.
    if is_theirs { Ok(order) } else { Err(Fail::Refused(OrderRefusal::NotFound)) }
}

pub(super) async fn load(tx: &mut Conn, id: &OrderId) -> Result<Order, Fail<OrderRefusal>> {
    sql::load(tx, id).await?.ok_or(Fail::Refused(OrderRefusal::NotFound))
}

pub(super) async fn load_store(tx: &mut Conn, id: &StoreId) -> Result<Store, Fail<OrderRefusal>> {
    let store = store::load(tx, id).await?.filter(|store| store.archived_at.is_none());
    store.ok_or(Fail::Refused(OrderRefusal::UnknownStore))
}
