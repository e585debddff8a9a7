//! Where a network printer is: a host and a port, as an operator types them. Nothing is looked up
//! here.
//!
//! An operator decides where the server connects to. What that could be misused for is bounded
//! here and in `sender.rs`: only ports from 1024 (so not the web, mail, or a cloud's metadata), only
//! ESC/POS is ever sent, and of what comes back nothing is shown but a printer's own status.

use std::fmt;
use std::net::{IpAddr, Ipv6Addr};

/// The port of raw printing ("JetDirect").
const RAW_PORT: u16 = 9100;
/// Below are other services' ports; a printer's raw port is 9100 or near.
const LOWEST_PORT: u16 = 1024;
/// The longest name in the DNS.
const LONGEST_HOST: usize = 253;

/// A host and a port.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// A name or an IP address, without brackets.
    pub host: String,
    /// From 1024.
    pub port: u16,
}

/// Why a typed address is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AddressFault {
    /// Not a host name, an IPv4 or an IPv6 address.
    Host,
    /// Not a number from 1024 to 65535.
    Port,
}

impl Address {
    /// Reads `host`, `host:port`, an IPv6 address or `[IPv6]:port`.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(typed: &str) -> Result<Self, AddressFault> {
        let typed = typed.trim();
        if typed.contains(['/', '@']) {
            return Err(AddressFault::Host);
        }
        let (host, port) = match typed.strip_prefix('[') {
            Some(rest) => {
                let (host, rest) = rest.split_once(']').ok_or(AddressFault::Host)?;
                if host.parse::<Ipv6Addr>().is_err() {
                    return Err(AddressFault::Host);
                }
                match rest.strip_prefix(':') {
                    Some(port) => (host, Some(port)),
                    None if rest.is_empty() => (host, None),
                    None => return Err(AddressFault::Host),
                }
            }
            None if typed.parse::<Ipv6Addr>().is_ok() => (typed, None),
            None => match typed.split_once(':') {
                Some((host, port)) => (host, Some(port)),
                None => (typed, None),
            },
        };
        let port =
            port.map_or(Ok(RAW_PORT), |port| port.parse().map_err(|_| AddressFault::Port))?;
        if !is_host(host) {
            return Err(AddressFault::Host);
        }
        if port < LOWEST_PORT {
            return Err(AddressFault::Port);
        }
        Ok(Self { host: host.to_ascii_lowercase(), port })
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.host.contains(':'), self.port) {
            (false, RAW_PORT) => f.write_str(&self.host),
            (false, port) => write!(f, "{}:{port}", self.host),
            (true, RAW_PORT) => write!(f, "[{}]", self.host),
            (true, port) => write!(f, "[{}]:{port}", self.host),
        }
    }
}

fn is_host(host: &str) -> bool {
    if let Ok(address) = host.parse::<IpAddr>() {
        let is_broadcast = matches!(address, IpAddr::V4(v4) if v4.is_broadcast());
        return !address.is_unspecified() && !address.is_multicast() && !is_broadcast;
    }
    let is_label = |label: &str| {
        let inner = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        (1..=63).contains(&label.len())
            && label.chars().all(inner)
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let labels = host.strip_suffix('.').unwrap_or(host);
    // All digits and dots would be an IPv4 address, and a wrong one.
    let is_name = host.chars().any(|c| c.is_ascii_alphabetic());
    is_name && host.len() <= LONGEST_HOST && labels.split('.').all(is_label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_as_people_type_them() {
        for (typed, host, port, shown) in [
            ("192.168.1.50", "192.168.1.50", 9100, "192.168.1.50"),
            (" 192.168.1.50:9101 ", "192.168.1.50", 9101, "192.168.1.50:9101"),
            ("Bar-Printer.local", "bar-printer.local", 9100, "bar-printer.local"),
            ("printer:9100", "printer", 9100, "printer"),
            ("fe80::1", "fe80::1", 9100, "[fe80::1]"),
            ("[fe80::1]:4000", "fe80::1", 4000, "[fe80::1]:4000"),
            ("[fe80::1]", "fe80::1", 9100, "[fe80::1]"),
        ] {
            let address = Address::parse(typed).expect(typed);
            assert_eq!((address.host.as_str(), address.port), (host, port), "{typed}");
            assert_eq!(address.to_string(), shown);
            assert_eq!(Address::parse(&address.to_string()), Ok(address));
        }
    }

    #[test]
    fn what_is_no_printers_address_is_refused() {
        for typed in [
            "",
            "   ",
            "http://printer",
            "printer/path",
            "a b",
            "user@printer",
            "300.1.1.1",
            "1.2.3",
            "-x",
            "0.0.0.0",
            "255.255.255.255",
            "224.0.0.1",
            "[::]",
            "[printer]:9100",
            "[::1]9100",
            "pr\u{fc}nter",
            "printer\r\nx",
            "::",
        ] {
            assert_eq!(Address::parse(typed), Err(AddressFault::Host), "{typed:?}");
        }
        for typed in [
            "printer:",
            "printer:80",
            "printer:1023",
            "printer:65536",
            "printer:-1",
            "printer:x",
            "169.254.169.254:80",
        ] {
            assert_eq!(Address::parse(typed), Err(AddressFault::Port), "{typed:?}");
        }
    }
}
