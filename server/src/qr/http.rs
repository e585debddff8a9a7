//! `GET /api/v1/stores/{store}/qr-code`: what a screen shows.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::{qr_svg, shown_code};
use crate::auth::Principals;
use crate::context::Context;
use crate::context::contract::SCREEN;
use crate::error::Problem;

/// Routes below `/api/v1`. Redeeming the code is `order`'s.
pub(crate) fn routes() -> OpenApiRouter<Context> {
    OpenApiRouter::new().routes(routes!(get_code))
}

#[derive(Serialize, ToSchema)]
#[schema(as = Code)]
struct CodeJson {
    /// What the code says: the address a phone opens.
    url: String,
    /// The code as a drawing.
    svg: String,
    places_left: i64,
    places: i64,
    #[schema(format = DateTime)]
    expires_at: String,
    /// When a part of the code changes: ask again then.
    #[schema(format = DateTime)]
    refresh_at: String,
}

/// The code that a screen shows now.
#[utoipa::path(
    get,
    path = "/stores/{store}/qr-code",
    tag = "codes",
    params(("store" = String, Path)),
    responses((status = 200, description = "The code", body = CodeJson)),
    extensions(("x-roles" = json!(SCREEN)), ("x-problems" = json!(["store_not_open"]))),
)]
async fn get_code(
    State(cx): State<Context>,
    Path(store): Path<String>,
    principals: Principals,
) -> Result<Response, Problem> {
    let store = cx.store(&store).await?;
    principals.screen_of(&store.id)?;
    let Some(code) = shown_code(&cx.platform, &store, &cx.public_url).await? else {
        return Err(Problem::new(
            StatusCode::CONFLICT,
            "store_not_open",
            "The store takes no orders now, so there is no code.",
        ));
    };
    let body = CodeJson {
        svg: qr_svg(&code.url),
        url: code.url,
        places_left: code.places_left,
        places: code.places,
        expires_at: code.expires_at.to_rfc3339(),
        refresh_at: code.refresh_at.to_rfc3339(),
    };
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(body)).into_response())
}
