//! One running `crema` with its own data: start, kill, start again on what it left behind.

use std::net::SocketAddr;
use std::os::unix::process::ExitStatusExt as _;
use std::path::Path;
use std::process::Stdio;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tempfile::TempDir;
use tokio::process::{Child, Command};

use crate::api::Api;
use crate::ground::{free_address, fresh_database, program};
use crate::output::{Output, TELL_ALL};
use crate::poll::within;

/// How long a start may take: a debug build on a busy machine, with migrations.
const START_LIMIT: Duration = Duration::from_secs(60);
/// How long clients may take to come by a crash point; the shortest deadline is half of it.
const CRASH_LIMIT: Duration = Duration::from_secs(60);
/// What a process that aborts ends with.
const SIGABRT: i32 = 6;

/// Which database a server keeps its data in.
#[derive(Clone, Debug)]
pub enum Backend {
    /// A file in the server's data folder.
    Sqlite,
    /// A fresh database in the cluster at this URL.
    Postgres {
        /// The cluster's maintenance database.
        cluster: String,
    },
}

impl Backend {
    /// Its name, for figures.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Sqlite => "SQLite",
            Self::Postgres { .. } => "PostgreSQL",
        }
    }

    /// PostgreSQL, when the environment names a cluster for tests.
    #[must_use]
    pub fn postgres() -> Option<Self> {
        std::env::var("CREMA_TEST_POSTGRES_URL").ok().map(|cluster| Self::Postgres { cluster })
    }
}

/// A `crema` process and everything it owns.
pub struct Server {
    data: Arc<TempDir>,
    address: SocketAddr,
    entrance: Option<SocketAddr>,
    environment: Vec<(String, String)>,
    child: Option<Child>,
    output: Output,
}

impl Server {
    /// Starts a server and waits until it is ready.
    ///
    /// # Panics
    /// When it does not become ready; with what it printed.
    pub async fn start(backend: &Backend) -> Self {
        Self::start_in(tempfile::tempdir().expect("a temporary folder"), backend, &[]).await
    }

    /// Starts a server on a data folder, with further settings.
    ///
    /// # Panics
    /// When it does not become ready; with what it printed.
    pub async fn start_in(data: TempDir, backend: &Backend, settings: &[(&str, &str)]) -> Self {
        Self::start_at(free_address(), data, backend, settings).await
    }

    /// The same at an address that somebody knows already.
    ///
    /// # Panics
    /// When it does not become ready; with what it printed.
    pub async fn start_at(
        address: SocketAddr,
        data: TempDir,
        backend: &Backend,
        settings: &[(&str, &str)],
    ) -> Self {
        let mut environment = vec![
            ("CREMA_LISTEN".to_owned(), address.to_string()),
            ("CREMA_DATA_DIR".to_owned(), data.path().display().to_string()),
            ("CREMA_PUBLIC_URL".to_owned(), format!("http://{address}")),
            ("CREMA_LOG".to_owned(), TELL_ALL.to_owned()),
        ];
        if let Backend::Postgres { cluster } = backend {
            environment.push(("CREMA_DATABASE_URL".to_owned(), fresh_database(cluster).await));
        }
        for (name, value) in settings {
            environment.retain(|(known, _)| known != name);
            environment.push(((*name).to_owned(), (*value).to_owned()));
        }
        let mut server = Self {
            data: Arc::new(data),
            address,
            entrance: None,
            environment,
            child: None,
            output: Output::default(),
        };
        server.restart().await;
        server
    }

    /// Starts the process again on the same data and port, and waits until it is ready.
    ///
    /// # Panics
    /// When it does not become ready; with what it printed.
    pub async fn restart(&mut self) {
        self.child = Some(self.spawn(&[]));
        let started = Instant::now();
        let api = Api::new(self.address);
        loop {
            let is_ready = if self.speaks_tls() {
                // What it says until then is that it is not.
                self.command(&["ready"]).output().await.is_ok_and(|asked| asked.status.success())
            } else {
                api.try_get("/readyz").await.is_ok_and(|answer| answer.status == 200)
            };
            if is_ready {
                return;
            }
            let ended = self.child.as_mut().and_then(|child| child.try_wait().ok().flatten());
            assert!(ended.is_none(), "crema ended with {ended:?}:\n{}", self.output());
            assert!(started.elapsed() < START_LIMIT, "crema is not ready:\n{}", self.output());
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    /// Starts the process on the same data and port so that it dies the `times`th time it comes by
    /// one of its crash points, and waits until it has; clients go on meanwhile.
    ///
    /// # Panics
    /// When nothing came by there within a minute, or it ended for another reason.
    pub async fn crash_at(&mut self, point: &str, times: u32) {
        let mut child = self.spawn(&[("CREMA_CRASH_AT", format!("{point}:{times}"))]);
        let ended = tokio::time::timeout(CRASH_LIMIT, child.wait()).await;
        let ended = ended.unwrap_or_else(|_| panic!("nothing came by {point} {times} times"));
        let signal = ended.expect("it was waited for").signal();
        assert_eq!(signal, Some(SIGABRT), "it ended elsewhere than at {point}:\n{}", self.output());
        self.printed(&format!("crash point {point}:")).await;
    }

    fn spawn(&mut self, settings: &[(&str, String)]) -> Child {
        let mut command = self.command(&["serve"]);
        command.envs(settings.iter().map(|(name, value)| (*name, value)));
        let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
        let mut child = child.expect("the crema program starts");
        let (stdout, stderr) = (child.stdout.take(), child.stderr.take());
        self.output.read(stdout.expect("piped").into_owned_fd().expect("a pipe"));
        self.output.read(stderr.expect("piped").into_owned_fd().expect("a pipe"));
        child
    }

    /// Changes a setting from its next start on.
    pub fn set(&mut self, name: &str, value: &str) {
        self.environment.retain(|(known, _)| known != name);
        self.environment.push((name.to_owned(), value.to_owned()));
    }

    /// Ends the process as a power cut would: SIGKILL, nothing said before.
    ///
    /// # Panics
    /// When it is not running.
    pub async fn kill(&mut self) {
        let mut child = self.child.take().expect("the server is running");
        child.kill().await.expect("a running child can be killed");
    }

    /// Stops the process as a suspended machine would: it keeps its connections and does nothing.
    pub async fn freeze(&self) {
        self.signal("-STOP").await;
    }

    /// Lets a frozen process go on.
    pub async fn thaw(&self) {
        self.signal("-CONT").await;
    }

    /// Asks it to look at its certificate again (SIGHUP).
    pub async fn hang_up(&self) {
        self.signal("-HUP").await;
    }

    /// Whether its port speaks HTTPS.
    fn speaks_tls(&self) -> bool {
        let names = ["CREMA_TLS_CERTIFICATE", "CREMA_ACME_DOMAINS"];
        self.environment.iter().any(|(name, _)| names.contains(&name.as_str()))
    }

    /// The database's URL, where it is not the file in its data folder.
    #[must_use]
    pub fn database_url(&self) -> Option<String> {
        let found = self.environment.iter().find(|(name, _)| name == "CREMA_DATABASE_URL");
        found.map(|(_, url)| url.clone())
    }

    async fn signal(&self, signal: &str) {
        let id = self.child.as_ref().and_then(Child::id).expect("the server is running");
        let sent = Command::new("kill").args([signal, &id.to_string()]).status().await;
        assert!(sent.is_ok_and(|status| status.success()), "{signal} could not be sent");
    }

    /// Asks the process to stop (SIGTERM) and waits until it has; gives its exit code.
    ///
    /// # Panics
    /// When it is not running, or does not stop within 30 seconds.
    pub async fn stop(&mut self) -> Option<i32> {
        self.signal("-TERM").await;
        let mut child = self.child.take().expect("the server is running");
        let ended = tokio::time::timeout(Duration::from_secs(30), child.wait()).await;
        ended.expect("crema stops within 30 seconds").expect("it was waited for").code()
    }

    /// Runs `crema` with these arguments on this server's data, and gives what it printed.
    ///
    /// # Panics
    /// When the command fails; with what it said.
    pub async fn run(&self, arguments: &[&str]) -> String {
        let done = self.try_run(arguments).await;
        done.unwrap_or_else(|said| panic!("crema {arguments:?} failed: {said}"))
    }

    /// Runs `crema` with these arguments on this server's data, and gives what it printed.
    ///
    /// # Errors
    /// What it said, when it fails.
    ///
    /// # Panics
    /// When there is no such program.
    pub async fn try_run(&self, arguments: &[&str]) -> Result<String, String> {
        let done = self.command(arguments).output().await.expect("the crema program runs");
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim().to_owned();
        if done.status.success() { Ok(text(&done.stdout)) } else { Err(text(&done.stderr)) }
    }

    /// Runs `crema` with further settings where it must fail, and gives what it said.
    ///
    /// # Panics
    /// When it does not fail within 30 seconds.
    pub async fn refused(&self, arguments: &[&str], settings: &[(&str, &str)]) -> String {
        let mut command = self.command(arguments);
        command.envs(settings.iter().copied());
        let ended = tokio::time::timeout(Duration::from_secs(30), command.output()).await;
        let done = ended.expect("it ends in time").expect("the crema program runs");
        assert!(!done.status.success(), "crema {arguments:?} should have failed");
        String::from_utf8_lossy(&done.stderr).into_owned()
    }

    /// A JWT for a script, as an operator would make one.
    pub async fn token(&self, role: &str) -> String {
        self.run(&["token", "--role", role, "--store", "main", "--name", "script", "--ttl", "1h"])
            .await
            .lines()
            .last()
            .unwrap_or_default()
            .to_owned()
    }

    /// The API, without a session; by the entrance where there is one.
    #[must_use]
    pub fn api(&self) -> Api {
        Api::new(self.entrance.unwrap_or(self.address))
    }

    /// Sends clients to a proxy in front of it.
    pub fn set_entrance(&mut self, proxy: SocketAddr) {
        self.entrance = Some(proxy);
    }

    /// Its process id.
    ///
    /// # Panics
    /// When it is not running.
    #[must_use]
    pub fn id(&self) -> u32 {
        self.child.as_ref().and_then(Child::id).expect("the server is running")
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The folder it keeps its data in.
    #[must_use]
    pub fn data(&self) -> &Path {
        self.data.path()
    }

    /// A setting it was started with.
    ///
    /// # Panics
    /// When it was started without.
    #[must_use]
    pub fn setting(&self, name: &str) -> String {
        let found = self.environment.iter().rev().find(|(known, _)| known == name);
        found.unwrap_or_else(|| panic!("{name} is not set")).1.clone()
    }

    /// What it printed so far.
    #[must_use]
    pub fn output(&self) -> String {
        self.output.text()
    }

    /// How many events and messages it told of so far, each as in `docs/asyncapi.yaml`.
    #[must_use]
    pub fn checked_messages(&self) -> usize {
        self.output.checked()
    }

    /// Waits until it printed a line that contains `text`, and gives the line.
    pub async fn printed(&self, text: &str) -> String {
        within(Duration::from_secs(30), text, async || {
            self.output().lines().find(|line| line.contains(text)).map(str::to_owned)
        })
        .await
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(program());
        for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("CREMA_")) {
            command.env_remove(name);
        }
        // `serve` is what the program does without a word.
        command.args(arguments.iter().filter(|argument| **argument != "serve"));
        command.envs(self.environment.iter().map(|(k, v)| (k, v)));
        command.current_dir(self.data.path()).stdin(Stdio::null()).kill_on_drop(true);
        command
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(child) = &mut self.child {
            // It may have ended by itself; its output ends either way.
            let _ = child.start_kill();
        }
        let mismatches = self.output.finish();
        // A test that fails already says why; a second panic would hide it.
        if !std::thread::panicking() {
            assert!(mismatches.is_empty(), "{}", mismatches.join("\n"));
            return;
        }
        // What the server said of it helps whoever looks for the cause.
        let output = self.output();
        let is_trouble = |line: &&str| line.contains("WARN") || line.contains("ERROR");
        let trouble: Vec<_> = output.lines().filter(is_trouble).collect();
        let last = &trouble[trouble.len().saturating_sub(20)..];
        eprintln!("crema at {} said:\n{}", self.address, last.join("\n"));
    }
}
