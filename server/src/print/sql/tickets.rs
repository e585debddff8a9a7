//! Tickets: which wait at which printer, and what became of them.

use super::super::jobs::{Job, Kind, Listed, Waiting};
use crate::clock::Timestamp;
use crate::db::{Conn, DbError, execute, fetch_all, fetch_optional};
use crate::ids::{OrderId, PrinterId, StoreId};

/// `false` when this claim has its ticket at this printer already.
pub(in crate::print) async fn insert_job(tx: &mut Conn, job: &Job) -> Result<bool, DbError> {
    let inserted = execute!(
        tx,
        "insert into print_jobs (id, printer, kind, order_id, sequence, created_at, tries)
         values ($1, $2, $3, $4, $5, $6, 0) on conflict (printer, order_id, sequence) do nothing",
        &job.id,
        &job.printer,
        job.kind.as_str(),
        &job.order,
        job.sequence,
        job.created_at
    )?;
    Ok(inserted == 1)
}

/// Gives up waiting tickets of claims before `sequence`: the order was claimed again.
pub(in crate::print) async fn supersede(
    tx: &mut Conn,
    printer: &PrinterId,
    order: &OrderId,
    sequence: i64,
    now: Timestamp,
) -> Result<(), DbError> {
    execute!(
        tx,
        "update print_jobs set given_up_at = $1, error = 'claimed again'
         where printed_at is null and given_up_at is null
         and printer = $2 and order_id = $3 and sequence < $4",
        now,
        printer,
        order,
        sequence
    )?;
    Ok(())
}

/// Whether a copy of the order waits at the printer, or was asked for after `since`.
pub(in crate::print) async fn has_copy(
    conn: &mut Conn,
    printer: &PrinterId,
    order: &OrderId,
    since: Timestamp,
) -> Result<bool, DbError> {
    let row = fetch_optional!(
        conn,
        (String,),
        "select id from print_jobs where printer = $1 and order_id = $2 and kind = 'copy'
         and (printed_at is null and given_up_at is null or created_at > $3) limit 1",
        printer,
        order,
        since
    )?;
    Ok(row.is_some())
}

#[derive(sqlx::FromRow)]
struct JobRow {
    id: String,
    printer: PrinterId,
    kind: String,
    order_id: Option<OrderId>,
    sequence: Option<i64>,
    created_at: Timestamp,
    sending_at: Option<Timestamp>,
}

impl From<JobRow> for Job {
    fn from(row: JobRow) -> Self {
        Self {
            id: row.id,
            printer: row.printer,
            kind: Kind::parse(&row.kind).unwrap_or(Kind::Copy),
            order: row.order_id,
            sequence: row.sequence,
            created_at: row.created_at,
            may_be_printed: row.sending_at.is_some(),
        }
    }
}

/// The oldest ticket that waits at a printer.
pub(in crate::print) async fn next_job(
    conn: &mut Conn,
    printer: &PrinterId,
) -> Result<Option<Job>, DbError> {
    let row = fetch_optional!(
        conn,
        JobRow,
        "select id, printer, kind, order_id, sequence, created_at, sending_at from print_jobs
         where printed_at is null and given_up_at is null and printer = $1
         order by created_at, id limit 1",
        printer
    )?;
    Ok(row.map(Job::from))
}

/// Every ticket that waits, oldest first, with the state of its order.
pub(in crate::print) async fn waiting(
    conn: &mut Conn,
    limit: i64,
) -> Result<Vec<Waiting>, DbError> {
    let rows = fetch_all!(
        conn,
        (String, PrinterId, String, Option<OrderId>, Timestamp, Option<String>),
        "select print_jobs.id, print_jobs.printer, print_jobs.kind, print_jobs.order_id,
            print_jobs.created_at, orders.state
         from print_jobs left join orders on orders.id = print_jobs.order_id
         where printed_at is null and given_up_at is null
         order by print_jobs.created_at, print_jobs.id limit $1",
        limit
    )?;
    let waiting =
        |(id, printer, kind, order, created_at, state): (_, _, String, _, _, _)| Waiting {
            id,
            printer,
            kind: Kind::parse(&kind).unwrap_or(Kind::Copy),
            order,
            created_at,
            order_state: state,
        };
    Ok(rows.into_iter().map(waiting).collect())
}

/// Notes that the ticket's bytes are about to be sent; `false` when it waits no longer.
pub(in crate::print) async fn begin(
    tx: &mut Conn,
    job: &str,
    now: Timestamp,
) -> Result<bool, DbError> {
    let begun = execute!(
        tx,
        "update print_jobs set sending_at = $1, tries = tries + 1
         where id = $2 and printed_at is null and given_up_at is null",
        now,
        job
    )?;
    Ok(begun == 1)
}

pub(in crate::print) async fn set_printed(
    tx: &mut Conn,
    job: &str,
    now: Timestamp,
) -> Result<(), DbError> {
    execute!(tx, "update print_jobs set printed_at = $1, error = null where id = $2", now, job)?;
    Ok(())
}

pub(in crate::print) async fn set_error(
    tx: &mut Conn,
    job: &str,
    error: &str,
) -> Result<(), DbError> {
    execute!(tx, "update print_jobs set error = $1 where id = $2", error, job)?;
    Ok(())
}

/// Gives up one ticket; `false` when it did not wait.
pub(in crate::print) async fn give_up(
    tx: &mut Conn,
    job: &str,
    why: &str,
    now: Timestamp,
) -> Result<bool, DbError> {
    let given_up = execute!(
        tx,
        "update print_jobs set given_up_at = $1, error = $2
         where id = $3 and printed_at is null and given_up_at is null",
        now,
        why,
        job
    )?;
    Ok(given_up == 1)
}

/// How many tickets wait at each printer of a store.
pub(in crate::print) async fn listed(
    conn: &mut Conn,
    store: &StoreId,
) -> Result<Vec<Listed>, DbError> {
    let counts = fetch_all!(
        conn,
        (PrinterId, i64),
        "select print_jobs.printer, count(*) from print_jobs
         join printers on printers.id = print_jobs.printer
         where printed_at is null and given_up_at is null and printers.store = $1
         group by print_jobs.printer",
        store
    )?;
    let waiting = |id: &PrinterId| counts.iter().find(|(p, _)| p == id).map_or(0, |(_, n)| *n);
    let printers = super::of_store(conn, store).await?;
    Ok(printers.into_iter().map(|p| Listed { waiting: waiting(&p.id), printer: p }).collect())
}

pub(in crate::print) async fn forget(tx: &mut Conn, before: Timestamp) -> Result<u64, DbError> {
    execute!(
        tx,
        "delete from print_jobs where created_at < $1
         and (printed_at is not null or given_up_at is not null)",
        before
    )
}

/// Gives up everything that waits at a printer.
pub(in crate::print) async fn give_up_all(
    tx: &mut Conn,
    printer: &PrinterId,
    why: &str,
    now: Timestamp,
) -> Result<(), DbError> {
    execute!(
        tx,
        "update print_jobs set given_up_at = $1, error = $2
         where printed_at is null and given_up_at is null and printer = $3",
        now,
        why,
        printer
    )?;
    Ok(())
}
