//! Reports of a period, on a page and as a spreadsheet.

use axum::Router;
use axum::extract::{Query, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use crema_web::Errors;
use crema_web::console as view;
use serde::Deserialize;

use super::super::reply;
use super::super::site::Visitor;
use super::{Desk, orders};
use crate::context::Context;
use crate::error::Problem;
use crate::reports::{self, Abandoned, Figures, Period, PeriodProblem, Record, Refused, Tally};

/// Drinks and options in their lists at most.
const LONGEST_LIST: usize = 20;

/// Pages of reports and orders.
pub(super) fn routes() -> Router<Context> {
    Router::new()
        .route("/console/reports", get(show))
        .route("/console/reports.csv", get(download))
        .route("/console/orders", get(orders::list))
        .route("/console/orders/{id}", get(orders::journey))
}

#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    from: String,
    #[serde(default)]
    to: String,
}

impl Asked {
    fn period(&self, desk: &Desk) -> Result<Period, PeriodProblem> {
        Period::parse(&self.from, &self.to, &desk.store.time_zone, desk.now)
    }
}

async fn show(
    State(cx): State<Context>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let desk = Desk::enter(&cx, visitor).await?;
    let today = Period::today(&desk.store.time_zone, desk.now);
    let screen = |from: String, to: String, errors, figures| view::Reports {
        from,
        to,
        time_zone: desk.store.time_zone.clone(),
        shortcuts: shortcuts(&today),
        errors,
        figures,
    };
    match asked.period(&desk) {
        Ok(period) => {
            let record = reports::record(&cx.platform.db, &desk.store.id, &period).await?;
            let figures = figures_view(&record, &period);
            let (from, to) = (period.from.to_string(), period.to.to_string());
            let page = screen(from, to, Errors::none(), Some(figures));
            Ok(reply::ok_page(&desk.site(&cx), &page))
        }
        Err(problem) => {
            let (field, code, detail) = problem_words(problem);
            let errors = Errors::one(field, code, detail);
            let page = screen(asked.from, asked.to, errors, None);
            Ok(reply::form_again(&desk.site(&cx), &page))
        }
    }
}

async fn download(
    State(cx): State<Context>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let desk = Desk::enter(&cx, visitor).await?;
    let period = asked.period(&desk).map_err(|problem| {
        let (_, code, detail) = problem_words(problem);
        Problem::new(StatusCode::UNPROCESSABLE_ENTITY, code, detail)
    })?;
    let record = reports::record(&cx.platform.db, &desk.store.id, &period).await?;
    let sheet = reports::csv(&record.entries, &period);
    let name = format!(
        "attachment; filename=\"crema-{}-{}-{}.csv\"",
        desk.store.id, period.from, period.to
    );
    let name = HeaderValue::from_str(&name).expect("store ids and dates are plain text");
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8; header=present")),
        (header::CONTENT_DISPOSITION, name),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    Ok((headers, sheet).into_response())
}

/// (field, code, sentence).
pub(super) fn problem_words(problem: PeriodProblem) -> (&'static str, &'static str, &'static str) {
    match problem {
        PeriodProblem::From => ("from", "invalid_day", "Write a date such as 2026-01-31."),
        PeriodProblem::To => ("to", "invalid_day", "Write a date such as 2026-01-31."),
        PeriodProblem::Backwards => {
            ("to", "period_backwards", "The last day must not be before the first.")
        }
        PeriodProblem::TooLong => ("to", "period_too_long", "At most 92 days."),
    }
}

fn shortcuts(today: &Period) -> Vec<view::Shortcut> {
    use view::Stretch::{Month, Today, Week, Yesterday};
    let shortcut = |(stretch, first, last)| {
        let period = today.days_before(first, last);
        view::Shortcut { stretch, from: period.from.to_string(), to: period.to.to_string() }
    };
    [(Today, 0, 0), (Yesterday, 1, 1), (Week, 6, 0), (Month, 29, 0)].map(shortcut).to_vec()
}

pub(super) fn figures_view(record: &Record, period: &Period) -> view::Figures {
    let slots = period.slots();
    let counted = reports::figures(record, &slots);
    let is_hourly = period.from == period.to;
    let labels = slots.into_iter().map(|slot| slot.label);
    let bars: Vec<view::Bar> = labels
        .zip(&counted.per_slot)
        .map(|(label, &value)| view::Bar { label, value: small(value) })
        .collect();
    view::Figures {
        is_hourly,
        is_cut: record.is_cut,
        orders: small(counted.orders),
        drinks: small(counted.drinks),
        slots: if is_hourly { busy_hours(bars) } else { bars },
        waited: small(counted.waits.count),
        median: span(counted.waits.median),
        ninetieth: span(counted.waits.ninetieth),
        promises: view::Promises {
            earlier: small(counted.promises.earlier),
            inside: small(counted.promises.inside),
            later: small(counted.promises.later),
            percent_inside: counted.promises.percent_inside().map(small),
        },
        waits: counted.waits.per_minute.iter().map(|&value| small(value)).collect(),
        abandoned: abandoned(&counted),
        top_drinks: list(&counted.top_drinks),
        top_options: list(&counted.top_options),
        baristas: counted.baristas.into_iter().map(barista).collect(),
    }
}

/// The hours from the first to the last with an order, and none where there was none: a bar that
/// opens at eight has no use for seven empty columns.
pub(super) fn busy_hours(mut hours: Vec<view::Bar>) -> Vec<view::Bar> {
    let is_busy = |bar: &view::Bar| bar.value > 0;
    hours.truncate(hours.iter().rposition(is_busy).map_or(0, |last| last + 1));
    hours.split_off(hours.iter().position(is_busy).unwrap_or(0))
}

fn abandoned(counted: &Figures) -> Vec<(view::Abandoned, u32)> {
    let ended = counted.abandoned.iter().map(|&(kind, count)| {
        let kind = match kind {
            Abandoned::NotSubmitted => view::Abandoned::NotSubmitted,
            Abandoned::NotMade => view::Abandoned::NotMade,
            Abandoned::CancelledByGuest => view::Abandoned::CancelledByGuest,
            Abandoned::CancelledByStaff => view::Abandoned::CancelledByStaff,
            Abandoned::Missed => view::Abandoned::Missed,
        };
        (kind, small(count))
    });
    let refused = counted.refused.iter().map(|&(reason, count)| {
        let kind = match reason {
            Refused::Closed => view::Abandoned::RefusedClosed,
            Refused::Paused => view::Abandoned::RefusedPaused,
            Refused::QueueFull => view::Abandoned::RefusedFull,
        };
        (kind, u32::try_from(count).unwrap_or(u32::MAX))
    });
    ended.chain(refused).collect()
}

fn list(tallies: &[Tally]) -> Vec<view::Bar> {
    let bar = |tally: &Tally| view::Bar { label: tally.name.clone(), value: small(tally.count) };
    tallies.iter().take(LONGEST_LIST).map(bar).collect()
}

fn barista(barista: reports::Barista) -> view::BaristaLine {
    view::BaristaLine {
        name: barista.name,
        orders: small(barista.orders),
        drinks: small(barista.drinks),
        median: span(barista.median),
    }
}

pub(super) fn small(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

/// Seconds as views show them.
pub(super) fn span(seconds: Option<i64>) -> Option<view::Span> {
    seconds.map(|seconds| view::Span(u32::try_from(seconds).unwrap_or(0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_hours_between_the_first_and_the_last_order_are_shown() {
        let hours = |values: &[u32]| -> Vec<view::Bar> {
            values.iter().map(|&value| view::Bar { label: value.to_string(), value }).collect()
        };
        assert_eq!(busy_hours(hours(&[0, 0, 3, 0, 5, 0])), hours(&[3, 0, 5]));
        assert_eq!(busy_hours(hours(&[1])), hours(&[1]));
        assert_eq!(busy_hours(hours(&[0, 0])), hours(&[]));
        assert_eq!(busy_hours(Vec::new()), hours(&[]));
    }
}
