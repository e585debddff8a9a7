//! Prints what waits: one loop that looks, and a task for each printer that has something to do, so
//! that a slow or dead one holds up nobody else.
//!
//! At least once. A ticket is noted as "being sent" before its first byte and as printed after the
//! last; whoever finds the first note without the second prints it again and says so on the paper.
//! A lease keeps two processes from talking to one printer at a time.

use std::collections::HashSet;
use std::time::Duration;

use tokio::sync::watch;
use tokio::task::JoinSet;

use super::content::{self, Occasion};
use super::jobs::{Job, Kind, Printer, is_due};
use super::manage::{note, note_in};
use super::queue::{follow, sweep, write};
use super::sender::{LONGEST_SECONDS, Line};
use super::{Trouble, lay_out, sql};
use crate::crash;
use crate::db::DbError;
use crate::ids::PrinterId;
use crate::order;
use crate::platform::Platform;
use crate::store;

/// How long to wait for news before looking anyway: another process may have relayed the claim.
const POLL: Duration = Duration::from_secs(1);
/// After a failure of the database.
const AFTER_FAILURE: Duration = Duration::from_millis(500);

/// The loop that prints.
#[derive(Debug)]
pub struct Printing {
    platform: Platform,
    /// This process, in leases.
    me: String,
    seen: i64,
    busy: HashSet<PrinterId>,
    tasks: JoinSet<PrinterId>,
}

impl Printing {
    /// A loop over the platform's printers.
    #[must_use]
    pub fn new(platform: Platform) -> Self {
        let me = platform.ids.fresh(platform.now());
        Self { platform, me, seen: 0, busy: HashSet::new(), tasks: JoinSet::new() }
    }

    /// Prints until its future is dropped.
    pub async fn run(mut self) {
        let mut positions = self.platform.changed.positions.subscribe();
        loop {
            positions.mark_unchanged();
            if let Err(error) = self.look().await {
                tracing::warn!(%error, "tickets wait: the database does not answer");
                tokio::time::sleep(AFTER_FAILURE).await;
                continue;
            }
            self.wait(&mut positions).await;
        }
    }

    async fn wait(&mut self, positions: &mut watch::Receiver<i64>) {
        tokio::select! {
            _ = positions.changed() => {}
            Some(ended) = self.tasks.join_next(), if !self.tasks.is_empty() => match ended {
                Ok(printer) => { self.busy.remove(&printer); }
                // Which one it was is not told: look at all of them again once the rest is done.
                Err(error) => {
                    tracing::error!(%error, "a printer's task ended in the middle");
                    self.tasks.shutdown().await;
                    self.busy.clear();
                }
            },
            () = tokio::time::sleep(POLL) => {}
        }
    }

    /// Queues what was claimed, and begins to work at every printer that has something to do.
    ///
    /// # Errors
    /// When the database does not answer.
    pub(super) async fn look(&mut self) -> Result<(), DbError> {
        let printers = sql::all(&mut self.platform.db.read().await?).await?;
        if printers.is_empty() {
            return Ok(());
        }
        self.seen = follow(&self.platform, &printers, self.seen).await?;
        let waiting = sweep(&self.platform).await?;
        let now = self.platform.now();
        for printer in printers {
            let has_waiting = waiting.contains(&printer.id);
            if is_due(&printer, has_waiting, now) && self.busy.insert(printer.id.clone()) {
                let (platform, me) = (self.platform.clone(), self.me.clone());
                self.tasks.spawn(async move {
                    let id = printer.id.clone();
                    if let Err(error) = work(&platform, &me, printer).await {
                        tracing::warn!(printer = %id, %error, "tickets wait: the database does not answer");
                    }
                    id
                });
            }
        }
        Ok(())
    }

    /// Waits until every printer that was begun with is done with.
    #[cfg(test)]
    pub(super) async fn settle(&mut self) {
        while let Some(printer) = self.tasks.join_next().await {
            self.busy.remove(&printer.expect("it ends well"));
        }
    }
}

/// Prints what waits at one printer, until nothing does or it fails.
async fn work(platform: &Platform, me: &str, printer: Printer) -> Result<(), DbError> {
    let mut printer = printer;
    while keep(platform, me, &printer).await? {
        let job = sql::next_job(&mut platform.db.read().await?, &printer.id).await?;
        let Some(job) = job else {
            if printer.trouble.is_some() {
                let opened = Line::open(&printer.address, printer.answers).await;
                let answers = opened.as_ref().is_ok_and(|line| line.answers);
                note(platform, &printer, opened.err(), answers).await?;
            }
            break;
        };
        if !print(platform, &printer, job).await? {
            break;
        }
        let found = sql::find(&mut platform.db.read().await?, &printer.id).await?;
        let Some(found) = found else { break };
        printer = found;
    }
    let (id, me) = (printer.id, me.to_owned());
    write(platform, move |tx| {
        let (id, me) = (id.clone(), me.clone());
        Box::pin(async move { Ok(sql::release(tx, &id, &me).await?) })
    })
    .await
}

/// Takes the lease, or prolongs it by more than one ticket can take.
async fn keep(platform: &Platform, me: &str, printer: &Printer) -> Result<bool, DbError> {
    let (id, me) = (printer.id.clone(), me.to_owned());
    let clock = platform.clock.clone();
    write(platform, move |tx| {
        let (id, me, now) = (id.clone(), me.clone(), clock.now());
        Box::pin(async move {
            Ok(sql::take(tx, &id, &me, now.plus_seconds(LONGEST_SECONDS), now).await?)
        })
    })
    .await
}

/// Prints one ticket; `false` when the printer failed.
async fn print(platform: &Platform, printer: &Printer, job: Job) -> Result<bool, DbError> {
    let Some(ticket) = ticket(platform, printer, &job).await? else {
        give_up(platform, &job).await?;
        return Ok(true);
    };
    let bytes = lay_out(&ticket, printer.paper, printer.charset);
    let line = match Line::open(&printer.address, printer.answers).await {
        Ok(line) => line,
        Err(trouble) => {
            failed(platform, printer, &job, trouble, false).await?;
            return Ok(false);
        }
    };
    let answers = line.answers;
    if !begin(platform, &job).await? {
        // Cleared, or printed elsewhere, while the printer was asked how it is.
        return Ok(true);
    }
    crash::point("print.begun");
    if let Err(trouble) = line.send(&bytes).await {
        failed(platform, printer, &job, trouble, answers).await?;
        return Ok(false);
    }
    crash::point("print.sent");
    printed(platform, printer, &job, answers).await?;
    crash::point("print.noted");
    metrics::counter!("crema_tickets_printed_total").increment(1);
    Ok(true)
}

/// The ticket of a job; none when its order or store is gone.
async fn ticket(
    platform: &Platform,
    printer: &Printer,
    job: &Job,
) -> Result<Option<super::Ticket>, DbError> {
    let Some(store) = store::find(&platform.db, &printer.store).await? else { return Ok(None) };
    let Some(order) = &job.order else {
        return Ok(Some(content::test_page(&store, printer, platform.now())));
    };
    let occasion = match (job.kind, job.may_be_printed) {
        (_, true) => Occasion::Again,
        (Kind::Copy, false) => Occasion::Copy,
        (Kind::Claim | Kind::Test, false) => Occasion::First,
    };
    let order = order::find(&platform.db, order).await?;
    Ok(order.map(|order| content::ticket(&order, &store, &printer.language, occasion)))
}

async fn give_up(platform: &Platform, job: &Job) -> Result<bool, DbError> {
    let (now, id) = (platform.now(), job.id.clone());
    write(platform, move |tx| {
        let id = id.clone();
        Box::pin(async move { Ok(sql::give_up(tx, &id, "no such order", now).await?) })
    })
    .await
}

async fn begin(platform: &Platform, job: &Job) -> Result<bool, DbError> {
    let (now, id) = (platform.now(), job.id.clone());
    write(platform, move |tx| {
        let id = id.clone();
        Box::pin(async move { Ok(sql::begin(tx, &id, now).await?) })
    })
    .await
}

async fn printed(
    platform: &Platform,
    printer: &Printer,
    job: &Job,
    answers: bool,
) -> Result<(), DbError> {
    let (now, printer, id) = (platform.now(), printer.id.clone(), job.id.clone());
    write(platform, move |tx| {
        let (printer, id) = (printer.clone(), id.clone());
        Box::pin(async move {
            sql::set_printed(tx, &id, now).await?;
            if answers {
                sql::set_answers(tx, &printer).await?;
            }
            if let Some(before) = sql::find(tx, &printer).await? {
                note_in(tx, &before, None, now).await?;
            }
            Ok(())
        })
    })
    .await
}

async fn failed(
    platform: &Platform,
    printer: &Printer,
    job: &Job,
    trouble: Trouble,
    answers: bool,
) -> Result<(), DbError> {
    metrics::counter!("crema_tickets_failed_total", "trouble" => trouble.as_str()).increment(1);
    note(platform, printer, Some(trouble), answers).await?;
    let id = job.id.clone();
    write(platform, move |tx| {
        let id = id.clone();
        Box::pin(async move { Ok(sql::set_error(tx, &id, trouble.as_str()).await?) })
    })
    .await
}
