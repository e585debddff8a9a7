//! What makes the guest's page an application: the service worker that keeps the last known state,
//! and a manifest for each store.

use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use serde_json::json;
use tower_http::compression::{CompressionLayer, CompressionLevel};

use super::language::language_of;
use super::site::Visitor;
use super::{STATIC_PATH, reply};
use crate::context::Context;
use crate::error::Problem;

/// The worker is sent once and then asked after: 11 instead of 10 takes 1.7 times as long, some
/// milliseconds, for 76 bytes of the guest's six kilobytes.
const COMPRESSION: CompressionLevel = CompressionLevel::Precise(11);

/// The worker and the manifests.
pub(super) fn routes() -> Router<Context> {
    Router::new()
        .route("/sw.js", get(service_worker).layer(CompressionLayer::new().quality(COMPRESSION)))
        .route("/s/{store}/manifest.webmanifest", get(manifest))
}

/// The worker, behind what it must know of this version and this visitor: a new version is another
/// text, which is how browsers notice.
///
/// From the root, so that its scope may be what the page asks for. Its policy lets it fetch from
/// here and run nothing else; browsers ask with each visit whether there is another.
async fn service_worker(visitor: Visitor) -> Response {
    let code = include_str!(concat!(env!("OUT_DIR"), "/sw.js"));
    let offline = crema_web::offline_words(&language_of(&visitor.headers)).to_string();
    let text =
        format!("const ASSETS = {}, OFFLINE = {};\n{code}", json!(STATIC_PATH), json!(offline));
    let policy = [(header::CONTENT_SECURITY_POLICY, "default-src 'none'; connect-src 'self'")];
    let worker = reply::unless_known("text/javascript; charset=utf-8", text, &visitor.headers);
    (policy, worker).into_response()
}

/// The store as an application on a home screen.
async fn manifest(
    State(cx): State<Context>,
    Path(store): Path<String>,
    visitor: Visitor,
) -> Result<Response, Problem> {
    let store = cx.store(&store).await?;
    let home = format!("/s/{}/", store.id);
    let icon = |name: &str, size: u32, purpose: &str| {
        let sizes = format!("{size}x{size}");
        let src = format!("{STATIC_PATH}/icons/{name}-{size}.png");
        json!({"src": src, "sizes": sizes, "type": "image/png", "purpose": purpose})
    };
    let manifest = json!({
        "id": home,
        "name": store.name,
        "short_name": store.name,
        "lang": language_of(&visitor.headers).tag(),
        "start_url": home,
        "scope": home,
        "display": "standalone",
        "background_color": "#f2efea",
        "theme_color": "#f2efea",
        "icons": [
            icon("crema", 192, "any"),
            icon("crema", 512, "any"),
            icon("maskable", 192, "maskable"),
            icon("maskable", 512, "maskable"),
        ],
    });
    let mut response = manifest.to_string().into_response();
    let headers = response.headers_mut();
    let kind = HeaderValue::from_static("application/manifest+json");
    headers.insert(header::CONTENT_TYPE, kind);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, max-age=600"));
    Ok(response)
}
