//! Orders over HTTP: redeeming a code, choosing, the staff's actions, task tokens.

mod line;
mod redeem;
mod tasks;
mod together;

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::command::WAITS_FOR_BARISTA;
use super::manager::{self, Actor, Ask};
use super::model::{Order, OrderState, Worker};
use super::walk_up::{self, WalkUp};
use super::{OrderJson, requests};
use crate::auth::{Principal, Principals};
use crate::context::contract::{ANYBODY, GUEST, GUEST_AND_STAFF, KEY_REQUIRED, STAFF};
use crate::context::{Context, Keyed, Trace};
use crate::error::Problem;
use crate::ids::OrderId;
use crate::menu::Choice;
use crate::workflow::tokens;

pub(crate) use line::{Line, line};
pub(crate) use redeem::{redeem, wrong_code};
pub(crate) use together::asked;

/// Routes below `/api/v1`.
pub(crate) fn routes() -> OpenApiRouter<Context> {
    OpenApiRouter::new()
        .routes(routes!(line::get_store))
        .routes(routes!(redeem::redeem_code))
        .routes(routes!(list_orders, place_walk_up))
        .routes(routes!(together::claim))
        .routes(routes!(together::complete))
        .routes(routes!(my_orders))
        .routes(routes!(get_order, submit))
        .routes(routes!(claim))
        .routes(routes!(release))
        .routes(routes!(complete))
        .routes(routes!(collect))
        .routes(routes!(recall))
        .routes(routes!(cancel))
        .routes(routes!(tasks::success))
        .routes(routes!(tasks::failure))
        .routes(routes!(tasks::heartbeat))
}

/// Problems of what somebody orders.
const ITEMS: &[&str] = &[
    "invalid_name",
    "nothing_ordered",
    "sold_out",
    "too_few_options",
    "too_many_items",
    "too_many_options",
    "unknown_drink",
    "unknown_option",
];

type Answer = Result<Json<OrderJson>, Problem>;

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ListQuery {
    /// Only orders in this state; all open ones where absent.
    #[param(inline)]
    state: Option<OrderState>,
    /// An order's id: only those behind it.
    after: Option<String>,
}

/// Orders as staff see them, with the task token of a step that waits to be made.
#[derive(Serialize, ToSchema)]
#[schema(as = Orders)]
struct OrdersJson {
    orders: Vec<OrderJson>,
}

/// A store's orders, oldest place in line first.
#[utoipa::path(
    get,
    path = "/stores/{store}/orders",
    tag = "orders",
    params(("store" = String, Path), ListQuery),
    responses((status = 200, description = "The orders", body = OrdersJson)),
    extensions(("x-roles" = json!(STAFF))),
)]
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

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Submission {
    /// At least one, at most what the store allows in one order.
    items: Vec<Choice>,
    /// For the cup: 1 to 40 letters.
    name: String,
}

/// Places an order for a guest without a phone.
#[utoipa::path(
    post,
    path = "/stores/{store}/orders",
    tag = "orders",
    params(("store" = String, Path)),
    request_body = Submission,
    responses((status = 201, description = "The order, in line", body = OrderJson)),
    extensions(("x-roles" = json!(STAFF)), ("x-problems" = json!([KEY_REQUIRED, ITEMS]))),
)]
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

/// The guest's own orders of the last day, in all stores, newest first.
#[utoipa::path(
    get,
    path = "/my-orders",
    tag = "orders",
    responses((status = 200, description = "The orders", body = OrdersJson)),
    extensions(("x-roles" = json!(GUEST))),
)]
async fn my_orders(
    State(cx): State<Context>,
    principals: Principals,
) -> Result<Json<OrdersJson>, Problem> {
    let guest = principals.customer()?;
    let orders = requests::of_customer(&cx.platform.db, &guest.sub, cx.platform.now()).await?;
    Ok(Json(OrdersJson { orders: orders.iter().map(OrderJson::from).collect() }))
}

/// One order, for its guest and the store's staff.
#[utoipa::path(
    get,
    path = "/orders/{id}",
    tag = "orders",
    params(("id" = String, Path)),
    responses((status = 200, description = "The order", body = OrderJson)),
    extensions(("x-roles" = json!(ANYBODY))),
)]
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

/// Submits what the guest chose: the order goes to the end of the line.
#[utoipa::path(
    put,
    path = "/orders/{id}",
    tag = "orders",
    params(("id" = String, Path)),
    request_body = Submission,
    responses((status = 200, description = "The order, in line", body = OrderJson)),
    extensions(
        ("x-roles" = json!(GUEST)),
        ("x-problems" = json!([KEY_REQUIRED, ITEMS, "queue_full", "wrong_state"])),
    ),
)]
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

/// An empty object, or no body at all.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Nothing {}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Reason)]
struct WithReason {
    /// One line for the guest; what is longer than 200 characters is cut.
    reason: Option<String>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct RecallTo {
    /// `making` or `ready`; where it is taken back to by itself when absent.
    to: Option<OrderState>,
}

/// Routes of staff actions without a body: what it does, `name path => Ask, problems`.
macro_rules! staff_actions {
    ($($(#[$doc:meta])* $name:ident $path:literal => $ask:expr, [$($problem:literal),*];)+) => {$(
        $(#[$doc])*
        #[utoipa::path(
            post,
            path = $path,
            tag = "orders",
            params(("id" = String, Path)),
            request_body = Nothing,
            responses((status = 200, description = "The order as it is now", body = OrderJson)),
            extensions(
                ("x-roles" = json!(STAFF)),
                ("x-problems" = json!([KEY_REQUIRED, "wrong_state", $($problem),*])),
            ),
        )]
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
    /// Starts making an order.
    claim "/orders/{id}/claim" => Ask::Claim, ["already_claimed"];
    /// Gives an order back to its old place in line.
    release "/orders/{id}/release" => Ask::Release, [];
    /// An order is ready.
    complete "/orders/{id}/complete" => Ask::Complete, [];
    /// An order was handed over.
    collect "/orders/{id}/collect" => Ask::Collect, [];
}

/// Takes an order back: from ready to making, from collected or missed to ready.
#[utoipa::path(
    post,
    path = "/orders/{id}/recall",
    tag = "orders",
    params(("id" = String, Path)),
    request_body = RecallTo,
    responses((status = 200, description = "The order as it is now", body = OrderJson)),
    extensions(
        ("x-roles" = json!(STAFF)),
        ("x-problems" = json!([KEY_REQUIRED, "wrong_state"])),
    ),
)]
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

/// Cancels an order: its guest before it is made, staff at any time with a reason.
#[utoipa::path(
    post,
    path = "/orders/{id}/cancel",
    tag = "orders",
    params(("id" = String, Path)),
    request_body = WithReason,
    responses((status = 200, description = "The order as it is now", body = OrderJson)),
    extensions(
        ("x-roles" = json!(GUEST_AND_STAFF)),
        ("x-problems" = json!([
            KEY_REQUIRED, "too_late_to_cancel", "reason_missing", "wrong_state"
        ])),
    ),
)]
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
