//! HTTP connections: how many at once, how long each may keep silent, and whose address it
//! speaks for. `axum::serve` has no such limits; one silent client would hold its socket forever.
//!
//! What is sent on them is not decided here. A socket that becomes a WebSocket keeps the write
//! limit and its place, and gets the gateway's own limits.

mod socket;

use std::convert::Infallible;
use std::future::Future;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use hyper::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1::{self, UpgradeableConnection};
use hyper::service::{HttpService, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpListener;
use tokio::sync::{Semaphore, watch};
use tower::ServiceExt as _;
use tower::util::Oneshot;

use self::socket::Socket;
use super::proxies::TrustedProxies;
use super::tls::Tls;
use crate::context::Address;

/// The largest request head in bytes; longer ones are answered 431.
const LARGEST_HEAD: usize = 32 * 1_024;
/// After a failed accept, such as with no file left.
const PAUSE: Duration = Duration::from_millis(100);

/// What connections may use; [`Limits::with_room_for`] has the server's.
#[derive(Clone, Debug)]
pub(super) struct Limits {
    /// Open connections, WebSockets among them; more wait in the system's backlog.
    pub(super) connections: usize,
    /// For a request's whole head, from the connection or from the answer before it; and for
    /// TLS to be agreed on before the first.
    pub(super) head: Duration,
    /// The same while less than a fifth of the connections is free: silence makes room.
    pub(super) crowded_head: Duration,
    /// How long a client may take nothing of an answer.
    pub(super) write: Duration,
}

impl Limits {
    /// The server's limits beside `sockets` WebSockets.
    pub(super) const fn with_room_for(sockets: usize) -> Self {
        Self {
            connections: sockets + 256,
            head: Duration::from_secs(20),
            crowded_head: Duration::from_secs(2),
            write: Duration::from_secs(20),
        }
    }
}

/// Serves `app` on `listener`, with TLS where `tls` is given, until `stop` resolves, and then what
/// was begun.
///
/// Answers each connection's open request before it closes it; the caller bounds how long that
/// may take.
pub(super) async fn serve(
    listener: TcpListener,
    app: Router,
    limits: Limits,
    proxies: TrustedProxies,
    tls: Option<Tls>,
    stop: impl Future<Output = ()>,
) {
    let room = Arc::new(Semaphore::new(limits.connections));
    let (closing, is_closing) = watch::channel(false);
    let mut stop = pin!(stop);
    loop {
        let next = async {
            let place = Arc::clone(&room).acquire_owned().await;
            let place = place.expect("nobody closes the semaphore");
            (place, listener.accept().await)
        };
        let (place, accepted) = tokio::select! {
            next = next => next,
            () = &mut stop => break,
        };
        match accepted {
            Ok((stream, peer)) => {
                let free = room.available_permits();
                let is_crowded = free < limits.connections / 5;
                let taken = u32::try_from(limits.connections - free).unwrap_or(u32::MAX);
                metrics::gauge!("crema_connections_open").set(f64::from(taken));
                if is_crowded {
                    metrics::counter!("crema_connections_crowded_total").increment(1);
                }
                let head = if is_crowded { limits.crowded_head } else { limits.head };
                let socket = Socket::new(stream, limits.write, place);
                let service = service_fn(answer(app.clone(), proxies.clone(), peer));
                let is_closing = is_closing.clone();
                match tls.clone() {
                    None => tokio::spawn(keep(http(head, socket, service), is_closing)),
                    Some(tls) => tokio::spawn(keep_behind(tls, head, socket, service, is_closing)),
                };
            }
            Err(error) => {
                // The connection may be gone already, or the process out of files for now.
                metrics::counter!("crema_connections_failed_total").increment(1);
                tracing::debug!(%error, "a connection could not be accepted");
                tokio::time::sleep(PAUSE).await;
            }
        }
    }
    drop(listener);
    drop(is_closing);
    closing.send_replace(true);
    closing.closed().await;
}

/// Hands `app` each request of `peer` with the address it speaks for.
fn answer(
    app: Router,
    proxies: TrustedProxies,
    peer: SocketAddr,
) -> impl Fn(Request<Incoming>) -> Oneshot<Router, axum::extract::Request> {
    move |request| {
        let mut request = request.map(Body::new);
        let address = proxies.client(peer.ip(), request.headers());
        request.extensions_mut().insert(Address(address));
        app.clone().oneshot(request)
    }
}

/// HTTP/1.1 on `stream`, whose client has `head` for each request's head.
fn http<I, S>(head: Duration, stream: I, service: S) -> UpgradeableConnection<TokioIo<I>, S>
where
    I: AsyncRead + AsyncWrite + Unpin + Send + 'static,
    S: HttpService<Incoming, ResBody = Body, Error = Infallible>,
{
    let mut builder = http1::Builder::new();
    builder.timer(TokioTimer::new()).header_read_timeout(head).max_buf_size(LARGEST_HEAD);
    builder.serve_connection(TokioIo::new(stream), service).with_upgrades()
}

/// Agrees on TLS within `head`, and then keeps the connection as [`keep`] does.
async fn keep_behind<S>(
    tls: Tls,
    head: Duration,
    socket: Socket,
    service: S,
    mut is_closing: watch::Receiver<bool>,
) where
    S: HttpService<Incoming, ResBody = Body, Error = Infallible>,
{
    let agreed = tokio::select! {
        agreed = tokio::time::timeout(head, tls.accept(socket)) => agreed,
        // Nothing was asked yet, so nothing is owed.
        _ = async { is_closing.wait_for(|is_closing| *is_closing).await.is_ok() } => return,
    };
    match agreed {
        Ok(Ok(Some(stream))) => keep(http(head, stream, service), is_closing).await,
        Ok(Ok(None)) => tracing::debug!("an authority was told that this server has the name"),
        Ok(Err(error)) => tracing::trace!(%error, "TLS could not be agreed on"),
        Err(_) => tracing::trace!("TLS was not agreed on in time"),
    }
}

/// Drives one connection to its end, or to where it becomes a WebSocket.
async fn keep<I, S>(
    connection: UpgradeableConnection<TokioIo<I>, S>,
    mut is_closing: watch::Receiver<bool>,
) where
    I: AsyncRead + AsyncWrite + Unpin + Send + 'static,
    S: HttpService<Incoming, ResBody = Body, Error = Infallible>,
{
    let mut connection = pin!(connection);
    let ended = tokio::select! {
        ended = connection.as_mut() => ended,
        // An error would mean that the server itself is gone.
        _ = async { is_closing.wait_for(|is_closing| *is_closing).await.is_ok() } => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    if let Err(error) = ended {
        tracing::trace!(%error, "a connection ended early");
    }
}

#[cfg(test)]
mod tests;
