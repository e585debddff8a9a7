//! `GET /api/v1/events`: the history of a store, by position.

use axum::extract::{Query, State};
use axum::routing::get;
use axum::{Json, Router};
use serde::{Deserialize, Serialize};

use super::{CloudEvent, sql};
use crate::auth::Principals;
use crate::context::Context;
use crate::db::DbError;
use crate::error::Problem;
use crate::ids::{OrderId, StoreId};

const MOST: i64 = 1_000;

/// Routes below `/api/v1`.
pub(crate) fn routes() -> Router<Context> {
    Router::new()
        .route("/events", get(get_events))
        .route("/orders/{id}/events", get(get_order_events))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Page {
    #[serde(default)]
    after: i64,
    #[serde(default = "hundred")]
    limit: i64,
    store: Option<String>,
}

const fn hundred() -> i64 {
    100
}

/// A page of events; ask again with `after` set to `next`. An empty page repeats `after`.
#[derive(Serialize)]
struct EventsJson {
    events: Vec<CloudEvent>,
    next: i64,
}

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
