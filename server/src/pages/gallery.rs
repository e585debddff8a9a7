//! `/gallery`: every component in every state, for the eye. Only debug builds have it.

use axum::Router;
use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use crema_web::{gallery, samples};

use super::STATIC_PATH;
use super::language::language_of;
use super::reply::style_source;
use crate::context::Context;
use crate::error::Problem;

/// The gallery's pages. They run no scripts: sample screens must stay as they are.
pub(super) fn routes() -> Router<Context> {
    Router::new()
        .route(gallery::PATH, get(both))
        .route("/gallery/{theme}", get(side))
        .route("/gallery/screens/{name}", get(screen))
}

async fn both() -> Response {
    page(gallery::page(), &gallery::sheet())
}

async fn side(Path(theme): Path<String>, headers: HeaderMap) -> Result<Response, Problem> {
    if !gallery::THEMES.contains(&theme.as_str()) {
        return Err(Problem::not_found("The gallery has a light and a dark side."));
    }
    Ok(page(gallery::side(&site(&headers), &theme), &gallery::sheet()))
}

async fn screen(Path(name): Path<String>, headers: HeaderMap) -> Result<Response, Problem> {
    let found = gallery::screen(&site(&headers), &name);
    let (html, style) = found.ok_or_else(|| Problem::not_found("There is no such sample."))?;
    Ok(page(html, style))
}

fn site(headers: &HeaderMap) -> crema_web::Site {
    let assets = STATIC_PATH.to_owned();
    crema_web::Site { language: language_of(headers), assets, ..samples::site() }
}

fn page(html: String, style: &str) -> Response {
    let policy = format!(
        "default-src 'none'; style-src {}; img-src data:; frame-src 'self'; frame-ancestors 'self'",
        style_source(style)
    );
    let policy = HeaderValue::from_str(&policy).expect("a policy is plain text");
    let framed = HeaderValue::from_static("SAMEORIGIN");
    let headers = [(header::CONTENT_SECURITY_POLICY, policy), (header::X_FRAME_OPTIONS, framed)];
    (headers, Html(html)).into_response()
}
