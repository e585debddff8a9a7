//! A live or just ended order as its guest sees it.

use askama::Template;

use crate::screen::rendered;
use crate::{App, Frame, ItemLine, Screen, Site, Text, Wait};

/// Where an order is. Times are local ("10:58").
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Waiting for a barista.
    Queued {
        /// Place in line, 1 for next.
        place: u32,
        /// The wait until it is ready.
        wait: Option<Wait>,
        /// Whether it takes longer than promised.
        is_late: bool,
    },
    /// A barista makes it.
    Making {
        /// The wait until it is ready.
        wait: Option<Wait>,
        /// Whether it takes longer than promised.
        is_late: bool,
    },
    /// To be collected.
    Ready {
        /// Until when it is kept.
        keep_until: Option<String>,
    },
    /// Handed over.
    Collected,
    /// Ready, but not collected in time.
    Missed,
    /// Taken back.
    Cancelled {
        /// Whether the guest did it.
        by_guest: bool,
        /// The staff's reason.
        reason: Option<String>,
    },
    /// Nobody sent or made it in time.
    Expired {
        /// Whether the bar was too slow, not the guest.
        by_bar: bool,
    },
}

/// Whether the guest is told with the page closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tell {
    /// It cannot be, or there is nothing left to tell.
    No,
    /// It can be: a button.
    Offered,
    /// It will be.
    Promised,
}

/// Another order that the same guest waits for, where a store allows several at a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherOrder {
    /// Its id.
    pub order: String,
    /// Its number.
    pub number: u32,
    /// Its state's word, as [`Status::state`].
    pub state: &'static str,
}

impl OtherOrder {
    pub(crate) fn state_key(&self) -> String {
        format!("status-title-{}", self.state)
    }
}

/// The status page.
#[derive(Clone, Debug)]
pub struct Status {
    /// The order's id.
    pub order: String,
    /// The number that is called; none when it ended before it was sent.
    pub number: Option<u32>,
    /// The name on the cup.
    pub name: String,
    /// The drinks.
    pub items: Vec<ItemLine>,
    /// When it was sent, local time; empty when it never was.
    pub ordered_at: String,
    /// Where it is.
    pub phase: Phase,
    /// Whether its guest is told when it is ready.
    pub tell: Tell,
    /// Idempotency key of the cancel form; the same as long as the order is the same.
    pub key: String,
    /// What else the guest waits for.
    pub others: Vec<OtherOrder>,
    /// Whether this order was asked for, and is not just the first to show.
    pub is_asked_for: bool,
}

impl Status {
    /// The state as a sentence: the only thing announced to screen readers.
    pub fn sentence(&self, site: &Site) -> Text {
        let number = self.number.unwrap_or_default();
        match &self.phase {
            // Ordinals cannot select on the number itself, so the first has a key of its own.
            Phase::Queued { place: 0 | 1, is_late: true, .. } => site.t("status-next-late"),
            Phase::Queued { place: 0 | 1, .. } => site.t("status-next"),
            Phase::Queued { place, is_late: true, .. } => {
                site.t("status-queued-late").ord("place", place)
            }
            Phase::Queued { place, .. } => site.t("status-queued").ord("place", place),
            Phase::Making { is_late: true, .. } => site.t("status-making-late"),
            Phase::Making { .. } => site.t("status-making").num("items", self.items.len()),
            Phase::Ready { .. } => site.t("status-ready").num("number", number),
            Phase::Collected => site.t("status-collected"),
            Phase::Missed => site.t("status-missed").num("number", number),
            Phase::Cancelled { by_guest: true, .. } => site.t("status-cancelled-guest"),
            Phase::Cancelled { by_guest: false, .. } => site.t("status-cancelled-bar"),
            Phase::Expired { by_bar: true } => site.t("status-expired-bar"),
            Phase::Expired { by_bar: false } => site.t("status-expired-guest"),
        }
    }

    /// The document's title: "42: ready".
    pub fn title(&self, site: &Site) -> String {
        let state = site.t(format!("status-title-{}", self.state()));
        match self.number {
            Some(number) => format!("{number}: {state}"),
            None => state.to_string(),
        }
    }

    /// The state's word in class names and `data-state`.
    pub fn state(&self) -> &'static str {
        match self.phase {
            Phase::Queued { .. } => "queued",
            Phase::Making { .. } => "making",
            Phase::Ready { .. } => "ready",
            Phase::Collected => "collected",
            Phase::Missed => "missed",
            Phase::Cancelled { .. } => "cancelled",
            Phase::Expired { .. } => "expired",
        }
    }

    /// The step of the stepper, 1 to 3; 0 when the order has ended.
    pub(crate) fn step(&self) -> u8 {
        match self.phase {
            Phase::Queued { .. } => 1,
            Phase::Making { .. } => 2,
            Phase::Ready { .. } => 3,
            Phase::Collected | Phase::Missed | Phase::Cancelled { .. } | Phase::Expired { .. } => 0,
        }
    }

    pub(crate) fn wait(&self) -> Option<&Wait> {
        match &self.phase {
            Phase::Queued { wait, is_late: false, .. } | Phase::Making { wait, is_late: false } => {
                wait.as_ref()
            }
            _ => None,
        }
    }

    pub(crate) fn digits(&self) -> usize {
        self.number.unwrap_or_default().to_string().len()
    }
}

impl Screen for Status {
    fn frame(&self, site: &Site) -> Frame {
        let reload = if self.step() == 0 { 0 } else { 15 };
        let asked = if self.is_asked_for {
            format!("live?order={}", self.order)
        } else {
            "live".to_owned()
        };
        Frame::new(App::Customer, self.title(site)).live(super::path(site, &asked), reload)
    }

    fn content(&self, site: &Site) -> String {
        rendered(&StatusTemplate { site, v: self })
    }
}

#[derive(Template)]
#[template(path = "customer/status.html")]
struct StatusTemplate<'a> {
    site: &'a Site,
    v: &'a Status,
}
