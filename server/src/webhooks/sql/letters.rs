//! What was put aside. Letters know their event by its position only.

use crate::clock::Timestamp;
use crate::db::{Conn, DbError, execute, fetch_all, fetch_optional};
use crate::ids::WebhookId;
use crate::webhooks::client::{Answer, Trouble};
use crate::webhooks::webhook::Letter;

/// Letters shown at most.
const SHOWN: i64 = 200;

/// Subjects with an event that was given up: later ones wait behind it.
pub(in crate::webhooks) async fn held(
    conn: &mut Conn,
    id: &WebhookId,
) -> Result<Vec<String>, DbError> {
    let rows = fetch_all!(
        conn,
        (String,),
        "select distinct subject from webhook_letters where webhook = $1 and kind = 'failed'",
        id
    )?;
    Ok(rows.into_iter().map(|(subject,)| subject).collect())
}

/// Puts aside an event that was tried in vain.
pub(in crate::webhooks) async fn insert_failed(
    tx: &mut Conn,
    id: &WebhookId,
    (position, subject): (i64, &str),
    answer: Answer,
    now: Timestamp,
) -> Result<(), DbError> {
    execute!(
        tx,
        "insert into webhook_letters
            (webhook, position, subject, kind, put_aside_at, status, trouble, is_replayed)
         values ($1, $2, $3, 'failed', $4, $5, $6, 0)",
        id,
        position,
        subject,
        now,
        answer.status(),
        answer.trouble().map(Trouble::as_str)
    )?;
    Ok(())
}

/// Puts aside an event that follows one that was; it is replayed with those before it.
pub(in crate::webhooks) async fn insert_behind(
    tx: &mut Conn,
    id: &WebhookId,
    (position, subject): (i64, &str),
    now: Timestamp,
) -> Result<(), DbError> {
    execute!(
        tx,
        "insert into webhook_letters (webhook, position, subject, kind, put_aside_at, is_replayed)
         select $1, $2, $3, 'behind', $4, coalesce(max(is_replayed), 0) from webhook_letters
         where webhook = $5 and subject = $6",
        id,
        position,
        subject,
        now,
        id,
        subject
    )?;
    Ok(())
}

/// The next letter to deliver again, as position and subject.
pub(in crate::webhooks) async fn next_letter(
    conn: &mut Conn,
    id: &WebhookId,
) -> Result<Option<(i64, String)>, DbError> {
    fetch_optional!(
        conn,
        (i64, String),
        "select position, subject from webhook_letters where webhook = $1 and is_replayed = 1
         order by position limit 1",
        id
    )
}

/// Webhooks with letters to deliver again.
pub(in crate::webhooks) async fn replayed(conn: &mut Conn) -> Result<Vec<WebhookId>, DbError> {
    let rows = fetch_all!(
        conn,
        (WebhookId,),
        "select distinct webhook from webhook_letters where is_replayed = 1"
    )?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Asks for every letter of a webhook to be delivered again; answers how many there are.
pub(in crate::webhooks) async fn replay_all(tx: &mut Conn, id: &WebhookId) -> Result<u64, DbError> {
    execute!(tx, "update webhook_letters set is_replayed = 1 where webhook = $1", id)
}

/// Leaves the letters of a subject aside once more: the first of them was given up again.
pub(in crate::webhooks) async fn stop_replay(
    tx: &mut Conn,
    id: &WebhookId,
    (position, subject): (i64, &str),
    answer: Answer,
) -> Result<(), DbError> {
    execute!(
        tx,
        "update webhook_letters set is_replayed = 0 where webhook = $1 and subject = $2",
        id,
        subject
    )?;
    execute!(
        tx,
        "update webhook_letters set kind = 'failed', status = $1, trouble = $2
         where webhook = $3 and position = $4",
        answer.status(),
        answer.trouble().map(Trouble::as_str),
        id,
        position
    )?;
    Ok(())
}

/// Forgets one letter: it was delivered, or its event is not there any more.
pub(in crate::webhooks) async fn forget_letter(
    tx: &mut Conn,
    id: &WebhookId,
    position: i64,
) -> Result<(), DbError> {
    let sql = "delete from webhook_letters where webhook = $1 and position = $2";
    execute!(tx, sql, id, position)?;
    Ok(())
}

/// Forgets letters that were put aside before a moment.
pub(in crate::webhooks) async fn forget_old_letters(
    tx: &mut Conn,
    before: Timestamp,
) -> Result<u64, DbError> {
    execute!(tx, "delete from webhook_letters where put_aside_at < $1", before)
}

#[derive(sqlx::FromRow)]
struct LetterRow {
    position: i64,
    subject: String,
    sequence: i64,
    #[sqlx(rename = "type")]
    event_type: String,
    kind: String,
    put_aside_at: Timestamp,
    status: Option<i64>,
    trouble: Option<String>,
    is_replayed: i64,
}

/// The first letters of a webhook, in the order in which they would be delivered.
pub(in crate::webhooks) async fn letters(
    conn: &mut Conn,
    id: &WebhookId,
) -> Result<Vec<Letter>, DbError> {
    let rows = fetch_all!(
        conn,
        LetterRow,
        "select webhook_letters.position, webhook_letters.subject, events.sequence, events.type,
            webhook_letters.kind, webhook_letters.put_aside_at, webhook_letters.status,
            webhook_letters.trouble, webhook_letters.is_replayed
         from webhook_letters join events on events.position = webhook_letters.position
         where webhook_letters.webhook = $1 order by webhook_letters.position limit $2",
        id,
        SHOWN
    )?;
    let letter = |row: LetterRow| Letter {
        position: row.position,
        event: format!("{}/{}", row.subject, row.sequence),
        kind: row.event_type,
        put_aside_at: row.put_aside_at,
        is_behind: row.kind == "behind",
        status: row.status,
        trouble: row.trouble.as_deref().and_then(Trouble::parse),
        is_replayed: row.is_replayed != 0,
    };
    Ok(rows.into_iter().map(letter).collect())
}
