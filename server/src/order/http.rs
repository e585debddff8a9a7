//! Orders over HTTP: redeeming a code, choosing, the staff's actions, task tokens.

mod line;
mod redeem;
mod tasks;
mod together;

use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::{Deserialize, Serialize};

use super::command::WAITS_FOR_BARISTA;
use super::manager::{self, Actor, Ask};
use super::model::{Order, OrderState, Worker};
use super::walk_up::{self, WalkUp};
use super::{OrderJson, requests};
use crate::auth::{Principal, Principals};
use crate::context::{Context, Keyed, Trace};
use crate::error::Problem;
use crate::ids::OrderId;
use crate::menu::Choice;
use crate::workflow::tokens;

pub(crate) use line::{Line, line};
pub(crate) use redeem::redeem;
pub(crate) use together::asked;

/// Routes below `/api/v1`.
pub(crate) fn routes() -> Router<Context> {
    Router::new()
        .route("/stores/{store}", get(line::get_store))
        .route("/stores/{store}/qr-code", post(redeem::redeem_code))
        .route("/stores/{store}/orders", get(list_orders).post(place_walk_up))
        .route("/stores/{store}/orders/claim", post(together::claim))
        .route("/stores/{store}/orders/complete", post(together::complete))
        .route("/my-orders", get(my_orders))
        .route("/orders/{id}", get(get_order).put(submit))
        .route("/orders/{id}/claim", post(claim))
        .route("/orders/{id}/release", post(release))
        .route("/orders/{id}/complete", post(complete))
        .route("/orders/{id}/collect", post(collect))
        .route("/orders/{id}/recall", post(recall))
        .route("/orders/{id}/cancel", post(cancel))
        .route("/tasks/{token}/success", post(tasks::success))
        .route("/tasks/{token}/failure", post(tasks::failure))
        .route("/tasks/{token}/heartbeat", post(tasks::heartbeat))
}

type Answer = Result<Json<OrderJson>, Problem>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ListQuery {
    state: Option<OrderState>,
    /// An order's id: only those behind it.
    after: Option<String>,
}

/// Orders as staff see them, with the task token of a step that waits to be made.
#[derive(Serialize)]
struct OrdersJson {
    orders: Vec<OrderJson>,
}

async fn list_orders(
    State(cx): State<Context>,
    Path(store): Path<String>,
    principals: Principals,
    Query(query): Query<ListQuery>,
) -> Result<Json<OrdersJson>, Problem> {
    let store = cx.store(&store).await?;
    principals.staff_of(&store.id)?;
    let now = cx.platform.now();
    let board = requests::board(&cx.platform.db, &store.id).await?;
    let mut orders: Vec<Order> =
        [board.started, board.queued, board.making, board.ready].into_iter().flatten().collect();
    if query.state.is_some_and(|state| !state.is_open()) {
        let since = now.plus_seconds(-24 * 3_600);
        orders = requests::recent(&cx.platform.db, &store.id, since, 500).await?;
    }
    orders.retain(|order| query.state.is_none_or(|state| order.state == state));
    if let Some(after) = query.after.as_deref().filter(|after| !after.is_empty()) {
        match orders.iter().position(|order| order.id.as_str() == after) {
            Some(at) => {
                orders.drain(..=at);
            }
            // It has moved on since the last page: those that began later are still to come.
            None => {
                let last = requests::find(&cx.platform.db, &OrderId::new(after)).await?;
                let last = last.filter(|order| order.store == store.id).ok_or_else(|| {
                    Problem::not_found(
                        "There is no order as named by after. Start from the beginning.",
                    )
                })?;
                orders.retain(|order| order.created_at > last.created_at);
            }
        }
    }
    let mut conn = cx.platform.db.read().await?;
    let keys = &cx.platform.keys;
    // A guest's own token is not for staff: only what waits to be made.
    let tokens = tokens::all_waiting(&mut conn, keys, WAITS_FOR_BARISTA).await?;
    let listed = orders.iter().map(|order| OrderJson {
        task_token: tokens.get(&order.id).map(|token| token.reveal().to_owned()),
        ..OrderJson::from(order)
    });
    Ok(Json(OrdersJson { orders: listed.collect() }))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Submission {
    items: Vec<Choice>,
    name: String,
}

async fn place_walk_up(
    State(cx): State<Context>,
    Path(store): Path<String>,
    principals: Principals,
    Trace(trace): Trace,
    body: Keyed<Submission>,
) -> Result<(StatusCode, Json<OrderJson>), Problem> {
    let store = cx.store(&store).await?;
    let key = body.key_of(principals.staff_of(&store.id)?)?;
    let _running = cx.in_flight.begin(&key)?;
    let walk_up = WalkUp { store: store.id, items: body.value.items, name: body.value.name };
    let order = walk_up::place_walk_up(&cx.platform, walk_up, Some(key), Some(trace)).await?;
    Ok((StatusCode::CREATED, Json(order)))
}

async fn my_orders(
    State(cx): State<Context>,
    principals: Principals,
) -> Result<Json<OrdersJson>, Problem> {
    let guest = principals.customer()?;
    let orders = requests::of_customer(&cx.platform.db, &guest.sub, cx.platform.now()).await?;
    Ok(Json(OrdersJson { orders: orders.iter().map(OrderJson::from).collect() }))
}

async fn get_order(
    State(cx): State<Context>,
    Path(id): Path<String>,
    principals: Principals,
) -> Answer {
    if principals.all().is_empty() {
        return Err(Problem::unauthorized());
    }
    let order = requests::find(&cx.platform.db, &OrderId::new(id)).await?;
    let may_see = |order: &Order| {
        principals
            .all()
            .iter()
            .any(|who| who.sub == order.customer || who.is_staff_of(&order.store))
    };
    let order =
        order.filter(may_see).ok_or_else(|| Problem::from(super::OrderRefusal::NotFound))?;
    Ok(Json(OrderJson::from(&order)))
}

async fn submit(
    State(cx): State<Context>,
    Path(id): Path<String>,
    principals: Principals,
    body: Keyed<Submission>,
) -> Answer {
    let guest = principals.customer()?;
    let key = body.key_of(guest)?;
    let _running = cx.in_flight.begin(&key)?;
    let ask = Ask::Submit { items: body.value.items, name: body.value.name };
    let actor = Actor::Customer(guest.sub.clone());
    Ok(Json(manager::act(&cx.platform, &OrderId::new(id), actor, ask, Some(key)).await?))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Nothing {}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WithReason {
    reason: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RecallTo {
    /// `making` or `ready`; where it is taken back to by itself when absent.
    to: Option<OrderState>,
}

/// Routes of staff actions without a body: `name => Ask`.
macro_rules! staff_actions {
    ($($name:ident => $ask:expr;)+) => {$(
        async fn $name(
            State(cx): State<Context>,
            Path(id): Path<String>,
            principals: Principals,
            body: Keyed<Nothing>,
        ) -> Answer {
            staff_act(&cx, id, &principals, &body, $ask).await
        }
    )+};
}

staff_actions! {
    claim => Ask::Claim;
    release => Ask::Release;
    complete => Ask::Complete;
    collect => Ask::Collect;
}

async fn recall(
    State(cx): State<Context>,
    Path(id): Path<String>,
    principals: Principals,
    body: Keyed<RecallTo>,
) -> Answer {
    let ask = Ask::Recall { to: body.value.to };
    staff_act(&cx, id, &principals, &body, ask).await
}

async fn staff_act<T>(
    cx: &Context,
    id: String,
    principals: &Principals,
    body: &Keyed<T>,
    ask: Ask,
) -> Answer {
    let who = principals.staff()?;
    let key = body.key_of(who)?;
    let _running = cx.in_flight.begin(&key)?;
    let id = OrderId::new(id);
    let is_claim = ask == Ask::Claim;
    let order = manager::act(&cx.platform, &id, staff_actor(who)?, ask, Some(key)).await?;
    let mut conn = cx.platform.db.read().await?;
    // Whoever makes it may resume the step by its token, a robot's controller for one.
    let token = tokens::current(&mut conn, &cx.platform.keys, &id, WAITS_FOR_BARISTA).await?;
    let task_token = token.filter(|_| is_claim).map(|token| token.reveal().to_owned());
    Ok(Json(OrderJson { task_token, ..order }))
}

/// Staff as the order's rules know them.
pub(crate) fn staff_actor(who: &Principal) -> Result<Actor, Problem> {
    let store = who.store.clone().ok_or_else(Problem::forbidden)?;
    Ok(Actor::Staff { store, worker: Worker { id: who.sub.clone(), name: who.name.clone() } })
}

async fn cancel(
    State(cx): State<Context>,
    Path(id): Path<String>,
    principals: Principals,
    body: Keyed<WithReason>,
) -> Answer {
    // A browser may be guest and staff at once: whose order it is decides as whom it cancels.
    let id = OrderId::new(id);
    let order = requests::find(&cx.platform.db, &id).await?;
    let own = order.as_ref().and_then(|order| {
        principals.all().iter().find(|who| who.is_customer() && who.sub == order.customer)
    });
    let (who, actor) = match own {
        Some(guest) => (guest, Actor::Customer(guest.sub.clone())),
        None => match principals.staff() {
            Ok(staff) => (staff, staff_actor(staff)?),
            Err(_) => {
                let guest = principals.customer()?;
                (guest, Actor::Customer(guest.sub.clone()))
            }
        },
    };
    let key = body.key_of(who)?;
    let _running = cx.in_flight.begin(&key)?;
    let ask = Ask::Cancel { reason: body.value.reason.clone() };
    Ok(Json(manager::act(&cx.platform, &id, actor, ask, Some(key)).await?))
}
