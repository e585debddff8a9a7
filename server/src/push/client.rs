//! What is said to push services (RFC 8030), and what their answers mean. No answer's body is read.

use std::time::Duration;

use axum::http::{HeaderMap, Request, StatusCode, header};
use http_body_util::Full;

use crate::outbound::{HttpClient, Reach, client};

/// A service that needs longer for one message is asked again later.
const LIMIT: Duration = Duration::from_secs(10);

/// How a try went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// The service took it.
    Delivered,
    /// Nobody is behind the subscription any more.
    Gone,
    /// The service will never take this message: a defect of ours, or another's key.
    Refused,
    /// The service is busy or away.
    Later {
        /// As it asked for.
        retry_after_seconds: Option<i64>,
    },
}

impl Outcome {
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Delivered => "delivered",
            Self::Gone => "gone",
            Self::Refused => "refused",
            Self::Later { .. } => "later",
        }
    }
}

/// An encrypted message and what the service must know about it.
#[derive(Debug)]
pub(super) struct Sealed {
    pub(super) address: String,
    pub(super) body: Vec<u8>,
    pub(super) authorization: String,
    pub(super) ttl_seconds: i64,
    pub(super) topic: String,
}

/// Sends messages; copies share their connections.
#[derive(Clone, Debug)]
pub struct PushClient {
    http: HttpClient,
}

impl PushClient {
    /// A client that connects to what `reach` allows.
    #[must_use]
    pub fn new(reach: Reach) -> Self {
        Self { http: client(reach) }
    }

    /// Sends one message, once.
    pub(super) async fn send(&self, sealed: Sealed) -> Outcome {
        let request = Request::post(sealed.address)
            .header(header::AUTHORIZATION, sealed.authorization)
            .header(header::CONTENT_ENCODING, "aes128gcm")
            .header(header::CONTENT_TYPE, "application/octet-stream")
            .header("ttl", sealed.ttl_seconds)
            .header("topic", sealed.topic)
            .header("urgency", "high")
            .body(Full::from(sealed.body));
        let Ok(request) = request else { return Outcome::Refused };
        match tokio::time::timeout(LIMIT, self.http.request(request)).await {
            Ok(Ok(answer)) => outcome(answer.status(), answer.headers()),
            Ok(Err(error)) => {
                tracing::debug!(error = &error as &dyn std::error::Error, "no answer");
                Outcome::Later { retry_after_seconds: None }
            }
            Err(_) => Outcome::Later { retry_after_seconds: None },
        }
    }
}

/// What a service's answer means (RFC 8030, sections 5 and 8.4).
fn outcome(status: StatusCode, headers: &HeaderMap) -> Outcome {
    match status {
        status if status.is_success() => Outcome::Delivered,
        StatusCode::NOT_FOUND | StatusCode::GONE => Outcome::Gone,
        StatusCode::TOO_MANY_REQUESTS | StatusCode::REQUEST_TIMEOUT => later(headers),
        status if status.is_server_error() => later(headers),
        _ => Outcome::Refused,
    }
}

/// `Retry-After` in seconds; the known services do not send dates, which read as none.
fn later(headers: &HeaderMap) -> Outcome {
    let text = headers.get(header::RETRY_AFTER).and_then(|value| value.to_str().ok());
    Outcome::Later { retry_after_seconds: text.and_then(|text| text.trim().parse().ok()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_told_apart() {
        let none = HeaderMap::new();
        let of = |status| outcome(StatusCode::from_u16(status).expect("a status"), &none);
        for status in [200, 201, 202, 204] {
            assert_eq!(of(status), Outcome::Delivered, "{status}");
        }
        for status in [404, 410] {
            assert_eq!(of(status), Outcome::Gone, "{status}");
        }
        for status in [301, 307, 400, 401, 403, 413] {
            assert_eq!(of(status), Outcome::Refused, "{status}");
        }
        for status in [408, 429, 500, 502, 503] {
            assert_eq!(of(status), Outcome::Later { retry_after_seconds: None }, "{status}");
        }
        let mut headers = HeaderMap::new();
        headers.insert(header::RETRY_AFTER, "17".parse().expect("a value"));
        let later = outcome(StatusCode::SERVICE_UNAVAILABLE, &headers);
        assert_eq!(later, Outcome::Later { retry_after_seconds: Some(17) });
    }
}
