//! Everything put together: all routes on one page, the background work, start and stop.

mod background;
mod connections;
mod gauges;
mod headers;
mod health;
mod measure;
pub mod openapi;
mod proxies;
mod readers;
mod readiness;
mod ready;
mod redirect;
mod serve;
mod sockets;
mod tls;

use axum::extract::DefaultBodyLimit;
use axum::{Router, middleware};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::{CompressionLayer, CompressionLevel};
use tower_http::request_id::{MakeRequestUuid, PropagateRequestIdLayer, SetRequestIdLayer};
use tower_http::trace::{DefaultOnResponse, TraceLayer};
use utoipa_axum::router::OpenApiRouter;

use crate::context::Context;
use crate::{auth, events, order, pages, push, qr, realtime, store, webhooks};

pub use health::Health;
pub use proxies::TrustedProxies;
pub use ready::{NotReady, ReadyAnswer, ask_whether_ready};
pub use serve::{StartError, open_platform, serve};
pub use sockets::SocketAuth;
pub use tls::{TlsError, Validity, check_files};

/// Request bodies in bytes at most: a menu of a hundred drinks fits five times.
const LARGEST_BODY: usize = 256 * 1_024;

/// How hard answers are compressed: brotli saves 8% more at 5 than at 4, its default here, in about
/// the same time.
const COMPRESSION: CompressionLevel = CompressionLevel::Precise(5);

/// Every route of the JSON API, with what the OpenAPI document says of it.
fn api() -> OpenApiRouter<Context> {
    OpenApiRouter::new()
        .merge(auth::http::routes())
        .merge(store::http::routes())
        .merge(qr::http::routes())
        .merge(order::http::routes())
        .merge(events::http::routes())
        .merge(push::http::routes())
        .merge(webhooks::http::routes())
        .merge(openapi::routes())
}

/// Every route of the server.
pub fn router(cx: &Context, health: Health, gateway: realtime::gateway::Gateway) -> Router {
    let (api, _) = api().split_for_parts();
    let api = api
        .fallback(headers::unknown_api_address)
        .layer(middleware::map_response(headers::as_problem));
    let (operations, _) = health::routes().with_state(health).split_for_parts();
    let sockets = realtime::gateway::router(gateway, SocketAuth::shared(cx));
    Router::new()
        .nest(openapi::API, api)
        .merge(pages::routes(cx))
        .with_state(cx.clone())
        .merge(operations)
        .layer(CompressionLayer::new().quality(COMPRESSION))
        .nest(pages::STATIC_PATH, pages::static_files())
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
        .layer(middleware::from_fn(headers::in_time))
        // Sockets come after the layers that would touch their bodies.
        .merge(sockets)
        .layer(middleware::from_fn_with_state(cx.clone(), headers::same_origin))
        .layer(middleware::map_response_with_state(cx.clone(), headers::secure))
        .layer(CatchPanicLayer::custom(headers::panicked))
        .layer(middleware::from_fn(measure::measure))
        .layer(
            TraceLayer::new_for_http()
                .make_span_with(headers::span)
                .on_response(DefaultOnResponse::new().level(tracing::Level::DEBUG)),
        )
        .layer(PropagateRequestIdLayer::x_request_id())
        .layer(SetRequestIdLayer::x_request_id(MakeRequestUuid))
}
