//! What every answer carries, and what every request must not be: headers, origins, panics.

use std::any::Any;
use std::future::Future;
use std::time::Duration;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::measure;
use crate::context::Context;
use crate::crash;
use crate::error::Problem;
use crate::pages::STATIC_PATH;
use crate::telemetry;

/// Answers that are no pages may load nothing at all.
const NOTHING: &str = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'";

/// For a request's body and its answer together.
const LONGEST_REQUEST: Duration = Duration::from_secs(30);

/// A year: browsers then ask for HTTPS by themselves (RFC 6797). They ignore it over HTTP.
const HTTPS_ONLY: &str = "max-age=31536000";

/// The usual security headers; a page's own content security policy is left as it is.
pub(super) async fn secure(State(cx): State<Context>, mut response: Response) -> Response {
    let headers = response.headers_mut();
    let usual = [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "same-origin"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (header::HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (header::HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (
            header::HeaderName::from_static("permissions-policy"),
            "camera=(), microphone=(), geolocation=(), payment=()",
        ),
    ];
    for (name, value) in usual {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    if cx.is_https() {
        let always = HeaderValue::from_static(HTTPS_ONLY);
        headers.entry(header::STRICT_TRANSPORT_SECURITY).or_insert(always);
    }
    headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(HeaderValue::from_static(NOTHING));
    response
}

/// Refuses changes that another site's page sends with our cookies.
///
/// Browsers name the page's origin on every such request. A request without one comes from no
/// browser's page; one with a bearer token carries no cookie's rights.
pub(super) async fn same_origin(
    State(cx): State<Context>,
    request: Request,
    next: Next,
) -> Response {
    let is_change = !matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    let has_token = request
        .headers()
        .get(header::AUTHORIZATION)
        .is_some_and(|value| value.as_bytes().starts_with(b"Bearer "));
    if is_change && !has_token && is_foreign(request.headers(), &cx.public_url) {
        return Problem::new(
            StatusCode::FORBIDDEN,
            "foreign_origin",
            "This came from another site's page. Open Crema itself and try again.",
        )
        .into_response();
    }
    next.run(request).await
}

/// Whether a request names an origin that is neither the host it was sent to nor the public one.
pub(super) fn is_foreign(headers: &HeaderMap, public_url: &str) -> bool {
    let text = |name| headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
    let Some(origin) = text(header::ORIGIN) else { return false };
    let host = text(header::HOST).unwrap_or_default();
    let authority = origin.split_once("://").map_or("", |(_, authority)| authority);
    let is_own_host = !host.is_empty() && authority.eq_ignore_ascii_case(host);
    !is_own_host && !origin.eq_ignore_ascii_case(public_url)
}

/// Answers 408 where a request and its answer take longer than anything of ours does: its body
/// drips. Nothing is half-done then, because a change that was begun is finished on its own.
pub(super) async fn in_time(request: Request, next: Next) -> Response {
    let is_change = !request.method().is_safe();
    let response = within(LONGEST_REQUEST, next.run(request)).await;
    if is_change && response.status().is_success() {
        crash::point("http.before_answer");
    }
    response
}

async fn within(limit: Duration, answer: impl Future<Output = Response>) -> Response {
    if let Ok(response) = tokio::time::timeout(limit, answer).await {
        return response;
    }
    let mut response = Problem::new(
        StatusCode::REQUEST_TIMEOUT,
        "request_timeout",
        "The request took too long to arrive. Check the connection and send it again.",
    )
    .into_response();
    // The rest of the body may still come; the next request needs a fresh connection.
    response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    response
}

/// 404 below `/api/v1`.
pub(super) async fn unknown_api_address() -> Problem {
    Problem::not_found("There is nothing at this address. See the list of addresses in the README.")
}

/// Turns the framework's plain text refusals (of paths, queries, methods) into problem details.
pub(super) async fn as_problem(response: Response) -> Response {
    let status = response.status();
    let kind = response.headers().get(header::CONTENT_TYPE);
    let is_plain = kind.is_none_or(|value| value.as_bytes().starts_with(b"text/plain"));
    if !(status.is_client_error() || status.is_server_error()) || !is_plain {
        return response;
    }
    let (code, detail) = match status {
        StatusCode::METHOD_NOT_ALLOWED => {
            ("method_not_allowed", "This address does not take this method.")
        }
        StatusCode::BAD_REQUEST => {
            ("invalid_query", "The address or its query is not right. Check its parameters.")
        }
        _ => ("refused", "The request cannot be handled like this."),
    };
    let allowed = response.headers().get(header::ALLOW).cloned();
    let mut problem = Problem::new(status, code, detail).into_response();
    if let Some(methods) = allowed {
        problem.headers_mut().insert(header::ALLOW, methods);
    }
    problem
}

/// A handler panicked: a defect, told as 500.
pub(super) fn panicked(_: Box<dyn Any + Send + 'static>) -> Response<Body> {
    Problem::new(
        StatusCode::INTERNAL_SERVER_ERROR,
        "internal",
        "Something went wrong on our side and nothing was changed.",
    )
    .into_response()
}

/// A request's span: method, path without its query (codes and tokens are there), request id.
pub(super) fn span(request: &Request) -> tracing::Span {
    let id = request.headers().get("x-request-id").and_then(|id| id.to_str().ok());
    // Task tokens and set-up tokens stand in paths or queries and must not be logged.
    let path = request.uri().path();
    let path = if path.starts_with("/api/v1/tasks/") { "/api/v1/tasks/{token}" } else { path };
    let method = request.method();
    if !telemetry::is_tracing() {
        return tracing::info_span!("request", %method, path, id);
    }
    if ["/healthz", "/readyz", "/metrics"].contains(&path) || path.starts_with(STATIC_PATH) {
        return tracing::info_span!(target: "crema_server::quiet", "request", %method, path, id);
    }
    let route = measure::route(request.extensions().get());
    let span = tracing::info_span!("request", %method, path, id,
        otel.name = format!("{} {route}", measure::method(method)), otel.kind = "server",
        http.response.status_code = tracing::field::Empty);
    let caller = request.headers().get("traceparent").and_then(|value| value.to_str().ok());
    telemetry::continue_trace(&span, caller);
    span
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        let pair = |&(name, value): &(&'static str, &'static str)| {
            (header::HeaderName::from_static(name), HeaderValue::from_static(value))
        };
        pairs.iter().map(pair).collect()
    }

    #[test]
    fn another_sites_origin_is_foreign_and_our_own_is_not() {
        let public = "https://coffee.example";
        let foreign = |pairs| is_foreign(&headers(pairs), public);
        assert!(foreign(&[("origin", "https://evil.example"), ("host", "10.0.0.5:8080")]));
        assert!(foreign(&[("origin", "null"), ("host", "10.0.0.5:8080")]));
        assert!(foreign(&[("origin", "https://evil.example"), ("host", "")]));
        assert!(!foreign(&[("origin", "http://10.0.0.5:8080"), ("host", "10.0.0.5:8080")]));
        assert!(!foreign(&[("origin", "https://coffee.example"), ("host", "backend:8080")]));
        assert!(!foreign(&[("host", "10.0.0.5:8080")]), "no browser's page sent this");
    }

    #[tokio::test]
    async fn a_refused_method_still_says_which_are_allowed() {
        let plain = (StatusCode::METHOD_NOT_ALLOWED, [(header::ALLOW, "GET,HEAD")]);
        let problem = as_problem(plain.into_response()).await;
        assert_eq!(problem.headers()[header::ALLOW], "GET,HEAD");
        assert_eq!(problem.headers()[header::CONTENT_TYPE], "application/problem+json");
    }

    #[tokio::test]
    async fn a_body_that_never_comes_is_answered_408() {
        let response = within(Duration::from_millis(20), std::future::pending()).await;
        assert_eq!(response.status(), StatusCode::REQUEST_TIMEOUT);
        assert_eq!(response.headers()[header::CONNECTION], "close");
    }
}
