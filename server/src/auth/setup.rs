//! The one-time link that makes the first operator.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::sql;
use super::staff::{NewStaff, STAFF, Staff, StaffRefusal, about, checked, name_taken};
use crate::audit::{self, SET_UP};
use crate::db::{DbError, Fail, Never};
use crate::keys::digest;
use crate::platform::Platform;

/// Why the link makes no operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SetupRefusal {
    /// There is an operator already, or there never was such a link.
    LinkSpent,
    /// Name or PIN do not fit.
    Staff(StaffRefusal),
}

/// A fresh link's token, or `None` where an operator exists. Every start prints another; all are
/// spent when one is used.
///
/// # Errors
/// When the database does not answer.
pub async fn setup_link(platform: &Platform) -> Result<Option<String>, DbError> {
    if sql::operators(&mut platform.db.read().await?).await? > 0 {
        return Ok(None);
    }
    let token = URL_SAFE_NO_PAD.encode(platform.ids.secret::<24>());
    let (hash, now) = (digest(token.as_bytes()), platform.now());
    platform
        .db
        .write(move |tx| {
            let hash = hash.clone();
            Box::pin(async move {
                sql::insert_setup_link(tx, &hash, now).await?;
                Ok::<(), Fail<Never>>(())
            })
        })
        .await?;
    Ok(Some(token))
}

/// Whether the link can still be used.
///
/// # Errors
/// When the database does not answer.
pub async fn open_setup_link(platform: &Platform, token: &str) -> Result<bool, DbError> {
    let mut conn = platform.db.read().await?;
    // An operator may have been added by command meanwhile.
    let is_needed = sql::operators(&mut conn).await? == 0;
    Ok(is_needed && sql::has_setup_link(&mut conn, &digest(token.as_bytes())).await?)
}

/// Makes the first operator and spends every link.
///
/// # Errors
/// The refusal, with nothing stored.
pub async fn finish_setup(
    platform: &Platform,
    token: &str,
    new: NewStaff,
) -> Result<Staff, Fail<SetupRefusal>> {
    let new = NewStaff { all_stores: true, ..new };
    let (member, secret_hash) =
        checked(platform, new).await.map_err(|fail| fail.map(SetupRefusal::Staff))?;
    let (hash, now) = (digest(token.as_bytes()), platform.now());
    let entry = about(platform, &member.store, &member.id, SET_UP, "staff_added");
    platform
        .db
        .write(move |tx| {
            let entry = entry.clone();
            let (hash, member, secret_hash) = (hash.clone(), member.clone(), secret_hash.clone());
            Box::pin(async move {
                tx.serialize_on(STAFF).await?;
                if sql::operators(tx).await? > 0 || !sql::has_setup_link(tx, &hash).await? {
                    return Err(Fail::Refused(SetupRefusal::LinkSpent));
                }
                sql::insert_staff(tx, &member, &secret_hash, now)
                    .await
                    .map_err(|error| name_taken(error.into()).map(SetupRefusal::Staff))?;
                sql::forget_setup_links(tx).await?;
                audit::note(tx, &entry, now).await?;
                Ok(member)
            })
        })
        .await
}
