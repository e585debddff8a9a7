//! Who may open a socket, and closing the sockets of sessions that ended.

use std::sync::Arc;
use std::time::Duration;

use axum::http::{HeaderMap, header};
use futures_util::future::BoxFuture;

use super::headers::is_foreign;
use crate::auth::{Auth, Principal, Principals};
use crate::clock::Timestamp;
use crate::context::Context;
use crate::db::DbError;
use crate::ids::SessionId;
use crate::platform::Platform;
use crate::realtime::gateway::{Authenticate, Gateway, Refused};

/// How often ended sessions are looked up; they may have ended on another replica.
const LOOK: Duration = Duration::from_secs(2);
/// Sessions revoked up to this long ago are looked at again: clocks of replicas differ, and a change
/// that had to wait for the database carries the moment when it began.
const OVERLAP_SECONDS: i64 = 300;

/// The gateway's questions, answered from sessions.
#[derive(Clone, Debug)]
pub struct SocketAuth {
    auth: Auth,
    public_url: Arc<str>,
}

impl SocketAuth {
    /// As the gateway takes it.
    #[must_use]
    pub fn shared(cx: &Context) -> Arc<Self> {
        Arc::new(Self { auth: cx.auth.clone(), public_url: cx.public_url.clone() })
    }
}

impl Authenticate for SocketAuth {
    fn by_request<'a>(
        &'a self,
        headers: &'a HeaderMap,
    ) -> BoxFuture<'a, Result<Vec<Principal>, Refused>> {
        Box::pin(async move {
            let found = Principals::of_cookies(&self.auth, headers).await;
            let found = found.map_err(|error| {
                tracing::warn!(%error, "sessions cannot be checked");
                Refused::Unavailable
            })?;
            let has_origin = headers.contains_key(header::ORIGIN);
            if is_foreign(headers, &self.public_url) || (!found.is_empty() && !has_origin) {
                return Err(Refused::ForeignOrigin);
            }
            Ok(found)
        })
    }

    fn by_token<'a>(&'a self, token: &'a str) -> BoxFuture<'a, Option<Principal>> {
        Box::pin(async move { self.auth.check(token).await.ok().flatten() })
    }
}

/// Closes the sockets of ended sessions until its future is dropped.
pub(super) async fn close_ended_sessions(platform: Platform, auth: Auth, gateway: Gateway) {
    let mut since = platform.now();
    loop {
        tokio::time::sleep(LOOK).await;
        let now = platform.now();
        match ended_since(&auth, since).await {
            Ok(ended) => {
                for session in &ended {
                    gateway.close_session(session);
                }
                since = now;
            }
            Err(error) => tracing::warn!(%error, "ended sessions cannot be looked up"),
        }
    }
}

async fn ended_since(auth: &Auth, since: Timestamp) -> Result<Vec<SessionId>, DbError> {
    auth.revoked_since(since.plus_seconds(-OVERLAP_SECONDS)).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Clock;
    use crate::db::testing::on_each_database;

    #[tokio::test]
    async fn a_session_that_was_ended_by_a_clock_that_is_behind_is_found() {
        on_each_database(|db| async move {
            let here = Platform::for_test(db).await;
            let behind = Clock::manual(here.now().plus_seconds(-60));
            let there = Auth::new(Platform { clock: behind, ..here.clone() });
            let (guest, _) = there.start_customer();
            there.revoke(&guest).await.expect("ended");
            let found = ended_since(&Auth::new(here.clone()), here.now()).await.expect("answers");
            assert_eq!(found, [guest.session]);
        })
        .await;
    }
}
