//! Orders over HTTP: redeeming a code, choosing, the staff's actions, task tokens.

use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::{Deserialize, Serialize};

use super::manager::{self, Actor, Ask, TaskAnswer, WalkUp};
use super::model::{Order, OrderState, Worker};
use super::wait::{Wait, estimate};
use super::{OrderJson, admit, requests};
use crate::auth::{Principal, Principals};
use crate::context::{Address, Context, JsonBody, Keyed, Trace};
use crate::error::Problem;
use crate::ids::OrderId;
use crate::menu::{Choice, Menu};
use crate::qr::{Code, Scan};
use crate::store::Store;
use crate::workflow::tokens::{self, TaskToken};

/// Routes below `/api/v1`.
pub(crate) fn routes() -> Router<Context> {
    Router::new()
        .route("/stores/{store}", get(get_store))
        .route("/stores/{store}/qr-code", post(redeem_code))
        .route("/stores/{store}/orders", get(list_orders).post(place_walk_up))
        .route("/my-orders", get(my_orders))
        .route("/orders/{id}", get(get_order).put(submit))
        .route("/orders/{id}/claim", post(claim))
        .route("/orders/{id}/release", post(release))
        .route("/orders/{id}/complete", post(complete))
        .route("/orders/{id}/collect", post(collect))
        .route("/orders/{id}/recall", post(recall))
        .route("/orders/{id}/cancel", post(cancel))
        .route("/tasks/{token}/success", post(task_success))
        .route("/tasks/{token}/failure", post(task_failure))
        .route("/tasks/{token}/heartbeat", post(task_heartbeat))
}

type Answer = Result<Json<OrderJson>, Problem>;

/// A store as everybody may see it.
#[derive(Serialize)]
struct StoreJson {
    id: String,
    name: String,
    #[serde(flatten)]
    status: crate::store::http::StatusJson,
    orders_waiting: usize,
    drinks_in_queue: i64,
    max_queue: i64,
    max_items_per_order: i64,
    wait: Wait,
    menu: Menu,
}

async fn get_store(
    State(cx): State<Context>,
    Path(store): Path<String>,
) -> Result<Json<StoreJson>, Problem> {
    let store = cx.store(&store).await?;
    let line = line(&cx, &store, None).await?;
    let now = cx.platform.now();
    Ok(Json(StoreJson {
        id: store.id.to_string(),
        name: store.name.clone(),
        status: crate::store::http::StatusJson::of(&store, now),
        orders_waiting: line.orders_ahead,
        drinks_in_queue: line.drinks_in_queue,
        max_queue: store.settings.max_queue,
        max_items_per_order: store.settings.max_items_per_order,
        wait: line.wait,
        menu: store.menu,
    }))
}

/// The line as a guest sees it: from its end, or from the place of their order.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Line {
    /// Orders before theirs.
    pub(crate) orders_ahead: usize,
    /// Drinks that count against the limit.
    pub(crate) drinks_in_queue: i64,
    /// How long it will take.
    pub(crate) wait: Wait,
}

/// Measures the line of a store, from the place of `order` if it is in it.
pub(crate) async fn line(
    cx: &Context,
    store: &Store,
    order: Option<&OrderId>,
) -> Result<Line, Problem> {
    let now = cx.platform.now();
    let db = &cx.platform.db;
    let board = requests::board(db, &store.id).await?;
    let recent = requests::recent(db, &store.id, now.plus_seconds(-7_200), 20).await?;
    let orders_ahead = board.ahead_of(order);
    let waiting: i64 = board.queued.iter().take(orders_ahead).map(|order| order.drinks).sum();
    let making: i64 = board.making.iter().map(|order| order.drinks).sum();
    Ok(Line {
        orders_ahead,
        drinks_in_queue: board.drinks_in_queue(),
        wait: estimate(&recent, waiting + making, board.making.len()),
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Redeem {
    code: String,
    /// From the page of a fresh scan.
    stamp: Option<String>,
}

async fn redeem_code(
    State(cx): State<Context>,
    Path(store): Path<String>,
    principals: Principals,
    Address(address): Address,
    Trace(trace): Trace,
    body: Keyed<Redeem>,
) -> Result<(StatusCode, Json<OrderJson>), Problem> {
    let store = cx.store(&store).await?;
    let guest = principals.customer()?;
    let key = body.key_of(guest)?;
    let _running = cx.in_flight.begin(&key)?;
    let Redeem { code, stamp } = body.value;
    let admission = redeem(&cx, &store, guest, address, &code, stamp, Some(key), trace).await?;
    let id = OrderId::new(admission.order.id.clone());
    let mut conn = cx.platform.db.read().await?;
    let waits_for_guest = admission.order.state == OrderState::Started;
    let token = tokens::current(&mut conn, &cx.platform.keys, &id).await?;
    let task_token = token.filter(|_| waits_for_guest).map(|token| token.reveal().to_owned());
    let status = if admission.is_new { StatusCode::CREATED } else { StatusCode::OK };
    Ok((status, Json(OrderJson { task_token, ..admission.order })))
}

/// Redeems a code with the limits on guesses; shared by the API and the scan page.
#[expect(
    clippy::too_many_arguments,
    reason = "one call, two callers; a struct would only rename it"
)]
pub(crate) async fn redeem(
    cx: &Context,
    store: &Store,
    guest: &Principal,
    address: std::net::IpAddr,
    code: &str,
    stamp: Option<String>,
    key: Option<crate::idempotency::RequestKey>,
    trace: String,
) -> Result<admit::Admission, Problem> {
    let Ok(code) = Code::parse(code) else {
        return Err(wrong_code(cx, address));
    };
    let scan = Scan { code, sub: guest.sub.clone(), stamp };
    let admitted = admit::start(&cx.platform, &store.id, scan, key, Some(trace)).await;
    let outcome = match &admitted {
        Ok(admission) if admission.is_new => "admitted",
        Ok(_) => "resumed",
        Err(crate::db::Fail::Refused(refusal)) => super::refusal::code_of(refusal),
        Err(crate::db::Fail::Db(_)) => "unavailable",
    };
    metrics::counter!("crema_scans_total", "outcome" => outcome).increment(1);
    match admitted {
        Err(crate::db::Fail::Refused(super::OrderRefusal::CodeExpired)) => {
            Err(wrong_code(cx, address))
        }
        Err(crate::db::Fail::Refused(refusal)) => Err(refusal.problem(store, cx.platform.now())),
        Err(crate::db::Fail::Db(error)) => Err(error.into()),
        Ok(admission) => Ok(admission),
    }
}

fn wrong_code(cx: &Context, address: std::net::IpAddr) -> Problem {
    match cx.limits.wrong_code(address) {
        Ok(()) => super::OrderRefusal::CodeExpired.into(),
        Err(wait) => Problem::new(
            StatusCode::TOO_MANY_REQUESTS,
            "too_many_tries",
            format!("Too many codes that do not count. Wait {} seconds.", wait.seconds),
        )
        .retry_after(wait.seconds),
    }
}

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
    if let Some(at) =
        orders.iter().position(|order| Some(order.id.as_str()) == query.after.as_deref())
    {
        orders.drain(..=at);
    }
    let mut conn = cx.platform.db.read().await?;
    let mut listed = Vec::with_capacity(orders.len());
    for order in &orders {
        let task_token = production_token(&cx, &mut conn, order).await?;
        listed.push(OrderJson { task_token, ..OrderJson::from(order) });
    }
    Ok(Json(OrdersJson { orders: listed }))
}

/// The token of an order that waits to be made; a guest's own token is not for staff.
async fn production_token(
    cx: &Context,
    conn: &mut crate::db::Conn,
    order: &Order,
) -> Result<Option<String>, Problem> {
    if !matches!(order.state, OrderState::Queued | OrderState::Making) {
        return Ok(None);
    }
    let token = tokens::current(conn, &cx.platform.keys, &order.id).await?;
    Ok(token.map(|token| token.reveal().to_owned()))
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
    let order = manager::place_walk_up(&cx.platform, walk_up, Some(key), Some(trace)).await?;
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
    let token = tokens::current(&mut conn, &cx.platform.keys, &id).await?;
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

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TaskSuccess {
    #[serde(default)]
    items: Vec<Choice>,
    #[serde(default)]
    name: String,
}

async fn task_success(
    State(cx): State<Context>,
    Path(token): Path<String>,
    JsonBody(body): JsonBody<TaskSuccess>,
) -> Answer {
    let answer = TaskAnswer::Success { items: body.items, name: body.name };
    resume(&cx, token, answer).await
}

async fn task_failure(
    State(cx): State<Context>,
    Path(token): Path<String>,
    JsonBody(body): JsonBody<WithReason>,
) -> Answer {
    resume(&cx, token, TaskAnswer::Failure { reason: body.reason }).await
}

async fn task_heartbeat(
    State(cx): State<Context>,
    Path(token): Path<String>,
    JsonBody(Nothing {}): JsonBody<Nothing>,
) -> Answer {
    resume(&cx, token, TaskAnswer::Heartbeat).await
}

async fn resume(cx: &Context, token: String, answer: TaskAnswer) -> Answer {
    Ok(Json(manager::task(&cx.platform, TaskToken::from_text(token), answer).await?))
}
