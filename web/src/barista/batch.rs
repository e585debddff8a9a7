//! One button for several tickets with the same drink.

use super::ticket::TicketState;

/// Identical drinks that are taken or completed together.
#[derive(Clone, Debug)]
pub struct Batch {
    /// The column the tickets stand in; the button does what their own buttons do.
    pub state: TicketState,
    /// The orders' ids, oldest first.
    pub orders: Vec<String>,
    /// The sum of their versions, part of the button's idempotency key.
    pub versions: i64,
    /// The numbers that are called, in the same order.
    pub numbers: Vec<u32>,
    /// How many drinks that is; an order may hold two of them.
    pub drinks: u32,
    /// The drink.
    pub drink: String,
    /// Names of its options.
    pub options: Vec<String>,
}

impl Batch {
    /// The idempotency key: the same tap on the same versions is the same command.
    pub(crate) fn key(&self) -> String {
        let first: String =
            self.orders.iter().flat_map(|id| id.chars()).filter(|c| *c != '-').take(32).collect();
        format!("all-{first}-{}-{}", self.orders.len(), self.versions)
    }

    pub(crate) fn ids(&self) -> String {
        self.orders.join(" ")
    }

    /// "42, 45, 47".
    pub(crate) fn numbers_line(&self) -> String {
        self.numbers.iter().map(u32::to_string).collect::<Vec<_>>().join(", ")
    }

    /// "Flat white, Oat".
    pub(crate) fn drink_line(&self) -> String {
        let parts: Vec<&str> =
            std::iter::once(&self.drink).chain(&self.options).map(String::as_str).collect();
        parts.join(", ")
    }
}
