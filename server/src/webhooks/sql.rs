//! Webhooks, their last attempts, and what was put aside.

mod letters;

pub(super) use letters::{
    forget_letter, forget_old_letters, held, insert_behind, insert_failed, letters, next_letter,
    replay_all, replayed, stop_replay,
};

use super::circuit::Health;
use super::client::{Answer, Trouble};
use super::webhook::{Delivery, Listed, Webhook};
use crate::clock::Timestamp;
use crate::db::{Conn, DbError, execute, fetch_all, fetch_optional};
use crate::events::EventType;
use crate::ids::{StoreId, WebhookId};

/// Attempts kept of each webhook.
const KEPT_DELIVERIES: i64 = 20;

#[derive(sqlx::FromRow)]
struct Row {
    id: WebhookId,
    store: StoreId,
    name: String,
    url: String,
    events: Option<String>,
    is_on: i64,
    most_tries: i64,
    created_at: Timestamp,
    version: i64,
    secret_number: i64,
    secret_at: Timestamp,
    position: i64,
    tries: i64,
    failures: i64,
    failing_since: Option<Timestamp>,
    try_at: Timestamp,
    attempts: i64,
    lease: Option<String>,
    lease_until: Option<Timestamp>,
}

impl Row {
    fn into_webhook(self) -> Result<Webhook, DbError> {
        let Self { tries, failures, failing_since, try_at, .. } = self;
        let names: Option<Vec<String>> = self
            .events
            .map(|text| serde_json::from_str(&text))
            .transpose()
            .map_err(|source| DbError::Unreadable { what: "webhook", source })?;
        // A type that only a newer version knows never comes here.
        let known = |names: Vec<String>| {
            names.iter().filter_map(|name| EventType::from_name(name)).collect()
        };
        Ok(Webhook {
            id: self.id,
            store: self.store,
            name: self.name,
            url: self.url,
            events: names.map(known),
            is_on: self.is_on != 0,
            most_tries: self.most_tries,
            created_at: self.created_at,
            version: self.version,
            health: Health { tries, failures, failing_since, try_at },
            secret_number: self.secret_number,
            secret_at: self.secret_at,
            position: self.position,
            attempts: self.attempts,
            lease: self.lease.zip(self.lease_until),
        })
    }
}

/// Every query of webhooks starts alike; a macro, so that each stays one literal.
macro_rules! select_webhooks {
    ($rest:literal) => {
        concat!(
            "select id, store, name, url, events, is_on, most_tries, created_at, version, \
             secret_number, secret_at, position, tries, failures, failing_since, try_at, attempts, \
             lease, lease_until from webhooks where removed_at is null ",
            $rest
        )
    };
}

fn webhooks(rows: Vec<Row>) -> Result<Vec<Webhook>, DbError> {
    rows.into_iter().map(Row::into_webhook).collect()
}

pub(super) async fn all_on(conn: &mut Conn) -> Result<Vec<Webhook>, DbError> {
    webhooks(fetch_all!(conn, Row, select_webhooks!("and is_on = 1 order by created_at, id"))?)
}

pub(super) async fn of_store(conn: &mut Conn, store: &StoreId) -> Result<Vec<Webhook>, DbError> {
    let sql = select_webhooks!("and store = $1 order by created_at, id");
    webhooks(fetch_all!(conn, Row, sql, store)?)
}

pub(super) async fn find(conn: &mut Conn, id: &WebhookId) -> Result<Option<Webhook>, DbError> {
    let row = fetch_optional!(conn, Row, select_webhooks!("and id = $1"), id)?;
    row.map(Row::into_webhook).transpose()
}

pub(super) async fn name_of(conn: &mut Conn, id: &str) -> Result<Option<String>, DbError> {
    let row = fetch_optional!(conn, (String,), "select name from webhooks where id = $1", id)?;
    Ok(row.map(|(name,)| name))
}

fn names(events: Option<&Vec<EventType>>) -> Option<String> {
    let names = events.map(|events| events.iter().map(|kind| kind.as_str()).collect::<Vec<_>>());
    names.map(|names| serde_json::to_string(&names).expect("names are plain data"))
}

pub(super) async fn insert(tx: &mut Conn, new: &Webhook) -> Result<(), DbError> {
    execute!(
        tx,
        "insert into webhooks (id, store, name, url, events, is_on, most_tries, created_at,
            version, secret_number, secret_at, position, tries, failures, try_at, attempts)
         values ($1, $2, $3, $4, $5, $6, $7, $8, 0, 0, $9, $10, 0, 0, $11, 0)",
        &new.id,
        &new.store,
        &new.name,
        &new.url,
        names(new.events.as_ref()),
        i64::from(new.is_on),
        new.most_tries,
        new.created_at,
        new.secret_at,
        new.position,
        new.health.try_at
    )?;
    Ok(())
}

/// Stores what people may change; `false` when somebody else changed it since it was read.
pub(super) async fn update(tx: &mut Conn, changed: &Webhook) -> Result<bool, DbError> {
    let updated = execute!(
        tx,
        "update webhooks set name = $1, url = $2, events = $3, is_on = $4, most_tries = $5,
            secret_number = $6, secret_at = $7, tries = $8, failures = $9, failing_since = $10,
            try_at = $11, version = version + 1
         where id = $12 and version = $13 and removed_at is null",
        &changed.name,
        &changed.url,
        names(changed.events.as_ref()),
        i64::from(changed.is_on),
        changed.most_tries,
        changed.secret_number,
        changed.secret_at,
        changed.health.tries,
        changed.health.failures,
        changed.health.failing_since,
        changed.health.try_at,
        &changed.id,
        changed.version
    )?;
    Ok(updated == 1)
}

pub(super) async fn remove(tx: &mut Conn, id: &WebhookId, now: Timestamp) -> Result<(), DbError> {
    execute!(
        tx,
        "update webhooks set removed_at = $1, is_on = 0, version = version + 1
         where id = $2 and removed_at is null",
        now,
        id
    )?;
    execute!(tx, "delete from webhook_letters where webhook = $1", id)?;
    execute!(tx, "delete from webhook_deliveries where webhook = $1", id)?;
    Ok(())
}

/// Changes the version, so that what follows in this transaction and what the deliverer does come
/// one after the other; and lets it try at once.
pub(super) async fn touch(tx: &mut Conn, id: &WebhookId, now: Timestamp) -> Result<(), DbError> {
    let sql = "update webhooks set version = version + 1, try_at = $1 where id = $2";
    execute!(tx, sql, now, id)?;
    Ok(())
}

/// Takes the webhook for `me`; `false` while another process has it.
pub(super) async fn take(
    tx: &mut Conn,
    id: &WebhookId,
    me: &str,
    until: Timestamp,
    now: Timestamp,
) -> Result<bool, DbError> {
    let taken = execute!(
        tx,
        "update webhooks set lease = $1, lease_until = $2 where id = $3 and removed_at is null
         and (lease is null or lease = $4 or lease_until <= $5)",
        me,
        until,
        id,
        me,
        now
    )?;
    Ok(taken == 1)
}

pub(super) async fn release(tx: &mut Conn, id: &WebhookId, me: &str) -> Result<(), DbError> {
    let sql = "update webhooks set lease = null, lease_until = null where id = $1 and lease = $2";
    execute!(tx, sql, id, me)?;
    Ok(())
}

/// Moves the cursor and keeps the lease; `false` when it is another's by now, or the cursor has
/// moved: then nothing is changed.
pub(super) async fn advance(
    tx: &mut Conn,
    webhook: &Webhook,
    to: i64,
    (me, until): (&str, Timestamp),
) -> Result<bool, DbError> {
    let moved = execute!(
        tx,
        "update webhooks set position = $1, lease_until = $2
         where id = $3 and lease = $4 and position = $5 and removed_at is null",
        to,
        until,
        &webhook.id,
        me,
        webhook.position
    )?;
    Ok(moved == 1)
}

pub(super) async fn set_health(
    tx: &mut Conn,
    id: &WebhookId,
    health: &Health,
) -> Result<(), DbError> {
    execute!(
        tx,
        "update webhooks set tries = $1, failures = $2, failing_since = $3, try_at = $4
         where id = $5",
        health.tries,
        health.failures,
        health.failing_since,
        health.try_at,
        id
    )?;
    Ok(())
}

pub(super) async fn turn_off(tx: &mut Conn, id: &WebhookId) -> Result<(), DbError> {
    execute!(tx, "update webhooks set is_on = 0, version = version + 1 where id = $1", id)?;
    Ok(())
}

/// Keeps an attempt in the place of the oldest.
pub(super) async fn log(
    tx: &mut Conn,
    id: &WebhookId,
    (event, kind): (&str, &str),
    (at, millis): (Timestamp, i64),
    answer: Answer,
) -> Result<Delivery, DbError> {
    let drawn = fetch_optional!(
        tx,
        (i64,),
        "update webhooks set attempts = attempts + 1 where id = $1 returning attempts",
        id
    )?;
    let attempt = drawn.map_or(0, |(attempt,)| attempt);
    let (status, trouble) = (answer.status(), answer.trouble());
    execute!(
        tx,
        "insert into webhook_deliveries
            (webhook, slot, attempt, event, type, at, millis, status, trouble)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
         on conflict (webhook, slot) do update set attempt = excluded.attempt,
            event = excluded.event, type = excluded.type, at = excluded.at,
            millis = excluded.millis, status = excluded.status, trouble = excluded.trouble",
        id,
        attempt % KEPT_DELIVERIES,
        attempt,
        event,
        kind,
        at,
        millis,
        status,
        trouble.map(Trouble::as_str)
    )?;
    let (event, kind) = (event.to_owned(), kind.to_owned());
    Ok(Delivery { attempt, event, kind, at, millis, status, trouble })
}

#[derive(sqlx::FromRow)]
struct DeliveryRow {
    attempt: i64,
    event: String,
    #[sqlx(rename = "type")]
    kind: String,
    at: Timestamp,
    millis: i64,
    status: Option<i64>,
    trouble: Option<String>,
}

/// The last attempts, newest first.
pub(super) async fn deliveries(conn: &mut Conn, id: &WebhookId) -> Result<Vec<Delivery>, DbError> {
    let rows = fetch_all!(
        conn,
        DeliveryRow,
        "select attempt, event, type, at, millis, status, trouble from webhook_deliveries
         where webhook = $1 order by attempt desc",
        id
    )?;
    let delivery = |row: DeliveryRow| Delivery {
        attempt: row.attempt,
        event: row.event,
        kind: row.kind,
        at: row.at,
        millis: row.millis,
        status: row.status,
        trouble: row.trouble.as_deref().and_then(Trouble::parse),
    };
    Ok(rows.into_iter().map(delivery).collect())
}

/// A webhook with what waits for it.
pub(super) async fn listed(conn: &mut Conn, webhook: Webhook) -> Result<Listed, DbError> {
    let kinds = fetch_all!(
        conn,
        (String,),
        "select type from events where position > $1 and store = $2 order by position limit $3",
        webhook.position,
        &webhook.store,
        Listed::MOST_COUNTED
    )?;
    let letters = fetch_optional!(
        conn,
        (i64,),
        "select count(*) from webhook_letters where webhook = $1",
        &webhook.id
    )?;
    let waiting = kinds.iter().filter(|(kind,)| webhook.wants(kind)).count();
    Ok(Listed { waiting, letters: letters.map_or(0, |(count,)| count), webhook })
}
