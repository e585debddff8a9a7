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

/// Where a text stops being JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SyntaxFault {
    /// The end came before a bracket, brace or quotation mark was closed.
    Cut,
    /// A comma or a closing bracket is missing.
    Comma,
    /// A comma with nothing behind it.
    LastComma,
    /// A colon is missing behind a name.
    Colon,
    /// A name without quotation marks.
    Name,
    /// Neither text, number, list, object, `true`, `false` nor `null`.
    Value,
    /// A text with a line break, or with a backslash that means nothing.
    Text,
    /// A number that is none.
    Number,
    /// More behind the end.
    After,
    /// Anything else, such as lists in lists in lists.
    Other,
}

impl SyntaxFault {
    /// Reads the parser's verdict. Its words are English and change with its versions, so nobody is
    /// shown them; those that are new are [`SyntaxFault::Other`].
    #[must_use]
    pub fn of(error: &serde_json::Error) -> Self {
        let words = error.to_string();
        let says = |part: &str| words.starts_with(part);
        if error.is_eof() {
            Self::Cut
        } else if says("trailing comma") {
            Self::LastComma
        } else if says("expected `,`") {
            Self::Comma
        } else if says("expected `:`") {
            Self::Colon
        } else if says("key must be a string") {
            Self::Name
        } else if says("expected value") || says("expected ident") {
            Self::Value
        } else if says("invalid number") || says("number out of range") {
            Self::Number
        } else if says("trailing characters") {
            Self::After
        } else if says("control character")
            || says("invalid escape")
            || says("invalid unicode")
            || says("lone leading surrogate")
            || says("unexpected end of hex escape")
        {
            Self::Text
        } else {
            Self::Other
        }
    }

    /// As a word of codes and translations.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Cut => "import_json_cut",
            Self::Comma => "import_json_comma",
            Self::LastComma => "import_json_last_comma",
            Self::Colon => "import_json_colon",
            Self::Name => "import_json_name",
            Self::Value => "import_json_value",
            Self::Text => "import_json_text",
            Self::Number => "import_json_number",
            Self::After => "import_json_after",
            Self::Other => "import_json_other",
        }
    }
}

impl fmt::Display for SyntaxFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Cut => "The JSON ends before everything is closed.",
            Self::Comma => "A comma or a closing bracket is missing before this.",
            Self::LastComma => "Nothing follows the comma before this. Remove it.",
            Self::Colon => "A colon is missing behind the name.",
            Self::Name => "Write the name in quotation marks.",
            Self::Value => "A value is missing here. Write texts in quotation marks.",
            Self::Text => "Write a line break as \\n and a backslash as \\\\ in texts.",
            Self::Number => "This is no number.",
            Self::After => "The JSON has ended before this. Remove what follows.",
            Self::Other => "This is no JSON.",
        })
    }
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
    /// Not JSON.
    Syntax(SyntaxFault),
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
            Self::Syntax(fault) => fault.fmt(f),
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
