//! Every event's name, and which screens it concerns.

use crate::realtime::bus::Audience;

/// Declares the events with their names and audiences.
macro_rules! catalogue {
    ($($(#[$doc:meta])* $variant:ident = $name:literal => $audience:expr;)+) => {
        /// What can happen. Names follow AWS's Serverlesspresso where it has them.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum EventType { $($(#[$doc])* $variant,)+ }

        impl EventType {
            /// Every event there is.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The name, as in CloudEvents' `type`.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// The event of this name.
            #[must_use]
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|kind| kind.as_str() == name)
            }

            /// The screens that change by it.
            #[must_use]
            pub const fn audience(self) -> Audience {
                match self { $(Self::$variant => $audience,)+ }
            }
        }
    };
}

const NOBODY: Audience = Audience { public: false, user: false, queue: false, display: false };
const CUSTOMER: Audience = Audience { user: true, ..NOBODY };
const ORDER: Audience = Audience { user: true, queue: true, display: true, ..NOBODY };
const EVERYBODY: Audience = Audience { public: true, ..ORDER };
const STORE: Audience = Audience { user: false, ..EVERYBODY };

catalogue! {
    /// A scan was accepted and a place taken.
    NewOrder = "Validator.NewOrder" => Audience { display: true, ..NOBODY };
    /// The order waits for its customer to choose.
    WorkflowStarted = "OrderProcessor.WorkflowStarted" => CUSTOMER;
    /// A valid scan was refused: closed, paused or the queue is full.
    ShopNotready = "OrderProcessor.ShopNotready" => NOBODY;
    /// The order waits to be made.
    WaitingProduction = "OrderProcessor.WaitingProduction" => NOBODY;
    /// Number and items are known: what screens show.
    WaitingCompletion = "OrderManager.WaitingCompletion" => EVERYBODY;
    /// A barista took it.
    MakeOrder = "OrderManager.MakeOrder" => EVERYBODY;
    /// It is being made.
    BeingMade = "OrderProcessor.WaitingCompletion" => NOBODY;
    /// The barista gave it back.
    UnmakeOrder = "OrderManager.UnmakeOrder" => EVERYBODY;
    /// It is ready.
    OrderCompleted = "OrderManager.OrderCompleted" => ORDER;
    /// It was handed over.
    OrderCollected = "OrderManager.OrderCollected" => ORDER;
    /// It was ready and nobody came.
    OrderMissed = "OrderManager.OrderMissed" => ORDER;
    /// It came back from ready, collected or missed.
    OrderRecalled = "OrderManager.OrderRecalled" => EVERYBODY;
    /// It was cancelled: by whom, why.
    OrderCancelled = "OrderManager.OrderCancelled" => ORDER;
    /// Nobody acted in time: which wait ran out.
    OrderTimeOut = "OrderProcessor.OrderTimeOut" => ORDER;
    /// It reached an end.
    OrderFinished = "OrderProcessor.OrderFinished" => NOBODY;
    /// A place in the queue was taken.
    QueueStarted = "QueueService.OrderStarted" => NOBODY;
    /// A place in the queue came free: made.
    QueueCompleted = "QueueService.OrderCompleted" => Audience { public: true, ..NOBODY };
    /// A place in the queue came free: cancelled or expired.
    QueueCancelled = "QueueService.OrderCancelled" => Audience { public: true, ..NOBODY };
    /// Open, closed, paused, menu or limits changed.
    ConfigChanged = "ConfigService.ConfigChanged" => STORE;
    /// A printer was added or removed, is in trouble or well again, or its queue changed.
    PrinterChanged = "PrintService.PrinterChanged" => Audience { queue: true, ..NOBODY };
    /// The order's history is complete.
    AllEventsStored = "OrderJourney.AllEventsStored" => NOBODY;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique() {
        let mut names: Vec<_> = EventType::ALL.iter().map(|kind| kind.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), EventType::ALL.len());
    }
}
