//! Signing in with a name and a PIN. How often somebody may try is `limits.rs`' business.

use super::role::Principal;
use super::staff::name_key;
use super::{Auth, NewSession, pin, sql};
use crate::db::DbError;
use crate::ids::{StoreId, UserId};
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
    let mut conn = platform.db.read().await?;
    let mut found = sql::staff_secret(&mut conn, store, &name_key(name)).await?;
    if found.is_none() && sql::is_open_store(&mut conn, store).await? {
        let mut everywhere = sql::all_stores_secrets(&mut conn, &name_key(name)).await?;
        // Two of one name cannot be told apart here; each signs in at their own store.
        found = everywhere.pop().filter(|_| everywhere.is_empty());
    }
    drop(conn);
    let (member, hash) = found.map_or((None, None), |(member, hash)| (Some(member), Some(hash)));
    let is_right = pin::fits(typed_pin) && pin::matches(typed_pin.to_owned(), hash).await;
    let Some(member) = member.filter(|_| is_right) else { return Ok(None) };
    let session = NewSession {
        sub: UserId::new(member.id.as_str()),
        role: member.role,
        store: store.clone(),
        name: member.name,
        ttl_seconds: SIGN_IN_SECONDS,
    };
    Ok(Some(auth.start(session).await?))
}
