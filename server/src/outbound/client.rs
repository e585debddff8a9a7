//! The HTTP client: HTTPS by rustls, HTTP/1.1, no redirects, no proxy, and no connection to an
//! address inside. A name is looked up once, and the connection goes to what was looked up.

use std::io;
use std::net::{SocketAddr, ToSocketAddrs};
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use futures_util::future::BoxFuture;
use http_body_util::Full;
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::client::legacy::connect::dns::Name;
use hyper_util::rt::{TokioExecutor, TokioTimer};
use tower::Service;

use super::Reach;

const CONNECT_LIMIT: Duration = Duration::from_secs(5);
/// An answer's head in bytes at most; whoever sends more is not a service of this kind.
const LARGEST_HEAD: usize = 16 * 1_024;

/// Sends requests; copies share their connections.
///
/// Hosts written as IP addresses are not looked up: only addresses that
/// [`Endpoint::parse`](super::Endpoint::parse) has let pass belong in its requests.
pub type HttpClient = Client<HttpsConnector<HttpConnector<Lookup>>, Full<Bytes>>;

/// A client that connects to what `reach` allows.
#[must_use]
pub fn client(reach: Reach) -> HttpClient {
    client_with(reach, Arc::new(|name: &str| Ok(Vec::from_iter((name, 0).to_socket_addrs()?))))
}

/// Answers the addresses of a name.
type Names = Arc<dyn Fn(&str) -> io::Result<Vec<SocketAddr>> + Send + Sync>;

/// [`client`] with another source of names than the machine's own.
pub(crate) fn client_with(reach: Reach, names: Names) -> HttpClient {
    let mut connector = HttpConnector::new_with_resolver(Lookup { reach, names });
    connector.enforce_http(false);
    connector.set_nodelay(true);
    connector.set_connect_timeout(Some(CONNECT_LIMIT));
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let connector = HttpsConnectorBuilder::new()
        .with_provider_and_webpki_roots(provider)
        .expect("aws-lc-rs knows the protocol versions that rustls speaks")
        .https_or_http()
        .enable_http1()
        .wrap_connector(connector);
    Client::builder(TokioExecutor::new())
        .pool_idle_timeout(Duration::from_secs(60))
        .pool_timer(TokioTimer::new())
        .http1_max_buf_size(LARGEST_HEAD)
        .build(connector)
}

/// A name led to no address that may be reached.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("the name leads to no public address")]
pub(crate) struct Blocked;

/// Looks names up, and knows only addresses that may be reached: what a name leads to is decided
/// by whoever owns it, after it was checked.
#[derive(Clone)]
pub struct Lookup {
    reach: Reach,
    names: Names,
}

impl std::fmt::Debug for Lookup {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Lookup").field(&self.reach).finish()
    }
}

impl Service<Name> for Lookup {
    type Response = std::vec::IntoIter<SocketAddr>;
    type Error = io::Error;
    type Future = BoxFuture<'static, Result<Self::Response, io::Error>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), io::Error>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, name: Name) -> Self::Future {
        let Self { reach, names } = self.clone();
        Box::pin(async move {
            let look_up = move || names(name.as_str());
            let mut found = tokio::task::spawn_blocking(look_up).await??;
            found.retain(|address| reach.allows(address.ip()));
            if found.is_empty() {
                return Err(io::Error::new(io::ErrorKind::PermissionDenied, Blocked));
            }
            Ok(found.into_iter())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names() -> Names {
        Arc::new(|name: &str| {
            Ok(match name {
                "inside.example" => vec![([10, 0, 0, 7], 0).into(), ([127, 0, 0, 1], 0).into()],
                "both.example" => vec![([169, 254, 169, 254], 0).into(), ([9, 9, 9, 9], 0).into()],
                _ => Vec::new(),
            })
        })
    }

    async fn found(reach: Reach, name: &str) -> Result<Vec<SocketAddr>, io::ErrorKind> {
        let mut lookup = Lookup { reach, names: names() };
        let found = lookup.call(name.parse().expect("a name")).await;
        found.map(Iterator::collect).map_err(|error| error.kind())
    }

    #[tokio::test]
    async fn a_name_that_leads_inside_is_not_found() {
        let denied = Err(io::ErrorKind::PermissionDenied);
        assert_eq!(found(Reach::Public, "inside.example").await, denied);
        assert_eq!(found(Reach::Public, "nowhere.example").await, denied);
        assert_eq!(
            found(Reach::AndThisMachine, "inside.example").await,
            Ok(vec![([127, 0, 0, 1], 0).into()]),
            "loopback, and no other neighbour"
        );
        assert_eq!(found(Reach::Public, "both.example").await, Ok(vec![([9, 9, 9, 9], 0).into()]));
    }

    #[tokio::test]
    async fn the_machines_own_names_are_checked_too() {
        let error = client(Reach::Public)
            .get("http://localhost:9/".parse().expect("an address"))
            .await
            .expect_err("loopback is inside");
        let mut cause: Option<&dyn std::error::Error> = Some(&error);
        let mut said = String::new();
        while let Some(one) = cause {
            said.push_str(&one.to_string());
            cause = one.source();
        }
        assert!(said.contains("no public address"), "{said}");
    }
}
