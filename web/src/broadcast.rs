//! A message to everybody who waits.

/// What an operator tells waiting guests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broadcast {
    /// As typed.
    pub text: String,
    /// Local time of its end: "10:55".
    pub until: String,
}
