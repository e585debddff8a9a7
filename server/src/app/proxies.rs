//! Whose address a request speaks for, when proxies stand in front of the server. Pure.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use axum::http::HeaderMap;
use ipnet::IpNet;

/// The networks whose `X-Forwarded-For` is believed; cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct TrustedProxies(Arc<[IpNet]>);

impl From<Vec<IpNet>> for TrustedProxies {
    fn from(networks: Vec<IpNet>) -> Self {
        Self(networks.into())
    }
}

impl TrustedProxies {
    /// The client's address, when `peer` sent `headers`.
    ///
    /// Every proxy appends whom it was asked by, so the list is read from its end: the first
    /// address that is no trusted proxy's is the last one that somebody trusted has seen. What
    /// stands before it anybody could have written.
    #[must_use]
    pub fn client(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let mut client = peer.to_canonical();
        let lines = headers.get_all("x-forwarded-for").iter();
        let hops: Vec<&str> =
            lines.filter_map(|line| line.to_str().ok()).flat_map(|line| line.split(',')).collect();
        for hop in hops.into_iter().rev() {
            if !self.0.iter().any(|network| network.contains(&client)) {
                break;
            }
            match parse(hop.trim()) {
                Some(address) => client = address,
                None => break,
            }
        }
        client
    }
}

/// `192.0.2.1`, `192.0.2.1:1234`, `2001:db8::1` or `[2001:db8::1]:1234`.
fn parse(hop: &str) -> Option<IpAddr> {
    let address = hop.parse::<IpAddr>().ok();
    let address = address.or_else(|| Some(hop.parse::<SocketAddr>().ok()?.ip()));
    address.map(|address| address.to_canonical())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(trusted: &[&str], peer: &str, forwarded: &[&str]) -> String {
        let networks: Vec<IpNet> =
            trusted.iter().map(|text| text.parse().expect("a network")).collect();
        let mut headers = HeaderMap::new();
        for line in forwarded {
            headers.append("x-forwarded-for", line.parse().expect("a header"));
        }
        let peer = peer.parse().expect("an address");
        TrustedProxies::from(networks).client(peer, &headers).to_string()
    }

    #[test]
    fn a_stranger_cannot_pretend_another_address() {
        assert_eq!(client(&[], "198.51.100.7", &["10.0.0.1"]), "198.51.100.7");
        assert_eq!(client(&["10.0.0.0/8"], "198.51.100.7", &["10.0.0.1"]), "198.51.100.7");
    }

    #[test]
    fn behind_a_trusted_proxy_the_last_address_it_saw_counts() {
        let trusted = ["10.0.0.0/8", "::1/128"];
        let seen = |forwarded: &[&str]| client(&trusted, "10.0.0.9", forwarded);
        assert_eq!(seen(&["203.0.113.5"]), "203.0.113.5");
        assert_eq!(seen(&["8.8.8.8, 203.0.113.5"]), "203.0.113.5", "the guest wrote the first");
        assert_eq!(seen(&["203.0.113.5, 10.1.1.1"]), "203.0.113.5", "two proxies in a row");
        assert_eq!(seen(&["8.8.8.8", "203.0.113.5, 10.1.1.1"]), "203.0.113.5", "two lines");
        assert_eq!(seen(&["[2001:db8::7]:4711"]), "2001:db8::7");
        assert_eq!(seen(&["::ffff:203.0.113.5"]), "203.0.113.5");
        assert_eq!(seen(&["nonsense"]), "10.0.0.9");
        assert_eq!(seen(&[]), "10.0.0.9");
        assert_eq!(client(&trusted, "::ffff:10.0.0.9", &["203.0.113.5"]), "203.0.113.5");
    }
}
