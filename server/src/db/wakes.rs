//! Waking other replicas on the same PostgreSQL after a commit, by LISTEN and NOTIFY.
//!
//! A notification in every transaction would cost a third of the writes, so each replica sends
//! one at most every few milliseconds, outside any transaction. They carry nothing and may be
//! lost: whoever waits for one also looks by itself.

use std::sync::Arc;
use std::time::Duration;

use sqlx::PgPool;
use sqlx::postgres::PgListener;
use tokio::sync::Notify;

const CHANNEL: &str = "crema_changed";
/// Commits within this time share a notification.
const GATHER: Duration = Duration::from_millis(5);
const AFTER_FAILURE: Duration = Duration::from_secs(1);
const LIMIT: Duration = Duration::from_secs(2);

/// Sends a notification after `changed` was rung, and calls `heard` for those of all replicas,
/// until its future is dropped.
pub(super) async fn share(pool: &PgPool, changed: Arc<Notify>, heard: impl Fn() + Send + Sync) {
    tokio::join!(tell(pool, &changed), listen(pool, &heard));
}

async fn tell(pool: &PgPool, changed: &Notify) {
    loop {
        changed.notified().await;
        tokio::time::sleep(GATHER).await;
        let told = sqlx::query("notify crema_changed").execute(pool);
        // A connection that swallows everything must not be waited for until TCP gives up.
        match tokio::time::timeout(LIMIT, told).await {
            Ok(Ok(_)) => {}
            Ok(Err(error)) => {
                tracing::debug!(%error, "other replicas were not told");
                tokio::time::sleep(AFTER_FAILURE).await;
            }
            Err(_) => tracing::debug!("other replicas were not told in time"),
        }
    }
}

async fn listen(pool: &PgPool, heard: &(impl Fn() + Send + Sync)) {
    loop {
        if let Err(error) = listen_once(pool, heard).await {
            tracing::debug!(%error, "other replicas are not heard");
        }
        tokio::time::sleep(AFTER_FAILURE).await;
    }
}

async fn listen_once(pool: &PgPool, heard: &(impl Fn() + Send + Sync)) -> Result<(), sqlx::Error> {
    let mut listener = PgListener::connect_with(pool).await?;
    listener.listen(CHANNEL).await?;
    loop {
        // Also after the connection was lost and made again: something may have been missed.
        listener.try_recv().await?;
        heard();
        tokio::time::sleep(GATHER).await;
        while listener.next_buffered().is_some() {}
    }
}
