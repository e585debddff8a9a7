//! One message to one receiver, and what its answer means. Redirects are answers like any other,
//! and of an answer's body a few hundred bytes are read and thrown away.

use std::error::Error;
use std::time::Duration;

use axum::http::{HeaderMap, Request, StatusCode, header};
use http_body_util::{BodyExt as _, Full, Limited};

use super::circuit::Verdict;
use crate::outbound::{Blocked, Endpoint, HttpClient, Reach, client};

/// A receiver that needs longer to begin its answer has failed.
const ANSWER_LIMIT: Duration = Duration::from_secs(9);
/// How long the rest of an answer may take, which nobody waits for but the connection.
const REST_LIMIT: Duration = Duration::from_secs(1);
/// Bytes of an answer that are read, so that the connection can be used again.
const MOST_READ: usize = 512;
/// The longest that sending one message takes.
pub(super) const LONGEST_SECONDS: i64 = 10;

/// Why there was no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// It did not answer in time.
    Timeout,
    /// Nobody is there, or the connection broke.
    Unreachable,
    /// Its name leads to an address inside, which nothing is sent to.
    Blocked,
}

impl Trouble {
    /// All there are.
    pub const ALL: [Self; 3] = [Self::Timeout, Self::Unreachable, Self::Blocked];

    /// As stored and sent.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Timeout => "timeout",
            Self::Unreachable => "unreachable",
            Self::Blocked => "blocked",
        }
    }

    /// Reads [`Trouble::as_str`] back.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|trouble| trouble.as_str() == text)
    }
}

/// What came back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    /// A status, and after how many seconds to try again.
    Status(u16, Option<i64>),
    /// Nothing.
    None(Trouble),
}

impl Answer {
    pub(super) fn status(self) -> Option<i64> {
        match self {
            Self::Status(status, _) => Some(i64::from(status)),
            Self::None(_) => None,
        }
    }

    pub(super) const fn trouble(self) -> Option<Trouble> {
        match self {
            Self::Status(..) => None,
            Self::None(trouble) => Some(trouble),
        }
    }

    /// What it means: 2xx is taken, 410 is goodbye, everything else has failed.
    pub(super) const fn verdict(self) -> Verdict {
        match self {
            Self::Status(200..300, _) => Verdict::Taken,
            Self::Status(410, _) => Verdict::Gone,
            Self::Status(_, retry_after_seconds) => Verdict::Failed { retry_after_seconds },
            Self::None(_) => Verdict::Failed { retry_after_seconds: None },
        }
    }

    /// For the metric.
    pub(super) const fn outcome(self) -> &'static str {
        match self {
            Self::Status(200..300, _) => "delivered",
            Self::Status(410, _) => "gone",
            Self::Status(..) => "refused",
            Self::None(trouble) => trouble.as_str(),
        }
    }
}

/// A message, signed.
#[derive(Debug)]
pub(super) struct Message {
    pub(super) id: String,
    /// When it is sent, in seconds since 1970.
    pub(super) seconds: i64,
    pub(super) signatures: String,
    pub(super) body: String,
}

/// Sends messages; copies share their connections.
#[derive(Clone, Debug)]
pub(super) struct Client {
    http: HttpClient,
    reach: Reach,
}

impl Client {
    pub(super) fn new(reach: Reach) -> Self {
        Self { http: client(reach), reach }
    }

    #[cfg(test)]
    pub(super) fn over(http: HttpClient, reach: Reach) -> Self {
        Self { http, reach }
    }

    /// Sends one message, once, to an address that is checked again.
    pub(super) async fn send(&self, url: &str, message: Message) -> Answer {
        let Some(endpoint) = Endpoint::parse(url, self.reach) else {
            return Answer::None(Trouble::Blocked);
        };
        let request = Request::post(endpoint.as_str())
            .header(header::CONTENT_TYPE, "application/cloudevents+json; charset=utf-8")
            .header(header::USER_AGENT, concat!("crema/", env!("CARGO_PKG_VERSION")))
            .header("webhook-id", message.id)
            .header("webhook-timestamp", message.seconds)
            .header("webhook-signature", message.signatures)
            .body(Full::from(message.body));
        let Ok(request) = request else { return Answer::None(Trouble::Unreachable) };
        let answered = tokio::time::timeout(ANSWER_LIMIT, self.http.request(request)).await;
        let response = match answered {
            Err(_) => return Answer::None(Trouble::Timeout),
            Ok(Err(error)) => return Answer::None(trouble_of(&error)),
            Ok(Ok(response)) => response,
        };
        let answer = Answer::Status(response.status().as_u16(), retry_after(&response));
        let rest = Limited::new(response.into_body(), MOST_READ).collect();
        // What comes later, or is longer, costs the receiver its connection.
        drop(tokio::time::timeout(REST_LIMIT, rest).await);
        answer
    }
}

fn trouble_of(error: &(dyn Error + 'static)) -> Trouble {
    let mut cause = Some(error);
    while let Some(one) = cause {
        let io = one.downcast_ref::<std::io::Error>();
        if io.and_then(std::io::Error::get_ref).is_some_and(|inner| inner.is::<Blocked>()) {
            return Trouble::Blocked;
        }
        if io.is_some_and(|io| io.kind() == std::io::ErrorKind::TimedOut) {
            return Trouble::Timeout;
        }
        cause = one.source();
    }
    Trouble::Unreachable
}

/// `Retry-After` in seconds, where a receiver that is busy gives it; a date reads as none.
fn retry_after<B>(response: &axum::http::Response<B>) -> Option<i64> {
    let is_busy = [StatusCode::TOO_MANY_REQUESTS, StatusCode::SERVICE_UNAVAILABLE];
    let headers: &HeaderMap = response.headers();
    let text = headers.get(header::RETRY_AFTER).and_then(|value| value.to_str().ok());
    text.filter(|_| is_busy.contains(&response.status())).and_then(|text| text.trim().parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_told_apart() {
        let failed = |seconds| Verdict::Failed { retry_after_seconds: seconds };
        for (status, verdict) in [
            (200, Verdict::Taken),
            (204, Verdict::Taken),
            (299, Verdict::Taken),
            (302, failed(None)),
            (307, failed(None)),
            (400, failed(None)),
            (404, failed(None)),
            (410, Verdict::Gone),
            (500, failed(None)),
        ] {
            assert_eq!(Answer::Status(status, None).verdict(), verdict, "{status}");
        }
        assert_eq!(Answer::Status(503, Some(7)).verdict(), failed(Some(7)));
        for trouble in Trouble::ALL {
            assert_eq!(Answer::None(trouble).verdict(), failed(None));
            assert_eq!(Trouble::parse(trouble.as_str()), Some(trouble));
        }
    }
}
