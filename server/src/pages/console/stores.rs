//! Every store: switching, making one, putting one away.

use axum::Router;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use axum::routing::{get, post};
use crema_web::Errors;
use crema_web::console::{NewStore as Typed, Renaming, Search, StoreLine, Stores as View};
use serde::Deserialize;

use super::super::account::{add_description_faults, store_field, time_zones};
use super::super::form::Form;
use super::super::site::Visitor;
use super::super::{reply, views};
use super::Desk;
use crate::auth::Cookie;
use crate::context::Context;
use crate::db::Fail;
use crate::error::Problem;
use crate::ids::StoreId;
use crate::order;
use crate::store::{self, ChangeRefusal, NewStore, Part};

/// Pages below `/console/stores`, and the switch.
pub(super) fn routes() -> Router<Context> {
    Router::new()
        .route("/console/store", post(switch))
        .route("/console/stores", get(list).post(create))
        .route("/console/stores/{id}/{action}", post(act))
}

/// An operator of every store.
async fn enter(cx: &Context, visitor: Visitor) -> Result<Desk, Problem> {
    let desk = Desk::enter(cx, visitor).await?;
    if desk.runs_all { Ok(desk) } else { Err(Problem::forbidden()) }
}

#[derive(Deserialize)]
struct ListQuery {
    made: Option<String>,
    #[serde(default)]
    q: String,
}

async fn list(
    State(cx): State<Context>,
    Query(query): Query<ListQuery>,
    visitor: Visitor,
) -> Result<Response, Problem> {
    let desk = enter(&cx, visitor).await?;
    let typed = Typed { time_zone: desk.store.time_zone.clone(), ..Typed::default() };
    let mut view = view(&cx, &desk, typed, Errors::none()).await?;
    let made = view.stores.iter().find(|store| Some(&store.id) == query.made.as_ref());
    view.made = made.map(|store| store.name.clone());
    let (in_use, stores) =
        Search::narrow(&query.q, view.stores, |store| format!("{} {}", store.name, store.id));
    let (put_away, archived) =
        Search::narrow(&query.q, view.archived, |(id, name)| format!("{name} {id}"));
    let (found, of) = (in_use.found + put_away.found, in_use.of + put_away.of);
    let view = View { stores, archived, search: Search { found, of, ..in_use }, ..view };
    Ok(reply::ok_page(&desk.site(&cx), &view))
}

async fn view(cx: &Context, desk: &Desk, typed: Typed, errors: Errors) -> Result<View, Problem> {
    let db = &cx.platform.db;
    let mut view = View {
        stores: Vec::new(),
        archived: Vec::new(),
        search: Search::default(),
        in_use: 0,
        menus: Vec::new(),
        time_zones: time_zones(),
        key: desk.key(cx),
        typed,
        errors,
        renaming: None,
        made: None,
    };
    for store in store::everything(db).await? {
        if store.archived_at.is_some() {
            view.archived.push((store.id.to_string(), store.name));
            continue;
        }
        let board = order::board(db, &store.id).await?;
        view.stores.push(StoreLine {
            door: views::door(&store, &board, desk.now),
            waiting: views::count(&board.queued),
            is_here: store.id == desk.store.id,
            tag: store.tag_of(&Part::Name),
            id: store.id.to_string(),
            name: store.name,
        });
    }
    view.in_use = view.stores.len();
    view.menus = view.stores.iter().map(|store| (store.id.clone(), store.name.clone())).collect();
    view.search = Search::whole(view.in_use + view.archived.len());
    Ok(view)
}

/// Goes on at another store with a session of its own; the one before it ends.
async fn switch(
    State(cx): State<Context>,
    visitor: Visitor,
    form: Form,
) -> Result<Response, Problem> {
    let desk = Desk::enter_from_any(&cx, visitor).await?;
    let to = StoreId::new(form.get("to"));
    if to == desk.store.id {
        return Ok(reply::see_other("/console"));
    }
    let switched = cx.auth.switch_store(&desk.who, &to).await?;
    let (principal, token) = switched.ok_or_else(Problem::forbidden)?;
    let cookie = Cookie::Staff.set(&token, principal.expires_at, desk.now, cx.is_https());
    Ok(reply::with_cookie(reply::see_other("/console"), Some(cookie)))
}

async fn create(
    State(cx): State<Context>,
    visitor: Visitor,
    form: Form,
) -> Result<Response, Problem> {
    let desk = enter(&cx, visitor).await?;
    let new = NewStore {
        id: form.get("id").trim().to_owned(),
        name: form.get("store_name").to_owned(),
        time_zone: form.get("time_zone").to_owned(),
        menu_of: Some(form.get("menu_of")).filter(|id| !id.is_empty()).map(StoreId::new),
    };
    let typed = Typed {
        name: new.name.clone(),
        id: new.id.clone(),
        time_zone: new.time_zone.clone(),
        menu_of: form.get("menu_of").to_owned(),
    };
    let errors = faults(&new);
    if !errors.is_empty() {
        let view = view(&cx, &desk, typed, errors).await?;
        return Ok(reply::form_again(&desk.site(&cx), &view));
    }
    match store::create(&cx.platform, new, form.by(&desk.who)).await {
        Ok(store) => Ok(reply::see_other(&format!("/console/stores?made={}", store.id))),
        Err(fail) => {
            let field = match &fail {
                Fail::Refused(ChangeRefusal::IdTaken) => "id",
                Fail::Refused(ChangeRefusal::Invalid(what)) => store_field(what).0,
                _ => "",
            };
            refused(&cx, &desk, typed, None, field, fail).await
        }
    }
}

/// Everything that is wrong with a new store, in the order of the form.
fn faults(new: &NewStore) -> Errors {
    let mut errors = Errors::none();
    add_description_faults(&mut errors, &new.name, &new.time_zone);
    if StoreId::parse(&new.id).is_none() {
        let what =
            "Give the store a short name of 1 to 32 small letters, digits and inner hyphens.";
        errors.add("id", "invalid_store_id", what);
    }
    let fields = ["store_name", "id", "time_zone"];
    errors.0.sort_by_key(|error| fields.iter().position(|field| *field == error.field));
    errors
}

/// Renames a store, puts one away, or brings one back.
async fn act(
    State(cx): State<Context>,
    Path((id, action)): Path<(String, String)>,
    visitor: Visitor,
    form: Form,
) -> Result<Response, Problem> {
    let desk = enter(&cx, visitor).await?;
    let store = cx.store(&id).await?;
    let by = form.by(&desk.who);
    let (outcome, field) = match action.as_str() {
        "rename" => {
            let (name, zone) = (form.get("store_name"), &store.time_zone);
            let by = form.by_as_seen(&desk.who, Part::Name);
            let renamed = store::describe(&cx.platform, &store.id, name, zone, by).await;
            (renamed, format!("name.{id}"))
        }
        // The page offers it for the others only: one store stays.
        "archive" if store.id == desk.store.id => {
            (Err(Fail::Refused(ChangeRefusal::StillBusy)), String::new())
        }
        "archive" => {
            let archived = store::archive(&cx.platform, &store.id, order::has_open, by).await;
            (archived, String::new())
        }
        "restore" => (store::restore(&cx.platform, &store.id, by).await, String::new()),
        _ => return Err(Problem::not_found("There is no such action. Reload the page.")),
    };
    match outcome {
        Ok(_) => Ok(reply::see_other("/console/stores")),
        Err(fail) => {
            let renaming = Renaming { id, name: form.get("store_name").to_owned() };
            refused(&cx, &desk, Typed::default(), Some(renaming), &field, fail).await
        }
    }
}

/// The page with what is wrong, at `field`.
async fn refused(
    cx: &Context,
    desk: &Desk,
    typed: Typed,
    renaming: Option<Renaming>,
    field: &str,
    fail: Fail<ChangeRefusal>,
) -> Result<Response, Problem> {
    let code = match &fail {
        Fail::Refused(ChangeRefusal::Invalid(what)) => Some(store_field(what).1),
        _ => None,
    };
    let problem = Problem::from(fail);
    if problem.status().is_server_error() {
        return Err(problem);
    }
    let errors = Errors::one(field, code.unwrap_or(problem.code), &problem.detail);
    let view = View { renaming, ..view(cx, desk, typed, errors).await? };
    Ok(reply::form_refused(&desk.site(cx), &view, &problem))
}
