//! A guest's browser subscribes to the news of an order.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use crema_web::Language;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::subscription::{SubscribeRefusal, Subscription, subscribe};
use super::vapid::Vapid;
use crate::auth::Principals;
use crate::context::contract::GUEST;
use crate::context::{Context, JsonBody};
use crate::error::Problem;
use crate::ids::OrderId;
use crate::outbound::Reach;

/// Routes below `/api/v1`.
pub(crate) fn routes() -> OpenApiRouter<Context> {
    OpenApiRouter::new().routes(routes!(get_key)).routes(routes!(put_subscription))
}

/// What a browser's `pushManager.subscribe` takes as `applicationServerKey`.
#[derive(Serialize, ToSchema)]
#[schema(as = PushKey)]
struct KeyJson {
    public_key: String,
}

/// The key that a browser subscribes with.
#[utoipa::path(
    get,
    path = "/push-key",
    tag = "push",
    responses((status = 200, description = "The key", body = KeyJson)),
)]
async fn get_key(State(cx): State<Context>) -> Json<KeyJson> {
    Json(KeyJson { public_key: Vapid::derive(&cx.platform.keys).public_key() })
}

/// As `PushSubscription.toJSON()` gives it, and the language of the page.
#[derive(Deserialize, ToSchema)]
#[schema(as = PushSubscription)]
struct SubscriptionJson {
    endpoint: String,
    keys: KeysJson,
    language: Option<String>,
}

#[derive(Deserialize, ToSchema)]
#[schema(as = PushSubscriptionKeys)]
struct KeysJson {
    p256dh: String,
    auth: String,
}

/// Sends the news of an order to the guest's browser.
///
/// Once is as good as twice: the browser's address is the key.
#[utoipa::path(
    put,
    path = "/orders/{id}/push-subscription",
    tag = "push",
    params(("id" = String, Path)),
    request_body = SubscriptionJson,
    responses((status = 204, description = "The browser is told")),
    extensions(
        ("x-roles" = json!(GUEST)),
        ("x-problems" = json!(["invalid_push_endpoint", "invalid_push_keys", "nothing_to_tell"])),
    ),
)]
async fn put_subscription(
    State(cx): State<Context>,
    Path(order): Path<String>,
    principals: Principals,
    JsonBody(body): JsonBody<SubscriptionJson>,
) -> Result<StatusCode, Problem> {
    let guest = principals.customer()?;
    let KeysJson { p256dh, auth } = &body.keys;
    let reach = Reach::of(&cx.public_url);
    let subscription = Subscription::parse(&body.endpoint, p256dh, auth, reach)?;
    let language = body.language.as_deref().and_then(Language::known);
    let language = language.unwrap_or_else(Language::english);
    let order = OrderId::new(order);
    subscribe(&cx.platform, &guest.sub, &order, subscription, &language).await?;
    Ok(StatusCode::NO_CONTENT)
}

impl From<SubscribeRefusal> for Problem {
    fn from(refusal: SubscribeRefusal) -> Self {
        match refusal {
            SubscribeRefusal::Endpoint => Self::new(
                StatusCode::UNPROCESSABLE_ENTITY,
                "invalid_push_endpoint",
                "Messages can only be sent to a public https address. Subscribe again.",
            ),
            SubscribeRefusal::Keys => Self::new(
                StatusCode::UNPROCESSABLE_ENTITY,
                "invalid_push_keys",
                "These are not the keys of a browser's push subscription. Subscribe again.",
            ),
            SubscribeRefusal::NotFound => {
                Self::not_found("There is no such order, or it is not yours.")
            }
            SubscribeRefusal::NothingToTell => Self::new(
                StatusCode::CONFLICT,
                "nothing_to_tell",
                "The order is not on its way, so there is nothing to tell.",
            ),
        }
    }
}
