//! Draws text that the printer's code page lacks, with GNU Unifont's 16-dot glyphs of every
//! script: Japanese, Arabic, Polish, Greek.

use unicode_bidi::BidiInfo;
use unicode_normalization::char::is_combining_mark;
use unifont::Glyph;

use super::escpos::{Picture, Style};

/// A glyph's height in its own dots.
const HEIGHT: usize = 16;
const HALF: usize = 8;

/// Whether there is a drawing of `c`.
pub(super) fn has(c: char) -> bool {
    glyph(c).is_some()
}

/// Its width in the font's dots: 8 or 16, nothing for a mark on the letter before.
pub(super) fn width(c: char) -> usize {
    match glyph(c) {
        Some(_) if is_combining_mark(c) => 0,
        Some(glyph) => glyph.get_width(),
        None => HALF,
    }
}

// Beyond U+FFFF the table's end would be searched for another character.
fn glyph(c: char) -> Option<&'static Glyph> {
    if u32::from(c) > 0xffff || c.is_control() { None } else { unifont::get_glyph(c) }
}

/// Arabic letters in their joined forms, whose widths are what a line is wrapped by.
pub(super) fn joined(text: &str) -> String {
    unifont::i18n::preprocess_text(text)
}

/// One line of [`joined`] text as a picture, bold or reversed as `style` says, each dot `scale` by
/// `scale`: at least 2, so that no byte of the picture is 0x10, with which a printer may take what
/// follows for a real-time command.
pub(super) fn draw(line: &str, scale: usize, style: Style) -> Picture {
    let scale = scale.max(2);
    // Bold strokes would leave single dots between white ones.
    let is_bold = style.is_bold && !style.is_reversed;
    let line = in_reading_order(line);
    let columns: usize = line.chars().map(width).sum();
    let mut dots = vec![false; columns * HEIGHT];
    let mut x = 0;
    for c in line.chars() {
        let Some(glyph) = glyph(c) else {
            x += HALF;
            continue;
        };
        let own = glyph.get_width();
        // A mark is drawn over the letter that was just drawn.
        let left = if width(c) == 0 { x.saturating_sub(own) } else { x };
        for row in 0..HEIGHT {
            for dot in 0..own.min(columns - left.min(columns)) {
                dots[row * columns + left + dot] |= glyph.get_pixel(dot, row);
            }
        }
        x += width(c);
    }
    let width_bytes = (columns * scale).div_ceil(8);
    let mut bits = Vec::with_capacity(width_bytes * HEIGHT * scale);
    for row in dots.chunks(columns.max(1)) {
        let mut bytes = vec![0_u8; width_bytes];
        for x in 0..columns * scale {
            let is_inked = row[x / scale] || is_bold && x > 0 && row[(x - 1) / scale];
            if is_inked != style.is_reversed {
                bytes[x / 8] |= 0x80 >> (x % 8);
            }
        }
        for _ in 0..scale {
            bits.extend(&bytes);
        }
    }
    let count = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
    Picture { width_bytes: count(width_bytes), rows: count(HEIGHT * scale), bits }
}

/// Everything from left to right as it is seen: Hebrew and Arabic are turned round.
fn in_reading_order(line: &str) -> String {
    let bidi = BidiInfo::new(line, None);
    let Some(paragraph) = bidi.paragraphs.first() else { return line.to_owned() };
    bidi.reorder_line(paragraph, paragraph.range.clone()).into_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The picture as text, so that a failure can be seen.
    fn shown(picture: &Picture) -> Vec<String> {
        picture
            .bits
            .chunks(usize::from(picture.width_bytes))
            .map(|row| row.iter().map(|byte| format!("{byte:08b}")).collect())
            .collect()
    }

    #[test]
    fn a_letter_is_drawn_as_it_is_in_the_font() {
        let picture = draw("\u{3086}", 2, Style::PLAIN);
        assert_eq!((picture.width_bytes, picture.rows), (4, 32));
        let rows = shown(&picture);
        let expected: Vec<String> = (0..32)
            .map(|y| {
                let glyph = unifont::get_glyph('\u{3086}').expect("hiragana");
                (0..32).map(|x| if glyph.get_pixel(x / 2, y / 2) { '1' } else { '0' }).collect()
            })
            .collect();
        assert_eq!(rows, expected);
        assert!(rows.iter().any(|row| row.contains('1')));
    }

    #[test]
    fn arabic_is_joined_and_reads_from_the_right() {
        let joined = joined("\u{644}\u{64a}\u{644}\u{649}");
        let name = in_reading_order(&joined);
        assert_eq!(name.chars().rev().collect::<String>(), joined);
        assert!(name.chars().all(|c| ('\u{fe70}'..='\u{feff}').contains(&c)), "{name:?}");
        assert_eq!(in_reading_order("abc \u{5d0}\u{5d1}"), "abc \u{5d1}\u{5d0}");
    }

    proptest! {
        #[test]
        fn no_byte_of_a_picture_starts_a_command(
            text in "\\PC{1,20}", is_reversed: bool, is_bold: bool,
        ) {
            for scale in [2, 3] {
                let style = Style { is_reversed, is_bold, ..Style::PLAIN };
                let picture = draw(&text, scale, style);
                prop_assert!(!picture.bits.contains(&0x10));
                let size = usize::from(picture.width_bytes) * usize::from(picture.rows);
                prop_assert_eq!(picture.bits.len(), size);
            }
        }
    }
}
