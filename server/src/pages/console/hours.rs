//! Opening hours as a form.

use axum::extract::{Query, State};
use axum::response::Response;
use crema_web::Errors;
use crema_web::console::{DayTyped, ExceptionTyped, Hours as View};

use super::super::form::Form;
use super::super::site::Visitor;
use super::super::{reply, views};
use super::Desk;
use super::settings::ShowQuery;
use crate::context::Context;
use crate::db::Fail;
use crate::error::Problem;
use crate::store::{
    self, ChangeRefusal, Day, Exception, Hours, HoursFault, HoursProblem, Opening, Part, TimeOfDay,
};

/// Empty rows for further exceptions.
const SPARE_ROWS: usize = 2;
/// Rows that a form is read for; more than the hours may have, so that too many are told.
const MOST_ROWS: usize = 110;

pub(super) async fn show(
    State(cx): State<Context>,
    Query(query): Query<ShowQuery>,
    visitor: Visitor,
) -> Result<Response, Problem> {
    let desk = Desk::enter(&cx, visitor).await?;
    let hours = desk.store.hours.clone().unwrap_or_default();
    let yesterday = desk.store.day_of(desk.now.plus_seconds(-24 * 3_600));
    // Past exceptions are left out here, and so forgotten when the form is saved. Yesterday's may
    // go on over midnight.
    let is_kept = |exception: &&Exception| exception.date.to_string() >= yesterday;
    let to_come = hours.exceptions.iter().filter(is_kept);
    let exceptions = to_come.map(|exception| ExceptionTyped {
        date: exception.date.to_string(),
        openings: typed(&exception.open),
    });
    let typed = Typed {
        week: Day::ALL.map(|day| typed(hours.weekday(day))),
        exceptions: exceptions.collect(),
    };
    let view = View { saved: query.saved, ..view(&desk, desk.key_to(&cx, &Part::Hours), typed) };
    Ok(reply::ok_page(&desk.site(&cx), &view))
}

pub(super) async fn save(
    State(cx): State<Context>,
    visitor: Visitor,
    form: Form,
) -> Result<Response, Problem> {
    let mut desk = Desk::enter(&cx, visitor).await?;
    let typed = Typed::sent(&form);
    let mut errors = Errors::none();
    let (hours, rows) = typed.read(&mut errors);
    // What cannot be read is not checked either: one message for one mistake.
    let faults = hours.check().err().unwrap_or_default();
    for problem in faults.iter().filter(|_| errors.is_empty()).collect::<Vec<_>>() {
        let (field, code) = place(problem, &rows);
        errors.add(&field, code, &problem.message);
    }
    let (mut refused, mut lost) = (None, Vec::new());
    let mut key = desk.key_again(&cx, &Part::Hours, &form);
    if errors.is_empty() {
        let by = form.by_as_seen(&desk.who, Part::Hours);
        let wanted = Some(hours.clone());
        match store::set_hours(&cx.platform, &desk.store.id, wanted, by).await {
            Ok(_) => return Ok(reply::see_other("/console/hours?saved=true")),
            Err(other) => {
                if matches!(other, Fail::Refused(ChangeRefusal::ChangedMeanwhile)) {
                    let hours = Some(hours).filter(|hours| !hours.is_empty());
                    lost = desk.catch_up(&cx, |store| store.hours = hours).await?;
                    key = desk.key_to(&cx, &Part::Hours);
                }
                let problem = Problem::from(other);
                errors.add("", problem.code, &problem.detail);
                refused = Some(problem);
            }
        }
    }
    let (site, view) = (desk.site(&cx), View { lost, errors, ..view(&desk, key, typed) });
    Ok(match refused {
        Some(problem) => reply::form_refused(&site, &view, &problem),
        None => reply::form_again(&site, &view),
    })
}

fn view(desk: &Desk, key: String, typed: Typed) -> View {
    let (store, now) = (&desk.store, desk.now);
    let mut exceptions = typed.exceptions;
    exceptions.extend(std::iter::repeat_n(ExceptionTyped::default(), SPARE_ROWS));
    View {
        key,
        time_zone: store.time_zone.clone(),
        week: typed.week,
        exceptions,
        opens: store.opens_at(now).map(|at| views::moment(store, at, now)),
        closes: store.closes_at(now).map(|at| views::moment(store, at, now)),
        lost: Vec::new(),
        errors: Errors::none(),
        saved: false,
    }
}

fn typed(openings: &[Opening]) -> DayTyped {
    let mut fields = DayTyped::default();
    for (field, opening) in fields.iter_mut().zip(openings) {
        *field = (opening.from.to_string(), opening.to.to_string());
    }
    fields
}

/// The form's fields as they were typed.
struct Typed {
    week: [DayTyped; 7],
    exceptions: Vec<ExceptionTyped>,
}

impl Typed {
    fn sent(form: &Form) -> Self {
        let day = |day: &str| -> DayTyped {
            std::array::from_fn(|index| {
                let value = |end: &str| form.get(&format!("{day}.{index}.{end}")).trim().to_owned();
                (value("from"), value("to"))
            })
        };
        let exceptions = (0..MOST_ROWS).map(|row| ExceptionTyped {
            date: form.get(&format!("exception.{row}.date")).trim().to_owned(),
            openings: day(&format!("exception.{row}")),
        });
        Self {
            week: Day::ALL.map(|weekday| day(weekday.as_str())),
            exceptions: exceptions.filter(|row| *row != ExceptionTyped::default()).collect(),
        }
    }

    /// The hours, and for each opening that was read the fields it stands in; a fault names
    /// openings by their place in the hours.
    fn read(&self, errors: &mut Errors) -> (Hours, Rows) {
        let (mut hours, mut rows) = (Hours::default(), Rows::new());
        for (day, typed) in Day::ALL.into_iter().zip(&self.week) {
            let openings = read_day(day.as_str(), typed, &mut rows, errors);
            if !openings.is_empty() {
                hours.weekly.insert(day, openings);
            }
        }
        for (index, typed) in self.exceptions.iter().enumerate() {
            let name = format!("exception.{index}");
            let open = read_day(&name, &typed.openings, &mut rows, errors);
            match typed.date.parse() {
                Ok(date) => hours.exceptions.push(Exception { date, open }),
                Err(_) => {
                    errors.add(&format!("{name}.date"), "invalid_date", "Choose a date.");
                }
            }
        }
        (hours, rows)
    }
}

/// For each day, which of its rows of fields holds which opening.
type Rows = std::collections::HashMap<String, Vec<usize>>;

fn read_day(name: &str, typed: &DayTyped, rows: &mut Rows, errors: &mut Errors) -> Vec<Opening> {
    let mut openings = Vec::new();
    for (index, (from, to)) in typed.iter().enumerate() {
        if from.is_empty() && to.is_empty() {
            continue;
        }
        let mut time = |end: &str, text: &str| {
            let field = format!("{name}.{index}.{end}");
            let time = TimeOfDay::parse(text);
            if text.is_empty() {
                errors.add(&field, "hours_half", "Write both times, or neither.");
            } else if time.is_none() {
                errors.add(&field, "invalid_time", "Write a time such as 08:30.");
            }
            time
        };
        if let (Some(from), Some(to)) = (time("from", from), time("to", to)) {
            openings.push(Opening { from, to });
            rows.entry(name.to_owned()).or_default().push(index);
        }
    }
    openings
}

/// The field and the code of what is wrong with the hours.
fn place(problem: &HoursProblem, rows: &Rows) -> (String, &'static str) {
    let code = match problem.fault {
        HoursFault::Empty => "hours_empty",
        HoursFault::Overlaps | HoursFault::TooMany => "hours_overlap",
        HoursFault::SecondException => "second_exception",
        HoursFault::TooManyExceptions => "too_many_exceptions",
    };
    let row = rows.get(&problem.day).and_then(|rows| rows.get(problem.opening)).unwrap_or(&0);
    let field = match problem.fault {
        HoursFault::SecondException | HoursFault::TooManyExceptions => {
            format!("{}.date", problem.day)
        }
        _ => format!("{}.{row}.from", problem.day),
    };
    (field, code)
}
