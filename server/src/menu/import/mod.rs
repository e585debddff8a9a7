//! A menu from a file: JSON as the API has it, or CSV as a spreadsheet has it.
//!
//! A file is read whole, and everything that is wrong with it is told with its line, before
//! anybody decides to store it. Reading changes nothing. The formats: docs/MENU.md.

mod csv;
mod fault;
mod json;
mod json_tree;
#[cfg(test)]
mod tests;
mod text;

use std::collections::{HashMap, HashSet};

use super::{Menu, MenuFault, check};

pub use self::csv::{COLUMNS, to_csv};
pub use self::fault::{FileFault, FileProblem, SyntaxFault};
pub use self::text::{Format, LARGEST_FILE, text_of};

/// Reads a menu. Prices of a CSV file without a currency are in that of `now`, the menu as it is.
///
/// # Errors
/// Everything that is wrong, by line.
pub fn read(text: &str, format: Format, now: &Menu) -> Result<Menu, Vec<FileProblem>> {
    let mut file = Reading::default();
    let menu = match format {
        Format::Json => json::read(text, &mut file),
        Format::Csv => csv::read(text, now, &mut file),
    };
    if let Err(faults) = check(&menu) {
        for problem in faults {
            // A part that could not be read was told already; what its stand-in lacks is no news.
            if !file.is_unreadable(&problem.pointer) && !file.is_about_unreadable(&problem.fault) {
                let (line, place) = file.line_of(&problem.pointer);
                file.add(line, &place, FileFault::Menu(problem.fault));
            }
        }
    }
    if file.problems.is_empty() {
        return Ok(menu);
    }
    file.problems.sort_by_key(|problem| problem.line);
    Err(file.problems)
}

/// What is known while a file is read: problems, and where each part of the menu stands.
#[derive(Default)]
struct Reading {
    problems: Vec<FileProblem>,
    /// Pointer -> (line, place).
    lines: HashMap<String, (usize, String)>,
    /// Pointers that hold a stand-in, because what stands there could not be read.
    unreadable: HashSet<String>,
    /// Whether one of them is the groups, or in one of them.
    lacks_groups: bool,
}

impl Reading {
    fn add(&mut self, line: usize, place: &str, fault: FileFault) {
        self.problems.push(FileProblem { line, place: place.to_owned(), fault });
    }

    /// Adds a problem of the value at `pointer`, which cannot be judged any further.
    fn add_unreadable(&mut self, pointer: &str, line: usize, place: &str, fault: FileFault) {
        self.stand_in(pointer);
        self.add(line, place, fault);
    }

    /// Nothing at `pointer` is judged any further.
    fn stand_in(&mut self, pointer: &str) {
        self.lacks_groups |= pointer.starts_with("groups");
        self.unreadable.insert(pointer.to_owned());
    }

    fn stands(&mut self, pointer: &str, line: usize, place: &str) {
        self.lines.insert(pointer.to_owned(), (line, place.to_owned()));
    }

    /// Where a part of the menu stands, or the nearest thing around it that has a line.
    fn line_of(&self, pointer: &str) -> (usize, String) {
        let mut around = pointer;
        loop {
            if let Some((line, place)) = self.lines.get(around) {
                return (*line, place.clone());
            }
            match around.rsplit_once('/') {
                Some((outer, _)) => around = outer,
                None => return (0, String::new()),
            }
        }
    }

    /// Whether a drink misses a group only because the groups could not be read.
    fn is_about_unreadable(&self, fault: &MenuFault) -> bool {
        matches!(fault, MenuFault::UnknownGroup(_)) && self.lacks_groups
    }

    /// Whether a stand-in is there or around it.
    fn is_unreadable(&self, pointer: &str) -> bool {
        let ends = pointer.match_indices('/').map(|(end, _)| end).chain([pointer.len()]);
        ends.map(|end| &pointer[..end]).any(|around| self.unreadable.contains(around))
    }
}
