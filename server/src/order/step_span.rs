//! One step of an order as a span of its trace: a child of the scan however much later it comes,
//! linked to the request that asked for it. Nothing while nothing is traced.

use tracing::Span;

use super::model::Order;
use crate::db::after_commit;
use crate::telemetry;

/// A step that is being stored.
pub(super) struct StepSpan(Option<Span>);

impl StepSpan {
    /// Begins the step `name`, `order.claim`, of an order.
    pub(super) fn begin(name: &'static str, order: &Order) -> Self {
        if !telemetry::is_tracing() {
            return Self(None);
        }
        let span = tracing::info_span!(
            target: "crema_server::order", "order", otel.name = name,
            crema.order = order.id.as_str(), crema.store = order.store.as_str(),
            crema.committed = tracing::field::Empty);
        telemetry::continue_trace(&span, order.traceparent.as_deref());
        telemetry::link_to_current(&span);
        Self(Some(span))
    }

    /// What the step's events go on from: this step, or as much as the order knows.
    pub(super) fn traceparent(&self, order: &Order) -> Option<String> {
        let own = self.0.as_ref().and_then(telemetry::traceparent_of);
        own.or_else(|| order.traceparent.clone())
    }

    /// The step is written; its span ends when the commit is durable.
    pub(super) fn end_with_commit(self) {
        if let Some(span) = self.0 {
            after_commit(move || {
                span.record("crema.committed", true);
            });
        }
    }
}
