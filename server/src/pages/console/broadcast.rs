//! A message to everybody who waits.

use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::{get, post};
use crema_web::Errors;
use crema_web::console::TellGuests;

use super::super::form::Form;
use super::super::site::Visitor;
use super::super::{reply, views};
use super::Desk;
use crate::context::Context;
use crate::db::Fail;
use crate::error::Problem;
use crate::order;
use crate::store::{self, ChangeRefusal};

/// Minutes a message stands unless another time is chosen.
const MINUTES: u32 = 15;

/// Pages below `/console/broadcast`.
pub(super) fn routes() -> Router<Context> {
    Router::new()
        .route("/console/broadcast", get(show).post(send))
        .route("/console/broadcast/withdraw", post(withdraw))
}

async fn show(State(cx): State<Context>, visitor: Visitor) -> Result<Response, Problem> {
    let desk = Desk::enter(&cx, visitor).await?;
    let view = view(&cx, &desk, "", MINUTES, Errors::none()).await?;
    Ok(reply::ok_page(&desk.site(&cx), &view))
}

async fn view(
    cx: &Context,
    desk: &Desk,
    text: &str,
    minutes: u32,
    errors: Errors,
) -> Result<TellGuests, Problem> {
    let board = order::board(&cx.platform.db, &desk.store.id).await?;
    let waiting = views::count(&board.queued) + views::count(&board.making);
    Ok(TellGuests { key: desk.key(cx), text: text.to_owned(), minutes, waiting, errors })
}

async fn send(
    State(cx): State<Context>,
    visitor: Visitor,
    form: Form,
) -> Result<Response, Problem> {
    let desk = Desk::enter(&cx, visitor).await?;
    let (text, by) = (form.get("text"), form.by(&desk.who));
    let minutes: u32 = form.get("minutes").parse().unwrap_or(0);
    let told = store::broadcast(&cx.platform, &desk.store.id, text, i64::from(minutes), by).await;
    let (field, code) = match &told {
        Ok(_) => return Ok(reply::see_other("/console/broadcast")),
        Err(Fail::Refused(ChangeRefusal::Invalid(what))) if what.contains("day") => {
            ("minutes", Some("invalid_minutes"))
        }
        Err(Fail::Refused(ChangeRefusal::Invalid(_))) => ("text", Some("invalid_broadcast")),
        Err(_) => ("", None),
    };
    let Err(fail) = told else { return Ok(reply::see_other("/console/broadcast")) };
    let problem = Problem::from(fail);
    if problem.status().is_server_error() {
        return Err(problem);
    }
    let errors = Errors::one(field, code.unwrap_or(problem.code), &problem.detail);
    let view = view(&cx, &desk, text, minutes, errors).await?;
    Ok(reply::form_refused(&desk.site(&cx), &view, &problem))
}

async fn withdraw(
    State(cx): State<Context>,
    visitor: Visitor,
    form: Form,
) -> Result<Response, Problem> {
    let desk = Desk::enter(&cx, visitor).await?;
    store::withdraw_broadcast(&cx.platform, &desk.store.id, form.by(&desk.who)).await?;
    Ok(reply::see_other("/console/broadcast"))
}
