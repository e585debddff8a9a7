//! How a paired display shows and says its numbers. Each display has its own: of two beside each
//! other only one should speak.

use std::sync::Arc;

use serde_json::json;

use super::sql::displays as sql;
use crate::audit::{self, AlreadyUndone, Change, Entry, Kind, NewEntry};
use crate::db::{DbError, Fail};
use crate::ids::{DeviceId, StoreId, UserId};
use crate::platform::Platform;

/// What an operator sets for one display. Both are off at first: names are the guests' own affair,
/// and not every bar wants to be called over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DisplayOptions {
    /// Names stand below the numbers.
    pub shows_names: bool,
    /// A new number is spoken.
    pub speaks: bool,
}

/// What the device `sub` is set to; the defaults for whoever looks without being a device.
///
/// # Errors
/// When the database does not answer.
pub async fn display_options(platform: &Platform, sub: &UserId) -> Result<DisplayOptions, DbError> {
    let mut conn = platform.db.read().await?;
    Ok(sql::options_of(&mut conn, sub.as_str()).await?.unwrap_or_default())
}

/// What each display of a store is set to.
///
/// # Errors
/// When the database does not answer.
pub async fn options_of_displays(
    platform: &Platform,
    store: &StoreId,
) -> Result<Vec<(DeviceId, DisplayOptions)>, DbError> {
    sql::options_in(&mut platform.db.read().await?, store).await
}

/// Whether a display of the store shows guests' names.
///
/// # Errors
/// When the database does not answer.
pub async fn names_are_shown(platform: &Platform, store: &StoreId) -> Result<bool, DbError> {
    let displays = options_of_displays(platform, store).await?;
    Ok(displays.iter().any(|(_, options)| options.shows_names))
}

/// Why a display keeps what it was set to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DisplayRefusal {
    /// The store has no such display, or no longer.
    Unknown,
    /// The change was taken back already.
    AlreadyUndone,
    /// It was set again since.
    ChangedSince,
}

impl From<AlreadyUndone> for DisplayRefusal {
    fn from(_: AlreadyUndone) -> Self {
        Self::AlreadyUndone
    }
}

/// Sets a display. The screen follows within seconds; asking for what is changes nothing.
///
/// # Errors
/// [`DisplayRefusal::Unknown`], or when the database does not answer.
pub async fn set_display_options(
    platform: &Platform,
    store: &StoreId,
    device: &DeviceId,
    options: DisplayOptions,
    by: &str,
) -> Result<(), Fail<DisplayRefusal>> {
    let entry = about(platform, store, device, by);
    set(platform, entry, move |_| Some(options)).await
}

/// Takes back what a display was set to.
///
/// # Errors
/// When it was set again since, unpaired, or taken back before; nothing is changed then.
pub async fn undo_display_options(
    platform: &Platform,
    change: &Entry,
    by: &str,
) -> Result<(), Fail<DisplayRefusal>> {
    let device = DeviceId::new(change.subject.as_deref().unwrap_or_default());
    let entry = about(platform, &change.store, &device, by).undoing(Some(change.id.clone()));
    let changes = change.changes.clone();
    set(platform, entry, move |now| {
        let mut before = now;
        for change in &changes {
            let switch = before.switch(&change.part)?;
            if change.to != Some(json!(*switch)) {
                return None;
            }
            *switch = change.from.as_ref()?.as_bool()?;
        }
        Some(before)
    })
    .await
}

/// Sets the display that `entry` is about to what `wanted` makes of what it is; none refuses.
async fn set(
    platform: &Platform,
    entry: NewEntry,
    wanted: impl Fn(DisplayOptions) -> Option<DisplayOptions> + Send + Sync + 'static,
) -> Result<(), Fail<DisplayRefusal>> {
    let now = platform.now();
    let wanted = Arc::new(wanted);
    platform
        .db
        .write(move |tx| {
            let (entry, wanted) = (entry.clone(), wanted.clone());
            Box::pin(async move {
                let device = DeviceId::new(entry.subject.as_deref().unwrap_or_default());
                let all = sql::options_in(tx, &entry.store).await?;
                let is = all.into_iter().find(|(id, _)| *id == device);
                let (_, is) = is.ok_or(Fail::Refused(DisplayRefusal::Unknown))?;
                let next = wanted(is).ok_or(Fail::Refused(DisplayRefusal::ChangedSince))?;
                if next == is && entry.undoes.is_none() {
                    return Ok(());
                }
                let entry = entry.with(is.changes_to(next));
                audit::record(tx, &entry, now).await?;
                // Unpaired since it was read, which PostgreSQL allows; it rolls back.
                if !sql::set_options(tx, &entry.store, &device, next).await? {
                    return Err(Fail::Refused(DisplayRefusal::Unknown));
                }
                Ok(())
            })
        })
        .await?;
    platform.changed.ring();
    Ok(())
}

impl DisplayOptions {
    fn switch(&mut self, part: &str) -> Option<&mut bool> {
        match part {
            "shows_names" => Some(&mut self.shows_names),
            "speaks" => Some(&mut self.speaks),
            _ => None,
        }
    }

    fn changes_to(self, next: Self) -> Vec<Change> {
        let switches = [
            ("shows_names", self.shows_names, next.shows_names),
            ("speaks", self.speaks, next.speaks),
        ];
        let changed = switches.into_iter().filter(|(_, from, to)| from != to);
        let change = |(part, from, to): (&str, bool, bool)| Change {
            part: part.to_owned(),
            from: Some(json!(from)),
            to: Some(json!(to)),
        };
        changed.map(change).collect()
    }
}

fn about(platform: &Platform, store: &StoreId, device: &DeviceId, by: &str) -> NewEntry {
    NewEntry::done_to(platform, (store, device.as_str()), by, Kind::Device, "display_changed")
}
