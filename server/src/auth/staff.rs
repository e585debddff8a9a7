//! Staff accounts: a name and a PIN or password in one store.

use serde_json::Value;

use super::role::Role;
use super::{pin, sql};
use crate::audit::{self, AlreadyUndone, Change, Entry, Kind, NewEntry};
use crate::db::{Conn, Constraint, DbError, Fail};
use crate::ids::{StaffId, StoreId};
use crate::platform::Platform;
use crate::text::is_name;

/// What changes of accounts take turns on, with the sessions that begin by them: whoever ends the
/// sessions of an account must see every one of them.
pub(super) const STAFF: &str = "staff";

/// Somebody who works in a store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Staff {
    /// The account; also the `sub` of its sessions.
    pub id: StaffId,
    /// Where.
    pub store: StoreId,
    /// How others know them, unique in the store.
    pub name: String,
    /// Barista or operator.
    pub role: Role,
    /// Whether this operator runs every store, and may make more.
    pub all_stores: bool,
}

/// An account to add.
#[derive(Clone, Debug)]
pub struct NewStaff {
    /// Where.
    pub store: StoreId,
    /// How others know them.
    pub name: String,
    /// Barista or operator.
    pub role: Role,
    /// Whether this operator shall run every store.
    pub all_stores: bool,
    /// At least four characters.
    pub pin: String,
}

/// Why an account stays as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StaffRefusal {
    /// Empty, too long, or with control characters.
    InvalidName,
    /// Shorter than four characters or longer than 128.
    InvalidPin,
    /// Neither barista nor operator.
    InvalidRole,
    /// Somebody of this name works here.
    NameTaken,
    /// No such account in this store.
    Unknown,
    /// The last operator cannot be removed: nobody could run the store.
    LastOperator,
    /// Only operators run every store.
    NotOperator,
    /// Only somebody who runs every store changes the account of somebody who does.
    RunsAllStores,
    /// The removal was taken back already.
    AlreadyUndone,
    /// No such store.
    UnknownStore,
}

impl From<AlreadyUndone> for StaffRefusal {
    fn from(_: AlreadyUndone) -> Self {
        Self::AlreadyUndone
    }
}

/// What two names of one person have in common, however they are typed: limits, lookups and the
/// uniqueness of names all go by it.
pub(super) fn name_key(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Adds an account; `by` is whoever adds it.
///
/// # Errors
/// The refusal, with nothing stored.
pub async fn add_staff(
    platform: &Platform,
    new: NewStaff,
    by: &str,
) -> Result<Staff, Fail<StaffRefusal>> {
    let (member, hash) = checked(platform, new).await?;
    let now = platform.now();
    let set = |part: &str, to: Value| Change { part: part.to_owned(), from: None, to: Some(to) };
    let mut changes = vec![set("role", member.role.as_str().into())];
    changes.extend(member.all_stores.then(|| set("all_stores", true.into())));
    let entry = about(platform, &member.store, &member.id, by, "staff_added").with(changes);
    let added = platform
        .db
        .write(move |tx| {
            let (member, hash, entry) = (member.clone(), hash.clone(), entry.clone());
            Box::pin(async move {
                if crate::db::fetch_optional!(
                    tx,
                    (String,),
                    "select id from stores where id = $1",
                    &member.store
                )?
                .is_none()
                {
                    return Err(Fail::Refused(StaffRefusal::UnknownStore));
                }
                sql::insert_staff(tx, &member, &hash, now).await?;
                audit::note(tx, &entry, now).await?;
                Ok(member)
            })
        })
        .await;
    added.map_err(name_taken)
}

/// An entry of what was done to an account.
pub(super) fn about(
    platform: &Platform,
    store: &StoreId,
    id: &StaffId,
    by: &str,
    action: &'static str,
) -> NewEntry {
    NewEntry::done_to(platform, (store, id.as_str()), by, Kind::Staff, action)
}

/// Everything that is wrong with a name and a PIN by themselves.
#[must_use]
pub fn staff_faults(name: &str, pin: &str) -> Vec<StaffRefusal> {
    let name = (!is_name(&plain_name(name), 40)).then_some(StaffRefusal::InvalidName);
    let pin = (!pin::fits(pin)).then_some(StaffRefusal::InvalidPin);
    name.into_iter().chain(pin).collect()
}

/// A name with single spaces and none around it.
fn plain_name(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A member with a hashed PIN, after every check that needs no database.
pub(super) async fn checked(
    platform: &Platform,
    new: NewStaff,
) -> Result<(Staff, String), Fail<StaffRefusal>> {
    if let Some(&fault) = staff_faults(&new.name, &new.pin).first() {
        return Err(Fail::Refused(fault));
    }
    let name = plain_name(&new.name);
    if !matches!(new.role, Role::Barista | Role::Operator) {
        return Err(Fail::Refused(StaffRefusal::InvalidRole));
    }
    if new.all_stores && new.role != Role::Operator {
        return Err(Fail::Refused(StaffRefusal::NotOperator));
    }
    let hash = pin::hash(&platform.ids, new.pin.clone()).await;
    let id = StaffId::new(platform.ids.fresh(platform.now()));
    let NewStaff { store, role, all_stores, .. } = new;
    Ok((Staff { id, store, name, role, all_stores }, hash))
}

/// Names the broken constraint of a name that is already there.
pub(super) fn name_taken(fail: Fail<StaffRefusal>) -> Fail<StaffRefusal> {
    match fail {
        Fail::Db(DbError::Violated(Constraint::StaffName, _)) => {
            Fail::Refused(StaffRefusal::NameTaken)
        }
        other => other,
    }
}

/// The accounts of a store, by name.
///
/// # Errors
/// When the database does not answer.
pub async fn staff(platform: &Platform, store: &StoreId) -> Result<Vec<Staff>, DbError> {
    sql::staff(&mut platform.db.read().await?, store).await
}

/// Gives an account another PIN and ends its sessions.
///
/// # Errors
/// The refusal, with nothing stored.
pub async fn change_pin(
    platform: &Platform,
    store: &StoreId,
    id: &StaffId,
    new_pin: &str,
    by: &str,
) -> Result<(), Fail<StaffRefusal>> {
    if !pin::fits(new_pin) {
        return Err(Fail::Refused(StaffRefusal::InvalidPin));
    }
    let hash = pin::hash(&platform.ids, new_pin.to_owned()).await;
    let entry = about(platform, store, id, by, "staff_pin");
    let (now, store, id) = (platform.now(), store.clone(), id.clone());
    platform
        .db
        .write(move |tx| {
            let (hash, store, id) = (hash.clone(), store.clone(), id.clone());
            let entry = entry.clone();
            Box::pin(async move {
                tx.serialize_on(STAFF).await?;
                let (member, _) = needed(tx, &store, &id).await?;
                check_reach(tx, &member, &entry.who).await?;
                if !sql::set_staff_secret(tx, &store, &id, &hash).await? {
                    return Err(Fail::Refused(StaffRefusal::Unknown));
                }
                audit::note(tx, &entry, now).await?;
                Ok(sql::revoke_all_of(tx, id.as_str(), now).await?)
            })
        })
        .await
}

/// Removes an account and ends its sessions.
///
/// # Errors
/// The refusal, with nothing stored.
pub async fn remove_staff(
    platform: &Platform,
    store: &StoreId,
    id: &StaffId,
    by: &str,
) -> Result<(), Fail<StaffRefusal>> {
    remove(platform, id, about(platform, store, id, by, "staff_removed")).await
}

/// Takes an addition back: the account is removed, and can be brought back as after any removal.
///
/// # Errors
/// As [`remove_staff`], and when it was taken back already.
pub async fn take_back_staff(
    platform: &Platform,
    addition: &Entry,
    by: &str,
) -> Result<(), Fail<StaffRefusal>> {
    let id = StaffId::new(addition.subject.as_deref().unwrap_or_default());
    let entry = about(platform, &addition.store, &id, by, "staff_removed");
    remove(platform, &id, entry.undoing(Some(addition.id.clone()))).await
}

async fn remove(
    platform: &Platform,
    id: &StaffId,
    entry: NewEntry,
) -> Result<(), Fail<StaffRefusal>> {
    let (now, id) = (platform.now(), id.clone());
    platform
        .db
        .write(move |tx| {
            let (id, entry) = (id.clone(), entry.clone());
            Box::pin(async move {
                tx.serialize_on(STAFF).await?;
                let (member, is_needed) = needed(tx, &entry.store, &id).await?;
                if member.role == Role::Operator && is_needed {
                    return Err(Fail::Refused(StaffRefusal::LastOperator));
                }
                check_reach(tx, &member, &entry.who).await?;
                audit::record(tx, &entry, now).await?;
                sql::remove_staff(tx, &entry.store, &id, now).await?;
                Ok(sql::revoke_all_of(tx, id.as_str(), now).await?)
            })
        })
        .await
}

/// Whether `by` may change this account: whoever could give one that runs every store another PIN
/// could run every store.
pub(super) async fn check_reach(
    tx: &mut Conn,
    member: &Staff,
    by: &str,
) -> Result<(), Fail<StaffRefusal>> {
    let is_theirs = !member.all_stores || member.id.as_str() == by;
    if is_theirs || sql::has_all_stores(tx, by).await? {
        return Ok(());
    }
    Err(Fail::Refused(StaffRefusal::RunsAllStores))
}

/// A member, and whether nobody else could run the store, or all stores in their place.
pub(super) async fn needed(
    tx: &mut Conn,
    store: &StoreId,
    id: &StaffId,
) -> Result<(Staff, bool), Fail<StaffRefusal>> {
    let (mut same, others): (Vec<_>, Vec<_>) =
        sql::staff(tx, store).await?.into_iter().partition(|member| member.id == *id);
    let member = same.pop().ok_or(Fail::Refused(StaffRefusal::Unknown))?;
    let everywhere = sql::others_with_all_stores(tx, id).await?;
    let here = others.iter().any(|member| member.role == Role::Operator);
    let is_needed = everywhere == 0 && (member.all_stores || !here);
    Ok((member, is_needed))
}

/// Takes a removal back: the account is as it was, with its old PIN.
///
/// # Errors
/// The refusal, with nothing stored: somebody else may have the name by now.
pub async fn return_staff(
    platform: &Platform,
    removal: &Entry,
    by: &str,
) -> Result<(), Fail<StaffRefusal>> {
    let id = StaffId::new(removal.subject.as_deref().unwrap_or_default());
    let entry = about(platform, &removal.store, &id, by, "staff_returned");
    let entry = entry.undoing(Some(removal.id.clone()));
    let now = platform.now();
    let returned = platform
        .db
        .write(move |tx| {
            let (id, entry) = (id.clone(), entry.clone());
            Box::pin(async move {
                tx.serialize_on(STAFF).await?;
                audit::record(tx, &entry, now).await?;
                // The only refusal that has written already: an error rolls it back.
                let is_back = sql::return_staff(tx, &entry.store, &id).await?;
                if is_back { Ok(()) } else { Err(DbError::Conflict.into()) }
            })
        })
        .await;
    returned.map_err(name_taken)
}

/// The name of a person or device as of now, by its `sub`; none for one that is not known any
/// more.
///
/// # Errors
/// When the database does not answer.
pub async fn name_of(platform: &Platform, sub: &str) -> Result<Option<String>, DbError> {
    let mut conn = platform.db.read().await?;
    if let Some(name) = sql::staff_name(&mut conn, sub).await? {
        return Ok(Some(name));
    }
    match sql::device_name(&mut conn, sub).await? {
        Some(name) => Ok(Some(name)),
        None => sql::session_name(&mut conn, sub).await,
    }
}
