//! Tickets on paper: every claim is printed by the store's network printers.
//!
//! It only reacts: it reads claims by a cursor on `position` and asks orders and stores what to
//! print; no other feature knows of it, and a printer that is off holds up nobody but itself. What
//! a ticket looks like (`ticket.rs` and the files it uses) and when it is due (`jobs.rs`) is pure.

mod address;
mod charset;
mod content;
mod edit;
mod escpos;
mod font;
mod jobs;
mod manage;
mod queue;
mod sender;
mod sql;
mod status;
#[cfg(test)]
mod tests;
mod text;
mod ticket;
mod worker;

pub use address::{Address, AddressFault};
pub use charset::Charset;
pub use content::{Occasion, ticket};
pub use edit::{change, changes, find, undo_change};
pub use jobs::{Listed, Printer};
pub use manage::{
    Action, NewPrinter, PrinterRefusal, act, add, name_of, printer_faults, printers, take_back,
};
pub use queue::{copy, forget_old, printed_elsewhere, stuck};
pub use status::Trouble;
pub use ticket::{Drink, Paper, Ticket, lay_out};
pub use worker::Printing;
