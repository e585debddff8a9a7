//! From the bytes of a file to text of a known kind.

use super::{FileFault, FileProblem};

/// Bytes of a file at most: five times the largest menu there can be.
pub const LARGEST_FILE: usize = 128 * 1_024;

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// The API's menu document.
    Json,
    /// Rows of drinks, groups and options.
    Csv,
}

impl Format {
    /// The word in forms and addresses.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Csv => "csv",
        }
    }

    /// The format for a word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Json, Self::Csv].into_iter().find(|format| format.word() == word)
    }

    /// What a text looks like.
    #[must_use]
    pub fn of_text(text: &str) -> Self {
        if text.trim_start().starts_with(['{', '[']) { Self::Json } else { Self::Csv }
    }
}

/// The text of a file and its kind, by its name and its content.
///
/// # Errors
/// When it is no text of a kind that can be read.
pub fn text_of(name: &str, bytes: &[u8]) -> Result<(String, Format), FileProblem> {
    let whole = |fault| FileProblem { line: 0, place: String::new(), fault };
    if bytes.len() > LARGEST_FILE {
        return Err(whole(FileFault::TooLarge(LARGEST_FILE / 1_024)));
    }
    // A ZIP archive or a compound file: what spreadsheets save unless they are asked otherwise.
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Err(whole(FileFault::Workbook));
    }
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err(whole(FileFault::Utf16));
    }
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
        let line = 1 + before.iter().filter(|&&byte| byte == b'\n').count();
        FileProblem { line, place: String::new(), fault: FileFault::Charset }
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.contains('\0') {
        return Err(whole(FileFault::Kind));
    }
    if text.trim().is_empty() {
        return Err(whole(FileFault::Empty));
    }
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    let format = match ending.as_deref() {
        Some("json") => Format::Json,
        Some("csv" | "tsv") => Format::Csv,
        Some("txt") | None => Format::of_text(text),
        Some(_) => return Err(whole(FileFault::Kind)),
    };
    Ok((text.to_owned(), format))
}
