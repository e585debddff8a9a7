//! The characters a printer knows by itself: three code pages, each 128 characters above ASCII.

/// A printer's character set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Charset {
    /// What every printer has: Western Europe, without the euro.
    Cp437,
    /// Western Europe with the euro.
    #[default]
    Cp858,
    /// Windows Latin 1.
    Cp1252,
}

impl Charset {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Cp858, Self::Cp1252, Self::Cp437];

    /// As stored and in forms.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Cp437 => "cp437",
            Self::Cp858 => "cp858",
            Self::Cp1252 => "cp1252",
        }
    }

    /// Reads [`Charset::as_str`] back.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|charset| charset.as_str() == text)
    }

    /// Its number for `ESC t`, as Epson counts and others follow.
    pub(super) const fn number(self) -> u8 {
        match self {
            Self::Cp437 => 0,
            Self::Cp858 => 19,
            Self::Cp1252 => 16,
        }
    }

    /// The byte that prints `c`; none where the page lacks it. Never a control byte.
    #[must_use]
    pub fn byte(self, c: char) -> Option<u8> {
        if matches!(c, ' '..='~') {
            return u8::try_from(c).ok();
        }
        let at = self.upper().chars().position(|known| known == c && known != '\0')?;
        u8::try_from(0x80 + at).ok()
    }

    /// The characters of the bytes 0x80 to 0xFF; `\0` where a byte has none.
    const fn upper(self) -> &'static str {
        match self {
            Self::Cp437 => CP437,
            Self::Cp858 => CP858,
            Self::Cp1252 => CP1252,
        }
    }
}

const CP437: &str = "\
    ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒ\
    áíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐\
    └┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀\
    αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}";
const CP858: &str = "\
    ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒ\
    áíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐\
    └┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈ€ÍÎÏ┘┌█▄¦Ì▀\
    ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}";
const CP1252: &str = "\
    €\0‚ƒ„…†‡ˆ‰Š‹Œ\0Ž\0\0‘’“”•–—˜™š›œ\0žŸ\
    \u{a0}¡¢£¤¥¦§¨©ª«¬\u{ad}®¯°±²³´µ¶·¸¹º»¼½¾¿\
    ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞß\
    àáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_have_128_characters_and_known_letters_their_known_bytes() {
        for charset in Charset::ALL {
            assert_eq!(charset.upper().chars().count(), 128, "{charset:?}");
            assert_eq!(charset.byte('A'), Some(b'A'));
            assert_eq!(charset.byte('\u{1b}'), None);
            assert_eq!(charset.byte('\0'), None);
            assert_eq!(charset.byte('\u{3086}'), None);
        }
        assert_eq!(Charset::Cp437.byte('ü'), Some(0x81));
        assert_eq!(Charset::Cp858.byte('€'), Some(0xd5));
        assert_eq!(Charset::Cp1252.byte('€'), Some(0x80));
        assert_eq!(Charset::Cp1252.byte('ü'), Some(0xfc));
    }
}
