//! The stores table.

use super::{Broadcast, Hours, Settings, State, Store};
use crate::clock::Timestamp;
use crate::db::{Conn, DbError, execute, fetch_all, fetch_one, fetch_optional, read_document};
use crate::ids::StoreId;
use crate::menu::Menu;

#[derive(sqlx::FromRow)]
struct StoreRow {
    id: StoreId,
    name: String,
    time_zone: String,
    state: String,
    state_reason: Option<String>,
    state_until: Option<Timestamp>,
    hours: Option<String>,
    schedule_at: Option<Timestamp>,
    settings: String,
    menu: String,
    broadcast: Option<String>,
    archived_at: Option<Timestamp>,
    sequence: i64,
}

impl StoreRow {
    fn into_store(self) -> Result<Store, DbError> {
        let settings: Settings = read_document(&self.settings)
            .map_err(|source| DbError::Unreadable { what: "limits document", source })?;
        let menu: Menu = read_document(&self.menu)
            .map_err(|source| DbError::Unreadable { what: "menu", source })?;
        let hours: Option<Hours> = self
            .hours
            .map(|document| read_document(&document))
            .transpose()
            .map_err(|source| DbError::Unreadable { what: "opening hours", source })?;
        let broadcast: Option<Broadcast> = self
            .broadcast
            .map(|document| read_document(&document))
            .transpose()
            .map_err(|source| DbError::Unreadable { what: "message to guests", source })?;
        Ok(Store {
            id: self.id,
            name: self.name,
            time_zone: self.time_zone,
            // The table's check allows these three only.
            state: State::parse(&self.state).unwrap_or(State::Closed),
            reason: self.state_reason,
            until: self.state_until,
            hours,
            schedule_at: self.schedule_at,
            settings,
            menu,
            broadcast,
            archived_at: self.archived_at,
            sequence: self.sequence,
        })
    }
}

pub(super) async fn load(conn: &mut Conn, id: &StoreId) -> Result<Option<Store>, DbError> {
    let row = fetch_optional!(
        conn,
        StoreRow,
        "select id, name, time_zone, state, state_reason, state_until, hours, schedule_at,
            settings, menu, broadcast, archived_at, sequence
         from stores where id = $1",
        id
    )?;
    row.map(StoreRow::into_store).transpose()
}

pub(super) async fn all(conn: &mut Conn) -> Result<Vec<(StoreId, String)>, DbError> {
    fetch_all!(
        conn,
        (StoreId, String),
        "select id, name from stores where archived_at is null order by name, id"
    )
}

pub(super) async fn everything(conn: &mut Conn) -> Result<Vec<Store>, DbError> {
    let rows = fetch_all!(
        conn,
        StoreRow,
        "select id, name, time_zone, state, state_reason, state_until, hours, schedule_at,
            settings, menu, broadcast, archived_at, sequence
         from stores order by name, id"
    )?;
    rows.into_iter().map(StoreRow::into_store).collect()
}

pub(super) async fn count(conn: &mut Conn) -> Result<i64, DbError> {
    Ok(fetch_one!(conn, (i64,), "select count(*) from stores")?.0)
}

/// Stores a new store; `false` when its id is taken.
pub(super) async fn insert(tx: &mut Conn, store: &Store, now: Timestamp) -> Result<bool, DbError> {
    let added = execute!(
        tx,
        "insert into stores (id, name, time_zone, state, settings, menu, sequence, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (id) do nothing",
        &store.id,
        &store.name,
        &store.time_zone,
        store.state.as_str(),
        document(&store.settings),
        document(&store.menu),
        store.sequence,
        now
    )?;
    Ok(added == 1)
}

/// Stores what has changed of a store since it was `before`; `false` when another change came first.
///
/// Limits and menu that are as they were are not written: they may hold more than this version knows.
pub(super) async fn update(tx: &mut Conn, store: &Store, before: &Store) -> Result<bool, DbError> {
    let changed = execute!(
        tx,
        "update stores set name = $1, time_zone = $2, state = $3, state_reason = $4,
            state_until = $5, hours = $6, schedule_at = $7, settings = coalesce($8, settings),
            menu = coalesce($9, menu), broadcast = $10, broadcast_until = $11, archived_at = $12, sequence = $13
         where id = $14 and sequence = $15",
        &store.name,
        &store.time_zone,
        store.state.as_str(),
        &store.reason,
        store.until,
        store.hours.as_ref().map(document),
        store.schedule_at,
        (store.settings != before.settings).then(|| document(&store.settings)),
        (store.menu != before.menu).then(|| document(&store.menu)),
        store.broadcast.as_ref().map(document),
        store.broadcast.as_ref().map(|broadcast| broadcast.until),
        store.archived_at,
        store.sequence,
        &store.id,
        before.sequence
    )?;
    Ok(changed == 1)
}

pub(super) async fn next_resume(conn: &mut Conn) -> Result<Option<Timestamp>, DbError> {
    let row = fetch_optional!(
        conn,
        (Timestamp,),
        "select state_until from stores where state_until is not null order by state_until limit 1"
    )?;
    Ok(row.map(|(until,)| until))
}

pub(super) async fn resumable(conn: &mut Conn, now: Timestamp) -> Result<Vec<StoreId>, DbError> {
    let rows = fetch_all!(
        conn,
        (StoreId,),
        "select id from stores where state_until is not null and state_until <= $1
         order by state_until limit 100",
        now
    )?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Notes that the hours have acted without changing anything; `false` when somebody was faster.
pub(super) async fn move_schedule(
    tx: &mut Conn,
    store: &Store,
    before: Option<Timestamp>,
) -> Result<bool, DbError> {
    let changed = execute!(
        tx,
        "update stores set schedule_at = $1 where id = $2 and schedule_at = $3 and sequence = $4",
        store.schedule_at,
        &store.id,
        before,
        store.sequence
    )?;
    Ok(changed == 1)
}

pub(super) async fn next_schedule(conn: &mut Conn) -> Result<Option<Timestamp>, DbError> {
    let row = fetch_optional!(
        conn,
        (Timestamp,),
        "select schedule_at from stores where schedule_at is not null order by schedule_at limit 1"
    )?;
    Ok(row.map(|(at,)| at))
}

pub(super) async fn scheduled(conn: &mut Conn, now: Timestamp) -> Result<Vec<StoreId>, DbError> {
    let rows = fetch_all!(
        conn,
        (StoreId,),
        "select id from stores where schedule_at is not null and schedule_at <= $1
         order by schedule_at limit 100",
        now
    )?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

pub(super) async fn next_broadcast_end(conn: &mut Conn) -> Result<Option<Timestamp>, DbError> {
    let row = fetch_optional!(
        conn,
        (Timestamp,),
        "select broadcast_until from stores where broadcast_until is not null
         order by broadcast_until limit 1"
    )?;
    Ok(row.map(|(until,)| until))
}

pub(super) async fn ended_broadcasts(
    conn: &mut Conn,
    now: Timestamp,
) -> Result<Vec<StoreId>, DbError> {
    let rows = fetch_all!(
        conn,
        (StoreId,),
        "select id from stores where broadcast_until is not null and broadcast_until <= $1
         order by broadcast_until limit 100",
        now
    )?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

fn document(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).expect("plain data always has a JSON form")
}
