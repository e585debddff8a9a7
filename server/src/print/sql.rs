//! Printers; their tickets, and how far the events were read, are beside this file.

mod claims;
mod tickets;

pub(super) use claims::{claims, cursor, set_cursor};
pub(super) use tickets::{
    begin, forget, give_up, give_up_all, has_copy, insert_job, listed, next_job, set_error,
    set_printed, supersede, waiting,
};

use super::jobs::Printer;
use super::{Address, Charset, Paper, Trouble};
use crate::clock::Timestamp;
use crate::db::{Conn, DbError, execute, fetch_all, fetch_one, fetch_optional};
use crate::ids::{PrinterId, StoreId};

#[derive(sqlx::FromRow)]
struct PrinterRow {
    id: PrinterId,
    store: StoreId,
    name: String,
    host: String,
    port: i64,
    paper: i64,
    charset: String,
    language: String,
    created_at: Timestamp,
    trouble: Option<String>,
    trouble_at: Option<Timestamp>,
    sequence: i64,
    failures: i64,
    try_at: Timestamp,
    answers: i64,
    lease: Option<String>,
    lease_until: Option<Timestamp>,
}

impl From<PrinterRow> for Printer {
    fn from(row: PrinterRow) -> Self {
        // The table's checks allow the known words only.
        let trouble = row.trouble.as_deref().and_then(Trouble::parse);
        Self {
            id: row.id,
            store: row.store,
            name: row.name,
            address: Address { host: row.host, port: u16::try_from(row.port).unwrap_or(0) },
            paper: Paper::of(row.paper).unwrap_or_default(),
            charset: Charset::parse(&row.charset).unwrap_or_default(),
            language: row.language,
            created_at: row.created_at,
            trouble: trouble.zip(row.trouble_at),
            sequence: row.sequence,
            failures: row.failures,
            try_at: row.try_at,
            answers: row.answers != 0,
            lease: row.lease.zip(row.lease_until),
        }
    }
}

/// Every query of printers starts alike; a macro, so that each stays one literal.
macro_rules! select_printers {
    ($rest:literal) => {
        concat!(
            "select id, store, name, host, port, paper, charset, language, created_at, trouble, \
             trouble_at, sequence, failures, try_at, answers, lease, lease_until from printers \
             where removed_at is null ",
            $rest
        )
    };
}

fn printers(rows: Vec<PrinterRow>) -> Vec<Printer> {
    rows.into_iter().map(Printer::from).collect()
}

pub(super) async fn all(conn: &mut Conn) -> Result<Vec<Printer>, DbError> {
    let rows = fetch_all!(conn, PrinterRow, select_printers!("order by created_at, id"))?;
    Ok(printers(rows))
}

pub(super) async fn of_store(conn: &mut Conn, store: &StoreId) -> Result<Vec<Printer>, DbError> {
    let sql = select_printers!("and store = $1 order by created_at, id");
    Ok(printers(fetch_all!(conn, PrinterRow, sql, store)?))
}

pub(super) async fn find(conn: &mut Conn, id: &PrinterId) -> Result<Option<Printer>, DbError> {
    let row = fetch_optional!(conn, PrinterRow, select_printers!("and id = $1"), id)?;
    Ok(row.map(Printer::from))
}

pub(super) async fn name_of(conn: &mut Conn, id: &str) -> Result<Option<String>, DbError> {
    let row = fetch_optional!(conn, (String,), "select name from printers where id = $1", id)?;
    Ok(row.map(|(name,)| name))
}

pub(super) async fn insert(tx: &mut Conn, printer: &Printer) -> Result<(), DbError> {
    execute!(
        tx,
        "insert into printers (id, store, name, host, port, paper, charset, language, created_at,
            sequence, failures, try_at, answers)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, 0, $10, 0)",
        &printer.id,
        &printer.store,
        &printer.name,
        &printer.address.host,
        i64::from(printer.address.port),
        printer.paper.millimetres(),
        printer.charset.as_str(),
        &printer.language,
        printer.created_at,
        printer.try_at
    )?;
    Ok(())
}

/// Writes what an operator describes. At another address nothing is known of the printer yet.
pub(super) async fn describe(
    tx: &mut Conn,
    printer: &Printer,
    is_elsewhere: bool,
    now: Timestamp,
) -> Result<bool, DbError> {
    let described = execute!(
        tx,
        "update printers set name = $1, host = $2, port = $3, paper = $4, charset = $5,
            language = $6
         where id = $7 and removed_at is null",
        &printer.name,
        &printer.address.host,
        i64::from(printer.address.port),
        printer.paper.millimetres(),
        printer.charset.as_str(),
        &printer.language,
        &printer.id
    )?;
    if is_elsewhere {
        set_trouble(tx, &printer.id, None, 0, now).await?;
        execute!(tx, "update printers set answers = 0 where id = $1", &printer.id)?;
    }
    Ok(described == 1)
}

pub(super) async fn remove(tx: &mut Conn, id: &PrinterId, now: Timestamp) -> Result<bool, DbError> {
    let sql = "update printers set removed_at = $1 where id = $2 and removed_at is null";
    Ok(execute!(tx, sql, now, id)? == 1)
}

/// Draws the sequence of a printer's next event.
pub(super) async fn next_sequence(tx: &mut Conn, id: &PrinterId) -> Result<i64, DbError> {
    let (sequence,) = fetch_one!(
        tx,
        (i64,),
        "update printers set sequence = sequence + 1 where id = $1 returning sequence",
        id
    )?;
    Ok(sequence)
}

/// Takes the printer for `me`, or keeps it; `false` while another process has it.
pub(super) async fn take(
    tx: &mut Conn,
    id: &PrinterId,
    me: &str,
    until: Timestamp,
    now: Timestamp,
) -> Result<bool, DbError> {
    let taken = execute!(
        tx,
        "update printers set lease = $1, lease_until = $2 where id = $3 and removed_at is null
         and (lease is null or lease = $4 or lease_until <= $5)",
        me,
        until,
        id,
        me,
        now
    )?;
    Ok(taken == 1)
}

pub(super) async fn release(tx: &mut Conn, id: &PrinterId, me: &str) -> Result<(), DbError> {
    let sql = "update printers set lease = null, lease_until = null where id = $1 and lease = $2";
    execute!(tx, sql, id, me)?;
    Ok(())
}

pub(super) async fn set_trouble(
    tx: &mut Conn,
    id: &PrinterId,
    trouble: Option<(Trouble, Timestamp)>,
    failures: i64,
    try_at: Timestamp,
) -> Result<(), DbError> {
    execute!(
        tx,
        "update printers set trouble = $1, trouble_at = $2, failures = $3, try_at = $4
         where id = $5",
        trouble.map(|(trouble, _)| trouble.as_str()),
        trouble.map(|(_, at)| at),
        failures,
        try_at,
        id
    )?;
    Ok(())
}

pub(super) async fn set_answers(tx: &mut Conn, id: &PrinterId) -> Result<(), DbError> {
    execute!(tx, "update printers set answers = 1 where id = $1 and answers = 0", id)?;
    Ok(())
}

pub(super) async fn try_now(tx: &mut Conn, id: &PrinterId, now: Timestamp) -> Result<(), DbError> {
    execute!(tx, "update printers set try_at = $1 where id = $2", now, id)?;
    Ok(())
}
