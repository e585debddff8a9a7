//! What `docker-compose.yml` describes, from Debian's packages: three replicas on one PostgreSQL
//! and one Mosquitto, behind nginx with TLS. It runs the very files of `deploy/`; only addresses
//! and folders are replaced, and each of those must be there to be replaced.

use std::net::SocketAddr;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use tempfile::TempDir;
use tokio::net::TcpStream;
use tokio::process::{Child, Command};

use crate::ground::{free_address, fresh_database};
use crate::poll::within;
use crate::server::{Backend, Server};
use crate::shop::Shop;

/// For a broker or a proxy to listen.
const START_LIMIT: Duration = Duration::from_secs(60);
const BROKER_PASSWORD: &str = "only-crema-knows";
/// What Prometheus reads the replicas' numbers with.
pub const METRICS_TOKEN: &str = "0123456789abcdef-for-prometheus";

/// The whole installation; it ends with this value.
pub struct Cluster {
    /// Its open store. Clients of [`Shop::server`] come in by the proxy; the server is the first
    /// replica.
    pub shop: Shop,
    /// The other two replicas.
    pub others: Vec<Server>,
    /// Where the proxy speaks TLS.
    pub tls: SocketAddr,
    plain: SocketAddr,
    broker: Broker,
    _proxy: Child,
    _folder: TempDir,
}

/// Mosquitto with the rules of `deploy/`, in a folder of its own.
pub struct Broker {
    folder: PathBuf,
    child: Option<Child>,
    address: SocketAddr,
}

impl Cluster {
    /// Starts everything on a fresh database in the cluster at `postgres`, and opens the store.
    ///
    /// # Panics
    /// When a part does not start, or a file of `deploy/` is not as expected.
    pub async fn start(postgres: &str) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let broker = Broker::start_in(folder.path()).await;
        let settings = settings(&fresh_database(postgres).await, broker.address);
        let mut replicas = Vec::new();
        for _ in 0..3 {
            let data = tempfile::tempdir().expect("a temporary folder");
            let settings: Vec<_> =
                settings.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            replicas.push(Server::start_in(data, &Backend::Sqlite, &settings).await);
        }
        let (plain, tls) = (free_address(), free_address());
        let addresses: Vec<_> = replicas.iter().map(Server::address).collect();
        let proxy = start_proxy(folder.path(), &addresses, plain, tls).await;
        let mut first = replicas.remove(0);
        first.set_entrance(plain);
        let shop = Shop::around(first).await;
        Self { shop, others: replicas, tls, plain, broker, _proxy: proxy, _folder: folder }
    }

    /// One of the three replicas.
    pub fn replica(&mut self, at: usize) -> &mut Server {
        match at {
            0 => &mut self.shop.server,
            _ => &mut self.others[at - 1],
        }
    }

    /// Where the proxy lets clients without TLS in.
    #[must_use]
    pub fn entrance(&self) -> SocketAddr {
        self.plain
    }

    /// Ends the broker as a power cut would.
    ///
    /// # Panics
    /// When it is not running.
    pub async fn kill_broker(&mut self) {
        let mut child = self.broker.child.take().expect("the broker is running");
        child.kill().await.expect("a running child can be killed");
    }

    /// Brings the broker back where it was.
    pub async fn restart_broker(&mut self) {
        self.broker.start().await;
    }
}

impl Broker {
    /// Starts one whose files are in `folder`, which must live as long.
    ///
    /// # Panics
    /// When it does not start.
    pub async fn start_in(folder: &Path) -> Self {
        // The broker drops its rights, and reads its files after that.
        let readable = std::fs::Permissions::from_mode(0o755);
        std::fs::set_permissions(folder, readable).expect("it is ours");
        let mut broker = Self::prepare(folder);
        broker.start().await;
        broker
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Crema's address for it by `way`: its own, or a wire's.
    #[must_use]
    pub fn url(way: SocketAddr) -> String {
        format!("mqtt://crema:{BROKER_PASSWORD}@{way}")
    }

    fn prepare(folder: &Path) -> Self {
        let address = free_address();
        let place = |name: &str| folder.join(name).display().to_string();
        let conf = replaced(
            &deployed("deploy/mosquitto.conf"),
            &[
                ("listener 1883", &format!("listener {} 127.0.0.1", address.port())),
                ("/mosquitto/data/passwords", &place("passwords")),
                ("/mosquitto/config/mosquitto.acl", &place("mosquitto.acl")),
            ],
        );
        std::fs::write(folder.join("mosquitto.conf"), conf).expect("written");
        std::fs::write(folder.join("mosquitto.acl"), deployed("deploy/mosquitto.acl"))
            .expect("written");
        let made = std::process::Command::new("mosquitto_passwd")
            .args(["-b", "-c", &place("passwords"), "crema", BROKER_PASSWORD])
            .status();
        assert!(made.is_ok_and(|status| status.success()), "install mosquitto: bin/test does");
        let readable = std::fs::Permissions::from_mode(0o644);
        std::fs::set_permissions(folder.join("passwords"), readable).expect("it is ours");
        Self { folder: folder.to_owned(), child: None, address }
    }

    async fn start(&mut self) {
        let child = Command::new("/usr/sbin/mosquitto")
            .arg("-c")
            .arg(self.folder.join("mosquitto.conf"))
            .stdin(Stdio::null())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn();
        self.child = Some(child.expect("install mosquitto: bin/test does"));
        listens(self.address, "mosquitto").await;
    }
}

/// The replicas' settings as `docker-compose.yml` has them, with this machine's addresses.
fn settings(database: &str, broker: SocketAddr) -> Vec<(String, String)> {
    let compose = deployed("docker-compose.yml");
    let lines = compose.lines().filter_map(|line| line.trim().split_once(": "));
    let settings: Vec<_> = lines
        .filter(|(name, _)| name.starts_with("CREMA_"))
        .map(|(name, value)| {
            let value = match name {
                "CREMA_DATABASE_URL" => database.to_owned(),
                "CREMA_BUS_URL" => {
                    let filled =
                        value.replace("${BROKER_PASSWORD:?set it in .env}", BROKER_PASSWORD);
                    replaced(&filled, &[("broker:1883", &broker.to_string())])
                }
                "CREMA_PUBLIC_URL" => "https://coffee.example".to_owned(),
                "CREMA_SECRET" => "0123456789abcdef0123456789abcdef".to_owned(),
                "CREMA_METRICS_TOKEN" => METRICS_TOKEN.to_owned(),
                "CREMA_TRUSTED_PROXIES" => "127.0.0.0/8".to_owned(),
                other => panic!("the compose file sets {other}, which this test does not know"),
            };
            (name.to_owned(), value)
        })
        .collect();
    assert_eq!(settings.len(), 6, "the compose file's settings are found: {settings:?}");
    settings
}

async fn start_proxy(
    folder: &Path,
    replicas: &[SocketAddr],
    plain: SocketAddr,
    tls: SocketAddr,
) -> Child {
    let place = |name: &str| folder.join(name).display().to_string();
    let (certificate, key) = (place("fullchain.pem"), place("privkey.pem"));
    let subject = ["-subj", "/CN=coffee.example", "-addext", "subjectAltName=DNS:coffee.example"];
    let made = std::process::Command::new("openssl")
        .args(["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"])
        .args(["-days", "2", "-out", &certificate, "-keyout", &key])
        .args(subject)
        .output();
    assert!(made.is_ok_and(|made| made.status.success()), "install openssl: bin/test does");
    let mut conf = replaced(
        &deployed("deploy/nginx.conf"),
        &[
            ("pid /tmp/nginx.pid", &format!("pid {}", place("nginx.pid"))),
            ("worker_rlimit_nofile 65536;", ""),
            ("worker_connections 32768", "worker_connections 4096"),
            // Redirecting is tested by its own line; the test's clients speak no TLS.
            ("listen 80;", &format!("listen {};", free_address())),
            ("listen 443 ssl;", &format!("listen {tls} ssl;\n    listen {plain};")),
            ("/etc/nginx/certificates/fullchain.pem", &certificate),
            ("/etc/nginx/certificates/privkey.pem", &key),
        ],
    );
    for (at, replica) in replicas.iter().enumerate() {
        let name = format!("server crema-{}:8080", at + 1);
        conf = replaced(&conf, &[(&name, &format!("server {replica}"))]);
    }
    let path = folder.join("nginx.conf");
    std::fs::write(&path, conf).expect("written");
    let child = Command::new("/usr/sbin/nginx")
        .arg("-p")
        .arg(folder)
        .arg("-c")
        .arg(&path)
        // One process, which ends with this one.
        .args(["-g", "daemon off; master_process off;"])
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn();
    let child = child.expect("install nginx: bin/test does");
    listens(plain, "nginx").await;
    child
}

pub(crate) async fn listens(address: SocketAddr, what: &str) {
    within(START_LIMIT, what, async || TcpStream::connect(address).await.ok()).await;
}

/// A file of the repository.
pub(crate) fn deployed(path: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the repository");
    std::fs::read_to_string(root.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

pub(crate) fn replaced(text: &str, pairs: &[(&str, &str)]) -> String {
    let mut text = text.to_owned();
    for (from, to) in pairs {
        assert!(text.contains(from), "{from:?} is not there to be replaced in:\n{text}");
        text = text.replace(from, to);
    }
    text
}
