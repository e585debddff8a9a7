//! What a server prints: kept line by line, and held against `docs/asyncapi.yaml` where it tells of
//! what it emitted.
//!
//! Read by threads, not tasks: they go on to the last line when the test's runtime is busy or over.

use std::fs::File;
use std::io::{BufRead as _, BufReader};
use std::os::fd::OwnedFd;
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread::JoinHandle;

use crate::asyncapi::asyncapi;

/// What a server is asked to tell beside its usual log: each event, each message on the bus and to
/// browsers.
pub(crate) const TELL_ALL: &str = "info,crema::events=trace,crema::bus=trace,crema::messages=trace";

/// The lines so far, over restarts.
#[derive(Default)]
pub(crate) struct Output {
    seen: Arc<Mutex<Seen>>,
    readers: Vec<JoinHandle<()>>,
}

#[derive(Default)]
struct Seen {
    lines: Vec<String>,
    checked: usize,
    mismatches: Vec<String>,
}

impl Output {
    /// Reads a stream of the process to its end.
    pub(crate) fn read(&mut self, stream: OwnedFd) {
        let seen = Arc::clone(&self.seen);
        self.readers.push(std::thread::spawn(move || {
            // Bytes, because what is cut by a kill may end within a letter.
            for line in BufReader::new(File::from(stream)).split(b'\n').map_while(Result::ok) {
                let line = String::from_utf8_lossy(&line);
                let told = emitted(&line).map(|(target, told)| check(target, told));
                let mut seen = lock(&seen);
                match told {
                    None => seen.lines.push(line.into_owned()),
                    Some(Ok(())) => seen.checked += 1,
                    Some(Err(mismatch)) => seen.mismatches.push(mismatch),
                }
            }
        }));
    }

    /// The lines so far, without what was emitted.
    pub(crate) fn text(&self) -> String {
        lock(&self.seen).lines.join("\n")
    }

    /// How many events and messages were told of, each as in the document.
    pub(crate) fn checked(&self) -> usize {
        lock(&self.seen).checked
    }

    /// Waits until everything is read, the process being dead, and gives what was not as in the
    /// document.
    pub(crate) fn finish(&mut self) -> Vec<String> {
        for reader in self.readers.drain(..) {
            // A reader that panicked says so itself.
            let _ = reader.join();
        }
        std::mem::take(&mut lock(&self.seen).mismatches)
    }
}

fn lock(seen: &Mutex<Seen>) -> MutexGuard<'_, Seen> {
    seen.lock().expect("no holder of this lock panics")
}

/// Target and text of a line that tells of something emitted.
fn emitted(line: &str) -> Option<(&'static str, &str)> {
    ["crema::events", "crema::bus", "crema::messages"].into_iter().find_map(|target| {
        let (before, after) = line.split_once(target)?;
        before.contains("TRACE").then(|| (target, without_separator(after)))
    })
}

/// The text behind a target: without the colon, the space and the colours between them.
fn without_separator(mut text: &str) -> &str {
    loop {
        text = if let Some(colour) = text.strip_prefix("\u{1b}[") {
            colour.split_once('m').map_or("", |(_, rest)| rest)
        } else if let Some(rest) = text.strip_prefix([':', ' ']) {
            rest
        } else {
            return text;
        };
    }
}

/// Holds what servers printed somewhere else against the document: how many events and messages there
/// were, and what was not as in it.
#[must_use]
pub fn check_told(text: &str) -> (usize, Vec<String>) {
    let told = text.lines().filter_map(emitted).map(|(target, told)| check(target, told));
    let (good, bad): (Vec<_>, Vec<_>) = told.partition(Result::is_ok);
    (good.len(), bad.into_iter().filter_map(Result::err).collect())
}

fn check(target: &str, told: &str) -> Result<(), String> {
    // The last line of a killed process may be cut.
    let Some((name, json)) = told.split_once(' ') else { return Ok(()) };
    let Ok(payload) = serde_json::from_str(json) else { return Ok(()) };
    if target == "crema::events" {
        asyncapi().check_event(name, &payload)
    } else {
        asyncapi().check_message(name, &payload)
    }
}
