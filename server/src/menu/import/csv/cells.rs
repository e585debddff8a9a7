//! From CSV text to rows with named cells.

use super::super::{FileFault, Reading};
use super::{COLUMNS, NEEDED};

/// One row of a file.
pub(super) struct Row {
    /// The line it begins in.
    pub(super) line: usize,
    /// (column, text), without space around the text.
    cells: Vec<(&'static str, String)>,
}

impl Row {
    /// A cell's text; empty where the file has no such column.
    pub(super) fn cell(&self, column: &str) -> &str {
        self.cells.iter().find(|(name, _)| *name == column).map_or("", |(_, text)| text)
    }

    pub(super) fn kind(&self) -> String {
        self.cell("kind").to_lowercase()
    }

    /// A cell's words, which spaces, commas, semicolons or bars part.
    pub(super) fn words(&self, column: &str) -> Vec<String> {
        let words = self.cell(column).split([' ', ',', ';', '|']);
        words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
    }
}

/// The rows below the header; empty when the header itself is wrong.
pub(super) fn rows(text: &str, file: &mut Reading) -> Vec<Row> {
    let (delimiter, skipped) = delimiter(text);
    if text.matches('"').count() % 2 == 1 {
        file.add(open_quote(text), "", FileFault::Quote);
        file.stand_in("drinks");
        return Vec::new();
    }
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut lines = Lines { text: text.as_bytes(), at: 0, line: 1 };
    let mut records = reader.records().filter_map(Result::ok).filter_map(|record| {
        let line = lines.of(record.position().map_or(0, csv::Position::byte));
        let cells: Vec<String> = record.iter().map(cell_text).collect();
        let is_blank = cells.iter().all(String::is_empty);
        (line > skipped && !is_blank).then_some((line, cells))
    });
    let Some((line, names)) = records.next() else {
        file.add(0, "", FileFault::Empty);
        return Vec::new();
    };
    let Some(header) = header(line, &names, file) else {
        file.stand_in("drinks");
        return Vec::new();
    };
    let mut rows = Vec::new();
    for (line, cells) in records {
        let spare = cells.iter().skip(header.len()).any(|cell| !cell.is_empty());
        if spare {
            file.add(line, "", FileFault::Cells(cells.len(), header.len()));
        }
        let named = header.iter().zip(cells).filter_map(|(name, cell)| Some(((*name)?, cell)));
        rows.push(Row { line, cells: named.collect() });
    }
    rows
}

/// Counts lines up to places that come one behind the other.
struct Lines<'a> {
    text: &'a [u8],
    at: usize,
    line: usize,
}

impl Lines<'_> {
    /// The line of the row that begins at `byte`, or behind the blank lines there: the parser
    /// skips these, but its position does not.
    fn of(&mut self, byte: u64) -> usize {
        let byte = usize::try_from(byte).unwrap_or(usize::MAX);
        while let Some(&c) = self.text.get(self.at) {
            if self.at >= byte && !matches!(c, b'\r' | b'\n') {
                break;
            }
            self.line += usize::from(c == b'\n');
            self.at += 1;
        }
        self.line
    }
}

/// The known columns in the file's order; `None` for a column without a name.
fn header(line: usize, names: &[String], file: &mut Reading) -> Option<Vec<Option<&'static str>>> {
    let mut columns = Vec::new();
    let mut is_known = true;
    for name in names {
        let plain = name.to_lowercase().replace(' ', "_");
        let column = COLUMNS.into_iter().find(|column| *column == plain);
        if column.is_none() && !plain.is_empty() {
            is_known = false;
            file.add(line, "", FileFault::UnknownColumn(name.clone()));
        }
        if column.is_some() && columns.contains(&column) {
            is_known = false;
            file.add(line, "", FileFault::FieldTwice(name.clone()));
        }
        columns.push(column);
    }
    for needed in NEEDED.into_iter().filter(|needed| !columns.contains(&Some(*needed))) {
        is_known = false;
        file.add(line, "", FileFault::NoColumn(needed.to_owned()));
    }
    is_known.then_some(columns)
}

/// The character between cells, and how many lines before the header say so (`sep=;`).
fn delimiter(text: &str) -> (u8, usize) {
    let mut lines = text.lines();
    let first = lines.next().unwrap_or_default();
    if let Some(named) = first.trim_end().strip_prefix("sep=")
        && let [delimiter] = named.as_bytes()
    {
        return (*delimiter, 1);
    }
    let header = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let count = |delimiter: &u8| header.bytes().filter(|byte| byte == delimiter).count();
    // The last of equals wins, so a header of one column is read with commas.
    let most = [b'\t', b';', b','].into_iter().max_by_key(count).unwrap_or(b',');
    (most, 0)
}

/// The line of the last quotation mark that opens a cell: the one that is never closed.
fn open_quote(text: &str) -> usize {
    let mut line = 1;
    let mut opened = 1;
    let mut is_open = false;
    for c in text.chars() {
        match c {
            '\n' => line += 1,
            '"' => {
                is_open = !is_open;
                if is_open {
                    opened = line;
                }
            }
            _ => {}
        }
    }
    opened
}

/// A cell without space around it and without the apostrophe that keeps a spreadsheet from
/// running it as a formula.
fn cell_text(cell: &str) -> String {
    let text = cell.trim();
    match text.strip_prefix('\'') {
        Some(rest) if rest.starts_with(super::export::GUARDED) => rest.to_owned(),
        _ => text.to_owned(),
    }
}
