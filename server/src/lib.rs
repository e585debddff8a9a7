//! Crema's server: admission by rotating QR code, the life of an order, live status, and the
//! pages that show them. `main.rs` is the command line; everything it starts is here.
//!
//! The map of modules and their allowed imports is in `docs/ARCHITECTURE.md`.

pub mod auth;
pub mod clock;
pub mod ids;
pub mod realtime;
