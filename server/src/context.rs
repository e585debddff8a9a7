//! What every HTTP handler is handed, and the extractors they share: who asks, the JSON body, the
//! idempotency key, the trace.

mod body;
pub(crate) mod contract;
mod in_flight;
mod trace;

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use crate::auth::{Auth, Limits};
use crate::error::Problem;
use crate::ids::StoreId;
use crate::order::Paces;
use crate::platform::Platform;
use crate::store::{self, Store};

pub use body::{JsonBody, Keyed};
pub use in_flight::InFlight;
pub use trace::Trace;

/// The state behind every route; cheap to clone.
#[derive(Clone, Debug)]
pub struct Context {
    /// Storage, time, ids, secrets.
    pub platform: Platform,
    /// Sessions.
    pub auth: Auth,
    /// How often somebody may try.
    pub limits: Limits,
    /// Keys whose requests run now.
    pub in_flight: InFlight,
    /// How fast each store works.
    pub paces: Paces,
    /// Where phones reach this server; no slash at the end.
    pub public_url: Arc<str>,
}

impl Context {
    /// Whether cookies should be sent over HTTPS only.
    #[must_use]
    pub fn is_https(&self) -> bool {
        self.public_url.starts_with("https://")
    }

    /// Whether phones allow what needs a secure page: messages, installing, and what is kept for
    /// a dead network.
    #[must_use]
    pub fn is_secure(&self) -> bool {
        crate::config::is_secure(&self.public_url)
    }

    /// The store of a path.
    ///
    /// # Errors
    /// 404 where there is no such store.
    pub async fn store(&self, id: &str) -> Result<Store, Problem> {
        let unknown = || Problem::not_found("There is no such store. Check the address.");
        let id = StoreId::parse(id).ok_or_else(unknown)?;
        store::find(&self.platform.db, &id).await?.ok_or_else(unknown)
    }
}

/// The address a request came from, as its connection's listener has found it.
#[derive(Clone, Copy, Debug)]
pub struct Address(pub IpAddr);

impl<S: Sync> FromRequestParts<S> for Address {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        // Absent only when a router is called without a listener, as some tests do.
        Ok(parts.extensions.get().copied().unwrap_or(Self(Ipv4Addr::LOCALHOST.into())))
    }
}

impl axum::extract::FromRef<Context> for Auth {
    fn from_ref(cx: &Context) -> Self {
        cx.auth.clone()
    }
}
