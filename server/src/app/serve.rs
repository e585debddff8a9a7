//! Start and stop.

use std::fs::DirBuilder;
use std::future::Future;
use std::net::SocketAddr;
use std::os::unix::fs::DirBuilderExt as _;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;

use super::connections::{self, Limits as ConnectionLimits};
use super::gauges::Gauges;
use super::tls::{self, TlsError};
use super::{Health, background, redirect, router};
use crate::auth::{self, Auth, Limits};
use crate::clock::Clock;
use crate::config::Config;
use crate::context::{Context, InFlight};
use crate::db::{Db, DbError};
use crate::events::Relay;
use crate::ids::Ids;
use crate::keys::Keys;
use crate::order::Paces;
use crate::platform::Platform;
use crate::realtime::broker::{BrokerError, EmbeddedBroker};
use crate::realtime::bus::{Bus, BusError};
use crate::realtime::gateway::{self, Gateway};
use crate::store;
use crate::telemetry::recorder;
use crate::workflow::deadlines::Pulse;

/// How long the server waits for another process' lock before it answers 503.
const PATIENCE: Duration = Duration::from_secs(3);
const BUS_TIMEOUT: Duration = Duration::from_secs(10);

/// Why the server did not start; the message says what to do.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The folder for the database.
    #[error("cannot make the data folder {path}; check CREMA_DATA_DIR")]
    DataFolder {
        /// As set by `CREMA_DATA_DIR`.
        path: String,
        /// Why.
        source: std::io::Error,
    },
    /// The database.
    #[error("cannot open the database; check CREMA_DATABASE_URL and CREMA_DATA_DIR")]
    Database(#[from] DbError),
    /// The address.
    #[error("cannot listen on {address}; choose another address with {setting}")]
    Listen {
        /// As set.
        address: SocketAddr,
        /// By which setting.
        setting: &'static str,
        /// Why.
        source: std::io::Error,
    },
    /// The embedded broker.
    #[error("cannot start the embedded broker")]
    Broker(#[from] BrokerError),
    /// The bus.
    #[error("cannot reach the bus; check CREMA_BUS_URL")]
    Bus(#[from] BusError),
    /// The certificate.
    #[error("cannot serve HTTPS")]
    Tls(#[from] TlsError),
    /// The numbers.
    #[error("cannot start the metrics")]
    Metrics(#[from] metrics_exporter_prometheus::BuildError),
}

/// Opens the database that `config` names and everything that needs no network. For `patience`
/// see [`Db::open`].
///
/// # Errors
/// When the data folder or the database cannot be used.
pub async fn open_platform(config: &Config, patience: Duration) -> Result<Platform, StartError> {
    if config.database_url.starts_with("sqlite:") {
        // Names of guests and the installation's secret will be in it.
        let made = DirBuilder::new().recursive(true).mode(0o700).create(&config.data_dir);
        made.map_err(|source| StartError::DataFolder {
            path: config.data_dir.display().to_string(),
            source,
        })?;
    }
    let db = Db::open(&config.database_url, patience).await?;
    let ids = Ids::System;
    let keys = match &config.secret {
        Some(secret) => Keys::new(secret.clone().into_bytes()),
        None => Keys::load(&db, &ids).await?,
    };
    let platform = Platform::new(db, Clock::System, ids, keys);
    store::create_default(&platform).await?;
    Ok(platform)
}

/// Runs the server until `stop` resolves, then finishes what it accepted.
///
/// # Errors
/// When it cannot start, with what to do about it.
pub async fn serve(
    config: Config,
    stop: impl Future<Output = ()> + Send + 'static,
) -> Result<(), StartError> {
    let platform = open_platform(&config, PATIENCE).await?;
    let listener = listen(config.listen, "CREMA_LISTEN").await?;
    let plain = match config.http_redirect_listen {
        Some(address) => Some(listen(address, "CREMA_HTTP_REDIRECT_LISTEN").await?),
        None => None,
    };
    // Before anything counts: what is counted earlier goes nowhere.
    let prometheus = recorder::prometheus()?.install_recorder()?;
    recorder::describe();
    let (tls, renewal) = tls::prepare(&config, platform.now())?.unzip();
    let (bus, _broker) = connect_bus(&config, &platform.ids).await?;
    let sockets = gateway::Limits::for_this_machine();
    let limits = ConnectionLimits::with_room_for(sockets.max_sockets);
    let gateway = Gateway::new(&bus, platform.clock.clone(), sockets);
    let cx = Context {
        auth: Auth::new(platform.clone()),
        platform: platform.clone(),
        limits: Limits::default(),
        in_flight: InFlight::default(),
        paces: Paces::default(),
        public_url: config.public_url.clone().into(),
    };
    let pulse = Pulse::default();
    let health = Health {
        platform: platform.clone(),
        bus: bus.clone(),
        pulse: pulse.clone(),
        data: (!platform.db.is_shared()).then(|| config.data_dir.clone()),
        prometheus: prometheus.clone(),
        auth: cx.auth.clone(),
        metrics_token: config.metrics_token.as_deref().map(Arc::from),
        gauges: Arc::new(Gauges::from_start(platform.now())),
    };
    let app = router(&cx, health, gateway.clone());
    let mut background = background::start(&cx, &gateway, pulse, prometheus);
    let (stop_relay, relay_stops) = tokio::sync::watch::channel(());
    let relay = tokio::spawn(background::keep_running("relay", {
        let platform = platform.clone();
        move || {
            let mut stops = relay_stops.clone();
            Relay::new(platform.clone(), bus.clone()).run(async move {
                let _ = stops.changed().await;
            })
        }
    }));
    if let Some(renewal) = renewal {
        background.spawn(renewal.run(platform.clock.clone()));
    }
    if let Some(plain) = plain {
        let there = config.public_url.clone();
        background.spawn(redirect::serve(plain, there, std::future::pending()));
    }
    announce(&config, &platform).await?;

    let closing = gateway.clone();
    let (drained, is_drained) = tokio::sync::oneshot::channel::<()>();
    let grace = Duration::from_secs(config.shutdown_seconds);
    let stopping = async move {
        stop.await;
        tracing::info!("stopping: finishing what was accepted");
        tokio::spawn(async move {
            closing.close_all(grace).await;
            tokio::time::sleep(grace).await;
            let _ = drained.send(());
        });
    };
    let proxies = config.trusted_proxies.clone().into();
    tokio::select! {
        () = connections::serve(listener, app, limits, proxies, tls, stopping) => {}
        // Keep-alive connections that stay open must not hold up a restart.
        Ok(()) = is_drained => {}
    }
    drop(stop_relay);
    let _ = relay.await;
    background.shutdown().await;
    platform.db.close().await;
    Ok(())
}

async fn listen(address: SocketAddr, setting: &'static str) -> Result<TcpListener, StartError> {
    let bound = TcpListener::bind(address).await;
    bound.map_err(|source| StartError::Listen { address, setting, source })
}

async fn connect_bus(
    config: &Config,
    ids: &Ids,
) -> Result<(Bus, Option<EmbeddedBroker>), StartError> {
    let broker = match config.bus_url {
        Some(_) => None,
        None => Some(EmbeddedBroker::start(ids).await?),
    };
    let url = match (&config.bus_url, &broker) {
        (Some(url), _) => url.clone(),
        (None, Some(broker)) => broker.url().to_owned(),
        (None, None) => String::new(),
    };
    let id =
        ids.secret::<6>().iter().fold("crema-".to_owned(), |id, byte| format!("{id}{byte:02x}"));
    let bus = Bus::connect(&url, &id)?;
    match bus.wait_connected(BUS_TIMEOUT).await {
        Ok(()) => {}
        // Orders do not need the bus: start without it and catch up when it comes.
        Err(error) if config.bus_url.is_some() => {
            tracing::warn!(%error, "the bus is away; screens will lag until it is back");
        }
        Err(error) => return Err(error.into()),
    }
    Ok((bus, broker))
}

/// Prints where to go; the set-up link only while nobody runs the store.
async fn announce(config: &Config, platform: &Platform) -> Result<(), StartError> {
    let here = &config.local_url;
    println!("Crema {} is ready.", env!("CARGO_PKG_VERSION"));
    println!("  Guests     {}/", config.public_url);
    for (store, _) in store::all(&platform.db).await? {
        println!("  Baristas   {here}/s/{store}/barista");
    }
    println!("  Display    {here}/pair");
    println!("  Console    {here}/console");
    if !config.is_secure() {
        println!(
            "  Off        messages to phones, the home screen, pages without a network, tablets"
        );
        println!("             kept awake: they need HTTPS (docs/OPERATING.md, TLS)");
    }
    if let Some(token) = auth::setup_link(platform).await? {
        println!("  Set up     {here}/setup?token={token}  (once, by the operator)");
    }
    tracing::info!(listen = %config.listen, database = platform.db.engine_name(), "ready");
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;
    use crate::config::Settings;

    #[tokio::test]
    async fn a_data_folder_that_is_made_is_for_its_owner_alone() {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let data_dir = folder.path().join("data");
        let settings = Settings { data_dir: Some(data_dir.clone()), ..Settings::default() };
        let config = settings.check().expect("fits");
        let platform = open_platform(&config, PATIENCE).await.expect("opens");
        platform.db.close().await;
        let mode = std::fs::metadata(&data_dir).expect("it is there").permissions().mode();
        assert_eq!(mode & 0o077, 0, "others may read the data");
    }
}
