//! A message to everybody who waits.

/// What an operator tells waiting guests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broadcast {
    /// As typed.
    pub text: String,
    /// Local time of its end: "10:55".
    pub until: String,
}

impl Broadcast {
    pub(crate) fn is_long(&self) -> bool {
        is_long(&self.text)
    }
}

/// Whether what an operator typed takes more than about three lines on a display, which then writes
/// it smaller. Counted in letters of usual width: Chinese, Japanese and Korean ones are twice as
/// wide, and so are emoji; all of them have three bytes or more.
pub(crate) fn is_long(text: &str) -> bool {
    const FEW: usize = 100;
    text.chars().map(|c| if c.len_utf8() > 2 { 2 } else { 1 }).sum::<usize>() > FEW
}

#[cfg(test)]
mod tests {
    use super::is_long;

    #[test]
    fn a_text_is_long_by_the_room_it_takes() {
        assert!(!is_long(&"n".repeat(100)) && is_long(&"n".repeat(101)));
        assert!(!is_long(&"ü".repeat(100)), "as wide as others, though of two bytes");
        assert!(!is_long(&"牛".repeat(50)) && is_long(&"牛".repeat(51)));
    }
}
