//! How much the runs under faults do: seconds' worth in `bin/test`, minutes' worth in `bin/soak`,
//! which sets `CREMA_SOAK`; and the lines from which it makes the table of `docs/FAULTS.md`.

use harness::say;

/// `short` in `bin/test`, `long` in a round of `bin/soak`.
pub(crate) fn either<T>(short: T, long: T) -> T {
    if std::env::var_os("CREMA_SOAK").is_some() { long } else { short }
}

/// Says that a kind of fault was survived: how often, and how that was judged.
pub(crate) fn survived(fault: &str, times: usize, judged: &str) {
    say(&format!("FAULT | {fault} | {times} | {judged}"));
}
