//! What is to happen once a job's commit is durable, and not at all when there is none: counting
//! it, ending its span. Such things must not be done inside a job, which may run again.

use std::cell::RefCell;
use std::future::Future;

use tracing::{Instrument as _, Span};

use crate::telemetry;

tokio::task_local! {
    static WAITING: RefCell<Vec<Deed>>;
}

/// Something to do after a commit.
pub(super) type Deed = Box<dyn FnOnce() + Send>;

/// Does `deed` after the commit of the job that this is called in; at once outside of one.
pub fn after_commit(deed: impl FnOnce() + Send + 'static) {
    let mut deed = Some(deed);
    let is_kept = WAITING.try_with(|waiting| {
        if let Some(deed) = deed.take() {
            waiting.borrow_mut().push(Box::new(deed));
        }
    });
    if let (Err(_), Some(deed)) = (is_kept, deed) {
        deed();
    }
}

/// Runs a job as part of its caller's span and answers what it left for after its commit.
pub(super) async fn collect<T>(job: impl Future<Output = T>, caller: Span) -> (T, Vec<Deed>) {
    let run = async {
        let outcome = job.await;
        (outcome, WAITING.with(RefCell::take))
    };
    WAITING.scope(RefCell::default(), run).instrument(caller).await
}

/// The span to run a job in, somewhere else than where it was asked for; none while nothing is
/// traced, because the log needs it there least.
pub(super) fn caller() -> Span {
    if telemetry::is_tracing() { Span::current() } else { Span::none() }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::after_commit;
    use crate::db::Fail;
    use crate::db::testing::on_each_database;

    #[tokio::test]
    async fn only_a_commit_is_counted_and_once() {
        on_each_database(|db| async move {
            let done = Arc::new(AtomicUsize::new(0));
            let counted = |refuses: bool| {
                let done = Arc::clone(&done);
                db.write(move |_| {
                    let done = Arc::clone(&done);
                    Box::pin(async move {
                        after_commit(move || {
                            done.fetch_add(1, Ordering::Relaxed);
                        });
                        if refuses { Err(Fail::Refused(())) } else { Ok(()) }
                    })
                })
            };
            assert!(counted(false).await.is_ok());
            assert!(counted(true).await.is_err());
            assert_eq!(done.load(Ordering::Relaxed), 1);
        })
        .await;
    }
}
