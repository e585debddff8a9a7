//! The order form: one page, a basket where a store allows more than one drink.

use axum::extract::{Path, State};
use axum::response::Response;
use crema_web::Errors;
use crema_web::customer::{OrderForm, Shortfall};

use super::super::choices::{self, Sent};
use super::super::form::Form;
use super::super::site::Visitor;
use super::super::{reply, views};
use super::Guest;
use super::again::{self, Filled};
use super::draft;
use crate::auth;
use crate::context::Context;
use crate::db::Fail;
use crate::error::Problem;
use crate::favourites;
use crate::ids::OrderId;
use crate::order::http::line;
use crate::order::{self, Actor, Ask, Order, OrderRefusal, OrderState};

/// The form of an order that was just started.
pub(super) async fn fresh_form(
    cx: &Context,
    guest: &Guest,
    order: &Order,
) -> Result<OrderForm, Problem> {
    let draft = draft::filled(cx, guest, order).await?;
    if draft.typed.drink.is_some() || !draft.basket.is_empty() || !draft.shortfalls.is_empty() {
        return form(cx, guest, order, draft, Errors::none()).await;
    }
    let mut filled = again::filled(cx, guest).await?;
    let last =
        order::history(&cx.platform.db, &guest.store.id, &guest.who.sub, guest.now, 1).await?;
    let last = last.into_iter().next().map(|last| last.name);
    let typed = Some(draft.typed.name).filter(|name| !name.is_empty());
    filled.typed.name = typed.or(last).unwrap_or_default();
    form(cx, guest, order, filled, Errors::none()).await
}

async fn form(
    cx: &Context,
    guest: &Guest,
    order: &Order,
    filled: Filled,
    errors: Errors,
) -> Result<OrderForm, Problem> {
    let store = &guest.store;
    let kept = favourites::of(&cx.platform.db, &store.id, &guest.who.sub).await?;
    Ok(OrderForm {
        order: order.id.to_string(),
        key: format!("submit-{}", order.id),
        menu: views::menu(&store.menu),
        wait: Some(views::wait(&line(cx, store, Some(order)).await?)),
        submit_until: order.deadline_at.map(|at| store.time_of_day(at)),
        typed: filled.typed,
        names_are_shown: auth::names_are_shown(&cx.platform, &store.id).await?,
        basket: filled.basket,
        usuals: again::usuals(store, &kept),
        shortfalls: filled.shortfalls,
        max_items: views::whole(store.settings.max_items_per_order),
        errors,
    })
}

/// Sends the order, or changes the basket and shows the form again.
pub(super) async fn submit(
    State(cx): State<Context>,
    Path(store): Path<String>,
    visitor: Visitor,
    sent: Form,
) -> Result<Response, Problem> {
    let guest = Guest::arrive(&cx, visitor, &store).await?;
    let id = OrderId::new(sent.get("order"));
    let mine = |order: &Order| order.customer == guest.who.sub && order.store == guest.store.id;
    let found = order::find(&cx.platform.db, &id).await?.filter(mine);
    let Some(order) = found.filter(|order| order.state == OrderState::Started) else {
        // Sent already, expired or never ours: the status page tells.
        return Ok(reply::see_other(&guest.path()));
    };
    let Sent { typed, basket, order: choices, gone, errors } = choices::read(&guest.store, &sent);
    let shown_again = |errors| {
        let (typed, basket) = (typed.clone(), basket.clone());
        form(&cx, &guest, &order, Filled { typed, basket, ..Filled::default() }, errors)
    };
    let site = guest.site(&cx);
    if let Some(favourite) = sent.get("action").strip_prefix("usual-") {
        let mine = favourites::of(&cx.platform.db, &guest.store.id, &guest.who.sub).await?;
        let Some(favourite) = mine.iter().find(|mine| mine.id == favourite) else {
            let view = shown_again(Errors::none()).await?;
            return Ok(kept(&guest, &view, reply::ok_page(&site, &view)));
        };
        let mut filled = again::fill_favourite(&guest.store, favourite, &typed.name);
        filled.shortfalls.extend(gone.into_iter().map(Shortfall::LeftBasket));
        let view = form(&cx, &guest, &order, Filled { basket, ..filled }, Errors::none()).await?;
        return Ok(kept(&guest, &view, reply::ok_page(&site, &view)));
    }
    let Some(choices) = choices else {
        let view = shown_again(errors.clone()).await?;
        let page = match errors.is_empty() {
            true => reply::ok_page(&site, &view),
            false => reply::form_again(&site, &view),
        };
        return Ok(kept(&guest, &view, page));
    };
    let ask = Ask::Submit { items: choices, name: typed.name.clone() };
    let actor = Actor::Customer(guest.who.sub.clone());
    let key = sent.key_of(guest.who.sub.as_str());
    match order::act(&cx.platform, &id, actor, ask, key).await {
        Ok(_) => {
            let done = reply::see_other(&guest.path());
            let is_used = again::is_remembered(&guest.visitor);
            let forget = is_used.then(|| again::cookie(&guest.store, "")).flatten();
            Ok(reply::with_cookie(done, forget))
        }
        Err(Fail::Refused(OrderRefusal::KeyReused | OrderRefusal::WrongState { .. })) => {
            Ok(reply::see_other(&guest.path()))
        }
        Err(fail @ Fail::Db(_)) => {
            let problem = Problem::from(fail);
            let view = shown_again(Errors::one("", problem.code, &problem.detail)).await?;
            Ok(kept(&guest, &view, reply::form_refused(&site, &view, &problem)))
        }
        Err(Fail::Refused(refusal)) => {
            let errors = choices::all_faults(&guest.store, &sent, &refusal)
                .unwrap_or_else(|| no_field_of(&guest, &refusal));
            let view = shown_again(errors).await?;
            Ok(kept(&guest, &view, reply::form_again(&site, &view)))
        }
    }
}

/// The answer that shows `view`, which the browser is asked to keep.
fn kept(guest: &Guest, view: &OrderForm, answer: Response) -> Response {
    reply::with_cookie(answer, draft::cookie(guest, view))
}

/// A refusal that concerns the order as a whole.
fn no_field_of(guest: &Guest, refusal: &OrderRefusal) -> Errors {
    let problem = refusal.problem(&guest.store, guest.now);
    let mut errors = Errors::none();
    match refusal {
        // With fewer drinks it would pass.
        OrderRefusal::QueueFull { room } if *room > 0 => {
            let room = room.to_string();
            errors.add_with("", "queue_room", &problem.detail, &[("room", room.as_str())]);
        }
        _ => errors.add("", problem.code, &problem.detail),
    }
    errors
}
