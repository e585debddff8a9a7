//! One attempt: the message is signed and sent while no connection to the database is held, then
//! everything that follows from the answer is noted in one transaction.

use std::time::Instant;

use super::check::{WebhookRefusal, host_of};
use super::circuit::{Fate, OPENS_AFTER, after};
use super::client::{Answer, Client, LONGEST_SECONDS, Message};
use super::sign::signatures;
use super::sql;
use super::webhook::{Delivery, TEST, Webhook};
use crate::audit::{self, Kind, NewEntry, SCHEDULE};
use crate::clock::Timestamp;
use crate::db::{Conn, DbError, Fail, Never};
use crate::events::{CloudEvent, Published};
use crate::ids::{AuditId, StoreId, WebhookId};
use crate::outbound::Reach;
use crate::platform::Platform;

/// How long a lease is good for: longer than one attempt and its note.
const LEASE_SECONDS: i64 = LONGEST_SECONDS + 5;

/// Until when a lease that is taken or kept at `now` is good.
pub(super) const fn lease_until(now: Timestamp) -> Timestamp {
    now.plus_seconds(LEASE_SECONDS)
}

/// Where an event comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Source {
    /// It is the next after the cursor.
    Cursor,
    /// It was put aside and is replayed.
    Aside,
}

struct Attempt {
    event: String,
    kind: String,
    at: Timestamp,
    millis: i64,
    answer: Answer,
}

async fn attempt(
    platform: &Platform,
    client: &Client,
    webhook: &Webhook,
    kind: &str,
    event: &CloudEvent,
) -> Attempt {
    let at = platform.now();
    let body = serde_json::to_string(event).expect("an event is plain data");
    let (id, seconds) = (event.id().to_owned(), at.0 / 1_000);
    let signatures =
        signatures(&webhook.secrets(&platform.keys, at), &id, seconds, body.as_bytes());
    let began = Instant::now();
    let message = Message { id: id.clone(), seconds, signatures, body };
    let answer = client.send(&webhook.url, message).await;
    let millis = i64::try_from(began.elapsed().as_millis()).unwrap_or(i64::MAX);
    metrics::counter!("crema_webhook_deliveries_total", "outcome" => answer.outcome()).increment(1);
    Attempt { event: id, kind: kind.to_owned(), at, millis, answer }
}

/// Delivers one event and notes how it went, as `me`. Answers the webhook as it is then; nothing
/// when it is not this process' any more.
pub(super) async fn deliver(
    platform: &Platform,
    client: &Client,
    me: &str,
    webhook: &Webhook,
    published: &Published,
    from: Source,
) -> Result<Option<Webhook>, DbError> {
    let tried = attempt(platform, client, webhook, &published.kind, &published.event).await;
    let answer = tried.answer;
    let now = platform.now();
    let (health, fate) = after(
        webhook.health,
        answer.verdict(),
        webhook.most_tries,
        u64::from_be_bytes(platform.ids.secret()),
        now,
    );
    let about = (published.position, published.subject.clone());
    let entry = AuditId::new(platform.ids.fresh(now));
    let (before, me) = (webhook.clone(), me.to_owned());
    let noted = platform.db.write(move |tx| {
        let (before, me, about, entry) = (before.clone(), me.clone(), about.clone(), entry.clone());
        let (event, kind) = (tried.event.clone(), tried.kind.clone());
        let (at, millis) = (tried.at, tried.millis);
        Box::pin(async move {
            let (position, subject) = (about.0, about.1.as_str());
            let now_is = sql::find(tx, &before.id).await?;
            // What an earlier address answers says nothing of the one that it has now.
            let is_elsewhere = now_is.is_some_and(|webhook| webhook.url != before.url);
            let fate = if is_elsewhere && fate != Fate::Done { Fate::Again } else { fate };
            let moves = from == Source::Cursor && matches!(fate, Fate::Done | Fate::PutAside);
            let to = if moves { position } else { before.position };
            if !sql::advance(tx, &before, to, (&me, lease_until(now))).await? {
                return Ok::<_, Fail<Never>>(None);
            }
            if !is_elsewhere {
                sql::set_health(tx, &before.id, &health).await?;
            }
            sql::log(tx, &before.id, (&event, &kind), (at, millis), answer).await?;
            match (fate, from) {
                (Fate::Done, Source::Aside) => sql::forget_letter(tx, &before.id, position).await?,
                (Fate::PutAside, Source::Cursor) => {
                    sql::insert_failed(tx, &before.id, (position, subject), answer, now).await?;
                }
                (Fate::PutAside, Source::Aside) => {
                    sql::stop_replay(tx, &before.id, (position, subject), answer).await?;
                }
                (Fate::TurnOff, _) => turn_off(tx, &before, entry, now).await?,
                (Fate::Done, Source::Cursor) | (Fate::Again, _) => {}
            }
            Ok(sql::find(tx, &before.id).await?)
        })
    });
    let after = noted.await?;
    if after.is_some() {
        say(webhook, answer, fate, health.failures);
    }
    Ok(after)
}

async fn turn_off(
    tx: &mut Conn,
    webhook: &Webhook,
    entry: AuditId,
    now: Timestamp,
) -> Result<(), DbError> {
    sql::turn_off(tx, &webhook.id).await?;
    let is_on = audit::Change {
        part: "webhook_is_on".to_owned(),
        from: Some(true.into()),
        to: Some(false.into()),
    };
    let entry = NewEntry::new(entry, &webhook.store, SCHEDULE, Kind::Webhook, "webhook_changed");
    audit::note(tx, &entry.about(webhook.id.as_str()).with(vec![is_on]), now).await
}

/// Logs what is news. Addresses may be secrets: only the host is named.
fn say(webhook: &Webhook, answer: Answer, fate: Fate, failures: i64) {
    let (id, host) = (&webhook.id, host_of(&webhook.url));
    match fate {
        Fate::TurnOff => tracing::warn!(webhook = %id, host, "410 Gone: the webhook is off"),
        Fate::PutAside => {
            metrics::counter!("crema_webhook_put_aside_total").increment(1);
            tracing::warn!(webhook = %id, host, ?answer, "an event was put aside");
        }
        Fate::Done | Fate::Again => {}
    }
    if failures == OPENS_AFTER {
        metrics::counter!("crema_webhook_circuits_opened_total").increment(1);
        tracing::warn!(webhook = %id, host, ?answer, "a webhook fails: only probes are sent");
    }
}

/// Sends a message that says that the webhook works, whether it is on or not, and answers how it
/// went. When the receiver took it, what waits is tried at once.
///
/// # Errors
/// [`WebhookRefusal::Unknown`]; then nothing was sent.
pub async fn test(
    platform: &Platform,
    reach: Reach,
    store: &StoreId,
    id: &WebhookId,
) -> Result<Delivery, Fail<WebhookRefusal>> {
    let found = sql::find(&mut platform.db.read().await?, id).await?;
    let webhook = found.filter(|webhook| webhook.store == *store);
    let webhook = webhook.ok_or(Fail::Refused(WebhookRefusal::Unknown))?;
    let now = platform.now();
    let event = CloudEvent::passing(
        format!("test/{}", platform.ids.fresh(now)),
        TEST,
        store,
        id.as_str(),
        now,
        &serde_json::json!({ "name": webhook.name }),
    );
    let tried = attempt(platform, &Client::new(reach), &webhook, TEST, &event).await;
    let (id, now) = (id.clone(), platform.now());
    let is_taken = tried.answer.verdict() == super::circuit::Verdict::Taken;
    let noted = platform.db.write(move |tx| {
        let (id, event, kind) = (id.clone(), tried.event.clone(), tried.kind.clone());
        let (times, answer) = ((tried.at, tried.millis), tried.answer);
        Box::pin(async move {
            if is_taken {
                sql::touch(tx, &id, now).await?;
            }
            Ok(sql::log(tx, &id, (&event, &kind), times, answer).await?)
        })
    });
    noted.await.map_err(|fail: Fail<Never>| Fail::Db(fail.into()))
}
