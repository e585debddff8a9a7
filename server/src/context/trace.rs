//! W3C trace context of a request: this request's own span, the caller's, or a new one, so that an
//! order's events share one trace.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use super::Context;
use crate::error::Problem;
use crate::telemetry;

/// A `traceparent` of version 00.
#[derive(Clone, Debug)]
pub struct Trace(pub String);

impl FromRequestParts<Context> for Trace {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, cx: &Context) -> Result<Self, Problem> {
        if let Some(own) = telemetry::current_traceparent() {
            return Ok(Self(own));
        }
        let sent = parts.headers.get("traceparent").and_then(|value| value.to_str().ok());
        if let Some(sent) = sent.filter(|text| telemetry::is_well_formed(text)) {
            return Ok(Self(sent.to_owned()));
        }
        let hex = |bytes: &[u8]| bytes.iter().map(|b| format!("{b:02x}")).collect::<String>();
        let (trace, span) = (cx.platform.ids.secret::<16>(), cx.platform.ids.secret::<8>());
        Ok(Self(format!("00-{}-{}-01", hex(&trace), hex(&span))))
    }
}
