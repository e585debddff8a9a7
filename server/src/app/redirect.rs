//! The listener that sends HTTP on to the public HTTPS address; it serves nothing else.

use std::future::Future;
use std::time::Duration;

use axum::Router;
use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use tokio::net::TcpListener;

use super::connections::{self, Limits};
use super::proxies::TrustedProxies;

/// One answer a connection: nobody stays here.
const LIMITS: Limits = Limits {
    connections: 256,
    head: Duration::from_secs(5),
    crowded_head: Duration::from_secs(1),
    write: Duration::from_secs(5),
};

/// Sends everybody on to `public_url` until `stop` resolves.
pub(super) async fn serve(
    listener: TcpListener,
    public_url: String,
    stop: impl Future<Output = ()>,
) {
    let app = Router::new().fallback(move |request: Request| {
        let there = there(&public_url, &request);
        async move { there }
    });
    connections::serve(listener, app, LIMITS, TrustedProxies::default(), None, stop).await;
}

/// 308, so that a form that was sent keeps its method.
fn there(public_url: &str, request: &Request) -> Response {
    let path = request.uri().path_and_query().map_or("/", |path| path.as_str());
    // `OPTIONS *` and the like have no path of ours.
    let path = if path.starts_with('/') { path } else { "/" };
    let Ok(location) = HeaderValue::try_from(format!("{public_url}{path}")) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let close = HeaderValue::from_static("close");
    let headers = [(header::LOCATION, location), (header::CONNECTION, close)];
    (StatusCode::PERMANENT_REDIRECT, headers).into_response()
}

#[cfg(test)]
mod tests {
    use axum::body::Body;

    use super::*;

    #[test]
    fn path_and_query_come_along_and_nothing_leads_elsewhere() {
        let location = |uri: &str| {
            let request = Request::builder().uri(uri).body(Body::empty()).expect("a request");
            let response = there("https://coffee.example", &request);
            assert_eq!(response.status(), StatusCode::PERMANENT_REDIRECT);
            response.headers()[header::LOCATION].to_str().expect("text").to_owned()
        };
        assert_eq!(location("/s/main/scan?c=ab"), "https://coffee.example/s/main/scan?c=ab");
        assert_eq!(location("//evil.example/"), "https://coffee.example//evil.example/");
        assert_eq!(location("http://evil.example/x"), "https://coffee.example/x");
        assert_eq!(location("*"), "https://coffee.example/");
    }
}
