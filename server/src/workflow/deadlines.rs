//! The loop that runs due work. When something is due stands in the database; the loop only
//! sleeps until then, so a crash forgets nothing and two loops do no harm: the work itself is
//! conditional.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use futures_util::future::BoxFuture;

use crate::clock::Timestamp;
use crate::db::DbError;
use crate::platform::Platform;

/// The longest sleep, so that a clock that jumps or a lost wake-up costs half a minute at most.
const LONGEST_SLEEP: Duration = Duration::from_secs(30);
/// After a failure: the database is away and will not be back at once.
const AFTER_FAILURE: Duration = Duration::from_millis(500);
/// How often the machine's clock is compared while sleeping, to notice that it jumped.
const GLANCE: Duration = Duration::from_secs(1);

/// Something that becomes due.
pub trait DueWork: Send + Sync {
    /// When the next piece is due, if any.
    fn next_due(&self) -> BoxFuture<'_, Result<Option<Timestamp>, DbError>>;
    /// Does what is due at `now`, a bounded number of pieces, and answers how many.
    ///
    /// Doing a piece twice must change nothing the second time.
    fn run_due(&self, now: Timestamp) -> BoxFuture<'_, Result<usize, DbError>>;
}

/// When the loop last looked, for whoever watches it; cheap to clone.
#[derive(Clone, Debug)]
pub struct Pulse(Arc<Mutex<Instant>>);

impl Default for Pulse {
    fn default() -> Self {
        Self(Arc::new(Mutex::new(Instant::now())))
    }
}

impl Pulse {
    /// How long ago that was; a second or two when all is well.
    #[must_use]
    pub fn idle(&self) -> Duration {
        self.0.lock().map_or(Duration::MAX, |last| last.elapsed())
    }

    fn beat(&self) {
        if let Ok(mut last) = self.0.lock() {
            *last = Instant::now();
        }
    }
}

/// Runs due work until its future is dropped.
pub async fn run(platform: Platform, works: Vec<Arc<dyn DueWork>>, pulse: Pulse) {
    loop {
        pulse.beat();
        let began = platform.now();
        match run_once(&platform, &works).await {
            Ok(None) => wait(&platform, Timestamp(i64::MAX), &pulse).await,
            // Still due after it was tried: do not spin on what cannot be done.
            Ok(Some(due)) if due <= began => tokio::time::sleep(AFTER_FAILURE).await,
            Ok(Some(due)) => wait(&platform, due, &pulse).await,
            Err(error) => {
                tracing::warn!(%error, "deadlines wait: the database does not answer");
                tokio::time::sleep(AFTER_FAILURE).await;
            }
        }
    }
}

/// Does all that is due now and answers when the next piece is.
///
/// # Errors
/// When the database does not answer.
pub async fn run_once(
    platform: &Platform,
    works: &[Arc<dyn DueWork>],
) -> Result<Option<Timestamp>, DbError> {
    let mut next: Option<Timestamp> = None;
    for work in works {
        while work.run_due(platform.now()).await? > 0 {
            // Between two rounds others get their turn: hours of arrears must not starve guests.
            tokio::task::yield_now().await;
        }
        if let Some(due) = work.next_due().await? {
            next = Some(next.map_or(due, |earlier| earlier.min(due)));
        }
    }
    Ok(next)
}

async fn wait(platform: &Platform, due: Timestamp, pulse: &Pulse) {
    let asleep_since = tokio::time::Instant::now();
    while asleep_since.elapsed() < LONGEST_SLEEP {
        pulse.beat();
        let left = u64::try_from(due.millis_since(platform.now())).unwrap_or(0);
        if left == 0 {
            return;
        }
        let nap = Duration::from_millis(left).min(GLANCE);
        if tokio::time::timeout(nap, platform.changed.deadlines.notified()).await.is_ok() {
            return;
        }
    }
}
