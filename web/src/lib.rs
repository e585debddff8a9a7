//! Crema's screens: view structs, templates and translations. This crate knows no database, no
//! router, no runtime, no clock and no JSON: the server hands it plain data and gets HTML back.
//!
//! Every screen implements [`Screen`]: [`Screen::page`] is the whole document,
//! [`Screen::fragment`] the inside of its `<main>`, which live pages fetch again and swap in.

pub mod account;
pub mod barista;
mod broadcast;
pub mod console;
pub mod customer;
mod dates;
pub mod display;
mod door;
mod error_page;
mod form;
#[cfg(any(test, debug_assertions))]
pub mod gallery;
mod icon;
mod item;
mod language;
mod menu;
mod moment;
pub mod money;
mod offline;
pub mod paper;
mod printer;
mod push;
mod screen;
mod site;
pub mod style;
mod text;
mod wait;

pub use broadcast::Broadcast;
pub use door::Door;
pub use error_page::ErrorPage;
pub use form::{Errors, FieldError};
pub use icon::Icon;
pub use item::ItemLine;
pub use language::Language;
pub use menu::{Allergen, Choice, Drink, DrinkIcon, Group, Menu};
pub use moment::{Moment, MomentDay};
pub use money::Price;
pub use offline::offline_words;
pub use printer::PrinterState;
pub use push::{PushNews, PushWords};
pub use screen::{App, Frame, Screen};
pub use site::Site;
pub use text::{Amount, Text};
pub use wait::Wait;

// The samples are shared with an example, which sees this crate from outside.
#[cfg(any(test, debug_assertions))]
extern crate self as crema_web;

#[cfg(any(test, debug_assertions))]
pub mod samples;
#[cfg(test)]
mod tests;
