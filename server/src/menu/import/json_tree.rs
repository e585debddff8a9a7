//! A JSON document with the line of every value, which serde does not keep.

use serde_json::Value;

/// A value and where it begins.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub(super) line: usize,
    pub(super) value: Tree,
}

/// A value. Numbers are whole or not; a menu has no others.
#[derive(Clone, Debug)]
pub(super) enum Tree {
    Null,
    Flag(bool),
    /// `None`: a number, but no whole one of 64 bits.
    Number(Option<i64>),
    Text(String),
    List(Vec<Node>),
    /// Fields in order, doubled ones too, each with the line of its name.
    Object(Vec<(String, usize, Node)>),
}

/// Reads a document.
///
/// # Errors
/// What `serde_json` says of a text that is no JSON.
pub(super) fn parse(text: &str) -> Result<Node, serde_json::Error> {
    // serde_json judges; what follows only looks at a text that is known to be JSON.
    let _: Value = serde_json::from_str(text)?;
    Ok(Scanner { text, at: 0, line: 1 }.node())
}

struct Scanner<'a> {
    text: &'a str,
    at: usize,
    line: usize,
}

impl Scanner<'_> {
    fn peek(&self) -> u8 {
        self.text.as_bytes().get(self.at).copied().unwrap_or_default()
    }

    fn skip_space(&mut self) {
        while matches!(self.peek(), b' ' | b'\t' | b'\r' | b'\n') {
            self.line += usize::from(self.peek() == b'\n');
            self.at += 1;
        }
    }

    /// The bytes up to the first that `ends` a word.
    fn word(&mut self, ends: impl Fn(u8) -> bool) -> &str {
        let rest = &self.text.as_bytes()[self.at..];
        let length = rest.iter().position(|&byte| ends(byte)).unwrap_or(rest.len());
        let word = &self.text[self.at..self.at + length];
        self.at += length;
        word
    }

    fn node(&mut self) -> Node {
        self.skip_space();
        let line = self.line;
        let value = match self.peek() {
            b'{' => Tree::Object(self.fields()),
            b'[' => Tree::List(self.items()),
            b'"' => Tree::Text(self.string()),
            _ => {
                let ends = |byte: u8| byte.is_ascii_whitespace() || b",]}".contains(&byte);
                match self.word(ends) {
                    "null" => Tree::Null,
                    "true" => Tree::Flag(true),
                    "false" => Tree::Flag(false),
                    number => Tree::Number(number.parse().ok()),
                }
            }
        };
        Node { line, value }
    }

    /// A string; it holds no line break, for JSON writes these as `\n`.
    fn string(&mut self) -> String {
        let start = self.at;
        self.at += 1;
        while self.at < self.text.len() && self.peek() != b'"' {
            self.at += if self.peek() == b'\\' { 2 } else { 1 };
        }
        self.at += 1;
        serde_json::from_str(self.text.get(start..self.at).unwrap_or_default()).unwrap_or_default()
    }

    fn items(&mut self) -> Vec<Node> {
        let mut items = Vec::new();
        self.at += 1;
        loop {
            self.skip_space();
            match self.peek() {
                b',' => self.at += 1,
                b']' | 0 => break,
                _ => items.push(self.node()),
            }
        }
        self.at += 1;
        items
    }

    fn fields(&mut self) -> Vec<(String, usize, Node)> {
        let mut fields = Vec::new();
        self.at += 1;
        loop {
            self.skip_space();
            match self.peek() {
                b',' => self.at += 1,
                b'"' => {
                    let (line, name) = (self.line, self.string());
                    self.skip_space();
                    self.at += 1; // the colon
                    fields.push((name, line, self.node()));
                }
                _ => break,
            }
        }
        self.at += 1;
        fields
    }
}
