//! The few ESC/POS commands a ticket needs, as bytes. What people typed comes in as text that is
//! encoded character by character, so nobody's name can be a command.

use super::charset::Charset;

/// Asks for the printer's status at once (`DLE EOT 1`), and for why it is offline.
pub(super) const ASK_PRINTER: [u8; 3] = [0x10, 0x04, 1];
pub(super) const ASK_OFFLINE: [u8; 3] = [0x10, 0x04, 2];
pub(super) const ASK_PAPER: [u8; 3] = [0x10, 0x04, 4];
/// Asks for the paper sensor's status in turn, after everything before it was printed (`GS r 1`).
pub(super) const ASK_WHEN_DONE: [u8; 3] = [0x1d, b'r', 1];

/// How large letters are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Size {
    /// Font A: 12 by 24 dots.
    Normal,
    /// Twice as high.
    Tall,
    /// Twice as wide and high.
    Double,
    /// Four times as wide and high.
    Huge,
}

impl Size {
    /// How many columns a letter takes.
    pub(super) const fn columns(self) -> usize {
        match self {
            Self::Normal | Self::Tall => 1,
            Self::Double => 2,
            Self::Huge => 4,
        }
    }

    const fn bits(self) -> u8 {
        match self {
            Self::Normal => 0x00,
            Self::Tall => 0x01,
            Self::Double => 0x11,
            Self::Huge => 0x33,
        }
    }
}

/// How a line looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Style {
    pub(super) size: Size,
    pub(super) is_bold: bool,
    /// White on black.
    pub(super) is_reversed: bool,
    pub(super) is_centred: bool,
}

impl Style {
    pub(super) const PLAIN: Self =
        Self { size: Size::Normal, is_bold: false, is_reversed: false, is_centred: false };
}

/// A picture of one line: rows from the top, each of `width_bytes` bytes, most significant bit left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Picture {
    pub(super) width_bytes: u16,
    pub(super) rows: u16,
    pub(super) bits: Vec<u8>,
}

/// A stream of commands in the making.
#[derive(Debug)]
pub(super) struct Commands {
    bytes: Vec<u8>,
    charset: Charset,
    style: Style,
}

impl Commands {
    /// Begins: everything an earlier document may have set is taken back.
    pub(super) fn begin(charset: Charset) -> Self {
        let mut bytes = vec![0x1b, b'@'];
        // No Kanji mode, in which two high bytes are one sign; ASCII as in the USA; the code page.
        bytes.extend([0x1c, b'.', 0x1b, b'R', 0, 0x1b, b't', charset.number()]);
        Self { bytes, charset, style: Style::PLAIN }
    }

    /// A line of text. Characters that the code page lacks are left out: whoever needs them draws
    /// a picture.
    pub(super) fn line(&mut self, text: &str, style: Style) {
        self.set(style);
        let charset = self.charset;
        self.bytes.extend(text.chars().filter_map(|c| charset.byte(c)));
        self.bytes.push(b'\n');
    }

    /// A line as a picture (`GS v 0`).
    pub(super) fn picture(&mut self, picture: &Picture, is_centred: bool) {
        self.set(Style { is_centred, ..Style::PLAIN });
        self.bytes.extend([0x1d, b'v', b'0', 0]);
        self.bytes.extend(picture.width_bytes.to_le_bytes());
        self.bytes.extend(picture.rows.to_le_bytes());
        self.bytes.extend(&picture.bits);
    }

    /// Empty lines.
    pub(super) fn feed(&mut self, lines: u8) {
        self.bytes.extend([0x1b, b'd', lines]);
    }

    /// Past the knife, and cut; a printer without one feeds only.
    pub(super) fn cut(mut self) -> Vec<u8> {
        self.set(Style::PLAIN);
        self.feed(3);
        self.bytes.extend([0x1d, b'V', b'B', 0]);
        self.bytes
    }

    /// Only what changes: a ticket is sent over slow serial bridges, too.
    fn set(&mut self, style: Style) {
        let now = self.style;
        if style.is_centred != now.is_centred {
            self.bytes.extend([0x1b, b'a', u8::from(style.is_centred)]);
        }
        if style.size != now.size {
            self.bytes.extend([0x1d, b'!', style.size.bits()]);
        }
        if style.is_bold != now.is_bold {
            self.bytes.extend([0x1b, b'E', u8::from(style.is_bold)]);
        }
        if style.is_reversed != now.is_reversed {
            self.bytes.extend([0x1d, b'B', u8::from(style.is_reversed)]);
        }
        self.style = style;
    }
}
