//! Limits, names and time zone as a form.

use axum::extract::{Query, State};
use axum::response::Response;
use crema_web::Errors;
use crema_web::console::{FIELDS, Setting, Settings as View, Unit};
use serde::Deserialize;

use super::super::account::{add_description_faults, store_field, time_zones};
use super::super::form::Form;
use super::super::reply;
use super::super::site::Visitor;
use super::Desk;
use crate::context::Context;
use crate::db::Fail;
use crate::error::Problem;
use crate::store::{self, ChangeRefusal, Configuration, Part, Settings};

#[derive(Deserialize)]
pub(super) struct ShowQuery {
    #[serde(default)]
    pub(super) saved: bool,
}

pub(super) async fn show(
    State(cx): State<Context>,
    Query(query): Query<ShowQuery>,
    visitor: Visitor,
) -> Result<Response, Problem> {
    let desk = Desk::enter(&cx, visitor).await?;
    let value = |field: &Setting| {
        let stored = desk.store.settings.get(field.name).unwrap_or_default();
        (field.field.to_owned(), typed(field.unit, stored))
    };
    let view = View {
        key: desk.key_to(&cx, &Part::Settings),
        store_name: desk.store.name.clone(),
        time_zone: desk.store.time_zone.clone(),
        currency: desk.store.menu.currency.clone().unwrap_or_default(),
        time_zones: time_zones(),
        values: FIELDS.iter().map(value).collect(),
        lost: Vec::new(),
        errors: Errors::none(),
        saved: query.saved,
    };
    Ok(reply::ok_page(&desk.site(&cx), &view))
}

/// Saves everything or nothing: all fields are checked before the first is stored.
pub(super) async fn save(
    State(cx): State<Context>,
    visitor: Visitor,
    form: Form,
) -> Result<Response, Problem> {
    let mut desk = Desk::enter(&cx, visitor).await?;
    let (settings, mut errors) = read(&desk.store.settings, &form);
    let currency = form.get("currency").trim().to_uppercase();
    let is_code = currency.len() == 3 && currency.bytes().all(|b| b.is_ascii_uppercase());
    if !currency.is_empty() && !is_code {
        errors.add("currency", "invalid_currency", "Write three letters, such as EUR, or nothing.");
    }
    add_description_faults(&mut errors, form.get("store_name"), form.get("time_zone"));
    let (mut kept, mut lost) = (None, Vec::new());
    let mut key = desk.key_again(&cx, &Part::Settings, &form);
    if errors.is_empty() {
        let new = Configuration {
            name: form.get("store_name").to_owned(),
            time_zone: form.get("time_zone").to_owned(),
            currency: Some(currency).filter(|code| !code.is_empty()),
            settings,
        };
        let by = form.by_as_seen(&desk.who, Part::Settings);
        match store::configure(&cx.platform, &desk.store.id, new.clone(), by).await {
            Ok(_) => return Ok(reply::see_other("/console/settings?saved=true")),
            Err(Fail::Refused(ChangeRefusal::Invalid(what))) => {
                let (field, code) = store_field(what);
                errors.add(field, code, what);
            }
            Err(other) => {
                if matches!(other, Fail::Refused(ChangeRefusal::ChangedMeanwhile)) {
                    lost = desk.catch_up(&cx, |store| new.put_into(store)).await?;
                    key = desk.key_to(&cx, &Part::Settings);
                }
                let problem = Problem::from(other);
                errors.add("", problem.code, &problem.detail);
                kept = Some(problem);
            }
        }
    }
    let value = |field: &Setting| (field.field.to_owned(), form.get(field.field).to_owned());
    let view = View {
        key,
        store_name: form.get("store_name").to_owned(),
        time_zone: form.get("time_zone").to_owned(),
        currency: form.get("currency").to_owned(),
        time_zones: time_zones(),
        values: FIELDS.iter().map(value).collect(),
        lost,
        errors,
        saved: false,
    };
    let site = desk.site(&cx);
    Ok(match kept {
        Some(problem) => reply::form_refused(&site, &view, &problem),
        None => reply::form_again(&site, &view),
    })
}

/// The settings a form says, and what is wrong with them.
fn read(stored: &Settings, form: &Form) -> (Settings, Errors) {
    let mut settings = stored.clone();
    let mut errors = Errors::none();
    for field in FIELDS {
        match number(field.unit, form.get(field.field)) {
            Some(value) => {
                settings.set(field.name, value);
            }
            None => errors.add(field.field, "invalid_number", "Write a number."),
        }
    }
    for problem in settings.check().err().unwrap_or_default() {
        if let Some(field) = FIELDS.iter().find(|field| field.name == problem.name) {
            let (least, most) = (typed(field.unit, problem.least), typed(field.unit, problem.most));
            let was = typed(field.unit, stored.get(field.name).unwrap_or_default());
            let message = format!("From {least} to {most}. It was {was}.");
            let words = [("least", &*least), ("most", &*most), ("was", &*was)];
            errors.add_with(field.field, "out_of_bounds", &message, &words);
        }
    }
    if errors.is_empty() && settings.late_after_seconds < settings.warn_after_seconds {
        let warn = typed(Unit::Minutes, settings.warn_after_seconds);
        let message = format!("A ticket cannot be late before it is {warn} minutes old.");
        errors.add_with("late_after_minutes", "late_before_warn", &message, &[("warn", &warn)]);
    }
    (settings, errors)
}

/// A stored value as typed: seconds as minutes, without needless decimals.
fn typed(unit: Unit, stored: i64) -> String {
    match unit {
        Unit::Orders | Unit::Drinks | Unit::Days => stored.to_string(),
        Unit::Minutes if stored % 60 == 0 => (stored / 60).to_string(),
        Unit::Minutes => format!("{}.{}", stored / 60, stored % 60 * 10 / 60),
    }
}

/// A typed value as stored; a comma counts as a point.
fn number(unit: Unit, typed: &str) -> Option<i64> {
    let typed = typed.trim();
    match unit {
        Unit::Orders | Unit::Drinks | Unit::Days => typed.parse().ok(),
        Unit::Minutes => {
            let typed = typed.replace(',', ".");
            let (whole, rest) = typed.split_once('.').unwrap_or((&typed, "0"));
            let minutes: i64 = whole.parse().ok()?;
            let tenths: i64 = rest.get(..1)?.parse().ok()?;
            let is_number = rest.bytes().all(|b| b.is_ascii_digit());
            is_number.then(|| minutes.saturating_mul(60).saturating_add(tenths * 6))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minutes_are_typed_and_seconds_stored() {
        assert_eq!(number(Unit::Minutes, "5"), Some(300));
        assert_eq!(number(Unit::Minutes, "1,5"), Some(90));
        assert_eq!(number(Unit::Minutes, "0.5"), Some(30));
        assert_eq!(number(Unit::Minutes, "five"), None);
        assert_eq!(number(Unit::Minutes, "1.x"), None);
        assert_eq!(typed(Unit::Minutes, 300), "5");
        assert_eq!(typed(Unit::Minutes, 90), "1.5");
        assert_eq!(number(Unit::Drinks, "20"), Some(20));
    }
}
