//! Signing in with a name and a PIN. How often somebody may try is `limits.rs`' business.

use super::role::Principal;
use super::staff::{STAFF, Staff, name_key};
use super::{Auth, pin, sql};
use crate::db::{DbError, Fail, Never};
use crate::ids::{SessionId, StoreId, UserId};
use crate::platform::Platform;

/// How long a sign-in lasts: a long shift.
const SIGN_IN_SECONDS: i64 = 16 * 3_600;

/// Signs somebody in; `None` when name and PIN do not belong together.
///
/// An operator of every store signs in wherever nobody else has the name.
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
    match recognise(platform, store, name, typed_pin).await? {
        Some(found) => begin(platform, auth, store, found).await,
        None => Ok(None),
    }
}

/// Whose name and PIN these are, with the hash that the PIN fits.
pub(super) async fn recognise(
    platform: &Platform,
    store: &StoreId,
    name: &str,
    typed_pin: &str,
) -> Result<Option<(Staff, String)>, DbError> {
    let mut conn = platform.db.read().await?;
    let mut found = sql::staff_secret(&mut conn, store, &name_key(name)).await?;
    if found.is_none() && sql::is_open_store(&mut conn, store).await? {
        let mut everywhere = sql::all_stores_secrets(&mut conn, &name_key(name)).await?;
        // Two of one name cannot be told apart here; each signs in at their own store.
        found = everywhere.pop().filter(|_| everywhere.is_empty());
    }
    drop(conn);
    let hash = found.as_ref().map(|(_, hash)| hash.clone());
    let is_right = pin::fits(typed_pin) && pin::matches(typed_pin.to_owned(), hash).await;
    Ok(found.filter(|_| is_right))
}

/// Begins the session of somebody whose PIN was right just now.
///
/// Checking it takes a moment, in a rush seconds. Whoever takes the account away or changes the PIN
/// meanwhile has ended its sessions, and none may begin behind that: `None`.
pub(super) async fn begin(
    platform: &Platform,
    auth: &Auth,
    store: &StoreId,
    (member, hash): (Staff, String),
) -> Result<Option<(Principal, String)>, DbError> {
    let now = platform.now();
    let principal = Principal {
        sub: UserId::new(member.id.as_str()),
        role: member.role,
        store: Some(store.clone()),
        name: member.name,
        session: SessionId::new(platform.ids.fresh(now)),
        expires_at: now.plus_seconds(SIGN_IN_SECONDS),
    };
    let (begun, id) = (principal.clone(), member.id);
    let is_elsewhere = member.store != *store;
    let is_begun = platform.db.write(move |tx| {
        let (begun, id, hash) = (begun.clone(), id.clone(), hash.clone());
        Box::pin(async move {
            tx.serialize_on(STAFF).await?;
            let is_good = sql::has_secret(tx, &id, begun.role, &hash).await?
                && (!is_elsewhere || sql::has_all_stores(tx, id.as_str()).await?);
            if is_good {
                sql::insert_session(tx, &begun, now, None).await?;
            }
            Ok::<bool, Fail<Never>>(is_good)
        })
    });
    Ok(is_begun.await?.then(|| {
        let token = auth.token_of(&principal);
        (principal, token)
    }))
}
