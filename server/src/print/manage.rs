//! What operators do with printers: add, remove, try out, try again, empty the queue.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::jobs::{Listed, Printer};
use super::queue::{tell, test_page, write};
use super::{Address, AddressFault, Charset, Paper, sql};
use crate::audit::{self, AlreadyUndone, Entry, Kind, NewEntry};
use crate::clock::Timestamp;
use crate::db::{Conn, Db, DbError, Fail};
use crate::events;
use crate::idempotency::{KeyReused, RequestKey, once};
use crate::ids::{PrinterId, StoreId};
use crate::platform::Platform;
use crate::text::is_name;

/// A bar has one printer or two; each gets every ticket.
const MOST_PRINTERS: usize = 8;
const LONGEST_NAME: usize = 40;

/// A printer as an operator describes it, unchecked.
#[derive(Clone, Debug)]
pub struct NewPrinter {
    /// What staff call it.
    pub name: String,
    /// `host` or `host:port`.
    pub address: String,
    /// Its roll.
    pub paper: Paper,
    /// Its characters.
    pub charset: Charset,
    /// The language of its tickets, as a tag.
    pub language: String,
}

/// Why a printer was not added or changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PrinterRefusal {
    /// The name is empty or too long.
    InvalidName,
    /// The address is none.
    InvalidAddress(AddressFault),
    /// Another printer of the store has this address.
    SameAddress {
        /// That one's name.
        name: String,
    },
    /// The store has as many as it can.
    TooMany {
        /// How many that is.
        most: usize,
    },
    /// There is no such printer in this store.
    Unknown,
    /// The form's key came before with another printer.
    KeyReused,
    /// The change was taken back already.
    AlreadyUndone,
    /// Somebody described it otherwise since it was shown, or since the change to take back.
    ChangedSince,
}

impl From<AlreadyUndone> for PrinterRefusal {
    fn from(_: AlreadyUndone) -> Self {
        Self::AlreadyUndone
    }
}

impl From<KeyReused> for PrinterRefusal {
    fn from(_: KeyReused) -> Self {
        Self::KeyReused
    }
}

/// What an operator does to a printer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Print a test page.
    Test,
    /// Try again now, not at the end of the pause.
    Retry,
    /// Forget the tickets that wait.
    Clear,
    /// Take it out of use; what waits is not printed.
    Remove,
}

/// What a printer is called, also after it was removed.
///
/// # Errors
/// When the database does not answer.
pub async fn name_of(db: &Db, id: &str) -> Result<Option<String>, DbError> {
    sql::name_of(&mut db.read().await?, id).await
}

/// A store's printers with what waits at them, the oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn printers(db: &Db, store: &StoreId) -> Result<Vec<Listed>, DbError> {
    sql::listed(&mut db.read().await?, store).await
}

/// Everything that is wrong with a description by itself.
#[must_use]
pub fn printer_faults(new: &NewPrinter) -> Vec<PrinterRefusal> {
    let (name, address) = (checked_name(&new.name).err(), checked_address(&new.address).err());
    name.into_iter().chain(address).collect()
}

pub(super) fn checked_name(typed: &str) -> Result<String, PrinterRefusal> {
    let name = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    if is_name(&name, LONGEST_NAME) { Ok(name) } else { Err(PrinterRefusal::InvalidName) }
}

pub(super) fn checked_address(typed: &str) -> Result<Address, PrinterRefusal> {
    Address::parse(typed).map_err(PrinterRefusal::InvalidAddress)
}

#[derive(Serialize, Deserialize)]
struct Added(PrinterId);

/// Adds a printer for `who`. Whether it answers shows when it prints.
///
/// # Errors
/// The refusal, with nothing stored.
pub async fn add(
    platform: &Platform,
    store: &StoreId,
    new: NewPrinter,
    who: &str,
    key: Option<RequestKey>,
) -> Result<PrinterId, Fail<PrinterRefusal>> {
    let now = platform.now();
    let name = checked_name(&new.name).map_err(Fail::Refused)?;
    let address = checked_address(&new.address).map_err(Fail::Refused)?;
    let printer = Printer {
        id: PrinterId::new(platform.ids.fresh(now)),
        store: store.clone(),
        name,
        address,
        paper: new.paper,
        charset: new.charset,
        language: new.language,
        created_at: now,
        trouble: None,
        sequence: 0,
        failures: 0,
        try_at: now,
        answers: false,
        lease: None,
    };
    let entry = about(platform, &printer.id, store, who, "printer_added");
    let added = platform
        .db
        .write(move |tx| {
            let (printer, key, entry) = (printer.clone(), key.clone(), entry.clone());
            Box::pin(async move {
                tx.serialize_on("printers").await?;
                once(tx, key.as_ref(), now, |tx| Box::pin(insert(tx, printer, entry, now))).await
            })
        })
        .await?;
    platform.changed.ring();
    Ok(added.0)
}

pub(super) fn about(
    platform: &Platform,
    printer: &PrinterId,
    store: &StoreId,
    who: &str,
    action: &'static str,
) -> NewEntry {
    NewEntry::done_to(platform, (store, printer.as_str()), who, Kind::Printer, action)
}

async fn insert(
    tx: &mut Conn,
    printer: Printer,
    entry: NewEntry,
    now: Timestamp,
) -> Result<Added, Fail<PrinterRefusal>> {
    let others = sql::of_store(tx, &printer.store).await?;
    check_address(&others, &printer)?;
    if others.len() >= MOST_PRINTERS {
        return Err(Fail::Refused(PrinterRefusal::TooMany { most: MOST_PRINTERS }));
    }
    if sql::all(tx).await?.is_empty() {
        // Nobody read the events while there was nothing to print on.
        let head = events::head(tx).await?;
        sql::set_cursor(tx, head).await?;
    }
    sql::insert(tx, &printer).await?;
    audit::note(tx, &entry, now).await?;
    tell(tx, &printer, now, told(&printer, "added")).await?;
    Ok(Added(printer.id))
}

/// Two printers at one address would be one that prints everything twice.
pub(super) fn check_address(
    all: &[Printer],
    printer: &Printer,
) -> Result<(), Fail<PrinterRefusal>> {
    let same = |other: &&Printer| other.address == printer.address && other.id != printer.id;
    match all.iter().find(same) {
        Some(other) => Err(Fail::Refused(PrinterRefusal::SameAddress { name: other.name.clone() })),
        None => Ok(()),
    }
}

/// Does something to a printer of the store for `who`. Doing it twice is harmless.
///
/// # Errors
/// [`PrinterRefusal::Unknown`], with nothing changed.
pub async fn act(
    platform: &Platform,
    store: &StoreId,
    id: &PrinterId,
    action: Action,
    who: &str,
    key: Option<RequestKey>,
) -> Result<(), Fail<PrinterRefusal>> {
    let removal = about(platform, id, store, who, "printer_removed");
    act_noting(platform, store, id, action, removal, key).await
}

/// Takes an addition back: the printer is removed, with what waits there.
///
/// # Errors
/// [`PrinterRefusal::Unknown`] when it is gone already, with nothing changed.
pub async fn take_back(
    platform: &Platform,
    addition: &Entry,
    who: &str,
) -> Result<(), Fail<PrinterRefusal>> {
    let id = PrinterId::new(addition.subject.as_deref().unwrap_or_default());
    let removal = about(platform, &id, &addition.store, who, "printer_removed");
    let removal = removal.undoing(Some(addition.id.clone()));
    act_noting(platform, &addition.store, &id, Action::Remove, removal, None).await
}

async fn act_noting(
    platform: &Platform,
    store: &StoreId,
    id: &PrinterId,
    action: Action,
    removal: NewEntry,
    key: Option<RequestKey>,
) -> Result<(), Fail<PrinterRefusal>> {
    let now = platform.now();
    let (ids, store, id) = (platform.ids.clone(), store.clone(), id.clone());
    platform
        .db
        .write(move |tx| {
            let (job, store, id) = (ids.fresh(now), store.clone(), id.clone());
            let (key, removal) = (key.clone(), removal.clone());
            Box::pin(async move {
                once(tx, key.as_ref(), now, |tx| {
                    Box::pin(async move {
                        let found = sql::find(tx, &id).await?;
                        let printer = found
                            .filter(|printer| printer.store == store)
                            .ok_or(Fail::Refused(PrinterRefusal::Unknown))?;
                        if action == Action::Remove {
                            audit::record::<PrinterRefusal>(tx, &removal, now).await?;
                        }
                        Ok(act_in(tx, &printer, action, job, now).await?)
                    })
                })
                .await
            })
        })
        .await?;
    platform.changed.ring();
    Ok(())
}

async fn act_in(
    tx: &mut Conn,
    printer: &Printer,
    action: Action,
    job: String,
    now: Timestamp,
) -> Result<(), DbError> {
    let change = match action {
        Action::Test => {
            sql::insert_job(tx, &test_page(job, printer, now)).await?;
            sql::try_now(tx, &printer.id, now).await?;
            "test"
        }
        Action::Retry => {
            sql::try_now(tx, &printer.id, now).await?;
            "retry"
        }
        Action::Clear => {
            sql::give_up_all(tx, &printer.id, "cleared", now).await?;
            "waiting"
        }
        Action::Remove => {
            sql::give_up_all(tx, &printer.id, "printer removed", now).await?;
            sql::remove(tx, &printer.id, now).await?;
            "removed"
        }
    };
    tell(tx, printer, now, told(printer, change)).await
}

pub(super) fn told(printer: &Printer, change: &str) -> Value {
    json!({"change": change, "name": printer.name})
}

/// Notes how the last try went; answers whether that is news.
pub(super) async fn note(
    platform: &Platform,
    printer: &Printer,
    trouble: Option<super::Trouble>,
    answers: bool,
) -> Result<(), DbError> {
    let now = platform.now();
    let printer = printer.clone();
    write(platform, move |tx| {
        let printer = printer.clone();
        Box::pin(async move {
            let Some(before) = sql::find(tx, &printer.id).await? else { return Ok(()) };
            if answers {
                sql::set_answers(tx, &printer.id).await?;
            }
            note_in(tx, &before, trouble, now).await?;
            Ok(())
        })
    })
    .await
}

/// [`note`] inside a transaction.
pub(super) async fn note_in(
    tx: &mut Conn,
    before: &Printer,
    trouble: Option<super::Trouble>,
    now: Timestamp,
) -> Result<(), DbError> {
    let Some(trouble) = trouble else {
        if before.trouble.is_some() || before.failures > 0 {
            sql::set_trouble(tx, &before.id, None, 0, now).await?;
        }
        if before.trouble.is_some() {
            tell(tx, before, now, told(before, "ready")).await?;
        }
        return Ok(());
    };
    let failures = before.failures.saturating_add(1);
    let try_at = now.plus_seconds(super::jobs::pause_seconds(failures));
    // Since when it does not print, whatever the reason is by now.
    let since = before.trouble.map_or(now, |(_, at)| at);
    sql::set_trouble(tx, &before.id, Some((trouble, since)), failures, try_at).await?;
    if before.trouble.is_none_or(|(known, _)| known != trouble) {
        tracing::warn!(printer = before.name, trouble = trouble.as_str(), "a printer has trouble");
        tell(tx, before, now, told(before, trouble.as_str())).await?;
    }
    Ok(())
}
