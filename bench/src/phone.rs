//! One phone: a WebSocket, a subscription, and the moment each message arrives.

use std::net::SocketAddr;

use bytes::BytesMut;
use futures_util::{SinkExt, StreamExt};
use rumqttc::mqttbytes::QoS;
use rumqttc::mqttbytes::v4::{
    Connect, ConnectReturnCode, Login, Packet, Subscribe, SubscribeReasonCode,
};
use tokio::net::{TcpSocket, TcpStream};
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::http::HeaderValue;
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;
use tokio_tungstenite::tungstenite::{Error, Message};

use crate::Failure;

/// Long enough that no phone pings during a measurement.
const KEEP_ALIVE_SECONDS: u16 = 600;

pub(crate) struct Phone {
    socket: WebSocketStream<TcpStream>,
    received: BytesMut,
}

impl Phone {
    /// Connects with a token and subscribes to `topic`.
    pub(crate) async fn subscribed(
        address: SocketAddr,
        path: &str,
        token: &str,
        topic: &str,
    ) -> Result<Self, Failure> {
        Self::listening(opened(address, path, None).await?, token, topic).await
    }

    /// The same with a receive buffer of so many bytes, for somebody who will not read.
    pub(crate) async fn deaf(
        address: SocketAddr,
        token: &str,
        topic: &str,
        buffer: u32,
    ) -> Result<Self, Failure> {
        Self::listening(opened(address, "/mqtt", Some(buffer)).await?, token, topic).await
    }

    /// Says that it lives, and reads no answer.
    pub(crate) async fn ping(&mut self) -> Result<(), Failure> {
        self.send(Packet::PingReq).await
    }

    async fn listening(
        socket: WebSocketStream<TcpStream>,
        token: &str,
        topic: &str,
    ) -> Result<Self, Failure> {
        let mut phone = Self { socket, received: BytesMut::new() };
        let mut connect = Connect::new("crema-bench");
        connect.keep_alive = KEEP_ALIVE_SECONDS;
        connect.login = Some(Login::new("", token));
        phone.send(Packet::Connect(connect)).await?;
        match phone.hear().await? {
            Packet::ConnAck(ack) if ack.code == ConnectReturnCode::Success => {}
            other => return Err(Failure::Unusable(format!("not connected: {other:?}"))),
        }
        let mut subscribe = Subscribe::new(topic, QoS::AtMostOnce);
        subscribe.pkid = 1;
        phone.send(Packet::Subscribe(subscribe)).await?;
        match phone.hear().await? {
            Packet::SubAck(ack) if ack.return_codes != [SubscribeReasonCode::Failure] => Ok(phone),
            other => Err(Failure::Unusable(format!("not subscribed to {topic}: {other:?}"))),
        }
    }

    async fn send(&mut self, packet: Packet) -> Result<(), Failure> {
        let mut bytes = BytesMut::new();
        packet
            .write(&mut bytes, usize::MAX)
            .map_err(|error| Failure::Unusable(error.to_string()))?;
        self.socket.send(Message::Binary(bytes.freeze())).await.map_err(web_socket)
    }

    /// The next packet from the gateway.
    pub(crate) async fn hear(&mut self) -> Result<Packet, Failure> {
        loop {
            if let Ok(packet) = Packet::read(&mut self.received, usize::MAX) {
                return Ok(packet);
            }
            match self.socket.next().await {
                Some(Ok(Message::Binary(bytes))) => self.received.extend_from_slice(&bytes),
                Some(Ok(Message::Close(frame))) => {
                    return Err(Failure::Unusable(format!("closed by the gateway: {frame:?}")));
                }
                Some(Ok(_)) => {}
                Some(Err(error)) => return Err(web_socket(error)),
                None => return Err(Failure::Unusable("the connection ended".to_owned())),
            }
        }
    }
}

/// A WebSocket to the gateway, before CONNECT.
pub(crate) async fn opened(
    address: SocketAddr,
    path: &str,
    buffer: Option<u32>,
) -> Result<WebSocketStream<TcpStream>, Failure> {
    let url = format!("ws://{address}{path}");
    let mut request = url.into_client_request().map_err(web_socket)?;
    let protocol = HeaderValue::from_static("mqtt");
    request.headers_mut().insert("sec-websocket-protocol", protocol);
    let socket = TcpSocket::new_v4().map_err(Failure::Connection)?;
    if let Some(bytes) = buffer {
        socket.set_recv_buffer_size(bytes).map_err(Failure::Connection)?;
    }
    let stream = socket.connect(address).await.map_err(Failure::Connection)?;
    // The default of 128 KiB a phone would measure this program's memory.
    let config = WebSocketConfig::default().read_buffer_size(1_024);
    let opened = tokio_tungstenite::client_async_with_config(request, stream, Some(config)).await;
    Ok(opened.map_err(web_socket)?.0)
}

fn web_socket(error: Error) -> Failure {
    Failure::WebSocket(Box::new(error))
}
