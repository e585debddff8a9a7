//! How the process tells of itself: the catalogue of its metrics and the trace of an order.
//!
//! Every metric is declared in `catalogue.rs` and counted where it happens; traces are off unless
//! a collector is set (`export.rs`), and then cost nothing but a check. It knows no coffee: what
//! is worth a number or a span, each feature decides.

pub mod catalogue;
mod collector;
mod export;
pub mod recorder;
mod span;
mod traceparent;

pub use export::{ExportError, Exporter, start_logging};
pub use span::{continue_trace, current_traceparent, is_tracing, link_to_current, traceparent_of};
pub use traceparent::is_well_formed;
