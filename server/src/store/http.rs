//! `/api/v1/stores/{store}`: what everybody may know, and what operators change.

mod stores;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::{get, put};
use axum::{Json, Router};
use serde::{Deserialize, Serialize};

use super::{
    By, ChangeRefusal, Hours, Settings, StatusChange, Store, change_menu, change_settings,
    set_hours, set_status,
};
use crate::auth::{Principal, Principals};
use crate::clock::Timestamp;
use crate::context::{Context, Keyed};
use crate::error::Problem;
use crate::menu::Menu;

/// Routes below `/api/v1`. The store's public page is `order`'s: it tells of the queue.
pub(crate) fn routes() -> Router<Context> {
    Router::new()
        .merge(stores::routes())
        .route("/stores/{store}/status", put(put_status))
        .route("/stores/{store}/settings", get(get_settings).patch(patch_settings))
        .route("/stores/{store}/hours", get(get_hours).put(put_hours))
        .route("/stores/{store}/menu", get(get_menu).put(put_menu))
}

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
                "Somebody changed the store while you did. Check your values and save again.",
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
#[derive(Debug, Serialize)]
pub(crate) struct StatusJson {
    state: super::State,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<String>,
    /// When a closed store opens by its hours.
    #[serde(skip_serializing_if = "Option::is_none")]
    opens_at: Option<String>,
    /// When an open store closes by its hours.
    #[serde(skip_serializing_if = "Option::is_none")]
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

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StatusForm {
    state: super::State,
    /// RFC 3339.
    until: Option<String>,
    reason: Option<String>,
}

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

async fn get_settings(
    State(cx): State<Context>,
    Path(store): Path<String>,
    principals: Principals,
) -> Result<Json<Settings>, Problem> {
    let store = cx.store(&store).await?;
    principals.operator_of(&store.id)?;
    Ok(Json(store.settings))
}

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

/// `null` for a store that opens and closes by hand.
async fn get_hours(
    State(cx): State<Context>,
    Path(store): Path<String>,
    principals: Principals,
) -> Result<Json<Option<Hours>>, Problem> {
    let store = cx.store(&store).await?;
    principals.operator_of(&store.id)?;
    Ok(Json(store.hours))
}

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

async fn get_menu(
    State(cx): State<Context>,
    Path(store): Path<String>,
) -> Result<Json<Menu>, Problem> {
    Ok(Json(cx.store(&store).await?.menu))
}

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
