//! The order form: one page, a basket where a store allows more than one drink.

use axum::extract::{Path, State};
use axum::response::Response;
use crema_web::Errors;
use crema_web::customer::{BasketItem, OrderForm, Typed};

use super::super::choices::{self, Sent};
use super::super::form::Form;
use super::super::site::Visitor;
use super::super::{reply, views};
use super::Guest;
use crate::context::Context;
use crate::db::Fail;
use crate::error::Problem;
use crate::ids::OrderId;
use crate::order::http::line;
use crate::order::{self, Actor, Ask, Order, OrderRefusal, OrderState};

/// The form of an order that was just started.
pub(super) async fn fresh_form(
    cx: &Context,
    guest: &Guest,
    order: &Order,
) -> Result<OrderForm, Problem> {
    form(cx, guest, order, Typed::default(), Vec::new(), Errors::none()).await
}

async fn form(
    cx: &Context,
    guest: &Guest,
    order: &Order,
    typed: Typed,
    basket: Vec<BasketItem>,
    errors: Errors,
) -> Result<OrderForm, Problem> {
    let store = &guest.store;
    Ok(OrderForm {
        order: order.id.to_string(),
        key: format!("submit-{}", order.id),
        menu: views::menu(&store.menu),
        wait: Some(views::wait(&line(cx, store, None).await?)),
        submit_until: order.deadline_at.map(|at| store.time_of_day(at)),
        typed,
        basket,
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
    let Sent { typed, basket, order: choices, errors } = choices::read(&guest.store, &sent);
    let again = |errors| form(&cx, &guest, &order, typed.clone(), basket.clone(), errors);
    let site = guest.site(&cx);
    let Some(choices) = choices else {
        let view = again(errors.clone()).await?;
        return Ok(match errors.is_empty() {
            true => reply::ok_page(&site, &view),
            false => reply::form_again(&site, &view),
        });
    };
    let ask = Ask::Submit { items: choices, name: typed.name.clone() };
    let actor = Actor::Customer(guest.who.sub.clone());
    let key = sent.key_of(guest.who.sub.as_str());
    match order::act(&cx.platform, &id, actor, ask, key).await {
        Ok(_) => Ok(reply::see_other(&guest.path())),
        Err(Fail::Refused(OrderRefusal::KeyReused | OrderRefusal::WrongState { .. })) => {
            Ok(reply::see_other(&guest.path()))
        }
        Err(fail @ Fail::Db(_)) => {
            let problem = Problem::from(fail);
            let view = again(Errors::one("", problem.code, &problem.detail)).await?;
            Ok(reply::form_refused(&site, &view, &problem))
        }
        Err(Fail::Refused(refusal)) => {
            let field = choices::field_of(&guest.store.menu, &refusal);
            let problem = refusal.problem(&guest.store, guest.now);
            let view = again(Errors::one(&field, problem.code, &problem.detail)).await?;
            Ok(reply::form_again(&site, &view))
        }
    }
}
