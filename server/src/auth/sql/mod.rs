//! Sessions and set-up links; staff and devices are in files of their own.

mod devices;
pub(super) mod displays;
mod staff;

pub(super) use devices::*;
pub(super) use staff::*;

use super::role::{Principal, Role};
use crate::clock::Timestamp;
use crate::db::{Conn, DbError, execute, fetch_all, fetch_optional};
use crate::ids::SessionId;

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

/// Whether a session is revoked, and its name as of now; `None` when there is no row.
pub(super) async fn session(
    conn: &mut Conn,
    session: &SessionId,
) -> Result<Option<(bool, String)>, DbError> {
    let row = fetch_optional!(
        conn,
        (Option<Timestamp>, String),
        "select revoked_at, name from sessions where id = $1",
        session
    )?;
    Ok(row.map(|(revoked_at, name)| (revoked_at.is_some(), name)))
}

/// Ends a session; `false` when it has ended before.
pub(super) async fn revoke_session(
    tx: &mut Conn,
    session: &SessionId,
    now: Timestamp,
) -> Result<bool, DbError> {
    let ended = execute!(
        tx,
        "update sessions set revoked_at = $1 where id = $2 and revoked_at is null",
        now,
        session
    )?;
    Ok(ended == 1)
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

/// What a session was called, where it has no account: a script's token.
pub(super) async fn session_name(conn: &mut Conn, sub: &str) -> Result<Option<String>, DbError> {
    let row =
        fetch_optional!(conn, (String,), "select name from sessions where sub = $1 limit 1", sub)?;
    Ok(row.map(|(name,)| name).filter(|name| !name.is_empty()))
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

/// Rows hold only what `Role::as_str` wrote; anything else gets the least rights.
fn role_of(text: &str) -> Role {
    Role::parse(text).unwrap_or(Role::Customer)
}
