//! One client's connection from upgrade to close, in one task.

use std::collections::VecDeque;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::ws::{CloseFrame, Message, WebSocket};
use bytes::Bytes;
use futures_util::SinkExt;
use rumqttc::mqttbytes::v4::{Connect, ConnectReturnCode, Subscribe, Unsubscribe};
use tokio::time::{Instant, sleep_until, timeout};

use crate::auth::role::Principal;
use crate::clock::Timestamp;
use crate::realtime::acl::may_subscribe;
use crate::realtime::topics::Topic;

use super::mailbox::Close;
use super::packets::{self, Fault, Inbox, Request};
use super::registry::Seat;
use super::{Authenticate, Gateway};

/// Sessions are looked at this often at least, so that a jump of the clock is noticed.
const LONGEST_SLEEP: Duration = Duration::from_secs(3_600);

/// Packets are counted within spans of this length.
const COUNTING_TIME: Duration = Duration::from_secs(10);

pub(super) struct Connection {
    socket: WebSocket,
    gateway: Gateway,
    authenticate: Arc<dyn Authenticate>,
    seat: Seat,
    principals: Vec<Principal>,
    inbox: Inbox,
    stage: Stage,
    /// When a silent client is given up: for CONNECT first, then by keepalive.
    silent_at: Instant,
    /// Packets since [`Self::counted_from`].
    packets: u32,
    counted_from: Instant,
}

enum Stage {
    AwaitingConnect,
    Connected { patience: Duration },
}

/// How a connection ends.
enum Ending {
    /// The peer is gone.
    Gone,
    /// The peer closes by itself.
    PeerCloses,
    /// This side closes.
    Close(Close),
}

impl From<Close> for Ending {
    fn from(close: Close) -> Self {
        Self::Close(close)
    }
}

impl From<Fault> for Ending {
    fn from(fault: Fault) -> Self {
        Self::Close(match fault {
            Fault::Publishes => Close::Publishes,
            Fault::TooLarge => Close::TooLarge,
            Fault::WrongProtocol | Fault::Malformed => Close::BadProtocol,
        })
    }
}

impl Connection {
    pub(super) fn new(
        socket: WebSocket,
        gateway: Gateway,
        authenticate: Arc<dyn Authenticate>,
        seat: Seat,
        principals: Vec<Principal>,
    ) -> Self {
        let now = Instant::now();
        Self {
            silent_at: now + gateway.limits().connect_timeout,
            inbox: Inbox::default(),
            stage: Stage::AwaitingConnect,
            packets: 0,
            counted_from: now,
            socket,
            gateway,
            authenticate,
            seat,
            principals,
        }
    }

    /// Serves the client until one side ends the connection.
    pub(super) async fn run(mut self) {
        let ending = match self.serve().await {
            Err(ending) => ending,
            Ok(never) => match never {},
        };
        let Self { mut socket, gateway, seat, .. } = self;
        let close = match ending {
            Ending::Gone => return,
            Ending::PeerCloses => {
                // Its close frame is answered by reading on.
                let _ = timeout(gateway.limits().close_timeout, socket.recv()).await;
                return;
            }
            Ending::Close(close) => close,
        };
        tracing::debug!(connection = seat.id(), reason = close.reason(), "closing a socket");
        if close != Close::Done {
            metrics::counter!("crema_gateway_drops_total", "reason" => close.reason()).increment(1);
        }
        // The seat is kept until the closing handshake is over, so that shutting down waits for
        // it; its mailbox takes nothing any more.
        seat.mailbox().close(close);
        let frame = CloseFrame { code: close.code(), reason: close.reason().into() };
        let goodbye = async {
            if socket.send(Message::Close(Some(frame))).await.is_ok() {
                // Reading on until the peer closes lets it receive what was sent last.
                while let Some(Ok(_)) = socket.recv().await {}
            }
        };
        // A client that does not answer is cut off.
        let _ = timeout(gateway.limits().close_timeout, goodbye).await;
    }

    async fn serve(&mut self) -> Result<std::convert::Infallible, Ending> {
        let mailbox = self.seat.mailbox();
        let mut alarm = pin!(sleep_until(self.next_check()));
        loop {
            self.deliver().await?;
            tokio::select! {
                message = self.socket.recv() => match message {
                    None => return Err(Ending::Gone),
                    Some(Ok(Message::Close(_))) => return Err(Ending::PeerCloses),
                    Some(Err(error)) => return Err(ending_of(&error)),
                    Some(Ok(message)) => self.receive(message).await?,
                },
                () = mailbox.changed() => {}
                () = &mut alarm => {}
            }
            self.check_time()?;
            let next_check = self.next_check();
            if alarm.is_elapsed() || next_check < alarm.deadline() {
                alarm.as_mut().reset(next_check);
            }
        }
    }

    async fn receive(&mut self, message: Message) -> Result<(), Ending> {
        match message {
            Message::Binary(bytes) => self.inbox.push(&bytes),
            Message::Text(_) => return Err(Close::Text.into()),
            // tungstenite answers pings. They do not count as signs of life: MQTT has its own.
            Message::Ping(_) | Message::Pong(_) | Message::Close(_) => return Ok(()),
        }
        loop {
            match self.inbox.next() {
                Ok(Some(request)) => {
                    self.count_packet()?;
                    self.answer(request).await?;
                }
                Ok(None) => return Ok(()),
                Err(Fault::WrongProtocol) if matches!(self.stage, Stage::AwaitingConnect) => {
                    return self.refuse(ConnectReturnCode::RefusedProtocolVersion).await;
                }
                Err(fault) => return Err(fault.into()),
            }
        }
    }

    /// Ends a connection that asks more than any listener needs to.
    fn count_packet(&mut self) -> Result<(), Ending> {
        if self.counted_from.elapsed() >= COUNTING_TIME {
            self.counted_from = Instant::now();
            self.packets = 0;
        }
        self.packets += 1;
        if self.packets > self.gateway.limits().packets_per_ten_seconds {
            return Err(Close::Flooding.into());
        }
        Ok(())
    }

    async fn answer(&mut self, request: Request) -> Result<(), Ending> {
        let patience = match (&self.stage, request) {
            (Stage::AwaitingConnect, Request::Connect(connect)) => {
                return self.connect(connect).await;
            }
            (Stage::AwaitingConnect, _) | (Stage::Connected { .. }, Request::Connect(_)) => {
                return Err(Close::BadProtocol.into());
            }
            (Stage::Connected { patience }, request) => {
                let patience = *patience;
                match request {
                    Request::Subscribe(subscribe) => self.subscribe(subscribe).await?,
                    Request::Unsubscribe(unsubscribe) => self.unsubscribe(unsubscribe).await?,
                    Request::Ping => self.send(packets::pingresp()).await?,
                    Request::Disconnect | Request::Connect(_) => return Err(Close::Done.into()),
                }
                patience
            }
        };
        self.silent_at = Instant::now() + patience;
        Ok(())
    }

    async fn connect(&mut self, connect: Connect) -> Result<(), Ending> {
        if connect.last_will.is_some() {
            return self.refuse(ConnectReturnCode::NotAuthorized).await;
        }
        if connect.client_id.is_empty() && !connect.clean_session {
            return self.refuse(ConnectReturnCode::BadClientId).await;
        }
        if self.principals.is_empty() {
            // The user name says nothing: who it is stands in the token.
            let token = connect.login.map(|login| login.password).unwrap_or_default();
            let known =
                timeout(self.gateway.limits().connect_timeout, self.authenticate.by_token(&token));
            let now = self.gateway.clock().now();
            match known.await.ok().flatten().filter(|principal| principal.expires_at > now) {
                Some(principal) if self.seat.identify(&principal).is_ok() => {
                    self.principals.push(principal);
                }
                _ => return self.refuse(ConnectReturnCode::NotAuthorized).await,
            }
        }
        self.send(packets::connack(ConnectReturnCode::Success)).await?;
        let longest = self.gateway.limits().longest_keep_alive;
        let keep_alive = match connect.keep_alive {
            0 => longest,
            seconds => longest.min(Duration::from_secs(u64::from(seconds))),
        };
        let patience = keep_alive * 3 / 2;
        self.stage = Stage::Connected { patience };
        self.silent_at = Instant::now() + patience;
        Ok(())
    }

    async fn subscribe(&mut self, subscribe: Subscribe) -> Result<(), Ending> {
        let mut granted = Vec::with_capacity(subscribe.filters.len());
        for filter in &subscribe.filters {
            let topic = may_subscribe(&self.principals, &filter.path).filter(|topic| {
                let topics = self.seat.topics();
                topics.len() < self.gateway.limits().subscriptions || topics.contains(topic)
            });
            granted.push(topic.is_some());
            match topic {
                Some(topic) => self.seat.subscribe(topic),
                None => metrics::counter!("crema_gateway_refusals_total", "reason" => "topic")
                    .increment(1),
            }
        }
        self.send(packets::suback(subscribe.pkid, &granted)).await
    }

    async fn unsubscribe(&mut self, unsubscribe: Unsubscribe) -> Result<(), Ending> {
        for topic in unsubscribe.topics.iter().filter_map(|text| Topic::parse(text)) {
            self.seat.unsubscribe(&topic);
        }
        self.send(packets::unsuback(unsubscribe.pkid)).await
    }

    /// Answers CONNECT with a refusal and closes.
    async fn refuse(&mut self, code: ConnectReturnCode) -> Result<(), Ending> {
        self.send(packets::connack(code)).await?;
        Err(Close::Refused.into())
    }

    /// Sends what waits in the mailbox.
    async fn deliver(&mut self) -> Result<(), Ending> {
        loop {
            let packets = self.seat.mailbox().take()?;
            if packets.is_empty() {
                return Ok(());
            }
            self.write(packets).await?;
        }
    }

    async fn send(&mut self, packet: Bytes) -> Result<(), Ending> {
        self.write(VecDeque::from([packet])).await
    }

    /// Writes packets unless the client is too slow or the mailbox says to close meanwhile.
    ///
    /// Consumes the mailbox's wake-ups: call [`Self::deliver`] before waiting for the next one.
    async fn write(&mut self, packets: VecDeque<Bytes>) -> Result<(), Ending> {
        let mailbox = self.seat.mailbox();
        let socket = &mut self.socket;
        let writing = async {
            for packet in packets {
                socket.feed(Message::Binary(packet)).await?;
            }
            socket.flush().await
        };
        let mut writing = pin!(timeout(self.gateway.limits().write_timeout, writing));
        loop {
            tokio::select! {
                outcome = &mut writing => return match outcome {
                    Ok(Ok(())) => Ok(()),
                    Ok(Err(_)) => Err(Ending::Gone),
                    Err(_) => Err(Close::TooSlow.into()),
                },
                () = mailbox.changed() => if let Some(close) = mailbox.closing() {
                    return Err(close.into());
                },
            }
        }
    }

    /// Ends the connection when its session or the client's silence has lasted long enough.
    fn check_time(&self) -> Result<(), Ending> {
        if self.expires_at().is_some_and(|at| at <= self.gateway.clock().now()) {
            return Err(Close::Expired.into());
        }
        if self.silent_at <= Instant::now() {
            return Err(Close::Silent.into());
        }
        Ok(())
    }

    /// When [`Self::check_time`] is due next.
    fn next_check(&self) -> Instant {
        let now = self.gateway.clock().now();
        let left = self.expires_at().map(|at| at.millis_since(now).max(0).unsigned_abs());
        let left = left.map_or(LONGEST_SLEEP, Duration::from_millis).min(LONGEST_SLEEP);
        self.silent_at.min(Instant::now() + left)
    }

    /// The first end among the sessions behind the connection: it was opened with all of them.
    fn expires_at(&self) -> Option<Timestamp> {
        self.principals.iter().map(|principal| principal.expires_at).min()
    }
}

/// What a failed read means; limits and rules of WebSocket are told to the client.
///
/// axum hides tungstenite's error type, so its text has to do; at worst a close code is lost.
fn ending_of(error: &axum::Error) -> Ending {
    let text = error.to_string();
    if text.contains("Space limit exceeded") {
        Close::TooLarge.into()
    } else if text.contains("Connection reset") {
        Ending::Gone
    } else if text.contains("WebSocket protocol error") || text.contains("UTF-8") {
        Close::BadProtocol.into()
    } else {
        Ending::Gone
    }
}
