//! For whoever runs the machine: alive, ready, and numbers.

use axum::Json;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use metrics_exporter_prometheus::PrometheusHandle;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

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

#[derive(Serialize, ToSchema)]
struct Ready {
    database: &'static str,
    bus: &'static str,
}

/// Whether every part works; the body names the part that does not.
#[utoipa::path(
    get,
    path = "/readyz",
    tag = "operations",
    responses(
        (status = 200, description = "Every part works", body = Ready),
        (status = 503, description = "A part does not", body = Ready),
    ),
)]
pub(super) async fn readyz(State(health): State<Health>) -> Response {
    let database = crate::store::all(&health.platform.db).await.is_ok();
    let bus = health.bus.is_connected();
    let word = |is_ready| if is_ready { "ready" } else { "not ready" };
    let status = if database && bus { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    (status, Json(Ready { database: word(database), bus: word(bus) })).into_response()
}

/// Numbers, in Prometheus' text format, version 0.0.4.
#[utoipa::path(
    get,
    path = "/metrics",
    tag = "operations",
    responses((status = 200, description = "All of them", body = String, content_type = "text/plain")),
)]
pub(super) async fn metrics(State(health): State<Health>) -> impl IntoResponse {
    let kind = "text/plain; version=0.0.4; charset=utf-8";
    ([(header::CONTENT_TYPE, kind)], health.prometheus.render())
}
