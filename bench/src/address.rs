//! Addresses to measure: 127.0.0.1 and nothing else, so that nobody's server is loaded by mistake.

use std::net::{Ipv4Addr, SocketAddr};

use url::Url;

use crate::Failure;

/// A checked address: where to connect, and the path to ask for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Address {
    pub(crate) socket: SocketAddr,
    pub(crate) path: String,
}

/// Reads `{scheme}://127.0.0.1:PORT/path`.
pub(crate) fn local(text: &str, example: &'static str) -> Result<Address, Failure> {
    let not_local = || Failure::NotLocal(text.to_owned(), example);
    let url = Url::parse(text).map_err(|_| not_local())?;
    let scheme = Url::parse(example).map_err(|_| not_local())?.scheme().to_owned();
    let port = url.port().ok_or_else(not_local)?;
    if url.scheme() != scheme || url.host_str() != Some("127.0.0.1") {
        return Err(not_local());
    }
    let socket = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    Ok(Address { socket, path: url.path().to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_machine_is_measured() {
        let address = local("ws://127.0.0.1:8080/mqtt", "ws://127.0.0.1:8080/mqtt").unwrap();
        assert_eq!((address.socket.port(), address.path.as_str()), (8080, "/mqtt"));
        for other in [
            "ws://10.0.0.1:8080/mqtt",
            "ws://127.0.0.1.example:80/mqtt",
            "ws://127.0.0.1@example:80/mqtt",
            "ws://localhost:8080/mqtt",
            "http://127.0.0.1:8080/mqtt",
            "127.0.0.1:8080",
        ] {
            assert!(local(other, "ws://127.0.0.1:8080/mqtt").is_err(), "{other}");
        }
    }
}
