//! For whoever runs the machine: alive, ready, and numbers.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use metrics_exporter_prometheus::PrometheusHandle;
use tokio::time::{Instant, timeout_at};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::gauges::Gauges;
use super::readers;
use super::readiness::{Readiness, Seen, Status, judge};
use crate::auth::Auth;
use crate::context::Address;
use crate::context::contract::OPERATOR;
use crate::error::Problem;
use crate::platform::Platform;
use crate::realtime::bus::Bus;
use crate::workflow::deadlines::Pulse;
use crate::{events, order};

/// A database that needs longer for all that is asked does not answer; proxies wait for 1.5 s.
const PATIENCE: Duration = Duration::from_millis(1_200);

/// What health is read from; cheap to clone.
#[derive(Clone)]
pub struct Health {
    /// For the database.
    pub platform: Platform,
    /// For the bus.
    pub bus: Bus,
    /// For the timers.
    pub pulse: Pulse,
    /// For the disk: where SQLite keeps its file.
    pub data: Option<PathBuf>,
    /// For the numbers.
    pub prometheus: PrometheusHandle,
    /// For who may read them.
    pub auth: Auth,
    /// What a scraper of another machine sends.
    pub metrics_token: Option<Arc<str>>,
    /// For the numbers that are read when asked for.
    pub gauges: Arc<Gauges>,
}

/// Routes at the root.
pub(super) fn routes() -> OpenApiRouter<Health> {
    OpenApiRouter::new().routes(routes!(healthz)).routes(routes!(readyz)).routes(routes!(metrics))
}

/// The process runs.
#[utoipa::path(
    get,
    path = "/healthz",
    tag = "operations",
    responses((status = 200, description = "It does", body = String, content_type = "text/plain")),
)]
pub(super) async fn healthz() -> &'static str {
    "ok\n"
}

/// Whether orders can be taken; the body names each part that does not work.
#[utoipa::path(
    get,
    path = "/readyz",
    tag = "operations",
    responses(
        (status = 200, description = "Orders can be taken", body = Readiness),
        (status = 503, description = "No order can be taken here", body = Readiness),
    ),
)]
pub(super) async fn readyz(State(health): State<Health>) -> Response {
    let readiness = judge(&health.look().await);
    let status = match readiness.status {
        Status::Ready | Status::Degraded => StatusCode::OK,
        Status::NotReady => StatusCode::SERVICE_UNAVAILABLE,
    };
    (status, [(header::CACHE_CONTROL, "no-store")], Json(readiness)).into_response()
}

/// Numbers, in Prometheus' text format, version 0.0.4, for those who may.
///
/// From another machine it takes the token of `CREMA_METRICS_TOKEN`, or an operator of all stores.
#[utoipa::path(
    get,
    path = "/metrics",
    tag = "operations",
    responses((status = 200, description = "All of them", body = String, content_type = "text/plain")),
    extensions(("x-roles" = json!(OPERATOR))),
)]
pub(super) async fn metrics(
    State(health): State<Health>,
    address: Address,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let token = health.metrics_token.as_deref();
    if !readers::is_local(address, &headers) && !readers::has_token(token, &headers) {
        readers::is_operator(&health.auth, &health.platform, &headers).await?;
    }
    health.gauges.read(&health).await;
    let kind = "text/plain; version=0.0.4; charset=utf-8";
    let headers = [(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "no-store")];
    Ok((headers, health.prometheus.render()).into_response())
}

impl Health {
    async fn look(&self) -> Seen {
        let (db, now) = (&self.platform.db, self.platform.now());
        let until = Instant::now() + PATIENCE;
        let tables = timeout_at(until, db.tables_version()).await;
        let tables = tables.ok().and_then(Result::ok);
        let (mut relay, mut overdue_ms) = (None, None);
        if tables.is_some() {
            let both = async { tokio::join!(events::backlog(db, now), order::next_deadline(db)) };
            if let Ok((backlog, due)) = timeout_at(until, both).await {
                relay = backlog.ok().map(|backlog| (backlog.oldest_ms, backlog.is_led));
                overdue_ms = due.ok().map(|due| due.map_or(0, |due| now.millis_since(due)));
            }
        }
        Seen {
            tables,
            needs: db.own_version(),
            is_bus_connected: self.bus.is_connected(),
            relay,
            timers_idle: self.pulse.idle(),
            overdue_ms,
            disk: self.disk(),
        }
    }

    /// Free and all bytes of the disk that the data is on.
    pub(super) fn disk(&self) -> Option<(u64, u64)> {
        let disk = rustix::fs::statvfs(self.data.as_deref()?).ok()?;
        Some((disk.f_bavail * disk.f_frsize, disk.f_blocks * disk.f_frsize))
    }
}
