//! Describing a printer anew: its name, address, paper, letters and language, and taking that back.

use serde_json::{Value, json};

use super::manage::{about, check_address, checked_address, checked_name, told};
use super::queue::tell;
use super::{Charset, NewPrinter, Paper, Printer, PrinterRefusal, sql};
use crate::audit::{self, Change, Entry, NewEntry};
use crate::clock::Timestamp;
use crate::db::{Conn, Db, DbError, Fail};
use crate::idempotency::{RequestKey, once};
use crate::ids::{PrinterId, StoreId};
use crate::keys::digest;
use crate::platform::Platform;

/// A printer of a store.
///
/// # Errors
/// When the database does not answer.
pub async fn find(db: &Db, store: &StoreId, id: &PrinterId) -> Result<Option<Printer>, DbError> {
    let found = sql::find(&mut db.read().await?, id).await?;
    Ok(found.filter(|printer| printer.store == *store))
}

impl Printer {
    /// Sixteen characters that change with what an operator can describe, and with nothing else.
    #[must_use]
    pub fn tag(&self) -> String {
        let mut tag = digest(json!(described(self)).to_string().as_bytes());
        tag.truncate(16);
        tag
    }

    fn described_as(&self, new: &NewPrinter) -> Result<Self, PrinterRefusal> {
        Ok(Self {
            name: checked_name(&new.name)?,
            address: checked_address(&new.address)?,
            paper: new.paper,
            charset: new.charset,
            language: new.language.clone(),
            ..self.clone()
        })
    }
}

/// What describing a printer as `new` would change; nothing where `new` has a fault.
#[must_use]
pub fn changes(printer: &Printer, new: &NewPrinter) -> Vec<Change> {
    printer.described_as(new).map(|after| between(printer, &after)).unwrap_or_default()
}

fn described(printer: &Printer) -> [(&'static str, Value); 5] {
    [
        ("name", json!(printer.name)),
        ("address", json!(printer.address.to_string())),
        ("paper", json!(printer.paper.millimetres())),
        ("charset", json!(printer.charset.as_str())),
        ("language", json!(printer.language)),
    ]
}

fn between(before: &Printer, after: &Printer) -> Vec<Change> {
    let pairs = described(before).into_iter().zip(described(after));
    let changed = pairs.filter(|((_, from), (_, to))| from != to);
    let change = |((part, from), (_, to)): ((&str, Value), (&str, Value))| Change {
        part: part.to_owned(),
        from: Some(from),
        to: Some(to),
    };
    changed.map(change).collect()
}

/// Describes a printer anew for `who`; as it is described already changes nothing. `seen` is the
/// [`Printer::tag`] of what the form showed.
///
/// # Errors
/// The refusal, with nothing changed.
pub async fn change(
    platform: &Platform,
    store: &StoreId,
    id: &PrinterId,
    new: NewPrinter,
    seen: Option<String>,
    who: &str,
    key: Option<RequestKey>,
) -> Result<(), Fail<PrinterRefusal>> {
    let now = platform.now();
    let entry = about(platform, id, store, who, "printer_changed");
    let id = id.clone();
    let changed = platform.db.write(move |tx| {
        let (id, new, seen) = (id.clone(), new.clone(), seen.clone());
        let (key, entry) = (key.clone(), entry.clone());
        Box::pin(async move {
            tx.serialize_on("printers").await?;
            once(tx, key.as_ref(), now, |tx| {
                Box::pin(async move {
                    let before = of_store(tx, &entry.store, &id).await?;
                    let after = before.described_as(&new).map_err(Fail::Refused)?;
                    if after != before && seen.is_some_and(|seen| seen != before.tag()) {
                        return Err(Fail::Refused(PrinterRefusal::ChangedSince));
                    }
                    describe(tx, &before, &after, entry, now).await
                })
            })
            .await
        })
    });
    changed.await?;
    platform.changed.ring();
    Ok(())
}

/// Takes a description back.
///
/// # Errors
/// When it was described otherwise since, removed, or this was taken back before; nothing is changed
/// then.
pub async fn undo_change(
    platform: &Platform,
    change: &Entry,
    who: &str,
) -> Result<(), Fail<PrinterRefusal>> {
    let now = platform.now();
    let id = PrinterId::new(change.subject.as_deref().unwrap_or_default());
    let entry = about(platform, &id, &change.store, who, "printer_changed");
    let entry = entry.undoing(Some(change.id.clone()));
    let changes = change.changes.clone();
    let changed = platform.db.write(move |tx| {
        let (id, entry, changes) = (id.clone(), entry.clone(), changes.clone());
        Box::pin(async move {
            tx.serialize_on("printers").await?;
            let is = of_store(tx, &entry.store, &id).await?;
            let before = as_before(&is, &changes).map_err(Fail::Refused)?;
            describe(tx, &is, &before, entry, now).await
        })
    });
    changed.await?;
    platform.changed.ring();
    Ok(())
}

async fn of_store(
    tx: &mut Conn,
    store: &StoreId,
    id: &PrinterId,
) -> Result<Printer, Fail<PrinterRefusal>> {
    let found = sql::find(tx, id).await?.filter(|printer| printer.store == *store);
    found.ok_or(Fail::Refused(PrinterRefusal::Unknown))
}

/// The printer with `changes` taken back, where it still is as they left it.
fn as_before(is: &Printer, changes: &[Change]) -> Result<Printer, PrinterRefusal> {
    let now = described(is);
    let mut before = is.clone();
    for change in changes {
        let kept =
            now.iter().any(|(part, is)| change.part == *part && change.to.as_ref() == Some(is));
        let from = change.from.as_ref().filter(|_| kept).ok_or(PrinterRefusal::ChangedSince)?;
        let text = from.as_str().unwrap_or_default();
        match change.part.as_str() {
            "name" => before.name = checked_name(text)?,
            "address" => before.address = checked_address(text)?,
            "paper" => before.paper = from.as_i64().and_then(Paper::of).unwrap_or_default(),
            "charset" => before.charset = Charset::parse(text).unwrap_or_default(),
            _ => text.clone_into(&mut before.language),
        }
    }
    Ok(before)
}

async fn describe(
    tx: &mut Conn,
    before: &Printer,
    after: &Printer,
    entry: NewEntry,
    now: Timestamp,
) -> Result<(), Fail<PrinterRefusal>> {
    let changes = between(before, after);
    if changes.is_empty() && entry.undoes.is_none() {
        return Ok(());
    }
    check_address(&sql::of_store(tx, &after.store).await?, after)?;
    audit::record::<PrinterRefusal>(tx, &entry.with(changes), now).await?;
    if !sql::describe(tx, after, before.address != after.address, now).await? {
        return Err(DbError::Conflict.into());
    }
    Ok(tell(tx, after, now, told(after, "changed")).await?)
}
