//! The name for the cup.

use super::OrderRefusal;

/// Characters on a cup.
const LONGEST: usize = 40;
const HOW: &str = "Write a name of 1 to 40 letters for the cup.";

/// Cleans a typed name: spaces are folded and trimmed.
///
/// # Errors
/// When it is empty, longer than 40 characters, or holds control or text-direction characters,
/// which could disturb a ticket or a screen.
pub fn cup_name(typed: &str) -> Result<String, OrderRefusal> {
    // Checked before anything is copied: somebody may send a megabyte.
    if typed.len() > 4 * LONGEST + 64 {
        return Err(OrderRefusal::InvalidName(HOW));
    }
    let name = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    let length = name.chars().count();
    if !(1..=LONGEST).contains(&length) || name.chars().any(disturbs) {
        return Err(OrderRefusal::InvalidName(HOW));
    }
    Ok(name)
}

/// Control characters, and the marks that turn the direction of text around them.
pub(super) fn disturbs(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_people_pass() {
        for name in ["Ana", "María José", "陈", "أحمد", "O'Brien-Smith", "👩‍🚀", "<script>"]
        {
            assert_eq!(cup_name(name), Ok(name.to_owned()));
        }
        assert_eq!(cup_name("  Ana \t Maria "), Ok("Ana Maria".to_owned()));
    }

    #[test]
    fn what_disturbs_a_ticket_does_not() {
        let long = "a".repeat(41);
        let huge = "a".repeat(10_000);
        for name in ["", "   ", "a\u{1b}@b", "\u{202e}anA", "a\u{0}b", "a\u{61c}b", &long, &huge] {
            assert!(cup_name(name).is_err(), "{name:?}");
        }
    }
}
