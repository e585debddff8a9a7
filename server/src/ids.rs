//! Identifiers as types, and where fresh ones come from.
//!
//! Ids of things are UUIDs of version 7 (RFC 9562), so new rows land at the end of an index;
//! secrets (codes, tokens) come from [`Ids::secret`] and carry no time.

use std::fmt;
use std::sync::{Arc, Mutex};

use serde::{Deserialize, Serialize};

use crate::clock::Timestamp;

/// Declares string newtypes that go into SQL, JSON and paths as they are.
macro_rules! id_types {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, sqlx::Type)]
        #[serde(transparent)]
        #[sqlx(transparent)]
        pub struct $name(String);

        impl $name {
            /// Takes a text that is already such an id: from the database, a token or a path.
            pub fn new(text: impl Into<String>) -> Self {
                Self(text.into())
            }

            /// The id as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )+};
}

id_types! {
    /// A store's short name in addresses and topics: `main`.
    StoreId;
    /// One order; also the subject of its events.
    OrderId;
    /// A person or device: a JWT's `sub`.
    UserId;
    /// One sign-in, the unit of revocation: a JWT's `sid`.
    SessionId;
    /// A staff member's account.
    StaffId;
    /// A paired display, tablet or machine.
    DeviceId;
    /// A network printer.
    PrinterId;
    /// An address that is told of events.
    WebhookId;
    /// One QR code's lifetime and places.
    BucketId;
    /// One entry of the audit.
    AuditId;
}

impl StoreId {
    /// Accepts 1 to 32 of `a-z`, `0-9` and inner hyphens, so that a store's name is safe in an
    /// address and is one segment of a topic.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let inner = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        let fits = (1..=32).contains(&text.len()) && text.chars().all(inner);
        (fits && !text.starts_with('-') && !text.ends_with('-')).then(|| Self::new(text))
    }
}

/// Where randomness comes from: the machine, or a test's seed.
#[derive(Clone, Debug, Default)]
pub enum Ids {
    /// The operating system's generator.
    #[default]
    System,
    /// A repeatable sequence, for snapshots.
    Seeded(Arc<Mutex<u64>>),
}

impl Ids {
    /// A repeatable source for tests.
    #[must_use]
    pub fn seeded(seed: u64) -> Self {
        Self::Seeded(Arc::new(Mutex::new(seed)))
    }

    /// A fresh UUID of version 7 as lower-case text.
    #[must_use]
    pub fn fresh(&self, now: Timestamp) -> String {
        let random: [u8; 10] = self.secret();
        let millis = u64::try_from(now.0).unwrap_or(0);
        uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid().to_string()
    }

    /// `N` random bytes for codes, tokens and keys.
    #[must_use]
    pub fn secret<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        match self {
            Self::System => getrandom::fill(&mut bytes)
                .expect("the operating system's random generator answers"),
            Self::Seeded(state) => {
                let mut state = state.lock().expect("no holder of this lock can panic");
                for byte in &mut bytes {
                    // Numerical Recipes' linear congruential generator: repeatable is all it must be.
                    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                    *byte = state.to_be_bytes()[0];
                }
            }
        }
        bytes
    }
}
