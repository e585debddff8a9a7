//! W3C trace context, version 00: `00-{trace}-{span}-{flags}`. Pure.
//!
//! Source: <https://www.w3.org/TR/trace-context/>.

use opentelemetry::trace::{SpanContext, SpanId, TraceFlags, TraceId, TraceState};

/// Whether `text` is a `traceparent` of version 00 that names a trace and a span.
#[must_use]
pub fn is_well_formed(text: &str) -> bool {
    parse(text).is_some()
}

/// The span that `text` names, somewhere else.
pub(super) fn parse(text: &str) -> Option<SpanContext> {
    let is_hex = |part: &str| part.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
    let parts: Vec<&str> = text.split('-').collect();
    let &[version, trace, span, flags] = parts.as_slice() else { return None };
    let lengths = [version.len(), trace.len(), span.len(), flags.len()];
    if version != "00" || lengths != [2, 32, 16, 2] || !parts.iter().all(|part| is_hex(part)) {
        return None;
    }
    let context = SpanContext::new(
        TraceId::from_hex(trace).ok()?,
        SpanId::from_hex(span).ok()?,
        TraceFlags::new(u8::from_str_radix(flags, 16).ok()?),
        true,
        TraceState::default(),
    );
    // All zeros name nothing.
    context.is_valid().then_some(context)
}

/// The header that names `context`; none where there is no span.
pub(super) fn format(context: &SpanContext) -> Option<String> {
    let flags = context.trace_flags().to_u8();
    context
        .is_valid()
        .then(|| format!("00-{}-{}-{flags:02x}", context.trace_id(), context.span_id()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    #[test]
    fn only_version_zero_with_hexadecimal_parts_is_taken_over() {
        assert!(is_well_formed(GOOD));
        let zeros = format!("00-{}-b7ad6b7169203331-01", "0".repeat(32));
        let shouted = GOOD.to_uppercase();
        for text in
            ["", "00", "00-xx-yy-01", &GOOD.replacen("00", "01", 1), &zeros, &shouted, &GOOD[1..]]
        {
            assert!(!is_well_formed(text), "{text}");
        }
    }

    #[test]
    fn what_is_read_is_written_again() {
        assert_eq!(parse(GOOD).as_ref().and_then(format).as_deref(), Some(GOOD));
        assert_eq!(format(&SpanContext::empty_context()), None);
    }
}
