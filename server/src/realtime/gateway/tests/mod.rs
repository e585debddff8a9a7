//! The gateway as clients meet it: a real server, real WebSockets, the in-process bus.

mod access;
mod harness;
mod lifecycle;
mod protocol;
