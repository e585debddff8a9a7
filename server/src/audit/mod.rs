//! Who changed what, and what it was before: one entry a change, written in the change's own
//! transaction.
//!
//! It knows neither stores nor staff, and never undoes anything: whoever made a change can take it
//! back, and says so in another entry. Names of people, PINs and tokens are not in it; people are
//! named by id and looked up when somebody reads.

mod sql;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::clock::Timestamp;
use crate::db::{Conn, Db, DbError, Fail, Never};
use crate::ids::{AuditId, StoreId};
use crate::platform::Platform;

/// How long entries are kept.
const KEPT_SECONDS: i64 = 400 * 24 * 3_600;

/// Who changed what no person did: the hours, the end of a pause.
pub const SCHEDULE: &str = "schedule";
/// Whoever has the machine itself, by command.
pub const COMMAND: &str = "command";
/// Whoever followed the set-up link.
pub const SET_UP: &str = "set-up";

/// What an entry is about; the console filters by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Opened, paused, closed.
    Status,
    /// A drink or an option sold out, or there again.
    SoldOut,
    /// Anything else on the menu.
    Menu,
    /// Opening hours.
    Hours,
    /// Limits, name, time zone, currency.
    Settings,
    /// Accounts.
    Staff,
    /// Displays, tablets and machines.
    Device,
    /// Printers.
    Printer,
    /// Webhooks.
    Webhook,
    /// The store itself: made, put away, brought back.
    Store,
    /// A message to waiting guests.
    Broadcast,
}

impl Kind {
    /// Every kind there is.
    pub const ALL: &'static [Self] = &[
        Self::Status,
        Self::SoldOut,
        Self::Menu,
        Self::Hours,
        Self::Settings,
        Self::Staff,
        Self::Device,
        Self::Printer,
        Self::Webhook,
        Self::Store,
        Self::Broadcast,
    ];

    /// As stored and sent.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Status => "status",
            Self::SoldOut => "sold_out",
            Self::Menu => "menu",
            Self::Hours => "hours",
            Self::Settings => "settings",
            Self::Staff => "staff",
            Self::Device => "device",
            Self::Printer => "printer",
            Self::Webhook => "webhook",
            Self::Store => "store",
            Self::Broadcast => "broadcast",
        }
    }

    /// Reads [`Kind::as_str`] back.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.as_str() == text)
    }
}

/// One part that changed. `None` is a part that was not there, or is not there any more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// Which part, as a path: `settings/max_queue`, `drink/flat-white/sold_out`.
    pub part: String,
    /// What it was.
    pub from: Option<Value>,
    /// What it is since.
    pub to: Option<Value>,
}

/// A change to write down.
#[derive(Clone, Debug)]
pub struct NewEntry {
    /// Made before the transaction, so that a job that runs again writes the same entry.
    pub id: AuditId,
    /// Where.
    pub store: StoreId,
    /// A `sub`, or one of [`SCHEDULE`], [`COMMAND`], [`SET_UP`].
    pub who: String,
    /// What it is about.
    pub kind: Kind,
    /// What was done, as a word that the console has a sentence for: `menu`, `staff_removed`.
    pub action: &'static str,
    /// The account or device it was done to, by id.
    pub subject: Option<String>,
    /// The parts, from and to. Never a secret.
    pub changes: Vec<Change>,
    /// The entry that this change takes back.
    pub undoes: Option<AuditId>,
}

impl NewEntry {
    /// An entry without a subject and without parts.
    #[must_use]
    pub fn new(id: AuditId, store: &StoreId, who: &str, kind: Kind, action: &'static str) -> Self {
        let who = if who.is_empty() { SCHEDULE } else { who }.to_owned();
        let (subject, changes, undoes) = (None, Vec::new(), None);
        Self { id, store: store.clone(), who, kind, action, subject, changes, undoes }
    }

    /// An entry of what is done now to an account, a device or a printer, named by its id.
    #[must_use]
    pub fn done_to(
        platform: &Platform,
        (store, subject): (&StoreId, &str),
        who: &str,
        kind: Kind,
        action: &'static str,
    ) -> Self {
        let id = AuditId::new(platform.ids.fresh(platform.now()));
        Self::new(id, store, who, kind, action).about(subject)
    }

    /// Says to whom or what it was done.
    #[must_use]
    pub fn about(self, subject: &str) -> Self {
        Self { subject: Some(subject.to_owned()), ..self }
    }

    /// Says which parts changed.
    #[must_use]
    pub fn with(self, changes: Vec<Change>) -> Self {
        Self { changes, ..self }
    }

    /// Says which entry it takes back.
    #[must_use]
    pub fn undoing(self, undoes: Option<AuditId>) -> Self {
        Self { undoes, ..self }
    }
}

/// A change as it was written down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its id; later entries have greater ones.
    pub id: AuditId,
    /// Where.
    pub store: StoreId,
    /// When.
    pub time: Timestamp,
    /// Who, as in [`NewEntry::who`].
    pub who: String,
    /// What it is about.
    pub kind: Kind,
    /// What was done.
    pub action: String,
    /// To whom or what.
    pub subject: Option<String>,
    /// The parts, from and to.
    pub changes: Vec<Change>,
    /// The entry it took back.
    pub undoes: Option<AuditId>,
    /// The entry that took it back.
    pub undone_by: Option<AuditId>,
}

/// Which entries to read.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Only of this kind.
    pub kind: Option<Kind>,
    /// Only by this person.
    pub who: Option<String>,
    /// Only older than this one.
    pub before: Option<AuditId>,
}

/// The entry to take back was taken back already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AlreadyUndone;

/// Writes an entry in the caller's transaction, and marks the entry that it takes back.
///
/// # Errors
/// [`AlreadyUndone`] when another change took that back first; nothing is written then.
pub async fn record<R: From<AlreadyUndone>>(
    tx: &mut Conn,
    entry: &NewEntry,
    now: Timestamp,
) -> Result<(), Fail<R>> {
    if let Some(undone) = &entry.undoes
        && !sql::mark_undone(tx, &entry.store, undone, &entry.id).await?
    {
        return Err(Fail::Refused(AlreadyUndone.into()));
    }
    Ok(sql::insert(tx, entry, now).await?)
}

/// Writes an entry that takes nothing back, in the caller's transaction.
///
/// # Errors
/// When the database does not answer.
pub async fn note(tx: &mut Conn, entry: &NewEntry, now: Timestamp) -> Result<(), DbError> {
    sql::insert(tx, entry, now).await
}

/// A page of a store's entries, newest first.
///
/// # Errors
/// When the database does not answer or an entry cannot be read.
pub async fn entries(
    db: &Db,
    store: &StoreId,
    filter: &Filter,
    limit: i64,
) -> Result<Vec<Entry>, DbError> {
    sql::entries(&mut db.read().await?, store, filter, limit).await
}

/// One entry of a store.
///
/// # Errors
/// As [`entries`].
pub async fn find(db: &Db, store: &StoreId, id: &AuditId) -> Result<Option<Entry>, DbError> {
    sql::find(&mut db.read().await?, store, id).await
}

/// The last entry after `id` that changed one of `parts`.
///
/// # Errors
/// As [`entries`].
pub async fn last_change_of(
    db: &Db,
    store: &StoreId,
    id: &AuditId,
    parts: &[String],
) -> Result<Option<Entry>, DbError> {
    let later = sql::after(&mut db.read().await?, store, id).await?;
    let touches = |entry: &Entry| entry.changes.iter().any(|change| parts.contains(&change.part));
    Ok(later.into_iter().find(touches))
}

/// Everybody who has an entry in a store.
///
/// # Errors
/// When the database does not answer.
pub async fn people(db: &Db, store: &StoreId) -> Result<Vec<String>, DbError> {
    sql::people(&mut db.read().await?, store).await
}

/// Forgets entries that are over a year old.
///
/// # Errors
/// When the database does not answer.
pub async fn forget_old(db: &Db, now: Timestamp) -> Result<u64, DbError> {
    let before = now.plus_seconds(-KEPT_SECONDS);
    let forgotten = db
        .write(move |tx| {
            Box::pin(async move { Ok::<_, Fail<Never>>(sql::forget(tx, before).await?) })
        })
        .await?;
    Ok(forgotten)
}
