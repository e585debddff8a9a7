//! `GET /mqtt`: everything that is checked before a socket is a WebSocket.

use std::sync::Arc;

use axum::extract::State;
use axum::extract::ws::WebSocketUpgrade;
use axum::http::header::{CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::any;

use super::connection::Connection;
use super::packets::MAX_PACKET_BYTES;
use super::registry::NoSeat;
use super::{Authenticate, Gateway, Refused};

/// tungstenite's default of 128 KiB makes a silent phone cost 136 KB.
const READ_BUFFER_BYTES: usize = 4 * 1024;

/// Above the largest batch a socket may have to swallow while its peer is slow.
const MAX_WRITE_BUFFER_BYTES: usize = 64 * 1024;

type Shared = (Gateway, Arc<dyn Authenticate>);

/// The route `/mqtt`, to be merged into the server's router.
///
/// Any method is accepted because HTTP/2 opens WebSockets with CONNECT; all others are refused
/// by the upgrade itself.
pub fn router(gateway: Gateway, authenticate: Arc<dyn Authenticate>) -> axum::Router {
    axum::Router::new().route("/mqtt", any(upgrade)).with_state((gateway, authenticate))
}

async fn upgrade(
    State((gateway, authenticate)): State<Shared>,
    headers: HeaderMap,
    socket: WebSocketUpgrade,
) -> Response {
    let socket = socket
        .protocols(["mqtt"])
        .read_buffer_size(READ_BUFFER_BYTES)
        .write_buffer_size(0)
        .max_write_buffer_size(MAX_WRITE_BUFFER_BYTES)
        .max_message_size(MAX_PACKET_BYTES)
        .max_frame_size(MAX_PACKET_BYTES);
    if socket.selected_protocol().is_none() {
        return refuse(StatusCode::BAD_REQUEST, "subprotocol_missing", "Ask for subprotocol mqtt.");
    }
    let mut principals = match authenticate.by_request(&headers).await {
        Ok(principals) => principals,
        Err(Refused::ForeignOrigin) => {
            return refuse(
                StatusCode::FORBIDDEN,
                "foreign_origin",
                "Sockets with a session cookie are opened by this site's own pages only.",
            );
        }
        Err(Refused::Unavailable) => {
            return refuse(
                StatusCode::SERVICE_UNAVAILABLE,
                "unavailable",
                "The session could not be checked. Try again in a moment.",
            );
        }
    };
    let now = gateway.clock().now();
    principals.retain(|principal| principal.expires_at > now);
    match gateway.registry().seat(&principals) {
        Ok(seat) => socket.on_upgrade(move |socket| {
            Connection::new(socket, gateway, authenticate, seat, principals).run()
        }),
        Err(NoSeat::Full | NoSeat::Closing) => refuse(
            StatusCode::SERVICE_UNAVAILABLE,
            "unavailable",
            "No room for another live connection. Try again in a moment.",
        ),
        Err(NoSeat::Revoked) => refuse(
            StatusCode::UNAUTHORIZED,
            "unauthorized",
            "The session has ended. Sign in again.",
        ),
    }
}

/// Problem details (RFC 9457); the texts are constants and need no escaping.
fn refuse(status: StatusCode, code: &'static str, detail: &'static str) -> Response {
    metrics::counter!("crema_gateway_refusals_total", "reason" => code).increment(1);
    let title = status.canonical_reason().unwrap_or_default();
    let number = status.as_u16();
    let body = format!(
        r#"{{"type":"about:blank","title":"{title}","status":{number},"code":"{code}","detail":"{detail}"}}"#
    );
    let problem = [(CONTENT_TYPE, "application/problem+json")];
    if status == StatusCode::SERVICE_UNAVAILABLE {
        return (status, problem, [(RETRY_AFTER, "5")], body).into_response();
    }
    (status, problem, body).into_response()
}
