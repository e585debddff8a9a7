//! Publishing one message to the bus as another process of Crema would.

use std::time::Duration;

use rumqttc::{AsyncClient, Event, MqttOptions, Packet, QoS};
use serde_json::json;
use tokio::time::timeout;
use url::Url;

use crate::{Failure, address};

/// A connected client of the bus.
pub(crate) struct Publisher {
    client: AsyncClient,
    connection: rumqttc::EventLoop,
}

impl Publisher {
    /// Connects to `mqtt://user:password@127.0.0.1:PORT`.
    pub(crate) async fn connect(url: &str) -> Result<Self, Failure> {
        let address = address::local(url, "mqtt://user:password@127.0.0.1:1883")?;
        let url = Url::parse(url).map_err(|error| Failure::Unusable(error.to_string()))?;
        let mut options = MqttOptions::new("crema-bench", "127.0.0.1", address.socket.port());
        options.set_credentials(url.username(), url.password().unwrap_or_default());
        let (client, connection) = AsyncClient::new(options, 10);
        let mut publisher = Self { client, connection };
        publisher.until(|packet| matches!(packet, Packet::ConnAck(_))).await?;
        Ok(publisher)
    }

    /// Publishes "the store changed" for everybody in `store`; answers when acknowledged.
    pub(crate) async fn publish(&mut self, store: &str) -> Result<(), Failure> {
        let message = json!({
            "store": store, "audience": { "public": true }, "subject": store, "sequence": 1,
            "type": "ConfigService.ConfigChanged", "time": "2026-01-01T00:00:00Z",
        });
        self.client
            .try_publish("crema/bus/0", QoS::AtLeastOnce, false, message.to_string())
            .map_err(|_| Failure::Bus)?;
        self.until(|packet| matches!(packet, Packet::PubAck(_))).await
    }

    async fn until(&mut self, is_it: impl Fn(&Packet) -> bool) -> Result<(), Failure> {
        let wait = async {
            loop {
                match self.connection.poll().await {
                    Ok(Event::Incoming(packet)) if is_it(&packet) => return Ok(()),
                    Ok(_) => {}
                    Err(_) => return Err(Failure::Bus),
                }
            }
        };
        timeout(Duration::from_secs(5), wait).await.unwrap_or(Err(Failure::Bus))
    }
}
