//! The menu as a list.

use axum::extract::State;
use axum::response::Response;
use crema_web::console::MenuList;

use super::super::barista::change_sold_out;
use super::super::form::Form;
use super::super::site::Visitor;
use super::super::{reply, views};
use super::Desk;
use crate::context::Context;
use crate::error::Problem;
use crate::menu::{Kind, Menu, Move};
use crate::store::{self, ChangeRefusal};

pub(super) async fn list(State(cx): State<Context>, visitor: Visitor) -> Result<Response, Problem> {
    let desk = Desk::enter(&cx, visitor).await?;
    let view = MenuList {
        menu: views::menu(&desk.store.menu),
        key: format!("menu-{}", desk.store.sequence),
        notice: None,
    };
    Ok(reply::ok_page(&desk.site(&cx), &view))
}

pub(super) async fn shift(
    State(cx): State<Context>,
    visitor: Visitor,
    form: Form,
) -> Result<Response, Problem> {
    let by = if form.get("by") == "-1" { Move::Up } else { Move::Down };
    change(&cx, visitor, &form, move |menu, kind, id| menu.shift(kind, id, by)).await
}

pub(super) async fn remove(
    State(cx): State<Context>,
    visitor: Visitor,
    form: Form,
) -> Result<Response, Problem> {
    change(&cx, visitor, &form, |menu, kind, id| menu.remove(kind, id)).await
}

pub(super) async fn set_sold_out(
    State(cx): State<Context>,
    visitor: Visitor,
    form: Form,
) -> Result<Response, Problem> {
    let desk = Desk::enter(&cx, visitor).await?;
    change_sold_out(&cx, &desk.store, &desk.who, &form).await?;
    Ok(reply::see_other("/console/menu"))
}

/// One change to the drink or group a form names; `edit` answers whether it is there.
async fn change(
    cx: &Context,
    visitor: Visitor,
    form: &Form,
    edit: impl Fn(&mut Menu, Kind, &str) -> bool + Send + Sync + 'static,
) -> Result<Response, Problem> {
    let desk = Desk::enter(cx, visitor).await?;
    let kind = if form.get("kind") == "group" { Kind::Group } else { Kind::Drink };
    let id = form.get("id").to_owned();
    let apply = move |menu: &mut Menu| {
        let found = edit(menu, kind, &id);
        found.then_some(()).ok_or_else(|| ChangeRefusal::NotOnMenu(id.clone()))
    };
    store::change_menu(&cx.platform, &desk.store.id, apply, form.by(&desk.who)).await?;
    Ok(reply::see_other("/console/menu"))
}
