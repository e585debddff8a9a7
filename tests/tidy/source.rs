//! Reads the repository's files and takes Rust apart just far enough to ask simple questions:
//! what is code, what is a literal. Not a parser: macros and types are just text here.

use std::path::{Path, PathBuf};

/// The repository's root.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("the tests live in a folder of the repository")
        .into()
}

/// A file by its path below the root, with `/` between folders, and its text.
#[derive(Clone, Debug)]
pub(crate) struct File {
    pub(crate) path: String,
    pub(crate) text: String,
}

/// All files below `folder` with this extension, sorted; built and fetched folders are left out.
pub(crate) fn files(folder: &str, extension: &str) -> Vec<File> {
    let mut found = Vec::new();
    collect(&root().join(folder), extension, &mut found);
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

fn collect(folder: &Path, extension: &str, found: &mut Vec<File>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        let name = entry.file_name();
        if path.is_dir() {
            if !matches!(name.to_str(), Some("target" | "node_modules" | ".git" | "data")) {
                collect(&path, extension, found);
            }
        } else if path.extension().is_some_and(|e| e == extension) {
            let below = path.strip_prefix(root()).expect("it was found below the root");
            let text = std::fs::read_to_string(&path).expect("source files are UTF-8");
            found.push(File { path: below.to_string_lossy().replace('\\', "/"), text });
        }
    }
}

/// Rust text with comments and literals blanked, and the literals by themselves.
#[derive(Debug, Default)]
pub(crate) struct Parts {
    pub(crate) code: String,
    pub(crate) literals: Vec<String>,
}

/// Splits Rust text into code and string literals.
pub(crate) fn split(text: &str) -> Parts {
    let mut parts = Parts::default();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let taken = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |at| at + 2)
        } else if let Some(hashes) = raw_string(rest, &parts.code) {
            let open = 2 + hashes;
            let close = format!("\"{}", "#".repeat(hashes));
            let end = rest[open..].find(&close).map_or(rest.len(), |at| open + at);
            parts.literals.push(rest[open..end].to_owned());
            parts.code.push_str("\"\"");
            (end + close.len()).min(rest.len())
        } else if first == '"' {
            let end = string_end(rest);
            parts.literals.push(rest[1..end].to_owned());
            parts.code.push_str("\"\"");
            (end + 1).min(rest.len())
        } else if first == '\'' {
            char_literal(rest).inspect(|_| parts.code.push_str("' '")).unwrap_or_else(|| {
                parts.code.push('\'');
                1
            })
        } else {
            parts.code.push(first);
            first.len_utf8()
        };
        rest = &rest[taken..];
    }
    parts
}

/// How many `#` a raw string that starts here has; none when none starts here.
fn raw_string(rest: &str, before: &str) -> Option<usize> {
    let inner = rest.strip_prefix('r')?;
    let hashes = inner.len() - inner.trim_start_matches('#').len();
    let is_word = before.chars().next_back().is_some_and(|c| c.is_alphanumeric() || c == '_');
    // `br"` is a byte string: the `b` stands before the `r`.
    let is_byte = before.ends_with('b');
    (inner[hashes..].starts_with('"') && (!is_word || is_byte)).then_some(hashes)
}

/// Where the closing quote of a string that starts here is.
fn string_end(rest: &str) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at,
            _ => {}
        }
    }
    rest.len()
}

/// The length of a character literal that starts here; none when it is a lifetime.
fn char_literal(rest: &str) -> Option<usize> {
    if let Some(escape) = rest.strip_prefix("'\\") {
        // The escaped character may itself be a quote.
        let after = escape.chars().next()?.len_utf8();
        return escape[after..].find('\'').map(|at| 2 + after + at + 1);
    }
    let inner = rest[1..].chars().next()?;
    rest[1 + inner.len_utf8()..].starts_with('\'').then(|| 2 + inner.len_utf8())
}

/// Code without the items under `#[cfg(test)]`.
///
/// Takes split code, so that no brace inside a literal is counted.
pub(crate) fn without_tests(code: &str) -> String {
    let mut kept = String::new();
    let mut rest = code;
    while let Some(at) = rest.find("#[cfg(test)]") {
        kept.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.find([';', '{']).map_or(rest.len(), |stop| {
            if rest.as_bytes()[stop] == b';' { stop + 1 } else { block_end(rest, stop) }
        });
        rest = &rest[end..];
    }
    kept.push_str(rest);
    kept
}

/// Where the block whose opening brace is at `open` ends.
fn block_end(code: &str, open: usize) -> usize {
    let mut depth = 0_usize;
    for (at, byte) in code.bytes().enumerate().skip(open) {
        match byte {
            b'{' => depth += 1,
            b'}' => {
                depth -= 1;
                if depth == 0 {
                    return at + 1;
                }
            }
            _ => {}
        }
    }
    code.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literals_and_comments_are_not_code() {
        let parts = split(
            "let a = \"x\\\"y\"; // crate::no\nlet b = r#\"raw \"z\"\"#; let c: &'a u8 = '{';",
        );
        assert_eq!(parts.literals, ["x\\\"y", "raw \"z\""]);
        assert!(!parts.code.contains("crate::no") && !parts.code.contains('{'), "{}", parts.code);
        assert!(parts.code.contains("&'a u8"), "{}", parts.code);
    }

    #[test]
    fn test_modules_are_left_out() {
        let code = "fn a() {}\n#[cfg(test)]\nmod tests { fn b() { {} } }\nfn c() {}\n#[cfg(test)]\nmod t;\nfn d() {}";
        let kept = without_tests(code);
        assert!(kept.contains("fn a") && kept.contains("fn c") && kept.contains("fn d"));
        assert!(!kept.contains("fn b") && !kept.contains("mod t"));
    }
}
