//! Tickets on paper from the board: another copy at the network printer, or the browser's own
//! printing.

use axum::extract::{Path, Query, State};
use axum::response::Response;
use crema_web::barista::{PrinterTrouble, Printing};
use crema_web::paper::{PrintPage, Slip, SlipDrink};
use serde::Deserialize;

use super::super::form::Form;
use super::super::site::Visitor;
use super::super::{reply, views};
use super::Bar;
use crate::context::Context;
use crate::error::Problem;
use crate::ids::{OrderId, StoreId};
use crate::order::{self, Order, OrderState};
use crate::print::{self, Occasion, Paper, Ticket};

/// What the board says about printers.
pub(super) async fn printing(cx: &Context, store: &StoreId) -> Result<Printing, Problem> {
    let printers = print::printers(&cx.platform.db, store).await?;
    let has_printer = !printers.is_empty();
    let troubles = printers.into_iter().filter(|listed| listed.printer.trouble.is_some());
    let trouble = |listed: print::Listed| PrinterTrouble {
        state: views::printer_state(&listed.printer),
        name: listed.printer.name,
        waiting: views::whole(listed.waiting),
    };
    Ok(Printing { has_printer, troubles: troubles.map(trouble).collect() })
}

#[derive(Default, Deserialize)]
pub(super) struct PaperQuery {
    paper: Option<String>,
}

/// One order's ticket, for the browser to print.
pub(super) async fn one(
    State(cx): State<Context>,
    Path((store, id)): Path<(String, String)>,
    Query(query): Query<PaperQuery>,
    visitor: Visitor,
) -> Result<Response, Problem> {
    let bar = Bar::enter(&cx, visitor, &store).await?;
    let order = find(&cx, &bar, OrderId::new(id)).await?;
    let path = format!("{}/print/{}", bar.path(), order.id);
    page(&cx, &bar, &[order], &query, path, Vec::new()).await
}

/// Every ticket that waits at a printer in trouble, for the browser to print.
pub(super) async fn waiting(
    State(cx): State<Context>,
    Path(store): Path<String>,
    Query(query): Query<PaperQuery>,
    visitor: Visitor,
) -> Result<Response, Problem> {
    let bar = Bar::enter(&cx, visitor, &store).await?;
    let mut orders = Vec::new();
    for id in print::stuck(&cx.platform, &bar.store.id).await? {
        orders.extend(order::find(&cx.platform.db, &id).await?);
    }
    let ids = orders.iter().map(|order| order.id.to_string()).collect();
    let path = format!("{}/print", bar.path());
    page(&cx, &bar, &orders, &query, path, ids).await
}

async fn page(
    cx: &Context,
    bar: &Bar,
    orders: &[Order],
    query: &PaperQuery,
    path: String,
    waiting: Vec<String>,
) -> Result<Response, Problem> {
    let asked = query.paper.as_deref().and_then(|paper| paper.parse().ok()).and_then(Paper::of);
    let paper = match asked {
        Some(paper) => paper,
        // The roll at the browser's printer is most likely the same.
        None => {
            let printers = print::printers(&cx.platform.db, &bar.store.id).await?;
            printers.first().map(|listed| listed.printer.paper).unwrap_or_default()
        }
    };
    let site = bar.site(cx);
    let language = site.language.tag();
    let slip = |order: &Order| slip(print::ticket(order, &bar.store, &language, Occasion::First));
    let view = PrintPage {
        slips: orders.iter().map(slip).collect(),
        paper: views::whole(paper.millimetres()),
        path,
        waiting,
    };
    Ok(reply::ok_page(&site, &view))
}

fn slip(ticket: Ticket) -> Slip {
    let drink = |drink: print::Drink| SlipDrink {
        place: drink.place,
        name: drink.name,
        options: drink.options,
        contains: drink.contains,
    };
    Slip {
        number: ticket.number,
        name: ticket.name,
        walk_up: ticket.walk_up,
        drinks: ticket.drinks.into_iter().map(drink).collect(),
        foot: ticket.foot,
    }
}

/// Another copy at the store's printers; without one the browser prints.
pub(super) async fn again(
    State(cx): State<Context>,
    Path((store, id)): Path<(String, String)>,
    visitor: Visitor,
    _form: Form,
) -> Result<Response, Problem> {
    let bar = Bar::enter(&cx, visitor, &store).await?;
    let order = find(&cx, &bar, OrderId::new(id)).await?;
    let printers = print::copy(&cx.platform, &bar.store.id, &order.id).await?;
    Ok(match printers {
        0 => reply::see_other(&format!("{}/print/{}", bar.path(), order.id)),
        _ => reply::see_other(&bar.path()),
    })
}

/// Takes tickets that the browser printed out of the printers' queues.
pub(super) async fn printed(
    State(cx): State<Context>,
    Path(store): Path<String>,
    visitor: Visitor,
    form: Form,
) -> Result<Response, Problem> {
    let bar = Bar::enter(&cx, visitor, &store).await?;
    let orders = form.all("order").map(OrderId::new).collect();
    print::printed_elsewhere(&cx.platform, &bar.store.id, orders).await?;
    Ok(reply::see_other(&bar.path()))
}

/// A submitted order of this store.
async fn find(cx: &Context, bar: &Bar, id: OrderId) -> Result<Order, Problem> {
    let found = order::find(&cx.platform.db, &id).await?;
    let is_ours = |order: &Order| {
        order.store == bar.store.id && order.state != OrderState::Started && order.number.is_some()
    };
    found
        .filter(is_ours)
        .ok_or_else(|| Problem::not_found("There is no such ticket. Go back to the board."))
}
