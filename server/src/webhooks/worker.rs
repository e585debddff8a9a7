//! Delivers what waits: one loop that looks, and a task for each webhook that has something to do,
//! so that a receiver that hangs holds up nobody else.
//!
//! Strictly one after the other for each webhook, because receivers are promised the order. Nothing
//! is queued in memory: what waits is what stands after the cursor. A lease keeps two processes from
//! one webhook, and the cursor moves by a conditional update, so one that was frozen repeats at most
//! what it was sending.

use std::collections::{HashMap, HashSet};
use std::time::Duration;

use tokio::sync::watch;
use tokio::task::JoinSet;

use super::client::Client;
use super::deliver::{Source, deliver, lease_until};
use super::sql;
use super::webhook::{KEPT_SECONDS, Webhook};
use crate::db::{DbError, Fail, Never};
use crate::events::{self, Published};
use crate::ids::WebhookId;
use crate::outbound::Reach;
use crate::platform::Platform;

/// How long to wait for news before looking anyway: another process may have relayed them.
const POLL: Duration = Duration::from_secs(1);
/// After a failure of the database.
const AFTER_FAILURE: Duration = Duration::from_millis(500);
/// Webhooks delivered to at a time; the others take their turn.
const AT_ONCE: usize = 64;
/// Events read at a time.
const BATCH: i64 = 20;
/// Without events that are wanted, the cursor is stored once in so many.
const CURSOR_STEP: i64 = 1_000;

/// The loop that delivers.
#[derive(Debug)]
pub struct Webhooks {
    courier: Courier,
    /// Up to where there was nothing to deliver, further than the stored cursors.
    seen: HashMap<WebhookId, i64>,
    busy: HashSet<WebhookId>,
    tasks: JoinSet<(WebhookId, i64)>,
}

impl Webhooks {
    /// A loop over the platform's webhooks, for the installation at `public_url`.
    #[must_use]
    pub fn new(platform: Platform, public_url: &str) -> Self {
        Self::with(platform, Client::new(Reach::of(public_url)))
    }

    pub(super) fn with(platform: Platform, client: Client) -> Self {
        let me = platform.ids.fresh(platform.now());
        let courier = Courier { platform, client, me };
        let (seen, busy) = (HashMap::new(), HashSet::new());
        Self { courier, seen, busy, tasks: JoinSet::new() }
    }

    /// Delivers until its future is dropped.
    pub async fn run(mut self) {
        let mut positions = self.courier.platform.changed.positions.subscribe();
        loop {
            positions.mark_unchanged();
            if let Err(error) = self.look().await {
                tracing::warn!(%error, "webhooks wait: the database does not answer");
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
                Ok((webhook, seen)) => self.ended(webhook, seen),
                // Which one it was is not told: look at all of them again once the rest is done.
                Err(error) => {
                    tracing::error!(%error, "a webhook's task ended in the middle");
                    self.tasks.shutdown().await;
                    self.busy.clear();
                }
            },
            () = tokio::time::sleep(POLL) => {}
        }
    }

    fn ended(&mut self, webhook: WebhookId, seen: i64) {
        self.busy.remove(&webhook);
        self.seen.insert(webhook, seen);
    }

    /// Begins to deliver to every webhook that something waits for.
    ///
    /// # Errors
    /// When the database does not answer.
    pub(super) async fn look(&mut self) -> Result<(), DbError> {
        let platform = &self.courier.platform;
        let mut conn = platform.db.read().await?;
        let webhooks = sql::all_on(&mut conn).await?;
        let failing = u32::try_from(webhooks.iter().filter(|one| one.health.is_open()).count());
        metrics::gauge!("crema_webhook_circuits_open").set(failing.unwrap_or(u32::MAX));
        if webhooks.is_empty() {
            return Ok(());
        }
        let (head, replayed) = (events::head(&mut conn).await?, sql::replayed(&mut conn).await?);
        drop(conn);
        let now = platform.now();
        for webhook in webhooks {
            let seen = self.seen.get(&webhook.id).copied().unwrap_or(0).max(webhook.position);
            let has_work = seen < head || replayed.contains(&webhook.id);
            let is_due = has_work && webhook.may_send(now) && webhook.is_free(now);
            if is_due && self.busy.len() < AT_ONCE && self.busy.insert(webhook.id.clone()) {
                let courier = self.courier.clone();
                self.tasks.spawn(async move { courier.work(webhook.id, seen).await });
            }
        }
        Ok(())
    }

    /// Waits until every webhook that was begun with is done with.
    #[cfg(test)]
    pub(super) async fn settle(&mut self) {
        while let Some(ended) = self.tasks.join_next().await {
            let (webhook, seen) = ended.expect("it ends well");
            self.ended(webhook, seen);
        }
    }
}

/// Whoever delivers to one webhook.
#[derive(Clone, Debug)]
struct Courier {
    platform: Platform,
    client: Client,
    /// This process, in leases.
    me: String,
}

impl Courier {
    /// Delivers what waits for one webhook until nothing does or it fails; answers up to where
    /// there was nothing to deliver.
    async fn work(self, id: WebhookId, mut seen: i64) -> (WebhookId, i64) {
        if let Err(error) = self.deliver_all(&id, &mut seen).await {
            tracing::warn!(webhook = %id, %error, "a webhook waits: the database does not answer");
        }
        (id, seen)
    }

    async fn deliver_all(&self, id: &WebhookId, seen: &mut i64) -> Result<(), DbError> {
        let mut next = self.take(id).await?;
        if next.is_none() {
            return Ok(());
        }
        while let Some(webhook) = next {
            next = self.round(webhook, seen).await?;
        }
        let (id, me) = (id.clone(), self.me.clone());
        let released = self.platform.db.write(move |tx| {
            let (id, me) = (id.clone(), me.clone());
            Box::pin(async move { Ok::<_, Fail<Never>>(sql::release(tx, &id, &me).await?) })
        });
        Ok(released.await?)
    }

    async fn take(&self, id: &WebhookId) -> Result<Option<Webhook>, DbError> {
        let (id, me, now) = (id.clone(), self.me.clone(), self.platform.now());
        let taken = self.platform.db.write(move |tx| {
            let (id, me) = (id.clone(), me.clone());
            Box::pin(async move {
                if !sql::take(tx, &id, &me, lease_until(now), now).await? {
                    return Ok::<_, Fail<Never>>(None);
                }
                Ok(sql::find(tx, &id).await?)
            })
        });
        Ok(taken.await?)
    }

    /// Delivers one event that is replayed, or the next few after the cursor. Answers the webhook
    /// when there may be more to do now.
    async fn round(&self, webhook: Webhook, seen: &mut i64) -> Result<Option<Webhook>, DbError> {
        if !webhook.may_send(self.platform.now()) {
            return Ok(None);
        }
        let mut conn = self.platform.db.read().await?;
        if let Some((position, _)) = sql::next_letter(&mut conn, &webhook.id).await? {
            let event = events::at(&mut conn, position).await?;
            drop(conn);
            return self.replay(webhook, position, event).await;
        }
        let head = events::head(&mut conn).await?;
        let after = webhook.position.max(*seen);
        let batch = events::published(&mut conn, &webhook.store, after, BATCH).await?;
        let held = sql::held(&mut conn, &webhook.id).await?;
        drop(conn);
        if batch.is_empty() {
            *seen = after.max(head);
            return self.keep_cursor(&webhook, *seen).await.map(|()| None);
        }
        self.deliver_batch(webhook, &batch, &held, seen).await
    }

    async fn replay(
        &self,
        webhook: Webhook,
        position: i64,
        event: Option<Published>,
    ) -> Result<Option<Webhook>, DbError> {
        if let Some(event) = event {
            return self.deliver(&webhook, &event, Source::Aside).await;
        }
        let id = webhook.id.clone();
        let forgotten = self.platform.db.write(move |tx| {
            let id = id.clone();
            Box::pin(
                async move { Ok::<_, Fail<Never>>(sql::forget_letter(tx, &id, position).await?) },
            )
        });
        forgotten.await?;
        Ok(Some(webhook))
    }

    async fn deliver_batch(
        &self,
        webhook: Webhook,
        batch: &[Published],
        held: &[String],
        seen: &mut i64,
    ) -> Result<Option<Webhook>, DbError> {
        let mut webhook = webhook;
        for event in batch {
            let now = self.platform.now();
            if !webhook.may_send(now) {
                return Ok(None);
            }
            let is_old = event.time < now.plus_seconds(-KEPT_SECONDS);
            let next = if is_old || !webhook.wants(&event.kind) {
                webhook
            } else {
                let next = if held.contains(&event.subject) {
                    self.put_behind(webhook, event).await?
                } else {
                    let next = self.deliver(&webhook, event, Source::Cursor).await?;
                    if next.as_ref().is_none_or(|webhook| webhook.health.failures > 0) {
                        // It may have been put aside just now: what follows of its subject waits
                        // behind it then, and `held` was read before.
                        return Ok(next);
                    }
                    next
                };
                match next {
                    Some(next) if next.position >= event.position => next,
                    other => return Ok(other),
                }
            };
            *seen = event.position;
            webhook = next;
        }
        Ok(Some(webhook))
    }

    async fn deliver(
        &self,
        webhook: &Webhook,
        event: &Published,
        from: Source,
    ) -> Result<Option<Webhook>, DbError> {
        deliver(&self.platform, &self.client, &self.me, webhook, event, from).await
    }

    /// Puts an event aside unsent, behind another of its subject.
    async fn put_behind(
        &self,
        webhook: Webhook,
        event: &Published,
    ) -> Result<Option<Webhook>, DbError> {
        let (me, now) = (self.me.clone(), self.platform.now());
        let about = (event.position, event.subject.clone());
        let put = self.platform.db.write(move |tx| {
            let (webhook, me, about) = (webhook.clone(), me.clone(), about.clone());
            Box::pin(async move {
                let (position, subject) = (about.0, about.1.as_str());
                if !sql::advance(tx, &webhook, position, (&me, lease_until(now))).await? {
                    return Ok::<_, Fail<Never>>(None);
                }
                sql::insert_behind(tx, &webhook.id, (position, subject), now).await?;
                Ok(sql::find(tx, &webhook.id).await?)
            })
        });
        Ok(put.await?)
    }

    /// Stores how far was read, once in a while where nothing was wanted.
    async fn keep_cursor(&self, webhook: &Webhook, seen: i64) -> Result<(), DbError> {
        if seen - webhook.position < CURSOR_STEP {
            return Ok(());
        }
        let (webhook, me, now) = (webhook.clone(), self.me.clone(), self.platform.now());
        let kept = self.platform.db.write(move |tx| {
            let (webhook, me) = (webhook.clone(), me.clone());
            Box::pin(async move {
                sql::advance(tx, &webhook, seen, (&me, lease_until(now))).await?;
                Ok::<_, Fail<Never>>(())
            })
        });
        Ok(kept.await?)
    }
}
