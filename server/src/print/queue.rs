//! Who puts tickets into the queues and takes them out: claims, found by following the events, and
//! people, by the board and the console. Whatever the screens show of a printer changes together
//! with an event about it, so they follow.

use serde_json::{Value, json};

use super::jobs::{Job, Kind, Printer, outdated};
use super::sql;
use crate::clock::Timestamp;
use crate::crash;
use crate::db::{Conn, DbError, Fail, Never};
use crate::events::{self, EventHead, EventType, NewEvent, append};
use crate::ids::{OrderId, PrinterId, StoreId};
use crate::platform::Platform;

/// Claims read in one round at most.
const BATCH: i64 = 100;
/// Without claims to print, the cursor is stored once in so many events.
const CURSOR_STEP: i64 = 1_000;
/// A second tap on "Print" within this time is the first one's.
const SAME_TAP_SECONDS: i64 = 3;
/// How long done tickets are kept, for whoever asks what happened.
const KEPT_SECONDS: i64 = 2 * 86_400;

/// Reads the claims after `seen` and queues a ticket for each at every printer of its store.
/// Answers up to where it read.
///
/// Reading a claim twice is harmless: a claim has one ticket at a printer, by a constraint.
pub(super) async fn follow(
    platform: &Platform,
    printers: &[Printer],
    seen: i64,
) -> Result<i64, DbError> {
    let now = platform.now();
    let mut conn = platform.db.read().await?;
    let stored = sql::cursor(&mut conn).await?;
    let (mut at, head) = (seen.max(stored), events::head(&mut conn).await?);
    while at < head {
        let claims = sql::claims(&mut conn, at, head, BATCH).await?;
        let is_all = i64::try_from(claims.len()).unwrap_or(BATCH) < BATCH;
        at = if is_all { head } else { claims.last().map_or(head, |claim| claim.position) };
        let mut jobs = Vec::new();
        for claim in claims {
            let of_store = printers.iter().filter(|printer| printer.store == claim.store);
            for printer in of_store.filter(|printer| printer.created_at <= claim.time) {
                let job = Job {
                    id: platform.ids.fresh(now),
                    printer: printer.id.clone(),
                    kind: Kind::Claim,
                    order: Some(claim.subject.clone()),
                    sequence: Some(claim.sequence),
                    created_at: claim.time,
                    may_be_printed: false,
                };
                // After hours of downtime nobody wants these; a released order is not looked at
                // here, the claim may be newer than what was read.
                if outdated(Kind::Claim, Some("making"), claim.time, now).is_none() {
                    jobs.push((printer.clone(), job));
                }
            }
        }
        if !jobs.is_empty() || at - stored >= CURSOR_STEP {
            crash::point("print.found");
            enqueue(platform, jobs, at).await?;
        }
    }
    Ok(at)
}

async fn enqueue(
    platform: &Platform,
    jobs: Vec<(Printer, Job)>,
    cursor: i64,
) -> Result<(), DbError> {
    let now = platform.now();
    write(platform, move |tx| {
        let jobs = jobs.clone();
        Box::pin(async move {
            for (printer, job) in jobs {
                if let (Some(order), Some(sequence)) = (&job.order, job.sequence) {
                    sql::supersede(tx, &printer.id, order, sequence, now).await?;
                }
                if sql::insert_job(tx, &job).await? && printer.trouble.is_some() {
                    tell(tx, &printer, now, json!({"change": "waiting"})).await?;
                }
            }
            Ok(sql::set_cursor(tx, cursor).await?)
        })
    })
    .await
}

/// Gives up what waits but is not wanted any more, and answers the printers where something is
/// left to print.
pub(super) async fn sweep(platform: &Platform) -> Result<Vec<PrinterId>, DbError> {
    let now = platform.now();
    let waiting = sql::waiting(&mut platform.db.read().await?, 10 * BATCH).await?;
    let (mut wanted, mut over) = (Vec::new(), Vec::new());
    for job in waiting {
        match outdated(job.kind, job.order_state.as_deref(), job.created_at, now) {
            None => wanted.push(job.printer),
            Some(why) => over.push((job, why)),
        }
    }
    if !over.is_empty() {
        write(platform, move |tx| {
            let over = over.clone();
            Box::pin(async move {
                let mut printers: Vec<PrinterId> = Vec::new();
                for (job, why) in over {
                    if sql::give_up(tx, &job.id, why, now).await? {
                        tracing::info!(job = job.id, why, "a ticket is not printed any more");
                        printers.push(job.printer);
                    }
                }
                tell_of(tx, printers, now).await
            })
        })
        .await?;
    }
    wanted.dedup();
    Ok(wanted)
}

/// Queues a copy of an order's ticket at every printer of its store, and answers at how many.
///
/// # Errors
/// When the database does not answer.
pub async fn copy(platform: &Platform, store: &StoreId, order: &OrderId) -> Result<usize, DbError> {
    let now = platform.now();
    let (ids, store, order) = (platform.ids.clone(), store.clone(), order.clone());
    let queued = write(platform, move |tx| {
        let (ids, store, order) = (ids.clone(), store.clone(), order.clone());
        Box::pin(async move {
            let printers = sql::of_store(tx, &store).await?;
            for printer in &printers {
                let since = now.plus_seconds(-SAME_TAP_SECONDS);
                if sql::has_copy(tx, &printer.id, &order, since).await? {
                    continue;
                }
                let job = Job {
                    id: ids.fresh(now),
                    printer: printer.id.clone(),
                    kind: Kind::Copy,
                    order: Some(order.clone()),
                    sequence: None,
                    created_at: now,
                    may_be_printed: false,
                };
                sql::insert_job(tx, &job).await?;
                tell(tx, printer, now, json!({"change": "copy"})).await?;
            }
            Ok(printers.len())
        })
    })
    .await?;
    platform.changed.ring();
    Ok(queued)
}

/// Queues a test page.
pub(super) fn test_page(id: String, printer: &Printer, now: Timestamp) -> Job {
    Job {
        id,
        printer: printer.id.clone(),
        kind: Kind::Test,
        order: None,
        sequence: None,
        created_at: now,
        may_be_printed: false,
    }
}

/// Orders whose tickets wait at printers in trouble, oldest first, each once.
///
/// # Errors
/// When the database does not answer.
pub async fn stuck(platform: &Platform, store: &StoreId) -> Result<Vec<OrderId>, DbError> {
    let mut conn = platform.db.read().await?;
    let printers = sql::of_store(&mut conn, store).await?;
    let is_stuck = |id: &PrinterId| printers.iter().any(|p| p.id == *id && p.trouble.is_some());
    let mut orders: Vec<OrderId> = Vec::new();
    for job in sql::waiting(&mut conn, 10 * BATCH).await? {
        let order = job.order.filter(|order| !orders.contains(order));
        orders.extend(order.filter(|_| is_stuck(&job.printer)));
    }
    Ok(orders)
}

/// Takes the tickets of these orders out of the queues of printers in trouble: they were printed
/// elsewhere.
///
/// # Errors
/// When the database does not answer.
pub async fn printed_elsewhere(
    platform: &Platform,
    store: &StoreId,
    orders: Vec<OrderId>,
) -> Result<(), DbError> {
    let now = platform.now();
    let store = store.clone();
    write(platform, move |tx| {
        let (store, orders) = (store.clone(), orders.clone());
        Box::pin(async move {
            let printers = sql::of_store(tx, &store).await?;
            let mut changed = Vec::new();
            for job in sql::waiting(tx, 10 * BATCH).await? {
                let is_meant = job.order.is_some_and(|order| orders.contains(&order));
                let is_stuck = printers.iter().any(|p| p.id == job.printer && p.trouble.is_some());
                if is_meant
                    && is_stuck
                    && sql::give_up(tx, &job.id, "printed elsewhere", now).await?
                {
                    changed.push(job.printer);
                }
            }
            tell_of(tx, changed, now).await
        })
    })
    .await?;
    platform.changed.ring();
    Ok(())
}

/// Forgets tickets that were done two days ago.
///
/// # Errors
/// When the database does not answer.
pub async fn forget_old(platform: &Platform) -> Result<(), DbError> {
    let before = platform.now().plus_seconds(-KEPT_SECONDS);
    write(platform, move |tx| {
        Box::pin(async move {
            sql::forget(tx, before).await?;
            Ok(())
        })
    })
    .await
}

async fn tell_of(
    tx: &mut Conn,
    mut printers: Vec<PrinterId>,
    now: Timestamp,
) -> Result<(), Fail<Never>> {
    printers.sort();
    printers.dedup();
    for id in printers {
        if let Some(printer) = sql::find(tx, &id).await? {
            tell(tx, &printer, now, json!({"change": "waiting"})).await?;
        }
    }
    Ok(())
}

/// Appends an event about a printer, in the caller's transaction.
pub(super) async fn tell(
    tx: &mut Conn,
    printer: &Printer,
    now: Timestamp,
    data: Value,
) -> Result<(), DbError> {
    let sequence = sql::next_sequence(tx, &printer.id).await?;
    let head = EventHead {
        store: &printer.store,
        subject: printer.id.as_str(),
        recipient: None,
        after: sequence - 1,
        time: now,
        traceparent: None,
    };
    append(tx, &head, &[NewEvent::new(EventType::PrinterChanged, data)]).await
}

/// `db.write` for jobs that refuse nothing.
pub(super) async fn write<T, F>(platform: &Platform, job: F) -> Result<T, DbError>
where
    T: Send + 'static,
    F: for<'c> Fn(&'c mut Conn) -> futures_util::future::BoxFuture<'c, Result<T, Fail<Never>>>
        + Send
        + Sync
        + 'static,
{
    Ok(platform.db.write(job).await?)
}
