//! What a client is told when something does not work: RFC 9457 problem details.
//!
//! Rules return their own small enums; `http.rs` files translate those into a [`Problem`]. The
//! sentences are the ones pages show too, so phone, display and API use the same words.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;

use crate::db::{DbError, Fail};

/// One refusal, as JSON: `{"type","title","status","code","detail","retry_after"?,"by"?}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Problem {
    /// Always `about:blank`: `code` tells problems apart.
    #[serde(rename = "type")]
    kind: &'static str,
    title: &'static str,
    status: u16,
    /// Stable `snake_case` name of the problem.
    pub code: &'static str,
    /// One sentence that says what happened and what to do.
    pub detail: String,
    /// Seconds after which trying again can work.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 1)]
    pub retry_after: Option<i64>,
    /// Name of the colleague who was first, where that is why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
}

impl Problem {
    /// A problem with its status, stable code and sentence.
    pub fn new(status: StatusCode, code: &'static str, detail: impl Into<String>) -> Self {
        Self {
            kind: "about:blank",
            title: status.canonical_reason().unwrap_or("Error"),
            status: status.as_u16(),
            code,
            detail: detail.into(),
            retry_after: None,
            by: None,
        }
    }

    /// Says when trying again can work.
    #[must_use]
    pub fn retry_after(mut self, seconds: i64) -> Self {
        self.retry_after = Some(seconds.max(1));
        self
    }

    /// Says which colleague was first.
    #[must_use]
    pub fn by(mut self, name: String) -> Self {
        self.by = Some(name);
        self
    }

    /// The HTTP status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    /// 404: there is no such thing, or it is not yours to see.
    #[must_use]
    pub fn not_found(detail: &str) -> Self {
        Self::new(StatusCode::NOT_FOUND, "not_found", detail)
    }

    /// 403: known, but not allowed.
    #[must_use]
    pub fn forbidden() -> Self {
        Self::new(StatusCode::FORBIDDEN, "forbidden", "Your session may not do this.")
    }

    /// 401: not signed in, or no longer.
    #[must_use]
    pub fn unauthorized() -> Self {
        Self::new(
            StatusCode::UNAUTHORIZED,
            "unauthorized",
            "Sign in first: the session is missing, expired or was ended.",
        )
    }

    /// 503: nothing was stored; the same request may work soon.
    #[must_use]
    pub fn unavailable() -> Self {
        Self::new(
            StatusCode::SERVICE_UNAVAILABLE,
            "unavailable",
            "This cannot be saved right now and nothing was changed. Try again in a few seconds.",
        )
        .retry_after(2)
    }

    fn defect() -> Self {
        Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "internal",
            "Something went wrong on our side and nothing was changed.",
        )
    }
}

impl From<DbError> for Problem {
    fn from(error: DbError) -> Self {
        match error {
            DbError::Unavailable(_) | DbError::Conflict => {
                tracing::warn!(error = ?error, "storage unavailable");
                Self::unavailable()
            }
            DbError::Unstorable(_) => Self::new(
                StatusCode::BAD_REQUEST,
                "invalid_text",
                "A text holds a character that cannot be stored. Take it out and try again.",
            ),
            _ => {
                tracing::error!(error = ?error, "storage failed");
                Self::defect()
            }
        }
    }
}

impl<R: Into<Problem>> From<Fail<R>> for Problem {
    fn from(fail: Fail<R>) -> Self {
        match fail {
            Fail::Refused(refusal) => refusal.into(),
            Fail::Db(error) => error.into(),
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let body = serde_json::to_vec(&self).expect("a problem is plain data");
        let mut response = (self.status(), body).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if let Some(seconds) = self.retry_after {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        if self.status == StatusCode::UNAUTHORIZED.as_u16() {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        // Pages show it as a page.
        response.extensions_mut().insert(self);
        response
    }
}
