//! A receiver of the test's own: notes each message and gives it the next of its answers, and the
//! last one ever after.

use std::sync::{Arc, Mutex};

use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::OwnedMutexGuard;

/// One message as it came.
#[derive(Clone, Debug)]
pub(super) struct Heard {
    /// Request line and headers, in lower case.
    pub(super) head: String,
    pub(super) event: Value,
}

impl Heard {
    pub(super) fn header(&self, name: &str) -> String {
        let line = self.head.lines().find_map(|line| line.strip_prefix(&format!("{name}: ")));
        line.unwrap_or_default().to_owned()
    }

    fn text(&self, field: &str) -> String {
        self.event[field].as_str().unwrap_or_default().to_owned()
    }

    pub(super) fn kind(&self) -> String {
        self.text("type")
    }

    /// Subject and sequence.
    pub(super) fn id(&self) -> String {
        self.text("id")
    }
}

#[derive(Clone)]
pub(super) struct Receiver {
    pub(super) port: u16,
    heard: Arc<Mutex<Vec<Heard>>>,
    answers: Arc<Mutex<Vec<String>>>,
    gate: Arc<tokio::sync::Mutex<()>>,
}

impl Receiver {
    pub(super) async fn answering(answers: &[&str]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let port = listener.local_addr().expect("bound").port();
        let (heard, gate) = (Arc::default(), Arc::default());
        let receiver = Self { port, heard, answers: Arc::default(), gate };
        receiver.answer(answers);
        let own = receiver.clone();
        tokio::spawn(async move {
            while let Ok((socket, _)) = listener.accept().await {
                own.take(socket).await;
            }
        });
        receiver
    }

    /// Messages are heard and not answered until this is dropped.
    pub(super) async fn hold(&self) -> OwnedMutexGuard<()> {
        Arc::clone(&self.gate).lock_owned().await
    }

    /// From now on these are the answers.
    pub(super) fn answer(&self, answers: &[&str]) {
        let reversed = answers.iter().rev().map(|answer| (*answer).to_owned()).collect();
        *self.answers.lock().expect("unpoisoned") = reversed;
    }

    async fn take(&self, mut socket: TcpStream) {
        let mut bytes = Vec::new();
        let (head, body) = loop {
            if socket.read_buf(&mut bytes).await.unwrap_or(0) == 0 {
                return;
            }
            let text = String::from_utf8_lossy(&bytes);
            let Some((head, body)) = text.split_once("\r\n\r\n") else { continue };
            let head = head.to_lowercase();
            let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
            let length: usize = length.and_then(|text| text.parse().ok()).expect("a length");
            if body.len() >= length {
                break (head, body.to_owned());
            }
        };
        let event = serde_json::from_str(&body).expect("the body is JSON");
        self.heard.lock().expect("unpoisoned").push(Heard { head, event });
        drop(self.gate.lock().await);
        let answer = {
            let mut answers = self.answers.lock().expect("unpoisoned");
            if answers.len() > 1 { answers.pop() } else { answers.last().cloned() }
        };
        let answer = answer.unwrap_or_else(|| "200 OK".to_owned());
        let answer = format!("HTTP/1.1 {answer}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
        let _ = socket.write_all(answer.as_bytes()).await;
    }

    pub(super) fn url(&self) -> String {
        format!("http://127.0.0.1:{}/hook?token=x", self.port)
    }

    pub(super) fn heard(&self) -> Vec<Heard> {
        self.heard.lock().expect("unpoisoned").clone()
    }

    pub(super) fn ids(&self) -> Vec<String> {
        self.heard().iter().map(Heard::id).collect()
    }
}
