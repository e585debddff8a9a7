//! An order that was sent, as its guest sees it.

use crema_web::customer::{OtherOrder, Phase, Status, Tell};

use super::super::views;
use super::{Asked, Guest};
use crate::context::Context;
use crate::error::Problem;
use crate::order::http::line;
use crate::order::wait::Kept;
use crate::order::{self, CancelledBy, Order, OrderState};
use crate::push;

/// The status page of `order`.
pub(super) async fn view(
    cx: &Context,
    guest: &Guest,
    order: &Order,
    asked: &Asked,
) -> Result<Status, Problem> {
    let store = &guest.store;
    let clock = |at: Option<crate::clock::Timestamp>| at.map(|at| store.time_of_day(at));
    let phase = match order.state {
        OrderState::Started | OrderState::Queued => {
            let wait = views::wait(&line(cx, store, Some(order)).await?);
            let is_late = is_late(guest, order);
            Phase::Queued { place: wait.orders_ahead + 1, wait: Some(wait), is_late }
        }
        OrderState::Making => {
            let wait = views::wait(&line(cx, store, Some(order)).await?);
            Phase::Making { wait: Some(wait), is_late: is_late(guest, order) }
        }
        OrderState::Ready => Phase::Ready { keep_until: clock(order.deadline_at) },
        OrderState::Collected => Phase::Collected,
        OrderState::Missed => Phase::Missed,
        OrderState::Cancelled => {
            let by_guest = order.cancelled_by == Some(CancelledBy::Customer);
            Phase::Cancelled { by_guest, reason: order.reason.clone() }
        }
        OrderState::Expired => Phase::Expired { by_bar: order.queued_at.is_some() },
    };
    let is_coming = matches!(order.state, OrderState::Queued | OrderState::Making);
    let tell = match is_coming && cx.is_secure() {
        true if push::is_subscribed(&cx.platform.db, &order.id).await? => Tell::Promised,
        true => Tell::Offered,
        false => Tell::No,
    };
    Ok(Status {
        order: order.id.to_string(),
        number: order.number.map(views::whole),
        name: order.name.clone(),
        items: views::items(&order.items, &store.menu),
        ordered_at: clock(order.queued_at).unwrap_or_default(),
        phase,
        tell,
        key: format!("cancel-{}", order.id),
        others: others(cx, guest, order).await?,
        is_asked_for: order.id.as_str() == asked.order,
    })
}

/// What else this guest waits for, where the store allows more than one order at a time.
async fn others(cx: &Context, guest: &Guest, shown: &Order) -> Result<Vec<OtherOrder>, Problem> {
    let store = &guest.store;
    if store.settings.max_open_orders_per_person <= 1 {
        return Ok(Vec::new());
    }
    let open = order::open_of_customer(&cx.platform.db, &store.id, &guest.who.sub).await?;
    let others = open.into_iter().filter(|order| order.id != shown.id && order.number.is_some());
    let other = |order: Order| OtherOrder {
        order: order.id.to_string(),
        number: views::number(&order),
        state: order.state.as_str(),
    };
    Ok(others.map(other).collect())
}

/// Whether it takes longer than its guest was told.
fn is_late(guest: &Guest, order: &Order) -> bool {
    let waited = order.queued_at.map_or(0, |since| guest.now.millis_since(since));
    match order.promise {
        Some(promise) => promise.wait.kept(waited) == Kept::Later,
        None => waited > guest.store.settings.late_after_seconds * 1_000,
    }
}
