//! The operator's console: today, hours, settings, menu, staff, devices.

mod audit;
mod audit_lines;
mod broadcast;
mod devices;
mod hours;
mod menu;
mod orders;
mod printers;
mod reports;
mod settings;
mod staff;
mod stores;
mod webhooks;

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
use crema_web::console::{AuditChange, Today};
use crema_web::{Language, Site};
use serde::Deserialize;

use super::barista::change_status;
use super::form::Form;
use super::language::language_of;
use super::site::Visitor;
use super::{reply, views};
use crate::auth::{self, Principal};
use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::Problem;
use crate::order::{self, OrderState};
use crate::qr::shown_code;
use crate::reports::Period;
use crate::store::{self, Part, Store};

/// Pages below `/console`.
pub(super) fn routes() -> Router<Context> {
    Router::new()
        .merge(audit::routes())
        .merge(broadcast::routes())
        .merge(reports::routes())
        .merge(menu::routes())
        .merge(stores::routes())
        .merge(webhooks::routes())
        .route("/console", get(today))
        .route("/console/live", get(today_live))
        .route("/console/status", post(set_status))
        .route("/console/hours", get(hours::show).post(hours::save))
        .route("/console/settings", get(settings::show).post(settings::save))
        .route("/console/staff", get(staff::list).post(staff::add))
        .route("/console/staff/{id}/pin", post(staff::change_pin))
        .route("/console/staff/{id}/all-stores", post(staff::set_all_stores))
        .route("/console/staff/{id}/role", post(staff::set_role))
        .route("/console/staff/{id}/remove", post(staff::remove))
        .route("/console/devices", get(devices::list).post(devices::approve))
        .route("/console/devices/{id}/remove", post(devices::remove))
        .route("/console/devices/{id}/name", post(devices::rename))
        .route("/console/devices/{id}/display", post(devices::set_options))
        .route("/console/printers", get(printers::list))
        .route("/console/printers/live", get(printers::live))
        .route("/console/printers/new", get(printers::form).post(printers::add))
        .route("/console/printers/{id}/edit", get(printers::edit).post(printers::change))
        .route("/console/printers/{id}/{action}", post(printers::act))
}

/// What a long list is narrowed to.
#[derive(Default, Deserialize)]
struct Sought {
    #[serde(default)]
    q: String,
}

/// An operator at the console.
struct Desk {
    visitor: Visitor,
    store: Store,
    who: Principal,
    /// Whether this operator runs every store.
    runs_all: bool,
    now: Timestamp,
}

impl Desk {
    /// Lets an operator in at the store of their session.
    ///
    /// A browser's tabs share one cookie, so a tab may show another store than the one its operator
    /// has switched to since. Pages name their store in every address that changes something
    /// (`crema-web` sees to that) and in that of their live fragment; one that names another store,
    /// or none, is refused.
    async fn enter(cx: &Context, visitor: Visitor) -> Result<Self, Problem> {
        let desk = Self::enter_from_any(cx, visitor).await?;
        let is_here = match &desk.visitor.page_of {
            Some(store) => store == desk.store.id.as_str(),
            None => !desk.visitor.is_form,
        };
        if is_here { Ok(desk) } else { Err(other_store(&desk)) }
    }

    /// [`Desk::enter`] for what is the same in every store's pages: switching.
    async fn enter_from_any(cx: &Context, visitor: Visitor) -> Result<Self, Problem> {
        let who = visitor.who.operator()?.clone();
        let store = who.store.as_ref().map_or("", |store| store.as_str());
        let store = cx.store(store).await?;
        let runs_all = auth::runs_all_stores(&cx.platform, &who).await?;
        Ok(Self { visitor, store, who, runs_all, now: cx.platform.now() })
    }

    fn site(&self, cx: &Context) -> Site {
        let site = self.visitor.site_of(cx, &self.store, &self.who);
        Site { runs_all_stores: self.runs_all, ..site }
    }

    fn language(&self) -> Language {
        language_of(&self.visitor.headers)
    }

    /// A form's idempotency key.
    fn key(&self, cx: &Context) -> String {
        cx.platform.ids.fresh(self.now)
    }

    /// The key of a form that writes back what it shows of `part`. It begins with the part's tag, so
    /// that saving can tell whether that still holds.
    fn key_to(&self, cx: &Context, part: &Part) -> String {
        format!("{}.{}", self.store.tag_of(part), self.key(cx))
    }

    /// The key of such a form that is shown again. It writes back what it showed at first: between
    /// the two, somebody else may have changed that.
    fn key_again(&self, cx: &Context, part: &Part, form: &Form) -> String {
        match form.tag_seen() {
            Some(tag) => format!("{tag}.{}", self.key(cx)),
            None => self.key_to(cx, part),
        }
    }

    /// Looks at the store again after somebody else changed what a form showed, and says what
    /// saving the form after all would change.
    async fn catch_up(
        &mut self,
        cx: &Context,
        save: impl FnOnce(&mut Store),
    ) -> Result<Vec<AuditChange>, Problem> {
        self.store = cx.store(self.store.id.as_str()).await?;
        let mut after = self.store.clone();
        save(&mut after);
        Ok(audit_lines::lines(&store::changes(&self.store, &after), &self.store))
    }
}

fn other_store(desk: &Desk) -> Problem {
    let status = if desk.visitor.is_form { StatusCode::CONFLICT } else { StatusCode::FORBIDDEN };
    let detail = format!(
        "This page belongs to another store than {}, where you are now. Nothing was changed. Go \
         back to see where you are.",
        desk.store.name
    );
    Problem::new(status, "other_store", detail)
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
    // Those that were placed, as beside them: a scan that nobody ordered by is no order.
    let placed = || record.entries.iter().filter(|entry| entry.queued_at.is_some());
    let ended_as = |states: &[OrderState]| {
        reports::small(placed().filter(|entry| states.contains(&entry.state)).count())
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
        needs_https: !cx.is_secure(),
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
