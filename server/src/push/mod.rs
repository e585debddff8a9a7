//! Web Push: a phone in a pocket is told that the order is ready, and again before it is missed.
//!
//! It only reacts. `plan.rs` is due work: it looks for subscriptions whose order has become ready
//! and writes the messages they get, so no other feature knows of it. `sender.rs` delivers what is
//! due, beside everything else: a push service that is slow or gone holds up nobody.

mod client;
pub(crate) mod http;
mod message;
mod plan;
mod schedule;
mod sender;
mod sql;
mod subscription;
#[cfg(test)]
mod tests;
mod vapid;

pub use client::PushClient;
pub use plan::PlanPushes;
pub use sender::{Sender, Waiting};
pub use subscription::is_subscribed;
