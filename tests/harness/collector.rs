//! An OpenTelemetry collector: takes spans over HTTP and protobuf, decoded by OpenTelemetry's own
//! message types, and keeps them.

use std::sync::{Arc, Mutex};

use bytes::Bytes;
use http_body_util::{BodyExt as _, Full};
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use opentelemetry_proto::tonic::collector::trace::v1::ExportTraceServiceRequest;
use opentelemetry_proto::tonic::common::v1::any_value::Value;
use prost::Message as _;
use tokio::net::TcpListener;

/// One span as it arrived, ids in hexadecimal.
#[derive(Clone, Debug)]
pub struct Span {
    /// What it is called.
    pub name: String,
    /// Whose service it is.
    pub service: String,
    /// Its trace.
    pub trace: String,
    /// Its own id.
    pub id: String,
    /// The id of the span it belongs to; empty for the first of a trace.
    pub parent: String,
    /// The traces of those it is linked to.
    pub links: Vec<String>,
    /// Its attributes, as text.
    pub attributes: Vec<(String, String)>,
}

/// A collector on a port of its own.
pub struct Collector {
    origin: String,
    spans: Arc<Mutex<Vec<Span>>>,
}

impl Collector {
    /// Starts one that takes everything.
    ///
    /// # Panics
    /// When there is no port to be had.
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let origin = format!("http://{}", listener.local_addr().expect("bound"));
        let spans: Arc<Mutex<Vec<Span>>> = Arc::default();
        let kept = Arc::clone(&spans);
        tokio::spawn(async move {
            while let Ok((socket, _)) = listener.accept().await {
                let kept = Arc::clone(&kept);
                let answer = service_fn(move |request| take(Arc::clone(&kept), request));
                let serving = hyper::server::conn::http1::Builder::new()
                    .serve_connection(TokioIo::new(socket), answer);
                tokio::spawn(serving);
            }
        });
        Self { origin, spans }
    }

    /// Its address, for `CREMA_OTLP_URL`.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// All spans so far.
    ///
    /// # Panics
    /// Never: nothing panics while holding the lock.
    #[must_use]
    pub fn spans(&self) -> Vec<Span> {
        self.spans.lock().expect("no holder of this lock panics").clone()
    }
}

async fn take(
    kept: Arc<Mutex<Vec<Span>>>,
    request: Request<Incoming>,
) -> Result<Response<Full<Bytes>>, hyper::Error> {
    let is_traces = request.uri().path() == "/v1/traces"
        && request
            .headers()
            .get("content-type")
            .is_some_and(|kind| kind == "application/x-protobuf");
    let body = request.into_body().collect().await?.to_bytes();
    let status = match ExportTraceServiceRequest::decode(body) {
        Ok(export) if is_traces => {
            kept.lock().expect("no holder of this lock panics").extend(spans(export));
            StatusCode::OK
        }
        _ => StatusCode::BAD_REQUEST,
    };
    let mut response = Response::new(Full::default());
    *response.status_mut() = status;
    Ok(response)
}

fn spans(export: ExportTraceServiceRequest) -> Vec<Span> {
    let hex = |bytes: &[u8]| bytes.iter().map(|b| format!("{b:02x}")).collect::<String>();
    let mut found = Vec::new();
    for resource in export.resource_spans {
        let attributes = resource.resource.map(|resource| resource.attributes).unwrap_or_default();
        let service = attributes.into_iter().find(|pair| pair.key == "service.name");
        let service = service.and_then(|pair| text(pair.value?.value?)).unwrap_or_default();
        for span in resource.scope_spans.into_iter().flat_map(|scope| scope.spans) {
            found.push(Span {
                name: span.name,
                service: service.clone(),
                trace: hex(&span.trace_id),
                id: hex(&span.span_id),
                parent: hex(&span.parent_span_id),
                links: span.links.iter().map(|link| hex(&link.trace_id)).collect(),
                attributes: span
                    .attributes
                    .into_iter()
                    .filter_map(|pair| Some((pair.key, text(pair.value?.value?)?)))
                    .collect(),
            });
        }
    }
    found
}

fn text(value: Value) -> Option<String> {
    match value {
        Value::StringValue(text) => Some(text),
        Value::BoolValue(is) => Some(is.to_string()),
        Value::IntValue(number) => Some(number.to_string()),
        _ => None,
    }
}
