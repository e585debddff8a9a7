//! A connection's queue of encoded packets, and the order to close it.
//!
//! Not a channel: an empty mailbox owns no buffer (a channel's first block is over a kilobyte a
//! phone), and the order to close overtakes what is queued.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard};

use bytes::Bytes;
use tokio::sync::Notify;

/// Why a connection ends. Becomes the WebSocket close code and a metric's label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Close {
    /// The client said goodbye.
    Done,
    /// The server stops.
    GoingAway,
    /// The session's time is over.
    Expired,
    /// The session was revoked: logout, role change, removed device.
    Revoked,
    /// The client reads too slowly.
    TooSlow,
    /// No packet within one and a half keepalives, or no CONNECT.
    Silent,
    /// CONNECT was refused; the CONNACK says why.
    Refused,
    /// Bytes or an order of packets that MQTT does not allow.
    BadProtocol,
    /// A text message.
    Text,
    /// A packet or message above the limit.
    TooLarge,
    /// A PUBLISH: clients only listen.
    Publishes,
    /// More packets than a listener has any use for.
    Flooding,
}

impl Close {
    /// The WebSocket close code, RFC 6455 section 7.4.1.
    pub(super) fn code(self) -> u16 {
        match self {
            Self::Done => 1000,
            Self::GoingAway => 1001,
            Self::BadProtocol => 1002,
            Self::Text => 1003,
            Self::Expired
            | Self::Revoked
            | Self::TooSlow
            | Self::Silent
            | Self::Refused
            | Self::Publishes
            | Self::Flooding => 1008,
            Self::TooLarge => 1009,
        }
    }

    /// A stable word: the close frame's reason and a metric's label.
    pub(super) fn reason(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::GoingAway => "going_away",
            Self::Expired => "expired",
            Self::Revoked => "revoked",
            Self::TooSlow => "too_slow",
            Self::Silent => "silent",
            Self::Refused => "refused",
            Self::BadProtocol => "bad_protocol",
            Self::Text => "text_message",
            Self::TooLarge => "too_large",
            Self::Publishes => "publishes",
            Self::Flooding => "flooding",
        }
    }
}

#[derive(Debug)]
pub(super) struct Mailbox {
    content: Mutex<Content>,
    changed: Notify,
    capacity: usize,
}

#[derive(Debug, Default)]
struct Content {
    packets: VecDeque<Bytes>,
    close: Option<Close>,
}

impl Mailbox {
    pub(super) fn new(capacity: usize) -> Self {
        Self { content: Mutex::default(), changed: Notify::new(), capacity }
    }

    /// Queues a packet, or orders the close of a connection that does not keep up. Never waits.
    pub(super) fn push(&self, packet: Bytes) {
        let mut content = self.lock();
        if content.close.is_some() {
            return;
        }
        if content.packets.len() >= self.capacity {
            content.packets = VecDeque::new();
            content.close = Some(Close::TooSlow);
        } else {
            content.packets.push_back(packet);
        }
        drop(content);
        self.changed.notify_one();
    }

    /// Orders the close; the first reason stays.
    pub(super) fn close(&self, reason: Close) {
        self.lock().close.get_or_insert(reason);
        self.changed.notify_one();
    }

    /// The reason to close, if there is an order to.
    pub(super) fn closing(&self) -> Option<Close> {
        self.lock().close
    }

    /// Everything queued, or the order to close.
    pub(super) fn take(&self) -> Result<VecDeque<Bytes>, Close> {
        let mut content = self.lock();
        match content.close {
            Some(reason) => Err(reason),
            None => Ok(std::mem::take(&mut content.packets)),
        }
    }

    /// Resolves when something was pushed or ordered since the last time. For one waiter;
    /// cancel safe.
    pub(super) async fn changed(&self) {
        self.changed.notified().await;
    }

    fn lock(&self) -> MutexGuard<'_, Content> {
        self.content.lock().expect("no holder of this lock can panic")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_full_mailbox_is_emptied_and_closed() {
        let mailbox = Mailbox::new(2);
        mailbox.push(Bytes::from_static(b"a"));
        mailbox.push(Bytes::from_static(b"b"));
        assert_eq!(mailbox.closing(), None);
        mailbox.push(Bytes::from_static(b"c"));
        mailbox.changed().await;
        assert_eq!(mailbox.take(), Err(Close::TooSlow));
    }

    #[test]
    fn an_order_to_close_overtakes_and_the_first_reason_stays() {
        let mailbox = Mailbox::new(2);
        mailbox.push(Bytes::from_static(b"a"));
        mailbox.close(Close::Revoked);
        mailbox.close(Close::GoingAway);
        assert_eq!(mailbox.take(), Err(Close::Revoked));
    }

    #[test]
    fn taking_empties_the_mailbox() {
        let mailbox = Mailbox::new(2);
        mailbox.push(Bytes::from_static(b"a"));
        assert_eq!(mailbox.take().unwrap().len(), 1);
        assert!(mailbox.take().unwrap().is_empty());
    }
}
