//! Requests to hosts that somebody outside named: push services and webhooks. One HTTP client and
//! one guard, so that nobody can make the server knock on its neighbours' doors.
//!
//! It knows no messages: what is sent, how often and what an answer means is each feature's own.

mod client;
mod endpoint;

pub(crate) use client::Blocked;
#[cfg(test)]
pub(crate) use client::client_with;
pub use client::{HttpClient, client};
pub use endpoint::{Endpoint, Reach};
