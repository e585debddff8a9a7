//! What can be wrong with a file, in words.

use std::fmt;

use crate::menu::MenuFault;

/// One thing that is wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileProblem {
    /// The line from 1; 0 for the file as a whole.
    pub line: usize,
    /// The column's name, the path in a JSON document, or `column 13` where the document breaks off;
    /// empty where the line says enough.
    pub place: String,
    /// What.
    pub fault: FileFault,
}

/// What is wrong at a place of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileFault {
    /// Nothing in it.
    Empty,
    /// Larger than this many kilobytes.
    TooLarge(usize),
    /// A spreadsheet's own format.
    Workbook,
    /// UTF-16, as some programs call "Unicode".
    Utf16,
    /// Not UTF-8.
    Charset,
    /// Neither JSON nor CSV.
    Kind,
    /// Not JSON; the parser's words.
    Syntax(String),
    /// Something else where an object `{ }` belongs.
    NotObject,
    /// Something else where a list `[ ]` belongs.
    NotList,
    /// Something else where a text belongs.
    NotText,
    /// Something else where a whole number belongs.
    NotNumber,
    /// Something else where `true` or `false` belongs.
    NotFlag,
    /// The field must be there.
    Missing(String),
    /// No such field.
    UnknownField(String),
    /// The field is there twice.
    FieldTwice(String),
    /// The first row does not name this column.
    NoColumn(String),
    /// No such column.
    UnknownColumn(String),
    /// A row has this many cells, not that many.
    Cells(usize, usize),
    /// A quotation mark that is never closed.
    Quote,
    /// No row of this kind.
    UnknownRow(String),
    /// Not a price; one that is.
    Price(String),
    /// Neither yes nor no.
    YesNo,
    /// An option before any group.
    NoGroup,
    /// Whatever a menu must not be.
    Menu(MenuFault),
}

impl fmt::Display for FileFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => write!(f, "Choose a file that is not empty, or paste its text."),
            Self::TooLarge(most) => write!(f, "A file takes at most {most} kilobytes."),
            Self::Workbook => write!(f, "This is a workbook. Save it as CSV UTF-8 first."),
            Self::Utf16 => write!(f, "This text is UTF-16. Save it as UTF-8."),
            Self::Charset => write!(f, "This line is not UTF-8. Save the file as UTF-8."),
            Self::Kind => write!(f, "Choose a file of JSON or CSV."),
            Self::Syntax(words) => write!(f, "This is no JSON: {words}."),
            Self::NotObject => write!(f, "An object in braces belongs here."),
            Self::NotList => write!(f, "A list in brackets belongs here."),
            Self::NotText => write!(f, "A text in quotation marks belongs here."),
            Self::NotNumber => write!(f, "Write a whole number."),
            Self::NotFlag => write!(f, "Write true or false."),
            Self::Missing(name) => write!(f, "Add {name}."),
            Self::UnknownField(name) => write!(f, "There is no {name}. Remove it."),
            Self::FieldTwice(name) => write!(f, "{name} is there twice. Remove one."),
            Self::NoColumn(name) => write!(f, "Add a column {name} to the first row."),
            Self::UnknownColumn(name) => write!(f, "There is no column {name}. Remove it."),
            Self::Cells(found, most) => {
                write!(
                    f,
                    "The row has {found} cells and the first row {most}. Quote texts with commas."
                )
            }
            Self::Quote => write!(f, "A quotation mark is never closed."),
            Self::UnknownRow(word) => {
                write!(f, "There is no kind {word}. Write currency, drink, group or option.")
            }
            Self::Price(example) => write!(f, "Write a price such as {example}, or nothing."),
            Self::YesNo => write!(f, "Write yes or no."),
            Self::NoGroup => write!(f, "Name the group, or put the option below its group."),
            Self::Menu(fault) => fault.fmt(f),
        }
    }
}
