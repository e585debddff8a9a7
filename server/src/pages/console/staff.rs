//! Who works here.

use axum::extract::{Path, Query, State};
use axum::response::Response;
use crema_web::Errors;
use crema_web::console::{NewStaff as Typed, Search, Staff as View, StaffMember, StaffRole};

use super::super::account::{add_staff_faults, staff_words};
use super::super::form::Form;
use super::super::reply;
use super::super::site::Visitor;
use super::{Desk, Sought};
use crate::auth::{self, NewStaff, Role, StaffRefusal};
use crate::context::Context;
use crate::db::Fail;
use crate::error::Problem;
use crate::ids::StaffId;

pub(super) async fn list(
    State(cx): State<Context>,
    Query(sought): Query<Sought>,
    visitor: Visitor,
) -> Result<Response, Problem> {
    let desk = Desk::enter(&cx, visitor).await?;
    let mut view = view(&cx, &desk, Typed::default(), Errors::none()).await?;
    let name = |one: &StaffMember| one.name.clone();
    (view.search, view.members) = Search::narrow(&sought.q, view.members, name);
    Ok(reply::ok_page(&desk.site(&cx), &view))
}

async fn view(cx: &Context, desk: &Desk, typed: Typed, errors: Errors) -> Result<View, Problem> {
    let members = auth::staff(&cx.platform, &desk.store.id).await?;
    let member = |member: auth::Staff| StaffMember {
        is_me: member.id.as_str() == desk.who.sub.as_str(),
        id: member.id.to_string(),
        name: member.name,
        all_stores: member.all_stores,
        role: if member.role == Role::Operator { StaffRole::Operator } else { StaffRole::Barista },
    };
    let members: Vec<_> = members.into_iter().map(member).collect();
    let search = Search::whole(members.len());
    Ok(View { members, search, key: desk.key(cx), typed, errors, notice: None })
}

pub(super) async fn add(
    State(cx): State<Context>,
    visitor: Visitor,
    form: Form,
) -> Result<Response, Problem> {
    let desk = Desk::enter(&cx, visitor).await?;
    let is_operator = form.get("role") == "operator";
    // Only somebody who runs every store may let others do so.
    let all_stores = desk.runs_all && form.has("all_stores");
    let new = NewStaff {
        store: desk.store.id.clone(),
        name: form.get("name").to_owned(),
        role: if is_operator { Role::Operator } else { Role::Barista },
        all_stores,
        pin: form.get("pin").to_owned(),
    };
    let typed = Typed {
        name: new.name.clone(),
        role: if is_operator { StaffRole::Operator } else { StaffRole::Barista },
        all_stores,
    };
    let faults = auth::staff_faults(&new.name, &new.pin);
    if !faults.is_empty() {
        let mut errors = Errors::none();
        add_staff_faults(&mut errors, faults);
        let view = view(&cx, &desk, typed, errors).await?;
        return Ok(reply::form_again(&desk.site(&cx), &view));
    }
    let added = auth::add_staff(&cx.platform, new, desk.who.sub.as_str()).await.map(|_| ());
    answer(&cx, &desk, added, typed, "").await
}

pub(super) async fn change_pin(
    State(cx): State<Context>,
    Path(id): Path<String>,
    visitor: Visitor,
    form: Form,
) -> Result<Response, Problem> {
    let desk = Desk::enter(&cx, visitor).await?;
    let member = StaffId::new(&id);
    let (store, by) = (&desk.store.id, desk.who.sub.as_str());
    let changed = auth::change_pin(&cx.platform, store, &member, form.get("pin"), by).await;
    answer(&cx, &desk, changed, Typed::default(), &format!(".{id}")).await
}

pub(super) async fn remove(
    State(cx): State<Context>,
    Path(id): Path<String>,
    visitor: Visitor,
) -> Result<Response, Problem> {
    let desk = Desk::enter(&cx, visitor).await?;
    let (store, by) = (&desk.store.id, desk.who.sub.as_str());
    let removed = auth::remove_staff(&cx.platform, store, &StaffId::new(id), by).await;
    answer(&cx, &desk, removed, Typed::default(), "").await
}

pub(super) async fn set_all_stores(
    State(cx): State<Context>,
    Path(id): Path<String>,
    visitor: Visitor,
    form: Form,
) -> Result<Response, Problem> {
    let desk = Desk::enter(&cx, visitor).await?;
    if !desk.runs_all {
        return Err(Problem::forbidden());
    }
    let (store, by) = (&desk.store.id, desk.who.sub.as_str());
    let (id, all_stores) = (StaffId::new(id), form.has("all_stores"));
    let changed = auth::set_all_stores(&cx.platform, store, &id, all_stores, by).await;
    answer(&cx, &desk, changed, Typed::default(), "").await
}

pub(super) async fn set_role(
    State(cx): State<Context>,
    Path(id): Path<String>,
    visitor: Visitor,
    form: Form,
) -> Result<Response, Problem> {
    let desk = Desk::enter(&cx, visitor).await?;
    let (store, by) = (&desk.store.id, desk.who.sub.as_str());
    let role = if form.get("role") == "operator" { Role::Operator } else { Role::Barista };
    let changed = auth::set_role(&cx.platform, store, &StaffId::new(id), role, by).await;
    answer(&cx, &desk, changed, Typed::default(), "").await
}

/// Back to the list, or the list with what is wrong; `row` is added to the field's name.
async fn answer(
    cx: &Context,
    desk: &Desk,
    outcome: Result<(), Fail<StaffRefusal>>,
    typed: Typed,
    row: &str,
) -> Result<Response, Problem> {
    match outcome {
        Ok(()) => Ok(reply::see_other("/console/staff")),
        Err(Fail::Db(error)) => Err(error.into()),
        Err(Fail::Refused(refusal)) => {
            let (field, code, detail) = staff_words(refusal);
            let field = if field.is_empty() { String::new() } else { format!("{field}{row}") };
            let errors = Errors::one(&field, code, detail);
            let view = view(cx, desk, typed, errors).await?;
            Ok(reply::form_again(&desk.site(cx), &view))
        }
    }
}
