//! MQTT 3.1.1 packets in both directions: cutting them out of WebSocket messages, and refusing
//! whatever a subscribe-only client has no business sending. Pure.

use bytes::{Bytes, BytesMut};
use rumqttc::mqttbytes::v4::{
    ConnAck, Connect, ConnectReturnCode, Packet, PingResp, Publish, SubAck, Subscribe,
    SubscribeReasonCode, UnsubAck, Unsubscribe,
};
use rumqttc::mqttbytes::{Error, QoS};

/// The largest packet, and so the largest WebSocket message, a client may send.
pub(super) const MAX_PACKET_BYTES: usize = 16 * 1024;

/// What a client may ask.
#[derive(Debug)]
pub(crate) enum Request {
    Connect(Connect),
    Subscribe(Subscribe),
    Unsubscribe(Unsubscribe),
    Ping,
    Disconnect,
}

/// Why the bytes of a client are not read any further.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// A PUBLISH, or an answer to one.
    Publishes,
    /// Not MQTT 3.1.1: another protocol name or level.
    WrongProtocol,
    /// Longer than [`MAX_PACKET_BYTES`].
    TooLarge,
    /// Not a packet, or not one that clients send.
    Malformed,
}

/// Bytes received and not yet read; WebSocket messages split and join packets at will.
#[derive(Debug, Default)]
pub(crate) struct Inbox(BytesMut);

impl Inbox {
    pub(crate) fn push(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }

    /// The next whole packet, or `None` until more bytes come.
    pub(crate) fn next(&mut self) -> Result<Option<Request>, Fault> {
        let Some(first) = self.0.first() else {
            // Give the memory back: most phones are silent most of the time.
            self.0 = BytesMut::new();
            return Ok(None);
        };
        // Checked before the codec sees it: packet type and its reserved flags.
        match first {
            0x10 | 0x82 | 0xa2 | 0xc0 | 0xe0 => {}
            0x30..=0x7f => return Err(Fault::Publishes),
            _ => return Err(Fault::Malformed),
        }
        if *first == 0x10 && names_another_protocol(&self.0) {
            return Err(Fault::WrongProtocol);
        }
        match Packet::read(&mut self.0, MAX_PACKET_BYTES) {
            Ok(Packet::Connect(connect)) => Ok(Some(Request::Connect(connect))),
            Ok(Packet::Subscribe(subscribe)) if subscribe.pkid != 0 => {
                Ok(Some(Request::Subscribe(subscribe)))
            }
            Ok(Packet::Unsubscribe(unsubscribe))
                if unsubscribe.pkid != 0 && !unsubscribe.topics.is_empty() =>
            {
                Ok(Some(Request::Unsubscribe(unsubscribe)))
            }
            Ok(Packet::PingReq) => Ok(Some(Request::Ping)),
            Ok(Packet::Disconnect) => Ok(Some(Request::Disconnect)),
            Ok(_) => Err(Fault::Malformed),
            Err(Error::InsufficientBytes(_)) => Ok(None),
            Err(Error::PayloadSizeLimitExceeded(_)) => Err(Fault::TooLarge),
            Err(Error::InvalidProtocol | Error::InvalidProtocolLevel(_)) => {
                Err(Fault::WrongProtocol)
            }
            Err(_) => Err(Fault::Malformed),
        }
    }
}

/// Whether a CONNECT is of another version, whose remaining fields this codec would misread.
fn names_another_protocol(packet: &[u8]) -> bool {
    // The remaining length takes 1 to 4 bytes, all but the last with the high bit set.
    let Some(length_end) = packet.iter().skip(1).take(4).position(|byte| byte & 0x80 == 0) else {
        return false;
    };
    match packet.get(length_end + 2..length_end + 9) {
        Some(head) => head != b"\0\x04MQTT\x04",
        // The codec waits for the rest, or finds the packet too short.
        None => false,
    }
}

pub(super) fn connack(code: ConnectReturnCode) -> Bytes {
    written(|out| ConnAck::new(code, false).write(out))
}

/// One answer per filter, in order: granted at QoS 0, or refused.
pub(super) fn suback(packet_id: u16, granted: &[bool]) -> Bytes {
    let codes = granted.iter().map(|&is_granted| match is_granted {
        true => SubscribeReasonCode::Success(QoS::AtMostOnce),
        false => SubscribeReasonCode::Failure,
    });
    written(|out| SubAck::new(packet_id, codes.collect()).write(out))
}

pub(super) fn unsuback(packet_id: u16) -> Bytes {
    written(|out| UnsubAck::new(packet_id).write(out))
}

pub(super) fn pingresp() -> Bytes {
    written(|out| PingResp.write(out))
}

/// A PUBLISH of QoS 0, encoded once and shared by all who get it.
pub(super) fn publish(topic: &str, payload: &[u8]) -> Bytes {
    written(|out| Publish::new(topic, QoS::AtMostOnce, payload).write(out))
}

fn written(write: impl FnOnce(&mut BytesMut) -> Result<usize, Error>) -> Bytes {
    let mut out = BytesMut::new();
    write(&mut out).expect("our own packets are far below the length limit and have ids");
    out.freeze()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn bytes_of(write: impl FnOnce(&mut BytesMut) -> Result<usize, Error>) -> Vec<u8> {
        written(write).to_vec()
    }

    #[test]
    fn packets_are_found_however_they_are_cut() {
        let mut stream = bytes_of(|out| Connect::new("phone").write(out));
        let mut subscribe = Subscribe::new("crema/main/public", QoS::AtMostOnce);
        subscribe.pkid = 1;
        stream.extend(bytes_of(|out| subscribe.write(out)));
        stream.extend([0xc0, 0, 0xe0, 0]);
        for size in 1..=stream.len() {
            let mut inbox = Inbox::default();
            let mut found = Vec::new();
            for piece in stream.chunks(size) {
                inbox.push(piece);
                while let Some(request) = inbox.next().unwrap() {
                    found.push(request);
                }
            }
            assert!(
                matches!(
                    found.as_slice(),
                    [
                        Request::Connect(_),
                        Request::Subscribe(_),
                        Request::Ping,
                        Request::Disconnect
                    ]
                ),
                "in pieces of {size}: {found:?}"
            );
        }
    }

    #[test]
    fn what_a_subscriber_never_sends_is_a_fault() {
        let cases: [(&[u8], Fault); 16] = [
            (b"\x30\x03\x00\x01a", Fault::Publishes),
            (b"\x31\x03\x00\x01a", Fault::Publishes),
            (b"\x40\x02\x00\x01", Fault::Publishes),
            (b"\x62\x02\x00\x01", Fault::Publishes),
            (b"\x00\x00", Fault::Malformed),
            (b"\x20\x02\x00\x00", Fault::Malformed),
            (b"\x90\x03\x00\x01\x00", Fault::Malformed),
            (b"\xd0\x00", Fault::Malformed),
            (b"\xf0\x00", Fault::Malformed),
            (b"\x80\x06\x00\x01\x00\x01a\x00", Fault::Malformed), // reserved flags
            (b"\x82\x06\x00\x00\x00\x01a\x00", Fault::Malformed), // packet id 0
            (b"\x82\x02\x00\x01", Fault::Malformed),              // no filter
            (b"\xa2\x02\x00\x01", Fault::Malformed),              // no topic
            (b"\x82\x06\x00\x01\x00\x01\xff\x00", Fault::Malformed), // not UTF-8
            (b"\x82\xff\xff\x7f", Fault::TooLarge),
            (b"\xc0\xff\xff\xff\xff", Fault::Malformed),
        ];
        for (bytes, fault) in cases {
            let mut inbox = Inbox::default();
            inbox.push(bytes);
            assert_eq!(inbox.next().unwrap_err(), fault, "{bytes:02x?}");
        }
    }

    #[test]
    fn other_protocol_versions_are_told_apart_from_garbage() {
        for head in
            [&b"\0\x06MQIsdp\x03"[..], b"\0\x04MQTT\x05", b"\0\x04MQTT\x03", b"\0\x04HTTP\x04"]
        {
            let mut packet = vec![0x10, u8::try_from(head.len() + 6).unwrap()];
            packet.extend(head);
            packet.extend([2, 0, 60, 0, 1, b'a']);
            let mut inbox = Inbox::default();
            inbox.push(&packet);
            assert_eq!(inbox.next().unwrap_err(), Fault::WrongProtocol, "{head:02x?}");
        }
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic_or_hold_more_than_a_packet(
            first in prop::sample::select(vec![0x10_u8, 0x82, 0xa2, 0xc0, 0xe0, 0x30]),
            rest in prop::collection::vec(any::<u8>(), 0..64),
        ) {
            let mut inbox = Inbox::default();
            inbox.push(&[first]);
            inbox.push(&rest);
            while let Ok(Some(_)) = inbox.next() {}
            prop_assert!(inbox.0.len() <= MAX_PACKET_BYTES);
        }
    }
}
