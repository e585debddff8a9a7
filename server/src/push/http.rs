//! A guest's browser subscribes to the news of an order.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::{get, put};
use axum::{Json, Router};
use crema_web::Language;
use serde::{Deserialize, Serialize};

use super::endpoint::Reach;
use super::subscription::{SubscribeRefusal, Subscription, subscribe};
use super::vapid::Vapid;
use crate::auth::Principals;
use crate::context::{Context, JsonBody};
use crate::error::Problem;
use crate::ids::OrderId;

/// Routes below `/api/v1`.
pub(crate) fn routes() -> Router<Context> {
    Router::new()
        .route("/push-key", get(get_key))
        .route("/orders/{id}/push-subscription", put(put_subscription))
}

/// What a browser's `pushManager.subscribe` takes as `applicationServerKey`.
#[derive(Serialize)]
struct KeyJson {
    public_key: String,
}

async fn get_key(State(cx): State<Context>) -> Json<KeyJson> {
    Json(KeyJson { public_key: Vapid::derive(&cx.platform.keys).public_key() })
}

/// As `PushSubscription.toJSON()` gives it, and the language of the page.
#[derive(Deserialize)]
struct SubscriptionJson {
    endpoint: String,
    keys: KeysJson,
    language: Option<String>,
}

#[derive(Deserialize)]
struct KeysJson {
    p256dh: String,
    auth: String,
}

/// Once is as good as twice: the browser's address is the key.
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
