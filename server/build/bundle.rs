//! Joins the ES modules of one page into one, and leaves out what only people read.
//!
//! A guest's phone has six requests and six kilobytes of JavaScript to be live. Modules one by one
//! cost a request each, and their comments half as many bytes as the code. This is no bundler for
//! anybody's code but that of `static/`: it takes the few forms that are written there and refuses
//! all others, so that the build fails instead of the page.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The module at `entry` with everything it imports statically, read by `read`.
///
/// # Errors
/// What is written in a form that this does not know, and where.
pub(crate) fn bundle(
    entry: &Path,
    read: &impl Fn(&Path) -> Result<String, String>,
) -> Result<String, String> {
    let mut joined = Joined::default();
    joined.add(entry, read)?;
    Ok(with_short_private_names(joined.text))
}

/// One module without indentation, comments and long private names.
pub(crate) fn code(source: &str) -> String {
    let lines = code_lines(source).iter().map(|line| format!("{line}\n")).collect();
    with_short_private_names(lines)
}

#[derive(Default)]
struct Joined {
    text: String,
    done: BTreeSet<PathBuf>,
    names: BTreeSet<String>,
}

impl Joined {
    /// A module after those it imports, each once.
    fn add(
        &mut self,
        path: &Path,
        read: &impl Fn(&Path) -> Result<String, String>,
    ) -> Result<(), String> {
        if !self.done.insert(path.to_owned()) {
            return Ok(());
        }
        let complain = |what: &str| Err(format!("{}: {what}", path.display()));
        let mut own = String::new();
        for line in code_lines(&read(path)?) {
            if let Some(import) = line.strip_prefix("import {") {
                let from = import.split('"').nth(1).filter(|from| from.starts_with('.'));
                let Some(from) = from.filter(|_| line.ends_with(';') && !line.contains(" as "))
                else {
                    return complain(&format!("an import in a form that cannot be joined: {line}"));
                };
                self.add(&beside(path, from), read)?;
                continue;
            }
            if line.starts_with("import ") || line.starts_with("export default") {
                return complain(&format!("cannot be joined: {line}"));
            }
            let line = line.strip_prefix("export ").unwrap_or(&line);
            own.push_str(line);
            own.push('\n');
        }
        for name in top_level_names(&read(path)?) {
            if !self.names.insert(name.clone()) {
                return complain(&format!("another module has a {name} of its own, rename it"));
            }
        }
        self.text += &own;
        Ok(())
    }
}

/// Lines of code without indentation, empty lines, and comments that begin a line or follow code.
fn code_lines(source: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut in_comment = false;
    for line in source.lines().map(str::trim) {
        if in_comment || line.starts_with("/*") {
            in_comment = !line.contains("*/");
            continue;
        }
        let is_code = |text: &str| text.contains(['"', '\'', '`', '/']);
        let code = match line.split_once(" // ") {
            // What may be inside a text is left as it is.
            Some((code, comment)) if !is_code(comment) => code.trim_end(),
            _ => line,
        };
        if !code.is_empty() && !code.starts_with("//") {
            lines.push(code.to_owned());
        }
    }
    lines
}

/// The code with its private names (`this.#connected`) as short as there are letters for them.
fn with_short_private_names(code: String) -> String {
    let name_at = |text: &str| {
        let is_name = |c: &char| c.is_alphanumeric() || *c == '_' || *c == '$';
        text.chars().take_while(is_name).collect::<String>()
    };
    let names: BTreeSet<String> = code.split("this.#").skip(1).map(name_at).collect();
    let letters: Vec<char> = ('a'..='z').chain('A'..='Z').collect();
    if names.len() > letters.len() {
        return code;
    }
    let mut parts = code.split('#');
    let mut short = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let name = name_at(part);
        // In a text, as in "#main", no name of a class begins.
        let is_code = short.ends_with(['.', ' ', '\n']);
        let known = names.iter().position(|known| is_code && *known == name);
        short.push('#');
        match known {
            Some(at) => {
                short.push(letters[at]);
                short += &part[name.len()..];
            }
            None => short += part,
        }
    }
    short
}

/// What a module declares beside its imports: lines that are not indented.
fn top_level_names(source: &str) -> Vec<String> {
    let mut names = Vec::new();
    for line in source.lines() {
        let line = line.strip_prefix("export ").unwrap_or(line);
        let line = line.strip_prefix("async ").unwrap_or(line);
        let declared = ["const ", "let ", "class ", "function "]
            .iter()
            .find_map(|word| line.strip_prefix(word));
        let Some(declared) = declared else { continue };
        // `const [a, b] = ...`, `let a, b;` and `function a(...)`.
        let head = declared.split(['=', '(', ';']).next().unwrap_or_default();
        let is_name = |c: char| c.is_alphanumeric() || c == '_' || c == '$';
        let words = head.split(|c: char| !is_name(c)).filter(|word| !word.is_empty());
        names.extend(words.take_while(|word| *word != "extends").map(str::to_owned));
    }
    names
}

/// The path that `from` names when it is imported by the module at `path`.
fn beside(path: &Path, from: &str) -> PathBuf {
    let mut to = path.parent().unwrap_or(Path::new("")).to_owned();
    for part in from.split('/') {
        match part {
            "." => {}
            ".." => {
                to.pop();
            }
            part => to.push(part),
        }
    }
    to
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(files: &[(&str, &str)]) -> Result<String, String> {
        let read = |path: &Path| {
            let found = files.iter().find(|(name, _)| Path::new(name) == path);
            found.map(|(_, text)| (*text).to_owned()).ok_or(format!("no {}", path.display()))
        };
        bundle(Path::new("app.js"), &read)
    }

    #[test]
    fn modules_are_joined_in_the_order_of_their_imports_and_once() {
        let text = joined(&[
            (
                "app.js",
                "import { A } from \"./a.js\";\nimport { b } from \"./x/b.js\";\nnew A(b);\n",
            ),
            (
                "a.js",
                "import { b } from \"./x/b.js\";\n\nexport class A {\n  // why\n  c = b; // so\n}\n",
            ),
            ("x/b.js", "/** A number.\n * @type {number} */\nexport const b = \"// 1\";\n"),
        ]);
        assert_eq!(text.as_deref(), Ok("const b = \"// 1\";\nclass A {\nc = b;\n}\nnew A(b);\n"));
    }

    #[test]
    fn what_only_people_read_is_left_out() {
        let source = "// why\n\nimport { b } from \"./b.js\";\n\n/** A number. */\n\
                      export class A {\n  #count = \"a // b\";\n  get c() { return this.#count; }\n}\n";
        let short = "import { b } from \"./b.js\";\nexport class A {\n#a = \"a // b\";\n\
                     get c() { return this.#a; }\n}\n";
        assert_eq!(code(source), short, "what may be inside a text is left as it is");
    }

    #[test]
    fn private_names_are_shortened_and_nothing_else() {
        let text = joined(&[(
            "app.js",
            "class A {\n#on; #only;\nb() { this.#on = \"#on\" + this.#only; }\n}\n",
        )]);
        let short = "class A {\n#a; #b;\nb() { this.#a = \"#on\" + this.#b; }\n}\n";
        assert_eq!(text.as_deref(), Ok(short));
    }

    #[test]
    fn what_cannot_be_joined_is_refused() {
        for bad in [
            "import a from \"./a.js\";",
            "import { a as b } from \"./a.js\";",
            "import {\n  a } from \"./a.js\";",
            "import { a } from \"elsewhere\";",
            "export default 1;",
            "import { a } from \"./a.js\";\nconst a = 2;",
        ] {
            assert!(joined(&[("app.js", bad), ("a.js", "export const a = 1;")]).is_err(), "{bad}");
        }
        assert!(joined(&[("app.js", "const a = await import(\"./a.js\");")]).is_ok());
    }
}
