//! What baristas do by forms. Modules in the browser use the API for the same.

use axum::extract::{Path, State};
use axum::response::Response;
use crema_web::Errors;
use crema_web::barista::WalkUp;
use url::form_urlencoded::byte_serialize;

use super::super::choices::{self, Sent};
use super::super::form::Form;
use super::super::site::Visitor;
use super::super::{reply, views};
use super::Bar;
use crate::auth::Principal;
use crate::context::{Context, Trace};
use crate::db::Fail;
use crate::error::Problem;
use crate::ids::OrderId;
use crate::menu::{Kind, Menu};
use crate::order::http::{asked, staff_actor};
use crate::order::{self, Ask, OrderState, Together, Worker};
use crate::store::{self, ChangeRefusal, State as StoreState, StatusChange, Store};

pub(super) async fn act(
    State(cx): State<Context>,
    Path((store, id)): Path<(String, String)>,
    visitor: Visitor,
    form: Form,
) -> Result<Response, Problem> {
    let bar = Bar::enter(&cx, visitor, &store).await?;
    let reason = Some(form.get("reason").to_owned()).filter(|reason| !reason.is_empty());
    let ask = match form.get("to") {
        "claim" => Ask::Claim,
        "release" => Ask::Release,
        "complete" => Ask::Complete,
        "collect" => Ask::Collect,
        "recall" => Ask::Recall { to: OrderState::parse(form.get("target")) },
        "cancel" => Ask::Cancel { reason },
        _ => return Err(Problem::not_found("There is no such action. Reload the board.")),
    };
    let actor = staff_actor(&bar.who)?;
    let key = form.key_of(bar.who.sub.as_str());
    let id = OrderId::new(id);
    let acted = order::act(&cx.platform, &id, actor, ask, key).await;
    match acted.map_err(Problem::from) {
        Ok(_) => Ok(reply::see_other(&bar.path())),
        Err(problem) if problem.status().is_client_error() => {
            Ok(reply::see_other(&refused_path(&bar, problem.code, &id)))
        }
        Err(problem) => Err(problem),
    }
}

/// Several orders by one button: `orders` holds their ids, parted by spaces.
pub(super) async fn act_together(
    State(cx): State<Context>,
    Path(store): Path<String>,
    visitor: Visitor,
    form: Form,
) -> Result<Response, Problem> {
    let bar = Bar::enter(&cx, visitor, &store).await?;
    let ask = match form.get("to") {
        "claim" => Together::Claim,
        "complete" => Together::Complete,
        _ => return Err(Problem::not_found("There is no such action. Reload the board.")),
    };
    let orders = asked(form.get("orders").split_whitespace().map(OrderId::new).collect())?;
    let worker = Worker { id: bar.who.sub.clone(), name: bar.who.name.clone() };
    let key = form.key_of(bar.who.sub.as_str());
    let acted = order::act_together(&cx.platform, &bar.store.id, worker, ask, orders, key).await;
    let refused = match acted.map_err(Problem::from) {
        Ok(done) => done.refused.into_iter().next().map(|one| (one.code, OrderId::new(one.id))),
        Err(problem) if problem.status().is_client_error() => {
            Some((problem.code.to_owned(), OrderId::new("")))
        }
        Err(problem) => return Err(problem),
    };
    Ok(reply::see_other(&match refused {
        Some((code, id)) => refused_path(&bar, &code, &id),
        None => bar.path(),
    }))
}

/// The board, where it says why nothing was changed: the code, and the order to tell by name.
fn refused_path(bar: &Bar, code: &str, order: &OrderId) -> String {
    let order: String = byte_serialize(order.as_str().as_bytes()).collect();
    format!("{}?problem={code}&order={order}", bar.path())
}

pub(super) async fn set_status(
    State(cx): State<Context>,
    Path(store): Path<String>,
    visitor: Visitor,
    form: Form,
) -> Result<Response, Problem> {
    let bar = Bar::enter(&cx, visitor, &store).await?;
    change_status(&cx, &bar.store, &bar.who, &form).await?;
    Ok(reply::see_other(&bar.path()))
}

/// Opens, pauses or closes as a form says; the console has the same buttons.
pub(in super::super) async fn change_status(
    cx: &Context,
    store: &Store,
    who: &Principal,
    form: &Form,
) -> Result<(), Problem> {
    let state = StoreState::parse(form.get("state"))
        .ok_or_else(|| Problem::not_found("A store is open, paused or closed."))?;
    let now = cx.platform.now();
    let is_now = store.state_at(now);
    if state == StoreState::Paused && is_now == StoreState::Closed {
        // It closed while the finger came down: the end of the pause would open it again.
        return Ok(());
    }
    let minutes: Option<i64> = form.get("minutes").parse().ok();
    let minutes = minutes.filter(|minutes| (1..=24 * 60).contains(minutes));
    // A pause is made longer by them.
    let from = store.until.filter(|_| is_now == StoreState::Paused).unwrap_or(now);
    let until = minutes.map(|minutes| from.plus_seconds(minutes * 60));
    let reason = Some(form.get("reason").trim().to_owned()).filter(|reason| !reason.is_empty());
    let change = StatusChange { state, until, reason };
    store::set_status(&cx.platform, &store.id, change, form.by(who)).await?;
    Ok(())
}

pub(super) async fn set_sold_out(
    State(cx): State<Context>,
    Path(store): Path<String>,
    visitor: Visitor,
    form: Form,
) -> Result<Response, Problem> {
    let bar = Bar::enter(&cx, visitor, &store).await?;
    change_sold_out(&cx, &bar.store, &bar.who, &form).await?;
    Ok(reply::see_other(&format!("{}/sold-out", bar.path())))
}

/// Switches a drink or an option as a form says; the console has the same switches.
pub(in super::super) async fn change_sold_out(
    cx: &Context,
    store: &Store,
    who: &Principal,
    form: &Form,
) -> Result<(), Problem> {
    let kind = if form.get("kind") == "option" { Kind::Option } else { Kind::Drink };
    let (id, sold_out) = (form.get("id").to_owned(), form.has("sold_out"));
    let change = move |menu: &mut Menu| {
        let found = menu.set_sold_out(kind, &id, sold_out);
        found.then_some(()).ok_or_else(|| ChangeRefusal::NotOnMenu(id.clone()))
    };
    store::change_menu(&cx.platform, &store.id, change, form.by(who)).await?;
    Ok(())
}

pub(super) async fn place_walk_up(
    State(cx): State<Context>,
    Path(store): Path<String>,
    visitor: Visitor,
    Trace(trace): Trace,
    form: Form,
) -> Result<Response, Problem> {
    let bar = Bar::enter(&cx, visitor, &store).await?;
    let site = bar.site(&cx);
    let Sent { typed, basket, order: choices, errors, .. } = choices::read(&bar.store, &form);
    let again = |errors: Errors| WalkUp {
        key: form.get("key").to_owned(),
        menu: views::menu(&bar.store.menu),
        typed: typed.clone(),
        basket: basket.clone(),
        max_items: views::whole(bar.store.settings.max_items_per_order),
        errors,
    };
    let Some(items) = choices else {
        let is_right = errors.is_empty();
        let view = again(errors);
        return Ok(if is_right {
            reply::ok_page(&site, &view)
        } else {
            reply::form_again(&site, &view)
        });
    };
    let walk_up = order::WalkUp { store: bar.store.id.clone(), items, name: typed.name.clone() };
    let key = form.key_of(bar.who.sub.as_str());
    match order::place_walk_up(&cx.platform, walk_up, key, Some(trace)).await {
        Ok(_) => Ok(reply::see_other(&bar.path())),
        Err(fail) => {
            let found = match &fail {
                Fail::Refused(refusal) => choices::all_faults(&bar.store, &form, refusal),
                Fail::Db(_) => None,
            };
            let problem = Problem::from(fail);
            let whole = || Errors::one("", problem.code, &problem.detail);
            let view = again(found.unwrap_or_else(whole));
            Ok(reply::form_refused(&site, &view, &problem))
        }
    }
}
