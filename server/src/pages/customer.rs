//! The guest's phone: landing, scan, order form, status, earlier orders.

mod again;
mod draft;
mod history;
mod ordering;
mod status;

use axum::Router;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use axum::routing::{get, post};
use crema_web::Site;
use crema_web::customer::{Landing, Refusal, Scan};
use serde::Deserialize;

use super::form::Form;
use super::site::Visitor;
use super::{reply, views};
use crate::auth::{Cookie, Principal};
use crate::clock::Timestamp;
use crate::context::{Context, Trace};
use crate::error::Problem;
use crate::order::http::{line, redeem, wrong_code};
use crate::order::{self, Actor, Ask, Order, OrderState};
use crate::qr::{Code, code};
use crate::store::Store;

/// How long an ended order is shown before the landing page comes back by itself.
const SHOWN_SECONDS: i64 = 2 * 3_600;

/// Pages below `/s/{store}/`.
pub(super) fn routes() -> Router<Context> {
    Router::new()
        .route("/s/{store}", get(with_slash))
        .route("/s/{store}/", get(home))
        .route("/s/{store}/live", get(live))
        .route("/s/{store}/scan", get(scan).post(start))
        .route("/s/{store}/order", post(ordering::submit))
        .route("/s/{store}/cancel", post(cancel))
        .route("/s/{store}/forget", post(forget))
        .route("/s/{store}/again", post(again::remember))
        .route("/s/{store}/history", get(history::show))
        .route("/s/{store}/favourite", post(history::set_favourite))
}

/// Which of several open orders a guest wants to see.
#[derive(Default, Deserialize)]
struct Asked {
    #[serde(default)]
    order: String,
}

/// A guest at a store's pages.
struct Guest {
    visitor: Visitor,
    store: Store,
    who: Principal,
    /// Set when the session began or was prolonged with this request.
    cookie: Option<HeaderValue>,
    now: Timestamp,
}

impl Guest {
    async fn arrive(cx: &Context, visitor: Visitor, store: &str) -> Result<Self, Problem> {
        let store = cx.store(store).await?;
        let now = cx.platform.now();
        let (known, fresh) = match visitor.who.customer() {
            Ok(who) => (Some(who.clone()), cx.auth.prolong_customer(who)),
            Err(_) => (None, Some(cx.auth.start_customer())),
        };
        let cookie = fresh
            .as_ref()
            .map(|(who, token)| Cookie::Guest.set(token, who.expires_at, now, cx.is_https()));
        let who = fresh.map(|(who, _)| who).or(known).expect("known, or begun just now");
        Ok(Self { visitor, store, who, cookie, now })
    }

    fn site(&self, cx: &Context) -> Site {
        self.visitor.site_of(cx, &self.store, &self.who)
    }

    fn path(&self) -> String {
        format!("/s/{}/", self.store.id)
    }

    /// The order to show: the one that is asked for, else what waits for the guest first, then what
    /// happens, then what was.
    async fn order(&self, cx: &Context, asked: &Asked) -> Result<Option<Order>, Problem> {
        let (db, sub) = (&cx.platform.db, &self.who.sub);
        let open = order::open_of_customer(db, &self.store.id, sub).await?;
        if let Some(order) = open.iter().find(|order| order.id.as_str() == asked.order) {
            return Ok(Some(order.clone()));
        }
        let rank = |order: &Order| match order.state {
            OrderState::Started => 0,
            OrderState::Ready => 1,
            OrderState::Making => 2,
            _ => 3,
        };
        if let Some(order) = open.into_iter().min_by_key(rank) {
            return Ok(Some(order));
        }
        let forgotten = forgotten_order(&self.visitor);
        let is_shown = |order: &Order| {
            forgotten != Some(order.id.as_str())
                && order
                    .ended_at
                    .is_some_and(|end| self.now.millis_since(end) < SHOWN_SECONDS * 1_000)
        };
        // The newest alone: behind one that was put aside, an older one must not come back.
        let orders = order::of_customer(db, sub, self.now).await?;
        Ok(orders.into_iter().find(|order| order.store == self.store.id).filter(is_shown))
    }
}

async fn with_slash(
    State(cx): State<Context>,
    Path(store): Path<String>,
) -> Result<Response, Problem> {
    let store = cx.store(&store).await?;
    Ok(reply::see_other(&format!("/s/{}/", store.id)))
}

async fn home(
    State(cx): State<Context>,
    Path(store): Path<String>,
    Query(asked): Query<Asked>,
    visitor: Visitor,
) -> Result<Response, Problem> {
    let guest = Guest::arrive(&cx, visitor, &store).await?;
    let site = guest.site(&cx);
    let page = match guest.order(&cx, &asked).await? {
        None => reply::ok_page(&site, &landing(&cx, &guest).await?),
        Some(order) if order.state == OrderState::Started => {
            reply::ok_page(&site, &ordering::fresh_form(&cx, &guest, &order).await?)
        }
        Some(order) => reply::ok_page(&site, &status::view(&cx, &guest, &order, &asked).await?),
    };
    Ok(reply::with_cookie(page, guest.cookie))
}

async fn live(
    State(cx): State<Context>,
    Path(store): Path<String>,
    Query(asked): Query<Asked>,
    visitor: Visitor,
) -> Result<Response, Problem> {
    let guest = Guest::arrive(&cx, visitor, &store).await?;
    let site = guest.site(&cx);
    let headers = &guest.visitor.headers;
    Ok(match guest.order(&cx, &asked).await? {
        None => reply::fragment(&site, &landing(&cx, &guest).await?, headers),
        Some(order) if order.state == OrderState::Started => {
            reply::fragment(&site, &ordering::fresh_form(&cx, &guest, &order).await?, headers)
        }
        Some(order) => {
            reply::fragment(&site, &status::view(&cx, &guest, &order, &asked).await?, headers)
        }
    })
}

async fn landing(cx: &Context, guest: &Guest) -> Result<Landing, Problem> {
    let board = order::board(&cx.platform.db, &guest.store.id).await?;
    let door = views::door(&guest.store, &board, guest.now);
    let wait = match door.is_open() {
        true => Some(views::wait(&line(cx, &guest.store, None).await?)),
        false => None,
    };
    let wanted = again::wanted(cx, guest).await?;
    Ok(Landing { door, wait, wanted, menu: views::menu(&guest.store.menu) })
}

#[derive(Deserialize)]
struct ScanQuery {
    #[serde(default)]
    c: String,
}

/// Where the QR code leads. Shows a button and consumes nothing: previews and prefetchers exist.
async fn scan(
    State(cx): State<Context>,
    Path(store): Path<String>,
    Query(query): Query<ScanQuery>,
    visitor: Visitor,
) -> Result<Response, Problem> {
    let guest = Guest::arrive(&cx, visitor, &store).await?;
    let site = guest.site(&cx);
    let has_live =
        guest.order(&cx, &Asked::default()).await?.is_some_and(|order| order.state.is_open());
    let limit_is_one = guest.store.settings.max_open_orders_per_person == 1;
    if has_live && limit_is_one {
        return Ok(reply::with_cookie(reply::see_other(&guest.path()), guest.cookie));
    }
    let stamp = match Code::parse(&query.c) {
        Ok(code) => stamp_if_fresh(&cx, &guest, &code).await?,
        Err(_) => None,
    };
    let Some(stamp) = stamp else {
        let problem = wrong_code(&cx, guest.visitor.address.0);
        let page = refusal_page(&cx, &guest, &site, &problem).await?;
        return Ok(reply::with_cookie(page, guest.cookie));
    };
    let wait = Some(views::wait(&line(&cx, &guest.store, None).await?));
    let key = cx.platform.ids.fresh(guest.now);
    let screen = Scan { code: query.c, stamp, key, wait };
    Ok(reply::with_cookie(reply::ok_page(&site, &screen), guest.cookie))
}

/// The stamp of this moment when the code is fresh; none when it is not.
async fn stamp_if_fresh(
    cx: &Context,
    guest: &Guest,
    code: &Code,
) -> Result<Option<String>, Problem> {
    let keys = &cx.platform.keys;
    let scan = crate::qr::Scan { code: code.clone(), sub: guest.who.sub.clone(), stamp: None };
    let mut conn = cx.platform.db.read().await?;
    let checked =
        crate::qr::checked_bucket(&mut conn, keys, &guest.store.id, &scan, guest.now).await?;
    Ok(checked.is_ok().then(|| code::stamp(keys, code, &guest.who.sub, guest.now)))
}

async fn start(
    State(cx): State<Context>,
    Path(store): Path<String>,
    visitor: Visitor,
    Trace(trace): Trace,
    form: Form,
) -> Result<Response, Problem> {
    let guest = Guest::arrive(&cx, visitor, &store).await?;
    let stamp = Some(form.get("stamp").to_owned()).filter(|stamp| !stamp.is_empty());
    let key = form.key_of(guest.who.sub.as_str());
    let address = guest.visitor.address.0;
    let code = form.get("code");
    let started = redeem(&cx, &guest.store, &guest.who, address, code, stamp, key, trace).await;
    let page = match started {
        Ok(_) => reply::see_other(&guest.path()),
        Err(problem) if problem.status() == StatusCode::SERVICE_UNAVAILABLE => return Err(problem),
        Err(problem) => refusal_page(&cx, &guest, &guest.site(&cx), &problem).await?,
    };
    Ok(reply::with_cookie(page, guest.cookie))
}

async fn refusal_page(
    cx: &Context,
    guest: &Guest,
    site: &Site,
    problem: &Problem,
) -> Result<Response, Problem> {
    let is_of_store = matches!(problem.code, "store_closed" | "store_paused");
    // When a store opens or resumes is told as on every other screen, however soon that is.
    let retry_at = problem.retry_after.filter(|&seconds| is_of_store || seconds > 90);
    let screen = Refusal {
        code: problem.code.to_owned(),
        detail: problem.detail.clone(),
        retry_at: retry_at.map(|after| {
            let at = guest.now.plus_seconds(after);
            views::moment(&guest.store, at, guest.now)
        }),
        // Less than half a minute is no minute: the code's own advice says "in a moment".
        retry_minutes: problem
            .retry_after
            .filter(|&seconds| seconds >= 30)
            .map(|seconds| views::whole((seconds + 59) / 60)),
        reason: guest.store.reason.clone().filter(|_| is_of_store),
        has_order: guest.order(cx, &Asked::default()).await?.is_some_and(|o| o.state.is_open()),
    };
    Ok(reply::form_refused(site, &screen, problem))
}

async fn cancel(
    State(cx): State<Context>,
    Path(store): Path<String>,
    visitor: Visitor,
    form: Form,
) -> Result<Response, Problem> {
    let guest = Guest::arrive(&cx, visitor, &store).await?;
    let actor = Actor::Customer(guest.who.sub.clone());
    let id = crate::ids::OrderId::new(form.get("order"));
    let key = form.key_of(guest.who.sub.as_str());
    let ask = Ask::Cancel { reason: None };
    match order::act(&cx.platform, &id, actor, ask, key).await.map_err(Problem::from) {
        Ok(_) => Ok(reply::see_other(&guest.path())),
        // The status page tells: it is being made, or was never this guest's.
        Err(problem)
            if matches!(problem.status(), StatusCode::CONFLICT | StatusCode::NOT_FOUND) =>
        {
            Ok(reply::see_other(&guest.path()))
        }
        Err(problem) => Err(problem),
    }
}

/// Puts an ended order aside, so that the landing page comes back.
async fn forget(
    State(cx): State<Context>,
    Path(store): Path<String>,
    form: Form,
) -> Result<Response, Problem> {
    let store = cx.store(&store).await?;
    let answer = reply::see_other(&format!("/s/{}/", store.id));
    Ok(reply::with_cookie(answer, aside(&store, &again::plain(form.get("order")))))
}

/// A `Set-Cookie` that puts an ended order aside.
fn aside(store: &Store, order: &str) -> Option<HeaderValue> {
    let path = format!("/s/{}/", store.id);
    let cookie = format!(
        "crema_forgotten={order}; Path={path}; Max-Age={SHOWN_SECONDS}; HttpOnly; SameSite=Lax"
    );
    HeaderValue::from_str(&cookie).ok()
}

fn forgotten_order(visitor: &Visitor) -> Option<&str> {
    visitor.cookie("crema_forgotten")
}
