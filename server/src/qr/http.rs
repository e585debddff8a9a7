//! `GET /api/v1/stores/{store}/qr-code`: what a screen shows.

use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use serde::Serialize;

use super::{qr_svg, shown_code};
use crate::auth::Principals;
use crate::context::Context;
use crate::error::Problem;

/// Routes below `/api/v1`. Redeeming the code is `order`'s.
pub(crate) fn routes() -> Router<Context> {
    Router::new().route("/stores/{store}/qr-code", get(get_code))
}

#[derive(Serialize)]
struct CodeJson {
    url: String,
    svg: String,
    places_left: i64,
    places: i64,
    expires_at: String,
    refresh_at: String,
}

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
