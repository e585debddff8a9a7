//! Staff accounts: a name and a PIN or password in one store.

use super::role::{Principal, Role};
use super::{Auth, NewSession, pin, sql};
use crate::db::{Constraint, DbError, Fail};
use crate::ids::{StaffId, StoreId, UserId};
use crate::platform::Platform;

/// How long a sign-in lasts: a long shift.
const SIGN_IN_SECONDS: i64 = 16 * 3_600;

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
    /// No such store.
    UnknownStore,
}

/// What two names of one person have in common, however they are typed: limits, lookups and the
/// uniqueness of names all go by it.
pub(super) fn name_key(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Adds an account.
///
/// # Errors
/// The refusal, with nothing stored.
pub async fn add_staff(platform: &Platform, new: NewStaff) -> Result<Staff, Fail<StaffRefusal>> {
    let (member, hash) = checked(platform, new).await?;
    let now = platform.now();
    let added = platform
        .db
        .write(move |tx| {
            let (member, hash) = (member.clone(), hash.clone());
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
                Ok(member)
            })
        })
        .await;
    added.map_err(name_taken)
}

/// A member with a hashed PIN, after every check that needs no database.
pub(super) async fn checked(
    platform: &Platform,
    new: NewStaff,
) -> Result<(Staff, String), Fail<StaffRefusal>> {
    let name = new.name.split_whitespace().collect::<Vec<_>>().join(" ");
    if !(1..=40).contains(&name.chars().count()) || name.chars().any(char::is_control) {
        return Err(Fail::Refused(StaffRefusal::InvalidName));
    }
    if !pin::fits(&new.pin) {
        return Err(Fail::Refused(StaffRefusal::InvalidPin));
    }
    if !matches!(new.role, Role::Barista | Role::Operator) {
        return Err(Fail::Refused(StaffRefusal::InvalidRole));
    }
    let hash = pin::hash(&platform.ids, new.pin).await;
    let id = StaffId::new(platform.ids.fresh(platform.now()));
    Ok((Staff { id, store: new.store, name, role: new.role }, hash))
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
) -> Result<(), Fail<StaffRefusal>> {
    if !pin::fits(new_pin) {
        return Err(Fail::Refused(StaffRefusal::InvalidPin));
    }
    let hash = pin::hash(&platform.ids, new_pin.to_owned()).await;
    let (now, store, id) = (platform.now(), store.clone(), id.clone());
    platform
        .db
        .write(move |tx| {
            let (hash, store, id) = (hash.clone(), store.clone(), id.clone());
            Box::pin(async move {
                if !sql::set_staff_secret(tx, &store, &id, &hash).await? {
                    return Err(Fail::Refused(StaffRefusal::Unknown));
                }
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
) -> Result<(), Fail<StaffRefusal>> {
    let (now, store, id) = (platform.now(), store.clone(), id.clone());
    platform
        .db
        .write(move |tx| {
            let (store, id) = (store.clone(), id.clone());
            Box::pin(async move {
                tx.serialize_on("staff").await?;
                let members = sql::staff(tx, &store).await?;
                let is_operator = |member: &&Staff| member.role == Role::Operator;
                let member = members
                    .iter()
                    .find(|member| member.id == id)
                    .ok_or(Fail::Refused(StaffRefusal::Unknown))?;
                if is_operator(&member) && members.iter().filter(is_operator).count() == 1 {
                    return Err(Fail::Refused(StaffRefusal::LastOperator));
                }
                sql::remove_staff(tx, &store, &id, now).await?;
                Ok(sql::revoke_all_of(tx, id.as_str(), now).await?)
            })
        })
        .await
}

/// Signs somebody in; `None` when name and PIN do not belong together.
///
/// # Errors
/// When the database does not answer.
pub async fn sign_in(
    platform: &Platform,
    auth: &Auth,
    store: &StoreId,
    name: &str,
    typed_pin: &str,
) -> Result<Option<(Principal, String)>, DbError> {
    let mut conn = platform.db.read().await?;
    let found = sql::staff_secret(&mut conn, store, &name_key(name)).await?;
    drop(conn);
    let (member, hash) = found.map_or((None, None), |(member, hash)| (Some(member), Some(hash)));
    let is_right = pin::fits(typed_pin) && pin::matches(typed_pin.to_owned(), hash).await;
    let Some(member) = member.filter(|_| is_right) else { return Ok(None) };
    let session = NewSession {
        sub: UserId::new(member.id.as_str()),
        role: member.role,
        store: member.store,
        name: member.name,
        ttl_seconds: SIGN_IN_SECONDS,
    };
    Ok(Some(auth.start(session).await?))
}
