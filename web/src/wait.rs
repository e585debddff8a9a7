//! How long an order is likely to take.

/// A wait as a range, never a single promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wait {
    /// Minutes in a good case.
    pub low_minutes: u32,
    /// Minutes in a bad case; at least `low_minutes`.
    pub high_minutes: u32,
    /// Orders ahead of this one (or of a new one).
    pub orders_ahead: u32,
}
