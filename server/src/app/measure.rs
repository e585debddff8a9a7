//! Counts and times every request by its route as declared, never by its address: what clients
//! may write has no bound, and codes and tokens stand in it.

use std::time::Instant;

use axum::extract::{MatchedPath, Request};
use axum::http::Method;
use axum::middleware::Next;
use axum::response::Response;

use crate::pages;
use crate::telemetry;

/// Around everything that answers a request.
pub(super) async fn measure(
    matched: Option<MatchedPath>,
    request: Request,
    next: Next,
) -> Response {
    let began = Instant::now();
    let (method, route) = (method(request.method()), route(matched.as_ref()));
    let response = next.run(request).await;
    let status = response.status();
    metrics::histogram!("crema_http_request_seconds", "method" => method, "route" => route.clone())
        .record(began.elapsed().as_secs_f64());
    metrics::counter!("crema_http_requests_total",
        "method" => method, "route" => route, "status" => status.as_str().to_owned())
    .increment(1);
    if telemetry::is_tracing() {
        tracing::Span::current().record("http.response.status_code", status.as_u16());
    }
    response
}

/// The declared route, `/s/{store}/scan`; the program's own files are one route.
pub(super) fn route(matched: Option<&MatchedPath>) -> String {
    match matched.map(MatchedPath::as_str) {
        Some(path) if path.starts_with(pages::STATIC_PATH) => pages::STATIC_PATH.to_owned(),
        Some(path) => path.to_owned(),
        None => "other".to_owned(),
    }
}

/// Clients may invent methods; labels may not.
pub(super) const fn method(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::PATCH => "PATCH",
        Method::DELETE => "DELETE",
        Method::OPTIONS => "OPTIONS",
        _ => "OTHER",
    }
}
