//! Talks to a printer: is it well, here is a ticket, did you print it? Every step has a time limit.
//!
//! Only the bytes of a ticket and questions about the status are ever sent, and of an answer only
//! status bits are used: an address that is no printer's tells nothing to whoever typed it.

use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::time::{Instant, timeout, timeout_at};

use super::escpos::{ASK_OFFLINE, ASK_PAPER, ASK_PRINTER, ASK_WHEN_DONE};
use super::status::{cause, is_offline, is_status};
use super::{Address, Trouble};

const CONNECT: Duration = Duration::from_secs(3);
/// A printer answers a question about its status in milliseconds, or never.
const ANSWER: Duration = Duration::from_millis(700);
const WRITE: Duration = Duration::from_secs(6);
/// How long a printer may take for the ticket and what it still had in its memory.
const FINISH: Duration = Duration::from_secs(5);
/// How long a printer that answers nothing is given to break the connection off.
const PARTING: Duration = Duration::from_millis(500);
/// The most that all of the above can take together, rounded up.
pub(super) const LONGEST_SECONDS: i64 = 20;

/// A connection to a printer that says it is well, or says nothing.
#[derive(Debug)]
pub(super) struct Line {
    stream: TcpStream,
    /// Whether it answers questions about its status.
    pub(super) answers: bool,
}

impl Line {
    /// Connects and asks how it is; `must_answer` when it is known to.
    pub(super) async fn open(address: &Address, must_answer: bool) -> Result<Self, Trouble> {
        let connecting = TcpStream::connect((address.host.as_str(), address.port));
        let connected = timeout(CONNECT, connecting).await;
        let stream = connected.ok().and_then(Result::ok).ok_or(Trouble::Off)?;
        // Without this a question waits for the answer to the one before.
        let _ = stream.set_nodelay(true);
        let mut line = Self { stream, answers: false };
        match line.ask(ASK_PRINTER).await? {
            Some(printer) if is_offline(printer) => return Err(line.why().await),
            Some(_) => line.answers = true,
            None if must_answer => return Err(Trouble::Silent),
            None => {}
        }
        Ok(line)
    }

    /// Sends a ticket and waits until it is printed, as far as the printer tells.
    pub(super) async fn send(mut self, ticket: &[u8]) -> Result<(), Trouble> {
        self.write(ticket).await?;
        if self.answers {
            self.write(&ASK_WHEN_DONE).await?;
            // It answers in turn: after the ticket is on paper.
            let is_answer = |byte: u8| byte & 0b1001_0000 == 0;
            if self.read(FINISH, is_answer).await?.is_none() {
                // Out of paper in the middle, or one that does not know the question.
                return match self.ask(ASK_PRINTER).await? {
                    Some(printer) if is_offline(printer) => Err(self.why().await),
                    Some(_) => Ok(()),
                    None => Err(Trouble::Silent),
                };
            }
        }
        self.stream.shutdown().await.map_err(|_| Trouble::Off)?;
        // Broken off (not just ended) means that it did not take everything.
        self.read(PARTING, |_| false).await.map(|_| ()).or_else(|trouble| match trouble {
            Trouble::Silent => Ok(()),
            other => Err(other),
        })
    }

    async fn why(&mut self) -> Trouble {
        let offline = self.ask(ASK_OFFLINE).await.ok().flatten();
        let paper = self.ask(ASK_PAPER).await.ok().flatten();
        cause(offline, paper)
    }

    async fn ask(&mut self, question: [u8; 3]) -> Result<Option<u8>, Trouble> {
        self.write(&question).await?;
        self.read(ANSWER, is_status).await
    }

    async fn write(&mut self, bytes: &[u8]) -> Result<(), Trouble> {
        match timeout(WRITE, self.stream.write_all(bytes)).await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(_)) => Err(Trouble::Off),
            Err(_) => Err(Trouble::Silent),
        }
    }

    /// The first byte that is an answer, within `limit`; others (a printer may report changes by
    /// itself) are passed over. `Silent` when the other side ended the connection.
    async fn read(
        &mut self,
        limit: Duration,
        is_answer: impl Fn(u8) -> bool,
    ) -> Result<Option<u8>, Trouble> {
        let until = Instant::now() + limit;
        // Whoever sends more than this is no printer.
        for _ in 0..64 {
            match timeout_at(until, self.stream.read_u8()).await {
                Ok(Ok(byte)) if is_answer(byte) => return Ok(Some(byte)),
                Ok(Ok(_)) => {}
                Ok(Err(error)) if error.kind() == std::io::ErrorKind::UnexpectedEof => {
                    return Err(Trouble::Silent);
                }
                Ok(Err(_)) => return Err(Trouble::Off),
                Err(_) => return Ok(None),
            }
        }
        Ok(None)
    }
}
