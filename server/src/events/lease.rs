//! Which of several relays publishes: whoever keeps a number in the `relay` row moving.
//!
//! A relay takes over when it saw the number stand still for a while by its own clock, so the
//! replicas' clocks need not agree. Two that both believe to lead (one was frozen) publish twice
//! at worst: positions are fenced on their own.

use std::time::Duration;

use tokio::time::Instant;

use super::sql;
use crate::db::{DbError, Fail, Never};
use crate::platform::Platform;

/// How often the leader moves the number, and how often the others look at it.
pub(super) const BEAT: Duration = Duration::from_millis(150);
/// How long the number stands still before another relay takes over.
/// Leading while another does only publishes twice, so a busy machine's hiccup may cost that.
const PATIENCE: Duration = Duration::from_millis(500);

/// One relay's view of who leads.
#[derive(Debug)]
pub(super) struct Lease {
    platform: Platform,
    me: String,
    standing: Standing,
}

#[derive(Clone, Copy, Debug)]
enum Standing {
    Leading { beat: i64, since: Instant },
    Following { beat: i64, since: Instant },
    Unknown,
}

impl Lease {
    /// Nobody's yet.
    pub(super) fn new(platform: Platform) -> Self {
        let me = platform.ids.fresh(platform.now()).to_string();
        Self { platform, me, standing: Standing::Unknown }
    }

    /// Whether this relay is the one to publish now.
    ///
    /// Where no other process can share the database it always is.
    ///
    /// # Errors
    /// When the database does not answer; then it is not.
    pub(super) async fn is_held(&mut self) -> Result<bool, DbError> {
        if !self.platform.db.is_shared() {
            metrics::gauge!("crema_relay_leads").set(1.0);
            return Ok(true);
        }
        match self.standing {
            Standing::Leading { since, .. } if since.elapsed() < BEAT => Ok(true),
            Standing::Leading { beat, .. } => self.take(beat).await,
            Standing::Following { .. } | Standing::Unknown => self.follow().await,
        }
    }

    /// Lets another relay take over at once.
    ///
    /// # Errors
    /// When the database does not answer; the others then wait a moment.
    pub(super) async fn give_up(&mut self) -> Result<(), DbError> {
        let Standing::Leading { beat, .. } = self.standing else { return Ok(()) };
        self.standing = Standing::Unknown;
        metrics::gauge!("crema_relay_leads").set(0.0);
        let freed = self.platform.db.write(move |tx| {
            Box::pin(async move { Ok::<_, Fail<Never>>(sql::free_lease(tx, beat).await?) })
        });
        Ok(freed.await?)
    }

    async fn follow(&mut self) -> Result<bool, DbError> {
        let (holder, beat) = sql::lease(&mut self.platform.db.read().await?).await?;
        let stood_still = match self.standing {
            Standing::Following { beat: seen, since } if seen == beat => since.elapsed(),
            _ => {
                self.standing = Standing::Following { beat, since: Instant::now() };
                Duration::ZERO
            }
        };
        if holder.is_none() || stood_still >= PATIENCE { self.take(beat).await } else { Ok(false) }
    }

    /// Moves the number on from `beat`, unless somebody else did.
    async fn take(&mut self, beat: i64) -> Result<bool, DbError> {
        let since = Instant::now();
        let me = self.me.clone();
        let taken = self.platform.db.write(move |tx| {
            let me = me.clone();
            Box::pin(async move { Ok::<_, Fail<Never>>(sql::take_lease(tx, &me, beat).await?) })
        });
        let leads = metrics::gauge!("crema_relay_leads");
        let is_taken = taken.await.inspect_err(|_| leads.set(0.0))?;
        let was_leading = matches!(self.standing, Standing::Leading { .. });
        self.standing =
            if is_taken { Standing::Leading { beat: beat + 1, since } } else { Standing::Unknown };
        leads.set(f64::from(u8::from(is_taken)));
        if is_taken != was_leading {
            tracing::info!(leads = is_taken, "the relay's leader changed");
        }
        Ok(is_taken)
    }
}
