//! Words with which handlers tell the OpenAPI document what their types cannot: who may, and which
//! problems a route answers beside those that every route of its kind has. `app/openapi.rs` reads
//! them; nothing is decided by them.
//!
//! Beside a handler: `extensions(("x-roles" = json!(STAFF)), ("x-problems" = json!([KEY_REQUIRED,
//! "wrong_state"])))`. Without `x-roles` a route is open to everybody.

/// For guests.
pub(crate) const GUEST: &[&str] = &["customer"];
/// For whoever works in a store.
pub(crate) const STAFF: &[&str] = &["barista", "operator"];
/// For guests and staff.
pub(crate) const GUEST_AND_STAFF: &[&str] = &["customer", "barista", "operator"];
/// For whoever runs a store.
pub(crate) const OPERATOR: &[&str] = &["operator"];
/// For screens, and whoever stands beside them.
pub(crate) const SCREEN: &[&str] = &["display", "barista", "operator"];
/// For every session.
pub(crate) const ANYBODY: &[&str] = &["customer", "display", "barista", "operator"];

/// Problems of a change that must come with an `Idempotency-Key`; they make the header required.
pub(crate) const KEY_REQUIRED: &[&str] = &["key_missing", "key_running", "key_reused"];
/// Problems of a change that may come with one; they make the header optional.
pub(crate) const KEY_OPTIONAL: &[&str] = &["key_reused"];
