//! A day's orders, and one order's journey.

use std::collections::HashMap;

use axum::extract::{Path, Query, State};
use axum::response::Response;
use crema_web::Errors;
use crema_web::console as view;
use serde::Deserialize;

use super::super::reply;
use super::super::site::Visitor;
use super::Desk;
use super::reports::span;
use crate::auth;
use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::Problem;
use crate::ids::OrderId;
use crate::menu::Item;
use crate::order::OrderState;
use crate::reports::{self, Entry, Period, Step};

/// Orders on one page of the list.
const PAGE: i64 = 100;

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    day: String,
    #[serde(default)]
    number: String,
    below: Option<i64>,
}

pub(super) async fn list(
    State(cx): State<Context>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let desk = Desk::enter(&cx, visitor).await?;
    let (db, store) = (&cx.platform.db, &desk.store.id);
    let mut errors = Errors::none();
    let day = Period::parse(&asked.day, &asked.day, &desk.store.time_zone, desk.now);
    let mut page = Vec::new();
    if let Ok(day) = &day {
        let day = day.from.to_string();
        if let Some(found) = found(&cx, &desk, &day, &asked.number, &mut errors).await? {
            return Ok(reply::see_other(&format!("/console/orders/{found}")));
        }
        let below = asked.below.unwrap_or(i64::MAX);
        page = reports::of_day(db, store, &day, below, PAGE + 1).await?;
    } else {
        errors.add("day", "invalid_day", "Write a date such as 2026-01-31.");
    }
    let below = page.get(usize::try_from(PAGE - 1).unwrap_or(0)).and_then(|last| last.number);
    let has_more = page.len() > usize::try_from(PAGE).unwrap_or(0);
    page.truncate(usize::try_from(PAGE).unwrap_or(0));
    let screen = view::Orders {
        day: day.map_or(asked.day, |day| day.from.to_string()),
        number: asked.number,
        time_zone: desk.store.time_zone.clone(),
        orders: page.iter().map(|entry| line(entry, &desk)).collect(),
        below: below.filter(|_| has_more),
        errors,
    };
    let site = desk.site(&cx);
    if screen.errors.is_empty() {
        Ok(reply::ok_page(&site, &screen))
    } else {
        Ok(reply::form_again(&site, &screen))
    }
}

/// The order of the number typed; none where nothing was, or nothing fits, which becomes an error.
async fn found(
    cx: &Context,
    desk: &Desk,
    day: &str,
    typed: &str,
    errors: &mut Errors,
) -> Result<Option<OrderId>, Problem> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    let Ok(number) = typed.parse::<i64>() else {
        errors.add("number", "invalid_number", "Write a number.");
        return Ok(None);
    };
    let order = reports::by_number(&cx.platform.db, &desk.store.id, day, number).await?;
    if order.is_none() {
        let detail = "There is no order of this number on this day.";
        errors.add("number", "unknown_number", detail);
    }
    Ok(order)
}

fn line(entry: &Entry, desk: &Desk) -> view::OrderLine {
    view::OrderLine {
        id: entry.id.to_string(),
        number: entry.number.unwrap_or_default(),
        stage: stage(entry.state),
        ordered: desk.store.time_of_day(entry.counted_at()),
        items: items(&entry.items).join("; "),
        wait: seconds(entry.wait_millis()),
        barista: entry.barista.as_ref().map(|(_, name)| name.clone()),
    }
}

pub(super) async fn journey(
    State(cx): State<Context>,
    Path(id): Path<String>,
    visitor: Visitor,
) -> Result<Response, Problem> {
    let desk = Desk::enter(&cx, visitor).await?;
    let found = reports::journey(&cx.platform.db, &desk.store.id, &OrderId::new(id)).await?;
    let Some((entry, steps)) = found else {
        return Err(Problem::not_found("There is no such order in your store."));
    };
    let staff = auth::staff(&cx.platform, &desk.store.id).await?;
    let mut names: HashMap<String, String> =
        staff.into_iter().map(|member| (member.id.to_string(), member.name)).collect();
    // Whoever has left since is still known by the order itself.
    names.extend(entry.barista.clone());
    let day = Period::today(&desk.store.time_zone, entry.counted_at());
    let screen = view::Journey {
        number: entry.number,
        stage: stage(entry.state),
        day: entry.day.clone().unwrap_or_else(|| day.from.to_string()),
        time_zone: desk.store.time_zone.clone(),
        is_scanned: entry.is_scanned,
        items: items(&entry.items),
        wait: seconds(entry.wait_millis()),
        making: seconds(entry.making_millis()),
        barista: entry.barista.as_ref().map(|(_, name)| name.clone()),
        steps: steps.into_iter().map(|step| journey_step(step, &day, &names)).collect(),
    };
    Ok(reply::ok_page(&desk.site(&cx), &screen))
}

fn journey_step(step: Step, day: &Period, names: &HashMap<String, String>) -> view::JourneyStep {
    let moved = |moved: reports::Move| (moved.from.map(stage), stage(moved.to));
    view::JourneyStep {
        kind: step.kind,
        time: clock(day, step.time),
        // Events of one change share its moment.
        since: seconds(step.since.filter(|millis| *millis > 0)),
        moved: step.moved.map(moved),
        by: step.by.and_then(|id| names.get(&id).cloned()),
        reason: step.reason,
    }
}

/// `10:36:02`, with its date before it where that is another than the order's.
fn clock(day: &Period, at: Timestamp) -> String {
    let local = day.local(at);
    let (date, time) = local.split_once('T').unwrap_or(("", &local));
    let time = time.get(..8).unwrap_or(time);
    if day.contains(at) { time.to_owned() } else { format!("{date} {time}") }
}

fn seconds(millis: Option<i64>) -> Option<view::Span> {
    span(millis.map(|millis| millis / 1_000))
}

/// `Flat white (Oat, Extra shot)`.
fn items(items: &[Item]) -> Vec<String> {
    let one = |item: &Item| {
        let options: Vec<&str> = item.options.iter().map(|option| option.name.as_str()).collect();
        match options.as_slice() {
            [] => item.drink_name.clone(),
            options => format!("{} ({})", item.drink_name, options.join(", ")),
        }
    };
    items.iter().map(one).collect()
}

fn stage(state: OrderState) -> view::Stage {
    match state {
        OrderState::Started => view::Stage::Started,
        OrderState::Queued => view::Stage::Queued,
        OrderState::Making => view::Stage::Making,
        OrderState::Ready => view::Stage::Ready,
        OrderState::Collected => view::Stage::Collected,
        OrderState::Cancelled => view::Stage::Cancelled,
        OrderState::Expired => view::Stage::Expired,
        OrderState::Missed => view::Stage::Missed,
    }
}
