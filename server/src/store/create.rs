//! Making a store, putting it away and bringing it back.

use futures_util::future::BoxFuture;
use serde_json::json;

use super::change::{By, ChangeRefusal, Changed, check_description};
use super::edit::{Trail, edit_by, edit_in};
use super::{Settings, State, Store, sql};
use crate::audit::{self, Kind, NewEntry};
use crate::clock::Timestamp;
use crate::db::{Conn, DbError, Fail, Never};
use crate::events::{EventHead, EventType, NewEvent, append};
use crate::idempotency::once;
use crate::ids::{AuditId, StoreId};
use crate::menu;
use crate::platform::Platform;

/// A store to make.
#[derive(Clone, Debug)]
pub struct NewStore {
    /// Its short name in addresses, as in [`StoreId::parse`].
    pub id: String,
    /// The name on screens.
    pub name: String,
    /// IANA name.
    pub time_zone: String,
    /// Whose menu it begins with; none begins with the default one.
    pub menu_of: Option<StoreId>,
}

/// Makes the store `main` with the default menu, closed, where there is no store yet.
///
/// # Errors
/// When the database does not answer.
pub async fn create_default(platform: &Platform) -> Result<(), DbError> {
    let now = platform.now();
    platform
        .db
        .write(move |tx| {
            Box::pin(async move {
                let zone = machine_time_zone();
                let store = empty(StoreId::new("main"), "Espresso Bar".to_owned(), zone);
                if sql::count(tx).await? == 0 {
                    sql::insert(tx, &store, now).await?;
                }
                Ok::<(), Fail<Never>>(())
            })
        })
        .await?;
    Ok(())
}

fn machine_time_zone() -> String {
    let zone = jiff::tz::TimeZone::system();
    zone.iana_name().unwrap_or("UTC").to_owned()
}

/// A closed store with the default menu and limits.
pub(super) fn empty(id: StoreId, name: String, time_zone: String) -> Store {
    Store {
        id,
        name,
        time_zone,
        state: State::Closed,
        reason: None,
        until: None,
        hours: None,
        schedule_at: None,
        settings: Settings::default(),
        menu: menu::default_menu(),
        broadcast: None,
        archived_at: None,
        sequence: 0,
    }
}

/// Makes a closed store with a menu of its own.
///
/// # Errors
/// When its description does not fit, its short name is taken (also by a store that was put away),
/// or the database does not answer; nothing is stored then.
pub async fn create(platform: &Platform, new: NewStore, by: impl Into<By>) -> Changed {
    let by = by.into();
    check_description(&new.name, &new.time_zone)
        .map_err(|what| Fail::Refused(ChangeRefusal::Invalid(what)))?;
    let id = StoreId::parse(new.id.trim()).ok_or(Fail::Refused(ChangeRefusal::Invalid(
        "Give the store a short name of 1 to 32 small letters, digits and inner hyphens.",
    )))?;
    let (name, zone) = (new.name.trim().to_owned(), new.time_zone.trim().to_owned());
    let store = empty(id.clone(), name, zone);
    let now = platform.now();
    let entry = AuditId::new(platform.ids.fresh(now));
    let made = platform
        .db
        .write(move |tx| {
            let (store, by, entry) = (store.clone(), by.clone(), entry.clone());
            let (id, menu_of) = (id.clone(), new.menu_of.clone());
            Box::pin(async move {
                once(tx, by.key.clone().as_ref(), now, move |tx| {
                    Box::pin(async move { insert(tx, store, menu_of, &by.who, entry, now).await })
                })
                .await?;
                let store = sql::load(tx, &id).await?;
                store.ok_or(Fail::Refused(ChangeRefusal::UnknownStore))
            })
        })
        .await?;
    platform.changed.ring();
    Ok(made)
}

async fn insert(
    tx: &mut Conn,
    mut store: Store,
    menu_of: Option<StoreId>,
    who: &str,
    entry: AuditId,
    now: Timestamp,
) -> Result<(), Fail<ChangeRefusal>> {
    if let Some(other) = menu_of {
        let other = sql::load(tx, &other).await?;
        store.menu = other.ok_or(Fail::Refused(ChangeRefusal::UnknownStore))?.menu;
    }
    store.sequence = 1;
    if !sql::insert(tx, &store, now).await? {
        return Err(Fail::Refused(ChangeRefusal::IdTaken));
    }
    let head = EventHead {
        store: &store.id,
        subject: store.id.as_str(),
        recipient: None,
        after: 0,
        time: now,
        traceparent: None,
    };
    let data = json!({"change": "created", "by": who});
    append(tx, &head, &[NewEvent::new(EventType::ConfigChanged, data)]).await?;
    let entry = NewEntry::new(entry, &store.id, who, Kind::Store, "store_added");
    Ok(audit::note(tx, &entry, now).await?)
}

/// Whether a store has orders that still need somebody; asked in the transaction.
pub type HasOpenOrders =
    for<'a> fn(&'a mut Conn, &'a StoreId) -> BoxFuture<'a, Result<bool, DbError>>;

/// Puts a closed store away: out of lists, its history kept. It holds the store's turn, so that no
/// order comes in between.
///
/// # Errors
/// [`ChangeRefusal::StillBusy`] while it takes orders or has some to make.
pub async fn archive(
    platform: &Platform,
    store: &StoreId,
    has_open_orders: HasOpenOrders,
    by: impl Into<By>,
) -> Changed {
    let by = by.into();
    let (now, id) = (platform.now(), store.clone());
    let entry = AuditId::new(platform.ids.fresh(now));
    let archived = platform
        .db
        .write(move |tx| {
            let (id, by) = (id.clone(), by.clone());
            let trail = Trail { entry: entry.clone(), who: by.who.clone(), undoes: None };
            Box::pin(async move {
                tx.serialize_on(id.as_str()).await?;
                let is_busy = has_open_orders(tx, &id).await?;
                let put_away = |store: &mut Store, now: Timestamp| {
                    if store.archived_at.is_some() {
                        return Ok(None);
                    }
                    if is_busy || store.state_at(now) != State::Closed {
                        return Err(ChangeRefusal::StillBusy);
                    }
                    store.state = State::Closed;
                    store.until = None;
                    store.schedule_at = None;
                    store.broadcast = None;
                    store.archived_at = Some(now);
                    Ok(Some(json!({"change": "archived", "by": by.who})))
                };
                edit_in(tx, &id, by.seen.as_ref(), &put_away, &trail, now).await
            })
        })
        .await?;
    platform.changed.ring();
    Ok(archived)
}

/// Brings a store back that was put away; it stays closed until its hours or staff open it.
///
/// # Errors
/// When there is no such store or the database does not answer.
pub async fn restore(platform: &Platform, store: &StoreId, by: impl Into<By>) -> Changed {
    let by = by.into();
    let who = by.who.clone();
    edit_by(platform, store, by, move |store, now| {
        if store.archived_at.is_none() {
            return Ok(None);
        }
        store.archived_at = None;
        store.reschedule(now);
        Ok(Some(json!({"change": "restored", "by": who})))
    })
    .await
}
