//! Who changed what, and taking it back.

use std::collections::HashMap;

use axum::Router;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use crema_web::console::{Audit as View, AuditEntry, AuditRefused, AuditUndo, AuditWho, Search};
use crema_web::{Errors, Site};
use serde::Deserialize;

use super::super::account::staff_words;
use super::super::form::Form;
use super::super::reply;
use super::super::site::Visitor;
use super::Desk;
use super::audit_lines::lines;
use crate::audit::{self, Entry, Filter, Kind};
use crate::auth::{self, DisplayRefusal, RenameRefusal, StaffRefusal};
use crate::context::Context;
use crate::db::{DbError, Fail};
use crate::error::Problem;
use crate::ids::AuditId;
use crate::print::{self, PrinterRefusal};
use crate::reports;
use crate::store::{self, ChangeRefusal, Store};
use crate::webhooks;

/// Changes on one page.
const PAGE: i64 = 50;
/// Changes in one file.
const FILE: i64 = 20_000;
/// Changes that a search reads at a time, and how many times for one page: as many as for a file.
const SOUGHT: i64 = 500;
const MOST_READS: i64 = FILE / SOUGHT;

/// Pages below `/console/audit`.
pub(super) fn routes() -> Router<Context> {
    Router::new()
        .route("/console/audit", get(show))
        .route("/console/audit.csv", get(download))
        .route("/console/audit/{id}/undo", post(undo))
}

#[derive(Default, Deserialize)]
struct Asked {
    #[serde(default)]
    kind: String,
    #[serde(default)]
    who: String,
    #[serde(default)]
    q: String,
    #[serde(default)]
    before: String,
    #[serde(default)]
    undone: bool,
}

impl Asked {
    fn filter(&self) -> Filter {
        let some = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
        Filter {
            kind: Kind::parse(&self.kind),
            who: some(&self.who),
            before: some(&self.before).map(AuditId::new),
        }
    }
}

async fn show(
    State(cx): State<Context>,
    Query(asked): Query<Asked>,
    visitor: Visitor,
) -> Result<Response, Problem> {
    let desk = Desk::enter(&cx, visitor).await?;
    let view = view(&cx, &desk, asked).await?;
    Ok(reply::ok_page(&desk.site(&cx), &view))
}

async fn view(cx: &Context, desk: &Desk, asked: Asked) -> Result<View, Problem> {
    let (db, store) = (&cx.platform.db, &desk.store);
    let mut names = Names::default();
    let (entries, older) = page(cx, desk, &asked, &mut names).await?;
    let mut people = Vec::new();
    for who in audit::people(db, &store.id).await? {
        let name = names.who(cx, &who).await?;
        people.push((who, name));
    }
    let word = |who: &AuditWho| matches!(who, AuditWho::Named(name) if !name.is_empty());
    people.sort_by_key(|(id, who)| (!word(who), name_key(who), id.clone()));
    Ok(View {
        entries,
        kinds: Kind::ALL.iter().map(|kind| kind.as_str()).collect(),
        kind: asked.kind,
        people,
        who: asked.who,
        q: Search::typed(&asked.q),
        older,
        time_zone: store.time_zone.clone(),
        key: desk.key(cx),
        errors: Errors::none(),
        refused: None,
        undone: asked.undone,
    })
}

/// One page of what is asked for, and after which id the next one follows. What people search for
/// are the words of the page, in their language: names are looked up and the changes written out
/// first, so the rows are read one after another.
async fn page(
    cx: &Context,
    desk: &Desk,
    asked: &Asked,
    names: &mut Names,
) -> Result<(Vec<AuditEntry>, Option<String>), Problem> {
    let (site, store) = (desk.site(cx), &desk.store);
    let mut filter = asked.filter();
    let size = usize::try_from(PAGE).unwrap_or(usize::MAX);
    let at_once = if asked.q.trim().is_empty() { PAGE + 1 } else { SOUGHT };
    let mut entries: Vec<AuditEntry> = Vec::new();
    for _ in 0..MOST_READS {
        let read = audit::entries(&cx.platform.db, &store.id, &filter, at_once).await?;
        let Some(last) = read.last() else { return Ok((entries, None)) };
        filter.before = Some(last.id.clone());
        for entry in &read {
            let shown = entry_view(cx, store, entry, names).await?;
            if !Search::fits(&asked.q, &shown.text(&site)) {
                continue;
            }
            if entries.len() == size {
                let older = entries.last().map(|last| last.id.clone());
                return Ok((entries, older));
            }
            entries.push(shown);
        }
        if read.len() < usize::try_from(at_once).unwrap_or(usize::MAX) {
            return Ok((entries, None));
        }
    }
    Ok((entries, filter.before.map(|before| before.to_string())))
}

fn name_key(who: &AuditWho) -> String {
    match who {
        AuditWho::Named(name) => name.to_lowercase(),
        AuditWho::Word(_) | AuditWho::Unknown => String::new(),
    }
}

/// Names of people, devices and printers as of now, each looked up once.
#[derive(Default)]
struct Names(HashMap<String, Option<String>>);

impl Names {
    async fn of(&mut self, cx: &Context, sub: &str) -> Result<Option<String>, DbError> {
        if let Some(known) = self.0.get(sub) {
            return Ok(known.clone());
        }
        let mut name = auth::name_of(&cx.platform, sub).await?;
        if name.is_none() {
            name = print::name_of(&cx.platform.db, sub).await?;
        }
        if name.is_none() {
            name = webhooks::name_of(&cx.platform.db, sub).await?;
        }
        self.0.insert(sub.to_owned(), name.clone());
        Ok(name)
    }

    async fn who(&mut self, cx: &Context, who: &str) -> Result<AuditWho, DbError> {
        let words = [audit::SCHEDULE, audit::COMMAND, audit::SET_UP];
        if let Some(word) = words.into_iter().find(|word| *word == who) {
            return Ok(AuditWho::Word(word));
        }
        Ok(self.of(cx, who).await?.map_or(AuditWho::Unknown, AuditWho::Named))
    }
}

async fn entry_view(
    cx: &Context,
    store: &Store,
    entry: &Entry,
    names: &mut Names,
) -> Result<AuditEntry, DbError> {
    let about = match &entry.subject {
        Some(subject) => names.of(cx, subject).await?,
        None => None,
    };
    Ok(AuditEntry {
        id: entry.id.to_string(),
        time: format!("{} {}", store.day_of(entry.time), store.time_of_day(entry.time)),
        who: names.who(cx, &entry.who).await?,
        kind: entry.kind.as_str().to_owned(),
        action: entry.action.clone(),
        about,
        changes: lines(&entry.changes, store),
        is_undo: entry.undoes.is_some(),
        undo: undo_of(entry),
    })
}

fn undo_of(entry: &Entry) -> AuditUndo {
    if entry.undone_by.is_some() {
        return AuditUndo::Done;
    }
    match entry.action.as_str() {
        "staff_added" | "staff_removed" | "device_paired" | "device_removed" | "device_renamed"
        | "display_changed" | "printer_added" | "printer_changed" => AuditUndo::Offered,
        "staff_pin" => AuditUndo::Never("pin"),
        "staff_all_stores" | "staff_role" => AuditUndo::Never("all-stores"),
        "printer_removed" => AuditUndo::Never("printer"),
        "broadcast" => AuditUndo::Never("broadcast"),
        "store_added" | "store_archived" | "store_restored" => AuditUndo::Never("store"),
        "webhook_added" | "webhook_changed" | "webhook_removed" | "webhook_secret" => {
            AuditUndo::Never("webhook")
        }
        _ if store::is_undoable(entry) => AuditUndo::Offered,
        _ => AuditUndo::Nothing,
    }
}

/// Takes a change back, or says what stands in the way.
async fn undo(
    State(cx): State<Context>,
    Path(id): Path<String>,
    visitor: Visitor,
    form: Form,
) -> Result<Response, Problem> {
    let desk = Desk::enter(&cx, visitor).await?;
    let (db, store) = (&cx.platform.db, &desk.store);
    let entry = audit::find(db, &store.id, &AuditId::new(id)).await?;
    let entry =
        entry.ok_or_else(|| Problem::not_found("There is no such change. Reload the list."))?;
    let Err(refused) = take_back(&cx, &desk, &entry, &form).await? else {
        return Ok(reply::see_other("/console/audit?undone=true"));
    };
    let mut view = view(&cx, &desk, Asked::default()).await?;
    view.errors = Errors::one("", refused.problem.code, &refused.problem.detail);
    if !refused.parts.is_empty() {
        let later = audit::last_change_of(db, &store.id, &entry.id, &refused.parts).await?;
        let mut lost = later.as_ref().map(|later| later.changes.clone()).unwrap_or_default();
        lost.retain(|change| refused.parts.contains(&change.part));
        view.refused = Some(AuditRefused {
            lost: lines(&lost, store),
            later: later.map(|later| later.id.to_string()),
        });
    }
    Ok(reply::form_refused(&desk.site(&cx), &view, &refused.problem))
}

/// Why a change was not taken back.
struct Refused {
    problem: Problem,
    /// The parts that changed again since.
    parts: Vec<String>,
}

impl Refused {
    fn whole(problem: Problem) -> Self {
        Self { problem, parts: Vec::new() }
    }
}

fn of_staff(outcome: Result<(), Fail<StaffRefusal>>) -> Result<Result<(), Refused>, Problem> {
    match outcome {
        Ok(()) => Ok(Ok(())),
        Err(Fail::Db(error)) => Err(error.into()),
        Err(Fail::Refused(why)) => {
            let (_, code, detail) = staff_words(why);
            Ok(Err(Refused::whole(Problem::new(StatusCode::CONFLICT, code, detail))))
        }
    }
}

fn of_device(outcome: Result<bool, DbError>) -> Result<Result<(), Refused>, Problem> {
    let refused = || Refused::whole(ChangeRefusal::AlreadyUndone.into());
    Ok(outcome?.then_some(()).ok_or_else(refused))
}

fn of_display(outcome: Result<(), Fail<DisplayRefusal>>) -> Result<Result<(), Refused>, Problem> {
    let why = match outcome {
        Ok(()) => return Ok(Ok(())),
        Err(Fail::Db(error)) => return Err(error.into()),
        Err(Fail::Refused(DisplayRefusal::AlreadyUndone)) => ChangeRefusal::AlreadyUndone,
        Err(Fail::Refused(DisplayRefusal::ChangedSince)) => ChangeRefusal::ChangedSince(Vec::new()),
        Err(Fail::Refused(DisplayRefusal::Unknown)) => ChangeRefusal::NotUndoable,
    };
    Ok(Err(Refused::whole(why.into())))
}

fn of_rename(outcome: Result<(), Fail<RenameRefusal>>) -> Result<Result<(), Refused>, Problem> {
    let why = match outcome {
        Ok(()) => return Ok(Ok(())),
        Err(Fail::Db(error)) => return Err(error.into()),
        Err(Fail::Refused(RenameRefusal::AlreadyUndone)) => ChangeRefusal::AlreadyUndone,
        Err(Fail::Refused(RenameRefusal::RenamedSince { .. })) => {
            ChangeRefusal::ChangedSince(Vec::new())
        }
        Err(Fail::Refused(
            RenameRefusal::Unknown | RenameRefusal::InvalidName | RenameRefusal::KeyReused,
        )) => ChangeRefusal::NotUndoable,
    };
    Ok(Err(Refused::whole(why.into())))
}

fn of_printer(
    outcome: Result<(), Fail<PrinterRefusal>>,
    entry: &Entry,
) -> Result<Result<(), Refused>, Problem> {
    let why = match outcome {
        Ok(()) => return Ok(Ok(())),
        Err(Fail::Db(error)) => return Err(error.into()),
        // Another printer has the address by now: what undoing would need is not there any more.
        Err(Fail::Refused(PrinterRefusal::ChangedSince | PrinterRefusal::SameAddress { .. })) => {
            ChangeRefusal::ChangedSince(Vec::new())
        }
        Err(Fail::Refused(PrinterRefusal::Unknown)) if entry.action == "printer_changed" => {
            ChangeRefusal::NotUndoable
        }
        Err(Fail::Refused(_)) => ChangeRefusal::AlreadyUndone,
    };
    Ok(Err(Refused::whole(why.into())))
}

async fn take_back(
    cx: &Context,
    desk: &Desk,
    entry: &Entry,
    form: &Form,
) -> Result<Result<(), Refused>, Problem> {
    let by = desk.who.sub.as_str();
    let platform = &cx.platform;
    match entry.action.as_str() {
        "staff_removed" => of_staff(auth::return_staff(platform, entry, by).await),
        "staff_added" => of_staff(auth::take_back_staff(platform, entry, by).await),
        "device_removed" => of_device(auth::return_device(platform, entry, by).await),
        "device_paired" => of_device(auth::take_back_device(platform, entry, by).await),
        "device_renamed" => of_rename(auth::undo_rename(platform, entry, by).await),
        "display_changed" => of_display(auth::undo_display_options(platform, entry, by).await),
        "printer_added" => of_printer(print::take_back(platform, entry, by).await, entry),
        "printer_changed" => of_printer(print::undo_change(platform, entry, by).await, entry),
        _ => match store::undo(&cx.platform, entry, form.by(&desk.who)).await {
            Ok(_) => Ok(Ok(())),
            Err(Fail::Db(error)) => Err(error.into()),
            Err(Fail::Refused(why)) => {
                let parts = match &why {
                    ChangeRefusal::ChangedSince(parts) => parts.clone(),
                    _ => Vec::new(),
                };
                Ok(Err(Refused { problem: why.into(), parts }))
            }
        },
    }
}

/// The filtered changes as a spreadsheet, in the reader's language.
async fn download(
    State(cx): State<Context>,
    Query(asked): Query<Asked>,
    visitor: Visitor,
) -> Result<Response, Problem> {
    let desk = Desk::enter(&cx, visitor).await?;
    let (site, store) = (desk.site(&cx), &desk.store);
    let header = ["time", "who", "kind", "action", "what", "changes", "id", "undoes"];
    let mut rows = vec![header.map(str::to_owned).to_vec()];
    let mut names = Names::default();
    for entry in audit::entries(&cx.platform.db, &store.id, &asked.filter(), FILE).await? {
        let shown = entry_view(&cx, store, &entry, &mut names).await?;
        if Search::fits(&asked.q, &shown.text(&site)) {
            rows.push(row(&site, &entry, &shown));
        }
    }
    let name = format!("attachment; filename=\"crema-{}-audit.csv\"", store.id);
    let name = HeaderValue::from_str(&name).expect("a store's id is plain text");
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8; header=present")),
        (header::CONTENT_DISPOSITION, name),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    Ok((headers, reports::table(rows)).into_response())
}

fn row(site: &Site, entry: &Entry, shown: &AuditEntry) -> Vec<String> {
    let changes = shown.changes.iter();
    let changes: Vec<String> = changes
        .map(|one| format!("{}: {} -> {}", one.label(site), one.was(site), one.is(site)))
        .collect();
    vec![
        shown.time.clone(),
        shown.who.say(site),
        shown.kind.clone(),
        shown.action.clone(),
        shown.sentence(site),
        changes.join("; "),
        shown.id.clone(),
        entry.undoes.as_ref().map(ToString::to_string).unwrap_or_default(),
    ]
}
