//! What runs beside requests, for as long as the server does.

use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use futures_util::FutureExt as _;
use metrics_exporter_prometheus::PrometheusHandle;
use tokio::task::JoinSet;

use super::sockets;
use crate::context::Context;
use crate::db::DbError;
use crate::order::OrderDeadlines;
use crate::print::{self, Printing};
use crate::push;
use crate::realtime::gateway::Gateway;
use crate::store::{EndBroadcasts, FollowHours, ResumeStores};
use crate::webhooks::{self, Webhooks};
use crate::workflow::deadlines::{self, DueWork, Pulse};
use crate::workflow::tokens;
use crate::{audit, idempotency, retention};

/// How long a spent task token is told from an unknown one.
const TOKEN_SECONDS: i64 = 7 * 24 * 3_600;
const HOUSEKEEPING: Duration = Duration::from_secs(600);
const AFTER_PANIC: Duration = Duration::from_secs(1);

/// Starts all of it but the relay, which ends later than the rest.
pub(super) fn start(
    cx: &Context,
    gateway: &Gateway,
    pulse: Pulse,
    prometheus: PrometheusHandle,
) -> JoinSet<()> {
    let mut tasks = JoinSet::new();
    let pushes = push::Waiting::default();
    let works = due_works(cx, &pushes);
    keep(&mut tasks, "wakes", cx, |cx| async move {
        cx.platform.changed.share(&cx.platform.db).await;
    });
    keep(&mut tasks, "pushes", cx, move |cx| {
        push::Sender::new(cx.platform, &cx.public_url).run(pushes.clone())
    });
    keep(&mut tasks, "deadlines", cx, move |cx| {
        deadlines::run(cx.platform, works.clone(), pulse.clone())
    });
    let gateway = gateway.clone();
    keep(&mut tasks, "ended sessions", cx, move |cx| {
        sockets::close_ended_sessions(cx.platform, cx.auth, gateway.clone())
    });
    keep(&mut tasks, "printing", cx, |cx| Printing::new(cx.platform).run());
    keep(&mut tasks, "webhooks", cx, |cx| Webhooks::new(cx.platform, &cx.public_url).run());
    keep(&mut tasks, "housekeeping", cx, keep_house);
    keep(&mut tasks, "retention", cx, |cx| retention::run(cx.platform));
    keep(&mut tasks, "metrics", cx, move |_| keep_metrics(prometheus.clone()));
    tasks
}

/// What happens at its time, in this order.
fn due_works(cx: &Context, pushes: &push::Waiting) -> Vec<Arc<dyn DueWork>> {
    let platform = &cx.platform;
    vec![
        Arc::new(OrderDeadlines(platform.clone())),
        // Before pauses end: one that ends after closing time does not open the store.
        Arc::new(FollowHours(platform.clone())),
        Arc::new(ResumeStores(platform.clone())),
        Arc::new(EndBroadcasts(platform.clone())),
        Arc::new(push::PlanPushes { platform: platform.clone(), waiting: pushes.clone() }),
    ]
}

fn keep<F: Future<Output = ()> + Send + 'static>(
    tasks: &mut JoinSet<()>,
    name: &'static str,
    cx: &Context,
    work: impl Fn(Context) -> F + Send + Sync + 'static,
) {
    let cx = cx.clone();
    tasks.spawn(keep_running(name, move || work(cx.clone())));
}

/// Does `work` until it ends by itself. A panic in it is a defect, but must not leave a shop whose
/// deadlines no longer fire: it is told, and the work begun anew.
pub(super) async fn keep_running<F: Future<Output = ()>>(name: &'static str, work: impl Fn() -> F) {
    while AssertUnwindSafe(async { work().await }).catch_unwind().await.is_err() {
        tracing::error!(work = name, "background work panicked, it begins anew in a second");
        tokio::time::sleep(AFTER_PANIC).await;
    }
}

/// Forgets what has had its time.
async fn keep_house(cx: Context) {
    loop {
        cx.limits.tidy();
        if let Err(error) = forget_old(&cx).await {
            tracing::warn!(%error, "what is over stays for now");
        }
        tokio::time::sleep(HOUSEKEEPING).await;
    }
}

async fn forget_old(cx: &Context) -> Result<(), DbError> {
    let (db, now) = (&cx.platform.db, cx.platform.now());
    idempotency::forget_old(db, now).await?;
    audit::forget_old(db, now).await?;
    print::forget_old(&cx.platform).await?;
    webhooks::forget_old(&cx.platform).await?;
    tokens::forget_ended(db, now.plus_seconds(-TOKEN_SECONDS)).await?;
    cx.auth.forget_expired().await
}

/// The exporter folds its samples only when asked to.
async fn keep_metrics(prometheus: PrometheusHandle) {
    loop {
        tokio::time::sleep(Duration::from_secs(5)).await;
        prometheus.run_upkeep();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU32, Ordering};

    use super::*;

    #[tokio::test]
    async fn work_that_panics_begins_anew_and_work_that_ends_does_not() {
        let begun = AtomicU32::new(0);
        let work = || async {
            assert!(begun.fetch_add(1, Ordering::SeqCst) > 0, "the first try panics");
        };
        keep_running("test", work).await;
        assert_eq!(begun.load(Ordering::SeqCst), 2);
    }
}
