//! What a server is started from: the program, a free port, an empty database.

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU16, AtomicU32, Ordering};

use sqlx::Connection as _;

/// The program under test: `CREMA_BIN`, or the one beside this test's own build, brought up to
/// date first.
///
/// # Panics
/// When it cannot be built.
pub fn program() -> &'static Path {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    PROGRAM.get_or_init(|| {
        if let Ok(given) = std::env::var("CREMA_BIN") {
            return given.into();
        }
        let test = std::env::current_exe().expect("a running test has a path");
        let folder = test.parent().and_then(Path::parent).expect("target/debug/deps/test");
        let program = folder.join("crema");
        // The same targets as in bin/test: fewer would mean other features and a second build.
        let built = std::process::Command::new(env!("CARGO"))
            .args(["build", "--quiet", "--workspace", "--all-targets"])
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .status();
        assert!(built.is_ok_and(|status| status.success()), "crema does not build");
        program
    })
}

/// A free port below the range that outgoing connections take theirs from: a killed server's port
/// must still be free when it comes back.
///
/// # Panics
/// When ten thousand are taken.
#[must_use]
pub fn free_address() -> SocketAddr {
    static NEXT: AtomicU16 = AtomicU16::new(0);
    let seed = u16::try_from(std::process::id() % 10_000).expect("it is below 10,000");
    for _ in 0..10_000 {
        let port = 20_000 + (seed.wrapping_add(NEXT.fetch_add(1, Ordering::Relaxed)) % 10_000);
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        if TcpListener::bind(address).is_ok() {
            return address;
        }
    }
    unreachable!("ten thousand ports are taken")
}

/// Makes an empty database in the cluster and gives its URL.
///
/// # Panics
/// When the cluster does not answer.
pub async fn fresh_database(cluster: &str) -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let name = format!("e2e_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
    let mut connection = sqlx::PgConnection::connect(cluster).await.expect("the cluster answers");
    let create = sqlx::AssertSqlSafe(format!("create database {name}"));
    sqlx::raw_sql(create).execute(&mut connection).await.expect("a database can be created");
    let mut url = url::Url::parse(cluster).expect("the cluster's address is a URL");
    url.set_path(&name);
    url.to_string()
}
