//! A client's bytes at the gateway. What must hold of it stands in `server/src/testing.rs`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| crema_server::testing::mqtt(bytes));
