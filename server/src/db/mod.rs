//! Storage on SQLite or PostgreSQL from one SQL text.
//!
//! Handlers never hold a transaction: they hand [`Db::write`] a job that can run again, and get
//! their answer once its commit is durable. Which statements exist is each feature's own business
//! (`sql.rs` there); this folder knows no table of theirs.
//!
//! What both databases share: `$1` placeholders used in order, `returning`, `on conflict`, partial
//! indexes with literal predicates. What is left out because one lacks it: data-modifying CTEs,
//! `for update`, casts, arrays, `sum` over `bigint` (PostgreSQL answers `numeric`), and an order of
//! texts beyond that of ids among themselves: PostgreSQL sorts by the language it was set up in.

mod after;
pub mod backup;
mod conn;
mod document;
mod error;
mod postgres;
mod sqlite;
#[cfg(test)]
pub(crate) mod testing;
mod wakes;

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use futures_util::future::BoxFuture;
use tokio::sync::Notify;

pub use after::after_commit;
pub use conn::Conn;
pub(crate) use conn::{execute, fetch_all, fetch_one, fetch_optional, in_time};
pub use document::read_document;
pub use error::{Constraint, DbError, Fail, Never};

/// The database behind this process; cheap to clone.
#[derive(Clone, Debug)]
pub struct Db {
    engine: Engine,
}

#[derive(Clone, Debug)]
enum Engine {
    Sqlite(Box<sqlite::Sqlite>),
    Postgres(postgres::Postgres),
}

impl Db {
    /// Opens the database at `url` and brings its tables up to date, unless they are newer.
    ///
    /// `sqlite:PATH` (created where missing) or `postgres://...`. A statement on SQLite waits
    /// for `patience` while another process writes: short for a server, which answers 503 then,
    /// long for a command beside a busy server.
    ///
    /// # Errors
    /// When the URL names neither, the database cannot be reached, or its tables cannot be brought
    /// up to date. Tables of a newer version are fine: migrations only add.
    pub async fn open(url: &str, patience: Duration) -> Result<Self, DbError> {
        let engine = if let Some(path) = url.strip_prefix("sqlite:") {
            Engine::Sqlite(Box::new(sqlite::Sqlite::open(Path::new(path), patience).await?))
        } else if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            Engine::Postgres(postgres::Postgres::open(url).await?)
        } else {
            return Err(DbError::UnknownUrl);
        };
        Ok(Self { engine })
    }

    /// Runs `job` in a transaction and answers when its commit is durable.
    ///
    /// The job may run more than once (after a conflict, or alone after a neighbour in its group
    /// failed), so it must take everything it changes from its arguments and the database. A job
    /// that refuses must have written nothing: on SQLite it shares its transaction with others. A debug
    /// build answers an error where one has.
    ///
    /// # Errors
    /// [`Fail::Refused`] as the job said, [`Fail::Db`] when nothing was stored.
    pub async fn write<T, R, F>(&self, job: F) -> Result<T, Fail<R>>
    where
        T: Send + 'static,
        R: Send + 'static,
        F: for<'c> Fn(&'c mut Conn) -> BoxFuture<'c, Result<T, Fail<R>>> + Send + Sync + 'static,
    {
        let answer = match &self.engine {
            Engine::Sqlite(sqlite) => sqlite.write(job).await,
            Engine::Postgres(postgres) => postgres.write(job).await,
        };
        let outcome = match &answer {
            Ok(_) => "committed",
            Err(Fail::Refused(_)) => "refused",
            Err(Fail::Db(_)) => "failed",
        };
        metrics::counter!("crema_db_writes_total", "outcome" => outcome).increment(1);
        answer
    }

    /// A connection to read from, outside any transaction.
    ///
    /// # Errors
    /// When none comes free in time.
    pub async fn read(&self) -> Result<Conn, DbError> {
        match &self.engine {
            Engine::Sqlite(sqlite) => sqlite.read().await,
            Engine::Postgres(postgres) => postgres.read().await,
        }
    }

    /// `sqlite` or `postgres`, for logs.
    #[must_use]
    pub fn engine_name(&self) -> &'static str {
        match &self.engine {
            Engine::Sqlite(_) => "sqlite",
            Engine::Postgres(_) => "postgres",
        }
    }

    /// Whether other processes may serve from the same database.
    #[must_use]
    pub fn is_shared(&self) -> bool {
        matches!(self.engine, Engine::Postgres(_))
    }

    /// The newest of the migrations that the tables have had; 0 where there are none.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn tables_version(&self) -> Result<i64, DbError> {
        let mut conn = self.read().await?;
        let (version,) = fetch_one!(
            &mut conn,
            (i64,),
            "select coalesce(max(version), 0) from _sqlx_migrations where success"
        )?;
        Ok(version)
    }

    /// The newest migration that this program brings.
    #[must_use]
    pub fn own_version(&self) -> i64 {
        let migrator = match &self.engine {
            Engine::Sqlite(_) => &*sqlite::MIGRATIONS,
            Engine::Postgres(_) => &*postgres::MIGRATIONS,
        };
        migrator.iter().map(|migration| migration.version).max().unwrap_or(0)
    }

    /// Wakes other processes on the same database when `changed` is rung, and calls `heard` when
    /// one of them, or this one, did; until its future is dropped.
    pub async fn share_wakes(&self, changed: Arc<Notify>, heard: impl Fn() + Send + Sync) {
        match &self.engine {
            Engine::Sqlite(_) => std::future::pending().await,
            Engine::Postgres(postgres) => wakes::share(postgres.pool(), changed, heard).await,
        }
    }

    /// Empties the log of pages that SQLite keeps beside its file: what was erased from the file may
    /// stand there for long. `false` when somebody reads from it just now; then it stays.
    ///
    /// PostgreSQL recycles its own.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn empty_log(&self) -> Result<bool, DbError> {
        match &self.engine {
            Engine::Sqlite(sqlite) => sqlite.empty_log().await,
            Engine::Postgres(_) => Ok(true),
        }
    }

    /// Waits for running work and closes every connection.
    pub async fn close(&self) {
        match &self.engine {
            Engine::Sqlite(sqlite) => sqlite.close().await,
            Engine::Postgres(postgres) => postgres.close().await,
        }
    }
}
