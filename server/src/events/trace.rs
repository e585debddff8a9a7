//! Publishing as part of the trace of what is published: one span an event, from the outbox to
//! its position. None while nothing is traced.

use tracing::Span;

use super::sql::EventRow;
use crate::telemetry;

/// The spans of a round's events, to be dropped when they are stamped.
pub(super) fn publishing(rows: &[EventRow]) -> Vec<Span> {
    if !telemetry::is_tracing() {
        return Vec::new();
    }
    let span = |row: &EventRow| {
        let span = tracing::info_span!(
            target: "crema_server::events", "publish", otel.name = "relay.publish",
            otel.kind = "producer", crema.event = row.kind.as_str(),
            crema.order = row.subject.as_str(), crema.sequence = row.sequence);
        telemetry::continue_trace(&span, row.traceparent.as_deref());
        span
    };
    // What belongs to nobody's trace, as a change of settings, would only make traces of one span.
    rows.iter().filter(|row| row.traceparent.is_some()).map(span).collect()
}
