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
#[cfg(debug_assertions)]
mod gallery;
mod install;
mod language;
mod reply;
mod site;
mod views;

use axum::extract::State;
use axum::response::Response;
use axum::routing::get;
use axum::{Router, middleware};
use crema_web::account::Doors;
use memory_serve::{CacheControl, MemoryServe};

use crate::context::Context;
use crate::error::Problem;
use crate::{order, store};
use site::Visitor;

/// Where the static files are: one hash over all of them, so they may be kept forever.
pub(crate) const STATIC_PATH: &str = concat!("/static/", env!("CREMA_STATIC_HASH"));

/// All pages.
pub(crate) fn routes(cx: &Context) -> Router<Context> {
    let routes = Router::new();
    #[cfg(debug_assertions)]
    let routes = routes.merge(gallery::routes());
    routes
        .route("/", get(home))
        .merge(customer::routes())
        .merge(install::routes())
        .merge(barista::routes())
        .merge(display::routes())
        .merge(account::routes())
        .merge(language::routes())
        .merge(console::routes())
        .fallback(errors::unknown_page)
        .layer(middleware::from_fn_with_state(cx.clone(), errors::as_pages))
}

/// The files of `static/` and those joined from them, with ETags and brotli.
pub(crate) fn static_files() -> Router {
    let serve = |files: MemoryServe| {
        files
            .cache_control(CacheControl::Custom("public, max-age=31536000, immutable"))
            .enable_brotli(true)
            .index_file(None)
            .into_router()
    };
    serve(memory_serve::load!("files")).merge(serve(memory_serve::load!("bundles")))
}

/// With one store, `/` leads to it; with more, guests choose where they are.
async fn home(State(cx): State<Context>, visitor: Visitor) -> Result<Response, Problem> {
    let db = &cx.platform.db;
    let stores = store::all(db).await?;
    if let [(only, _)] = stores.as_slice() {
        return Ok(reply::see_other(&format!("/s/{only}/")));
    }
    let mut doors = Vec::new();
    for (id, name) in stores {
        let Some(store) = store::find(db, &id).await? else { continue };
        let board = order::board(db, &id).await?;
        doors.push((id.to_string(), name, views::door(&store, &board, cx.platform.now())));
    }
    // Among the open ones, and among the others, they stay by name.
    doors.sort_by_key(|(_, _, door)| !door.is_open());
    Ok(reply::ok_page(&visitor.site(&cx), &Doors { stores: doors }))
}
