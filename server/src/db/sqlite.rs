//! SQLite: one writer that puts many waiting jobs into one durable commit, and a few readers.
//!
//! With `synchronous=full` a commit costs one flush of the disk however many jobs it holds, so
//! the writer takes up to [`GROUP`] of them at once: 2.5 times the throughput on a fast disk,
//! 13 to 37 times on a slow one (docs/decisions/0001-storage.md).

use std::panic::AssertUnwindSafe;
use std::path::Path;
use std::sync::{Arc, LazyLock};
use std::time::{Duration, Instant};

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use sqlx::migrate::Migrator;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{ConnectOptions as _, Connection as _, SqlitePool};
use tokio::sync::{Notify, mpsc, oneshot};
use tracing::Span;

use super::after::{Deed, caller, collect};
use super::{Conn, DbError, Fail};
use crate::crash;

pub(super) static MIGRATIONS: LazyLock<Migrator> = LazyLock::new(|| {
    let mut migrations = sqlx::migrate!("../migrations/sqlite");
    // A newer version may have been here: its migrations only add (tests/tidy/additive.rs).
    migrations.set_ignore_missing(true);
    migrations
});

/// Jobs in one commit at most: a group stays well under 100 ms even when each job is slow.
const GROUP: usize = 256;
/// Jobs that may wait for the writer; more means the disk cannot follow, and callers get 503.
const WAITING: usize = 4_096;
/// How long a reader waits for one of the few connections.
const READ_TIMEOUT: Duration = Duration::from_secs(3);
const READERS: u32 = 4;
/// How long emptying the log waits for readers; nobody can write meanwhile.
const LOG_PATIENCE: Duration = Duration::from_millis(100);

#[derive(Clone, Debug)]
pub(super) struct Sqlite {
    jobs: mpsc::Sender<Box<dyn Job>>,
    readers: SqlitePool,
    writer: SqlitePool,
    options: SqliteConnectOptions,
    closing: Arc<Notify>,
}

impl Sqlite {
    pub(super) async fn open(path: &Path, patience: Duration) -> Result<Self, DbError> {
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .busy_timeout(patience)
            .foreign_keys(true)
            // What is erased must not stay readable in free pages of the file.
            .pragma("secure_delete", "on");
        let writer =
            SqlitePoolOptions::new().max_connections(1).connect_with(options.clone()).await?;
        MIGRATIONS.run(&writer).await.map_err(DbError::Migration)?;
        let readers = SqlitePoolOptions::new()
            .max_connections(READERS)
            .acquire_timeout(READ_TIMEOUT)
            .connect_with(options.clone().read_only(true))
            .await?;
        let (jobs, waiting) = mpsc::channel(WAITING);
        let conn = Conn::Sqlite(writer.acquire().await?);
        let closing = Arc::<Notify>::default();
        tokio::spawn(commit_groups(conn, waiting, Arc::clone(&closing)));
        Ok(Self { jobs, readers, writer, options, closing })
    }

    pub(super) async fn write<T, R, F>(&self, job: F) -> Result<T, Fail<R>>
    where
        T: Send + 'static,
        R: Send + 'static,
        F: for<'c> Fn(&'c mut Conn) -> BoxFuture<'c, Result<T, Fail<R>>> + Send + Sync + 'static,
    {
        let (reply, answer) = oneshot::channel();
        let waiting = Waiting { job, caller: caller(), outcome: None, after: Vec::new(), reply };
        self.jobs.try_send(Box::new(waiting)).map_err(|_| DbError::Unavailable(None))?;
        answer.await.unwrap_or(Err(Fail::Db(DbError::Unavailable(None))))
    }

    pub(super) async fn read(&self) -> Result<Conn, DbError> {
        Ok(Conn::Sqlite(self.readers.acquire().await?))
    }

    /// On a connection of its own, because it must not run inside a transaction.
    pub(super) async fn empty_log(&self) -> Result<bool, DbError> {
        let options = self.options.clone().busy_timeout(LOG_PATIENCE);
        let mut conn = options.connect().await?;
        let (busy, ..): (i64, i64, i64) =
            sqlx::query_as("pragma wal_checkpoint(truncate)").fetch_one(&mut conn).await?;
        conn.close().await?;
        Ok(busy == 0)
    }

    pub(super) async fn close(&self) {
        self.readers.close().await;
        // The pool waits for its one connection, which the writer holds until it is told to end.
        self.closing.notify_one();
        self.writer.close().await;
    }
}

/// A job whose types are hidden, so that one channel carries them all.
trait Job: Send {
    /// Runs it and keeps its outcome; `false` when the database failed and the group must not commit.
    fn run<'a>(&'a mut self, conn: &'a mut Conn) -> BoxFuture<'a, bool>;
    /// Answers the caller: the kept outcome, or why there was no commit.
    fn settle(self: Box<Self>, committed: Result<(), DbError>);
}

struct Waiting<T, R, F> {
    job: F,
    caller: Span,
    outcome: Option<Result<T, Fail<R>>>,
    after: Vec<Deed>,
    reply: oneshot::Sender<Result<T, Fail<R>>>,
}

impl<T, R, F> Job for Waiting<T, R, F>
where
    T: Send,
    R: Send,
    F: for<'c> Fn(&'c mut Conn) -> BoxFuture<'c, Result<T, Fail<R>>> + Send + Sync,
{
    fn run<'a>(&'a mut self, conn: &'a mut Conn) -> BoxFuture<'a, bool> {
        Box::pin(async move {
            let before = changes(conn).await;
            // A panic must not end the only writer.
            let job = AssertUnwindSafe((self.job)(&mut *conn)).catch_unwind();
            let (outcome, after) = collect(job, self.caller.clone()).await;
            let mut outcome = outcome.unwrap_or(Err(Fail::Db(DbError::Panicked)));
            if matches!(outcome, Err(Fail::Refused(_))) && changes(conn).await != before {
                tracing::error!("a job refused after it had written: others would commit that");
                outcome = Err(Fail::Db(DbError::Panicked));
            }
            let healthy = !matches!(outcome, Err(Fail::Db(_)));
            // A refusal shares its neighbours' commit and has changed nothing.
            self.after = if outcome.is_ok() { after } else { Vec::new() };
            self.outcome = Some(outcome);
            healthy
        })
    }

    fn settle(self: Box<Self>, committed: Result<(), DbError>) {
        if committed.is_ok() {
            self.after.into_iter().for_each(|deed| deed());
        }
        let outcome = match (committed, self.outcome) {
            (Ok(()), Some(outcome)) | (Err(_), Some(outcome @ Err(_))) => outcome,
            (Ok(()), None) => Err(Fail::Db(DbError::Unavailable(None))),
            (Err(error), _) => Err(Fail::Db(error)),
        };
        // A caller who hung up meanwhile has lost only the answer; its change is stored.
        let _ = self.reply.send(outcome);
    }
}

/// Rows that were ever changed over this connection. Asked in debug builds only: every test that is
/// refused something is one of [`super::Db::write`]'s rule, too.
async fn changes(conn: &mut Conn) -> Option<i64> {
    if !cfg!(debug_assertions) {
        return None;
    }
    let (changes,) = super::fetch_one!(conn, (i64,), "select total_changes()").ok()?;
    Some(changes)
}

async fn commit_groups(
    mut conn: Conn,
    mut waiting: mpsc::Receiver<Box<dyn Job>>,
    closing: Arc<Notify>,
) {
    let mut group = Vec::with_capacity(GROUP);
    loop {
        let taken = tokio::select! {
            taken = waiting.recv_many(&mut group, GROUP) => taken,
            () = closing.notified() => {
                // What waits already is still committed; then there is nothing to take.
                waiting.close();
                continue;
            }
        };
        if taken == 0 {
            return;
        }
        let began = Instant::now();
        let size = group.len();
        commit_group(&mut conn, std::mem::take(&mut group)).await;
        metrics::histogram!("crema_db_group_jobs").record(u32::try_from(size).unwrap_or(u32::MAX));
        metrics::histogram!("crema_db_commit_seconds").record(began.elapsed().as_secs_f64());
    }
}

async fn commit_group(conn: &mut Conn, mut group: Vec<Box<dyn Job>>) {
    if let Err(error) = begin(conn).await {
        tracing::warn!(%error, source = ?std::error::Error::source(&error), jobs = group.len(),
            "the database takes no writes now");
        for job in group {
            job.settle(Err(DbError::Unavailable(None)));
        }
        return;
    }
    let mut healthy = true;
    for job in &mut group {
        healthy = job.run(conn).await;
        if !healthy {
            break;
        }
    }
    if healthy && commit(conn).await.is_ok() {
        for job in group {
            job.settle(Ok(()));
        }
        return;
    }
    let _ = run(conn, "rollback").await;
    // One job's failure must not be its neighbours': each runs again alone.
    for job in group {
        commit_alone(conn, job).await;
    }
}

async fn commit_alone(conn: &mut Conn, mut job: Box<dyn Job>) {
    if let Err(error) = begin(conn).await {
        return job.settle(Err(error));
    }
    let committed = if job.run(conn).await { commit(conn).await } else { Err(DbError::Conflict) };
    if committed.is_err() {
        let _ = run(conn, "rollback").await;
    }
    job.settle(committed);
}

async fn begin(conn: &mut Conn) -> Result<(), DbError> {
    run(conn, "begin immediate").await
}

async fn commit(conn: &mut Conn) -> Result<(), DbError> {
    crash::point("db.before_commit");
    let committed = run(conn, "commit").await;
    crash::point("db.committed");
    committed
}

async fn run(conn: &mut Conn, sql: &'static str) -> Result<(), DbError> {
    super::execute!(conn, sql).map(|_| ())
}

#[cfg(test)]
mod tests {
    use super::super::{Db, execute, fetch_optional};
    use super::*;

    #[tokio::test]
    async fn a_job_that_refuses_after_it_has_written_is_noticed_and_leaves_nothing() {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let url = format!("sqlite:{}", folder.path().join("crema.db").display());
        let db = Db::open(&url, Duration::from_secs(3)).await.expect("opens");
        let refused = db.write::<(), (), _>(|tx| {
            Box::pin(async move {
                execute!(tx, "insert into secrets (name, value) values ('half', 'done')")?;
                Err(Fail::Refused(()))
            })
        });
        assert!(matches!(refused.await, Err(Fail::Db(DbError::Panicked))));
        let mut conn = db.read().await.expect("a connection");
        let sql = "select value from secrets where name = 'half'";
        let left = fetch_optional!(&mut conn, (String,), sql).expect("answers");
        assert_eq!(left, None);
    }
}
