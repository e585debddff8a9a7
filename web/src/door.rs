//! Whether a store takes orders, and if not, why and until when.

use crate::{Moment, Site, Text};

/// The store's state as people read it. Times are local ("13:00").
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Door {
    /// Orders are taken.
    Open,
    /// Orders are paused, to resume by themselves at `until` where it is known.
    Paused {
        /// Local time of the automatic resume.
        until: Option<String>,
        /// Why, in the operator's words.
        reason: Option<String>,
    },
    /// No orders until the store opens again.
    Closed {
        /// When it opens by itself, where that is known.
        opens: Option<Moment>,
        /// Why, in the operator's words.
        reason: Option<String>,
    },
    /// Open, but the queue is at its limit.
    Full {
        /// Minutes after which it is worth trying again.
        retry_minutes: Option<u32>,
    },
}

impl Door {
    /// The state as one sentence: "Closed. Opens 13:00."
    pub fn sentence(&self, site: &Site) -> Text {
        match self {
            Self::Open => site.t("door-open"),
            Self::Paused { until: Some(until), .. } => {
                site.t("door-paused-until").str("time", until)
            }
            Self::Paused { until: None, .. } => site.t("door-paused"),
            Self::Closed { opens: Some(opens), .. } => opens.say(site, "door-closed-opens"),
            Self::Closed { opens: None, .. } => site.t("door-closed"),
            Self::Full { retry_minutes: Some(minutes) } => {
                site.t("door-full-minutes").num("n", minutes)
            }
            Self::Full { retry_minutes: None } => site.t("door-full"),
        }
    }

    /// What a guest can do about it.
    pub fn advice(&self, site: &Site) -> Text {
        match self {
            Self::Open => site.t("door-open-advice"),
            Self::Paused { .. } => site.t("door-paused-advice"),
            Self::Closed { opens: Some(_), .. } => site.t("door-closed-advice-then"),
            Self::Closed { opens: None, .. } => site.t("door-closed-advice"),
            Self::Full { .. } => site.t("door-full-advice"),
        }
    }

    /// One word for a badge: "Open", "Paused", "Closed", "Queue full".
    pub fn word(&self, site: &Site) -> Text {
        site.t(match self {
            Self::Open => "door-word-open",
            Self::Paused { .. } => "door-word-paused",
            Self::Closed { .. } => "door-word-closed",
            Self::Full { .. } => "door-word-full",
        })
    }

    /// The state's name in class names and `data-state`: `open`, `paused`, `closed`, `full`.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Paused { .. } => "paused",
            Self::Closed { .. } => "closed",
            Self::Full { .. } => "full",
        }
    }

    /// The operator's reason for being closed or paused.
    pub fn reason(&self) -> Option<&str> {
        match self {
            Self::Closed { reason, .. } | Self::Paused { reason, .. } => reason.as_deref(),
            Self::Open | Self::Full { .. } => None,
        }
    }

    /// Whether orders are taken or would be, were the queue shorter.
    pub fn is_open(&self) -> bool {
        matches!(self, Self::Open | Self::Full { .. })
    }
}
