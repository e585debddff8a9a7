//! Crema's server: admission by rotating QR code, the life of an order, live status, and the
//! pages that show them. `main.rs` is the command line; everything it starts is here.
//!
//! The map of modules and their allowed imports is in `docs/ARCHITECTURE.md`.

pub mod app;
pub mod audit;
pub mod auth;
pub mod clock;
pub mod config;
pub mod context;
pub mod crash;
pub mod db;
pub mod error;
pub mod events;
pub mod favourites;
pub mod idempotency;
pub mod ids;
pub mod keys;
pub mod menu;
pub mod order;
pub mod outbound;
pub mod pages;
pub mod platform;
pub mod print;
pub mod push;
pub mod qr;
pub mod realtime;
pub mod reports;
pub mod retention;
pub mod store;
pub mod telemetry;
#[cfg(any(test, fuzzing))]
pub mod testing;
pub mod text;
pub mod webhooks;
pub mod workflow;
