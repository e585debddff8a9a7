//! A scanned code and the stamp of its page. What must hold of it stands in `server/src/testing.rs`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| crema_server::testing::code(bytes));
