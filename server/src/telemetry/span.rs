//! Spans of an order's trace: where one goes on that began in another request, hours ago or at
//! another replica. All of it does nothing while no collector is set.

use std::sync::atomic::{AtomicBool, Ordering};

use opentelemetry::Context;
use opentelemetry::trace::TraceContextExt as _;
use tracing::Span;
use tracing_opentelemetry::OpenTelemetrySpanExt as _;

use super::traceparent;

static IS_TRACING: AtomicBool = AtomicBool::new(false);

/// Whether spans go anywhere; asked before anything is done for them.
#[must_use]
pub fn is_tracing() -> bool {
    IS_TRACING.load(Ordering::Relaxed)
}

pub(super) fn set_tracing(is_on: bool) {
    IS_TRACING.store(is_on, Ordering::Relaxed);
}

/// Makes `span` a child of the one that `parent` names.
///
/// Must come before anything asks for the span's own name. What is not well-formed is passed over.
pub fn continue_trace(span: &Span, parent: Option<&str>) {
    if !is_tracing() {
        return;
    }
    if let Some(parent) = parent.and_then(traceparent::parse) {
        // Fails only for a span that nobody records.
        let _ = span.set_parent(Context::new().with_remote_span_context(parent));
    }
}

/// Says that `span`, of another trace, was caused by the current one.
pub fn link_to_current(span: &Span) {
    if is_tracing() {
        let cause = Span::current().context().span().span_context().clone();
        if cause.is_valid() {
            span.add_link(cause);
        }
    }
}

/// The name of `span`, for what is to go on from it; none while nothing is traced.
#[must_use]
pub fn traceparent_of(span: &Span) -> Option<String> {
    if !is_tracing() {
        return None;
    }
    traceparent::format(span.context().span().span_context())
}

/// The name of the span that this code runs in; none while nothing is traced.
#[must_use]
pub fn current_traceparent() -> Option<String> {
    traceparent_of(&Span::current())
}
