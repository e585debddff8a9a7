//! `/api/v1/sessions`: starting and ending them.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::limits::Wait;
use super::role::{Principal, Role};
use super::staff::name_key;
use super::{Principals, sign_in};
use crate::context::contract::ANYBODY;
use crate::context::{Address, Context, JsonBody};
use crate::error::Problem;
use crate::ids::StoreId;

/// Routes below `/api/v1`.
pub(crate) fn routes() -> OpenApiRouter<Context> {
    OpenApiRouter::new()
        .routes(routes!(start_anonymous))
        .routes(routes!(start_staff))
        .routes(routes!(end_current))
}

/// A started session: send `token` as `Authorization: Bearer`, or as MQTT password.
#[derive(Serialize, ToSchema)]
#[schema(as = Session)]
struct SessionJson {
    token: String,
    /// The person or device.
    sub: String,
    role: Role,
    #[serde(skip_serializing_if = "Option::is_none")]
    store: Option<String>,
    #[schema(format = DateTime)]
    expires_at: String,
}

impl SessionJson {
    fn new(principal: Principal, token: String) -> Self {
        Self {
            token,
            sub: principal.sub.to_string(),
            role: principal.role,
            store: principal.store.map(|store| store.to_string()),
            expires_at: principal.expires_at.to_rfc3339(),
        }
    }
}

/// Starts a guest's session.
#[utoipa::path(
    post,
    path = "/sessions/anonymous",
    tag = "sessions",
    responses((status = 201, description = "The session", body = SessionJson)),
)]
async fn start_anonymous(State(cx): State<Context>) -> (StatusCode, Json<SessionJson>) {
    let (principal, token) = cx.auth.start_customer();
    (StatusCode::CREATED, Json(SessionJson::new(principal, token)))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct SignIn {
    store: String,
    name: String,
    pin: String,
}

/// Signs staff in by name and PIN.
#[utoipa::path(
    post,
    path = "/sessions",
    tag = "sessions",
    request_body = SignIn,
    responses((status = 201, description = "The session", body = SessionJson)),
    extensions(("x-problems" = json!(["wrong_pin", "too_many_tries"]))),
)]
async fn start_staff(
    State(cx): State<Context>,
    Address(address): Address,
    JsonBody(form): JsonBody<SignIn>,
) -> Result<(StatusCode, Json<SessionJson>), Problem> {
    let (principal, token) =
        sign_in_limited(&cx, address, &form.store, &form.name, &form.pin).await?;
    Ok((StatusCode::CREATED, Json(SessionJson::new(principal, token))))
}

/// Signs in with the limits on tries; shared by the API and the sign-in page.
pub(crate) async fn sign_in_limited(
    cx: &Context,
    address: std::net::IpAddr,
    store: &str,
    name: &str,
    pin: &str,
) -> Result<(Principal, String), Problem> {
    let wrong = || {
        Problem::new(
            StatusCode::UNAUTHORIZED,
            "wrong_pin",
            "The name and PIN or password do not match. Check both, or ask an operator for a \
             new PIN.",
        )
    };
    // Longer ones belong to nobody, and limits must not remember a stranger's novel.
    if name.len() > 200 || pin.len() > 512 {
        return Err(wrong());
    }
    let store = StoreId::parse(store).ok_or_else(wrong)?;
    let account = name_key(name);
    cx.limits.try_pin(store.as_str(), &account, address).map_err(too_many)?;
    let _turn = cx.limits.check_turn().ok_or_else(Problem::unavailable)?;
    let signed_in = sign_in(&cx.platform, &cx.auth, &store, name, pin).await?.ok_or_else(wrong)?;
    cx.limits.signed_in(store.as_str(), address);
    Ok(signed_in)
}

fn too_many(wait: Wait) -> Problem {
    Problem::new(
        StatusCode::TOO_MANY_REQUESTS,
        "too_many_tries",
        format!("Too many tries. Wait {} seconds and try again.", wait.seconds),
    )
    .retry_after(wait.seconds)
}

/// Ends the sender's session, and closes its sockets.
#[utoipa::path(
    delete,
    path = "/sessions/current",
    tag = "sessions",
    responses((status = 204, description = "It is ended")),
    extensions(("x-roles" = json!(ANYBODY)), ("x-problems" = json!(["too_many_tries"]))),
)]
async fn end_current(
    State(cx): State<Context>,
    Address(address): Address,
    principals: Principals,
) -> Result<StatusCode, Problem> {
    if principals.all().is_empty() {
        return Err(Problem::unauthorized());
    }
    for principal in principals.all() {
        end(&cx, principal, address).await?;
    }
    Ok(StatusCode::NO_CONTENT)
}

/// Ends a session; guests' only so often from one network. Shared by the API and the pages.
pub(crate) async fn end(
    cx: &Context,
    principal: &Principal,
    address: std::net::IpAddr,
) -> Result<(), Problem> {
    if principal.is_customer() {
        cx.limits.leave(address).map_err(too_many)?;
    }
    Ok(cx.auth.revoke(principal).await?)
}
