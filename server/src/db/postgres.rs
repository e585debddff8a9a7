//! PostgreSQL: each job in a transaction of its own, in a task of its own.
//!
//! The task matters: axum drops a handler's future when its client hangs up, and a transaction
//! dropped while it begins leaks an open one into sqlx 0.9's pool. A spawned task runs to its end.

use std::panic::AssertUnwindSafe;
use std::str::FromStr;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use sqlx::migrate::Migrator;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{ConnectOptions as _, PgPool};
use tracing::Span;

use super::after::{caller, collect};
use super::{Conn, DbError, Fail};
use crate::crash;

pub(super) static MIGRATIONS: LazyLock<Migrator> = LazyLock::new(|| {
    let mut migrations = sqlx::migrate!("../migrations/postgres");
    // A newer version may have been here: its migrations only add (tests/tidy/additive.rs).
    migrations.set_ignore_missing(true);
    migrations
});

const CONNECTIONS: u32 = 16;
const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(5);
/// Runs of a job that keeps meeting others before its caller is asked to come back.
const ATTEMPTS: usize = 5;

#[derive(Clone, Debug)]
pub(super) struct Postgres {
    pool: PgPool,
}

impl Postgres {
    pub(super) async fn open(url: &str) -> Result<Self, DbError> {
        // A replica that is frozen in the middle of a transaction must not hold its locks for long:
        // jobs wait for nothing but the database between their statements.
        let options = PgConnectOptions::from_str(url)?
            // Asking whether a statement would be logged, and then not logging it, makes the tracing
            // library lose the next span of the thread (tokio-rs/tracing, per-layer filters).
            .disable_statement_logging()
            .options([
                ("application_name", "crema"),
                ("lock_timeout", "5s"),
                ("statement_timeout", "9s"),
                ("idle_in_transaction_session_timeout", "1s"),
            ]);
        let pool = PgPoolOptions::new()
            .max_connections(CONNECTIONS)
            .acquire_timeout(ACQUIRE_TIMEOUT)
            .connect_with(options)
            .await?;
        MIGRATIONS.run(&pool).await.map_err(DbError::Migration)?;
        Ok(Self { pool })
    }

    pub(super) async fn write<T, R, F>(&self, job: F) -> Result<T, Fail<R>>
    where
        T: Send + 'static,
        R: Send + 'static,
        F: for<'c> Fn(&'c mut Conn) -> BoxFuture<'c, Result<T, Fail<R>>> + Send + Sync + 'static,
    {
        let (pool, caller) = (self.pool.clone(), caller());
        let task = tokio::spawn(async move {
            let mut attempt = 1;
            loop {
                match run_once(&pool, &job, &caller).await {
                    Err(Fail::Db(DbError::Conflict)) if attempt < ATTEMPTS => {
                        metrics::counter!("crema_db_conflicts_total").increment(1);
                        attempt += 1;
                    }
                    outcome => return outcome,
                }
            }
        });
        task.await.unwrap_or(Err(Fail::Db(DbError::Unavailable(None))))
    }

    pub(super) async fn read(&self) -> Result<Conn, DbError> {
        Ok(Conn::Postgres(self.pool.acquire().await?))
    }

    pub(super) const fn pool(&self) -> &PgPool {
        &self.pool
    }

    pub(super) async fn close(&self) {
        self.pool.close().await;
    }
}

async fn run_once<T, R, F>(pool: &PgPool, job: &F, caller: &Span) -> Result<T, Fail<R>>
where
    F: for<'c> Fn(&'c mut Conn) -> BoxFuture<'c, Result<T, Fail<R>>>,
{
    let mut conn = Conn::Postgres(pool.acquire().await.map_err(DbError::from)?);
    let began = Instant::now();
    if let Err(error) = run(&mut conn, "begin").await {
        end_unclear(conn).await;
        return Err(error.into());
    }
    // A panic must not give back a connection with a transaction open.
    let job = AssertUnwindSafe(job(&mut conn)).catch_unwind();
    let (outcome, after) = collect(job, caller.clone()).await;
    match outcome.unwrap_or(Err(Fail::Db(DbError::Panicked))) {
        Ok(answer) => match commit(&mut conn).await {
            Ok(()) => {
                let seconds = began.elapsed().as_secs_f64();
                metrics::histogram!("crema_db_commit_seconds").record(seconds);
                after.into_iter().for_each(|deed| deed());
                Ok(answer)
            }
            Err(error) => {
                end_unclear(conn).await;
                Err(error.into())
            }
        },
        // Whoever did not answer a statement does not answer a rollback; the database rolls back by
        // itself when the connection ends.
        Err(fail @ Fail::Db(DbError::Unavailable(_))) => {
            end_unclear(conn).await;
            Err(fail)
        }
        Err(fail) => {
            if run(&mut conn, "rollback").await.is_err() {
                end_unclear(conn).await;
            }
            Err(fail)
        }
    }
}

/// Closes a connection whose transaction may still be open, instead of giving it back.
async fn end_unclear(conn: Conn) {
    if let Conn::Postgres(c) = conn {
        let _ = c.detach();
    }
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
