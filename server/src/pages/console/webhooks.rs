//! The store's webhooks.

use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::{get, post};
use crema_web::Errors;
use crema_web::console::{
    WebhookAnswer, WebhookAttempt, WebhookForm as FormView, WebhookLetter, WebhookLine,
    WebhookPage, WebhookSecret, WebhookState, WebhookTyped as Typed, Webhooks as View,
};

use super::super::form::Form;
use super::super::site::Visitor;
use super::super::{reply, views};
use super::Desk;
use crate::clock::Timestamp;
use crate::context::Context;
use crate::db::Fail;
use crate::error::Problem;
use crate::events::EventType;
use crate::ids::WebhookId;
use crate::outbound::Reach;
use crate::webhooks::{
    self, Change, Delivery, Letter, Listed, NewWebhook, Trouble, Webhook, WebhookRefusal,
};

const LIST: &str = "/console/webhooks";

pub(super) fn routes() -> Router<Context> {
    Router::new()
        .route("/console/webhooks", get(list))
        .route("/console/webhooks/live", get(list_live))
        .route("/console/webhooks/new", get(new_form).post(add))
        .route("/console/webhooks/{id}", get(show))
        .route("/console/webhooks/{id}/live", get(show_live))
        .route("/console/webhooks/{id}/edit", get(edit_form).post(edit))
        .route("/console/webhooks/{id}/secret", post(renew))
        .route("/console/webhooks/{id}/{action}", post(act))
}

fn page_of(id: &WebhookId) -> String {
    format!("{LIST}/{id}")
}

async fn list(State(cx): State<Context>, visitor: Visitor) -> Result<Response, Problem> {
    let desk = Desk::enter(&cx, visitor).await?;
    Ok(reply::ok_page(&desk.site(&cx), &list_view(&cx, &desk).await?))
}

async fn list_live(State(cx): State<Context>, visitor: Visitor) -> Result<Response, Problem> {
    let desk = Desk::enter(&cx, visitor).await?;
    let view = list_view(&cx, &desk).await?;
    Ok(reply::fragment(&desk.site(&cx), &view, &desk.visitor.headers))
}

async fn list_view(cx: &Context, desk: &Desk) -> Result<View, Problem> {
    let webhooks = webhooks::list(&cx.platform.db, &desk.store.id).await?;
    Ok(View { webhooks: webhooks.into_iter().map(|listed| line(desk, listed)).collect() })
}

fn line(desk: &Desk, Listed { webhook, waiting, letters }: Listed) -> WebhookLine {
    let kinds = webhook.events.as_ref();
    WebhookLine {
        id: webhook.id.to_string(),
        events: kinds.map(|kinds| kinds.iter().map(|kind| kind.as_str().to_owned()).collect()),
        state: state(desk, &webhook),
        waiting: u32::try_from(waiting).unwrap_or(u32::MAX),
        aside: views::whole(letters),
        version: webhook.version,
        name: webhook.name,
        url: webhook.url,
    }
}

fn state(desk: &Desk, webhook: &Webhook) -> WebhookState {
    if !webhook.is_on {
        return WebhookState::Off;
    }
    let Some(at) = webhook.health.failing_since else { return WebhookState::On };
    let since = time(desk, at);
    if webhook.health.is_open() {
        WebhookState::Open { since }
    } else {
        WebhookState::Failing { since }
    }
}

/// One webhook of the desk's store.
async fn found(cx: &Context, desk: &Desk, id: &WebhookId) -> Result<Listed, Problem> {
    let found = webhooks::find(&cx.platform.db, &desk.store.id, id).await?;
    found.ok_or_else(|| WebhookRefusal::Unknown.into())
}

async fn show(
    State(cx): State<Context>,
    Path(id): Path<String>,
    visitor: Visitor,
) -> Result<Response, Problem> {
    let desk = Desk::enter(&cx, visitor).await?;
    let view = page_view(&cx, &desk, WebhookId::new(id)).await?;
    Ok(reply::ok_page(&desk.site(&cx), &view))
}

async fn show_live(
    State(cx): State<Context>,
    Path(id): Path<String>,
    visitor: Visitor,
) -> Result<Response, Problem> {
    let desk = Desk::enter(&cx, visitor).await?;
    let view = page_view(&cx, &desk, WebhookId::new(id)).await?;
    Ok(reply::fragment(&desk.site(&cx), &view, &desk.visitor.headers))
}

async fn page_view(cx: &Context, desk: &Desk, id: WebhookId) -> Result<WebhookPage, Problem> {
    let listed = found(cx, desk, &id).await?;
    let db = &cx.platform.db;
    let attempts = webhooks::deliveries(db, &id).await?;
    let letters = webhooks::letters(db, &id).await?;
    Ok(WebhookPage {
        webhook: line(desk, listed),
        attempts: attempts.into_iter().map(|one| attempt(desk, one)).collect(),
        letters: letters.into_iter().map(|one| letter(desk, one)).collect(),
    })
}

fn time(desk: &Desk, at: Timestamp) -> String {
    format!("{} {}", desk.store.day_of(at), desk.store.time_of_day(at))
}

fn answer(status: Option<i64>, trouble: Option<Trouble>) -> WebhookAnswer {
    match (status.and_then(|status| u16::try_from(status).ok()), trouble) {
        (Some(status), _) => WebhookAnswer::Status(status),
        (None, Some(trouble)) => WebhookAnswer::Trouble(trouble.as_str()),
        (None, None) => WebhookAnswer::Behind,
    }
}

fn attempt(desk: &Desk, one: Delivery) -> WebhookAttempt {
    WebhookAttempt {
        time: time(desk, one.at),
        answer: answer(one.status, one.trouble),
        millis: views::whole(one.millis),
        kind: one.kind,
        event: one.event,
    }
}

fn letter(desk: &Desk, one: Letter) -> WebhookLetter {
    WebhookLetter {
        time: time(desk, one.put_aside_at),
        answer: answer(one.status, one.trouble),
        is_replayed: one.is_replayed,
        kind: one.kind,
        event: one.event,
    }
}

fn form_view(id: Option<&WebhookId>, key: String, typed: Typed, errors: Errors) -> FormView {
    let kinds = EventType::ALL.iter().map(|kind| kind.as_str()).collect();
    FormView { id: id.map(ToString::to_string), key, typed, kinds, errors }
}

async fn new_form(State(cx): State<Context>, visitor: Visitor) -> Result<Response, Problem> {
    let desk = Desk::enter(&cx, visitor).await?;
    let typed = Typed { most_tries: NewWebhook::USUAL_TRIES.to_string(), ..Typed::default() };
    let view = form_view(None, desk.key(&cx), typed, Errors::none());
    Ok(reply::ok_page(&desk.site(&cx), &view))
}

fn typed(form: &Form) -> Typed {
    Typed {
        name: form.get("name").to_owned(),
        url: form.get("url").to_owned(),
        most_tries: form.get("most_tries").to_owned(),
        is_chosen: form.get("which") == "chosen",
        events: form.all("event").map(str::to_owned).collect(),
    }
}

fn described(typed: &Typed) -> NewWebhook {
    NewWebhook {
        name: typed.name.clone(),
        url: typed.url.clone(),
        events: typed.is_chosen.then(|| typed.events.clone()),
        // What is no number is out of its range.
        most_tries: typed.most_tries.trim().parse().unwrap_or(0),
    }
}

/// Adds it and shows its secret: this page is the answer, so that no address leads to it. The same
/// form again is answered alike.
async fn add(State(cx): State<Context>, visitor: Visitor, form: Form) -> Result<Response, Problem> {
    let desk = Desk::enter(&cx, visitor).await?;
    let typed = typed(&form);
    let (who, reach) = (desk.who.sub.as_str(), Reach::of(&cx.public_url));
    let (key, new) = (form.key_of(who), described(&typed));
    let faults = webhooks::faults(&new, reach);
    if !faults.is_empty() {
        let view = form_view(None, desk.key(&cx), typed, errors_of(&faults));
        return Ok(reply::form_again(&desk.site(&cx), &view));
    }
    match webhooks::add(&cx.platform, reach, &desk.store.id, new, who, key).await {
        Ok(id) => secret(&cx, &desk, &id).await,
        Err(Fail::Db(error)) => Err(error.into()),
        Err(Fail::Refused(refusal)) => {
            let view = form_view(None, desk.key(&cx), typed, errors_of(&[refusal]));
            Ok(reply::form_again(&desk.site(&cx), &view))
        }
    }
}

async fn secret(cx: &Context, desk: &Desk, id: &WebhookId) -> Result<Response, Problem> {
    let webhook = found(cx, desk, id).await?.webhook;
    let secret = webhook.secret(&cx.platform.keys).text();
    let view = WebhookSecret { id: id.to_string(), name: webhook.name, secret };
    Ok(reply::ok_page(&desk.site(cx), &view))
}

async fn edit_form(
    State(cx): State<Context>,
    Path(id): Path<String>,
    visitor: Visitor,
) -> Result<Response, Problem> {
    let desk = Desk::enter(&cx, visitor).await?;
    let id = WebhookId::new(id);
    let webhook = found(&cx, &desk, &id).await?.webhook;
    let kinds = webhook.events.iter().flatten().map(|kind| kind.as_str().to_owned());
    let typed = Typed {
        is_chosen: webhook.events.is_some(),
        events: kinds.collect(),
        most_tries: webhook.most_tries.to_string(),
        name: webhook.name,
        url: webhook.url,
    };
    let view = form_view(Some(&id), desk.key(&cx), typed, Errors::none());
    Ok(reply::ok_page(&desk.site(&cx), &view))
}

async fn edit(
    State(cx): State<Context>,
    Path(id): Path<String>,
    visitor: Visitor,
    form: Form,
) -> Result<Response, Problem> {
    let desk = Desk::enter(&cx, visitor).await?;
    let (id, typed) = (WebhookId::new(id), typed(&form));
    let new = described(&typed);
    let faults = webhooks::faults(&new, Reach::of(&cx.public_url));
    if !faults.is_empty() {
        let view = form_view(Some(&id), desk.key(&cx), typed, errors_of(&faults));
        return Ok(reply::form_again(&desk.site(&cx), &view));
    }
    let NewWebhook { name, url, events, most_tries } = new;
    let change = Change {
        name: Some(name),
        url: Some(url),
        events: Some(events),
        most_tries: Some(most_tries),
        ..Change::default()
    };
    match apply(&cx, &desk, &id, change, &form).await {
        Ok(()) => Ok(reply::see_other(&page_of(&id))),
        Err(Fail::Db(error)) => Err(error.into()),
        Err(Fail::Refused(refusal)) => {
            let view = form_view(Some(&id), desk.key(&cx), typed, errors_of(&[refusal]));
            Ok(reply::form_again(&desk.site(&cx), &view))
        }
    }
}

async fn apply(
    cx: &Context,
    desk: &Desk,
    id: &WebhookId,
    change: Change,
    form: &Form,
) -> Result<(), Fail<WebhookRefusal>> {
    let (who, reach) = (desk.who.sub.as_str(), Reach::of(&cx.public_url));
    let key = form.key_of(who);
    webhooks::change(&cx.platform, reach, &desk.store.id, id, change, who, key).await
}

/// All of them at once, each beside its field.
fn errors_of(refusals: &[WebhookRefusal]) -> Errors {
    let mut errors = Errors::none();
    for &refusal in refusals {
        let field = match refusal {
            WebhookRefusal::InvalidName => "name",
            WebhookRefusal::InvalidUrl => "url",
            WebhookRefusal::InvalidEvents => "events",
            WebhookRefusal::InvalidTries => "most_tries",
            WebhookRefusal::TooMany { .. }
            | WebhookRefusal::Unknown
            | WebhookRefusal::KeyReused => "",
        };
        let problem = Problem::from(refusal);
        if let WebhookRefusal::TooMany { most } = refusal {
            let most = most.to_string();
            errors.add_with(field, problem.code, &problem.detail, &[("most", &most)]);
        } else {
            errors.add(field, problem.code, &problem.detail);
        }
    }
    errors
}

/// Gives it a new secret and shows that, as [`add`] does.
async fn renew(
    State(cx): State<Context>,
    Path(id): Path<String>,
    visitor: Visitor,
    form: Form,
) -> Result<Response, Problem> {
    let desk = Desk::enter(&cx, visitor).await?;
    let id = WebhookId::new(id);
    let change = Change { new_secret: true, ..Change::default() };
    apply(&cx, &desk, &id, change, &form).await?;
    secret(&cx, &desk, &id).await
}

async fn act(
    State(cx): State<Context>,
    Path((id, action)): Path<(String, String)>,
    visitor: Visitor,
    form: Form,
) -> Result<Response, Problem> {
    let desk = Desk::enter(&cx, visitor).await?;
    let (id, store, who) = (WebhookId::new(id), &desk.store.id, desk.who.sub.as_str());
    let turn = |is_on| Change { is_on: Some(is_on), ..Change::default() };
    match action.as_str() {
        "test" => {
            webhooks::test(&cx.platform, Reach::of(&cx.public_url), store, &id).await?;
        }
        "on" => apply(&cx, &desk, &id, turn(true), &form).await?,
        "off" => apply(&cx, &desk, &id, turn(false), &form).await?,
        "replay" => {
            webhooks::replay(&cx.platform, store, &id, who).await?;
        }
        "remove" => {
            webhooks::remove(&cx.platform, store, &id, who).await?;
            return Ok(reply::see_other(LIST));
        }
        _ => return Err(Problem::not_found("There is no such action. Reload the page.")),
    }
    Ok(reply::see_other(&page_of(&id)))
}
