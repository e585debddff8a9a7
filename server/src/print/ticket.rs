//! A ticket on paper: what stands on it, and its bytes. Everything is in words already; nothing is
//! looked up here.

use super::charset::Charset;
use super::escpos::{Commands, Size, Style};
use super::{font, text};

/// How wide the roll is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Paper {
    /// 58 mm: 384 dots, 32 columns.
    Narrow,
    /// 80 mm: 576 dots, 48 columns.
    #[default]
    Wide,
}

impl Paper {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Wide, Self::Narrow];

    /// In millimetres, as stored and in forms.
    #[must_use]
    pub const fn millimetres(self) -> i64 {
        match self {
            Self::Narrow => 58,
            Self::Wide => 80,
        }
    }

    /// The paper that is so many millimetres wide.
    #[must_use]
    pub fn of(millimetres: i64) -> Option<Self> {
        Self::ALL.into_iter().find(|paper| paper.millimetres() == millimetres)
    }

    const fn dots(self) -> usize {
        match self {
            Self::Narrow => 384,
            Self::Wide => 576,
        }
    }

    /// Columns of font A.
    const fn columns(self) -> usize {
        self.dots() / 12
    }
}

/// What stands on a ticket, in the printer's language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ticket {
    /// A warning at the top: a copy, maybe printed before.
    pub mark: Option<String>,
    /// The number that is called; empty on a test page.
    pub number: String,
    /// The name for the cup.
    pub name: String,
    /// "Walk-up" for orders without a phone.
    pub walk_up: Option<String>,
    /// The drinks.
    pub drinks: Vec<Drink>,
    /// The store, the time, who makes it: each on a line of its own.
    pub foot: Vec<String>,
}

/// One drink on a ticket.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Drink {
    /// "1 of 2", where there are several.
    pub place: Option<String>,
    /// Its name.
    pub name: String,
    /// Its options.
    pub options: Vec<String>,
    /// "Contains: Milk".
    pub contains: Option<String>,
}

/// The ticket's bytes for a printer with this paper and code page.
#[must_use]
pub fn lay_out(ticket: &Ticket, paper: Paper, charset: Charset) -> Vec<u8> {
    let mut sheet = Sheet { commands: Commands::begin(charset), paper, charset };
    let centred = Style { is_centred: true, ..Style::PLAIN };
    if let Some(mark) = &ticket.mark {
        sheet.write(mark, Style { is_bold: true, is_reversed: true, ..centred });
    }
    if !ticket.number.is_empty() {
        sheet.write(&ticket.number, Style { size: Size::Huge, is_bold: true, ..centred });
    }
    sheet.write(&ticket.name, Style { size: Size::Double, is_bold: true, ..centred });
    if let Some(walk_up) = &ticket.walk_up {
        sheet.write(walk_up, Style { is_reversed: true, ..centred });
    }
    for drink in &ticket.drinks {
        sheet.rule();
        if let Some(place) = &drink.place {
            sheet.write(place, Style::PLAIN);
        }
        sheet.write(&drink.name, Style { size: Size::Tall, is_bold: true, ..Style::PLAIN });
        for option in &drink.options {
            sheet.item("+ ", option, Style::PLAIN);
        }
        if let Some(contains) = &drink.contains {
            sheet.item("! ", contains, Style { is_bold: true, ..Style::PLAIN });
        }
    }
    sheet.rule();
    for line in &ticket.foot {
        sheet.write(line, centred);
    }
    sheet.commands.cut()
}

struct Sheet {
    commands: Commands,
    paper: Paper,
    charset: Charset,
}

impl Sheet {
    fn rule(&mut self) {
        self.commands.line(&"-".repeat(self.paper.columns()), Style::PLAIN);
    }

    /// A paragraph in one style.
    fn write(&mut self, typed: &str, style: Style) {
        self.item("", typed, style);
    }

    /// A paragraph after a sign; further lines stand under the first.
    fn item(&mut self, sign: &str, typed: &str, style: Style) {
        let clean = text::printable(typed, self.charset);
        if clean.is_empty() {
            return;
        }
        let indent = " ".repeat(sign.len());
        let signs = std::iter::once(sign).chain(std::iter::repeat(indent.as_str()));
        if text::is_written(&clean, self.charset) {
            let edge = if style.is_reversed { " " } else { "" };
            let columns = self.paper.columns() / style.size.columns();
            let columns = columns - sign.len() - 2 * edge.len();
            for (sign, line) in signs.zip(text::wrap(&clean, columns, |_| 1)) {
                self.commands.line(&format!("{sign}{edge}{line}{edge}"), style);
            }
            return;
        }
        // Twice the font's dots are about the height of the printer's own letters, thrice as
        // large as its double ones.
        let scale = if style.size == Size::Normal { 2 } else { 3 };
        let width = self.paper.dots() / scale - sign.len() * font::width(' ');
        let joined = font::joined(&clean);
        for (sign, line) in signs.zip(text::wrap(&joined, width, font::width)) {
            let picture = font::draw(&format!("{sign}{line}"), scale, style);
            self.commands.picture(&picture, style.is_centred);
        }
    }
}

#[cfg(test)]
mod tests;
