//! `/api/v1/stores/{store}/webhooks`: for operators.

mod json;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde::{Deserialize, Deserializer, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use self::json::{DeliveryJson, DetailJson, LetterJson, WebhookJson, WebhooksJson};
use super::{Change, Listed, NewWebhook, WebhookRefusal};
use crate::auth::Principals;
use crate::context::contract::{KEY_OPTIONAL, OPERATOR};
use crate::context::{Context, Keyed};
use crate::error::Problem;
use crate::ids::{StoreId, WebhookId};
use crate::outbound::Reach;

/// Routes below `/api/v1`.
pub(crate) fn routes() -> OpenApiRouter<Context> {
    OpenApiRouter::new()
        .routes(routes!(list, add))
        .routes(routes!(show, change, remove))
        .routes(routes!(replay))
        .routes(routes!(test))
}

/// Problems of a webhook that is described wrongly.
const FAULTS: &[&str] = &[
    "invalid_webhook_name",
    "invalid_webhook_url",
    "invalid_webhook_events",
    "invalid_webhook_tries",
];

/// The webhooks of a store, the oldest first.
#[utoipa::path(
    get,
    path = "/stores/{store}/webhooks",
    tag = "webhooks",
    params(("store" = String, Path)),
    responses((status = 200, description = "The webhooks", body = WebhooksJson)),
    extensions(
        ("x-roles" = json!(OPERATOR)),
        ("x-problems" = json!([])),
    ),
)]
async fn list(
    State(cx): State<Context>,
    Path(store): Path<String>,
    principals: Principals,
) -> Result<Json<WebhooksJson>, Problem> {
    let store = cx.store(&store).await?.id;
    principals.operator_of(&store)?;
    let webhooks = super::list(&cx.platform.db, &store).await?;
    Ok(Json(WebhooksJson { webhooks: webhooks.into_iter().map(WebhookJson::of).collect() }))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewWebhook)]
struct NewForm {
    name: String,
    url: String,
    events: Option<Vec<String>>,
    #[serde(default = "usual_tries")]
    most_tries: i64,
}

const fn usual_tries() -> i64 {
    NewWebhook::USUAL_TRIES
}

/// The answer is the only one that names the secret.
#[utoipa::path(
    post,
    path = "/stores/{store}/webhooks",
    tag = "webhooks",
    params(("store" = String, Path)),
    request_body = NewForm,
    responses((status = 201, description = "The webhook, with its secret", body = WebhookJson)),
    extensions(
        ("x-roles" = json!(OPERATOR)),
        ("x-problems" = json!([KEY_OPTIONAL, FAULTS, "too_many_webhooks"])),
    ),
)]
async fn add(
    State(cx): State<Context>,
    Path(store): Path<String>,
    principals: Principals,
    body: Keyed<NewForm>,
) -> Result<(StatusCode, Json<WebhookJson>), Problem> {
    let store = cx.store(&store).await?.id;
    let who = principals.operator_of(&store)?;
    let key = body.optional_key_of(who);
    let NewForm { name, url, events, most_tries } = body.value;
    let new = NewWebhook { name, url, events, most_tries };
    let reach = Reach::of(&cx.public_url);
    let id = super::add(&cx.platform, reach, &store, new, who.sub.as_str(), key).await?;
    let webhook = WebhookJson::with_secret(found(&cx, &store, &id).await?, &cx);
    Ok((StatusCode::CREATED, Json(webhook)))
}

async fn found(cx: &Context, store: &StoreId, id: &WebhookId) -> Result<Listed, Problem> {
    let found = super::find(&cx.platform.db, store, id).await?;
    found.ok_or_else(|| WebhookRefusal::Unknown.into())
}

/// One webhook with its last attempts and what was put aside.
#[utoipa::path(
    get,
    path = "/stores/{store}/webhooks/{id}",
    tag = "webhooks",
    params(("store" = String, Path), ("id" = String, Path)),
    responses((status = 200, description = "The webhook", body = DetailJson)),
    extensions(
        ("x-roles" = json!(OPERATOR)),
        ("x-problems" = json!(["unknown_webhook"])),
    ),
)]
async fn show(
    State(cx): State<Context>,
    Path((store, id)): Path<(String, String)>,
    principals: Principals,
) -> Result<Json<DetailJson>, Problem> {
    let store = cx.store(&store).await?.id;
    principals.operator_of(&store)?;
    let (db, id) = (&cx.platform.db, WebhookId::new(id));
    let webhook = WebhookJson::of(found(&cx, &store, &id).await?);
    let deliveries = super::deliveries(db, &id).await?.into_iter().map(DeliveryJson::of).collect();
    let letters = super::letters(db, &id).await?.into_iter().map(LetterJson::of).collect();
    Ok(Json(DetailJson { webhook, deliveries, letters }))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = WebhookChange)]
struct ChangeForm {
    name: Option<String>,
    url: Option<String>,
    /// `null` is a value here: all events.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<Vec<String>>)]
    events: Option<Option<Vec<String>>>,
    most_tries: Option<i64>,
    is_on: Option<bool>,
    #[serde(default)]
    new_secret: bool,
}

fn present<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Option<Vec<String>>>, D::Error> {
    Deserialize::deserialize(deserializer).map(Some)
}

/// The answer names the secret when it is a new one.
#[utoipa::path(
    patch,
    path = "/stores/{store}/webhooks/{id}",
    tag = "webhooks",
    params(("store" = String, Path), ("id" = String, Path)),
    request_body = ChangeForm,
    responses((status = 200, description = "The webhook", body = WebhookJson)),
    extensions(
        ("x-roles" = json!(OPERATOR)),
        ("x-problems" = json!([KEY_OPTIONAL, FAULTS, "unknown_webhook"])),
    ),
)]
async fn change(
    State(cx): State<Context>,
    Path((store, id)): Path<(String, String)>,
    principals: Principals,
    body: Keyed<ChangeForm>,
) -> Result<Json<WebhookJson>, Problem> {
    let store = cx.store(&store).await?.id;
    let who = principals.operator_of(&store)?;
    let key = body.optional_key_of(who);
    let ChangeForm { name, url, events, most_tries, is_on, new_secret } = body.value;
    let change = Change { name, url, events, most_tries, is_on, new_secret };
    let (id, reach) = (WebhookId::new(id), Reach::of(&cx.public_url));
    super::change(&cx.platform, reach, &store, &id, change, who.sub.as_str(), key).await?;
    let listed = found(&cx, &store, &id).await?;
    Ok(Json(match new_secret {
        true => WebhookJson::with_secret(listed, &cx),
        false => WebhookJson::of(listed),
    }))
}

/// Removes a webhook; what waits is not sent.
#[utoipa::path(
    delete,
    path = "/stores/{store}/webhooks/{id}",
    tag = "webhooks",
    params(("store" = String, Path), ("id" = String, Path)),
    responses((status = 204, description = "It is removed")),
    extensions(
        ("x-roles" = json!(OPERATOR)),
        ("x-problems" = json!([])),
    ),
)]
async fn remove(
    State(cx): State<Context>,
    Path((store, id)): Path<(String, String)>,
    principals: Principals,
) -> Result<StatusCode, Problem> {
    let store = cx.store(&store).await?.id;
    let who = principals.operator_of(&store)?;
    super::remove(&cx.platform, &store, &WebhookId::new(id), who.sub.as_str()).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// How many events will be delivered again.
#[derive(Serialize, ToSchema)]
#[schema(as = WebhookReplayed)]
struct ReplayedJson {
    replayed: u64,
}

/// Sends everything that was put aside again, in its order.
#[utoipa::path(
    post,
    path = "/stores/{store}/webhooks/{id}/replay",
    tag = "webhooks",
    params(("store" = String, Path), ("id" = String, Path)),
    responses((status = 202, description = "How many there are", body = ReplayedJson)),
    extensions(
        ("x-roles" = json!(OPERATOR)),
        ("x-problems" = json!(["unknown_webhook"])),
    ),
)]
async fn replay(
    State(cx): State<Context>,
    Path((store, id)): Path<(String, String)>,
    principals: Principals,
) -> Result<(StatusCode, Json<ReplayedJson>), Problem> {
    let store = cx.store(&store).await?.id;
    let who = principals.operator_of(&store)?;
    let id = WebhookId::new(id);
    let replayed = super::replay(&cx.platform, &store, &id, who.sub.as_str()).await?;
    Ok((StatusCode::ACCEPTED, Json(ReplayedJson { replayed })))
}

/// Sends a test message and answers how it went.
#[utoipa::path(
    post,
    path = "/stores/{store}/webhooks/{id}/test",
    tag = "webhooks",
    params(("store" = String, Path), ("id" = String, Path)),
    responses((status = 200, description = "How it went", body = DeliveryJson)),
    extensions(
        ("x-roles" = json!(OPERATOR)),
        ("x-problems" = json!(["unknown_webhook"])),
    ),
)]
async fn test(
    State(cx): State<Context>,
    Path((store, id)): Path<(String, String)>,
    principals: Principals,
) -> Result<Json<DeliveryJson>, Problem> {
    let store = cx.store(&store).await?.id;
    principals.operator_of(&store)?;
    let (id, reach) = (WebhookId::new(id), Reach::of(&cx.public_url));
    let delivery = super::test(&cx.platform, reach, &store, &id).await?;
    Ok(Json(DeliveryJson::of(delivery)))
}

impl From<WebhookRefusal> for Problem {
    fn from(refusal: WebhookRefusal) -> Self {
        let (status, code, detail) = match refusal {
            WebhookRefusal::InvalidName => (
                StatusCode::UNPROCESSABLE_ENTITY,
                "invalid_webhook_name",
                "Write a name of 1 to 40 characters.",
            ),
            WebhookRefusal::InvalidUrl => (
                StatusCode::UNPROCESSABLE_ENTITY,
                "invalid_webhook_url",
                "Write a public https address without user name and password. Addresses inside a \
                 network are not sent to.",
            ),
            WebhookRefusal::InvalidEvents => (
                StatusCode::UNPROCESSABLE_ENTITY,
                "invalid_webhook_events",
                "Choose at least one event, by the names in the documentation.",
            ),
            WebhookRefusal::InvalidTries => (
                StatusCode::UNPROCESSABLE_ENTITY,
                "invalid_webhook_tries",
                "Write a number of tries from 1 to 20.",
            ),
            WebhookRefusal::TooMany { most } => {
                return Self::new(
                    StatusCode::CONFLICT,
                    "too_many_webhooks",
                    format!("A store has at most {most} webhooks. Remove one first."),
                );
            }
            WebhookRefusal::Unknown => (
                StatusCode::NOT_FOUND,
                "unknown_webhook",
                "There is no such webhook in this store. Reload the list.",
            ),
            WebhookRefusal::KeyReused => (
                StatusCode::UNPROCESSABLE_ENTITY,
                "key_reused",
                "This Idempotency-Key came before with another request. Use a fresh one.",
            ),
        };
        Self::new(status, code, detail)
    }
}
