//! `GET /api/v1/stores/{store}`: what everybody may know, the line and the wait included.

use axum::Json;
use axum::extract::{Path, State};
use serde::Serialize;
use utoipa::ToSchema;

use super::super::requests;
use super::super::wait::Wait;
use super::super::{Order, wait_of};
use crate::context::Context;
use crate::error::Problem;
use crate::menu::Menu;
use crate::store::Store;

/// A store as everybody may see it.
#[derive(Serialize, ToSchema)]
#[schema(as = Store)]
pub(super) struct StoreJson {
    id: String,
    name: String,
    #[serde(flatten)]
    status: crate::store::http::StatusJson,
    orders_waiting: usize,
    drinks_in_queue: i64,
    max_queue: i64,
    max_items_per_order: i64,
    wait: Wait,
    menu: Menu,
}

/// What everybody may know of a store.
#[utoipa::path(
    get,
    path = "/stores/{store}",
    tag = "stores",
    params(("store" = String, Path)),
    responses((status = 200, description = "Its state, line and menu", body = StoreJson)),
)]
pub(super) async fn get_store(
    State(cx): State<Context>,
    Path(store): Path<String>,
) -> Result<Json<StoreJson>, Problem> {
    let store = cx.store(&store).await?;
    let line = line(&cx, &store, None).await?;
    let now = cx.platform.now();
    Ok(Json(StoreJson {
        id: store.id.to_string(),
        name: store.name.clone(),
        status: crate::store::http::StatusJson::of(&store, now),
        orders_waiting: line.orders_ahead,
        drinks_in_queue: line.drinks_in_queue,
        max_queue: store.settings.max_queue,
        max_items_per_order: store.settings.max_items_per_order,
        wait: line.wait,
        menu: store.menu,
    }))
}

/// The line as a guest sees it: from its end, or from the place of their order.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Line {
    /// Orders before theirs.
    pub(crate) orders_ahead: usize,
    /// Drinks that count against the limit.
    pub(crate) drinks_in_queue: i64,
    /// How long it will take.
    pub(crate) wait: Wait,
}

/// Measures the line of a store, from the place of `order` if it is in it.
pub(crate) async fn line(
    cx: &Context,
    store: &Store,
    order: Option<&Order>,
) -> Result<Line, Problem> {
    let now = cx.platform.now();
    let db = &cx.platform.db;
    let board = requests::board(db, &store.id).await?;
    let pace = cx.paces.of(db, &store.id, &board, now).await?;
    Ok(Line {
        orders_ahead: board.ahead_of(order.map(|order| &order.id)),
        drinks_in_queue: board.drinks_in_queue(),
        wait: wait_of(&pace, &board, order, now),
    })
}
