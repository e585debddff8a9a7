//! A menu from a file: checked whole, shown as what would change, stored when that is confirmed.

use axum::Router;
use axum::extract::{DefaultBodyLimit, State};
use axum::response::Response;
use axum::routing::get;
use crema_web::console::{
    ChangeKind, ChangeLine, ChangedPart, ChangedValue, ImportForm, ImportPreview, LineError, Shown,
};
use crema_web::{Errors, FieldError};

use super::super::super::site::Visitor;
use super::super::super::{reply, views};
use super::super::Desk;
use super::file::{FileForm, export_csv, export_json};
use super::saving::{code_of, words_of};
use crate::context::Context;
use crate::error::Problem;
use crate::menu::import::{COLUMNS, FileFault, FileProblem, Format, read, text_of};
use crate::menu::{Change, Detail, How, Menu, Part, Value, differences};
use crate::store;

/// Bytes of a request: beyond this nobody listens. A file may have far less, and is told so.
const LARGEST_REQUEST: usize = 2 * 1_024 * 1_024;

/// Problems that one page lists.
const MOST_TOLD: usize = 100;

/// `/console/menu/import` and the two exports.
pub(super) fn routes() -> Router<Context> {
    Router::new()
        .route("/console/menu/import", get(show).post(send))
        .layer(DefaultBodyLimit::max(LARGEST_REQUEST))
        .route("/console/menu/export.json", get(export_json))
        .route("/console/menu/export.csv", get(export_csv))
}

async fn show(State(cx): State<Context>, visitor: Visitor) -> Result<Response, Problem> {
    let desk = Desk::enter(&cx, visitor).await?;
    Ok(reply::ok_page(&desk.site(&cx), &form_view(&cx, &desk, String::new())))
}

fn form_view(cx: &Context, desk: &Desk, text: String) -> ImportForm {
    ImportForm { key: desk.key(cx), text, columns: &COLUMNS, ..ImportForm::default() }
}

/// Checks a file and shows what it would change, or carries out what was shown and confirmed.
async fn send(
    State(cx): State<Context>,
    visitor: Visitor,
    sent: FileForm,
) -> Result<Response, Problem> {
    let desk = Desk::enter(&cx, visitor).await?;
    let is_confirmed = sent.form.get("action") == "confirm";
    let (text, format) = match source(&sent) {
        Ok(source) => source,
        Err(problem) => {
            let told = LineError { error: error_of(&problem, "file", &desk), ..line(&problem) };
            let mut view = form_view(&cx, &desk, sent.form.get("text").to_owned());
            view.errors = Errors(vec![told.error]);
            return Ok(reply::form_again(&desk.site(&cx), &view));
        }
    };
    match read(&text, format, &desk.store.menu) {
        Err(problems) => {
            let told = problems.iter().take(MOST_TOLD);
            let told = told.map(|p| LineError { error: error_of(p, "text", &desk), ..line(p) });
            let view = ImportForm {
                problems: told.collect(),
                further: problems.len().saturating_sub(MOST_TOLD),
                ..form_view(&cx, &desk, text)
            };
            Ok(reply::form_again(&desk.site(&cx), &view))
        }
        Ok(menu) if is_confirmed => replace(&cx, &desk, &sent, menu, text).await,
        Ok(menu) => {
            let view = preview(&cx, &desk, &menu, text, format);
            Ok(reply::ok_page(&desk.site(&cx), &view))
        }
    }
}

/// The chosen file, else the pasted text.
fn source(sent: &FileForm) -> Result<(String, Format), FileProblem> {
    if let Some(file) = &sent.file {
        return text_of(&file.name, &file.bytes);
    }
    let (text, of_text) = text_of("", sent.form.get("text").as_bytes())?;
    Ok((text, Format::from_word(sent.form.get("format")).unwrap_or(of_text)))
}

/// Stores the menu, unless it changed after the preview was shown.
async fn replace(
    cx: &Context,
    desk: &Desk,
    sent: &FileForm,
    menu: Menu,
    text: String,
) -> Result<Response, Problem> {
    let apply = move |old: &mut Menu| {
        old.clone_from(&menu);
        Ok(())
    };
    let by = sent.form.by_as_seen(&desk.who, store::Part::Menu);
    match store::change_menu(&cx.platform, &desk.store.id, apply, by).await {
        Ok(_) => Ok(reply::see_other("/console/menu?imported=true")),
        Err(refused) => {
            let problem = Problem::from(refused);
            let mut view = form_view(cx, desk, text);
            view.errors = Errors::one("", problem.code, &problem.detail);
            Ok(reply::form_refused(&desk.site(cx), &view, &problem))
        }
    }
}

fn preview(cx: &Context, desk: &Desk, menu: &Menu, text: String, format: Format) -> ImportPreview {
    let now = &desk.store.menu;
    let line = |change| change_line(change, now.currency.as_deref(), menu.currency.as_deref());
    ImportPreview {
        key: desk.key_to(cx, &store::Part::Menu),
        text,
        format: format.word(),
        changes: differences(now, menu).into_iter().map(line).collect(),
        drinks: menu.drinks.len(),
    }
}

fn change_line(change: Change, old: Option<&str>, new: Option<&str>) -> ChangeLine {
    let (kind, details) = match change.how {
        How::Added(details) => (ChangeKind::Added, details),
        How::Removed => (ChangeKind::Removed, Vec::new()),
        How::Changed(details) => (ChangeKind::Changed, details),
    };
    let (part, group) = match change.part {
        Part::Menu => (ChangedPart::Menu, String::new()),
        Part::Drink => (ChangedPart::Drink, String::new()),
        Part::Group => (ChangedPart::Group, String::new()),
        Part::Option(group) => (ChangedPart::Option, group),
    };
    let value = |detail: Detail| ChangedValue {
        field: detail.field,
        old: shown(detail.old, old),
        new: shown(detail.new, new),
    };
    let values = details.into_iter().map(value).collect();
    ChangeLine { kind, part, name: change.name, group, values }
}

fn shown(value: Value, currency: Option<&str>) -> Shown {
    match value {
        Value::Text(text) => Shown::Text(text),
        // Without a currency a price is still a number that changes.
        Value::Price(cents) => Shown::Price(
            cents.and_then(|cents| views::price(cents, Some(currency.unwrap_or_default()))),
        ),
        Value::Allergens(words) => Shown::Allergens(views::allergens(&words)),
        Value::Flag(flag) => Shown::Flag(flag),
    }
}

fn line(problem: &FileProblem) -> LineError {
    LineError {
        line: problem.line,
        place: problem.place.clone(),
        error: FieldError::new("", "", "", &[]),
    }
}

fn error_of(problem: &FileProblem, field: &str, desk: &Desk) -> FieldError {
    let (words, detail) = match &problem.fault {
        FileFault::Menu(fault) => {
            let currency = desk.store.menu.currency.as_deref();
            (words_of(fault, currency, &desk.language()), fault.to_string())
        }
        fault => (file_words(fault), fault.to_string()),
    };
    let words: Vec<_> = words.iter().map(|(name, word)| (*name, word.as_str())).collect();
    FieldError::new(field, code_of_file(&problem.fault), &detail, &words)
}

fn code_of_file(fault: &FileFault) -> &'static str {
    match fault {
        FileFault::Empty => "import_empty",
        FileFault::TooLarge(_) => "import_too_large",
        FileFault::Workbook => "import_workbook",
        FileFault::Utf16 => "import_utf_sixteen",
        FileFault::Charset => "import_charset",
        FileFault::Kind => "import_kind",
        FileFault::Syntax(fault) => fault.code(),
        FileFault::NotObject => "import_not_object",
        FileFault::NotList => "import_not_list",
        FileFault::NotText => "import_not_text",
        FileFault::NotNumber => "import_not_number",
        FileFault::NotFlag => "import_not_flag",
        FileFault::Missing(_) => "import_missing",
        FileFault::UnknownField(_) => "import_unknown_field",
        FileFault::FieldTwice(_) => "import_field_twice",
        FileFault::NoColumn(_) => "import_no_column",
        FileFault::UnknownColumn(_) => "import_unknown_column",
        FileFault::Cells(..) => "import_cells",
        FileFault::Quote => "import_quote",
        FileFault::UnknownRow(_) => "import_unknown_row",
        FileFault::Price(_) => "invalid_price",
        FileFault::YesNo => "import_yes_no",
        FileFault::NoGroup => "import_no_group",
        FileFault::Menu(fault) => code_of(fault),
    }
}

fn file_words(fault: &FileFault) -> Vec<(&'static str, String)> {
    match fault {
        FileFault::TooLarge(kilobytes) => vec![("most", kilobytes.to_string())],
        FileFault::Missing(name)
        | FileFault::UnknownField(name)
        | FileFault::FieldTwice(name)
        | FileFault::NoColumn(name) => vec![("name", name.clone())],
        FileFault::UnknownColumn(name) => {
            vec![("name", name.clone()), ("known", COLUMNS.join(", "))]
        }
        FileFault::Cells(found, columns) => {
            vec![("found", found.to_string()), ("most", columns.to_string())]
        }
        FileFault::UnknownRow(word) => vec![("name", word.clone())],
        FileFault::Price(example) => vec![("example", example.clone())],
        FileFault::Empty
        | FileFault::Workbook
        | FileFault::Utf16
        | FileFault::Charset
        | FileFault::Kind
        | FileFault::Syntax(_)
        | FileFault::NotObject
        | FileFault::NotList
        | FileFault::NotText
        | FileFault::NotNumber
        | FileFault::NotFlag
        | FileFault::Quote
        | FileFault::YesNo
        | FileFault::NoGroup
        | FileFault::Menu(_) => Vec::new(),
    }
}
