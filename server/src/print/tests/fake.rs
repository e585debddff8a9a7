//! A network printer that does what the test says, and remembers what it printed.

use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// How it behaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mood {
    /// Prints and answers.
    Well,
    /// Prints and never answers.
    Mute,
    /// Nobody listens.
    Off,
    /// Answers that its paper is out.
    OutOfPaper,
    /// Answers that its cover is open.
    CoverOpen,
    /// Breaks the connection off in the middle of a ticket.
    BreaksOff,
}

/// A printer on a port of its own.
pub(super) struct Fake {
    port: u16,
    paper: Arc<Mutex<Vec<Vec<u8>>>>,
    listening: Mutex<Option<JoinHandle<()>>>,
}

impl Fake {
    pub(super) async fn start(mood: Mood) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
        let port = listener.local_addr().expect("it is bound").port();
        drop(listener);
        let fake = Self { port, paper: Arc::default(), listening: Mutex::new(None) };
        fake.set(mood).await;
        fake
    }

    pub(super) const fn port(&self) -> u16 {
        self.port
    }

    /// Changes its mood; what it was doing ends.
    pub(super) async fn set(&self, mood: Mood) {
        let before = self.listening.lock().expect("nobody panicked").take();
        if let Some(before) = before {
            before.abort();
            let _ = before.await;
        }
        if mood == Mood::Off {
            return;
        }
        let listener = TcpListener::bind(("127.0.0.1", self.port)).await.expect("its port is free");
        let paper = Arc::clone(&self.paper);
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                serve(stream, mood, &paper).await;
            }
        });
        *self.listening.lock().expect("nobody panicked") = Some(task);
    }

    /// What came out, a text for each cut, with the letters of ASCII only.
    pub(super) fn tickets(&self) -> Vec<String> {
        let paper = self.paper.lock().expect("nobody panicked");
        paper.iter().map(|ticket| String::from_utf8_lossy(ticket).into_owned()).collect()
    }
}

async fn serve(mut stream: TcpStream, mood: Mood, paper: &Mutex<Vec<Vec<u8>>>) {
    let mut received = Vec::new();
    while let Ok(byte) = stream.read_u8().await {
        received.push(byte);
        let answer = match (&received[..], mood) {
            ([.., 0x10, 4, 1 | 2 | 4], Mood::Mute) => None,
            ([.., 0x10, 4, 1], Mood::OutOfPaper | Mood::CoverOpen) => Some(0x1a),
            ([.., 0x10, 4, 2], Mood::CoverOpen) => Some(0x16),
            ([.., 0x10, 4, 4], Mood::OutOfPaper) => Some(0x72),
            ([.., 0x10, 4, 1 | 2 | 4], _) => Some(0x12),
            ([.., 0x1d, b'r', 1], Mood::Mute) => None,
            ([.., 0x1d, b'r', 1], _) => Some(0x00),
            _ => None,
        };
        if let Some(answer) = answer {
            let _ = stream.write_u8(answer).await;
        }
        if mood == Mood::BreaksOff && received.len() > 40 {
            // With unread bytes left, closing is a reset.
            return;
        }
        if received.ends_with(&[0x1d, b'V', b'B', 0]) {
            paper.lock().expect("nobody panicked").push(std::mem::take(&mut received));
        }
    }
}
