//! What a printer says about itself: the answers to `DLE EOT`, and what keeps it from printing.

/// What keeps a printer from printing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// Nobody answers at its address.
    Off,
    /// The roll is empty.
    Paper,
    /// Its cover is open.
    Cover,
    /// It reports an error, or is offline for another reason.
    Fault,
    /// It takes the connection but not the ticket, or fell silent.
    Silent,
}

impl Trouble {
    /// All there are.
    pub const ALL: [Self; 5] = [Self::Off, Self::Paper, Self::Cover, Self::Fault, Self::Silent];

    /// As stored and sent.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Paper => "paper",
            Self::Cover => "cover",
            Self::Fault => "fault",
            Self::Silent => "silent",
        }
    }

    /// Reads [`Trouble::as_str`] back.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|trouble| trouble.as_str() == text)
    }
}

/// Whether `byte` can be an answer to `DLE EOT`: the bits that are the same in all of them. Others
/// speak on port 9100, too.
pub(super) const fn is_status(byte: u8) -> bool {
    byte & 0b1001_0011 == 0b0001_0010
}

/// Whether the printer's own answer (`DLE EOT 1`) says offline.
pub(super) const fn is_offline(printer: u8) -> bool {
    printer & 0b0000_1000 != 0
}

/// Why it is offline, by the answers to `DLE EOT 2` and `DLE EOT 4`.
pub(super) const fn cause(offline: Option<u8>, paper: Option<u8>) -> Trouble {
    if let Some(paper) = paper
        && paper & 0b0110_0000 != 0
    {
        return Trouble::Paper;
    }
    match offline {
        Some(cause) if cause & 0b0010_0000 != 0 => Trouble::Paper,
        Some(cause) if cause & 0b0000_0100 != 0 => Trouble::Cover,
        Some(_) | None => Trouble::Fault,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_told_from_noise() {
        for answer in [0x12, 0x16, 0x1a, 0x1e, 0x32, 0x72] {
            assert!(is_status(answer), "{answer:x}");
        }
        for noise in [0x00, 0xff, b'H', b'2', 0x13, 0x92] {
            // '2' (0x32) is what a printer answers when its paper is out: not noise.
            assert_eq!(is_status(noise), noise == b'2', "{noise:x}");
        }
    }

    #[test]
    fn the_cause_is_told() {
        assert!(!is_offline(0x12) && is_offline(0x1a));
        assert_eq!(cause(Some(0x32), Some(0x12)), Trouble::Paper);
        assert_eq!(cause(Some(0x12), Some(0x72)), Trouble::Paper);
        assert_eq!(cause(Some(0x16), Some(0x12)), Trouble::Cover);
        assert_eq!(cause(Some(0x52), None), Trouble::Fault);
        assert_eq!(cause(None, None), Trouble::Fault);
        for trouble in Trouble::ALL {
            assert_eq!(Trouble::parse(trouble.as_str()), Some(trouble));
        }
    }
}
