//! What can go wrong in storage, by what the caller can do about it.

use std::convert::Infallible;

/// For jobs that never refuse.
pub type Never = Infallible;

/// Why a job has no answer: its own refusal, or the database.
#[derive(Debug)]
pub enum Fail<R> {
    /// The job's rule said no; it wrote nothing.
    Refused(R),
    /// The database said no; nothing was stored.
    Db(DbError),
}

impl<R> From<DbError> for Fail<R> {
    fn from(error: DbError) -> Self {
        Self::Db(error)
    }
}

impl From<Fail<Never>> for DbError {
    fn from(fail: Fail<Never>) -> Self {
        match fail {
            Fail::Refused(never) => match never {},
            Fail::Db(error) => error,
        }
    }
}

impl<R> Fail<R> {
    /// Translates the refusal and keeps a database error as it is.
    pub fn map<S>(self, translate: impl FnOnce(R) -> S) -> Fail<S> {
        match self {
            Self::Refused(refusal) => Fail::Refused(translate(refusal)),
            Self::Db(error) => Fail::Db(error),
        }
    }
}

/// The named constraints whose breach a caller tells apart; migrations carry the same names. Where
/// `on conflict` settles a race there is no breach to tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Constraint {
    /// One staff member of a name in a store.
    StaffName,
    /// Any other.
    Other,
}

/// A failure of the database, with its cause kept.
#[derive(Debug, thiserror::Error)]
pub enum DbError {
    /// Neither `sqlite:` nor `postgres://`.
    #[error("the database URL must start with sqlite: or postgres://")]
    UnknownUrl,
    /// Locked, full, gone or overloaded: the same request may work later.
    #[error("the database cannot take this now")]
    Unavailable(#[source] Option<sqlx::Error>),
    /// Two transactions met; running the job again resolves it.
    #[error("another change came first")]
    Conflict,
    /// A named rule of the schema was broken.
    #[error("the constraint {0:?} was broken")]
    Violated(Constraint, #[source] sqlx::Error),
    /// A text holds what PostgreSQL stores in none, U+0000 above all; SQLite takes it.
    #[error("a text cannot be stored")]
    Unstorable(#[source] sqlx::Error),
    /// A statement or a stored value is wrong: a defect.
    #[error("the database refused a statement")]
    Defect(#[source] sqlx::Error),
    /// A job panicked: a defect; its transaction was rolled back.
    #[error("a job stopped in the middle")]
    Panicked,
    /// The tables could not be brought up to date.
    #[error("the tables could not be brought up to date")]
    Migration(#[source] sqlx::migrate::MigrateError),
    /// A stored document is not what this version writes.
    #[error("a stored {what} cannot be read")]
    Unreadable {
        /// Which document.
        what: &'static str,
        /// Why.
        #[source]
        source: serde_json::Error,
    },
}

impl From<sqlx::Error> for DbError {
    fn from(error: sqlx::Error) -> Self {
        let sqlx::Error::Database(database) = &error else {
            return match error {
                // A connection that ends while it is made is one that speaks wrongly, to sqlx.
                sqlx::Error::Io(_)
                | sqlx::Error::Tls(_)
                | sqlx::Error::Protocol(_)
                | sqlx::Error::PoolTimedOut
                | sqlx::Error::PoolClosed
                | sqlx::Error::WorkerCrashed
                | sqlx::Error::BeginFailed => Self::Unavailable(Some(error)),
                other => Self::Defect(other),
            };
        };
        let code = database.code().unwrap_or_default();
        if is_conflict(&code) {
            Self::Conflict
        } else if is_unavailable(&code) {
            Self::Unavailable(Some(error))
        } else if code == "22021" {
            // character_not_in_repertoire: every such text came from a client.
            Self::Unstorable(error)
        } else if let Some(constraint) = broken_constraint(database.as_ref()) {
            Self::Violated(constraint, error)
        } else {
            Self::Defect(error)
        }
    }
}

/// Serialization failure and deadlock, PostgreSQL appendix A.
fn is_conflict(code: &str) -> bool {
    matches!(code, "40001" | "40P01")
}

/// PostgreSQL classes 08 (connection), 53 (resources), 57P (shutdown), 55P03 (lock timeout), 57014
/// (statement timeout) and 25P03 (this process was frozen in the middle of a transaction); SQLite's primary codes BUSY 5, LOCKED 6, IOERR 10, FULL 13 and
/// CANTOPEN 14, which sit in the low byte of an extended code.
fn is_unavailable(code: &str) -> bool {
    let sqlite = |code: i64| matches!(code & 0xff, 5 | 6 | 10 | 13 | 14);
    match code.len() {
        5 => {
            code.starts_with("08")
                || code.starts_with("53")
                || code.starts_with("57P")
                || matches!(code, "55P03" | "57014" | "25P03")
        }
        _ => code.parse().is_ok_and(sqlite),
    }
}

/// Names the constraint by PostgreSQL's report, or by SQLite's message, which lists columns for
/// unique constraints and leaves `constraint()` empty.
fn broken_constraint(error: &dyn sqlx::error::DatabaseError) -> Option<Constraint> {
    use sqlx::error::ErrorKind;
    if !matches!(
        error.kind(),
        ErrorKind::UniqueViolation
            | ErrorKind::CheckViolation
            | ErrorKind::ForeignKeyViolation
            | ErrorKind::NotNullViolation
    ) {
        return None;
    }
    let name = error.constraint().unwrap_or_else(|| error.message());
    let known = [("staff_name", "staff.store, staff.name_key", Constraint::StaffName)];
    let found =
        known.iter().find(|(constraint, columns, _)| name == *constraint || name.contains(columns));
    Some(found.map_or(Constraint::Other, |(_, _, constraint)| *constraint))
}
