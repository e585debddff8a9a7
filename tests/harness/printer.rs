//! A network printer that can be off, mute, out of paper, slow or break off in the middle, and
//! keeps what it printed.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

use crate::ground::free_address;

/// How a printer behaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mood {
    /// Prints, and answers questions about its status.
    Well,
    /// Prints, and answers nothing.
    Mute,
    /// Nobody listens at its address.
    Off,
    /// Takes connections and nothing from them.
    Hanging,
    /// Says that its paper is out.
    OutOfPaper,
    /// Breaks the connection off in the middle of a ticket.
    BreaksOff,
    /// Takes half a second for a ticket.
    Slow,
}

/// A printer at an address of its own.
pub struct Printer {
    address: SocketAddr,
    paper: Arc<Mutex<Vec<Vec<u8>>>>,
    listening: Option<JoinHandle<()>>,
}

impl Printer {
    /// Sets one up.
    pub async fn start(mood: Mood) -> Self {
        let mut printer = Self { address: free_address(), paper: Arc::default(), listening: None };
        printer.set(mood).await;
        printer
    }

    /// Its address, as an operator types it.
    #[must_use]
    pub fn address(&self) -> String {
        self.address.to_string()
    }

    /// Changes how it behaves from the next connection on; open ones end.
    ///
    /// # Panics
    /// When its port was taken meanwhile.
    pub async fn set(&mut self, mood: Mood) {
        if let Some(before) = self.listening.take() {
            before.abort();
            let _ = before.await;
        }
        if mood == Mood::Off {
            return;
        }
        let port = self.address.port();
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await;
        let listener = listener.expect("the printer's port is free");
        let paper = Arc::clone(&self.paper);
        self.listening = Some(tokio::spawn(async move {
            let mut held = Vec::new();
            while let Ok((stream, _)) = listener.accept().await {
                match mood {
                    Mood::Hanging => held.push(stream),
                    mood => print(stream, mood, &paper).await,
                }
            }
        }));
    }

    /// What came out, cut by cut: the bytes of each ticket.
    #[must_use]
    pub fn tickets(&self) -> Vec<Vec<u8>> {
        self.paper.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// What came out as text: letters of ASCII, everything else as a dot.
    #[must_use]
    pub fn texts(&self) -> Vec<String> {
        let letter = |&byte: &u8| match byte {
            b' '..=b'~' | b'\n' => char::from(byte),
            _ => '.',
        };
        self.tickets().iter().map(|ticket| ticket.iter().map(letter).collect()).collect()
    }
}

impl Drop for Printer {
    fn drop(&mut self) {
        if let Some(task) = self.listening.take() {
            task.abort();
        }
    }
}

async fn print(mut stream: TcpStream, mood: Mood, paper: &Mutex<Vec<Vec<u8>>>) {
    let mut received = Vec::new();
    while let Ok(byte) = stream.read_u8().await {
        received.push(byte);
        let answer = match (&received[..], mood) {
            (_, Mood::Mute) => None,
            ([.., 0x10, 4, 1], Mood::OutOfPaper) => Some(0x1a),
            ([.., 0x10, 4, 4], Mood::OutOfPaper) => Some(0x72),
            ([.., 0x10, 4, 1 | 2 | 4], _) => Some(0x12),
            ([.., 0x1d, b'r', 1], _) => Some(0x00),
            _ => None,
        };
        if let Some(answer) = answer {
            let _ = stream.write_u8(answer).await;
            received.clear();
        }
        if mood == Mood::BreaksOff && received.len() > 30 {
            // With bytes left unread, this is a reset.
            return;
        }
        if received.ends_with(&[0x1d, b'V', b'B', 0]) {
            if mood == Mood::Slow {
                tokio::time::sleep(Duration::from_millis(500)).await;
            }
            let ticket = std::mem::take(&mut received);
            paper.lock().unwrap_or_else(PoisonError::into_inner).push(ticket);
        }
    }
}
