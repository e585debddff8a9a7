//! The menu: as a list, as forms, as a file.

mod drink;
mod file;
mod group;
mod import;
mod saving;

use axum::Router;
use axum::extract::{Query, State};
use axum::response::Response;
use axum::routing::{get, post};
use crema_web::console::MenuList;
use serde::Deserialize;

use super::super::barista::change_sold_out;
use super::super::form::Form;
use super::super::site::Visitor;
use super::super::{reply, views};
use super::Desk;
use crate::context::Context;
use crate::error::Problem;
use crate::menu::{Kind, Menu, Move};
use crate::store::{self, ChangeRefusal};

/// Pages below `/console/menu`.
pub(super) fn routes() -> Router<Context> {
    Router::new()
        .route("/console/menu", get(list))
        .route("/console/menu/move", post(shift))
        .route("/console/menu/order", post(arrange))
        .merge(import::routes())
        .route("/console/menu/remove", post(remove))
        .route("/console/menu/sold-out", post(set_sold_out))
        .route("/console/menu/drinks/{id}", get(drink::show).post(drink::save_or_preview))
        .route("/console/menu/groups/{id}", get(group::show).post(group::save_or_preview))
}

#[derive(Deserialize)]
struct ListQuery {
    #[serde(default)]
    imported: bool,
}

async fn list(
    State(cx): State<Context>,
    Query(query): Query<ListQuery>,
    visitor: Visitor,
) -> Result<Response, Problem> {
    let desk = Desk::enter(&cx, visitor).await?;
    let view = MenuList {
        menu: views::menu(&desk.store.menu),
        key: format!("menu-{}", desk.store.sequence),
        is_imported: query.imported,
    };
    Ok(reply::ok_page(&desk.site(&cx), &view))
}

async fn shift(
    State(cx): State<Context>,
    visitor: Visitor,
    form: Form,
) -> Result<Response, Problem> {
    let by = if form.get("by") == "-1" { Move::Up } else { Move::Down };
    change(&cx, visitor, &form, move |menu, kind, id| menu.shift(kind, id, by)).await
}

async fn remove(
    State(cx): State<Context>,
    visitor: Visitor,
    form: Form,
) -> Result<Response, Problem> {
    change(&cx, visitor, &form, |menu, kind, id| menu.remove(kind, id)).await
}

async fn set_sold_out(
    State(cx): State<Context>,
    visitor: Visitor,
    form: Form,
) -> Result<Response, Problem> {
    let desk = Desk::enter(&cx, visitor).await?;
    change_sold_out(&cx, &desk.store, &desk.who, &form).await?;
    Ok(reply::see_other("/console/menu"))
}

/// Puts all drinks, or all groups, into the order a form names them in.
async fn arrange(
    State(cx): State<Context>,
    visitor: Visitor,
    form: Form,
) -> Result<Response, Problem> {
    let desk = Desk::enter(&cx, visitor).await?;
    let kind = kind_of(&form);
    let ids: Vec<String> = form.all("id").map(str::to_owned).collect();
    let apply = move |menu: &mut Menu| {
        menu.arrange(kind, &ids).then_some(()).ok_or(ChangeRefusal::ChangedMeanwhile)
    };
    store::change_menu(&cx.platform, &desk.store.id, apply, form.by(&desk.who)).await?;
    Ok(reply::see_other("/console/menu"))
}

fn kind_of(form: &Form) -> Kind {
    if form.get("kind") == "group" { Kind::Group } else { Kind::Drink }
}

/// One change to the drink or group a form names; `edit` answers whether it is there.
async fn change(
    cx: &Context,
    visitor: Visitor,
    form: &Form,
    edit: impl Fn(&mut Menu, Kind, &str) -> bool + Send + Sync + 'static,
) -> Result<Response, Problem> {
    let desk = Desk::enter(cx, visitor).await?;
    let kind = kind_of(form);
    let id = form.get("id").to_owned();
    let apply = move |menu: &mut Menu| {
        let found = edit(menu, kind, &id);
        found.then_some(()).ok_or_else(|| ChangeRefusal::NotOnMenu(id.clone()))
    };
    store::change_menu(&cx.platform, &desk.store.id, apply, form.by(&desk.who)).await?;
    Ok(reply::see_other("/console/menu"))
}
