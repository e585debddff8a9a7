//! The HTTP client that hands finished spans to the collector: one try at a time, with a limit,
//! on the server's own runtime. An answer or its absence never reaches a request.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use http_body_util::{BodyExt as _, Full, Limited};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::{TokioExecutor, TokioTimer};
use opentelemetry_http::{Bytes, HttpClient, HttpError, Request, Response};
use tokio::runtime::Handle;

/// For one batch of spans; a collector that needs longer is as good as away.
const LIMIT: Duration = Duration::from_secs(5);
/// A collector answers with a few bytes.
const LARGEST_ANSWER: usize = 64 * 1_024;

type Http = Client<HttpsConnector<HttpConnector>, Full<Bytes>>;

/// A client for the exporter, whose own thread has no runtime.
#[derive(Debug)]
pub(super) struct Collector {
    http: Http,
    runtime: Handle,
    is_away: AtomicBool,
}

impl Collector {
    /// A client whose requests run on `runtime`.
    pub(super) fn new(runtime: Handle) -> Self {
        let mut connector = HttpConnector::new();
        connector.enforce_http(false);
        connector.set_connect_timeout(Some(LIMIT));
        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let connector = HttpsConnectorBuilder::new()
            .with_provider_and_webpki_roots(provider)
            .expect("aws-lc-rs knows the protocol versions that rustls speaks")
            .https_or_http()
            .enable_http1()
            .wrap_connector(connector);
        let http = Client::builder(TokioExecutor::new())
            .pool_idle_timeout(Duration::from_secs(60))
            .pool_timer(TokioTimer::new())
            .build(connector);
        Self { http, runtime, is_away: AtomicBool::new(false) }
    }

    /// Logs a change only: an hour without a collector is one line, not seven hundred.
    fn note(&self, outcome: &Result<Response<Bytes>, HttpError>) {
        let trouble = match outcome {
            Ok(answer) if answer.status().is_success() => None,
            Ok(answer) => Some(format!("it answered {}", answer.status())),
            Err(error) => Some(error.to_string()),
        };
        if self.is_away.swap(trouble.is_some(), Ordering::Relaxed) != trouble.is_some() {
            match trouble {
                None => tracing::info!("the collector takes traces again"),
                Some(why) => tracing::warn!(why, "the collector takes no traces; some are lost"),
            }
        }
    }
}

impl HttpClient for Collector {
    fn send_bytes<'life, 'async_trait>(
        &'life self,
        request: Request<Bytes>,
    ) -> Pin<Box<dyn Future<Output = Result<Response<Bytes>, HttpError>> + Send + 'async_trait>>
    where
        'life: 'async_trait,
        Self: 'async_trait,
    {
        let http = self.http.clone();
        let sent = self.runtime.spawn(async move {
            tokio::time::timeout(LIMIT, send(http, request))
                .await
                .map_err(|_| HttpError::from("no answer in 5 s"))?
        });
        Box::pin(async move {
            let outcome = sent.await.unwrap_or_else(|error| Err(error.into()));
            self.note(&outcome);
            outcome
        })
    }
}

async fn send(http: Http, request: Request<Bytes>) -> Result<Response<Bytes>, HttpError> {
    let answer = http.request(request.map(Full::new)).await?;
    let (head, body) = answer.into_parts();
    let body = Limited::new(body, LARGEST_ANSWER).collect().await?.to_bytes();
    Ok(Response::from_parts(head, body))
}
