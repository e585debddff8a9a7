//! The screen on the wall: numbers and the code.

use axum::Router;
use axum::extract::{Path, State};
use axum::http::HeaderValue;
use axum::response::Response;
use axum::routing::get;
use crema_web::display::{Display, QrPanel, ReadyNumber};
use crema_web::{Door, Site};

use super::site::Visitor;
use super::{STATIC_PATH, reply, views};
use crate::auth::{self, Cookie, Cookies, Principal, Role};
use crate::context::Context;
use crate::error::Problem;
use crate::order::http::line;
use crate::order::{self, Board, Order, OrderState};
use crate::qr::{qr_svg, shown_code};
use crate::store::{self, Store};

/// How long a number counts as new.
const NEW_SECONDS: i64 = 10;
/// Missed numbers on the screen at most.
const MOST_MISSED: i64 = 20;
/// How often the panel is fetched again when nothing else happens.
const REFRESH_SECONDS: i64 = 5;
/// Where this program's static files are: a screen that has others was loaded before an upgrade.
const ASSETS: &str = "x-crema-assets";

/// Pages below `/s/{store}/display`.
pub(super) fn routes() -> Router<Context> {
    Router::new()
        .route("/s/{store}/display", get(display))
        .route("/s/{store}/display/live", get(display_live))
        .route("/s/{store}/display/qr", get(qr))
}

async fn enter<'v>(
    cx: &Context,
    visitor: &'v Visitor,
    store: &str,
) -> Result<(Store, Site, &'v Principal), Problem> {
    let store = cx.store(store).await?;
    let who = visitor.who.screen_of(&store.id)?;
    let site = visitor.site_of(cx, &store, who);
    Ok((store, site, who))
}

async fn display(
    State(cx): State<Context>,
    Path(store): Path<String>,
    visitor: Visitor,
) -> Result<Response, Problem> {
    let (store, site, who) = enter(&cx, &visitor, &store).await?;
    let page = reply::ok_page(&site, &view(&cx, &store, who).await?);
    Ok(reply::with_cookie(page, kept_device(&cx, &visitor, who)))
}

/// A display's cookie once more: browsers forget cookies after 400 days, a screen is there longer.
fn kept_device(cx: &Context, visitor: &Visitor, who: &Principal) -> Option<HeaderValue> {
    let token = Cookies(&visitor.headers).get(Cookie::Device)?;
    let now = cx.platform.now();
    (who.role == Role::Display)
        .then(|| Cookie::Device.set(token, who.expires_at, now, cx.is_https()))
}

async fn display_live(
    State(cx): State<Context>,
    Path(store): Path<String>,
    visitor: Visitor,
) -> Result<Response, Problem> {
    let (store, site, who) = enter(&cx, &visitor, &store).await?;
    Ok(reply::fragment(&site, &view(&cx, &store, who).await?, &visitor.headers))
}

async fn qr(
    State(cx): State<Context>,
    Path(store): Path<String>,
    visitor: Visitor,
) -> Result<Response, Problem> {
    let (store, site, _) = enter(&cx, &visitor, &store).await?;
    let board = order::board(&cx.platform.db, &store.id).await?;
    let panel = panel(&cx, &store, &board).await?;
    let mut answer = reply::fragment_html(panel.fragment(&site), &visitor.headers);
    answer.headers_mut().insert(ASSETS, HeaderValue::from_static(STATIC_PATH));
    Ok(answer)
}

async fn view(cx: &Context, store: &Store, who: &Principal) -> Result<Display, Problem> {
    let now = cx.platform.now();
    let board = order::board(&cx.platform.db, &store.id).await?;
    // They stay as long as staff can bring them back.
    let db = &cx.platform.db;
    let missed = order::recallable(db, &store.id, OrderState::Missed, MOST_MISSED).await?;
    let door = views::door(store, &board, now);
    // A full queue takes no order that could wait.
    let wait = match door {
        Door::Open => Some(views::wait(&line(cx, store, None).await?)),
        _ => None,
    };
    let options = auth::display_options(&cx.platform, &who.sub).await?;
    let ready = board.ready.iter().rev().map(|order| ReadyNumber {
        number: views::number(order),
        name: Some(order.name.clone()).filter(|name| options.shows_names && !name.is_empty()),
        is_new: order.ready_at.is_some_and(|at| now.millis_since(at) < NEW_SECONDS * 1_000),
    });
    Ok(Display {
        ready: ready.collect(),
        preparing: numbers(&board.making),
        in_line: numbers(&board.queued),
        missed: numbers(&missed),
        wait,
        speaks: options.speaks,
        qr: panel(cx, store, &board).await?,
        door,
    })
}

fn numbers(orders: &[Order]) -> Vec<u32> {
    orders.iter().map(views::number).collect()
}

/// What somebody can type who cannot scan: `/` leads to the only store.
async fn short_address(cx: &Context, store: &Store) -> Result<String, Problem> {
    let host = cx.public_url.split_once("://").map_or("", |(_, rest)| rest);
    let is_only_one = store::all(&cx.platform.db).await?.len() == 1;
    Ok(if is_only_one { host.to_owned() } else { format!("{host}/s/{}", store.id) })
}

async fn panel(cx: &Context, store: &Store, board: &Board) -> Result<QrPanel, Problem> {
    let now = cx.platform.now();
    let door = views::door(store, board, now);
    let code = match door {
        Door::Open => shown_code(&cx.platform, store, &cx.public_url).await?,
        _ => None,
    };
    let Some(code) = code else {
        return Ok(QrPanel::Hidden { door, refresh_seconds: views::whole(REFRESH_SECONDS) });
    };
    let seconds_left = now.seconds_until(code.expires_at);
    let lifetime_seconds = views::whole(store.settings.code_lifetime_seconds);
    let refresh = now.seconds_until(code.refresh_at).clamp(1, REFRESH_SECONDS);
    if code.places_left == 0 {
        return Ok(QrPanel::Spent {
            seconds_left: views::whole(seconds_left),
            lifetime_seconds,
            expires_at_ms: code.expires_at.0,
            refresh_seconds: views::whole(refresh),
        });
    }
    Ok(QrPanel::Code {
        svg: qr_svg(&code.url),
        url: short_address(cx, store).await?,
        places_left: views::whole(code.places_left),
        places: views::whole(code.places),
        seconds_left: views::whole(seconds_left),
        lifetime_seconds,
        expires_at_ms: code.expires_at.0,
        // The changing part counts for at least 20 s after it was drawn.
        stale_at_ms: code.refresh_at.plus_seconds(10).0,
        refresh_seconds: views::whole(refresh),
    })
}
