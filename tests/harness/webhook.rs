//! A receiver of webhooks: checks every signature by another library than the server's, keeps what
//! it was told, and can be any kind of bad receiver.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use aws_lc_rs::hmac;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

use crate::ground::free_address;
use crate::poll::within;

/// How it answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Manner {
    /// 204.
    Takes,
    /// This status.
    Answers(u16),
    /// 307 to this address.
    Redirects(String),
    /// Never.
    Hangs,
    /// One byte a second.
    Drips,
}

#[derive(Default)]
struct State {
    manner: Option<Manner>,
    secret: Vec<u8>,
    heard: usize,
    taken: Vec<Value>,
    forged: Vec<String>,
}

/// A receiver on a port of its own.
pub struct Receiver {
    address: SocketAddr,
    state: Arc<Mutex<State>>,
    serving: JoinHandle<()>,
}

impl Receiver {
    /// Starts one.
    ///
    /// # Panics
    /// When there is no port to be had.
    pub async fn start(manner: Manner) -> Self {
        let address = free_address();
        let state = Arc::new(Mutex::new(State { manner: Some(manner), ..State::default() }));
        let serving = serve(address, Arc::clone(&state)).await;
        Self { address, state, serving }
    }

    /// Its process ends: connections are refused.
    pub async fn die(&mut self) {
        self.serving.abort();
        let _ = (&mut self.serving).await;
    }

    /// It is back.
    pub async fn come_back(&mut self) {
        self.serving = serve(self.address, Arc::clone(&self.state)).await;
    }

    /// From now on it answers like this.
    ///
    /// # Panics
    /// Never: nothing panics while holding the lock.
    pub fn behave(&self, manner: Manner) {
        self.state.lock().expect("unpoisoned").manner = Some(manner);
    }

    /// The secret that it was given: messages that are not signed with it are forged.
    ///
    /// # Panics
    /// When it is none.
    pub fn trust(&self, secret: &str) {
        let secret = secret.strip_prefix("whsec_").expect("Standard Webhooks' form");
        let secret = STANDARD.decode(secret).expect("base64");
        self.state.lock().expect("unpoisoned").secret = secret;
    }

    /// Where it listens.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}/hook", self.address)
    }

    /// Messages that came, whatever they were answered.
    ///
    /// # Panics
    /// Never: nothing panics while holding the lock.
    #[must_use]
    pub fn heard(&self) -> usize {
        self.state.lock().expect("unpoisoned").heard
    }

    /// Events that it took, in their order.
    ///
    /// # Panics
    /// When a message was not signed as it must be.
    #[must_use]
    pub fn taken(&self) -> Vec<Value> {
        let state = self.state.lock().expect("unpoisoned");
        assert!(state.forged.is_empty(), "badly signed: {:?}", state.forged);
        state.taken.clone()
    }

    /// The sequences that it took, of each subject: repeats left out, as receivers do.
    ///
    /// # Panics
    /// When a subject's events have a gap or came in another order.
    #[must_use]
    pub fn sequences(&self) -> BTreeMap<String, Vec<i64>> {
        let mut all: BTreeMap<String, Vec<i64>> = BTreeMap::new();
        for event in self.taken() {
            let subject = event["subject"].as_str().expect("a subject").to_owned();
            let sequence = event["sequence"].as_i64().expect("a sequence");
            let seen = all.entry(subject).or_default();
            let last = seen.last().copied();
            if last.is_none_or(|last| sequence > last) {
                assert!(
                    last.is_none_or(|last| sequence == last + 1),
                    "a gap: {sequence} after {seen:?} of {}",
                    event["subject"]
                );
                seen.push(sequence);
            }
        }
        all
    }

    /// Waits until it took every event of an order up to this sequence, from the first.
    pub async fn took(&self, order: &str, sequence: i64, limit: Duration) {
        within(limit, &format!("event {sequence} of an order at the receiver"), async || {
            let all = self.sequences();
            (all.get(order)?.last()? >= &sequence).then_some(())
        })
        .await;
        assert_eq!(self.sequences()[order].first(), Some(&1));
    }
}

impl Drop for Receiver {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

async fn serve(address: SocketAddr, state: Arc<Mutex<State>>) -> JoinHandle<()> {
    let listener = TcpListener::bind(address).await.expect("its port is free");
    tokio::spawn(async move {
        while let Ok((socket, _)) = listener.accept().await {
            tokio::spawn(answer(socket, Arc::clone(&state)));
        }
    })
}

async fn answer(mut socket: TcpStream, state: Arc<Mutex<State>>) {
    let Some((head, body)) = read(&mut socket).await else { return };
    let manner = {
        let mut state = state.lock().expect("unpoisoned");
        state.heard += 1;
        let manner = state.manner.clone().unwrap_or(Manner::Takes);
        if !state.secret.is_empty() && !is_signed(&state.secret, &head, &body) {
            state.forged.push(head);
        }
        if manner == Manner::Takes {
            state.taken.extend(serde_json::from_slice::<Value>(&body));
        }
        manner
    };
    let (status, more) = match manner {
        Manner::Takes => (204, String::new()),
        Manner::Answers(status) => (status, String::new()),
        Manner::Redirects(to) => (307, format!("location: {to}\r\n")),
        Manner::Hangs => return std::future::pending().await,
        Manner::Drips => {
            for byte in b"HTTP/1.1 200 OK\r\nx-drip: ".iter().chain(&[b'x'; 600]) {
                if socket.write_all(&[*byte]).await.is_err() {
                    return;
                }
                tokio::time::sleep(Duration::from_secs(1)).await;
            }
            return;
        }
    };
    let answer =
        format!("HTTP/1.1 {status} X\r\n{more}content-length: 0\r\nconnection: close\r\n\r\n");
    let _ = socket.write_all(answer.as_bytes()).await;
}

/// A request's head and body.
async fn read(socket: &mut TcpStream) -> Option<(String, Vec<u8>)> {
    let mut bytes = Vec::new();
    loop {
        if let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
            let length: usize = header(&head, "content-length").parse().ok()?;
            if bytes.len() >= end + 4 + length {
                return Some((head, bytes[end + 4..].to_vec()));
            }
        }
        if socket.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    }
}

fn header(head: &str, name: &str) -> String {
    let value = head.lines().find_map(|line| {
        let (known, value) = line.split_once(": ")?;
        known.eq_ignore_ascii_case(name).then(|| value.to_owned())
    });
    value.unwrap_or_default()
}

/// Whether one of the signatures is good, and the message is fresh.
fn is_signed(secret: &[u8], head: &str, body: &[u8]) -> bool {
    let (id, time) = (header(head, "webhook-id"), header(head, "webhook-timestamp"));
    let signed = [format!("{id}.{time}.").as_bytes(), body].concat();
    let key = hmac::Key::new(hmac::HMAC_SHA256, secret);
    let is_good = |signature: &str| {
        let tag = signature.strip_prefix("v1,").and_then(|text| STANDARD.decode(text).ok());
        tag.is_some_and(|tag| hmac::verify(&key, &signed, &tag).is_ok())
    };
    let age = time.parse::<i64>().map_or(i64::MAX, |time| (seconds_now() - time).abs());
    header(head, "webhook-signature").split(' ').any(is_good) && age < 300
}

#[expect(clippy::disallowed_methods, reason = "the real server under test reads the real clock")]
fn seconds_now() -> i64 {
    jiff::Timestamp::now().as_second()
}
