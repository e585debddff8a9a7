//! One order as a barista sees it.

use crate::{Allergen, ItemLine};

/// The column a ticket stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TicketState {
    /// Waiting for a barista.
    Queued,
    /// Being made.
    Making,
    /// To be collected.
    Ready,
}

impl TicketState {
    /// The state's word: `queued`, `making`, `ready`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Making => "making",
            Self::Ready => "ready",
        }
    }

    /// The command of the ticket's main button.
    pub fn command(self) -> &'static str {
        match self {
            Self::Queued => "claim",
            Self::Making => "complete",
            Self::Ready => "collect",
        }
    }

    pub(crate) fn command_icon(self) -> &'static str {
        match self {
            Self::Queued => "play",
            Self::Making => "check",
            Self::Ready => "bag",
        }
    }
}

/// How old a ticket is against the store's two limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Age {
    /// Below the first limit.
    Fresh,
    /// Above the first limit.
    Warn,
    /// Above the second limit.
    Late,
}

impl Age {
    /// The age's word: `fresh`, `warn`, `late`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Fresh => "fresh",
            Self::Warn => "warn",
            Self::Late => "late",
        }
    }

    pub(crate) fn icon(self) -> &'static str {
        match self {
            Self::Fresh | Self::Warn => "clock",
            Self::Late => "flame",
        }
    }
}

/// A ticket on the board.
#[derive(Clone, Debug)]
pub struct Ticket {
    /// The order's id.
    pub order: String,
    /// Version of the order, part of each button's idempotency key.
    pub version: i64,
    /// The number that is called.
    pub number: u32,
    /// The name on the cup.
    pub name: String,
    /// Whether staff entered it, so that no phone shows it.
    pub is_walk_up: bool,
    /// The drinks.
    pub items: Vec<ItemLine>,
    /// The column.
    pub state: TicketState,
    /// When the current step began, UTC milliseconds: the browser ages the ticket from it.
    pub since_ms: i64,
    /// Age at the time of rendering, in whole minutes.
    pub age_minutes: u32,
    /// Age against the store's limits at the time of rendering.
    pub age: Age,
    /// Name of the barista who makes or made it.
    pub barista: Option<String>,
    /// Whether that is the person looking.
    pub is_mine: bool,
}

impl Ticket {
    /// The idempotency key of a button: the same tap on the same version is the same command.
    pub fn key(&self, command: &str) -> String {
        let id: String = self.order.chars().filter(|c| *c != '-').take(40).collect();
        format!("{command}-{id}-{}", self.version)
    }

    /// Everything the drinks contain, each once.
    pub fn allergens(&self) -> Vec<Allergen> {
        let mut all: Vec<Allergen> =
            self.items.iter().flat_map(|item| item.allergens.clone()).collect();
        all.sort_unstable();
        all.dedup();
        all
    }
}
