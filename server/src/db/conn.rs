//! A connection to either database, and the macros that run one statement on it.

use std::future::Future;
use std::time::Duration;

use sqlx::pool::PoolConnection;

use super::DbError;

/// A connection to SQLite or PostgreSQL, inside a transaction where [`super::Db::write`] made it.
#[derive(Debug)]
pub enum Conn {
    /// The embedded default.
    Sqlite(PoolConnection<sqlx::Sqlite>),
    /// The shared database behind several replicas.
    Postgres(PoolConnection<sqlx::Postgres>),
}

impl Conn {
    /// Makes transactions with the same `key` run one after the other.
    ///
    /// Needed where a decision reads several rows that another transaction may change meanwhile.
    /// SQLite has one writer, so there it costs nothing; PostgreSQL takes an advisory lock that
    /// ends with the transaction.
    ///
    /// # Errors
    /// When the database does not answer or the lock does not come free in time.
    pub async fn serialize_on(&mut self, key: &str) -> Result<(), DbError> {
        match self {
            Self::Sqlite(_) => Ok(()),
            Self::Postgres(c) => {
                let locked = sqlx::query("select pg_advisory_xact_lock(hashtextextended($1, 0))")
                    .bind(key)
                    .execute(&mut **c);
                in_time(locked).await?;
                Ok(())
            }
        }
    }
}

/// How long PostgreSQL may be silent: a little longer than it lets a statement run.
///
/// A network that swallows everything tells nobody; without a limit of our own every connection
/// and every request would wait for the kernel to give up, a quarter of an hour later.
const SILENCE: Duration = Duration::from_secs(10);

/// The database's answer, unless it stays away too long; then what was asked may still happen.
pub(crate) async fn in_time<T>(
    answer: impl Future<Output = Result<T, sqlx::Error>>,
) -> Result<T, sqlx::Error> {
    let late = |_| Err(sqlx::Error::Io(std::io::ErrorKind::TimedOut.into()));
    tokio::time::timeout(SILENCE, answer).await.unwrap_or_else(late)
}

/// Runs a statement and answers how many rows it changed.
macro_rules! execute {
    ($conn:expr, $sql:expr $(, $arg:expr)* $(,)?) => {
        match $conn {
            $crate::db::Conn::Sqlite(c) => sqlx::query($sql)$(.bind($arg))*.execute(&mut **c)
                .await.map(|done| done.rows_affected()),
            $crate::db::Conn::Postgres(c) => {
                let answer = sqlx::query($sql)$(.bind($arg))*.execute(&mut **c);
                $crate::db::in_time(answer).await.map(|done| done.rows_affected())
            }
        }
        .map_err($crate::db::DbError::from)
    };
}

/// Declares a macro that runs a query and answers rows by one of sqlx's fetch methods.
macro_rules! fetch_macro {
    ($name:ident, $method:ident, $doc:literal, $d:tt) => {
        #[doc = $doc]
        macro_rules! $name {
                    ($d conn:expr, $d row:ty, $d sql:expr $d(, $d arg:expr)* $d(,)?) => {
                        match $d conn {
                            $crate::db::Conn::Sqlite(c) => sqlx::query_as::<_, $d row>($d sql)
                                $d(.bind($d arg))*.$method(&mut **c).await,
                            $crate::db::Conn::Postgres(c) => {
                                let answer = sqlx::query_as::<_, $d row>($d sql)
                                    $d(.bind($d arg))*.$method(&mut **c);
                                $crate::db::in_time(answer).await
                            }
                        }
                        .map_err($crate::db::DbError::from)
                    };
                }
        pub(crate) use $name;
    };
}

fetch_macro!(fetch_all, fetch_all, "Every row of a query.", $);
fetch_macro!(fetch_one, fetch_one, "The one row of a query.", $);
fetch_macro!(fetch_optional, fetch_optional, "The first row of a query, if any.", $);
pub(crate) use execute;
