//! Copying the SQLite database safely while it is used, and bringing a copy back.
//!
//! A plain file copy of a database in WAL mode misses what is still in the log; `vacuum into`
//! writes one consistent file. PostgreSQL has its own tools for this (`pg_dump`).

use std::fs::{File, OpenOptions};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{ConnectOptions, Connection};

use super::DbError;

/// How long a copy waits for a busy server.
const PATIENCE: Duration = Duration::from_secs(30);

/// Why there is no copy; whatever was there before still is.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// The database is not SQLite.
    #[error(
        "the database is PostgreSQL: use pg_dump --format=custom and pg_restore (docs/OPERATING.md, \
         Backup and restore)"
    )]
    NotSqlite,
    /// The target of a backup is there already.
    #[error("{} is there already: choose another name", .0.display())]
    TargetExists(PathBuf),
    /// A server has the database open.
    #[error("the database is in use: stop crema first")]
    InUse,
    /// The copy is damaged or no database.
    #[error("{} is damaged or no database of Crema: {}", .0.display(), .1)]
    Damaged(PathBuf, String),
    /// The database.
    #[error("the database cannot be copied")]
    Database(#[from] DbError),
    /// A file.
    #[error("{} cannot be read or written", .0.display())]
    File(PathBuf, #[source] std::io::Error),
}

impl From<sqlx::Error> for BackupError {
    fn from(error: sqlx::Error) -> Self {
        Self::Database(error.into())
    }
}

/// Writes a consistent copy of the database at `url` to the new file `target`, checks it, and
/// answers when it is durable. The server may go on meanwhile.
///
/// # Errors
/// [`BackupError`]; an unfinished copy is removed.
pub async fn backup(url: &str, target: &Path) -> Result<(), BackupError> {
    let source = sqlite_path(url)?;
    let mut conn = open(&source, false).await?;
    // Names of guests and the installation's secret will be in it. `vacuum into` takes an empty file.
    let made = OpenOptions::new().write(true).create_new(true).mode(0o600).open(target);
    made.map_err(|error| match error.kind() {
        std::io::ErrorKind::AlreadyExists => BackupError::TargetExists(target.to_owned()),
        _ => BackupError::File(target.to_owned(), error),
    })?;
    let copied = sqlx::query("vacuum into $1")
        .bind(target.to_string_lossy().into_owned())
        .execute(&mut conn)
        .await;
    let copied = match conn.close().await {
        Ok(()) => copied,
        Err(error) => Err(error),
    };
    let checked = match copied {
        Ok(_) => check(target).await.and_then(|()| sync(target)),
        Err(error) => Err(error.into()),
    };
    if checked.is_err() {
        // Nobody should mistake half a copy for a backup.
        let _ = std::fs::remove_file(target);
    }
    checked
}

/// Puts the copy at `source` in the place of the database at `url`. The database that was there is
/// kept beside it as `NAME.before-restore`.
///
/// # Errors
/// [`BackupError`]; then the database is as it was.
pub async fn restore(url: &str, source: &Path) -> Result<(), BackupError> {
    let target = sqlite_path(url)?;
    check(source).await?;
    let kept = with_suffix(&target, ".before-restore");
    let arriving = with_suffix(&target, ".arriving");
    let file = |path: &Path| {
        let path = path.to_owned();
        move |error| BackupError::File(path, error)
    };
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty());
    if target.exists() {
        fold_log(&target).await?;
    } else if let Some(folder) = folder {
        // A rehearsal begins with nothing.
        std::fs::create_dir_all(folder).map_err(file(folder))?;
    }
    std::fs::copy(source, &arriving).map_err(file(&arriving))?;
    sync(&arriving)?;
    if target.exists() {
        keep(&target, &kept).map_err(file(&kept))?;
    }
    std::fs::rename(&arriving, &target).map_err(file(&target))?;
    sync(folder.unwrap_or(Path::new(".")))
}

/// Gives the database a second name: whenever the machine stops, there is one at the first.
fn keep(target: &Path, kept: &Path) -> std::io::Result<()> {
    match std::fs::remove_file(kept) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    // Not every file system can give a file two names.
    std::fs::hard_link(target, kept).or_else(|_| std::fs::copy(target, kept).map(drop))
}

/// Brings the log back into the database file and makes sure that nobody else has it open.
async fn fold_log(path: &Path) -> Result<(), BackupError> {
    let mut conn = open(path, false).await?;
    let folded = async {
        // Whoever has it open keeps it open: waiting longer would not help.
        sqlx::query("pragma busy_timeout = 500").execute(&mut conn).await?;
        sqlx::query("pragma locking_mode = exclusive").execute(&mut conn).await?;
        sqlx::query("begin exclusive").execute(&mut conn).await?;
        sqlx::query("commit").execute(&mut conn).await?;
        sqlx::query("pragma journal_mode = delete").execute(&mut conn).await
    };
    folded.await.map_err(|_| BackupError::InUse)?;
    conn.close().await?;
    Ok(())
}

async fn check(path: &Path) -> Result<(), BackupError> {
    let damaged = |why: String| BackupError::Damaged(path.to_owned(), why);
    let mut conn = open(path, true).await.map_err(|_| damaged("cannot be opened".to_owned()))?;
    let said: Result<(String,), _> =
        sqlx::query_as("pragma quick_check(1)").fetch_one(&mut conn).await;
    let stores: Result<(i64,), _> =
        sqlx::query_as("select count(*) from stores").fetch_one(&mut conn).await;
    conn.close().await?;
    match (said, stores) {
        (Ok((said,)), Ok(_)) if said == "ok" => Ok(()),
        (Ok((said,)), Ok(_)) => Err(damaged(said)),
        (Err(error), _) | (_, Err(error)) => Err(damaged(error.to_string())),
    }
}

async fn open(path: &Path, is_read_only: bool) -> Result<SqliteConnection, BackupError> {
    let options = SqliteConnectOptions::new().filename(path).busy_timeout(PATIENCE);
    Ok(options.read_only(is_read_only).connect().await?)
}

fn sqlite_path(url: &str) -> Result<PathBuf, BackupError> {
    url.strip_prefix("sqlite:").map(PathBuf::from).ok_or(BackupError::NotSqlite)
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

fn sync(path: &Path) -> Result<(), BackupError> {
    let synced = File::open(path).and_then(|file| file.sync_all());
    synced.map_err(|error| BackupError::File(path.to_owned(), error))
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;
    use crate::db::Db;
    use crate::platform::Platform;
    use crate::store;

    async fn names(url: &str) -> Vec<String> {
        let db = Db::open(url, PATIENCE).await.expect("opens");
        let all = store::all(&db).await.expect("answers");
        db.close().await;
        all.into_iter().map(|(_, name)| name).collect()
    }

    #[tokio::test]
    async fn a_backup_of_a_database_in_use_brings_back_what_was_there() {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let url = format!("sqlite:{}", folder.path().join("crema.db").display());
        let copy = folder.path().join("copy.db");
        let db = Db::open(&url, PATIENCE).await.expect("opens");
        let platform = Platform::for_test(db.clone()).await;
        backup(&url, &copy).await.expect("copied");
        let mode = std::fs::metadata(&copy).expect("it is there").permissions().mode();
        assert_eq!(mode & 0o077, 0, "others may read the copy");
        assert!(matches!(backup(&url, &copy).await, Err(BackupError::TargetExists(_))));

        let main = crate::ids::StoreId::new("main");
        store::describe(&platform, &main, "Later", "UTC", "ana").await.expect("renamed");
        assert!(matches!(restore(&url, &copy).await, Err(BackupError::InUse)));
        db.close().await;
        assert_eq!(names(&url).await, ["Later"]);
        restore(&url, &copy).await.expect("restored");
        assert_eq!(names(&url).await, ["Espresso Bar"]);
        let kept = |name: &str| format!("sqlite:{}", folder.path().join(name).display());
        assert_eq!(names(&kept("crema.db.before-restore")).await, ["Later"]);
        restore(&url, &copy).await.expect("restored again");
        assert_eq!(names(&kept("crema.db.before-restore")).await, ["Espresso Bar"]);
    }

    #[tokio::test]
    async fn a_damaged_copy_is_refused_and_the_database_stays() {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let url = format!("sqlite:{}", folder.path().join("crema.db").display());
        let db = Db::open(&url, PATIENCE).await.expect("opens");
        Platform::for_test(db.clone()).await;
        db.close().await;
        let copy = folder.path().join("copy.db");
        std::fs::write(&copy, b"not a database at all, but long enough to be one")
            .expect("written");
        assert!(matches!(restore(&url, &copy).await, Err(BackupError::Damaged(..))));
        assert_eq!(names(&url).await, ["Espresso Bar"]);
        assert!(matches!(backup("postgres://x/y", &copy).await, Err(BackupError::NotSqlite)));
    }
}
