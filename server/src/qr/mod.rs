//! The rotating QR code: who scans it in time gets one of its places.
//!
//! A bucket is one code's lifetime and places. This folder makes buckets, checks codes, and takes
//! and returns places; whether a guest may order at all (store, queue, own limits) is `order`'s.

pub mod bucket;
pub mod code;
pub(crate) mod http;
mod sql;
mod svg;

use crate::clock::Timestamp;
use crate::db::{Conn, DbError, Fail, Never};
use crate::ids::{BucketId, StoreId};
use crate::keys::Keys;
use crate::platform::Platform;
use crate::store::{State, Store};

pub use bucket::Bucket;
pub use code::{Code, CodeRefusal, Scan};
pub use svg::qr_svg;

/// What a screen shows of the current code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownCode {
    /// What the QR code says.
    pub url: String,
    /// Places not taken.
    pub places_left: i64,
    /// Places in all.
    pub places: i64,
    /// When the next code comes.
    pub expires_at: Timestamp,
    /// When the changing part is next due.
    pub refresh_at: Timestamp,
}

/// The store's current code, the same on every display, or `None` while it takes no orders.
///
/// Makes the next bucket when the last has expired.
///
/// # Errors
/// When the database does not answer.
pub async fn shown_code(
    platform: &Platform,
    store: &Store,
    public_url: &str,
) -> Result<Option<ShownCode>, DbError> {
    let now = platform.now();
    if store.state_at(now) != State::Open {
        return Ok(None);
    }
    let bucket = current_bucket(platform, store, now).await?;
    let code = Code::showing(&platform.keys, &bucket.code, now);
    Ok(Some(ShownCode {
        url: format!("{public_url}/s/{}/scan?c={code}", store.id),
        places_left: bucket.left(),
        places: bucket.places,
        expires_at: bucket.expires_at,
        refresh_at: code::next_change(now).min(bucket.expires_at),
    }))
}

/// The bucket that is live at `now`, made where there is none.
///
/// Race-free: a generation exists once per store, so of two makers one finds the other's.
async fn current_bucket(
    platform: &Platform,
    store: &Store,
    now: Timestamp,
) -> Result<Bucket, DbError> {
    let newest = sql::newest(&mut platform.db.read().await?, &store.id).await?;
    if let Some(live) = newest.filter(|bucket| bucket.is_live(now)) {
        return Ok(live);
    }
    let id = BucketId::new(platform.ids.fresh(now));
    let code = code::fresh_bucket_code(&platform.ids);
    let (store, settings) = (store.id.clone(), store.settings.clone());
    let made = platform
        .db
        .write(move |tx| {
            let (id, code, store) = (id.clone(), code.clone(), store.clone());
            let (places, lifetime) = (settings.places_per_code, settings.code_lifetime_seconds);
            Box::pin(async move {
                let newest = sql::newest(tx, &store).await?;
                let generation = match newest {
                    Some(live) if live.is_live(now) => return Ok(live),
                    Some(last) => last.generation + 1,
                    None => 1,
                };
                let expires_at = now.plus_seconds(lifetime);
                let bucket = Bucket {
                    id,
                    store: store.clone(),
                    generation,
                    code,
                    places,
                    granted: 0,
                    returned: 0,
                    opened_at: now,
                    expires_at,
                };
                if sql::insert(tx, &bucket).await? {
                    return Ok(bucket);
                }
                let newest = sql::newest(tx, &store).await?;
                newest.ok_or(Fail::<Never>::Db(DbError::Conflict))
            })
        })
        .await?;
    Ok(made)
}

/// The bucket that `scan` opens for `sub` at `now`, checked but with no place taken yet.
///
/// # Errors
/// [`CodeRefusal`] in the outer `Ok` when the code does not count (any longer); the reason is not
/// told apart for the outside. Writes nothing.
pub async fn checked_bucket(
    conn: &mut Conn,
    keys: &Keys,
    store: &StoreId,
    scan: &Scan,
    now: Timestamp,
) -> Result<Result<Bucket, CodeRefusal>, DbError> {
    let Some(bucket) = sql::by_code(conn, store, scan.code.bucket_part()).await? else {
        return Ok(Err(CodeRefusal));
    };
    Ok(scan.check(keys, &bucket, now).map(|()| bucket))
}

/// Takes one place, in the caller's transaction; `false` when none is left.
///
/// # Errors
/// When the database does not answer.
pub async fn take_place(tx: &mut Conn, bucket: &BucketId) -> Result<bool, DbError> {
    sql::take_place(tx, bucket).await
}

/// Gives one place back while the bucket lives, in the caller's transaction.
///
/// # Errors
/// When the database does not answer.
pub async fn return_place(tx: &mut Conn, bucket: &BucketId, now: Timestamp) -> Result<(), DbError> {
    sql::return_place(tx, bucket, now).await
}
