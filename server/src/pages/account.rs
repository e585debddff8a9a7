//! Signing in and out, the first start, and pairing a device.

use axum::Router;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use crema_web::Errors;
use crema_web::account::{Login, Pair, Setup};
use serde::Deserialize;

use super::form::Form;
use super::language::is_own_page;
use super::reply;
use super::site::Visitor;
use crate::auth::http::{end, sign_in_limited};
use crate::auth::{
    self, Cookie, Cookies, DeviceKind, NewStaff, Pairing, Principal, Role, SetupRefusal,
    StaffRefusal, cleared_cookie,
};
use crate::context::Context;
use crate::db::Fail;
use crate::error::Problem;
use crate::ids::StoreId;
use crate::store;

/// `/login`, `/logout`, `/setup`, `/pair`.
pub(super) fn routes() -> Router<Context> {
    Router::new()
        .route("/login", get(login).post(sign_in))
        .route("/logout", post(sign_out))
        .route("/setup", get(setup).post(finish_setup))
        .route("/pair", get(pair))
        .route("/pair/live", get(pair_live))
}

#[derive(Deserialize)]
struct LoginQuery {
    #[serde(default)]
    store: String,
    #[serde(default)]
    next: String,
}

async fn login(
    State(cx): State<Context>,
    Query(query): Query<LoginQuery>,
    visitor: Visitor,
) -> Result<Response, Problem> {
    let view = login_view(&cx, query.store, query.next).await?;
    Ok(reply::ok_page(&visitor.site(&cx), &view))
}

async fn login_view(cx: &Context, store: String, next: String) -> Result<Login, Problem> {
    let stores = store::all(&cx.platform.db).await?;
    let store = match stores.as_slice() {
        [(only, _)] => only.to_string(),
        _ => store,
    };
    let stores = stores.into_iter().map(|(id, name)| (id.to_string(), name)).collect();
    Ok(Login { store, stores, next, ..Login::default() })
}

async fn sign_in(
    State(cx): State<Context>,
    visitor: Visitor,
    form: Form,
) -> Result<Response, Problem> {
    let (store, name, next) = (form.get("store"), form.get("name"), form.get("next"));
    // A screen or tablet of the store stands in the shop: guessing from outside must not lock it
    // out, also after a restart that forgot where people signed in.
    if StoreId::parse(store).is_some_and(|id| visitor.who.screen_of(&id).is_ok()) {
        cx.limits.signed_in(store, visitor.address.0);
    }
    let signed_in = sign_in_limited(&cx, visitor.address.0, store, name, form.get("pin")).await;
    match signed_in {
        Ok((principal, token)) => {
            let to = next_page(next, &principal);
            let now = cx.platform.now();
            let cookie = Cookie::Staff.set(&token, principal.expires_at, now, cx.is_https());
            Ok(reply::with_cookie(reply::see_other(&to), Some(cookie)))
        }
        Err(problem) if problem.status().is_client_error() => {
            let view = Login {
                name: name.to_owned(),
                errors: Errors::one(login_field(problem.code), problem.code, &problem.detail),
                ..login_view(&cx, store.to_owned(), next.to_owned()).await?
            };
            Ok(reply::page(&visitor.site(&cx), &view, problem.status()))
        }
        Err(problem) => Err(problem),
    }
}

/// The field to look at again; what no field can mend concerns the whole form.
fn login_field(code: &str) -> &'static str {
    if matches!(code, "wrong_pin" | "unauthorized") { "pin" } else { "" }
}

/// Where somebody goes after signing in: a page of this site only, never elsewhere.
fn next_page(next: &str, who: &Principal) -> String {
    if is_own_page(next) {
        return next.to_owned();
    }
    match (who.role, &who.store) {
        (Role::Operator, _) => "/console".to_owned(),
        (_, Some(store)) => format!("/s/{store}/barista"),
        (_, None) => "/".to_owned(),
    }
}

async fn sign_out(State(cx): State<Context>, visitor: Visitor) -> Result<Response, Problem> {
    if let Some(token) = Cookies(&visitor.headers).get(Cookie::Staff)
        && let Some(principal) = cx.auth.check(token).await?
    {
        end(&cx, &principal, visitor.address.0).await?;
    }
    let cleared = Some(cleared_cookie(Cookie::Staff));
    Ok(reply::with_cookie(reply::see_other("/login"), cleared))
}

#[derive(Deserialize)]
struct SetupQuery {
    #[serde(default)]
    token: String,
}

async fn setup(
    State(cx): State<Context>,
    Query(query): Query<SetupQuery>,
    visitor: Visitor,
) -> Result<Response, Problem> {
    if !auth::open_setup_link(&cx.platform, &query.token).await? {
        return Err(spent_link());
    }
    let stores = store::all(&cx.platform.db).await?;
    let first = match stores.first() {
        Some((id, _)) => store::find(&cx.platform.db, id).await?,
        None => None,
    };
    let view = Setup {
        token: query.token,
        store_name: first.as_ref().map(|store| store.name.clone()).unwrap_or_default(),
        time_zone: first.map(|store| store.time_zone).unwrap_or_default(),
        time_zones: time_zones(),
        name: String::new(),
        errors: Errors::none(),
    };
    Ok(reply::ok_page(&visitor.site(&cx), &view))
}

fn spent_link() -> Problem {
    Problem::new(
        StatusCode::GONE,
        "setup_link_spent",
        "This link is no longer valid. If Crema is set up, sign in. If not, restart it for a new link.",
    )
}

/// The IANA names a form offers.
pub(super) fn time_zones() -> Vec<String> {
    jiff::tz::db().available().map(|name| name.to_string()).collect()
}

async fn finish_setup(
    State(cx): State<Context>,
    visitor: Visitor,
    form: Form,
) -> Result<Response, Problem> {
    let site = visitor.site(&cx);
    let (token, pin) = (form.get("token"), form.get("pin"));
    let again = |errors: Errors| Setup {
        token: token.to_owned(),
        store_name: form.get("store_name").to_owned(),
        time_zone: form.get("time_zone").to_owned(),
        time_zones: time_zones(),
        name: form.get("name").to_owned(),
        errors,
    };
    if !auth::open_setup_link(&cx.platform, token).await? {
        return Err(spent_link());
    }
    let store = StoreId::new("main");
    let (name, zone) = (form.get("store_name"), form.get("time_zone"));
    let mut errors = Errors::none();
    add_description_faults(&mut errors, name, zone);
    add_staff_faults(&mut errors, auth::staff_faults(form.get("name"), pin));
    if !errors.is_empty() {
        return Ok(reply::form_again(&site, &again(errors)));
    }
    let new = NewStaff {
        store: store.clone(),
        name: form.get("name").to_owned(),
        role: Role::Operator,
        all_stores: true,
        pin: pin.to_owned(),
    };
    match auth::finish_setup(&cx.platform, token, new).await {
        Ok(member) => {
            // Only the one whose link counted names the store.
            store::describe(&cx.platform, &store, name, zone, "set-up").await?;
            let address = visitor.address.0;
            let (principal, token) =
                sign_in_limited(&cx, address, store.as_str(), &member.name, pin).await?;
            let now = cx.platform.now();
            let cookie = Cookie::Staff.set(&token, principal.expires_at, now, cx.is_https());
            Ok(reply::with_cookie(reply::see_other("/console"), Some(cookie)))
        }
        Err(Fail::Refused(SetupRefusal::LinkSpent)) => Err(spent_link()),
        Err(Fail::Refused(SetupRefusal::Staff(refusal))) => {
            let (field, code, detail) = staff_words(refusal);
            Ok(reply::form_again(&site, &again(Errors::one(field, code, detail))))
        }
        Err(Fail::Db(error)) => Err(error.into()),
    }
}

/// The field and the code of a store's refused name or time zone.
pub(super) fn store_field(refused: &str) -> (&'static str, &'static str) {
    if refused.contains("time zone") {
        ("time_zone", "invalid_time_zone")
    } else if refused.contains("short name") {
        ("id", "invalid_store_id")
    } else {
        ("store_name", "invalid_store_name")
    }
}

/// Adds what is wrong with an account.
pub(super) fn add_staff_faults(errors: &mut Errors, faults: Vec<StaffRefusal>) {
    for fault in faults {
        let (field, code, detail) = staff_words(fault);
        errors.add(field, code, detail);
    }
}

/// Adds what is wrong with a store's name and time zone.
pub(super) fn add_description_faults(errors: &mut Errors, name: &str, time_zone: &str) {
    for refused in [store::check_description(name, "UTC"), store::check_description("-", time_zone)]
    {
        if let Err(detail) = refused {
            let (field, code) = store_field(detail);
            errors.add(field, code, detail);
        }
    }
}

/// A refused account as field, code and sentence.
pub(super) const fn staff_words(
    refusal: StaffRefusal,
) -> (&'static str, &'static str, &'static str) {
    match refusal {
        StaffRefusal::InvalidName => {
            ("name", "invalid_staff_name", "Write a name of 1 to 40 characters.")
        }
        StaffRefusal::InvalidPin => {
            ("pin", "invalid_pin", "Choose a PIN or password of at least 4 characters.")
        }
        StaffRefusal::InvalidRole => ("role", "invalid_role", "Choose barista or operator."),
        StaffRefusal::NameTaken => {
            ("name", "name_taken", "Somebody of this name works here. Add a letter.")
        }
        StaffRefusal::Unknown => ("", "not_found", "This account was removed meanwhile."),
        StaffRefusal::LastOperator => {
            ("", "last_operator", "The last operator must stay, or nobody could run the store.")
        }
        StaffRefusal::UnknownStore => ("", "not_found", "There is no such store."),
        StaffRefusal::NotOperator => {
            ("all_stores", "invalid_all_stores", "Only an operator can run all stores.")
        }
        StaffRefusal::RunsAllStores => {
            ("", "runs_all_stores", "Only somebody who runs all stores can change this account.")
        }
        StaffRefusal::AlreadyUndone => {
            ("", "already_undone", "This change was undone already. Reload the list.")
        }
    }
}

async fn pair(State(cx): State<Context>, visitor: Visitor) -> Result<Response, Problem> {
    if let Some(path) = paired_already(&visitor) {
        return Ok(reply::see_other(&path));
    }
    let site = visitor.site(&cx);
    let secret = Cookies(&visitor.headers).get(Cookie::Pairing).unwrap_or_default();
    let (code, cookie) = match auth::poll(&cx.platform, &cx.auth, secret).await? {
        Pairing::Paired { principal, token, device } => {
            return Ok(keep_device(
                &cx,
                &principal,
                &token,
                device.kind,
                reply::see_other(&home_of(&principal, device.kind)),
            ));
        }
        Pairing::Waiting { code, .. } => (code, None),
        Pairing::Over => {
            cx.limits.try_pairing(visitor.address.0).map_err(|wait| {
                Problem::new(
                    StatusCode::TOO_MANY_REQUESTS,
                    "too_many_tries",
                    "Too many devices ask to be paired. Wait a minute and reload.",
                )
                .retry_after(wait.seconds)
            })?;
            let (secret, code) = auth::request_pairing(&cx.platform).await?;
            let now = cx.platform.now();
            let cookie = Cookie::Pairing.set(&secret, now.plus_seconds(3_600), now, cx.is_https());
            (code, Some(cookie))
        }
    };
    let console = cx.public_url.split_once("://").map_or("", |(_, rest)| rest);
    let view = Pair { code, console_url: format!("{console}/console/devices") };
    Ok(reply::with_cookie(reply::ok_page(&site, &view), cookie))
}

/// 204 with the next page once the device is approved, 304 while it waits, 205 when its code is
/// over and the page must be loaded again.
async fn pair_live(State(cx): State<Context>, headers: HeaderMap) -> Result<Response, Problem> {
    let secret = Cookies(&headers).get(Cookie::Pairing).unwrap_or_default();
    Ok(match auth::poll(&cx.platform, &cx.auth, secret).await? {
        Pairing::Paired { principal, token, device } => {
            let next = home_of(&principal, device.kind);
            let mut done = StatusCode::NO_CONTENT.into_response();
            if let Ok(next) = HeaderValue::from_str(&next) {
                done.headers_mut().insert("x-crema-next", next);
            }
            keep_device(&cx, &principal, &token, device.kind, done)
        }
        Pairing::Waiting { .. } => {
            (StatusCode::NOT_MODIFIED, [(header::CACHE_CONTROL, "no-store")]).into_response()
        }
        Pairing::Over => {
            let mut again = StatusCode::NO_CONTENT.into_response();
            again.headers_mut().insert("x-crema-next", HeaderValue::from_static("/pair"));
            again
        }
    })
}

/// A tablet's session is staff's, everything else is a device's.
fn keep_device(
    cx: &Context,
    principal: &Principal,
    token: &str,
    kind: DeviceKind,
    response: Response,
) -> Response {
    let cookie = if kind == DeviceKind::Display { Cookie::Device } else { Cookie::Staff };
    let now = cx.platform.now();
    let kept = cookie.set(token, principal.expires_at, now, cx.is_https());
    let response = reply::with_cookie(response, Some(kept));
    reply::with_cookie(response, Some(cleared_cookie(Cookie::Pairing)))
}

fn home_of(principal: &Principal, kind: DeviceKind) -> String {
    let page = if kind == DeviceKind::Display { "display" } else { "barista" };
    principal.store.as_ref().map_or("/".to_owned(), |store| format!("/s/{store}/{page}"))
}

fn paired_already(visitor: &Visitor) -> Option<String> {
    let device = visitor.who.all().iter().find(|who| who.role == Role::Display)?;
    Some(home_of(device, DeviceKind::Display))
}
