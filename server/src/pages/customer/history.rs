//! A guest's own orders in a store, and what they keep as favourites.

use axum::extract::{Path, Query, State};
use axum::response::Response;
use crema_web::Errors;
use crema_web::customer::{Ended, History, PastItem, PastOrder, Sent};
use serde::Deserialize;

use super::super::form::Form;
use super::super::site::Visitor;
use super::super::{reply, views};
use super::{Guest, again};
use crate::clock::Timestamp;
use crate::context::Context;
use crate::db::Fail;
use crate::error::Problem;
use crate::favourites::{self, Favourite, FavouriteRefusal};
use crate::ids::OrderId;
use crate::order::{self, CancelledBy, Order, OrderState};

/// Orders on a page.
const ON_A_PAGE: usize = 20;

#[derive(Deserialize)]
pub(super) struct Asked {
    /// Orders that began before this moment, in UTC milliseconds.
    #[serde(default)]
    before: String,
}

pub(super) async fn show(
    State(cx): State<Context>,
    Path(store): Path<String>,
    Query(asked): Query<Asked>,
    visitor: Visitor,
) -> Result<Response, Problem> {
    let guest = Guest::arrive(&cx, visitor, &store).await?;
    let site = guest.site(&cx);
    let view = view(&cx, &guest, &asked.before, Errors::none()).await?;
    Ok(reply::with_cookie(reply::ok_page(&site, &view), guest.cookie))
}

async fn view(
    cx: &Context,
    guest: &Guest,
    before: &str,
    errors: Errors,
) -> Result<History, Problem> {
    let (db, store, sub) = (&cx.platform.db, &guest.store, &guest.who.sub);
    let before: Option<i64> = before.parse().ok();
    let until = before.map_or(guest.now.plus_seconds(1), Timestamp);
    let mut orders = order::history(db, &store.id, sub, until, ON_A_PAGE + 1).await?;
    let has_older = orders.len() > ON_A_PAGE;
    orders.truncate(ON_A_PAGE);
    let kept = favourites::of(db, &store.id, sub).await?;
    let older = orders.last().filter(|_| has_older).map(|last| last.created_at.0.to_string());
    Ok(History {
        wanted: again::wanted(cx, guest).await?,
        favourites: kept.iter().map(|kept| again::usual(store, kept)).collect(),
        orders: orders.iter().map(|order| past_order(guest, order, &kept)).collect(),
        kept_days: views::whole(store.settings.erase_after_days),
        before: before.map(|at| at.to_string()).unwrap_or_default(),
        older,
        errors,
    })
}

fn past_order(guest: &Guest, order: &Order, kept: &[Favourite]) -> PastOrder {
    let store = &guest.store;
    let item = |item: &crate::menu::Item| PastItem {
        line: views::item_line(item, &store.menu),
        favourite: kept.iter().find(|kept| kept.is(item)).map(|kept| kept.id.clone()),
    };
    let sent_at = order.queued_at.unwrap_or(order.created_at);
    let day = store.day_of(sent_at);
    PastOrder {
        id: order.id.to_string(),
        number: views::number(order),
        sent: Sent {
            day: (day != store.day_of(guest.now)).then_some(day),
            time: store.time_of_day(sent_at),
        },
        ended: match order.state {
            OrderState::Collected => Ended::Collected,
            OrderState::Missed => Ended::Missed,
            OrderState::Cancelled if order.cancelled_by == Some(CancelledBy::Customer) => {
                Ended::CancelledByGuest
            }
            OrderState::Cancelled => Ended::CancelledByBar,
            OrderState::Expired => Ended::Expired,
            OrderState::Started | OrderState::Queued | OrderState::Making | OrderState::Ready => {
                Ended::NotYet
            }
        },
        items: order.items.iter().map(item).collect(),
        is_offered: again::is_offered(&store.menu, &order.items),
    }
}

/// Keeps a drink of an own order as a favourite, or lets one go.
pub(super) async fn set_favourite(
    State(cx): State<Context>,
    Path(store): Path<String>,
    visitor: Visitor,
    form: Form,
) -> Result<Response, Problem> {
    let guest = Guest::arrive(&cx, visitor, &store).await?;
    let (platform, store, sub) = (&cx.platform, &guest.store.id, &guest.who.sub);
    if form.get("to") == "let-go" {
        favourites::let_go(platform, store, sub, form.get("favourite")).await?;
    } else if let Some(item) = own_item(&cx, &guest, &form).await? {
        match favourites::keep(platform, store, sub, item).await {
            Ok(()) => {}
            Err(Fail::Refused(FavouriteRefusal::TooMany)) => {
                let detail = "You have six favourites already. Remove one to keep another.";
                let errors = Errors::one("favourites", "too_many_favourites", detail);
                // The summary leads to the favourites, where there is one to remove.
                let view = view(&cx, &guest, form.get("before"), errors).await?;
                return Ok(reply::form_again(&guest.site(&cx), &view));
            }
            Err(Fail::Db(error)) => return Err(error.into()),
        }
    }
    let back = form.get("before").parse::<i64>();
    let page = back.map(|at| format!("?before={at}")).unwrap_or_default();
    let at = form.get("order");
    let is_plain = at.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') && !at.is_empty();
    let place = if is_plain { format!("#o-{at}") } else { String::new() };
    let answer = reply::see_other(&format!("{}history{page}{place}", guest.path()));
    Ok(reply::with_cookie(answer, guest.cookie))
}

/// The drink that a form names by order and place, of an order of this guest in this store.
async fn own_item(
    cx: &Context,
    guest: &Guest,
    form: &Form,
) -> Result<Option<crate::menu::Item>, Problem> {
    let found = order::find(&cx.platform.db, &OrderId::new(form.get("order"))).await?;
    let mine = |order: &Order| order.customer == guest.who.sub && order.store == guest.store.id;
    let place: Option<usize> = form.get("item").parse().ok();
    let items = found.filter(mine).map(|order| order.items).unwrap_or_default();
    Ok(place.and_then(|place| items.into_iter().nth(place)))
}
