//! Several orders in one request: taken together, completed together.

use std::collections::BTreeSet;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::auth::Principals;
use crate::context::contract::{KEY_REQUIRED, STAFF};
use crate::context::{Context, Keyed};
use crate::error::Problem;
use crate::ids::OrderId;
use crate::order::{BatchJson, Together, Worker, act_together};

/// Orders in one request: more than a bar takes in one go, and an end to a mistake.
const MOST_ORDERS: usize = 20;

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = OrdersNamed)]
pub(super) struct Asked {
    /// Ids of orders of this store, 1 to 20 different ones.
    #[schema(value_type = Vec<String>, min_items = 1)]
    orders: Vec<OrderId>,
}

type Answer = Result<Json<BatchJson>, Problem>;

/// Starts making several orders, in one transaction.
#[utoipa::path(
    post,
    path = "/stores/{store}/orders/claim",
    tag = "orders",
    params(("store" = String, Path)),
    request_body = Asked,
    responses((status = 200, description = "What became of each", body = BatchJson)),
    extensions(
        ("x-roles" = json!(STAFF)),
        ("x-problems" = json!([KEY_REQUIRED, "order_count", "wrong_state", "already_claimed", "would_overtake"])),
    ),
)]
pub(super) async fn claim(
    State(cx): State<Context>,
    Path(store): Path<String>,
    principals: Principals,
    body: Keyed<Asked>,
) -> Answer {
    act(&cx, &store, &principals, body, Together::Claim).await
}

/// Several orders are ready, in one transaction.
#[utoipa::path(
    post,
    path = "/stores/{store}/orders/complete",
    tag = "orders",
    params(("store" = String, Path)),
    request_body = Asked,
    responses((status = 200, description = "What became of each", body = BatchJson)),
    extensions(
        ("x-roles" = json!(STAFF)),
        ("x-problems" = json!([KEY_REQUIRED, "order_count", "wrong_state"])),
    ),
)]
pub(super) async fn complete(
    State(cx): State<Context>,
    Path(store): Path<String>,
    principals: Principals,
    body: Keyed<Asked>,
) -> Answer {
    act(&cx, &store, &principals, body, Together::Complete).await
}

async fn act(
    cx: &Context,
    store: &str,
    principals: &Principals,
    body: Keyed<Asked>,
    ask: Together,
) -> Answer {
    let store = cx.store(store).await?;
    let who = principals.staff_of(&store.id)?;
    let key = body.key_of(who)?;
    let orders = asked(body.value.orders)?;
    let _running = cx.in_flight.begin(&key)?;
    let worker = Worker { id: who.sub.clone(), name: who.name.clone() };
    Ok(Json(act_together(&cx.platform, &store.id, worker, ask, orders, Some(key)).await?))
}

/// Each order once, in the order asked.
pub(crate) fn asked(orders: Vec<OrderId>) -> Result<Vec<OrderId>, Problem> {
    let mut known = BTreeSet::new();
    let orders: Vec<OrderId> =
        orders.into_iter().filter(|id| known.insert(id.as_str().to_owned())).collect();
    if !(1..=MOST_ORDERS).contains(&orders.len()) {
        let detail = format!("Name 1 to {MOST_ORDERS} orders.");
        return Err(Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "order_count", detail));
    }
    Ok(orders)
}
