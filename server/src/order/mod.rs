//! The life of an order: started -> queued -> making -> ready -> collected, and its other ends.
//!
//! `state.rs` is the one pure function that decides what an order may become; the manager loads,
//! asks it, and stores its answer; the processor sends it deadlines. `together.rs` says which
//! orders may be taken in one go, `batch.rs` does it. Admission (`admit.rs`) turns
//! a scan into a started order.

mod admit;
mod batch;
mod command;
mod count;
pub(crate) mod http;
mod json;
mod manager;
mod model;
mod name;
mod processor;
mod refusal;
mod requests;
mod sql;
pub mod state;
#[cfg(test)]
mod state_model;
#[cfg(test)]
mod state_steps;
mod step_span;
mod tasks;
#[cfg(test)]
mod tests;
pub mod together;
pub mod wait;
mod waits;
mod walk_up;

pub use admit::Admission;
#[cfg(test)]
pub(crate) use admit::start;
pub use batch::{BatchJson, Together, act_together, taken_together, worth_taking_together};
pub use command::{Canceller, Command, TokenChange, Transition};
pub use json::OrderJson;
pub use manager::{Actor, Ask, act};
pub use model::{CancelledBy, Order, OrderState, Worker};
pub use name::cup_name;
pub use processor::OrderDeadlines;
pub use refusal::{OrderRefusal, QUEUE_SECONDS};
pub use requests::{
    Board, board, find, has_open, history, next_deadline, of_customer, open_by_state,
    open_of_customer, recallable, recent,
};
pub use tasks::{TaskAnswer, task};
pub use waits::{Paces, wait_of};
pub use walk_up::{WalkUp, place_walk_up};
