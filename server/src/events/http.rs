//! `GET /api/v1/events`: the history of a store, by position.

use axum::Json;
use axum::extract::{Query, State};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::{CloudEvent, sql};
use crate::auth::Principals;
use crate::context::Context;
use crate::context::contract::OPERATOR;
use crate::db::DbError;
use crate::error::Problem;
use crate::ids::{OrderId, StoreId};

const MOST: i64 = 1_000;

/// Routes below `/api/v1`.
pub(crate) fn routes() -> OpenApiRouter<Context> {
    OpenApiRouter::new().routes(routes!(get_events)).routes(routes!(get_order_events))
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Page {
    /// The position behind which the page begins; 0 where absent.
    #[serde(default)]
    after: i64,
    /// Events at most; what is outside of 1 to 1000 is taken as the nearer of the two.
    #[serde(default = "hundred")]
    limit: i64,
    /// The sender's own store where absent.
    store: Option<String>,
}

const fn hundred() -> i64 {
    100
}

/// A page of events; ask again with `after` set to `next`. An empty page repeats `after`.
#[derive(Serialize, ToSchema)]
#[schema(as = Events)]
struct EventsJson {
    events: Vec<CloudEvent>,
    next: i64,
}

/// The events of a store, by position.
#[utoipa::path(
    get,
    path = "/events",
    tag = "events",
    params(Page),
    responses((status = 200, description = "A page of them", body = EventsJson)),
    extensions(("x-roles" = json!(OPERATOR))),
)]
async fn get_events(
    State(cx): State<Context>,
    principals: Principals,
    Query(page): Query<Page>,
) -> Result<Json<EventsJson>, Problem> {
    let operator = principals.operator()?;
    let own = operator.store.clone().ok_or_else(Problem::forbidden)?;
    let store = page.store.map_or(own, StoreId::new);
    principals.operator_of(&store)?;
    let mut conn = cx.platform.db.read().await?;
    let limit = page.limit.clamp(1, MOST);
    let rows = sql::published_after(&mut conn, page.after, &store, limit).await?;
    let next = rows.last().and_then(|row| row.position).unwrap_or(page.after);
    Ok(Json(EventsJson { events: cloud_events(rows)?, next }))
}

/// The whole history of an order.
#[utoipa::path(
    get,
    path = "/orders/{id}/events",
    tag = "events",
    params(("id" = String, Path)),
    responses((status = 200, description = "All of its events", body = EventsJson)),
    extensions(("x-roles" = json!(OPERATOR))),
)]
async fn get_order_events(
    State(cx): State<Context>,
    principals: Principals,
    axum::extract::Path(order): axum::extract::Path<String>,
) -> Result<Json<EventsJson>, Problem> {
    let store = principals.operator()?.store.clone().ok_or_else(Problem::forbidden)?;
    let mut conn = cx.platform.db.read().await?;
    let rows = sql::of_order(&mut conn, &OrderId::new(order), &store).await?;
    if rows.is_empty() {
        return Err(Problem::not_found("There is no such order in your store."));
    }
    let next = rows.last().and_then(|row| row.position).unwrap_or(0);
    Ok(Json(EventsJson { events: cloud_events(rows)?, next }))
}

fn cloud_events(rows: Vec<sql::EventRow>) -> Result<Vec<CloudEvent>, DbError> {
    rows.into_iter().map(CloudEvent::from_row).collect()
}
