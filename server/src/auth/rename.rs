//! What a paired device is called: another name from its next request on. Orders keep the name under
//! which they were made.

use serde::{Deserialize, Serialize};

use super::devices::{about, device_name};
use super::sql;
use crate::audit::{self, AlreadyUndone, Change, Entry, NewEntry};
use crate::db::{DbError, Fail};
use crate::idempotency::{KeyReused, RequestKey, once};
use crate::ids::{DeviceId, StoreId};
use crate::platform::Platform;

/// Why a device keeps its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RenameRefusal {
    /// The name is empty or too long.
    InvalidName,
    /// The store has no such device, or no longer.
    Unknown,
    /// Somebody called it otherwise since the form was shown, or since the change to take back.
    RenamedSince {
        /// What it is called now.
        name: String,
    },
    /// The change was taken back already.
    AlreadyUndone,
    /// The form's key came before with another name.
    KeyReused,
}

impl From<AlreadyUndone> for RenameRefusal {
    fn from(_: AlreadyUndone) -> Self {
        Self::AlreadyUndone
    }
}

impl From<KeyReused> for RenameRefusal {
    fn from(_: KeyReused) -> Self {
        Self::KeyReused
    }
}

/// A device's name as a form showed it, and the one to give.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rename {
    /// What it was called when the form was shown.
    pub from: String,
    /// What it shall be called, as typed.
    pub to: String,
}

#[derive(Serialize, Deserialize)]
struct Done;

/// Calls a device otherwise; the name that it has already changes nothing.
///
/// # Errors
/// The refusal, with nothing changed.
pub async fn rename_device(
    platform: &Platform,
    store: &StoreId,
    device: &DeviceId,
    rename: Rename,
    by: &str,
    key: Option<RequestKey>,
) -> Result<(), Fail<RenameRefusal>> {
    let to = device_name(&rename.to).ok_or(Fail::Refused(RenameRefusal::InvalidName))?;
    let entry = about(platform, store, device, by, "device_renamed");
    set(platform, entry, Rename { to, ..rename }, key).await
}

/// Gives a device the name back that it had before `change`.
///
/// # Errors
/// When it was renamed again since, unpaired, or this was taken back before; nothing is changed then.
pub async fn undo_rename(
    platform: &Platform,
    change: &Entry,
    by: &str,
) -> Result<(), Fail<RenameRefusal>> {
    let device = DeviceId::new(change.subject.as_deref().unwrap_or_default());
    let entry = about(platform, &change.store, &device, by, "device_renamed");
    let name = change.changes.iter().find(|change| change.part == "name");
    let text = |value: Option<&serde_json::Value>| {
        value.and_then(|value| value.as_str()).unwrap_or_default().to_owned()
    };
    let back = Rename {
        from: text(name.and_then(|name| name.to.as_ref())),
        to: text(name.and_then(|name| name.from.as_ref())),
    };
    set(platform, entry.undoing(Some(change.id.clone())), back, None).await
}

async fn set(
    platform: &Platform,
    entry: NewEntry,
    rename: Rename,
    key: Option<RequestKey>,
) -> Result<(), Fail<RenameRefusal>> {
    let now = platform.now();
    let renamed = platform.db.write(move |tx| {
        let (entry, rename, key) = (entry.clone(), rename.clone(), key.clone());
        Box::pin(async move {
            once(tx, key.as_ref(), now, |tx| {
                Box::pin(async move {
                    let device = DeviceId::new(entry.subject.as_deref().unwrap_or_default());
                    let is = sql::paired_name(tx, &entry.store, &device).await?;
                    let is = is.ok_or(Fail::Refused(RenameRefusal::Unknown))?;
                    if is == rename.to && entry.undoes.is_none() {
                        return Ok(Done);
                    }
                    if is != rename.from {
                        return Err(Fail::Refused(RenameRefusal::RenamedSince { name: is }));
                    }
                    let change = Change {
                        part: "name".to_owned(),
                        from: Some(is.as_str().into()),
                        to: Some(rename.to.as_str().into()),
                    };
                    audit::record(tx, &entry.with(vec![change]), now).await?;
                    // Renamed or unpaired since it was read, which PostgreSQL allows; it runs again.
                    if !sql::rename_device(tx, &device, (&is, &rename.to)).await? {
                        return Err(DbError::Conflict.into());
                    }
                    Ok(Done)
                })
            })
            .await
        })
    });
    let Done = renamed.await?;
    Ok(())
}
