//! Delivers messages that are due: a bounded number at a time, each with a time limit, so that a
//! service that is slow or gone holds up neither orders nor the messages to other services.
//!
//! At least once: a message is taken for a while, sent, and only then forgotten. A crash in between
//! sends it again when that while is over; its tag makes the second one replace the first.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Notify;
use tokio::task::JoinSet;
use tracing::{Instrument as _, Span};

use super::client::{Outcome, PushClient, Sealed};
use super::schedule::retry_at;
use super::sql::{self, DuePush};
use super::subscription::Subscription;
use super::{message, vapid::Vapid};
use crate::clock::Timestamp;
use crate::crash;
use crate::db::{Conn, DbError, Fail, Never};
use crate::outbound::{Endpoint, Reach};
use crate::platform::Platform;
use crate::store;
use crate::telemetry;

/// Messages under way at a time.
const AT_ONCE: usize = 32;
/// Of these to one service, so that one that hangs leaves room for the others.
const AT_ONCE_TO_ONE: usize = 16;
/// Due messages looked at in one round: enough to find those behind a service that hangs.
const ROUND: i64 = 1_000;
/// How long a taken message is left alone; longer than any try takes.
const TAKEN_SECONDS: i64 = 30;
/// How often to look without being woken: another replica may have planned.
const POLL: Duration = Duration::from_secs(5);
/// While all places to a service are taken, or the database is away.
const PAUSE: Duration = Duration::from_millis(200);

/// The bell between planning and sending.
#[derive(Clone, Debug, Default)]
pub struct Waiting(Arc<Notify>);

impl Waiting {
    /// Says that there is something to send.
    pub(super) fn ring(&self) {
        self.0.notify_one();
    }
}

/// Sends what is due.
#[derive(Clone, Debug)]
pub struct Sender {
    platform: Platform,
    client: PushClient,
    vapid: Vapid,
    reach: Reach,
    contact: Option<Arc<str>>,
}

/// A message that was taken and is to be sent once.
pub(super) struct Taken {
    push: DuePush,
    /// The number of this try.
    tries: i64,
    /// The push service.
    pub(super) origin: String,
}

impl Sender {
    /// A sender for the installation at `public_url`, which push services may ask about.
    #[must_use]
    pub fn new(platform: Platform, public_url: &str) -> Self {
        let (reach, vapid) = (Reach::of(public_url), Vapid::derive(&platform.keys));
        let contact = public_url.starts_with("https://").then(|| public_url.into());
        Self { platform, client: PushClient::new(reach), vapid, reach, contact }
    }

    /// Sends until its future is dropped.
    pub async fn run(self, waiting: Waiting) {
        let mut under_way = JoinSet::new();
        let mut busy: HashMap<String, usize> = HashMap::new();
        loop {
            while let Some(sent) = under_way.try_join_next() {
                free(&mut busy, sent);
            }
            let nap = match self.take(AT_ONCE - under_way.len(), &busy).await {
                Ok(taken) => {
                    for taken in taken {
                        *busy.entry(taken.origin.clone()).or_default() += 1;
                        let sender = self.clone();
                        under_way.spawn(async move { sender.deliver(taken).await });
                    }
                    self.until_next().await.unwrap_or(PAUSE)
                }
                Err(error) => {
                    tracing::warn!(%error, "messages to phones wait: the database does not answer");
                    PAUSE
                }
            };
            tokio::select! {
                () = waiting.0.notified() => {}
                () = tokio::time::sleep(nap) => {}
                Some(sent) = under_way.join_next() => free(&mut busy, sent),
            }
        }
    }

    async fn until_next(&self) -> Result<Duration, DbError> {
        let next = sql::next_due(&mut self.platform.db.read().await?).await?;
        let left = next.map(|at| at.millis_since(self.platform.now()));
        let left = left.map(|left| Duration::from_millis(u64::try_from(left).unwrap_or(0)));
        Ok(left.map_or(POLL, |left| left.clamp(PAUSE, POLL)))
    }

    /// Takes up to `room` due messages, and forgets those that are no news any more.
    pub(super) async fn take(
        &self,
        room: usize,
        busy: &HashMap<String, usize>,
    ) -> Result<Vec<Taken>, DbError> {
        if room == 0 {
            return Ok(Vec::new());
        }
        let now = self.platform.now();
        let due = sql::due(&mut self.platform.db.read().await?, now, ROUND).await?;
        let (news, old): (Vec<_>, Vec<_>) = due.into_iter().partition(|push| push.is_news(now));
        let (mut chosen, mut busy) = (Vec::new(), busy.clone());
        for push in news {
            let Some(endpoint) = Endpoint::parse(&push.endpoint, self.reach) else { continue };
            let origin = endpoint.origin();
            let count = busy.entry(origin.clone()).or_default();
            if chosen.len() < room && *count < AT_ONCE_TO_ONE {
                *count += 1;
                chosen.push(Taken { tries: push.tries + 1, push, origin });
            }
        }
        if chosen.is_empty() && old.is_empty() {
            return Ok(chosen);
        }
        let tries: Vec<_> =
            chosen.iter().map(|taken| (taken.push.id.clone(), taken.push.tries)).collect();
        let old: Vec<_> = old.into_iter().map(|push| push.id).collect();
        let taken = self.platform.db.write(move |tx| {
            let (tries, old) = (tries.clone(), old.clone());
            Box::pin(async move { Ok::<_, Fail<Never>>(take_in(tx, tries, old, now).await?) })
        });
        let taken = taken.await?;
        chosen.retain(|one| taken.contains(&one.push.id));
        Ok(chosen)
    }

    /// Sends one message and notes how it went.
    pub(super) async fn deliver(&self, taken: Taken) -> String {
        let span = span_of(&taken);
        if let Err(error) = self.try_deliver(&taken).instrument(span).await {
            // It is taken for a while and will be tried again then.
            tracing::warn!(order = %taken.push.order_id, %error, "a message to a phone waits");
        }
        taken.origin
    }

    async fn try_deliver(&self, taken: &Taken) -> Result<(), DbError> {
        crash::point("push.taken");
        let outcome = match self.sealed(taken).await? {
            Some(sealed) => self.client.send(sealed).await,
            None => Outcome::Refused,
        };
        crash::point("push.sent");
        let push = &taken.push;
        metrics::counter!("crema_pushes_total", "outcome" => outcome.as_str()).increment(1);
        Span::current().record("crema.outcome", outcome.as_str());
        if !matches!(outcome, Outcome::Delivered) {
            tracing::info!(order = %push.order_id, service = taken.origin, ?outcome,
                tries = taken.tries, "a message to a phone did not arrive");
        }
        let now = self.platform.now();
        let (id, subscription) = (push.id.clone(), push.subscription.clone());
        let (tries, expires_at) = (taken.tries, push.expires_at);
        let noted = self.platform.db.write(move |tx| {
            let (id, subscription) = (id.clone(), subscription.clone());
            Box::pin(async move {
                match outcome {
                    Outcome::Delivered | Outcome::Refused => sql::finish(tx, &id).await?,
                    Outcome::Gone => sql::forget(tx, &subscription).await?,
                    Outcome::Later { retry_after_seconds } => {
                        match retry_at(tries, retry_after_seconds, now, expires_at) {
                            Some(at) => sql::put_off(tx, &id, tries, at).await?,
                            None => sql::finish(tx, &id).await?,
                        }
                    }
                }
                Ok::<_, Fail<Never>>(())
            })
        });
        noted.await?;
        crash::point("push.noted");
        Ok(())
    }

    /// The encrypted message with its headers; `None` for what can never be sent.
    async fn sealed(&self, taken: &Taken) -> Result<Option<Sealed>, DbError> {
        let push = &taken.push;
        let Some(store) = store::find(&self.platform.db, &push.store).await? else {
            return Ok(None);
        };
        let now = self.platform.now();
        let subscription =
            Subscription::parse(&push.endpoint, &push.p256dh, &push.auth, self.reach).ok();
        let sealed = subscription.and_then(|subscription| {
            Some(Sealed {
                body: subscription.encrypt(message::plain(push, &store))?,
                address: subscription.endpoint.as_str().to_owned(),
                authorization: self.vapid.authorization(
                    &taken.origin,
                    self.contact.as_deref(),
                    now,
                ),
                // Not kept for a phone that comes back when the coffee is gone.
                ttl_seconds: now.seconds_until(push.expires_at),
                topic: message::topic(push),
            })
        });
        Ok(sealed)
    }
}

/// A try as part of its order's trace; none while nothing is traced.
fn span_of(taken: &Taken) -> Span {
    if !telemetry::is_tracing() {
        return Span::none();
    }
    let push = &taken.push;
    let span = tracing::info_span!(
        "push",
        otel.name = "push.send",
        otel.kind = "client",
        crema.order = push.order_id.as_str(),
        crema.service = taken.origin,
        crema.tries = taken.tries,
        crema.outcome = tracing::field::Empty
    );
    telemetry::continue_trace(&span, push.traceparent.as_deref());
    span
}

/// A message was delivered or not: its service has a place free.
fn free(busy: &mut HashMap<String, usize>, sent: Result<String, tokio::task::JoinError>) {
    match sent {
        Ok(origin) => {
            if let Some(count) = busy.get_mut(&origin) {
                *count -= 1;
            }
            busy.retain(|_, count| *count > 0);
        }
        // A panic is a defect that must not use up places for good.
        Err(_) => busy.clear(),
    }
}

async fn take_in(
    tx: &mut Conn,
    tries: Vec<(String, i64)>,
    old: Vec<String>,
    now: Timestamp,
) -> Result<Vec<String>, DbError> {
    for push in old {
        sql::finish(tx, &push).await?;
    }
    let mut taken = Vec::new();
    for (push, tries) in tries {
        if sql::take(tx, &push, tries, now.plus_seconds(TAKEN_SECONDS)).await? {
            taken.push(push);
        }
    }
    Ok(taken)
}
