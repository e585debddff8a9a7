//! Where requests may be sent: addresses that a browser or an operator named, and that a stranger
//! could have named as well. Pure: no network; names are looked up, and checked again, by the
//! client.
//!
//! A list of the known push services would be shorter, but would shut out browsers with a service
//! of their own. So any public host will do, over HTTPS only; hosts inside are refused, or the
//! server could be made to knock on its neighbours' doors.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use url::{Host, Url};

/// Which hosts requests may go to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Public hosts, over HTTPS.
    Public,
    /// Those, and any on this machine's loopback interface: for an installation that is itself
    /// only reached there, which is to say one that somebody is trying out or testing.
    AndThisMachine,
}

impl Reach {
    /// What an installation may reach whose public address is `public_url`.
    #[must_use]
    pub fn of(public_url: &str) -> Self {
        if crate::config::is_loopback(public_url) { Self::AndThisMachine } else { Self::Public }
    }

    /// Whether a request may go to this address.
    #[must_use]
    pub fn allows(self, ip: IpAddr) -> bool {
        is_public(ip) || self == Self::AndThisMachine && ip.is_loopback()
    }
}

/// Longest address; those of the known push services have up to 600 characters.
const LONGEST: usize = 1_024;

/// The address of a push subscription or a webhook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoint(Url);

impl Endpoint {
    /// Accepts `https` addresses of hosts that `reach` allows, as far as the text alone can tell.
    #[must_use]
    pub fn parse(text: &str, reach: Reach) -> Option<Self> {
        let url = Url::parse(text).ok().filter(|_| text.len() <= LONGEST)?;
        let is_plain = url.username().is_empty() && url.password().is_none();
        let is_inside = match url.host()? {
            Host::Ipv4(ip) => !reach.allows(ip.into()),
            Host::Ipv6(ip) => !reach.allows(ip.into()),
            // A name without a dot is one of the local network.
            Host::Domain(name) => !name.trim_end_matches('.').contains('.'),
        };
        let is_here = crate::config::is_loopback(url.as_str());
        let fits = match url.scheme() {
            "https" => !is_inside || is_here && reach == Reach::AndThisMachine,
            "http" => is_here && reach == Reach::AndThisMachine,
            _ => false,
        };
        (fits && is_plain).then_some(Self(url))
    }

    /// The address as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// Scheme, host and port, as RFC 8292's `aud`.
    #[must_use]
    pub fn origin(&self) -> String {
        self.0.origin().ascii_serialization()
    }
}

/// Whether an address is one of the public internet.
fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_public_v4(ip),
        IpAddr::V6(ip) => is_public_v6(ip),
    }
}

/// Not of RFC 6890's special ranges.
fn is_public_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    let is_carrier = a == 100 && (64..128).contains(&b);
    let is_benchmark = a == 198 && (b == 18 || b == 19);
    let is_protocol = (a, b, c) == (192, 0, 0);
    let is_relay = (a, b, c) == (192, 88, 99);
    !(a == 0
        || a >= 224
        || is_carrier
        || is_benchmark
        || is_protocol
        || is_relay
        || ip.is_private()
        || ip.is_loopback()
        || ip.is_link_local()
        || ip.is_documentation())
}

/// Global unicast, `2000::/3`, without the parts of it that lead elsewhere or nowhere.
fn is_public_v6(ip: Ipv6Addr) -> bool {
    let [a, b, ..] = ip.segments();
    let is_protocol = a == 0x2001 && b < 0x0200; // Teredo and other assignments
    let is_documentation = a == 0x2001 && b == 0x0db8 || a == 0x3fff;
    let is_6to4 = a == 0x2002;
    a & 0xe000 == 0x2000 && !is_protocol && !is_documentation && !is_6to4
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn public_https_addresses_are_taken() {
        for good in [
            "https://fcm.googleapis.com/fcm/send/abc:def",
            "https://updates.push.services.mozilla.com/wpush/v2/gAAA",
            "https://web.push.apple.com/QGzuTe",
            "https://push.example.org:8443/up?token=a",
            "https://[2606:4700::1111]/x",
        ] {
            let endpoint = Endpoint::parse(good, Reach::Public);
            assert_eq!(endpoint.expect(good).as_str(), good);
        }
        let endpoint = Endpoint::parse("https://push.example.org:8443/up", Reach::Public);
        assert_eq!(endpoint.expect("public").origin(), "https://push.example.org:8443");
    }

    #[test]
    fn hosts_inside_are_refused() {
        let long = format!("https://push.example.org/{}", "x".repeat(LONGEST));
        for bad in [
            "http://push.example.org/x",
            "ftp://push.example.org/x",
            "https://ana:secret@push.example.org/x",
            "https://localhost/x",
            "https://router/x",
            "https://router./x",
            "https://127.0.0.1/x",
            "https://2130706433/x",
            "https://0x7f.1/x",
            "https://0.0.0.0/x",
            "https://10.1.2.3/x",
            "https://172.16.0.1/x",
            "https://192.168.1.1/x",
            "https://169.254.169.254/latest/meta-data",
            "https://100.64.0.1/x",
            "https://198.18.0.1/x",
            "https://224.0.0.1/x",
            "https://255.255.255.255/x",
            "https://[::1]/x",
            "https://[::]/x",
            "https://[::ffff:10.0.0.1]/x",
            "https://[64:ff9b::a00:1]/x",
            "https://[fd00::1]/x",
            "https://[fe80::1]/x",
            "https://[2001::1]/x",
            "https://[2002:a00:1::]/x",
            "not an address",
            long.as_str(),
        ] {
            assert_eq!(Endpoint::parse(bad, Reach::Public), None, "{bad}");
        }
    }

    #[test]
    fn loopback_is_reached_only_from_an_installation_that_is_itself_there() {
        assert_eq!(Reach::of("https://coffee.example"), Reach::Public);
        assert_eq!(Reach::of("http://192.168.1.5:8080"), Reach::Public);
        assert_eq!(Reach::of("http://127.0.0.1:8080"), Reach::AndThisMachine);
        assert_eq!(Reach::of("http://localhost:8080"), Reach::AndThisMachine);
        let here = |text| Endpoint::parse(text, Reach::AndThisMachine).is_some();
        assert!(here("http://127.0.0.1:9000/x") && here("http://[::1]:9000/x"));
        assert!(here("https://push.example.org/x"));
        assert!(!here("http://push.example.org/x") && !here("http://10.0.0.1/x"));
        assert!(!here("https://10.0.0.1/x"));
    }
}
