//! Starting, checking and ending sessions.
//!
//! Staff and devices have a row each and are let in only while it is not revoked. Customers have
//! no row until they sign out: a phone that only looks must not write.

use super::role::{Principal, Role};
use super::staff::STAFF;
use super::{jwt, sql};
use crate::clock::Timestamp;
use crate::db::{DbError, Fail, Never};
use crate::ids::{SessionId, StoreId, UserId};
use crate::platform::Platform;

const DAY_SECONDS: i64 = 24 * 3_600;
/// How long a guest's phone is remembered after its last visit.
const CUSTOMER_SECONDS: i64 = 30 * DAY_SECONDS;

/// Checks who somebody is; cheap to clone.
#[derive(Clone, Debug)]
pub struct Auth {
    platform: Platform,
}

/// A session to start.
#[derive(Clone, Debug)]
pub struct NewSession {
    /// Who.
    pub sub: UserId,
    /// As what.
    pub role: Role,
    /// Where.
    pub store: StoreId,
    /// What others see.
    pub name: String,
    /// For how long.
    pub ttl_seconds: i64,
}

impl Auth {
    /// Sessions over the platform's database and keys.
    #[must_use]
    pub const fn new(platform: Platform) -> Self {
        Self { platform }
    }

    /// A guest's session with its token; nothing is stored.
    #[must_use]
    pub fn start_customer(&self) -> (Principal, String) {
        self.start_customer_for(CUSTOMER_SECONDS)
    }

    /// A guest's session of another length; nothing is stored.
    #[must_use]
    pub fn start_customer_for(&self, ttl_seconds: i64) -> (Principal, String) {
        let now = self.platform.now();
        let principal = Principal {
            sub: UserId::new(self.platform.ids.fresh(now)),
            role: Role::Customer,
            store: None,
            name: String::new(),
            session: SessionId::new(self.platform.ids.fresh(now)),
            expires_at: now.plus_seconds(ttl_seconds),
        };
        let token = jwt::sign(&self.platform.keys, &principal, now);
        (principal, token)
    }

    /// The same guest's session with a token for another thirty days, once a day of the last one is
    /// over: who comes every week keeps their history. Nothing is stored, and `None` for a token that
    /// is fresh, or not a guest's.
    #[must_use]
    pub fn prolong_customer(&self, who: &Principal) -> Option<(Principal, String)> {
        let now = self.platform.now();
        let left = now.seconds_until(who.expires_at);
        (who.is_customer() && left < CUSTOMER_SECONDS - DAY_SECONDS).then(|| {
            let who = Principal { expires_at: now.plus_seconds(CUSTOMER_SECONDS), ..who.clone() };
            let token = jwt::sign(&self.platform.keys, &who, now);
            (who, token)
        })
    }

    /// Starts a session for staff or a device and answers it with its token.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn start(&self, new: NewSession) -> Result<(Principal, String), DbError> {
        let now = self.platform.now();
        let principal = Principal {
            sub: new.sub,
            role: new.role,
            store: Some(new.store),
            name: new.name,
            session: SessionId::new(self.platform.ids.fresh(now)),
            expires_at: now.plus_seconds(new.ttl_seconds),
        };
        let stored = principal.clone();
        self.platform
            .db
            .write(move |tx| {
                let stored = stored.clone();
                Box::pin(async move {
                    sql::insert_session(tx, &stored, now, None).await?;
                    Ok::<(), Fail<Never>>(())
                })
            })
            .await?;
        let token = jwt::sign(&self.platform.keys, &principal, now);
        Ok((principal, token))
    }

    /// Another session of an operator who runs every store, at `store`, in the place of `old`:
    /// the old one ends. `None` for anybody else, for a store that is not there, and when the old one
    /// has ended meanwhile.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn switch_store(
        &self,
        old: &Principal,
        store: &StoreId,
    ) -> Result<Option<(Principal, String)>, DbError> {
        let now = self.platform.now();
        let new = Principal {
            store: Some(store.clone()),
            session: SessionId::new(self.platform.ids.fresh(now)),
            ..old.clone()
        };
        let (switched, old, store) = (new.clone(), old.clone(), store.clone());
        let is_done = self
            .platform
            .db
            .write(move |tx| {
                let (new, old, store) = (switched.clone(), old.clone(), store.clone());
                Box::pin(async move {
                    tx.serialize_on(STAFF).await?;
                    let may = sql::has_all_stores(tx, old.sub.as_str()).await?
                        && sql::is_open_store(tx, &store).await?
                        && sql::revoke_session(tx, &old.session, now).await?;
                    if may {
                        sql::insert_session(tx, &new, now, None).await?;
                    }
                    Ok::<bool, Fail<Never>>(may)
                })
            })
            .await?;
        self.platform.changed.ring();
        Ok(is_done.then(|| {
            let token = jwt::sign(&self.platform.keys, &new, now);
            (new, token)
        }))
    }

    /// Signs a session that is stored already.
    pub(super) fn token_of(&self, principal: &Principal) -> String {
        jwt::sign(&self.platform.keys, principal, self.platform.now())
    }

    /// Who holds `token`, or `None` when it is not ours, expired or revoked.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn check(&self, token: &str) -> Result<Option<Principal>, DbError> {
        let Some(principal) = jwt::verify(&self.platform.keys, token, self.platform.now()) else {
            return Ok(None);
        };
        let mut conn = self.platform.db.read().await?;
        let stored = sql::session(&mut conn, &principal.session).await?;
        let is_good = match (principal.role, &stored) {
            (_, Some((revoked, _))) => !revoked,
            (Role::Customer, None) => true,
            (Role::Display | Role::Barista | Role::Operator, None) => false,
        };
        // A device's token is as old as its pairing; it may have been renamed since.
        let name = stored.map_or_else(|| principal.name.clone(), |(_, name)| name);
        Ok(is_good.then_some(Principal { name, ..principal }))
    }

    /// Ends one session at once.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn revoke(&self, principal: &Principal) -> Result<(), DbError> {
        let now = self.platform.now();
        let mut principal = principal.clone();
        if principal.role == Role::Customer {
            // Remembered until the last token of this session is over, also one that was prolonged.
            principal.expires_at = principal.expires_at.max(now.plus_seconds(CUSTOMER_SECONDS));
        }
        self.platform
            .db
            .write(move |tx| {
                let principal = principal.clone();
                Box::pin(async move {
                    if principal.role == Role::Customer {
                        sql::insert_session(tx, &principal, now, Some(now)).await?;
                    }
                    let _ = sql::revoke_session(tx, &principal.session, now).await?;
                    Ok::<(), Fail<Never>>(())
                })
            })
            .await?;
        self.platform.changed.ring();
        Ok(())
    }

    /// Forgets sessions that have expired, and set-up links that nobody needs any more.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn forget_expired(&self) -> Result<(), DbError> {
        let now = self.platform.now();
        self.platform
            .db
            .write(move |tx| {
                Box::pin(async move {
                    sql::forget_sessions(tx, now).await?;
                    if sql::operators(tx).await? > 0 {
                        sql::forget_setup_links(tx).await?;
                    }
                    Ok::<(), Fail<Never>>(())
                })
            })
            .await?;
        Ok(())
    }

    /// Sessions revoked after `since`, for closing their sockets.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn revoked_since(&self, since: Timestamp) -> Result<Vec<SessionId>, DbError> {
        sql::revoked_since(&mut self.platform.db.read().await?, since).await
    }
}
