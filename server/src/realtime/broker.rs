//! The embedded MQTT broker: rumqttd on a free loopback port, behind a random password.
//!
//! It never faces a client: rumqttd 0.20 has no topic ACL, no shutdown, and dies of a PUBLISH to
//! a topic that starts with a non-ASCII letter. Only this process knows the password, so other
//! users of the machine cannot reach that code either. Browsers end at the gateway.

use std::collections::HashMap;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::time::Duration;

use rumqttd::{Broker, Config, ConnectionSettings, RouterConfig, ServerSettings};
use tokio::sync::oneshot;

use crate::ids::Ids;

use super::bus::{Bus, BusError};

/// How long a fresh broker may take to pass its round trip.
const PROBE_TIMEOUT: Duration = Duration::from_secs(5);

/// Another process can take the free port between its choice and the broker's bind.
const ATTEMPTS: usize = 3;

/// A running embedded broker. It runs until the process ends: rumqttd has no shutdown.
#[derive(Debug)]
pub struct EmbeddedBroker {
    url: String,
}

/// Why the embedded broker is not up.
#[derive(Debug, thiserror::Error)]
pub enum BrokerError {
    /// No loopback port could be bound.
    #[error("the embedded broker found no free port on 127.0.0.1")]
    NoPort(#[source] std::io::Error),
    /// Its thread could not be started.
    #[error("the embedded broker's thread did not start")]
    NoThread(#[source] std::io::Error),
    /// Its listener ended at once, which is how rumqttd tells that it could not bind.
    #[error("the embedded broker could not listen on {address}")]
    NotListening {
        /// Where it tried to listen.
        address: SocketAddr,
    },
    /// It listens, but a message did not come back.
    #[error("the embedded broker on {address} does not pass messages")]
    NoRoundTrip {
        /// Where it listens.
        address: SocketAddr,
        /// What the probe met.
        #[source]
        source: BusError,
    },
}

impl EmbeddedBroker {
    /// Starts the broker and answers once a message made its round trip.
    ///
    /// # Errors
    ///
    /// When no attempt got a port, a listener and a round trip; the last attempt's reason.
    pub async fn start(ids: &Ids) -> Result<Self, BrokerError> {
        let mut attempt = 1;
        loop {
            match Self::start_once(ids).await {
                Err(BrokerError::NotListening { .. }) if attempt < ATTEMPTS => attempt += 1,
                outcome => return outcome,
            }
        }
    }

    async fn start_once(ids: &Ids) -> Result<Self, BrokerError> {
        let address = free_port().map_err(BrokerError::NoPort)?;
        let password = hex(&ids.secret::<16>());
        let url = format!("mqtt://crema:{password}@{address}");
        let ended = run(address, password).map_err(BrokerError::NoThread)?;

        let probe = async {
            let bus = Bus::connect(&url, "crema-probe")?;
            bus.wait_connected(PROBE_TIMEOUT).await
        };
        tokio::select! {
            _ = ended => Err(BrokerError::NotListening { address }),
            outcome = probe => match outcome {
                Ok(()) => Ok(Self { url }),
                Err(source) => Err(BrokerError::NoRoundTrip { address, source }),
            },
        }
    }

    /// The address with user and password, for [`Bus::connect`]; not for logs.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }
}

/// Runs the broker in its own thread; the receiver resolves if that thread ever ends.
fn run(address: SocketAddr, password: String) -> std::io::Result<oneshot::Receiver<()>> {
    let (alive, ended) = oneshot::channel();
    std::thread::Builder::new().name("broker".to_owned()).spawn(move || {
        let _alive_until_here: oneshot::Sender<()> = alive;
        // Returns only when its listener is gone; a failed bind is logged by rumqttd and is Ok.
        if let Err(error) = Broker::new(config(address, password)).start() {
            tracing::error!(%error, "the embedded broker ended");
        }
    })?;
    Ok(ended)
}

fn config(address: SocketAddr, password: String) -> Config {
    let listener = ServerSettings {
        name: "bus".to_owned(),
        listen: address,
        tls: None,
        next_connection_delay_ms: 0,
        connections: ConnectionSettings {
            connection_timeout_ms: 5_000,
            max_payload_size: 64 * 1024,
            max_inflight_count: 200,
            auth: Some(HashMap::from([("crema".to_owned(), password)])),
            external_auth: None,
            dynamic_filters: false,
        },
    };
    Config {
        id: 0,
        router: RouterConfig {
            // This process' bus and its probe; anything more is a mistake.
            max_connections: 16,
            max_outgoing_packet_count: 200,
            // Per topic. A reader that falls behind more than all segments loses messages.
            max_segment_size: 1024 * 1024,
            max_segment_count: 10,
            ..RouterConfig::default()
        },
        v4: Some(HashMap::from([("bus".to_owned(), listener)])),
        ..Config::default()
    }
}

fn free_port() -> std::io::Result<SocketAddr> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_taken_port_is_told_instead_of_waited_for() {
        let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let ended = run(taken.local_addr().unwrap(), "x".to_owned()).unwrap();
        tokio::time::timeout(PROBE_TIMEOUT, ended).await.expect("the thread ends").unwrap_err();
    }

    #[tokio::test]
    async fn a_wrong_password_gets_no_connection() {
        let broker = EmbeddedBroker::start(&Ids::System).await.unwrap();
        let port = broker.url().rsplit(':').next().unwrap();
        let intruder =
            Bus::connect(&format!("mqtt://crema:guess@127.0.0.1:{port}"), "intruder").unwrap();
        intruder.wait_connected(Duration::from_millis(500)).await.unwrap_err();
    }
}
