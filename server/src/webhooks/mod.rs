//! Webhooks: other systems are told what happens in a store, signed after Standard Webhooks.
//!
//! It only reacts: it follows the events by a cursor on `position`; no other feature knows of it,
//! and a receiver that hangs or is away holds up nobody but itself. At least once, and for each
//! order in its order and without gaps: an event that is given up is put aside with every later one
//! of its subject, until somebody replays them.

mod check;
mod circuit;
mod client;
mod deliver;
pub(crate) mod http;
mod manage;
mod sign;
mod sql;
#[cfg(test)]
mod tests;
mod webhook;
mod worker;

pub use check::{Change, NewWebhook, WebhookRefusal, faults};
pub use circuit::Health;
pub use client::Trouble;
pub use deliver::test;
pub use manage::{
    add, change, deliveries, find, forget_old, letters, list, name_of, remove, replay,
};
pub use sign::Secret;
pub use webhook::{Delivery, Letter, Listed, TEST, Webhook};
pub use worker::Webhooks;
