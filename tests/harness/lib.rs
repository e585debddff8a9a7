//! Drives the real `crema` program from outside: starts and kills it, speaks its API and its MQTT,
//! and knows nothing of its insides. Each test gets a server, a data folder and a database of its
//! own.

pub mod acme;
pub mod api;
#[path = "../../server/src/events/contract.rs"]
mod asyncapi;
pub mod cluster;
pub mod collector;
mod copies;
mod ground;
pub mod mqtt;
mod openapi;
mod output;
pub mod pebble;
pub mod poll;
pub mod printer;
pub mod prometheus;
pub mod push;
pub mod server;
pub mod shop;
pub mod tls;
pub mod webhook;
pub mod wire;

pub use api::{Answer, Api, Lost};
pub use cluster::{Broker, Cluster};
pub use ground::{free_address, fresh_database, program};
pub use openapi::check as check_answer;
pub use output::check_told;
pub use poll::{eventually, within};
pub use server::{Backend, Server};
pub use shop::{Guest, Shop};
pub use wire::{Fault, Wire};

/// Says something that a passing test must not hide: figures, and what could not be checked.
///
/// Written past the test runner's capture; `bin/test` repeats lines that start with `MEASURED` or
/// `SKIPPED`.
pub fn say(line: &str) {
    use std::io::Write as _;
    // A closed stderr loses a remark, not a check.
    let _ = writeln!(std::io::stderr(), "{line}");
}

/// Makes two tests of one async function that takes a [`Backend`]: one on each database.
///
/// Without `CREMA_TEST_POSTGRES_URL` (see `bin/with-postgres`) the second says that it was skipped.
#[macro_export]
macro_rules! on_both_databases {
    ($($(#[$meta:meta])* $test:ident;)+) => {$(
        mod $test {
            use $crate::Backend;

            $(#[$meta])*
            #[tokio::test(flavor = "multi_thread")]
            async fn on_sqlite() {
                super::$test(Backend::Sqlite).await;
            }

            $(#[$meta])*
            #[tokio::test(flavor = "multi_thread")]
            async fn on_postgres() {
                match Backend::postgres() {
                    Some(postgres) => super::$test(postgres).await,
                    None => $crate::say(concat!(
                        "SKIPPED on PostgreSQL: ", stringify!($test), " (run it under bin/with-postgres)"
                    )),
                }
            }
        }
    )+};
}
