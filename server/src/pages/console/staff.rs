//! Who works here.

use axum::extract::{Path, State};
use axum::response::Response;
use crema_web::Errors;
use crema_web::console::{NewStaff as Typed, Staff as View, StaffMember, StaffRole};

use super::super::account::staff_words;
use super::super::form::Form;
use super::super::reply;
use super::super::site::Visitor;
use super::Desk;
use crate::auth::{self, NewStaff, Role, StaffRefusal};
use crate::context::Context;
use crate::db::Fail;
use crate::error::Problem;
use crate::ids::StaffId;

pub(super) async fn list(State(cx): State<Context>, visitor: Visitor) -> Result<Response, Problem> {
    let desk = Desk::enter(&cx, visitor).await?;
    let view = view(&cx, &desk, Typed::default(), Errors::none()).await?;
    Ok(reply::ok_page(&desk.site(&cx), &view))
}

async fn view(cx: &Context, desk: &Desk, typed: Typed, errors: Errors) -> Result<View, Problem> {
    let members = auth::staff(&cx.platform, &desk.store.id).await?;
    let member = |member: auth::Staff| StaffMember {
        is_me: member.id.as_str() == desk.who.sub.as_str(),
        id: member.id.to_string(),
        name: member.name,
        role: if member.role == Role::Operator { StaffRole::Operator } else { StaffRole::Barista },
    };
    let members = members.into_iter().map(member).collect();
    Ok(View { members, key: desk.key(cx), typed, errors, notice: None })
}

pub(super) async fn add(
    State(cx): State<Context>,
    visitor: Visitor,
    form: Form,
) -> Result<Response, Problem> {
    let desk = Desk::enter(&cx, visitor).await?;
    let is_operator = form.get("role") == "operator";
    let new = NewStaff {
        store: desk.store.id.clone(),
        name: form.get("name").to_owned(),
        role: if is_operator { Role::Operator } else { Role::Barista },
        pin: form.get("pin").to_owned(),
    };
    let typed = Typed {
        name: new.name.clone(),
        role: if is_operator { StaffRole::Operator } else { StaffRole::Barista },
    };
    let added = auth::add_staff(&cx.platform, new).await.map(|_| ());
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
    let changed = auth::change_pin(&cx.platform, &desk.store.id, &member, form.get("pin")).await;
    answer(&cx, &desk, changed, Typed::default(), &format!(".{id}")).await
}

pub(super) async fn remove(
    State(cx): State<Context>,
    Path(id): Path<String>,
    visitor: Visitor,
) -> Result<Response, Problem> {
    let desk = Desk::enter(&cx, visitor).await?;
    let removed = auth::remove_staff(&cx.platform, &desk.store.id, &StaffId::new(id)).await;
    answer(&cx, &desk, removed, Typed::default(), "").await
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
            let errors = Errors::one(&format!("{field}{row}"), code, detail);
            let view = view(cx, desk, typed, errors).await?;
            Ok(reply::form_again(&desk.site(cx), &view))
        }
    }
}
