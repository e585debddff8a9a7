//! The audit table.

use super::{Change, Entry, Filter, Kind, NewEntry};
use crate::clock::Timestamp;
use crate::db::{Conn, DbError, execute, fetch_all, fetch_optional};
use crate::ids::{AuditId, StoreId};

/// Entries looked through for a later change of the same part.
const LOOKED_THROUGH: i64 = 2_000;

#[derive(sqlx::FromRow)]
struct Row {
    id: AuditId,
    store: StoreId,
    time: Timestamp,
    who: String,
    kind: String,
    action: String,
    subject: Option<String>,
    changes: String,
    undoes: Option<AuditId>,
    undone_by: Option<AuditId>,
}

impl Row {
    /// `None` for a kind that only a newer version knows.
    fn into_entry(self) -> Result<Option<Entry>, DbError> {
        let Some(kind) = Kind::parse(&self.kind) else { return Ok(None) };
        let changes: Vec<Change> = serde_json::from_str(&self.changes)
            .map_err(|source| DbError::Unreadable { what: "audit entry", source })?;
        Ok(Some(Entry {
            id: self.id,
            store: self.store,
            time: self.time,
            who: self.who,
            kind,
            action: self.action,
            subject: self.subject,
            changes,
            undoes: self.undoes,
            undone_by: self.undone_by,
        }))
    }
}

fn readable(rows: Vec<Row>) -> Result<Vec<Entry>, DbError> {
    rows.into_iter().filter_map(|row| row.into_entry().transpose()).collect()
}

pub(super) async fn insert(tx: &mut Conn, entry: &NewEntry, now: Timestamp) -> Result<(), DbError> {
    let changes = serde_json::to_string(&entry.changes).expect("parts are plain data");
    execute!(
        tx,
        "insert into audit (id, store, time, who, kind, action, subject, changes, undoes)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        &entry.id,
        &entry.store,
        now,
        &entry.who,
        entry.kind.as_str(),
        entry.action,
        &entry.subject,
        changes,
        &entry.undoes
    )?;
    Ok(())
}

/// `false` when it is taken back already, or there is no such entry in the store.
pub(super) async fn mark_undone(
    tx: &mut Conn,
    store: &StoreId,
    undone: &AuditId,
    by: &AuditId,
) -> Result<bool, DbError> {
    let marked = execute!(
        tx,
        "update audit set undone_by = $1 where id = $2 and store = $3 and undone_by is null",
        by,
        undone,
        store
    )?;
    Ok(marked == 1)
}

pub(super) async fn entries(
    conn: &mut Conn,
    store: &StoreId,
    filter: &Filter,
    limit: i64,
) -> Result<Vec<Entry>, DbError> {
    let kind = filter.kind.map_or("", Kind::as_str);
    let who = filter.who.as_deref().unwrap_or_default();
    let before = filter.before.as_ref().map_or("", AuditId::as_str);
    readable(fetch_all!(
        conn,
        Row,
        "select id, store, time, who, kind, action, subject, changes, undoes, undone_by from audit
         where store = $1 and ($2 = '' or kind = $3) and ($4 = '' or who = $5)
         and ($6 = '' or id < $7) order by id desc limit $8",
        store,
        kind,
        kind,
        who,
        who,
        before,
        before,
        limit
    )?)
}

pub(super) async fn after(
    conn: &mut Conn,
    store: &StoreId,
    id: &AuditId,
) -> Result<Vec<Entry>, DbError> {
    readable(fetch_all!(
        conn,
        Row,
        "select id, store, time, who, kind, action, subject, changes, undoes, undone_by from audit
         where store = $1 and id > $2 order by id desc limit $3",
        store,
        id,
        LOOKED_THROUGH
    )?)
}

pub(super) async fn find(
    conn: &mut Conn,
    store: &StoreId,
    id: &AuditId,
) -> Result<Option<Entry>, DbError> {
    let row = fetch_optional!(
        conn,
        Row,
        "select id, store, time, who, kind, action, subject, changes, undoes, undone_by from audit
         where store = $1 and id = $2",
        store,
        id
    )?;
    row.map_or(Ok(None), Row::into_entry)
}

pub(super) async fn people(conn: &mut Conn, store: &StoreId) -> Result<Vec<String>, DbError> {
    let rows =
        fetch_all!(conn, (String,), "select distinct who from audit where store = $1", store)?;
    Ok(rows.into_iter().map(|(who,)| who).collect())
}

pub(super) async fn forget(tx: &mut Conn, before: Timestamp) -> Result<u64, DbError> {
    execute!(tx, "delete from audit where time < $1", before)
}
