//! An order that was sent, as its guest sees it.

use crema_web::customer::{Phase, Status};

use super::super::views;
use super::Guest;
use crate::context::Context;
use crate::error::Problem;
use crate::order::http::line;
use crate::order::{CancelledBy, Order, OrderState};

/// The status page of `order`.
pub(super) async fn view(cx: &Context, guest: &Guest, order: &Order) -> Result<Status, Problem> {
    let store = &guest.store;
    let clock = |at: Option<crate::clock::Timestamp>| at.map(|at| store.time_of_day(at));
    let late_after = store.settings.late_after_seconds * 1_000;
    let waited = order.queued_at.map_or(0, |since| guest.now.millis_since(since));
    let is_late = waited > late_after;
    let phase = match order.state {
        OrderState::Started | OrderState::Queued => {
            let line = line(cx, store, Some(&order.id)).await?;
            let wait = views::wait(&line);
            Phase::Queued { place: wait.orders_ahead + 1, wait: Some(wait), is_late }
        }
        OrderState::Making => {
            let line = line(cx, store, None).await?;
            let alone = crate::order::wait::estimate(&[], order.drinks - 1, 1);
            let wait = crema_web::Wait {
                low_minutes: views::whole(alone.from_minutes.min(line.wait.from_minutes)),
                high_minutes: views::whole(alone.to_minutes.min(line.wait.to_minutes)),
                orders_ahead: 0,
            };
            Phase::Making { wait: Some(wait), is_late }
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
    Ok(Status {
        order: order.id.to_string(),
        number: order.number.map(views::whole),
        name: order.name.clone(),
        items: views::items(&order.items, &store.menu),
        ordered_at: clock(order.queued_at).unwrap_or_default(),
        phase,
        key: format!("cancel-{}", order.id),
    })
}
