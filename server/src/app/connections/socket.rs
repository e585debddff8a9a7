//! An accepted socket with its place among the connections, whatever becomes of it: a WebSocket
//! outlives the HTTP connection it began as.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::sync::OwnedSemaphorePermit;
use tokio_io_timeout::TimeoutWriter;

/// A socket whose writes fail when the client takes nothing for too long.
#[derive(Debug)]
pub(super) struct Socket {
    stream: Pin<Box<TimeoutWriter<TcpStream>>>,
    _place: OwnedSemaphorePermit,
}

impl Socket {
    /// Sends small packets at once; pushes must not wait for more.
    pub(super) fn new(stream: TcpStream, write: Duration, place: OwnedSemaphorePermit) -> Self {
        if let Err(error) = stream.set_nodelay(true) {
            // The peer may be gone already; then reading tells soon enough.
            tracing::trace!(%error, "no TCP_NODELAY");
        }
        let mut stream = TimeoutWriter::new(stream);
        stream.set_timeout(Some(write));
        Self { stream: Box::pin(stream), _place: place }
    }
}

impl AsyncRead for Socket {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        self.stream.as_mut().poll_read(cx, buffer)
    }
}

impl AsyncWrite for Socket {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.stream.as_mut().poll_write(cx, bytes)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        self.stream.as_mut().poll_write_vectored(cx, slices)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.stream.as_mut().poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.stream.as_mut().poll_shutdown(cx)
    }
}
