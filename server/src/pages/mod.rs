//! The web apps: gather data, build a view, answer HTML. One file per app.
//!
//! Pages decide nothing: what may happen is decided by the features they call, and what it looks
//! like by the `crema-web` crate. They work as plain forms; modules in the browser only enhance.

mod account;
mod barista;
mod choices;
mod console;
mod customer;
mod display;
mod errors;
mod form;
mod language;
mod reply;
mod site;
mod views;

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use axum::{Router, middleware};
use memory_serve::CacheControl;

use crate::context::Context;
use crate::error::Problem;
use crate::store;

/// Where the static files are: one hash over all of them, so they may be kept forever.
pub(crate) const STATIC_PATH: &str = concat!("/static/", env!("CREMA_STATIC_HASH"));

/// All pages.
pub(crate) fn routes(cx: &Context) -> Router<Context> {
    Router::new()
        .route("/", get(home))
        .merge(customer::routes())
        .merge(barista::routes())
        .merge(display::routes())
        .merge(account::routes())
        .merge(language::routes())
        .merge(console::routes())
        .fallback(errors::unknown_page)
        .layer(middleware::from_fn_with_state(cx.clone(), errors::as_pages))
}

/// The files of `static/`, with ETags and brotli.
pub(crate) fn static_files() -> Router {
    memory_serve::load!()
        .cache_control(CacheControl::Custom("public, max-age=31536000, immutable"))
        .index_file(None)
        .into_router()
}

/// With one store, `/` leads to it; with more, to the first by name.
async fn home(State(cx): State<Context>) -> Result<Response, Problem> {
    let stores = store::all(&cx.platform.db).await?;
    let first = stores.first().ok_or_else(|| Problem::not_found("There is no store yet."))?;
    Ok(Redirect::to(&format!("/s/{}/", first.0)).into_response())
}
