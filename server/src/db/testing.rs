//! The same test on both databases: a fresh SQLite file, and a fresh schema of the PostgreSQL
//! cluster that `CREMA_TEST_POSTGRES_URL` names (`bin/test` starts one).

use std::future::Future;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use super::Db;

const PATIENCE: Duration = Duration::from_secs(3);
static NEXT: AtomicU32 = AtomicU32::new(0);

/// Runs `test` on SQLite and, where a cluster is given, on PostgreSQL.
pub(crate) async fn on_each_database<F>(test: impl Fn(Db) -> F)
where
    F: Future<Output = ()>,
{
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let path = folder.path().join("crema.db");
    let db = Db::open(&format!("sqlite:{}", path.display()), PATIENCE).await.expect("SQLite opens");
    test(db.clone()).await;
    db.close().await;

    let Ok(url) = std::env::var("CREMA_TEST_POSTGRES_URL") else {
        eprintln!("PostgreSQL left out: CREMA_TEST_POSTGRES_URL is not set");
        return;
    };
    let schema = format!("t{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::SeqCst));
    let admin = sqlx::PgPool::connect(&url).await.expect("the test cluster answers");
    run(&admin, format!("create schema {schema}")).await;
    let separator = if url.contains('?') { '&' } else { '?' };
    let db = Db::open(&format!("{url}{separator}options=-csearch_path%3D{schema}"), PATIENCE)
        .await
        .expect("PostgreSQL opens");
    test(db.clone()).await;
    db.close().await;
    run(&admin, format!("drop schema {schema} cascade")).await;
}

async fn run(pool: &sqlx::PgPool, sql: String) {
    sqlx::query(sqlx::AssertSqlSafe(sql)).execute(pool).await.expect("the statement runs");
}
