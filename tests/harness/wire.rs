//! A wire of our own between two parts (a client and Crema, Crema and PostgreSQL, Crema and the
//! broker) that a test cuts, slows, silences, or cuts in the moment when an answer comes.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::AbortHandle;

use crate::ground::free_address;

/// What is wrong with a wire.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Fault {
    /// Nothing: bytes pass at once.
    #[default]
    None,
    /// Every connection is broken off, new ones too.
    Cut,
    /// Every piece waits so long before it passes.
    Slow(Duration),
    /// Half open: bytes are taken and kept back, and nobody is told.
    Silent,
    /// The next answer that contains these bytes never arrives: its connection is broken off in
    /// that moment, and the wire is well again.
    CutAtAnswer(&'static [u8]),
    /// The same for every such answer.
    CutAtAnswers(&'static [u8]),
}

/// The answer of PostgreSQL to a commit.
pub const COMMITTED: &[u8] = b"COMMIT\0";
/// The answer of Crema that something was done.
pub const DONE: &[u8] = b"HTTP/1.1 20";

/// A wire to one address; it ends with this value.
pub struct Wire {
    address: SocketAddr,
    fault: Arc<watch::Sender<Fault>>,
    listening: AbortHandle,
}

impl Wire {
    /// Lays a wire to `target`.
    ///
    /// # Panics
    /// When there is no port to be had.
    pub async fn to(target: SocketAddr) -> Self {
        let address = free_address();
        let listener = TcpListener::bind(address).await.expect("the port was free just now");
        let fault = Arc::new(watch::Sender::new(Fault::None));
        let own = Arc::clone(&fault);
        let listening = tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                tokio::spawn(connect(client, target, Arc::clone(&own)));
            }
        });
        Self { address, fault, listening: listening.abort_handle() }
    }

    /// The near end.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Breaks it, or makes it well.
    pub fn set(&self, fault: Fault) {
        self.fault.send_replace(fault);
    }

    /// Whether it is well; a lost answer mends itself.
    #[must_use]
    pub fn is_well(&self) -> bool {
        *self.fault.borrow() == Fault::None
    }
}

impl Drop for Wire {
    fn drop(&mut self) {
        self.listening.abort();
        self.set(Fault::Cut);
    }
}

/// Carries both ways until one side ends or the wire is cut.
async fn connect(client: TcpStream, target: SocketAddr, fault: Arc<watch::Sender<Fault>>) {
    if *fault.borrow() == Fault::Cut {
        return;
    }
    let Ok(server) = TcpStream::connect(target).await else { return };
    let _ = (client.set_nodelay(true), server.set_nodelay(true));
    let (from_client, to_client) = client.into_split();
    let (from_server, to_server) = server.into_split();
    tokio::select! {
        () = carry(from_client, to_server, &fault, false) => {}
        () = carry(from_server, to_client, &fault, true) => {}
    }
}

async fn carry(
    mut from: impl AsyncRead + Unpin,
    mut to: impl AsyncWrite + Unpin,
    fault: &watch::Sender<Fault>,
    is_answer: bool,
) {
    let mut changes = fault.subscribe();
    let mut buffer = vec![0; 64 * 1024];
    loop {
        let read = tokio::select! {
            read = from.read(&mut buffer) => read,
            _ = changes.wait_for(|fault| *fault == Fault::Cut) => return,
        };
        let Ok(length @ 1..) = read else { return };
        let piece = &buffer[..length];
        // What came into a silent wire comes out late, or never.
        let Ok(now) = changes.wait_for(|fault| *fault != Fault::Silent).await.map(|f| f.clone())
        else {
            return;
        };
        match now {
            Fault::None | Fault::Silent => {}
            Fault::Cut => return,
            Fault::Slow(pause) => tokio::time::sleep(pause).await,
            Fault::CutAtAnswers(bytes) if is_answer && contains(piece, bytes) => return,
            // Of several answers at once, one is lost.
            Fault::CutAtAnswer(bytes) if is_answer && contains(piece, bytes) => {
                if fault.send_if_modified(|fault| std::mem::take(fault) != Fault::None) {
                    return;
                }
            }
            Fault::CutAtAnswer(_) | Fault::CutAtAnswers(_) => {}
        }
        if to.write_all(piece).await.is_err() {
            return;
        }
    }
}

fn contains(piece: &[u8], bytes: &[u8]) -> bool {
    piece.windows(bytes.len()).any(|part| part == bytes)
}
