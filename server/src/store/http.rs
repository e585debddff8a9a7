//! `/api/v1/stores/{store}`: what everybody may know, and what operators change.

mod stores;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::{
    By, ChangeRefusal, Hours, Settings, StatusChange, Store, change_menu, change_settings,
    set_hours, set_status,
};
use crate::auth::{Principal, Principals};
use crate::clock::Timestamp;
use crate::context::contract::{KEY_OPTIONAL, OPERATOR, STAFF};
use crate::context::{Context, Keyed};
use crate::error::Problem;
use crate::menu::Menu;

/// Routes below `/api/v1`. The store's public page is `order`'s: it tells of the queue.
pub(crate) fn routes() -> OpenApiRouter<Context> {
    OpenApiRouter::new()
        .merge(stores::routes())
        .routes(routes!(put_status))
        .routes(routes!(get_settings, patch_settings))
        .routes(routes!(get_hours, put_hours))
        .routes(routes!(get_menu, put_menu))
}

/// Problems of every change of a store.
const CHANGE: &[&str] = &["invalid_value", "store_archived"];

impl From<ChangeRefusal> for Problem {
    fn from(refusal: ChangeRefusal) -> Self {
        let invalid =
            |detail: String| Self::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid_value", detail);
        match refusal {
            ChangeRefusal::UnknownStore => {
                Self::not_found("There is no such store. Check the address.")
            }
            ChangeRefusal::Settings(problems) => {
                let list: Vec<String> = problems.iter().map(ToString::to_string).collect();
                invalid(format!("{}. Nothing was changed.", list.join("; ")))
            }
            ChangeRefusal::Hours(problems) => {
                let list: Vec<String> = problems.into_iter().map(|p| p.message).collect();
                invalid(format!("{} Nothing was changed.", list.join(" ")))
            }
            ChangeRefusal::Menu(problems) => {
                let list: Vec<String> =
                    problems.iter().map(|p| format!("{}: {}", p.at, p.fault)).collect();
                invalid(format!("{} Nothing was changed.", list.join(" ")))
            }
            ChangeRefusal::NotOnMenu(id) => {
                Self::not_found(&format!("{id} is not on the menu. Reload the menu."))
            }
            ChangeRefusal::Invalid(what) => invalid(what.to_owned()),
            ChangeRefusal::ChangedMeanwhile => Self::new(
                StatusCode::CONFLICT,
                "changed_meanwhile",
                "Somebody changed this while you did. Nothing was saved yet. Check your values and \
                 save again.",
            ),
            ChangeRefusal::ChangedSince(_) => Self::new(
                StatusCode::CONFLICT,
                "changed_since",
                "This was changed again since, so undoing it would lose the later change. Nothing \
                 was changed. Undo the later change first, or change the value by hand.",
            ),
            ChangeRefusal::AlreadyUndone => Self::new(
                StatusCode::CONFLICT,
                "already_undone",
                "This change was undone already. Reload the list.",
            ),
            ChangeRefusal::NotUndoable => Self::new(
                StatusCode::CONFLICT,
                "not_undoable",
                "A change of this kind cannot be undone. Change it back by hand.",
            ),
            ChangeRefusal::Archived => Self::new(
                StatusCode::CONFLICT,
                "store_archived",
                "This store was put away. Bring it back before you change it.",
            ),
            ChangeRefusal::StillBusy => Self::new(
                StatusCode::CONFLICT,
                "store_busy",
                "Close the store and finish its orders first. Then put it away.",
            ),
            ChangeRefusal::IdTaken => Self::new(
                StatusCode::CONFLICT,
                "store_id_taken",
                "Another store has this short name. Choose another one.",
            ),
            ChangeRefusal::KeyReused => Self::new(
                StatusCode::UNPROCESSABLE_ENTITY,
                "key_reused",
                "This Idempotency-Key came before with another request. Send a fresh one.",
            ),
        }
    }
}

/// A store's state as clients see it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Status)]
pub(crate) struct StatusJson {
    state: super::State,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(format = DateTime)]
    until: Option<String>,
    /// When a closed store opens by its hours.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(format = DateTime)]
    opens_at: Option<String>,
    /// When an open store closes by its hours.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(format = DateTime)]
    closes_at: Option<String>,
}

impl StatusJson {
    pub(crate) fn of(store: &Store, now: Timestamp) -> Self {
        let state = store.state_at(now);
        let is_open = state == super::State::Open;
        Self {
            state,
            reason: store.reason.clone().filter(|_| !is_open),
            until: store.until.filter(|_| !is_open).map(Timestamp::to_rfc3339),
            opens_at: store.opens_at(now).map(Timestamp::to_rfc3339),
            closes_at: store.closes_at(now).map(Timestamp::to_rfc3339),
        }
    }
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewStatus)]
struct StatusForm {
    state: super::State,
    /// When a pause ends by itself, RFC 3339; passed over for the other states.
    #[schema(format = DateTime)]
    until: Option<String>,
    /// Why, in words for guests.
    #[schema(max_length = 200)]
    reason: Option<String>,
}

/// Opens, pauses or closes a store.
#[utoipa::path(
    put,
    path = "/stores/{store}/status",
    tag = "stores",
    params(("store" = String, Path)),
    request_body = StatusForm,
    responses((status = 200, description = "The state it is in now", body = StatusJson)),
    extensions(("x-roles" = json!(STAFF)), ("x-problems" = json!([KEY_OPTIONAL, CHANGE]))),
)]
async fn put_status(
    State(cx): State<Context>,
    Path(store): Path<String>,
    principals: Principals,
    body: Keyed<StatusForm>,
) -> Result<Json<StatusJson>, Problem> {
    let store = cx.store(&store).await?;
    let by = principals.staff_of(&store.id)?;
    let (by, form) = by_of(by, body);
    let until = form.until.map(|text| parse_time(&text)).transpose()?;
    let change = StatusChange { state: form.state, until, reason: form.reason };
    let store = set_status(&cx.platform, &store.id, change, by).await?;
    Ok(Json(StatusJson::of(&store, cx.platform.now())))
}

fn parse_time(text: &str) -> Result<Timestamp, Problem> {
    let parsed: Result<jiff::Timestamp, _> = text.parse();
    parsed.map(|at| Timestamp(at.as_millisecond())).map_err(|_| {
        Problem::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "invalid_value",
            "Write until as RFC 3339, such as 2026-01-31T10:00:00Z.",
        )
    })
}

/// A store's limits and waits.
#[utoipa::path(
    get,
    path = "/stores/{store}/settings",
    tag = "stores",
    params(("store" = String, Path)),
    responses((status = 200, description = "All of them", body = Settings)),
    extensions(("x-roles" = json!(OPERATOR))),
)]
async fn get_settings(
    State(cx): State<Context>,
    Path(store): Path<String>,
    principals: Principals,
) -> Result<Json<Settings>, Problem> {
    let store = cx.store(&store).await?;
    principals.operator_of(&store.id)?;
    Ok(Json(store.settings))
}

/// Changes some of a store's limits and waits.
#[utoipa::path(
    patch,
    path = "/stores/{store}/settings",
    tag = "stores",
    params(("store" = String, Path)),
    request_body = Settings,
    responses((status = 200, description = "All of them, as they are now", body = Settings)),
    extensions(("x-roles" = json!(OPERATOR)), ("x-problems" = json!([KEY_OPTIONAL, CHANGE]))),
)]
async fn patch_settings(
    State(cx): State<Context>,
    Path(store): Path<String>,
    principals: Principals,
    body: Keyed<std::collections::BTreeMap<String, i64>>,
) -> Result<Json<Settings>, Problem> {
    let store = cx.store(&store).await?;
    let by = principals.operator_of(&store.id)?;
    let (by, patch) = by_of(by, body);
    if let Some(unknown) = patch.keys().find(|name| !Settings::NAMES.contains(&name.as_str())) {
        return Err(Problem::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "invalid_value",
            format!("There is no setting {unknown}. Known: {}.", Settings::NAMES.join(", ")),
        ));
    }
    let apply = move |settings: &mut Settings| {
        for (name, value) in &patch {
            settings.set(name, *value);
        }
    };
    let store = change_settings(&cx.platform, &store.id, apply, by).await?;
    Ok(Json(store.settings))
}

/// A store's opening hours; `null` for one that opens and closes by hand.
#[utoipa::path(
    get,
    path = "/stores/{store}/hours",
    tag = "stores",
    params(("store" = String, Path)),
    responses((status = 200, description = "The hours", body = Option<Hours>)),
    extensions(("x-roles" = json!(OPERATOR))),
)]
async fn get_hours(
    State(cx): State<Context>,
    Path(store): Path<String>,
    principals: Principals,
) -> Result<Json<Option<Hours>>, Problem> {
    let store = cx.store(&store).await?;
    principals.operator_of(&store.id)?;
    Ok(Json(store.hours))
}

/// Sets a store's opening hours; `null` takes them away.
#[utoipa::path(
    put,
    path = "/stores/{store}/hours",
    tag = "stores",
    params(("store" = String, Path)),
    request_body = Option<Hours>,
    responses((status = 200, description = "The hours as they are now", body = Option<Hours>)),
    extensions(("x-roles" = json!(OPERATOR)), ("x-problems" = json!([KEY_OPTIONAL, CHANGE]))),
)]
async fn put_hours(
    State(cx): State<Context>,
    Path(store): Path<String>,
    principals: Principals,
    body: Keyed<Option<Hours>>,
) -> Result<Json<Option<Hours>>, Problem> {
    let store = cx.store(&store).await?;
    let by = principals.operator_of(&store.id)?;
    let (by, hours) = by_of(by, body);
    let store = set_hours(&cx.platform, &store.id, hours, by).await?;
    Ok(Json(store.hours))
}

/// A store's menu.
#[utoipa::path(
    get,
    path = "/stores/{store}/menu",
    tag = "stores",
    params(("store" = String, Path)),
    responses((status = 200, description = "The menu", body = Menu)),
)]
async fn get_menu(
    State(cx): State<Context>,
    Path(store): Path<String>,
) -> Result<Json<Menu>, Problem> {
    Ok(Json(cx.store(&store).await?.menu))
}

/// Replaces a store's menu as a whole.
#[utoipa::path(
    put,
    path = "/stores/{store}/menu",
    tag = "stores",
    params(("store" = String, Path)),
    request_body = Menu,
    responses((status = 200, description = "The menu as it is now", body = Menu)),
    extensions(("x-roles" = json!(OPERATOR)), ("x-problems" = json!([KEY_OPTIONAL, CHANGE]))),
)]
async fn put_menu(
    State(cx): State<Context>,
    Path(store): Path<String>,
    principals: Principals,
    body: Keyed<Menu>,
) -> Result<Json<Menu>, Problem> {
    let store = cx.store(&store).await?;
    let by = principals.operator_of(&store.id)?;
    let (by, menu) = by_of(by, body);
    let replace = move |old: &mut Menu| {
        old.clone_from(&menu);
        Ok(())
    };
    let store = change_menu(&cx.platform, &store.id, replace, by).await?;
    Ok(Json(store.menu))
}

/// Who asks, with their idempotency key where they sent one: what is put is a state, so a repeat
/// without a key does no harm either.
fn by_of<T>(who: &Principal, body: Keyed<T>) -> (By, T) {
    let key = body.optional_key_of(who);
    (By { who: who.sub.to_string(), key, seen: None }, body.value)
}
