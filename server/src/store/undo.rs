//! Taking a change of a store back, unless what it changed was changed again.

use serde_json::json;

use super::change::{By, ChangeRefusal, Changed, check_description};
use super::edit::edit_undoing;
use super::parts;
use crate::audit::{Entry, Kind};
use crate::db::Fail;
use crate::menu;
use crate::platform::Platform;

/// Whether a change of this kind can be taken back by [`undo`].
#[must_use]
pub fn is_undoable(entry: &Entry) -> bool {
    let is_kind = match entry.kind {
        Kind::Status | Kind::SoldOut | Kind::Menu | Kind::Hours | Kind::Settings => true,
        Kind::Staff
        | Kind::Device
        | Kind::Printer
        | Kind::Webhook
        | Kind::Store
        | Kind::Broadcast => false,
    };
    is_kind && entry.undone_by.is_none()
}

/// Puts the parts that `entry` changed back to what they were: a new change, with an entry of its
/// own. Parts that others changed stay as they are.
///
/// # Errors
/// [`ChangeRefusal::ChangedSince`] when one of its parts was changed again (nothing is changed
/// then), or when what was does not fit any more.
pub async fn undo(platform: &Platform, entry: &Entry, by: impl Into<By>) -> Changed {
    let by = by.into();
    if entry.undone_by.is_some() {
        return Err(Fail::Refused(ChangeRefusal::AlreadyUndone));
    }
    if !is_undoable(entry) {
        return Err(Fail::Refused(ChangeRefusal::NotUndoable));
    }
    let (changes, kind, who) = (entry.changes.clone(), entry.kind, by.who.clone());
    let undoes = Some(entry.id.clone());
    edit_undoing(platform, &entry.store, by, undoes, move |store, now| {
        if kind == Kind::Status {
            // A change of the hours that has come but not been made yet counts as made.
            store.reschedule(now);
        }
        parts::put_back(store, &changes, now).map_err(ChangeRefusal::ChangedSince)?;
        check_description(&store.name, &store.time_zone).map_err(ChangeRefusal::Invalid)?;
        store.settings.check().map_err(ChangeRefusal::Settings)?;
        menu::check(&store.menu).map_err(ChangeRefusal::Menu)?;
        if let Some(hours) = &store.hours {
            hours.check().map_err(ChangeRefusal::Hours)?;
        }
        if matches!(kind, Kind::Hours | Kind::Settings) {
            store.reschedule(now);
        }
        let change = if kind == Kind::SoldOut { "menu" } else { kind.as_str() };
        Ok(Some(json!({"change": change, "undo": true, "by": who})))
    })
    .await
}
