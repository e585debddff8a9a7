//! What operators do with webhooks: add, change, turn on and off, give a new secret, replay what
//! was put aside, remove. Each change is in the audit; addresses and secrets are not.

use serde::{Deserialize, Serialize};

use super::check::{Change, NewWebhook, WebhookRefusal, changed, made, parts};
use super::sql;
use super::webhook::{Delivery, KEPT_SECONDS, Letter, Listed, Webhook};
use crate::audit::{self, Kind, NewEntry};
use crate::clock::Timestamp;
use crate::db::{Conn, Db, DbError, Fail, Never};
use crate::events;
use crate::idempotency::{RequestKey, once};
use crate::ids::{AuditId, StoreId, WebhookId};
use crate::outbound::Reach;
use crate::platform::Platform;

/// Each follows the events on its own.
const MOST_WEBHOOKS: usize = 8;

/// What a webhook is called, also after it was removed.
///
/// # Errors
/// When the database does not answer.
pub async fn name_of(db: &Db, id: &str) -> Result<Option<String>, DbError> {
    sql::name_of(&mut db.read().await?, id).await
}

/// A store's webhooks, the oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn list(db: &Db, store: &StoreId) -> Result<Vec<Listed>, DbError> {
    let mut conn = db.read().await?;
    let mut listed = Vec::new();
    for webhook in sql::of_store(&mut conn, store).await? {
        listed.push(sql::listed(&mut conn, webhook).await?);
    }
    Ok(listed)
}

/// One webhook of a store.
///
/// # Errors
/// When the database does not answer.
pub async fn find(db: &Db, store: &StoreId, id: &WebhookId) -> Result<Option<Listed>, DbError> {
    let mut conn = db.read().await?;
    match sql::find(&mut conn, id).await?.filter(|webhook| webhook.store == *store) {
        Some(webhook) => Ok(Some(sql::listed(&mut conn, webhook).await?)),
        None => Ok(None),
    }
}

/// The last attempts, newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn deliveries(db: &Db, id: &WebhookId) -> Result<Vec<Delivery>, DbError> {
    sql::deliveries(&mut db.read().await?, id).await
}

/// What was put aside, in the order in which it would be delivered.
///
/// # Errors
/// When the database does not answer.
pub async fn letters(db: &Db, id: &WebhookId) -> Result<Vec<Letter>, DbError> {
    sql::letters(&mut db.read().await?, id).await
}

#[derive(Serialize, Deserialize)]
struct Done(WebhookId);

/// Adds a webhook for `who`. It is told what happens from now on.
///
/// # Errors
/// The refusal, with nothing stored.
pub async fn add(
    platform: &Platform,
    reach: Reach,
    store: &StoreId,
    new: NewWebhook,
    who: &str,
    key: Option<RequestKey>,
) -> Result<WebhookId, Fail<WebhookRefusal>> {
    let now = platform.now();
    let id = WebhookId::new(platform.ids.fresh(now));
    let webhook = made(&new, reach, store, id, now).map_err(Fail::Refused)?;
    let entry = about(platform, &webhook.id, store, who, "webhook_added");
    let added = platform.db.write(move |tx| {
        let (webhook, key, entry) = (webhook.clone(), key.clone(), entry.clone());
        Box::pin(async move {
            tx.serialize_on("webhooks").await?;
            once(tx, key.as_ref(), now, |tx| Box::pin(insert(tx, webhook, entry, now))).await
        })
    });
    let Done(id) = added.await?;
    platform.changed.ring();
    Ok(id)
}

fn about(
    platform: &Platform,
    id: &WebhookId,
    store: &StoreId,
    who: &str,
    action: &'static str,
) -> NewEntry {
    let entry = AuditId::new(platform.ids.fresh(platform.now()));
    NewEntry::new(entry, store, who, Kind::Webhook, action).about(id.as_str())
}

async fn insert(
    tx: &mut Conn,
    webhook: Webhook,
    entry: NewEntry,
    now: Timestamp,
) -> Result<Done, Fail<WebhookRefusal>> {
    if sql::of_store(tx, &webhook.store).await?.len() >= MOST_WEBHOOKS {
        return Err(Fail::Refused(WebhookRefusal::TooMany { most: MOST_WEBHOOKS }));
    }
    let webhook = Webhook { position: events::head(tx).await?, ..webhook };
    sql::insert(tx, &webhook).await?;
    audit::note(tx, &entry, now).await?;
    Ok(Done(webhook.id))
}

/// Changes a webhook for `who`. The same again changes nothing.
///
/// One that is turned on goes on where it stopped, and one that is turned on or gets another
/// address is tried at once.
///
/// # Errors
/// The refusal, with nothing changed.
pub async fn change(
    platform: &Platform,
    reach: Reach,
    store: &StoreId,
    id: &WebhookId,
    change: Change,
    who: &str,
    key: Option<RequestKey>,
) -> Result<(), Fail<WebhookRefusal>> {
    let now = platform.now();
    let action = if change.new_secret { "webhook_secret" } else { "webhook_changed" };
    let entry = about(platform, id, store, who, action);
    let (store, id) = (store.clone(), id.clone());
    let changed = platform.db.write(move |tx| {
        let (store, id, change) = (store.clone(), id.clone(), change.clone());
        let (key, entry) = (key.clone(), entry.clone());
        Box::pin(async move {
            once(tx, key.as_ref(), now, |tx| {
                Box::pin(async move {
                    let before = of_store(tx, &store, &id).await?;
                    let after = changed(&before, &change, reach, now).map_err(Fail::Refused)?;
                    let parts = parts(&before, &after);
                    if parts.is_empty() && !change.new_secret {
                        return Ok(Done(id));
                    }
                    if !sql::update(tx, &after).await? {
                        return Err(DbError::Conflict.into());
                    }
                    audit::note(tx, &entry.with(parts), now).await?;
                    Ok(Done(id))
                })
            })
            .await
        })
    });
    let _: Done = changed.await?;
    platform.changed.ring();
    Ok(())
}

async fn of_store(
    tx: &mut Conn,
    store: &StoreId,
    id: &WebhookId,
) -> Result<Webhook, Fail<WebhookRefusal>> {
    let found = sql::find(tx, id).await?.filter(|webhook| webhook.store == *store);
    found.ok_or(Fail::Refused(WebhookRefusal::Unknown))
}

/// Removes a webhook for `who`; what waits is not sent. Twice is as good as once.
///
/// # Errors
/// When the database does not answer.
pub async fn remove(
    platform: &Platform,
    store: &StoreId,
    id: &WebhookId,
    who: &str,
) -> Result<(), DbError> {
    let now = platform.now();
    let entry = about(platform, id, store, who, "webhook_removed");
    let (store, id) = (store.clone(), id.clone());
    let removed = platform.db.write(move |tx| {
        let (store, id, entry) = (store.clone(), id.clone(), entry.clone());
        Box::pin(async move {
            let found = sql::find(tx, &id).await?.filter(|webhook| webhook.store == store);
            if found.is_some() {
                sql::remove(tx, &id, now).await?;
                audit::note(tx, &entry, now).await?;
            }
            Ok::<_, Fail<Never>>(())
        })
    });
    Ok(removed.await?)
}

/// Has everything that was put aside delivered again, for `who`; answers how much that is.
///
/// # Errors
/// [`WebhookRefusal::Unknown`], with nothing changed.
pub async fn replay(
    platform: &Platform,
    store: &StoreId,
    id: &WebhookId,
    who: &str,
) -> Result<u64, Fail<WebhookRefusal>> {
    let now = platform.now();
    let entry = about(platform, id, store, who, "webhook_replayed");
    let (store, id) = (store.clone(), id.clone());
    let replayed = platform.db.write(move |tx| {
        let (store, id, entry) = (store.clone(), id.clone(), entry.clone());
        Box::pin(async move {
            of_store(tx, &store, &id).await?;
            sql::touch(tx, &id, now).await?;
            let count = sql::replay_all(tx, &id).await?;
            if count > 0 {
                audit::note(tx, &entry, now).await?;
            }
            Ok(count)
        })
    });
    let count = replayed.await?;
    platform.changed.ring();
    Ok(count)
}

/// Forgets what was put aside a week ago.
///
/// # Errors
/// When the database does not answer.
pub async fn forget_old(platform: &Platform) -> Result<u64, DbError> {
    let before = platform.now().plus_seconds(-KEPT_SECONDS);
    let forgotten = platform.db.write(move |tx| {
        Box::pin(async move { Ok::<_, Fail<Never>>(sql::forget_old_letters(tx, before).await?) })
    });
    Ok(forgotten.await?)
}
