//! Sessions, staff, devices, pairings and set-up links.

use super::devices::{Device, DeviceKind};
use super::role::{Principal, Role};
use super::staff::{Staff, name_key};
use crate::clock::Timestamp;
use crate::db::{Conn, DbError, execute, fetch_all, fetch_one, fetch_optional};
use crate::ids::{DeviceId, SessionId, StaffId, StoreId, UserId};

pub(super) async fn insert_session(
    tx: &mut Conn,
    session: &Principal,
    now: Timestamp,
    revoked_at: Option<Timestamp>,
) -> Result<(), DbError> {
    execute!(
        tx,
        "insert into sessions (id, sub, role, store, name, created_at, expires_at, revoked_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (id) do nothing",
        &session.session,
        &session.sub,
        session.role.as_str(),
        &session.store,
        &session.name,
        now,
        session.expires_at,
        revoked_at
    )?;
    Ok(())
}

/// `None` when there is no row.
pub(super) async fn is_revoked(
    conn: &mut Conn,
    session: &SessionId,
) -> Result<Option<bool>, DbError> {
    let row = fetch_optional!(
        conn,
        (Option<Timestamp>,),
        "select revoked_at from sessions where id = $1",
        session
    )?;
    Ok(row.map(|(revoked_at,)| revoked_at.is_some()))
}

pub(super) async fn revoke_session(
    tx: &mut Conn,
    session: &SessionId,
    now: Timestamp,
) -> Result<(), DbError> {
    execute!(
        tx,
        "update sessions set revoked_at = $1 where id = $2 and revoked_at is null",
        now,
        session
    )?;
    Ok(())
}

/// Expired sessions are refused by their token alone; a device keeps its row for its history.
pub(super) async fn forget_sessions(tx: &mut Conn, now: Timestamp) -> Result<(), DbError> {
    execute!(
        tx,
        "delete from sessions where expires_at < $1
         and not exists (select 1 from devices where devices.session = sessions.id)",
        now
    )?;
    Ok(())
}

/// Ends every session of a person or device.
pub(super) async fn revoke_all_of(tx: &mut Conn, sub: &str, now: Timestamp) -> Result<(), DbError> {
    execute!(
        tx,
        "update sessions set revoked_at = $1 where sub = $2 and revoked_at is null",
        now,
        sub
    )?;
    Ok(())
}

pub(super) async fn revoked_since(
    conn: &mut Conn,
    since: Timestamp,
) -> Result<Vec<SessionId>, DbError> {
    let rows = fetch_all!(
        conn,
        (SessionId,),
        "select id from sessions where revoked_at is not null and revoked_at >= $1",
        since
    )?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

pub(super) async fn insert_staff(
    tx: &mut Conn,
    member: &Staff,
    secret_hash: &str,
    now: Timestamp,
) -> Result<(), DbError> {
    execute!(
        tx,
        "insert into staff (id, store, name, name_key, role, secret_hash, created_at)
         values ($1, $2, $3, $4, $5, $6, $7)",
        &member.id,
        &member.store,
        &member.name,
        name_key(&member.name),
        member.role.as_str(),
        secret_hash,
        now
    )?;
    Ok(())
}

pub(super) async fn staff_secret(
    conn: &mut Conn,
    store: &StoreId,
    name_key: &str,
) -> Result<Option<(Staff, String)>, DbError> {
    let row = fetch_optional!(
        conn,
        (StaffId, StoreId, String, String, String),
        "select id, store, name, role, secret_hash from staff
         where store = $1 and name_key = $2 and removed_at is null",
        store,
        name_key
    )?;
    Ok(row.map(|(id, store, name, role, hash)| {
        (Staff { id, store, name, role: role_of(&role) }, hash)
    }))
}

pub(super) async fn staff(conn: &mut Conn, store: &StoreId) -> Result<Vec<Staff>, DbError> {
    let rows = fetch_all!(
        conn,
        (StaffId, StoreId, String, String),
        "select id, store, name, role from staff
         where store = $1 and removed_at is null order by name_key",
        store
    )?;
    let member = |(id, store, name, role): (_, _, _, String)| Staff {
        id,
        store,
        name,
        role: role_of(&role),
    };
    Ok(rows.into_iter().map(member).collect())
}

pub(super) async fn set_staff_secret(
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

pub(super) async fn remove_staff(
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

pub(super) async fn operators(conn: &mut Conn) -> Result<i64, DbError> {
    let (count,) = fetch_one!(
        conn,
        (i64,),
        "select count(*) from staff where role = 'operator' and removed_at is null"
    )?;
    Ok(count)
}

pub(super) async fn insert_setup_link(
    tx: &mut Conn,
    hash: &str,
    now: Timestamp,
) -> Result<(), DbError> {
    execute!(tx, "insert into setup_links (hash, created_at) values ($1, $2)", hash, now)?;
    Ok(())
}

pub(super) async fn has_setup_link(conn: &mut Conn, hash: &str) -> Result<bool, DbError> {
    let row =
        fetch_optional!(conn, (String,), "select hash from setup_links where hash = $1", hash)?;
    Ok(row.is_some())
}

pub(super) async fn forget_setup_links(tx: &mut Conn) -> Result<(), DbError> {
    execute!(tx, "delete from setup_links")?;
    Ok(())
}

pub(super) async fn insert_pairing(
    tx: &mut Conn,
    id: &str,
    code: &str,
    expires_at: Timestamp,
) -> Result<bool, DbError> {
    let added = execute!(
        tx,
        "insert into pairings (id, code, expires_at) values ($1, $2, $3)
         on conflict (code) do nothing",
        id,
        code,
        expires_at
    )?;
    Ok(added == 1)
}

pub(super) async fn forget_pairings(tx: &mut Conn, before: Timestamp) -> Result<(), DbError> {
    execute!(tx, "delete from pairings where expires_at < $1", before)?;
    Ok(())
}

/// A waiting pairing's code and, once approved, its device.
pub(super) async fn pairing(
    conn: &mut Conn,
    id: &str,
    now: Timestamp,
) -> Result<Option<(String, Timestamp, Option<DeviceId>)>, DbError> {
    fetch_optional!(
        conn,
        (String, Timestamp, Option<DeviceId>),
        "select code, expires_at, device from pairings where id = $1 and expires_at > $2",
        id,
        now
    )
}

/// Gives a waiting pairing its device; `false` when no device waits with this code.
pub(super) async fn settle_pairing(
    tx: &mut Conn,
    code: &str,
    device: &DeviceId,
    now: Timestamp,
) -> Result<bool, DbError> {
    let settled = execute!(
        tx,
        "update pairings set device = $1 where code = $2 and device is null and expires_at > $3",
        device,
        code,
        now
    )?;
    Ok(settled == 1)
}

pub(super) async fn has_pairing(
    conn: &mut Conn,
    code: &str,
    now: Timestamp,
) -> Result<bool, DbError> {
    let row = fetch_optional!(
        conn,
        (String,),
        "select id from pairings where code = $1 and device is null and expires_at > $2",
        code,
        now
    )?;
    Ok(row.is_some())
}

pub(super) async fn forget_pairing(tx: &mut Conn, id: &str) -> Result<(), DbError> {
    execute!(tx, "delete from pairings where id = $1", id)?;
    Ok(())
}

pub(super) async fn insert_device(
    tx: &mut Conn,
    device: &Device,
    session: &SessionId,
    now: Timestamp,
) -> Result<(), DbError> {
    execute!(
        tx,
        "insert into devices (id, store, kind, name, session, created_at)
         values ($1, $2, $3, $4, $5, $6)",
        &device.id,
        &device.store,
        device.kind.as_str(),
        &device.name,
        session,
        now
    )?;
    Ok(())
}

pub(super) async fn devices(conn: &mut Conn, store: &StoreId) -> Result<Vec<Device>, DbError> {
    let rows = fetch_all!(
        conn,
        (DeviceId, StoreId, String, String, Timestamp),
        "select id, store, kind, name, created_at from devices
         where store = $1 and removed_at is null order by created_at",
        store
    )?;
    Ok(rows.into_iter().map(device_of).collect())
}

/// A device with the session it was paired with.
pub(super) async fn device_session(
    conn: &mut Conn,
    id: &DeviceId,
) -> Result<Option<(Device, Principal)>, DbError> {
    let row = fetch_optional!(
        conn,
        (DeviceId, StoreId, String, String, Timestamp),
        "select id, store, kind, name, created_at from devices
         where id = $1 and removed_at is null",
        id
    )?;
    let Some(device) = row.map(device_of) else { return Ok(None) };
    let row = fetch_optional!(
        conn,
        (SessionId, UserId, String, Timestamp),
        "select sessions.id, sessions.sub, sessions.role, sessions.expires_at
         from sessions inner join devices on devices.session = sessions.id
         where devices.id = $1 and sessions.revoked_at is null",
        id
    )?;
    Ok(row.map(|(session, sub, role, expires_at)| {
        let principal = Principal {
            sub,
            role: role_of(&role),
            store: Some(device.store.clone()),
            name: device.name.clone(),
            session,
            expires_at,
        };
        (device, principal)
    }))
}

pub(super) async fn remove_device(
    tx: &mut Conn,
    store: &StoreId,
    id: &DeviceId,
    now: Timestamp,
) -> Result<bool, DbError> {
    let removed = execute!(
        tx,
        "update devices set removed_at = $1 where id = $2 and store = $3 and removed_at is null",
        now,
        id,
        store
    )?;
    Ok(removed == 1)
}

fn device_of(row: (DeviceId, StoreId, String, String, Timestamp)) -> Device {
    let (id, store, kind, name, created_at) = row;
    // The table's check allows the known kinds only.
    let kind = DeviceKind::parse(&kind).unwrap_or(DeviceKind::Display);
    Device { id, store, kind, name, created_at }
}

/// Rows hold only what `Role::as_str` wrote; anything else gets the least rights.
fn role_of(text: &str) -> Role {
    Role::parse(text).unwrap_or(Role::Customer)
}
