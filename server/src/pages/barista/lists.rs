//! The board's side pages: recall, sold out, walk-up form, reason for cancelling.

use axum::extract::{Path, State};
use axum::response::Response;
use crema_web::Errors;
use crema_web::barista::{CancelOrder, Recall, RecallLine, SoldOut, WalkUp};
use crema_web::customer::Typed;

use super::super::site::Visitor;
use super::super::{reply, views};
use super::Bar;
use crate::context::Context;
use crate::error::Problem;
use crate::ids::OrderId;
use crate::order::{self, Order, OrderState};

/// Collected and missed orders in the recall list, each at most.
const RECALL_LINES: i64 = 30;

pub(super) async fn recall(
    State(cx): State<Context>,
    Path(store): Path<String>,
    visitor: Visitor,
) -> Result<Response, Problem> {
    let bar = Bar::enter(&cx, visitor, &store).await?;
    let view = recall_view(&cx, &bar).await?;
    Ok(reply::ok_page(&bar.site(&cx), &view))
}

pub(super) async fn recall_live(
    State(cx): State<Context>,
    Path(store): Path<String>,
    visitor: Visitor,
) -> Result<Response, Problem> {
    let bar = Bar::enter(&cx, visitor, &store).await?;
    let view = recall_view(&cx, &bar).await?;
    Ok(reply::fragment(&bar.site(&cx), &view, &bar.visitor.headers))
}

async fn recall_view(cx: &Context, bar: &Bar) -> Result<Recall, Problem> {
    let db = &cx.platform.db;
    let store = &bar.store.id;
    let collected = order::recallable(db, store, OrderState::Collected, RECALL_LINES).await?;
    let missed = order::recallable(db, store, OrderState::Missed, RECALL_LINES).await?;
    let ready = order::board(db, store).await?.ready;
    let lines = ready.into_iter().rev().chain(collected).chain(missed);
    Ok(Recall { lines: lines.map(|order| recall_line(bar, &order)).collect() })
}

fn recall_line(bar: &Bar, order: &Order) -> RecallLine {
    let at = order.ended_at.or(order.ready_at).unwrap_or(order.created_at);
    RecallLine {
        order: order.id.to_string(),
        number: views::number(order),
        name: order.name.clone(),
        items: views::items(&order.items, &bar.store.menu),
        state: order.state.as_str().to_owned(),
        at: bar.store.time_of_day(at),
        key: format!("recall-{}-{}", order.id, order.version),
    }
}

pub(super) async fn sold_out(
    State(cx): State<Context>,
    Path(store): Path<String>,
    visitor: Visitor,
) -> Result<Response, Problem> {
    let bar = Bar::enter(&cx, visitor, &store).await?;
    Ok(reply::ok_page(&bar.site(&cx), &sold_out_view(&bar)))
}

pub(super) async fn sold_out_live(
    State(cx): State<Context>,
    Path(store): Path<String>,
    visitor: Visitor,
) -> Result<Response, Problem> {
    let bar = Bar::enter(&cx, visitor, &store).await?;
    Ok(reply::fragment(&bar.site(&cx), &sold_out_view(&bar), &bar.visitor.headers))
}

fn sold_out_view(bar: &Bar) -> SoldOut {
    let key = format!("menu-{}", bar.store.sequence);
    SoldOut { menu: views::menu(&bar.store.menu), key }
}

pub(super) async fn walk_up(
    State(cx): State<Context>,
    Path(store): Path<String>,
    visitor: Visitor,
) -> Result<Response, Problem> {
    let bar = Bar::enter(&cx, visitor, &store).await?;
    let view = WalkUp {
        key: cx.platform.ids.fresh(bar.now),
        menu: views::menu(&bar.store.menu),
        typed: Typed::default(),
        basket: Vec::new(),
        max_items: views::whole(bar.store.settings.max_items_per_order),
        errors: Errors::none(),
    };
    Ok(reply::ok_page(&bar.site(&cx), &view))
}

pub(super) async fn cancel(
    State(cx): State<Context>,
    Path((store, id)): Path<(String, String)>,
    visitor: Visitor,
) -> Result<Response, Problem> {
    let bar = Bar::enter(&cx, visitor, &store).await?;
    let order = order::find(&cx.platform.db, &OrderId::new(id)).await?;
    let is_open = |order: &Order| order.store == bar.store.id && order.state != OrderState::Started;
    let order = order
        .filter(|order| order.state.is_open() && is_open(order))
        .ok_or_else(|| Problem::not_found("This order has ended already. Go back to the board."))?;
    let view = CancelOrder {
        order: order.id.to_string(),
        number: views::number(&order),
        name: order.name.clone(),
        is_walk_up: order.bucket.is_none(),
        key: format!("cancel-{}-{}", order.id, order.version),
    };
    Ok(reply::ok_page(&bar.site(&cx), &view))
}
