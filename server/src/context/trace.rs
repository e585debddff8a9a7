//! W3C trace context: the caller's, or a new one, so that an order's events share one trace.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use super::Context;
use crate::error::Problem;

/// A `traceparent` of version 00.
#[derive(Clone, Debug)]
pub struct Trace(pub String);

impl FromRequestParts<Context> for Trace {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, cx: &Context) -> Result<Self, Problem> {
        let sent = parts.headers.get("traceparent").and_then(|value| value.to_str().ok());
        if let Some(sent) = sent.filter(|text| is_well_formed(text)) {
            return Ok(Self(sent.to_owned()));
        }
        let hex = |bytes: &[u8]| bytes.iter().map(|b| format!("{b:02x}")).collect::<String>();
        let (trace, span) = (cx.platform.ids.secret::<16>(), cx.platform.ids.secret::<8>());
        Ok(Self(format!("00-{}-{}-01", hex(&trace), hex(&span))))
    }
}

fn is_well_formed(text: &str) -> bool {
    let lengths: Vec<usize> = text.split('-').map(str::len).collect();
    let is_hex = |part: &str| part.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
    lengths == [2, 32, 16, 2] && text.starts_with("00-") && text.split('-').all(is_hex)
}

#[cfg(test)]
mod tests {
    use super::is_well_formed;

    #[test]
    fn only_version_zero_with_hexadecimal_parts_is_taken_over() {
        assert!(is_well_formed("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));
        for text in
            ["", "00", "00-xx-yy-01", "01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"]
        {
            assert!(!is_well_formed(text), "{text}");
        }
    }
}
