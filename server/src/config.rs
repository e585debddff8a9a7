//! Settings of the process: flags, `CREMA_...` environment, an optional TOML file, defaults, in
//! this order. Settings of a store are not here but in the console.

mod tls;

use std::net::{IpAddr, Ipv4Addr, SocketAddr, UdpSocket};
use std::path::{Path, PathBuf};

use clap::Args;
use ipnet::IpNet;
use serde::Deserialize;
use url::{Host, Url};

pub use tls::{Acme, Tls, TlsSettings};

/// The embedded broker and the static files tell of every connection and file at `info`.
const DEFAULT_LOG: &str = "info,rumqttd=warn,memory_serve=warn";

/// What can be set, from whichever source.
#[derive(Args, Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// Address and port to listen on [default: 0.0.0.0:8080]
    #[arg(long, env = "CREMA_LISTEN", global = true)]
    pub listen: Option<SocketAddr>,
    /// Folder of the database file [default: ./data]
    #[arg(long, env = "CREMA_DATA_DIR", global = true)]
    pub data_dir: Option<PathBuf>,
    /// sqlite:PATH or postgres://USER:PASSWORD@HOST/NAME [default: sqlite:DATA_DIR/crema.db]
    #[arg(long, env = "CREMA_DATABASE_URL", global = true, hide_env_values = true)]
    pub database_url: Option<String>,
    /// mqtt://USER:PASSWORD@HOST:PORT of an MQTT 3.1.1 broker [default: the embedded broker]
    #[arg(long, env = "CREMA_BUS_URL", global = true, hide_env_values = true)]
    pub bus_url: Option<String>,
    /// Where phones reach this server, as printed in the QR code [default: this machine's address]
    #[arg(long, env = "CREMA_PUBLIC_URL", global = true)]
    pub public_url: Option<Url>,
    /// Networks of proxies whose X-Forwarded-For is believed, such as 10.0.0.0/8,::1/128 [default: none]
    #[arg(long, env = "CREMA_TRUSTED_PROXIES", global = true, value_delimiter = ',')]
    pub trusted_proxies: Option<Vec<IpNet>>,
    /// The installation's secret, at least 32 characters [default: made and kept in the database]
    #[arg(long, env = "CREMA_SECRET", global = true, hide_env_values = true)]
    pub secret: Option<String>,
    /// What Prometheus sends as a bearer token to read /metrics [default: only this machine may]
    #[arg(long, env = "CREMA_METRICS_TOKEN", global = true, hide_env_values = true)]
    pub metrics_token: Option<String>,
    /// http(s)://HOST:4318 of an OpenTelemetry collector to send traces to [default: none]
    #[arg(long, env = "CREMA_OTLP_URL", global = true, hide_env_values = true)]
    pub otlp_url: Option<Url>,
    /// Log lines as text or as JSON [default: text]
    #[arg(long, env = "CREMA_LOG_FORMAT", global = true)]
    pub log_format: Option<LogFormat>,
    /// What to log, in tracing's filter syntax [default: info, libraries warn]
    #[arg(long, env = "CREMA_LOG", global = true)]
    pub log: Option<String>,
    /// Where HTTPS comes from; the table `[tls]` of the file.
    #[command(flatten)]
    #[serde(default)]
    pub tls: TlsSettings,
    /// Address and port that send HTTP on to the public address, such as 0.0.0.0:80 [default: none]
    #[arg(long, env = "CREMA_HTTP_REDIRECT_LISTEN", global = true)]
    pub http_redirect_listen: Option<SocketAddr>,
    /// Seconds that running requests get at shutdown [default: 10]
    #[arg(long, env = "CREMA_SHUTDOWN_SECONDS", global = true)]
    pub shutdown_seconds: Option<u64>,
}

/// How log lines look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// For people.
    #[default]
    Text,
    /// One JSON object a line, for collectors.
    Json,
}

/// The settings in force, each with a value.
#[derive(Clone, Debug)]
pub struct Config {
    /// Address and port to listen on.
    pub listen: SocketAddr,
    /// Folder of the database file.
    pub data_dir: PathBuf,
    /// `sqlite:PATH` or `postgres://...`.
    pub database_url: String,
    /// An outside broker, or `None` for the embedded one.
    pub bus_url: Option<String>,
    /// Where phones reach this server; no slash at the end.
    pub public_url: String,
    /// Where somebody at this machine reaches it: the public address once one is set.
    pub local_url: String,
    /// Networks of proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpNet>,
    /// The secret, when it is not kept in the database.
    pub secret: Option<String>,
    /// What `/metrics` takes as a bearer token.
    pub metrics_token: Option<String>,
    /// Where traces go, with the path.
    pub otlp_url: Option<String>,
    /// How log lines look.
    pub log_format: LogFormat,
    /// What to log.
    pub log: String,
    /// Where the certificate comes from; HTTP without.
    pub tls: Option<Tls>,
    /// Where HTTP is sent on to the public address.
    pub http_redirect_listen: Option<SocketAddr>,
    /// Seconds that running requests get at shutdown.
    pub shutdown_seconds: u64,
}

/// A setting that cannot be used; the message names it and says what it takes.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The TOML file could not be read.
    #[error("cannot read the settings file {}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// The TOML file has a mistake.
    #[error("the settings file {} is not right: {source}", path.display())]
    Malformed {
        /// The file.
        path: PathBuf,
        /// Where and what.
        #[source]
        source: Box<toml::de::Error>,
    },
    /// A value does not fit.
    #[error("{setting} is not right: {problem}")]
    Invalid {
        /// As in `crema --help`.
        setting: &'static str,
        /// What is wrong and what it takes.
        problem: String,
    },
}

impl Settings {
    /// Fills what is not set from the TOML file at `path`.
    ///
    /// # Errors
    /// When the file cannot be read or names a setting that does not exist.
    pub fn or_from_file(self, path: &Path) -> Result<Self, ConfigError> {
        let text = std::fs::read_to_string(path)
            .map_err(|source| ConfigError::Unreadable { path: path.to_owned(), source })?;
        let file: Self = toml::from_str(&text).map_err(|source| ConfigError::Malformed {
            path: path.to_owned(),
            source: Box::new(source),
        })?;
        Ok(Self {
            listen: self.listen.or(file.listen),
            data_dir: self.data_dir.or(file.data_dir),
            database_url: self.database_url.or(file.database_url),
            bus_url: self.bus_url.or(file.bus_url),
            public_url: self.public_url.or(file.public_url),
            trusted_proxies: self.trusted_proxies.or(file.trusted_proxies),
            secret: self.secret.or(file.secret),
            metrics_token: self.metrics_token.or(file.metrics_token),
            otlp_url: self.otlp_url.or(file.otlp_url),
            log_format: self.log_format.or(file.log_format),
            log: self.log.or(file.log),
            tls: self.tls.or(file.tls),
            http_redirect_listen: self.http_redirect_listen.or(file.http_redirect_listen),
            shutdown_seconds: self.shutdown_seconds.or(file.shutdown_seconds),
        })
    }

    /// Checks every setting and fills in defaults.
    ///
    /// # Errors
    /// Names the first setting that does not fit.
    pub fn check(self) -> Result<Config, ConfigError> {
        let listen =
            self.listen.unwrap_or(SocketAddr::new(IpAddr::V4(Ipv4Addr::UNSPECIFIED), 8080));
        let data_dir = self.data_dir.unwrap_or_else(|| PathBuf::from("data"));
        let database_url = self
            .database_url
            .unwrap_or_else(|| format!("sqlite:{}", data_dir.join("crema.db").display()));
        if !["sqlite:", "postgres://", "postgresql://"].iter().any(|s| database_url.starts_with(s))
        {
            return Err(invalid("CREMA_DATABASE_URL", "start it with sqlite: or postgres://"));
        }
        if self.bus_url.as_ref().is_some_and(|url| !url.starts_with("mqtt://")) {
            return Err(invalid("CREMA_BUS_URL", "start it with mqtt://"));
        }
        if self.secret.as_ref().is_some_and(|secret| secret.len() < 32) {
            return Err(invalid("CREMA_SECRET", "it takes at least 32 characters"));
        }
        let tls = self.tls.check()?;
        let scheme = if tls.is_some() { "https" } else { "http" };
        if self.metrics_token.as_ref().is_some_and(|token| token.len() < 16) {
            return Err(invalid("CREMA_METRICS_TOKEN", "it takes at least 16 characters"));
        }
        let local_host = match listen.ip() {
            ip if ip.is_unspecified() => format!("localhost:{}", listen.port()),
            _ => listen.to_string(),
        };
        let local_url = match (&self.public_url, &tls) {
            (Some(url), _) => url.as_str().trim_end_matches('/').to_owned(),
            (None, Some(Tls::Acme(acme))) => certified_url(&acme.domains, listen.port()),
            (None, _) => format!("{scheme}://{local_host}"),
        };
        let public_url = match self.public_url {
            Some(url) if !matches!(url.scheme(), "http" | "https") => {
                return Err(invalid("CREMA_PUBLIC_URL", "start it with http:// or https://"));
            }
            Some(url) if url.path() != "/" || url.query().is_some() => {
                return Err(invalid("CREMA_PUBLIC_URL", "name host and port only, without a path"));
            }
            Some(url) if tls.is_some() && url.scheme() != "https" => {
                let other = "start it with https://, or set no certificate";
                return Err(invalid("CREMA_PUBLIC_URL", other));
            }
            Some(url) => url.as_str().trim_end_matches('/').to_owned(),
            None => {
                let reached = SocketAddr::new(reachable_ip(listen.ip()), listen.port());
                match &tls {
                    Some(Tls::Acme(acme)) => certified_url(&acme.domains, listen.port()),
                    Some(Tls::Files { .. }) | None => format!("{scheme}://{reached}"),
                }
            }
        };
        if self.http_redirect_listen.is_some() && !public_url.starts_with("https://") {
            let nowhere = "there is no HTTPS to send to; set CREMA_PUBLIC_URL to https://...";
            return Err(invalid("CREMA_HTTP_REDIRECT_LISTEN", nowhere));
        }
        Ok(Config {
            listen,
            data_dir,
            database_url,
            bus_url: self.bus_url,
            public_url,
            local_url,
            trusted_proxies: self.trusted_proxies.unwrap_or_default(),
            secret: self.secret,
            metrics_token: self.metrics_token,
            otlp_url: traces_address(self.otlp_url)?,
            log_format: self.log_format.unwrap_or_default(),
            log: self.log.unwrap_or_else(|| DEFAULT_LOG.to_owned()),
            tls,
            http_redirect_listen: self.http_redirect_listen,
            shutdown_seconds: self.shutdown_seconds.unwrap_or(10),
        })
    }
}

impl Config {
    /// Whether browsers allow what needs a secure page: messages, installing, pages without a
    /// network, a screen that stays on.
    #[must_use]
    pub fn is_secure(&self) -> bool {
        is_secure(&self.public_url)
    }
}

/// Whether browsers take pages of this address for secure ("potentially trustworthy", W3C).
#[must_use]
pub fn is_secure(address: &str) -> bool {
    address.starts_with("https://") || is_loopback(address)
}

/// Whether an address leads to the machine itself.
#[must_use]
pub fn is_loopback(address: &str) -> bool {
    let url = Url::parse(address).ok();
    url.as_ref().and_then(Url::host).is_some_and(|host| match host {
        Host::Ipv4(ip) => ip.is_loopback(),
        Host::Ipv6(ip) => ip.is_loopback(),
        Host::Domain(name) => name == "localhost" || name.ends_with(".localhost"),
    })
}

/// The address of the first name that a certificate is for.
fn certified_url(domains: &[String], port: u16) -> String {
    let domain = domains.first().map_or("localhost", String::as_str);
    if port == 443 { format!("https://{domain}") } else { format!("https://{domain}:{port}") }
}

/// The collector's whole address: as set, else from OpenTelemetry's own variables.
///
/// Source: <https://opentelemetry.io/docs/specs/otel/protocol/exporter/>.
fn traces_address(own: Option<Url>) -> Result<Option<String>, ConfigError> {
    let variable = |name| std::env::var(name).ok().filter(|text| !text.is_empty());
    let with_path = |base: &str| format!("{}/v1/traces", base.trim_end_matches('/'));
    let address = match own {
        Some(url) if url.path() == "/" => Some(with_path(url.as_str())),
        Some(url) => Some(url.into()),
        None => variable("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")
            .or_else(|| variable("OTEL_EXPORTER_OTLP_ENDPOINT").map(|base| with_path(&base))),
    };
    let is_http =
        |url: &String| ["http://", "https://"].iter().any(|scheme| url.starts_with(scheme));
    match address {
        Some(url) if !is_http(&url) => {
            Err(invalid("CREMA_OTLP_URL", "start it with http:// or https://"))
        }
        address => Ok(address),
    }
}

fn invalid(setting: &'static str, problem: &str) -> ConfigError {
    ConfigError::Invalid { setting, problem: problem.to_owned() }
}

/// The address other machines see, when we listen on all of them.
///
/// Connecting a UDP socket sends nothing; it only asks the system which of its addresses it would
/// send from. The target is the documentation range, so the answer is the default route's address.
fn reachable_ip(listen: IpAddr) -> IpAddr {
    if !listen.is_unspecified() {
        return listen;
    }
    let guess = || -> std::io::Result<IpAddr> {
        let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0))?;
        socket.connect((Ipv4Addr::new(192, 0, 2, 1), 9))?;
        Ok(socket.local_addr()?.ip())
    };
    guess().unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn defaults_need_nothing_set() {
        let config = Settings::default().check().expect("the defaults fit");
        assert_eq!(config.database_url, "sqlite:data/crema.db");
        assert!(config.public_url.starts_with("http://"));
    }

    #[test]
    fn a_wrong_setting_is_named() {
        let settings = Settings { bus_url: Some("redis://x".into()), ..Settings::default() };
        let error = settings.check().expect_err("not a broker's address");
        assert_eq!(error.to_string(), "CREMA_BUS_URL is not right: start it with mqtt://");
    }

    #[test]
    fn with_a_certificate_every_address_is_https() {
        let tls = TlsSettings {
            tls_certificate: Some("c.pem".into()),
            tls_key: Some("k.pem".into()),
            ..TlsSettings::default()
        };
        let settings = Settings { tls: tls.clone(), ..Settings::default() };
        let config = settings.check().expect("fits");
        assert!(config.public_url.starts_with("https://"), "{}", config.public_url);
        assert_eq!(config.local_url, "https://localhost:8080");
        let public_url = Url::parse("http://coffee.example").ok();
        let plain = Settings { tls, public_url, ..Settings::default() };
        assert!(plain.check().is_err(), "cookies would not be kept to HTTPS");
        let http_redirect_listen = "127.0.0.1:80".parse().ok();
        let nowhere = Settings { http_redirect_listen, ..Settings::default() };
        assert!(nowhere.check().is_err(), "there is nothing to send to");
    }

    #[test]
    fn a_collectors_address_gets_its_path() {
        let traces = |url: &str| {
            let otlp_url = Some(url.parse().expect("a URL"));
            Settings { otlp_url, ..Settings::default() }.check().expect("fits").otlp_url
        };
        assert_eq!(traces("http://tempo:4318").as_deref(), Some("http://tempo:4318/v1/traces"));
        assert_eq!(traces("https://x.example/otlp").as_deref(), Some("https://x.example/otlp"));
    }

    #[test]
    fn flags_win_over_the_file_and_unknown_names_are_refused() {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let path = folder.path().join("crema.toml");
        std::fs::write(&path, "listen = '127.0.0.1:1'\nlog = 'debug'\n").expect("written");
        let flags = Settings { log: Some("warn".into()), ..Settings::default() };
        let config = flags.or_from_file(&path).and_then(Settings::check).expect("fits");
        assert_eq!((config.listen.port(), config.log.as_str()), (1, "warn"));
        std::fs::write(&path, "[tls]\ncertificate = 'c.pem'\nkey = 'k.pem'\n").expect("written");
        let config = Settings::default().or_from_file(&path).and_then(Settings::check);
        assert!(matches!(config.expect("fits").tls, Some(Tls::Files { .. })));
        std::fs::write(&path, "[tls]\ncertficate = 'c.pem'\n").expect("written");
        assert!(Settings::default().or_from_file(&path).is_err(), "a typing mistake in it");
        std::fs::write(&path, "lisen = '127.0.0.1:1'\n").expect("written");
        let error = Settings::default().or_from_file(&path).expect_err("a typing mistake");
        assert!(error.to_string().contains("lisen"), "{error}");
    }
}
