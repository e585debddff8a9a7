//! The one door to a stored store: load, change, store, with the event and the audit entry of the
//! change in the same transaction.

use serde_json::Value;

use super::change::{By, ChangeRefusal, Changed};
use super::{Seen, Store, parts, sql};
use crate::audit::{self, Kind, NewEntry};
use crate::clock::Timestamp;
use crate::db::{Conn, DbError, Fail};
use crate::events::{EventHead, EventType, NewEvent, append};
use crate::idempotency::once;
use crate::ids::{AuditId, StoreId};
use crate::platform::Platform;

/// [`edit_by`] for changes that no request asked for.
pub(super) async fn edit<F>(platform: &Platform, id: &StoreId, apply: F) -> Changed
where
    F: Fn(&mut Store, Timestamp) -> Result<Option<Value>, ChangeRefusal> + Send + Sync + 'static,
{
    edit_by(platform, id, By::default(), apply).await
}

/// Loads, lets `apply` change, and stores with the event that `apply` answers (`None`: no change).
///
/// The event's `change` says what was done; the audit has a sentence for it.
pub(super) async fn edit_by<F>(platform: &Platform, id: &StoreId, by: By, apply: F) -> Changed
where
    F: Fn(&mut Store, Timestamp) -> Result<Option<Value>, ChangeRefusal> + Send + Sync + 'static,
{
    edit_undoing(platform, id, by, None, apply).await
}

/// [`edit_by`] for a change that takes back the one of `undoes`.
pub(super) async fn edit_undoing<F>(
    platform: &Platform,
    id: &StoreId,
    by: By,
    undoes: Option<AuditId>,
    apply: F,
) -> Changed
where
    F: Fn(&mut Store, Timestamp) -> Result<Option<Value>, ChangeRefusal> + Send + Sync + 'static,
{
    let now = platform.now();
    let id = id.clone();
    let trail = Trail { entry: AuditId::new(platform.ids.fresh(now)), who: by.who.clone(), undoes };
    let apply = std::sync::Arc::new(apply);
    let store = platform
        .db
        .write(move |tx| {
            let (id, apply, by, trail) = (id.clone(), apply.clone(), by.clone(), trail.clone());
            Box::pin(async move {
                let (wanted, seen) = (id.clone(), by.seen.clone());
                once(tx, by.key.as_ref(), now, move |tx| {
                    Box::pin(async move {
                        edit_in(tx, &wanted, seen.as_ref(), apply.as_ref(), &trail, now)
                            .await
                            .map(|_| ())
                    })
                })
                .await?;
                let store = sql::load(tx, &id).await?;
                store.ok_or(Fail::Refused(ChangeRefusal::UnknownStore))
            })
        })
        .await?;
    platform.changed.ring();
    Ok(store)
}

/// What the audit is told beside the change itself.
#[derive(Clone, Debug)]
pub(super) struct Trail {
    pub(super) entry: AuditId,
    pub(super) who: String,
    pub(super) undoes: Option<AuditId>,
}

/// [`edit_by`] inside a transaction that has more to do.
pub(super) async fn edit_in(
    tx: &mut Conn,
    id: &StoreId,
    seen: Option<&Seen>,
    apply: &(impl Fn(&mut Store, Timestamp) -> Result<Option<Value>, ChangeRefusal> + Sync),
    trail: &Trail,
    now: Timestamp,
) -> Changed {
    let mut store = sql::load(tx, id).await?.ok_or(Fail::Refused(ChangeRefusal::UnknownStore))?;
    if seen.is_some_and(|seen| !store.is_as_seen(seen)) {
        return Err(Fail::Refused(ChangeRefusal::ChangedMeanwhile));
    }
    let before = store.clone();
    let Some(data) = apply(&mut store, now).map_err(Fail::Refused)? else {
        let is_kept = store.schedule_at == before.schedule_at
            || sql::move_schedule(tx, &store, before.schedule_at).await?;
        return if is_kept { Ok(store) } else { Err(DbError::Conflict.into()) };
    };
    if before.archived_at.is_some() && store.archived_at.is_some() {
        return Err(Fail::Refused(ChangeRefusal::Archived));
    }
    let (kind, action) = told(&data);
    let changes = parts::changes(&before, &store);
    if !changes.is_empty() {
        let kind = if parts::is_sold_out_only(&changes) { Kind::SoldOut } else { kind };
        let action = if kind == Kind::SoldOut { "sold_out" } else { action };
        let entry = NewEntry::new(trail.entry.clone(), id, &trail.who, kind, action);
        let entry = entry.with(changes).undoing(trail.undoes.clone());
        // First: it may refuse, and what refuses must have written nothing.
        audit::record(tx, &entry, now).await?;
    }
    store.sequence += 1;
    if !sql::update(tx, &store, &before).await? {
        return Err(DbError::Conflict.into());
    }
    let head = EventHead {
        store: id,
        subject: id.as_str(),
        recipient: None,
        after: before.sequence,
        time: now,
        traceparent: None,
    };
    append(tx, &head, &[NewEvent::new(EventType::ConfigChanged, data)]).await?;
    Ok(store)
}

/// What the audit calls a change, by its event.
fn told(data: &Value) -> (Kind, &'static str) {
    match data["change"].as_str() {
        Some("status") => (Kind::Status, "status"),
        Some("menu") => (Kind::Menu, "menu"),
        Some("hours") => (Kind::Hours, "hours"),
        Some("broadcast") => (Kind::Broadcast, "broadcast"),
        Some("archived") => (Kind::Store, "store_archived"),
        Some("restored") => (Kind::Store, "store_restored"),
        _ => (Kind::Settings, "settings"),
    }
}
