//! The board: Waiting, Making, Ready.

use askama::Template;

use super::batch::Batch;
use super::printing::Printing;
use super::ticket::{Ticket, TicketState};
use crate::screen::rendered;
use crate::{App, Door, Frame, Screen, Site};

/// The barista's board.
#[derive(Clone, Debug)]
pub struct Board {
    /// Whether orders are taken.
    pub door: Door,
    /// Tickets of all three columns, each column oldest first.
    pub tickets: Vec<Ticket>,
    /// Buttons for several tickets at once, at most one a column.
    pub batches: Vec<Batch>,
    /// Seconds after which a ticket is shown as ageing.
    pub warn_after_seconds: u32,
    /// Seconds after which a ticket is shown as late.
    pub late_after_seconds: u32,
    /// Idempotency key of the open and pause forms; the same as long as the state is the same.
    pub status_key: String,
    /// A sentence about the last action, for pages without JavaScript ("Sam already started 42.").
    pub notice: Option<String>,
    /// What is to be said about printers.
    pub printing: Printing,
    /// Whether whoever is signed in has begun a shift on this tablet.
    pub is_shift_begun: bool,
}

/// What a form on the board ran into, in the words that the page's modules use: "Sam already started
/// 42." `code` is a problem's; `number` and `by` are the order's as it is now.
#[must_use]
pub fn refused(site: &Site, code: &str, number: Option<u32>, by: Option<&str>) -> String {
    let key = match (code, by) {
        ("already_claimed", Some(_)) => "refused-claimed",
        ("wrong_state", _) => "refused-wrong-state",
        ("would_overtake", _) => "refused-overtake",
        _ => "",
    };
    match number {
        Some(number) if !key.is_empty() => site
            .t(key)
            .str("number", number.to_string())
            .str("name", by.unwrap_or_default())
            .to_string(),
        _ => site.problem(code, "Nothing was changed."),
    }
}

impl Board {
    pub(crate) fn column(&self, state: TicketState) -> Vec<&Ticket> {
        self.tickets.iter().filter(|ticket| ticket.state == state).collect()
    }

    /// The button for several tickets of a column.
    pub(crate) fn batch(&self, state: &TicketState) -> Option<&Batch> {
        self.batches.iter().find(|batch| batch.state == *state)
    }

    pub(crate) fn columns(&self) -> [(TicketState, Vec<&Ticket>); 3] {
        [TicketState::Queued, TicketState::Making, TicketState::Ready]
            .map(|state| (state, self.column(state)))
    }

    /// Orders that will still be made when ordering pauses.
    pub(crate) fn to_make(&self) -> usize {
        self.tickets.iter().filter(|ticket| ticket.state != TicketState::Ready).count()
    }

    /// What waits, by drink: (how many, drink), most first, then by name.
    pub fn counts(&self) -> Vec<(usize, String)> {
        let mut counts: Vec<(usize, String)> = Vec::new();
        for item in self.column(TicketState::Queued).iter().flat_map(|ticket| &ticket.items) {
            match counts.iter_mut().find(|(_, drink)| *drink == item.drink) {
                Some((count, _)) => *count += 1,
                None => counts.push((1, item.drink.clone())),
            }
        }
        counts.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        counts
    }
}

impl Screen for Board {
    fn frame(&self, site: &Site) -> Frame {
        let frame = Frame::new(App::Barista, site.t("board-title"))
            .live(super::path(site, "/live"), 15)
            .section("board");
        Frame { offers_shift: !self.is_shift_begun, ..frame }
    }

    fn content(&self, site: &Site) -> String {
        rendered(&BoardTemplate { site, v: self })
    }
}

#[derive(Template)]
#[template(path = "barista/board.html")]
struct BoardTemplate<'a> {
    site: &'a Site,
    v: &'a Board,
}
