//! For whoever runs the machine: alive, ready, and numbers.

use axum::Json;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use metrics_exporter_prometheus::PrometheusHandle;
use serde::Serialize;

use crate::platform::Platform;
use crate::realtime::bus::Bus;

/// What health is read from.
#[derive(Clone)]
pub struct Health {
    /// For the database.
    pub platform: Platform,
    /// For the bus.
    pub bus: Bus,
    /// For the numbers.
    pub prometheus: PrometheusHandle,
}

/// The process runs.
pub(super) async fn healthz() -> &'static str {
    "ok\n"
}

#[derive(Serialize)]
struct Ready {
    database: &'static str,
    bus: &'static str,
}

/// 200 when every part works, else 503; the body names the part.
pub(super) async fn readyz(State(health): State<Health>) -> Response {
    let database = crate::store::all(&health.platform.db).await.is_ok();
    let bus = health.bus.is_connected();
    let word = |is_ready| if is_ready { "ready" } else { "not ready" };
    let status = if database && bus { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    (status, Json(Ready { database: word(database), bus: word(bus) })).into_response()
}

/// Prometheus' text format, version 0.0.4.
pub(super) async fn metrics(State(health): State<Health>) -> impl IntoResponse {
    let kind = "text/plain; version=0.0.4; charset=utf-8";
    ([(header::CONTENT_TYPE, kind)], health.prometheus.render())
}
