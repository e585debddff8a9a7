//! `/api/v1/stores`: the list, a new one, and the message to waiting guests.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::super::{NewStore, Store, all, broadcast, create, find, withdraw_broadcast};
use super::{CHANGE, StatusJson, by_of};
use crate::auth::{Principals, runs_all_stores};
use crate::clock::Timestamp;
use crate::context::contract::{KEY_OPTIONAL, OPERATOR};
use crate::context::{Context, Keyed};
use crate::error::Problem;
use crate::ids::StoreId;

/// Routes below `/api/v1`.
pub(super) fn routes() -> OpenApiRouter<Context> {
    OpenApiRouter::new().routes(routes!(list, add)).routes(routes!(put_broadcast, delete_broadcast))
}

/// A store in the list: what everybody may know.
#[derive(Serialize, ToSchema)]
#[schema(as = StoreInList)]
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

#[derive(Serialize, ToSchema)]
#[schema(as = Stores)]
struct StoresJson {
    stores: Vec<StoreJson>,
}

/// Every store that was not put away.
#[utoipa::path(
    get,
    path = "/stores",
    tag = "stores",
    responses((status = 200, description = "The stores", body = StoresJson)),
)]
async fn list(State(cx): State<Context>) -> Result<Json<StoresJson>, Problem> {
    let db = &cx.platform.db;
    let now = cx.platform.now();
    let mut stores = Vec::new();
    for (id, _) in all(db).await? {
        stores.extend(find(db, &id).await?.map(|store| StoreJson::new(&store, now)));
    }
    Ok(Json(StoresJson { stores }))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewStore)]
struct NewStoreForm {
    /// Its short name in addresses: 1 to 32 small letters, digits and inner hyphens.
    id: String,
    /// Its name on screens.
    name: String,
    /// IANA name: `Europe/Berlin`.
    time_zone: String,
    /// The store whose menu it begins with.
    menu_of: Option<String>,
}

/// Makes a closed store with a menu of its own; for an operator of all stores.
#[utoipa::path(
    post,
    path = "/stores",
    tag = "stores",
    request_body = NewStoreForm,
    responses((status = 201, description = "The store", body = StoreJson)),
    extensions(
        ("x-roles" = json!(OPERATOR)),
        ("x-problems" = json!([KEY_OPTIONAL, "invalid_value", "store_id_taken", "not_found"])),
    ),
)]
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
#[derive(Serialize, ToSchema)]
#[schema(as = Broadcast)]
struct BroadcastJson {
    text: String,
    #[schema(format = DateTime)]
    until: String,
}

impl BroadcastJson {
    fn of(store: &Store, now: Timestamp) -> Option<Self> {
        store
            .broadcast_at(now)
            .map(|told| Self { text: told.text.clone(), until: told.until.to_rfc3339() })
    }
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewBroadcast)]
struct BroadcastForm {
    /// 1 to 140 letters, on one line.
    text: String,
    /// How long it stands; 15 where absent.
    #[serde(default = "quarter_of_an_hour")]
    #[schema(minimum = 1, maximum = 1440)]
    minutes: i64,
}

const fn quarter_of_an_hour() -> i64 {
    15
}

/// Tells waiting guests something for some minutes.
#[utoipa::path(
    put,
    path = "/stores/{store}/broadcast",
    tag = "stores",
    params(("store" = String, Path)),
    request_body = BroadcastForm,
    responses((status = 200, description = "What stands now", body = Option<BroadcastJson>)),
    extensions(("x-roles" = json!(OPERATOR)), ("x-problems" = json!([KEY_OPTIONAL, CHANGE]))),
)]
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

/// Takes the message to waiting guests away before its time.
#[utoipa::path(
    delete,
    path = "/stores/{store}/broadcast",
    tag = "stores",
    params(("store" = String, Path)),
    responses((status = 204, description = "Nothing stands now")),
    extensions(("x-roles" = json!(OPERATOR)), ("x-problems" = json!(["store_archived"]))),
)]
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
