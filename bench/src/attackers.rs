//! Clients that want to harm: silent, slow, and never reading, at the HTTP port and at the gateway.
//! Each begins again as soon as it is shut out, until its task is aborted.

use std::net::SocketAddr;
use std::time::Duration;

use futures_util::SinkExt as _;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpSocket, TcpStream};
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};
use tokio_tungstenite::tungstenite::Message;

use crate::phone::{self, Phone};

/// Between two bytes of who drips.
const DRIP: Duration = Duration::from_millis(500);
/// Before somebody who was shut out comes back.
const PAUSE: Duration = Duration::from_millis(50);
/// The smallest buffer the kernel gives, so that a client that never reads is felt soon.
const NARROW: u32 = 4_096;
/// For one whole request of who never reads.
const STUCK: Duration = Duration::from_secs(60);

/// `count` of each kind against `server`; they live as long as the set.
pub(crate) fn send(server: SocketAddr, token: &str, count: u16) -> JoinSet<()> {
    let mut all = JoinSet::new();
    for _ in 0..count {
        all.spawn(again(move || silent(server)));
        all.spawn(again(move || slow_head(server)));
        all.spawn(again(move || slow_body(server)));
        all.spawn(again(move || deaf(server)));
        all.spawn(again(move || silent_socket(server)));
        all.spawn(again(move || slow_connect(server)));
        let token = token.to_owned();
        all.spawn(again(move || deaf_listener(server, token.clone())));
    }
    all
}

async fn again<F: Future<Output = ()>>(attack: impl Fn() -> F) {
    loop {
        attack().await;
        sleep(PAUSE).await;
    }
}

/// Connects and says nothing.
async fn silent(server: SocketAddr) {
    let Ok(mut stream) = TcpStream::connect(server).await else { return };
    let _ = stream.read(&mut [0; 64]).await;
}

/// A request whose head never ends.
async fn slow_head(server: SocketAddr) {
    let Ok(mut stream) = TcpStream::connect(server).await else { return };
    let head = b"GET / HTTP/1.1\r\nhost: crema\r\nx-slow: ";
    drip(&mut stream, head).await;
}

/// A request whose body never ends.
async fn slow_body(server: SocketAddr) {
    let Ok(mut stream) = TcpStream::connect(server).await else { return };
    let head = b"POST /api/v1/sessions HTTP/1.1\r\nhost: crema\r\n\
                 content-type: application/json\r\ncontent-length: 100000\r\n\r\n";
    drip(&mut stream, head).await;
}

async fn drip(stream: &mut TcpStream, head: &[u8]) {
    if stream.write_all(head).await.is_err() {
        return;
    }
    while stream.write_all(b"x").await.is_ok() {
        // An answer ends it as well: the server has given up.
        let mut answer = [0; 64];
        if timeout(DRIP, stream.read(&mut answer)).await.is_ok() {
            return;
        }
    }
}

/// Asks for page after page and reads none.
async fn deaf(server: SocketAddr) {
    let Ok(socket) = TcpSocket::new_v4() else { return };
    let _ = socket.set_recv_buffer_size(NARROW);
    let Ok(mut stream) = socket.connect(server).await else { return };
    let request = b"GET /s/main/ HTTP/1.1\r\nhost: crema\r\n\r\n";
    while matches!(timeout(STUCK, stream.write_all(request)).await, Ok(Ok(()))) {}
}

/// A WebSocket that never says CONNECT.
async fn silent_socket(server: SocketAddr) {
    let Ok(mut socket) = phone::opened(server, "/mqtt", None).await else { return };
    while matches!(futures_util::StreamExt::next(&mut socket).await, Some(Ok(_))) {}
}

/// CONNECT, one byte at a time.
async fn slow_connect(server: SocketAddr) {
    let Ok(mut socket) = phone::opened(server, "/mqtt", None).await else { return };
    let packet = b"\x10\x7f\0\x04MQTT\x04\xc2\0\x3c";
    for byte in packet.iter().chain(std::iter::repeat(&b'x')) {
        if socket.send(Message::binary(vec![*byte])).await.is_err() {
            return;
        }
        sleep(DRIP).await;
    }
}

/// Listens to the public topic and never reads what it is told.
async fn deaf_listener(server: SocketAddr, token: String) {
    let heard = Phone::deaf(server, &token, "crema/main/public", NARROW).await;
    let Ok(mut phone) = heard else { return };
    // Pings are answered, which fills the way back faster.
    while phone.ping().await.is_ok() {
        sleep(DRIP).await;
    }
}
