//! Pushing "something changed" to browsers.
//!
//! Features publish [`bus::BusMessage`]s to the bus (the embedded broker, or any MQTT 3.1.1
//! broker by URL); every process has one subscription to it, and its gateway fans out to the
//! phones and screens connected at `/mqtt`. Messages say that something changed and name no
//! person; what changed is fetched over HTTP with the reader's own rights.

pub mod acl;
pub mod broker;
pub mod bus;
pub mod gateway;
pub mod topics;
