//! Devices and their pairings.

use super::super::devices::{Device, DeviceKind};
use super::super::role::Principal;
use super::role_of;
use crate::clock::Timestamp;
use crate::db::{Conn, DbError, execute, fetch_all, fetch_optional};
use crate::ids::{DeviceId, SessionId, StoreId, UserId};

pub(in super::super) async fn insert_pairing(
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

pub(in super::super) async fn forget_pairings(
    tx: &mut Conn,
    before: Timestamp,
) -> Result<(), DbError> {
    execute!(tx, "delete from pairings where expires_at < $1", before)?;
    Ok(())
}

/// A waiting pairing's code and, once approved, its device.
pub(in super::super) async fn pairing(
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
pub(in super::super) async fn settle_pairing(
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

pub(in super::super) async fn has_pairing(
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

pub(in super::super) async fn insert_device(
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

pub(in super::super) async fn devices(
    conn: &mut Conn,
    store: &StoreId,
) -> Result<Vec<Device>, DbError> {
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
pub(in super::super) async fn device_session(
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

pub(in super::super) async fn remove_device(
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

/// What a paired device of the store is called.
pub(in super::super) async fn paired_name(
    conn: &mut Conn,
    store: &StoreId,
    id: &DeviceId,
) -> Result<Option<String>, DbError> {
    let row = fetch_optional!(
        conn,
        (String,),
        "select name from devices where id = $1 and store = $2 and removed_at is null",
        id,
        store
    )?;
    Ok(row.map(|(name,)| name))
}

/// Calls a paired device and its session `to`; `false` when it is no longer called `from`.
pub(in super::super) async fn rename_device(
    tx: &mut Conn,
    id: &DeviceId,
    (from, to): (&str, &str),
) -> Result<bool, DbError> {
    let renamed = execute!(
        tx,
        "update devices set name = $1 where id = $2 and name = $3 and removed_at is null",
        to,
        id,
        from
    )?;
    if renamed == 1 {
        execute!(
            tx,
            "update sessions set name = $1
             where id = (select session from devices where id = $2)",
            to,
            id
        )?;
    }
    Ok(renamed == 1)
}

fn device_of(row: (DeviceId, StoreId, String, String, Timestamp)) -> Device {
    let (id, store, kind, name, created_at) = row;
    // The table's check allows the known kinds only.
    let kind = DeviceKind::parse(&kind).unwrap_or(DeviceKind::Display);
    Device { id, store, kind, name, created_at }
}

/// Pairs a removed device again and gives it its session back; `false` when it is not removed.
pub(in super::super) async fn return_device(
    tx: &mut Conn,
    store: &StoreId,
    id: &DeviceId,
) -> Result<bool, DbError> {
    let returned = execute!(
        tx,
        "update devices set removed_at = null
         where id = $1 and store = $2 and removed_at is not null",
        id,
        store
    )?;
    if returned == 1 {
        execute!(
            tx,
            "update sessions set revoked_at = null
             where id = (select session from devices where id = $1)",
            id
        )?;
    }
    Ok(returned == 1)
}

/// A device's name, also when it was removed.
pub(in super::super) async fn device_name(
    conn: &mut Conn,
    id: &str,
) -> Result<Option<String>, DbError> {
    let row = fetch_optional!(conn, (String,), "select name from devices where id = $1", id)?;
    Ok(row.map(|(name,)| name))
}
