//! Who is asking: roles, sessions as signed tokens, staff PINs and paired devices.
//!
//! What a role may do is decided by pure functions in `role.rs`; this folder never decides what
//! an order may become.

pub mod role;

pub use role::{Principal, Role};
