//! Pebble, the ACME authority that Let's Encrypt tests clients with: it checks every signature, gives
//! each nonce once and refuses some that are good, and asks the server itself by TLS-ALPN-01.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::process::Stdio;

use serde_json::json;
use tempfile::TempDir;
use tokio::net::UdpSocket;
use tokio::process::{Child, Command};

use crate::cluster::listens;
use crate::ground::free_address;

/// A running authority; it ends with this value.
pub struct Pebble {
    address: SocketAddr,
    folder: TempDir,
    _child: Child,
}

impl Pebble {
    /// Starts one that knows every name to be at `server`.
    ///
    /// # Panics
    /// When it does not start.
    pub async fn start(server: SocketAddr) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let own = rcgen::generate_simple_self_signed(["localhost".to_owned()]).expect("made");
        let (address, management, unused) = (free_address(), free_address(), free_address());
        let place = |name: &str| folder.path().join(name).display().to_string();
        let config = json!({ "pebble": {
            "listenAddress": address.to_string(),
            "managementListenAddress": management.to_string(),
            "certificate": place("own.pem"),
            "privateKey": place("own.key"),
            "httpPort": unused.port(),
            "tlsPort": server.port(),
        }});
        for (name, text) in [
            ("own.pem", own.cert.pem()),
            ("own.key", own.key_pair.serialize_pem()),
            ("config.json", config.to_string()),
        ] {
            std::fs::write(folder.path().join(name), text).expect("written");
        }
        let names = name_everything_here().await;
        let child = Command::new("/usr/bin/pebble")
            .args(["-config", &place("config.json"), "-dnsserver", &names.to_string()])
            // It would wait some seconds before it asks, as a busy authority does.
            .env("PEBBLE_VA_NOSLEEP", "1")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .expect("install pebble: bin/test does");
        listens(address, "pebble").await;
        Self { address, folder, _child: child }
    }

    /// Its directory's address.
    #[must_use]
    pub fn directory(&self) -> String {
        format!("https://localhost:{}/dir", self.address.port())
    }

    /// The certificate that it shows itself.
    #[must_use]
    pub fn root(&self) -> PathBuf {
        self.folder.path().join("own.pem")
    }
}

/// Answers every question for a name with this machine's own address (RFC 1035).
async fn name_everything_here() -> SocketAddr {
    const HEAD: usize = 12;
    let socket = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).await.expect("a port");
    let address = socket.local_addr().expect("bound");
    tokio::spawn(async move {
        let mut asked = [0_u8; 512];
        while let Ok((length, from)) = socket.recv_from(&mut asked).await {
            let Some(name) = asked.get(HEAD..length).and_then(|q| q.iter().position(|&b| b == 0))
            else {
                continue;
            };
            let Some(question) = asked.get(HEAD..HEAD + name + 5) else { continue };
            let wants_address = question[name + 1..name + 3] == [0, 1];
            let mut answer = asked[..2].to_vec();
            // An answer without trouble; one question, and one answer where it is for an address.
            answer.extend([0x81, 0x80, 0, 1, 0, u8::from(wants_address), 0, 0, 0, 0]);
            answer.extend(question);
            if wants_address {
                // The name asked for, an address, for a minute, four bytes.
                answer.extend([0xc0, 0x0c, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 127, 0, 0, 1]);
            }
            let _ = socket.send_to(&answer, from).await;
        }
    });
    address
}
