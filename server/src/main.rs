//! The `crema` command.
fn main() {}
