//! Who may read `/metrics`: they tell how much coffee is sold, in every store.
//!
//! A private address proves nothing: guests on the shop's Wi-Fi have one. So it is whoever is at
//! this very machine with no proxy between, whoever has the token, or an operator of all stores.

use axum::http::{HeaderMap, header};
use subtle::ConstantTimeEq as _;

use crate::auth::{self, Auth, Principals};
use crate::config::is_loopback;
use crate::context::Address;
use crate::error::Problem;
use crate::platform::Platform;

/// What proxies add; a request that carries one comes from farther than its address tells.
const FORWARDED: [&str; 4] = ["forwarded", "x-forwarded-for", "x-real-ip", "via"];

/// Whether a request was made at this machine, for this machine.
pub(super) fn is_local(Address(address): Address, headers: &HeaderMap) -> bool {
    // A proxy on this machine that adds nothing still passes the name that the browser asked for.
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    address.is_loopback()
        && is_loopback(&format!("http://{host}"))
        && !FORWARDED.iter().any(|name| headers.contains_key(*name))
}

/// Whether a request carries the token of the settings.
pub(super) fn has_token(token: Option<&str>, headers: &HeaderMap) -> bool {
    let sent = headers.get(header::AUTHORIZATION).map(header::HeaderValue::as_bytes);
    let sent = sent.and_then(|value| value.strip_prefix(b"Bearer "));
    token.zip(sent).is_some_and(|(token, sent)| token.as_bytes().ct_eq(sent).into())
}

/// Lets an operator who runs every store pass.
///
/// # Errors
/// 401 for nobody, 403 for anybody else.
pub(super) async fn is_operator(
    auth: &Auth,
    platform: &Platform,
    headers: &HeaderMap,
) -> Result<(), Problem> {
    let found = Principals::of_headers(auth, headers).await?.ok_or_else(Problem::unauthorized)?;
    let operator = found.operator()?;
    if auth::runs_all_stores(platform, operator).await? {
        return Ok(());
    }
    Err(Problem::forbidden())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        let pair = |&(name, value): &(&'static str, &'static str)| {
            (header::HeaderName::from_static(name), header::HeaderValue::from_static(value))
        };
        pairs.iter().map(pair).collect()
    }

    #[test]
    fn only_this_machine_without_a_proxy_is_local() {
        let local = |address: &str, pairs| {
            is_local(Address(address.parse().expect("an address")), &headers(pairs))
        };
        assert!(local("127.0.0.1", &[("host", "127.0.0.1:8080")]));
        assert!(local("::1", &[("host", "localhost:8080")]));
        assert!(!local("192.168.1.20", &[("host", "192.168.1.2:8080")]), "a guest's phone");
        assert!(!local("127.0.0.1", &[("host", "coffee.example")]), "by a proxy");
        assert!(!local("127.0.0.1", &[("host", "localhost"), ("x-forwarded-for", "127.0.0.1")]));
        assert!(!local("127.0.0.1", &[]));
    }

    #[test]
    fn a_token_must_be_set_and_sent_whole() {
        let sent = headers(&[("authorization", "Bearer 0123456789abcdef")]);
        assert!(has_token(Some("0123456789abcdef"), &sent));
        assert!(!has_token(Some("0123456789abcdeg"), &sent));
        assert!(!has_token(Some("0123456789abcde"), &sent));
        assert!(!has_token(None, &sent));
        assert!(!has_token(Some("0123456789abcdef"), &headers(&[])));
    }
}
