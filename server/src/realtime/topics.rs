//! Names of topics: what browsers subscribe to, and the few channels of the bus behind them.
//! Pure; who may subscribe to what is decided in `acl.rs`.

use std::fmt;

use crate::ids::{StoreId, UserId};

/// Topics of the bus: this prefix and a channel's number.
pub const BUS_PREFIX: &str = "crema/bus/";

/// The one filter a process subscribes to upstream.
pub const BUS_FILTER: &str = "crema/bus/+";

/// Where a process sees its own message come back before it trusts its subscription.
pub const BUS_CANARY: &str = "crema/bus/canary";

/// How many channels the bus has; a broker's user needs rights on these and the canary only.
pub const BUS_CHANNELS: u32 = 16;

/// No valid topic is longer: 6 + 32 + 6 + 64 bytes.
const MAX_TOPIC_BYTES: usize = 128;

/// A topic that browsers and API clients may name.
///
/// Patterns: `crema/{store}/public`, `crema/{store}/user/{sub}`, `crema/{store}/queue`,
/// `crema/{store}/display`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Topic {
    /// Open, closed, menu, queue length: for anyone with a session.
    Public(StoreId),
    /// What concerns one person.
    User(StoreId, UserId),
    /// The baristas' queue.
    Queue(StoreId),
    /// What screens show.
    Display(StoreId),
}

impl Topic {
    /// Reads a topic; anything that is not exactly one of the four patterns is `None`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if text.len() > MAX_TOPIC_BYTES {
            return None;
        }
        let mut segments = text.split('/');
        if segments.next() != Some("crema") {
            return None;
        }
        let store = StoreId::parse(segments.next()?)?;
        let topic = match segments.next()? {
            "public" => Self::Public(store),
            "user" => Self::User(store, parse_sub(segments.next()?)?),
            "queue" => Self::Queue(store),
            "display" => Self::Display(store),
            _ => return None,
        };
        segments.next().is_none().then_some(topic)
    }

    /// The store the topic belongs to.
    #[must_use]
    pub fn store(&self) -> &StoreId {
        match self {
            Self::Public(store)
            | Self::User(store, _)
            | Self::Queue(store)
            | Self::Display(store) => store,
        }
    }
}

impl fmt::Display for Topic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Public(store) => write!(f, "crema/{store}/public"),
            Self::User(store, sub) => write!(f, "crema/{store}/user/{sub}"),
            Self::Queue(store) => write!(f, "crema/{store}/queue"),
            Self::Display(store) => write!(f, "crema/{store}/display"),
        }
    }
}

/// A `sub` as one segment: ASCII letters, digits, `-` and `_`, so no wildcard can hide in it.
fn parse_sub(text: &str) -> Option<UserId> {
    let inner = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'_';
    ((1..=64).contains(&text.len()) && text.bytes().all(inner)).then(|| UserId::new(text))
}

/// The bus topic for messages about `subject`; one subject always takes the same channel, so
/// its messages keep their order on any broker.
#[must_use]
pub fn bus_topic(subject: &str) -> String {
    format!("{BUS_PREFIX}{}", channel(subject))
}

/// FNV-1a over the subject: stable across versions and machines, unlike the standard hasher.
fn channel(subject: &str) -> u32 {
    let hash = subject
        .bytes()
        .fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    // The low bits of FNV mix least; fold the high half in.
    (hash ^ (hash >> 16)) % BUS_CHANNELS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_topic_reads_back_as_written() {
        let main = StoreId::new("main");
        for topic in [
            Topic::Public(main.clone()),
            Topic::User(main.clone(), UserId::new("0190-aB_9")),
            Topic::Queue(main.clone()),
            Topic::Display(main),
        ] {
            assert_eq!(Topic::parse(&topic.to_string()), Some(topic.clone()));
            assert_eq!(topic.store().as_str(), "main");
        }
    }

    #[test]
    fn what_is_not_exactly_a_topic_is_none() {
        let long_sub = format!("crema/main/user/{}", "a".repeat(65));
        let oversized = format!("crema/main/user/{}", "a".repeat(70_000));
        for text in [
            "",
            "/",
            "crema",
            "crema/main",
            "crema//public",
            "/crema/main/public",
            "crema/main/public/",
            "crema/main/public/x",
            "crema/main/user",
            "crema/main/user/",
            "crema/main/user/a/b",
            "crema/main/user/a b",
            "crema/main/user/ä",
            "crema/main/user/a\0",
            "crema/Main/public",
            "crema/ma_in/public",
            "crema/main/Public",
            "Crema/main/public",
            "crema/main/queue/+",
            "crema/bus/3",
            long_sub.as_str(),
            oversized.as_str(),
        ] {
            assert_eq!(Topic::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_subjects_channel_is_stable_and_the_channels_are_used_evenly() {
        assert_eq!(bus_topic("main"), bus_topic("main"));
        // Written down so that a changed hash, which would break order during an upgrade, is seen.
        assert_eq!(bus_topic("main"), "crema/bus/8");
        assert_eq!(bus_topic("kiosk"), "crema/bus/13");
        let mut used = [0_u32; BUS_CHANNELS as usize];
        for order in 0..1_600 {
            used[channel(&format!("0190-{order}")) as usize] += 1;
        }
        assert!(used.iter().all(|count| (50..=200).contains(count)), "{used:?}");
    }
}
