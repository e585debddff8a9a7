//! The barista's tablet: board, walk-up orders, recall, sold-out switches, cancelling.

mod batch;
mod board;
mod cancel;
mod printing;
mod recall;
mod sold_out;
mod ticket;
mod walk_up;

pub use batch::Batch;
pub use board::{Board, refused};
pub use cancel::CancelOrder;
pub(crate) use cancel::{REASONS, reason_for};
pub use printing::{PrinterTrouble, Printing};
pub use recall::{Recall, RecallLine};
pub use sold_out::SoldOut;
pub use ticket::{Age, Ticket, TicketState};
pub use walk_up::WalkUp;

use crate::Site;

/// Path of a barista page below `/s/{store}/barista`, with its leading slash.
pub(crate) fn path(site: &Site, rest: &str) -> String {
    format!("/s/{}/barista{rest}", site.store)
}
