//! Clients that keep silent, drip, never read, or come in crowds; with limits of milliseconds.

use std::time::{Duration, Instant};

use axum::routing::get;
use futures_util::stream;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tokio::time::timeout;

use super::*;
use crate::app::tls;
use crate::clock::Clock;
use crate::config::{Settings, TlsSettings};

const SOON: Duration = Duration::from_secs(10);

struct Running {
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    serving: JoinHandle<()>,
}

async fn start(connections: usize) -> Running {
    start_with(connections, None).await
}

async fn start_with(connections: usize, tls: Option<Tls>) -> Running {
    let endless =
        || async { Body::from_stream(stream::repeat(Ok::<_, Infallible>([0; 65_536].to_vec()))) };
    let slow = || async {
        tokio::time::sleep(Duration::from_millis(500)).await;
        "late"
    };
    let app = Router::new()
        .route("/", get(|| async { "hello" }))
        .route("/slow", get(slow))
        .route("/endless", get(endless));
    let limits = Limits {
        connections,
        head: Duration::from_millis(600),
        crowded_head: Duration::from_millis(100),
        write: Duration::from_millis(300),
    };
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("an address");
    let (stop, stopped) = oneshot::channel();
    let stopped = async move {
        let _ = stopped.await;
    };
    let serving =
        tokio::spawn(serve(listener, app, limits, TrustedProxies::default(), tls, stopped));
    Running { address, stop, serving }
}

async fn connect(running: &Running) -> TcpStream {
    TcpStream::connect(running.address).await.expect("the server accepts")
}

/// What comes until the server closes, and how long that took.
async fn until_closed(stream: &mut TcpStream) -> (String, Duration) {
    let since = Instant::now();
    let mut heard = Vec::new();
    // A reset ends it too.
    let _ = timeout(SOON, stream.read_to_end(&mut heard)).await.expect("the server closes");
    (String::from_utf8_lossy(&heard).into_owned(), since.elapsed())
}

async fn ask(stream: &mut TcpStream, path: &str) {
    let request = format!("GET {path} HTTP/1.1\r\nhost: crema\r\n\r\n");
    stream.write_all(request.as_bytes()).await.expect("sent");
}

#[tokio::test]
async fn silence_and_half_a_head_end_the_connection() {
    let running = start(100).await;
    for begun in ["", "GET / HTTP/1.1\r\nhost: cr"] {
        let mut stream = connect(&running).await;
        stream.write_all(begun.as_bytes()).await.expect("sent");
        let (heard, after) = until_closed(&mut stream).await;
        assert!(!heard.contains("hello"), "{heard}");
        assert!(after >= Duration::from_millis(500), "{after:?}");
    }
}

#[tokio::test]
async fn a_head_that_drips_has_no_longer_than_one_that_comes_not_at_all() {
    let running = start(100).await;
    let mut stream = connect(&running).await;
    let since = Instant::now();
    for byte in b"GET / HTTP/1.1\r\nx: ".iter().chain(std::iter::repeat_n(&b'x', 200)) {
        if stream.write_all(&[*byte]).await.is_err() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    assert!(since.elapsed() < Duration::from_secs(3), "{:?}", since.elapsed());
}

#[tokio::test]
async fn an_answered_client_may_ask_again_and_is_let_go_when_it_does_not() {
    let running = start(100).await;
    let mut stream = connect(&running).await;
    ask(&mut stream, "/").await;
    let mut first = [0; 512];
    let read = timeout(SOON, stream.read(&mut first)).await.expect("in time").expect("an answer");
    assert!(String::from_utf8_lossy(&first[..read]).ends_with("hello"));
    ask(&mut stream, "/").await;
    let (heard, _) = until_closed(&mut stream).await;
    assert!(heard.ends_with("hello"), "{heard}");
}

#[tokio::test]
async fn a_crowd_of_silent_clients_makes_room_by_itself() {
    let running = start(10).await;
    let mut silent = Vec::new();
    for _ in 0..40 {
        silent.push(connect(&running).await);
    }
    let mut stream = connect(&running).await;
    ask(&mut stream, "/").await;
    let mut answer = [0; 512];
    let read = timeout(SOON, stream.read(&mut answer)).await.expect("in time").expect("an answer");
    assert!(String::from_utf8_lossy(&answer[..read]).ends_with("hello"));
}

#[tokio::test]
async fn who_never_reads_is_let_go() {
    let running = start(1).await;
    let mut deaf = connect(&running).await;
    ask(&mut deaf, "/endless").await;
    // The only place is free again as soon as the endless answer got stuck.
    let mut stream = connect(&running).await;
    ask(&mut stream, "/").await;
    let (heard, _) = until_closed(&mut stream).await;
    assert!(heard.ends_with("hello"), "{heard}");
    drop(deaf);
}

#[tokio::test]
async fn stopping_answers_what_was_asked_and_lets_the_idle_go() {
    let running = start(100).await;
    let mut idle = connect(&running).await;
    let mut busy = connect(&running).await;
    ask(&mut busy, "/slow").await;
    tokio::time::sleep(Duration::from_millis(100)).await;
    running.stop.send(()).expect("it runs");
    let (heard, _) = until_closed(&mut busy).await;
    assert!(heard.ends_with("late"), "{heard}");
    let (_, after) = until_closed(&mut idle).await;
    assert!(after < Duration::from_millis(500), "{after:?}");
    timeout(SOON, running.serving).await.expect("in time").expect("no panic");
}

/// TLS with a certificate that nobody trusts; who keeps silent never learns it.
fn tls() -> Tls {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let place = |name: &str| Some(folder.path().join(name));
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).expect("made");
    std::fs::write(folder.path().join("c.pem"), made.cert.pem()).expect("written");
    std::fs::write(folder.path().join("k.pem"), made.key_pair.serialize_pem()).expect("written");
    let (tls_certificate, tls_key) = (place("c.pem"), place("k.pem"));
    let tls = TlsSettings { tls_certificate, tls_key, ..TlsSettings::default() };
    let config = Settings { tls, ..Settings::default() }.check().expect("fits");
    let (tls, _) = tls::prepare(&config, Clock::System.now()).expect("usable").expect("HTTPS");
    tls
}

#[tokio::test]
async fn who_never_agrees_on_tls_is_let_go_and_holds_no_place() {
    let running = start_with(10, Some(tls())).await;
    // The start of a ClientHello whose rest never comes, and nothing at all.
    for begun in [&b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"[..], b""] {
        let mut stream = connect(&running).await;
        stream.write_all(begun).await.expect("sent");
        let (_, after) = until_closed(&mut stream).await;
        assert!(after >= Duration::from_millis(500), "{after:?}");
    }
    let mut silent = Vec::new();
    for _ in 0..40 {
        silent.push(connect(&running).await);
    }
    // Speaks HTTP to it: told that this is wrong, after those before it have made room.
    let mut stream = connect(&running).await;
    ask(&mut stream, "/").await;
    let (heard, _) = until_closed(&mut stream).await;
    assert!(!heard.contains("hello"), "{heard}");
}

#[tokio::test]
async fn stopping_waits_for_nobody_who_has_not_agreed_on_tls() {
    let running = start_with(10, Some(tls())).await;
    let mut silent = connect(&running).await;
    silent.write_all(b"\x16").await.expect("sent");
    tokio::time::sleep(Duration::from_millis(50)).await;
    let since = Instant::now();
    running.stop.send(()).expect("it runs");
    timeout(SOON, running.serving).await.expect("in time").expect("no panic");
    assert!(since.elapsed() < Duration::from_millis(400), "{:?}", since.elapsed());
}
