//! The operator's console: today, hours, settings, menu, staff, devices.

mod devices;
mod hours;
mod menu;
mod menu_forms;
mod orders;
mod reports;
mod settings;
mod staff;

use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::{get, post};
use crema_web::Site;
use crema_web::console::Today;

use super::barista::change_status;
use super::form::Form;
use super::site::Visitor;
use super::{reply, views};
use crate::auth::Principal;
use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::Problem;
use crate::order::{self, OrderState};
use crate::qr::shown_code;
use crate::reports::Period;
use crate::store::Store;

/// Pages below `/console`.
pub(super) fn routes() -> Router<Context> {
    Router::new()
        .merge(reports::routes())
        .route("/console", get(today))
        .route("/console/live", get(today_live))
        .route("/console/status", post(set_status))
        .route("/console/hours", get(hours::show).post(hours::save))
        .route("/console/settings", get(settings::show).post(settings::save))
        .route("/console/menu", get(menu::list))
        .route("/console/menu/move", post(menu::shift))
        .route("/console/menu/remove", post(menu::remove))
        .route("/console/menu/sold-out", post(menu::set_sold_out))
        .route("/console/menu/drinks/{id}", get(menu_forms::drink).post(menu_forms::save_drink))
        .route("/console/menu/groups/{id}", get(menu_forms::group).post(menu_forms::save_group))
        .route("/console/staff", get(staff::list).post(staff::add))
        .route("/console/staff/{id}/pin", post(staff::change_pin))
        .route("/console/staff/{id}/remove", post(staff::remove))
        .route("/console/devices", get(devices::list).post(devices::approve))
        .route("/console/devices/{id}/remove", post(devices::remove))
}

/// An operator at the console.
struct Desk {
    visitor: Visitor,
    store: Store,
    who: Principal,
    now: Timestamp,
}

impl Desk {
    async fn enter(cx: &Context, visitor: Visitor) -> Result<Self, Problem> {
        let who = visitor.who.operator()?.clone();
        let store = who.store.as_ref().map_or("", |store| store.as_str());
        let store = cx.store(store).await?;
        Ok(Self { visitor, store, who, now: cx.platform.now() })
    }

    fn site(&self, cx: &Context) -> Site {
        self.visitor.site_of(cx, &self.store, &self.who)
    }

    /// A form's idempotency key; it begins with the store's sequence, so that a form that writes
    /// back what it showed can tell whether that still holds.
    fn key(&self, cx: &Context) -> String {
        format!("{}.{}", self.store.sequence, cx.platform.ids.fresh(self.now))
    }
}

async fn today(State(cx): State<Context>, visitor: Visitor) -> Result<Response, Problem> {
    let desk = Desk::enter(&cx, visitor).await?;
    Ok(reply::ok_page(&desk.site(&cx), &today_view(&cx, &desk).await?))
}

async fn today_live(State(cx): State<Context>, visitor: Visitor) -> Result<Response, Problem> {
    let desk = Desk::enter(&cx, visitor).await?;
    let view = today_view(&cx, &desk).await?;
    Ok(reply::fragment(&desk.site(&cx), &view, &desk.visitor.headers))
}

async fn today_view(cx: &Context, desk: &Desk) -> Result<Today, Problem> {
    let store = &desk.store;
    let db = &cx.platform.db;
    let board = order::board(db, &store.id).await?;
    let day = Period::today(&store.time_zone, desk.now);
    let record = crate::reports::record(db, &store.id, &day).await?;
    let so_far = reports::figures_view(&record, &day);
    let ended_as = |states: &[OrderState]| {
        reports::small(record.entries.iter().filter(|e| states.contains(&e.state)).count())
    };
    let code = shown_code(&cx.platform, store, &cx.public_url).await?;
    Ok(Today {
        door: views::door(store, &board, desk.now),
        closes: store.closes_at(desk.now).map(|at| views::moment(store, at, desk.now)),
        waiting: views::count(&board.queued),
        making: views::count(&board.making),
        ready: views::count(&board.ready),
        orders_today: so_far.orders,
        collected_today: ended_as(&[OrderState::Collected]),
        missed_today: ended_as(&[OrderState::Missed]),
        cancelled_today: ended_as(&[OrderState::Cancelled, OrderState::Expired]),
        median_wait: so_far.median,
        ninetieth_wait: so_far.ninetieth,
        hours: so_far.slots,
        time_zone: store.time_zone.clone(),
        places_left: code.as_ref().map(|code| views::whole(code.places_left)),
        places: code.map_or(0, |code| views::whole(code.places)),
        key: format!("{}-{}", store.id, store.sequence),
        notice: None,
    })
}

async fn set_status(
    State(cx): State<Context>,
    visitor: Visitor,
    form: Form,
) -> Result<Response, Problem> {
    let desk = Desk::enter(&cx, visitor).await?;
    change_status(&cx, &desk.store, &desk.who, &form).await?;
    Ok(reply::see_other("/console"))
}
