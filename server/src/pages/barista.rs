//! The barista's tablet: board, walk-ups, recall, sold out, pause.

mod actions;
mod lists;
mod print;

pub(super) use actions::{change_sold_out, change_status};

use axum::Router;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use axum::routing::{get, post};
use crema_web::Site;
use crema_web::barista::{Board, TicketState};
use serde::Deserialize;

use super::site::Visitor;
use super::{reply, views};
use crate::auth::Principal;
use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::Problem;
use crate::ids::OrderId;
use crate::order::{self, Order};
use crate::store::Store;

/// Pages below `/s/{store}/barista`.
pub(super) fn routes() -> Router<Context> {
    Router::new()
        .route("/s/{store}/barista", get(board))
        .route("/s/{store}/barista/live", get(board_live))
        .route("/s/{store}/barista/orders/{id}", post(actions::act))
        .route("/s/{store}/barista/together", post(actions::act_together))
        .route("/s/{store}/barista/cancel/{id}", get(lists::cancel))
        .route("/s/{store}/barista/status", post(actions::set_status))
        .route("/s/{store}/barista/sold-out", get(lists::sold_out).post(actions::set_sold_out))
        .route("/s/{store}/barista/sold-out/live", get(lists::sold_out_live))
        .route("/s/{store}/barista/walk-up", get(lists::walk_up).post(actions::place_walk_up))
        .route("/s/{store}/barista/recall", get(lists::recall))
        .route("/s/{store}/barista/recall/live", get(lists::recall_live))
        .route("/s/{store}/barista/print", get(print::waiting))
        .route("/s/{store}/barista/print/{id}", get(print::one).post(print::again))
        .route("/s/{store}/barista/printed", post(print::printed))
}

/// Set by the page when a shift begins, to who begins it: the page comes without the offer then.
const SHIFT_COOKIE: &str = "crema_shift";

/// Staff at their store's pages.
struct Bar {
    visitor: Visitor,
    store: Store,
    who: Principal,
    now: Timestamp,
}

impl Bar {
    async fn enter(cx: &Context, visitor: Visitor, store: &str) -> Result<Self, Problem> {
        let store = cx.store(store).await?;
        let who = visitor.who.staff_of(&store.id)?.clone();
        Ok(Self { visitor, store, who, now: cx.platform.now() })
    }

    fn site(&self, cx: &Context) -> Site {
        self.visitor.site_of(cx, &self.store, &self.who)
    }

    fn path(&self) -> String {
        format!("/s/{}/barista", self.store.id)
    }
}

#[derive(Default, Deserialize)]
struct BoardQuery {
    /// What the last form without JavaScript ran into: a problem's code.
    problem: Option<String>,
    /// The order that it was about.
    order: Option<String>,
}

async fn board(
    State(cx): State<Context>,
    Path(store): Path<String>,
    Query(query): Query<BoardQuery>,
    visitor: Visitor,
) -> Result<Response, Problem> {
    let bar = Bar::enter(&cx, visitor, &store).await?;
    let site = bar.site(&cx);
    let mut view = board_view(&cx, &bar).await?;
    if let Some(code) = query.problem {
        let id = OrderId::new(query.order.unwrap_or_default());
        let found = order::find(&cx.platform.db, &id).await?;
        let order = found.filter(|order| order.store == bar.store.id);
        let number = order.as_ref().map(views::number);
        let by = order.as_ref().and_then(|order| order.barista.as_ref());
        let by = by.map(|worker| worker.name.as_str());
        view.notice = Some(crema_web::barista::refused(&site, &code, number, by));
    }
    Ok(reply::ok_page(&site, &view))
}

async fn board_live(
    State(cx): State<Context>,
    Path(store): Path<String>,
    visitor: Visitor,
) -> Result<Response, Problem> {
    let bar = Bar::enter(&cx, visitor, &store).await?;
    let view = board_view(&cx, &bar).await?;
    Ok(reply::fragment(&bar.site(&cx), &view, &bar.visitor.headers))
}

async fn board_view(cx: &Context, bar: &Bar) -> Result<Board, Problem> {
    let store = &bar.store;
    let board = order::board(&cx.platform.db, &store.id).await?;
    let me = bar.who.sub.as_str();
    let tickets = [&board.queued, &board.making, &board.ready]
        .into_iter()
        .flatten()
        .filter_map(|order| views::ticket(order, store, me, bar.now))
        .collect();
    let offer = order::worth_taking_together(&cx.platform.db, store).await?.into_iter().next();
    let offer: Vec<&Order> = offer.iter().flatten().collect();
    let made = order::taken_together(&board.making, &bar.who.sub);
    let batches = [(TicketState::Queued, offer), (TicketState::Making, made)];
    Ok(Board {
        batches: batches
            .iter()
            .filter_map(|(state, orders)| views::batch(*state, orders))
            .collect(),
        door: views::door(store, &board, bar.now),
        tickets,
        warn_after_seconds: views::whole(store.settings.warn_after_seconds),
        late_after_seconds: views::whole(store.settings.late_after_seconds),
        status_key: format!("status-{}-{}", store.id, store.sequence),
        notice: None,
        printing: print::printing(cx, &store.id).await?,
        is_shift_begun: bar.visitor.cookie(SHIFT_COOKIE) == Some(me),
    })
}
