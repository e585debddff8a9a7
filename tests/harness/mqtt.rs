//! A client for the gateway that can also misbehave: whole packets through a codec, or raw bytes.

use std::net::SocketAddr;
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use futures_util::{SinkExt as _, StreamExt as _};
use rumqttc::mqttbytes::QoS;
use rumqttc::mqttbytes::v4::{Connect, ConnectReturnCode, Packet, Publish, Subscribe};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::tungstenite::{self, Message};

/// How long the gateway may take to answer a packet.
const LIMIT: Duration = Duration::from_secs(30);
const MAX_PACKET: usize = 64 * 1024;

/// What a WebSocket runs on: TCP, or TLS.
trait Wire: AsyncRead + AsyncWrite + Send + Unpin {}

impl<S: AsyncRead + AsyncWrite + Send + Unpin> Wire for S {}

/// A WebSocket to the gateway, before or after CONNECT.
pub struct Socket {
    stream: WebSocketStream<Box<dyn Wire>>,
    received: BytesMut,
}

/// What the gateway did next.
#[derive(Debug, PartialEq)]
pub enum Heard {
    /// It sent a packet.
    Packet(Packet),
    /// It closed the connection.
    Closed,
    /// Nothing within the time given.
    Silence,
}

impl Socket {
    /// Opens the WebSocket with these headers beside the usual ones.
    ///
    /// # Errors
    /// The refusal's HTTP status, when the upgrade is refused.
    ///
    /// # Panics
    /// When the server cannot be reached at all.
    pub async fn open(address: SocketAddr, headers: &[(&str, &str)]) -> Result<Self, u16> {
        let tcp = TcpStream::connect(address).await.expect("the server listens");
        Self::open_on(tcp, &address.to_string(), headers).await
    }

    /// Opens the WebSocket to `host` on a connection that is there already.
    ///
    /// # Errors
    /// The refusal's HTTP status, when the upgrade is refused.
    ///
    /// # Panics
    /// When there is no HTTP behind it.
    pub async fn open_on(
        stream: impl AsyncRead + AsyncWrite + Send + Unpin + 'static,
        host: &str,
        headers: &[(&str, &str)],
    ) -> Result<Self, u16> {
        let url = format!("ws://{host}/mqtt");
        let mut request = url.into_client_request().expect("a WebSocket address");
        request.headers_mut().insert("sec-websocket-protocol", "mqtt".parse().expect("a header"));
        for (name, value) in headers {
            let name: hyper::header::HeaderName = name.parse().expect("a header's name");
            request.headers_mut().insert(name, value.parse().expect("a header's value"));
        }
        let stream: Box<dyn Wire> = Box::new(stream);
        match tokio_tungstenite::client_async(request, stream).await {
            Ok((stream, _)) => Ok(Self { stream, received: BytesMut::new() }),
            Err(tungstenite::Error::Http(response)) => Err(response.status().as_u16()),
            Err(error) => panic!("no WebSocket: {error}"),
        }
    }

    /// Opens the WebSocket and connects with a JWT as the password.
    ///
    /// # Panics
    /// When the gateway does not accept it.
    pub async fn connected(address: SocketAddr, token: &str) -> Self {
        let tcp = TcpStream::connect(address).await.expect("the server listens");
        Self::connected_on(tcp, &address.to_string(), token).await
    }

    /// The same on a connection that is there already.
    ///
    /// # Panics
    /// When the gateway does not accept it.
    pub async fn connected_on(
        stream: impl AsyncRead + AsyncWrite + Send + Unpin + 'static,
        host: &str,
        token: &str,
    ) -> Self {
        let opened = Self::open_on(stream, host, &[]).await;
        let mut socket = opened.expect("the upgrade is accepted");
        let code = socket.connect("test", token).await;
        assert_eq!(code, Some(ConnectReturnCode::Success), "CONNECT is not accepted");
        socket
    }

    /// Sends CONNECT; the return code, or none when the connection was closed instead.
    pub async fn connect(&mut self, client_id: &str, token: &str) -> Option<ConnectReturnCode> {
        let mut connect = Connect::new(client_id);
        connect.set_login("", token);
        self.send(&Packet::Connect(connect)).await;
        match self.hear(LIMIT).await {
            Heard::Packet(Packet::ConnAck(ack)) => Some(ack.code),
            _ => None,
        }
    }

    /// Subscribes at QoS 0; `true` when granted, `false` when refused or thrown out.
    pub async fn subscribe(&mut self, topic: &str) -> bool {
        let mut subscribe = Subscribe::new(topic, QoS::AtMostOnce);
        subscribe.pkid = 1;
        self.send(&Packet::Subscribe(subscribe)).await;
        match self.hear(LIMIT).await {
            Heard::Packet(Packet::SubAck(ack)) => {
                // The codec keeps its return codes to itself; only a failure prints as one.
                !format!("{:?}", ack.return_codes).contains("Failure")
            }
            _ => false,
        }
    }

    /// Publishes at QoS 0.
    pub async fn publish(&mut self, topic: &str, payload: &str) {
        self.send(&Packet::Publish(Publish::new(topic, QoS::AtMostOnce, payload))).await;
    }

    /// Sends a packet.
    ///
    /// # Panics
    /// When it cannot be encoded.
    pub async fn send(&mut self, packet: &Packet) {
        let mut bytes = BytesMut::new();
        packet.write(&mut bytes, MAX_PACKET).expect("the packet can be encoded");
        self.send_raw(bytes.freeze()).await;
    }

    /// Sends any bytes as one binary message. A connection that is closed already says so at the
    /// next [`Socket::hear`].
    pub async fn send_raw(&mut self, bytes: impl Into<Bytes>) {
        let _ = self.stream.send(Message::Binary(bytes.into())).await;
    }

    /// Waits for the gateway's next packet, or for the end.
    pub async fn hear(&mut self, limit: Duration) -> Heard {
        let next = async {
            loop {
                match Packet::read(&mut self.received, MAX_PACKET) {
                    Ok(packet) => return Heard::Packet(packet),
                    Err(rumqttc::mqttbytes::Error::InsufficientBytes(_)) => {}
                    Err(error) => panic!("the gateway sent nonsense: {error}"),
                }
                match self.stream.next().await {
                    Some(Ok(Message::Binary(bytes))) => self.received.extend_from_slice(&bytes),
                    Some(Ok(Message::Ping(_) | Message::Pong(_))) => {}
                    _ => return Heard::Closed,
                }
            }
        };
        tokio::time::timeout(limit, next).await.unwrap_or(Heard::Silence)
    }

    /// Waits until the gateway closes the connection; what it sent before is thrown away.
    ///
    /// # Panics
    /// When it stays open longer than `limit`.
    pub async fn expect_closed(&mut self, limit: Duration) {
        loop {
            match self.hear(limit).await {
                Heard::Packet(_) => {}
                Heard::Closed => return,
                Heard::Silence => panic!("the gateway kept the connection open"),
            }
        }
    }

    /// The payload of the next PUBLISH, as JSON.
    ///
    /// # Panics
    /// When something else comes, or nothing.
    pub async fn message(&mut self) -> serde_json::Value {
        match self.hear(LIMIT).await {
            Heard::Packet(Packet::Publish(publish)) => {
                serde_json::from_slice(&publish.payload).expect("messages are JSON")
            }
            other => panic!("not a message: {other:?}"),
        }
    }
}
