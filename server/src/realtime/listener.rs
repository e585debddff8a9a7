//! Accepted sockets that send small packets at once.

use axum::serve::{ListenerExt, TapIo};
use tokio::net::{TcpListener, TcpStream};

/// Sets TCP_NODELAY on every accepted socket; pushes are small and must not wait for more.
///
/// For `axum::serve(without_delay(listener), app)`.
pub fn without_delay(listener: TcpListener) -> TapIo<TcpListener, fn(&mut TcpStream)> {
    listener.tap_io(set_nodelay)
}

fn set_nodelay(stream: &mut TcpStream) {
    if let Err(error) = stream.set_nodelay(true) {
        // The peer may be gone already; then reading tells soon enough.
        tracing::trace!(%error, "no TCP_NODELAY");
    }
}
