//! The buckets table.

use super::Bucket;
use crate::clock::Timestamp;
use crate::db::{Conn, DbError, execute, fetch_optional};
use crate::ids::{BucketId, StoreId};

pub(super) async fn newest(conn: &mut Conn, store: &StoreId) -> Result<Option<Bucket>, DbError> {
    fetch_optional!(
        conn,
        Bucket,
        "select id, store, generation, code, places, granted, returned, opened_at, expires_at
         from buckets where store = $1 order by generation desc limit 1",
        store
    )
}

pub(super) async fn by_code(
    conn: &mut Conn,
    store: &StoreId,
    code: &str,
) -> Result<Option<Bucket>, DbError> {
    fetch_optional!(
        conn,
        Bucket,
        "select id, store, generation, code, places, granted, returned, opened_at, expires_at
         from buckets where code = $1 and store = $2",
        code,
        store
    )
}

/// Adds a bucket; `false` when its generation is already there.
pub(super) async fn insert(tx: &mut Conn, bucket: &Bucket) -> Result<bool, DbError> {
    let added = execute!(
        tx,
        "insert into buckets
            (id, store, generation, code, places, granted, returned, opened_at, expires_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (store, generation) do nothing",
        &bucket.id,
        &bucket.store,
        bucket.generation,
        &bucket.code,
        bucket.places,
        bucket.granted,
        bucket.returned,
        bucket.opened_at,
        bucket.expires_at
    )?;
    Ok(added == 1)
}

pub(super) async fn take_place(tx: &mut Conn, bucket: &BucketId) -> Result<bool, DbError> {
    let taken = execute!(
        tx,
        "update buckets set granted = granted + 1
         where id = $1 and granted - returned < places",
        bucket
    )?;
    Ok(taken == 1)
}

pub(super) async fn return_place(
    tx: &mut Conn,
    bucket: &BucketId,
    now: Timestamp,
) -> Result<(), DbError> {
    execute!(
        tx,
        "update buckets set returned = returned + 1
         where id = $1 and returned < granted and expires_at > $2",
        bucket,
        now
    )?;
    Ok(())
}
