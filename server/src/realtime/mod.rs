//! Pushing "something changed" to browsers.
//!
//! Features publish [`BusMessage`]s to the [`Bus`] (the embedded broker, or any MQTT 3.1.1
//! broker by URL); every process has one subscription to it, and its [`Gateway`] fans out to the
//! phones and screens connected at `/mqtt`. Messages say that something changed and name no
//! person; what changed is fetched over HTTP with the reader's own rights. A lost message
//! therefore costs a delay and never an order: the truth is in the database.

pub mod acl;
pub mod broker;
pub mod bus;
pub mod gateway;
pub mod topics;

pub use self::broker::EmbeddedBroker;
pub use self::bus::{Audience, Bus, BusError, BusEvent, BusMessage};
pub use self::gateway::{Authenticate, Gateway, Limits, Refused};
