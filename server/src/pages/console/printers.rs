//! The store's network printers.

use axum::extract::{Path, State};
use axum::response::Response;
use crema_web::console::{
    PrinterForm as FormView, PrinterLine, PrinterTyped as Typed, Printers as View,
};
use crema_web::{Errors, Language};

use super::super::form::Form;
use super::super::language::language_of;
use super::super::site::Visitor;
use super::super::{reply, views};
use super::{Desk, audit_lines};
use crate::clock::Timestamp;
use crate::context::Context;
use crate::db::Fail;
use crate::error::Problem;
use crate::ids::PrinterId;
use crate::print::{
    self, Action, AddressFault, Charset, Listed, NewPrinter, Paper, Printer, PrinterRefusal,
};
use crate::store::ChangeRefusal;

const LIST: &str = "/console/printers";

pub(super) async fn list(State(cx): State<Context>, visitor: Visitor) -> Result<Response, Problem> {
    let desk = Desk::enter(&cx, visitor).await?;
    Ok(reply::ok_page(&desk.site(&cx), &list_view(&cx, &desk).await?))
}

pub(super) async fn live(State(cx): State<Context>, visitor: Visitor) -> Result<Response, Problem> {
    let desk = Desk::enter(&cx, visitor).await?;
    let view = list_view(&cx, &desk).await?;
    Ok(reply::fragment(&desk.site(&cx), &view, &desk.visitor.headers))
}

async fn list_view(cx: &Context, desk: &Desk) -> Result<View, Problem> {
    let printers = print::printers(&cx.platform.db, &desk.store.id).await?;
    let now = cx.platform.now();
    Ok(View { printers: printers.into_iter().map(|listed| line(desk, listed, now)).collect() })
}

fn line(desk: &Desk, Listed { printer, waiting }: Listed, now: Timestamp) -> PrinterLine {
    PrinterLine {
        id: printer.id.to_string(),
        address: printer.address.to_string(),
        paper: views::whole(printer.paper.millimetres()),
        language: Language::known(&printer.language).unwrap_or_else(Language::english),
        state: views::printer_state(&printer),
        since: printer.trouble.map(|(_, at)| views::moment(&desk.store, at, now)),
        waiting: views::whole(waiting),
        version: printer.sequence,
        name: printer.name,
    }
}

pub(super) async fn form(State(cx): State<Context>, visitor: Visitor) -> Result<Response, Problem> {
    let desk = Desk::enter(&cx, visitor).await?;
    let typed = Typed {
        paper: Paper::default().millimetres().to_string(),
        charset: Charset::default().as_str().to_owned(),
        language: language_of(&desk.visitor.headers).tag(),
        ..Typed::default()
    };
    Ok(reply::ok_page(&desk.site(&cx), &adding(&cx, &desk, typed, Errors::none())))
}

fn adding(cx: &Context, desk: &Desk, typed: Typed, errors: Errors) -> FormView {
    FormView { key: desk.key(cx), edits: None, lost: Vec::new(), typed, errors }
}

pub(super) async fn add(
    State(cx): State<Context>,
    visitor: Visitor,
    form: Form,
) -> Result<Response, Problem> {
    let desk = Desk::enter(&cx, visitor).await?;
    let (typed, new) = described(&form);
    let faults = print::printer_faults(&new);
    if !faults.is_empty() {
        let view = adding(&cx, &desk, typed, errors_of(&faults));
        return Ok(reply::form_again(&desk.site(&cx), &view));
    }
    let key = form.key_of(desk.who.sub.as_str());
    match print::add(&cx.platform, &desk.store.id, new, desk.who.sub.as_str(), key).await {
        Ok(_) => Ok(reply::see_other(LIST)),
        Err(Fail::Db(error)) => Err(error.into()),
        Err(Fail::Refused(refusal)) => {
            let view = adding(&cx, &desk, typed, errors_of(&[refusal]));
            Ok(reply::form_again(&desk.site(&cx), &view))
        }
    }
}

/// A printer as a form describes it: as typed, and as it can be checked.
fn described(form: &Form) -> (Typed, NewPrinter) {
    let typed = Typed {
        name: form.get("name").to_owned(),
        address: form.get("address").to_owned(),
        paper: form.get("paper").to_owned(),
        charset: form.get("charset").to_owned(),
        language: form.get("language").to_owned(),
    };
    let known = Language::known(&typed.language).unwrap_or_else(Language::english);
    let new = NewPrinter {
        name: typed.name.clone(),
        address: typed.address.clone(),
        paper: typed.paper.parse().ok().and_then(Paper::of).unwrap_or_default(),
        charset: Charset::parse(&typed.charset).unwrap_or_default(),
        language: known.tag(),
    };
    (typed, new)
}

/// The form of a printer that is there.
pub(super) async fn edit(
    State(cx): State<Context>,
    Path(id): Path<String>,
    visitor: Visitor,
) -> Result<Response, Problem> {
    let desk = Desk::enter(&cx, visitor).await?;
    let printer = found(&cx, &desk, &id).await?;
    let typed = Typed {
        name: printer.name.clone(),
        address: printer.address.to_string(),
        paper: printer.paper.millimetres().to_string(),
        charset: printer.charset.as_str().to_owned(),
        language: printer.language.clone(),
    };
    let view = editing(&cx, &desk, &printer, typed);
    Ok(reply::ok_page(&desk.site(&cx), &view))
}

async fn found(cx: &Context, desk: &Desk, id: &str) -> Result<Printer, Problem> {
    let found = print::find(&cx.platform.db, &desk.store.id, &PrinterId::new(id)).await?;
    found.ok_or_else(|| Problem::not_found("This printer was removed. Go back to the list."))
}

/// A form that is held to what `printer` is now: its key begins with the tag of that.
fn editing(cx: &Context, desk: &Desk, printer: &Printer, typed: Typed) -> FormView {
    FormView {
        key: format!("{}.{}", printer.tag(), desk.key(cx)),
        edits: Some((printer.id.to_string(), printer.name.clone())),
        lost: Vec::new(),
        typed,
        errors: Errors::none(),
    }
}

pub(super) async fn change(
    State(cx): State<Context>,
    Path(id): Path<String>,
    visitor: Visitor,
    form: Form,
) -> Result<Response, Problem> {
    let desk = Desk::enter(&cx, visitor).await?;
    let printer = found(&cx, &desk, &id).await?;
    let (typed, new) = described(&form);
    let mut view = editing(&cx, &desk, &printer, typed);
    let site = desk.site(&cx);
    let mut again = |errors: Errors| {
        if let Some(tag) = form.tag_seen() {
            // It still writes back what it showed at first.
            view.key = format!("{tag}.{}", desk.key(&cx));
        }
        view.errors = errors;
        reply::form_again(&site, &view)
    };
    let faults = print::printer_faults(&new);
    if !faults.is_empty() {
        return Ok(again(errors_of(&faults)));
    }
    let by = desk.who.sub.as_str();
    let (key, seen) = (form.key_of(by), form.tag_seen().map(str::to_owned));
    let (platform, store) = (&cx.platform, &desk.store.id);
    match print::change(platform, store, &printer.id, new.clone(), seen, by, key).await {
        Ok(()) => Ok(reply::see_other(LIST)),
        Err(Fail::Db(error)) => Err(error.into()),
        Err(Fail::Refused(PrinterRefusal::ChangedSince)) => {
            let printer = found(&cx, &desk, &id).await?;
            let problem = Problem::from(ChangeRefusal::ChangedMeanwhile);
            let view = FormView {
                lost: audit_lines::lines(&print::changes(&printer, &new), &desk.store),
                errors: Errors::one("", problem.code, &problem.detail),
                ..editing(&cx, &desk, &printer, view.typed)
            };
            Ok(reply::form_refused(&site, &view, &problem))
        }
        Err(Fail::Refused(refusal)) => Ok(again(errors_of(&[refusal]))),
    }
}

fn errors_of(refusals: &[PrinterRefusal]) -> Errors {
    let mut errors = Errors::none();
    refusals.iter().for_each(|refusal| add_error(&mut errors, refusal));
    errors
}

fn add_error(errors: &mut Errors, refusal: &PrinterRefusal) {
    match refusal {
        PrinterRefusal::InvalidName => {
            errors.add("name", "invalid_printer_name", "Write a name of 1 to 40 characters.");
        }
        PrinterRefusal::InvalidAddress(AddressFault::Host) => errors.add(
            "address",
            "invalid_printer_address",
            "Write a name or IP address, without http://.",
        ),
        PrinterRefusal::InvalidAddress(AddressFault::Port) => errors.add(
            "address",
            "invalid_printer_port",
            "Write a port from 1024 to 65535, usually 9100.",
        ),
        PrinterRefusal::SameAddress { name } => errors.add_with(
            "address",
            "printer_address_taken",
            &format!("Printer {name} has this address already."),
            &[("name", name)],
        ),
        PrinterRefusal::TooMany { most } => errors.add_with(
            "",
            "too_many_printers",
            &format!("A bar has at most {most} printers. Remove one first."),
            &[("most", &most.to_string())],
        ),
        PrinterRefusal::Unknown => {
            errors.add("", "unknown_printer", "This printer was removed. Reload the page.");
        }
        PrinterRefusal::AlreadyUndone => {
            errors.add("", "already_undone", "This change was undone already. Reload the list.");
        }
        PrinterRefusal::ChangedSince => {
            errors.add("", "changed_meanwhile", "Somebody changed this while you did.");
        }
        PrinterRefusal::KeyReused => {
            errors.add("", "key_reused", "This form was sent before. Reload the page.");
        }
    }
}

pub(super) async fn act(
    State(cx): State<Context>,
    Path((id, action)): Path<(String, String)>,
    visitor: Visitor,
    form: Form,
) -> Result<Response, Problem> {
    let desk = Desk::enter(&cx, visitor).await?;
    let action = match action.as_str() {
        "test" => Action::Test,
        "retry" => Action::Retry,
        "clear" => Action::Clear,
        "remove" => Action::Remove,
        _ => return Err(Problem::not_found("There is no such action. Reload the page.")),
    };
    let key = form.key_of(desk.who.sub.as_str());
    let id = PrinterId::new(id);
    match print::act(&cx.platform, &desk.store.id, &id, action, desk.who.sub.as_str(), key).await {
        // One that is gone is not in the list, and that is all there is to say.
        Ok(()) | Err(Fail::Refused(_)) => Ok(reply::see_other(LIST)),
        Err(Fail::Db(error)) => Err(error.into()),
    }
}
