//! `/api/v1/stores`: the list, a new one, and the message to waiting guests.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::{get, put};
use axum::{Json, Router};
use serde::{Deserialize, Serialize};

use super::super::{NewStore, Store, all, broadcast, create, find, withdraw_broadcast};
use super::{StatusJson, by_of};
use crate::auth::{Principals, runs_all_stores};
use crate::clock::Timestamp;
use crate::context::{Context, Keyed};
use crate::error::Problem;
use crate::ids::StoreId;

/// Routes below `/api/v1`.
pub(super) fn routes() -> Router<Context> {
    Router::new()
        .route("/stores", get(list).post(add))
        .route("/stores/{store}/broadcast", put(put_broadcast).delete(delete_broadcast))
}

/// A store in the list: what everybody may know.
#[derive(Serialize)]
struct StoreJson {
    id: String,
    name: String,
    time_zone: String,
    #[serde(flatten)]
    status: StatusJson,
}

impl StoreJson {
    fn new(store: &Store, now: Timestamp) -> Self {
        Self {
            id: store.id.to_string(),
            name: store.name.clone(),
            time_zone: store.time_zone.clone(),
            status: StatusJson::of(store, now),
        }
    }
}

#[derive(Serialize)]
struct StoresJson {
    stores: Vec<StoreJson>,
}

async fn list(State(cx): State<Context>) -> Result<Json<StoresJson>, Problem> {
    let db = &cx.platform.db;
    let now = cx.platform.now();
    let mut stores = Vec::new();
    for (id, _) in all(db).await? {
        stores.extend(find(db, &id).await?.map(|store| StoreJson::new(&store, now)));
    }
    Ok(Json(StoresJson { stores }))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NewStoreForm {
    id: String,
    name: String,
    time_zone: String,
    /// The store whose menu it begins with.
    menu_of: Option<String>,
}

async fn add(
    State(cx): State<Context>,
    principals: Principals,
    body: Keyed<NewStoreForm>,
) -> Result<(StatusCode, Json<StoreJson>), Problem> {
    let who = principals.operator()?;
    if !runs_all_stores(&cx.platform, who).await? {
        return Err(Problem::forbidden());
    }
    let (by, form) = by_of(who, body);
    let NewStoreForm { id, name, time_zone, menu_of } = form;
    let menu_of = menu_of.map(StoreId::new);
    let store = create(&cx.platform, NewStore { id, name, time_zone, menu_of }, by).await?;
    Ok((StatusCode::CREATED, Json(StoreJson::new(&store, cx.platform.now()))))
}

/// What waiting guests are told; `null` for nothing.
#[derive(Serialize)]
struct BroadcastJson {
    text: String,
    until: String,
}

impl BroadcastJson {
    fn of(store: &Store, now: Timestamp) -> Option<Self> {
        store
            .broadcast_at(now)
            .map(|told| Self { text: told.text.clone(), until: told.until.to_rfc3339() })
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BroadcastForm {
    text: String,
    #[serde(default = "quarter_of_an_hour")]
    minutes: i64,
}

const fn quarter_of_an_hour() -> i64 {
    15
}

async fn put_broadcast(
    State(cx): State<Context>,
    Path(store): Path<String>,
    principals: Principals,
    body: Keyed<BroadcastForm>,
) -> Result<Json<Option<BroadcastJson>>, Problem> {
    let store = cx.store(&store).await?;
    let (by, form) = by_of(principals.operator_of(&store.id)?, body);
    let told = broadcast(&cx.platform, &store.id, &form.text, form.minutes, by).await?;
    Ok(Json(BroadcastJson::of(&told, cx.platform.now())))
}

async fn delete_broadcast(
    State(cx): State<Context>,
    Path(store): Path<String>,
    principals: Principals,
) -> Result<StatusCode, Problem> {
    let store = cx.store(&store).await?;
    let who = principals.operator_of(&store.id)?;
    withdraw_broadcast(&cx.platform, &store.id, who.sub.as_str()).await?;
    Ok(StatusCode::NO_CONTENT)
}
