//! Logs to stderr and, where a collector is set, spans to it: OpenTelemetry over HTTP, protobuf.
//!
//! Spans wait in a bounded queue for a thread of their own. When the collector is slow or away
//! the queue drops; nothing ever waits for it, but the end of the process for a moment.

use std::time::Duration;

use opentelemetry::trace::TracerProvider as _;
use opentelemetry_otlp::{WithExportConfig as _, WithHttpConfig as _};
use opentelemetry_sdk::Resource;
use opentelemetry_sdk::trace::SdkTracerProvider;
use tokio::runtime::Handle;
use tracing::Level;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;
use tracing_subscriber::{EnvFilter, Layer, Registry};

use super::collector::Collector;
use super::span::set_tracing;

/// How long the end of the process waits for the last spans.
const LAST_WORDS: Duration = Duration::from_secs(3);

/// Logs or traces could not be started.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The filter of the log.
    #[error("CREMA_LOG is not right: {0}")]
    Filter(#[from] tracing_subscriber::filter::ParseError),
    /// The collector's address or its options.
    #[error("traces cannot be sent, check CREMA_OTLP_URL and OTEL_EXPORTER_OTLP_...")]
    Collector(#[from] opentelemetry_otlp::ExporterBuildError),
}

/// Sends spans while it lives; nothing where no collector is set.
#[derive(Debug, Default)]
#[must_use = "dropping it loses the last spans"]
pub struct Exporter(Option<SdkTracerProvider>);

impl Exporter {
    /// Sends what is left, for 3 seconds at most. Blocks, so not to be called inside the runtime,
    /// which must still be there.
    pub fn finish(self) {
        let Some(provider) = self.0 else { return };
        set_tracing(false);
        if let Err(error) = provider.shutdown_with_timeout(LAST_WORDS) {
            tracing::debug!(%error, "the last spans are lost");
        }
    }
}

/// Starts logging by `filter`, as JSON or as text, and tracing to the collector at `otlp`, the
/// whole address such as `http://collector:4318/v1/traces`.
///
/// # Errors
/// When the filter or the collector's address cannot be used.
pub fn start_logging(
    filter: &str,
    as_json: bool,
    otlp: Option<&str>,
    runtime: &Handle,
) -> Result<Exporter, ExportError> {
    let filter = EnvFilter::try_new(filter)?;
    let lines = tracing_subscriber::fmt::layer().with_writer(std::io::stderr);
    let lines: Box<dyn Layer<Registry> + Send + Sync> =
        if as_json { lines.json().flatten_event(true).boxed() } else { lines.boxed() };
    let Some(url) = otlp else {
        tracing_subscriber::registry().with(lines).with(filter).init();
        return Ok(Exporter::default());
    };
    let provider = provider(url, runtime)?;
    let spans = tracing_opentelemetry::layer()
        .with_tracer(provider.tracer("crema"))
        .with_location(false)
        .with_threads(false)
        .with_target(false)
        // Libraries' spans tell nothing of an order; static files and probes have this target.
        .with_filter(
            Targets::new()
                .with_target("crema_server", Level::INFO)
                .with_target("crema_server::quiet", tracing::level_filters::LevelFilter::OFF),
        );
    tracing_subscriber::registry().with(lines.with_filter(filter)).with(spans).init();
    set_tracing(true);
    Ok(Exporter(Some(provider)))
}

fn provider(url: &str, runtime: &Handle) -> Result<SdkTracerProvider, ExportError> {
    let exporter = opentelemetry_otlp::SpanExporter::builder()
        .with_http()
        .with_http_client(Collector::new(runtime.clone()))
        .with_endpoint(url)
        .build()?;
    let resource = Resource::builder()
        .with_service_name("crema")
        .with_attribute(opentelemetry::KeyValue::new("service.version", env!("CARGO_PKG_VERSION")))
        .build();
    Ok(SdkTracerProvider::builder().with_batch_exporter(exporter).with_resource(resource).build())
}
