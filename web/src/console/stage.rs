//! Where an order is in its life, as the console names it.

/// A state of an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// A place is taken; the guest chooses.
    Started,
    /// Waits for a barista.
    Queued,
    /// A barista has it.
    Making,
    /// Waits at the bar.
    Ready,
    /// Handed over.
    Collected,
    /// Called off.
    Cancelled,
    /// Nobody acted in time.
    Expired,
    /// Ready, and nobody came.
    Missed,
}

impl Stage {
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Started => "stage-started",
            Self::Queued => "stage-queued",
            Self::Making => "stage-making",
            Self::Ready => "stage-ready",
            Self::Collected => "stage-collected",
            Self::Cancelled => "stage-cancelled",
            Self::Expired => "stage-expired",
            Self::Missed => "stage-missed",
        }
    }

    pub(crate) fn badge(self) -> &'static str {
        match self {
            Self::Started | Self::Queued => "badge",
            Self::Making => "badge badge-making",
            Self::Ready | Self::Collected => "badge badge-ready",
            Self::Cancelled | Self::Missed => "badge badge-warn",
            Self::Expired => "badge badge-late",
        }
    }
}
