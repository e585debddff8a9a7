//! Copies of a server's database, made and brought back by the commands of `docs/OPERATING.md`.

use std::path::Path;

use tokio::process::Command;

use crate::ground::{fresh_database, program};
use crate::server::{Backend, Server};

impl Server {
    /// Copies the database to the new file `copy` while the server goes on.
    ///
    /// # Panics
    /// When the command fails; with what it said.
    pub async fn copy_to(&self, copy: &Path) {
        let target = copy.display().to_string();
        match self.database_url() {
            None => drop(self.run(&["backup", &target]).await),
            Some(url) => {
                let mut dump = Command::new("pg_dump");
                dump.args(["--format=custom", "--file", &target, "--dbname", &url]);
                succeed(&mut dump).await;
            }
        }
    }

    /// A server on a machine that has nothing but `copy`.
    ///
    /// # Panics
    /// When the copy cannot be brought back; with what the command said.
    pub async fn from_copy(copy: &Path, backend: &Backend) -> Self {
        let data = tempfile::tempdir().expect("a temporary folder");
        match backend {
            Backend::Sqlite => {
                let mut restore = Command::new(program());
                restore.arg("restore").arg(copy).env("CREMA_DATA_DIR", data.path());
                succeed(&mut restore).await;
                Self::start_in(data, backend, &[]).await
            }
            Backend::Postgres { cluster } => {
                let url = fresh_database(cluster).await;
                let mut restore = Command::new("pg_restore");
                restore.args(["--no-owner", "--dbname", &url]).arg(copy);
                succeed(&mut restore).await;
                Self::start_in(data, &Backend::Sqlite, &[("CREMA_DATABASE_URL", &url)]).await
            }
        }
    }
}

async fn succeed(command: &mut Command) {
    let done = command.kill_on_drop(true).output().await.expect("the command is installed");
    assert!(done.status.success(), "{command:?}: {}", String::from_utf8_lossy(&done.stderr));
}
