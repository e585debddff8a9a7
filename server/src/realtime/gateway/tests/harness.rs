//! A server with the gateway and nothing else, and a phone to connect to it.

use std::net::SocketAddr;
use std::time::Duration;

use bytes::BytesMut;
use futures_util::StreamExt;
use rumqttc::mqttbytes::QoS;
use rumqttc::mqttbytes::v4::{
    Connect, ConnectReturnCode, Login, Packet, Publish, Subscribe, SubscribeFilter,
    SubscribeReasonCode,
};
use tokio::net::{TcpSocket, TcpStream};
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::{self, Message};

use super::super::*;
use crate::auth::role::Role;
use crate::clock::Timestamp;
use crate::ids::{StoreId, UserId};
use crate::realtime::bus::Audience;

/// No test waits longer for something that must happen.
pub(super) const SOON: Duration = Duration::from_secs(10);

pub(super) const ORIGIN: &str = "http://crema.test";

/// A running server.
pub(super) struct Site {
    pub(super) address: SocketAddr,
    pub(super) gateway: Gateway,
    pub(super) bus: Bus,
    pub(super) clock: Clock,
}

impl Site {
    pub(super) async fn start() -> Self {
        Self::with_limits(Limits::default()).await
    }

    pub(super) async fn with_limits(limits: Limits) -> Self {
        let bus = Bus::in_process();
        let clock = Clock::manual(Timestamp(1_000_000));
        let gateway = Gateway::new(&bus, clock.clone(), limits);
        let app = router(gateway.clone(), Arc::new(People { clock: clock.clone() }));
        let socket = TcpSocket::new_v4().unwrap();
        // Small, so that a client that does not read is noticed after little data.
        socket.set_send_buffer_size(16 * 1024).unwrap();
        socket.bind(SocketAddr::from(([127, 0, 0, 1], 0))).unwrap();
        let listener = socket.listen(1_024).unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(async move { axum::serve(listener, app).await });
        Self { address, gateway, bus, clock }
    }

    /// Publishes one message of `kind` for `audience` in store `main`.
    pub(super) async fn publish(&self, kind: &str, user: Option<&str>, audience: Audience) {
        let message = BusMessage {
            store: StoreId::new("main"),
            user: user.map(UserId::new),
            audience,
            kind: kind.to_owned(),
            subject: "o1".to_owned(),
            sequence: 1,
            time: "2026-11-21T00:00:00Z".to_owned(),
        };
        self.bus.publish(&[message]).await.unwrap();
    }

    /// Waits until `sockets` are open.
    pub(super) async fn wait_for_sockets(&self, sockets: usize) {
        let mut count = self.gateway.registry().count();
        timeout(SOON, count.wait_for(|open| *open == sockets)).await.expect("in time").unwrap();
    }
}

/// Sessions by name: as cookie `session=NAME` or as token `NAME`; `NAME@5` ends in 5 s.
struct People {
    clock: Clock,
}

impl People {
    fn find(&self, text: &str) -> Option<Principal> {
        let (name, seconds) = text.split_once('@').unwrap_or((text, "3600"));
        let (role, store) = match name {
            "guest1" | "guest2" => (Role::Customer, None),
            "screen" => (Role::Display, Some(StoreId::new("main"))),
            "ana" => (Role::Barista, Some(StoreId::new("main"))),
            "olga" => (Role::Operator, Some(StoreId::new("main"))),
            _ => return None,
        };
        Some(Principal {
            sub: UserId::new(name),
            role,
            store,
            name: String::new(),
            session: SessionId::new(format!("session-of-{name}")),
            expires_at: self.clock.now().plus_seconds(seconds.parse().unwrap()),
        })
    }
}

impl Authenticate for People {
    fn by_request<'a>(
        &'a self,
        headers: &'a HeaderMap,
    ) -> BoxFuture<'a, Result<Vec<Principal>, Refused>> {
        Box::pin(async move {
            let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
            let cookies = text("cookie").unwrap_or_default();
            if cookies.contains("unavailable") {
                return Err(Refused::Unavailable);
            }
            let names = cookies.split("; ").filter_map(|pair| pair.strip_prefix("session="));
            let found: Vec<_> = names.filter_map(|name| self.find(name)).collect();
            if !found.is_empty() && text("origin") != Some(ORIGIN) {
                return Err(Refused::ForeignOrigin);
            }
            Ok(found)
        })
    }

    fn by_token<'a>(&'a self, token: &'a str) -> BoxFuture<'a, Option<Principal>> {
        Box::pin(async move { self.find(token) })
    }
}

/// What a phone hears next.
#[derive(Debug, PartialEq)]
pub(super) enum Heard {
    Packet(Packet),
    /// A close frame with this code.
    Closed(u16),
    /// The connection ended without one.
    Gone,
}

/// A client that sends whatever a test wants.
pub(super) struct Phone {
    socket: WebSocketStream<TcpStream>,
    received: BytesMut,
}

impl Phone {
    /// Opens a WebSocket with extra headers; the error is the HTTP status of the refusal.
    pub(super) async fn open(site: &Site, headers: &[(&'static str, &str)]) -> Result<Self, u16> {
        let mut request = format!("ws://{}/mqtt", site.address).into_client_request().unwrap();
        for (name, value) in headers {
            request.headers_mut().append(*name, value.parse().unwrap());
        }
        let socket = TcpSocket::new_v4().unwrap();
        socket.set_recv_buffer_size(16 * 1024).unwrap();
        let stream = socket.connect(site.address).await.unwrap();
        match tokio_tungstenite::client_async(request, stream).await {
            Ok((socket, _)) => Ok(Self { socket, received: BytesMut::new() }),
            Err(tungstenite::Error::Http(response)) => Err(response.status().as_u16()),
            Err(error) => panic!("{error}"),
        }
    }

    /// Opens a WebSocket without cookies.
    pub(super) async fn anonymous(site: &Site) -> Self {
        Self::open(site, &[("sec-websocket-protocol", "mqtt")]).await.unwrap()
    }

    /// Connects with a token, up to a good CONNACK.
    pub(super) async fn connected(site: &Site, token: &str) -> Self {
        let mut phone = Self::anonymous(site).await;
        phone.send(Packet::Connect(connect(token))).await;
        assert_eq!(phone.hear().await, connack(ConnectReturnCode::Success));
        phone
    }

    /// Connects with a token and subscribes to `topic`, which must be granted.
    pub(super) async fn subscribed(site: &Site, token: &str, topic: &str) -> Self {
        let mut phone = Self::connected(site, token).await;
        assert_eq!(phone.subscribe(&[topic]).await, [true]);
        phone
    }

    pub(super) async fn send(&mut self, packet: Packet) {
        let mut bytes = BytesMut::new();
        packet.write(&mut bytes, usize::MAX).unwrap();
        self.send_bytes(&bytes).await;
    }

    pub(super) async fn send_bytes(&mut self, bytes: &[u8]) {
        self.send_message(Message::Binary(bytes.to_vec().into())).await;
    }

    pub(super) async fn send_message(&mut self, message: Message) {
        use futures_util::SinkExt;
        self.socket.send(message).await.unwrap();
    }

    /// Subscribes and answers which filters were granted.
    pub(super) async fn subscribe(&mut self, filters: &[&str]) -> Vec<bool> {
        let filters =
            filters.iter().map(|f| SubscribeFilter::new((*f).to_owned(), QoS::AtLeastOnce));
        let mut subscribe = Subscribe::new_many(filters);
        subscribe.pkid = 7;
        self.send(Packet::Subscribe(subscribe)).await;
        match self.hear().await {
            Heard::Packet(Packet::SubAck(ack)) => {
                assert_eq!(ack.pkid, 7);
                let granted = SubscribeReasonCode::Success(QoS::AtMostOnce);
                ack.return_codes.iter().map(|code| *code == granted).collect()
            }
            other => panic!("no SUBACK: {other:?}"),
        }
    }

    pub(super) async fn hear(&mut self) -> Heard {
        timeout(SOON, async {
            loop {
                if let Ok(packet) = Packet::read(&mut self.received, usize::MAX) {
                    return Heard::Packet(packet);
                }
                match self.socket.next().await {
                    Some(Ok(Message::Binary(bytes))) => self.received.extend_from_slice(&bytes),
                    Some(Ok(Message::Close(frame))) => {
                        return Heard::Closed(frame.expect("a code").code.into());
                    }
                    Some(Ok(_)) => {}
                    Some(Err(_)) | None => return Heard::Gone,
                }
            }
        })
        .await
        .expect("the gateway answers in time")
    }

    /// The topic and JSON text of the next PUBLISH.
    pub(super) async fn hear_message(&mut self) -> (String, String) {
        match self.hear().await {
            Heard::Packet(Packet::Publish(Publish { topic, payload, qos, .. })) => {
                assert_eq!(qos, QoS::AtMostOnce);
                (topic, String::from_utf8(payload.to_vec()).unwrap())
            }
            other => panic!("no PUBLISH: {other:?}"),
        }
    }

    /// Proves that nothing else was sent before: the next thing heard answers a ping.
    pub(super) async fn hears_nothing(&mut self) {
        self.send(Packet::PingReq).await;
        assert_eq!(self.hear().await, Heard::Packet(Packet::PingResp));
    }
}

pub(super) fn connect(token: &str) -> Connect {
    let mut connect = Connect::new("phone");
    connect.keep_alive = 60;
    connect.login = Some(Login::new("ignored", token));
    connect
}

pub(super) fn connack(code: ConnectReturnCode) -> Heard {
    Heard::Packet(Packet::ConnAck(rumqttc::mqttbytes::v4::ConnAck::new(code, false)))
}
