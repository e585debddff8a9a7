//! Waiting for conditions instead of sleeping.

use std::fmt::Debug;
use std::time::{Duration, Instant};

const STEP: Duration = Duration::from_millis(20);

/// Asks again and again until `ask` gives something, for at most `limit`.
///
/// # Panics
/// When the time is over, with `what` was waited for.
pub async fn within<T>(limit: Duration, what: &str, mut ask: impl AsyncFnMut() -> Option<T>) -> T {
    let started = Instant::now();
    loop {
        if let Some(found) = ask().await {
            return found;
        }
        assert!(started.elapsed() < limit, "waited {limit:?} for {what}");
        tokio::time::sleep(STEP).await;
    }
}

/// Asks again and again, for at most 30 seconds, until the answer is `expected`.
///
/// # Panics
/// When the time is over, with the last answer.
pub async fn eventually<T: PartialEq + Debug>(expected: T, mut ask: impl AsyncFnMut() -> T) {
    let started = Instant::now();
    loop {
        let got = ask().await;
        if got == expected {
            return;
        }
        assert!(started.elapsed() < Duration::from_secs(30), "still {got:?}, not {expected:?}");
        tokio::time::sleep(STEP).await;
    }
}
