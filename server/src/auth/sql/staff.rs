//! Accounts.

use super::super::role::Role;
use super::super::staff::{Staff, name_key};
use super::role_of;
use crate::clock::Timestamp;
use crate::db::{Conn, DbError, execute, fetch_all, fetch_one, fetch_optional};
use crate::ids::{StaffId, StoreId};

pub(in super::super) async fn insert_staff(
    tx: &mut Conn,
    member: &Staff,
    secret_hash: &str,
    now: Timestamp,
) -> Result<(), DbError> {
    execute!(
        tx,
        "insert into staff (id, store, name, name_key, role, all_stores, secret_hash, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        &member.id,
        &member.store,
        &member.name,
        name_key(&member.name),
        member.role.as_str(),
        i64::from(member.all_stores),
        secret_hash,
        now
    )?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct Row {
    id: StaffId,
    store: StoreId,
    name: String,
    role: String,
    all_stores: i64,
    secret_hash: String,
}

impl Row {
    fn into_staff(self) -> (Staff, String) {
        let role = role_of(&self.role);
        let all_stores = self.all_stores == 1 && role == Role::Operator;
        let Self { id, store, name, secret_hash, .. } = self;
        (Staff { id, store, name, role, all_stores }, secret_hash)
    }
}

/// Somebody with the hash of their PIN; nobody works in a store that was put away.
pub(in super::super) async fn staff_secret(
    conn: &mut Conn,
    store: &StoreId,
    name_key: &str,
) -> Result<Option<(Staff, String)>, DbError> {
    let row = fetch_optional!(
        conn,
        Row,
        "select staff.id, staff.store, staff.name, staff.role, staff.all_stores, staff.secret_hash
         from staff inner join stores on stores.id = staff.store
         where staff.store = $1 and staff.name_key = $2 and staff.removed_at is null
            and stores.archived_at is null",
        store,
        name_key
    )?;
    Ok(row.map(Row::into_staff))
}

/// Whether the account is there, in this role, and this is still the hash of its PIN.
pub(in super::super) async fn has_secret(
    conn: &mut Conn,
    id: &StaffId,
    role: Role,
    secret_hash: &str,
) -> Result<bool, DbError> {
    let row = fetch_optional!(
        conn,
        (String,),
        "select id from staff
         where id = $1 and role = $2 and secret_hash = $3 and removed_at is null",
        id,
        role.as_str(),
        secret_hash
    )?;
    Ok(row.is_some())
}

/// Whether there is such a store and it was not put away.
pub(in super::super) async fn is_open_store(
    conn: &mut Conn,
    store: &StoreId,
) -> Result<bool, DbError> {
    let row = fetch_optional!(
        conn,
        (String,),
        "select id from stores where id = $1 and archived_at is null",
        store
    )?;
    Ok(row.is_some())
}

/// Operators of this name who run every store, wherever their account is.
pub(in super::super) async fn all_stores_secrets(
    conn: &mut Conn,
    name_key: &str,
) -> Result<Vec<(Staff, String)>, DbError> {
    let rows = fetch_all!(
        conn,
        Row,
        "select id, store, name, role, all_stores, secret_hash from staff
         where name_key = $1 and all_stores = 1 and removed_at is null",
        name_key
    )?;
    Ok(rows.into_iter().map(Row::into_staff).collect())
}

pub(in super::super) async fn staff(
    conn: &mut Conn,
    store: &StoreId,
) -> Result<Vec<Staff>, DbError> {
    let rows = fetch_all!(
        conn,
        Row,
        "select id, store, name, role, all_stores, secret_hash from staff
         where store = $1 and removed_at is null order by name_key",
        store
    )?;
    Ok(rows.into_iter().map(|row| row.into_staff().0).collect())
}

/// How many operators other than `id` run every store.
pub(in super::super) async fn others_with_all_stores(
    conn: &mut Conn,
    id: &StaffId,
) -> Result<i64, DbError> {
    let (count,) = fetch_one!(
        conn,
        (i64,),
        "select count(*) from staff
         where all_stores = 1 and role = 'operator' and removed_at is null and id <> $1",
        id
    )?;
    Ok(count)
}

/// Whether this account is an operator's who runs every store.
pub(in super::super) async fn has_all_stores(conn: &mut Conn, id: &str) -> Result<bool, DbError> {
    let row = fetch_optional!(
        conn,
        (i64,),
        "select all_stores from staff
         where id = $1 and role = 'operator' and removed_at is null",
        id
    )?;
    Ok(row.is_some_and(|(all_stores,)| all_stores == 1))
}

pub(in super::super) async fn set_all_stores(
    tx: &mut Conn,
    id: &StaffId,
    all_stores: bool,
) -> Result<(), DbError> {
    let sql = "update staff set all_stores = $1 where id = $2";
    execute!(tx, sql, i64::from(all_stores), id)?;
    Ok(())
}

/// Who is given a role runs one store.
pub(in super::super) async fn set_role(
    tx: &mut Conn,
    id: &StaffId,
    role: Role,
) -> Result<(), DbError> {
    let sql = "update staff set role = $1, all_stores = 0 where id = $2";
    execute!(tx, sql, role.as_str(), id)?;
    Ok(())
}

/// Gives a removed account back; `false` when it is not removed.
pub(in super::super) async fn return_staff(
    tx: &mut Conn,
    store: &StoreId,
    id: &StaffId,
) -> Result<bool, DbError> {
    let returned = execute!(
        tx,
        "update staff set removed_at = null
         where id = $1 and store = $2 and removed_at is not null",
        id,
        store
    )?;
    Ok(returned == 1)
}

/// Whose account this is or was.
pub(in super::super) async fn staff_name(
    conn: &mut Conn,
    id: &str,
) -> Result<Option<String>, DbError> {
    let row = fetch_optional!(conn, (String,), "select name from staff where id = $1", id)?;
    Ok(row.map(|(name,)| name))
}

pub(in super::super) async fn set_staff_secret(
    tx: &mut Conn,
    store: &StoreId,
    id: &StaffId,
    secret_hash: &str,
) -> Result<bool, DbError> {
    let changed = execute!(
        tx,
        "update staff set secret_hash = $1 where id = $2 and store = $3 and removed_at is null",
        secret_hash,
        id,
        store
    )?;
    Ok(changed == 1)
}

pub(in super::super) async fn remove_staff(
    tx: &mut Conn,
    store: &StoreId,
    id: &StaffId,
    now: Timestamp,
) -> Result<bool, DbError> {
    let removed = execute!(
        tx,
        "update staff set removed_at = $1 where id = $2 and store = $3 and removed_at is null",
        now,
        id,
        store
    )?;
    Ok(removed == 1)
}

pub(in super::super) async fn operators(conn: &mut Conn) -> Result<i64, DbError> {
    let (count,) = fetch_one!(
        conn,
        (i64,),
        "select count(*) from staff where role = 'operator' and removed_at is null"
    )?;
    Ok(count)
}
