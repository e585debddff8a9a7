//! Rules about single files: how they begin, how long they are, what their SQL asks.

use crate::source::{File, split};

/// Longer than this, a file is about to be two files.
const MAX_LINES: usize = 400;

/// Files that are longer, and why that is right.
const LONG_FOR_A_REASON: &[(&str, &str)] = &[(
    "server/src/order/tests.rs",
    "what an order may do on both databases, as one list of facts",
)];

/// Files whose first line is not a module docstring.
pub(crate) fn without_module_docs(files: &[File]) -> Vec<String> {
    files.iter().filter(|f| !f.text.starts_with("//! ")).map(|f| f.path.clone()).collect()
}

/// Files over the limit that nobody gave a reason for, and reasons for files that are short again.
pub(crate) fn too_long(files: &[File]) -> Vec<String> {
    let excused = |path: &str| LONG_FOR_A_REASON.iter().any(|(p, _)| *p == path);
    files
        .iter()
        .map(|f| (f, f.text.lines().count()))
        .filter(|(f, lines)| (*lines > MAX_LINES) != excused(&f.path))
        .map(|(f, lines)| format!("{} has {lines} lines", f.path))
        .collect()
}

/// SQL, in migrations and in Rust's literals, that reads the database's clock.
pub(crate) fn sql_that_asks_the_time(files: &[File]) -> Vec<String> {
    let mut found = Vec::new();
    for file in files {
        let statements = if file.path.ends_with(".sql") {
            vec![file.text.clone()]
        } else {
            split(&file.text).literals.into_iter().filter(|text| is_sql(text)).collect()
        };
        for sql in statements {
            for line in sql.lines().map(|line| line.split("--").next().unwrap_or_default()) {
                let lower = line.to_lowercase();
                if CLOCKS.iter().any(|clock| lower.contains(clock)) {
                    found.push(format!("{}: {}", file.path, line.trim()));
                }
            }
        }
    }
    found
}

const CLOCKS: &[&str] =
    &["now()", "current_timestamp", "current_date", "clock_timestamp", "strftime(", "datetime("];

/// Routes below `/api/v1` that are added in a way which leaves them out of the OpenAPI document:
/// only `routes!` takes a handler with its description.
pub(crate) fn undescribed_routes(server: &[File]) -> Vec<String> {
    let around = [".route(", ".route_service(", ".nest_service(", "Router::new().nest("];
    let mut found = Vec::new();
    for file in server {
        let is_api = file.path.contains("/http");
        for line in file.text.lines().map(str::trim_start).filter(|line| !line.starts_with("//")) {
            let goes_around = around.iter().any(|call| line.contains(call));
            if goes_around && (is_api || line.contains("\"/api")) {
                found.push(format!("{}: {line}", file.path));
            }
        }
    }
    found
}

fn is_sql(text: &str) -> bool {
    let start = text.trim_start().to_lowercase();
    ["select ", "insert ", "update ", "delete ", "with ", "create ", "alter "]
        .iter()
        .any(|verb| start.starts_with(verb))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, text: &str) -> File {
        File { path: path.to_owned(), text: text.to_owned() }
    }

    #[test]
    fn a_file_without_module_docs_is_found() {
        let files = [file("a.rs", "use std::fmt;\n"), file("b.rs", "//! Says it.\n")];
        assert_eq!(without_module_docs(&files), ["a.rs"]);
    }

    #[test]
    fn a_long_file_is_found() {
        let files = [file("a.rs", &"x\n".repeat(401)), file("b.rs", &"x\n".repeat(400))];
        assert_eq!(too_long(&files), ["a.rs has 401 lines"]);
    }

    #[test]
    fn a_route_without_a_description_is_found() {
        let files = [
            file("server/src/order/http.rs", "x.route(\"/orders\", get(list))"),
            file("server/src/app.rs", "x.route(\"/healthz\", get(h)).routes(routes!(list))"),
            file("server/src/pages/mod.rs", "x.route(\"/api/v1/hidden\", get(h))"),
        ];
        let found = undescribed_routes(&files);
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found[0].starts_with("server/src/order/http.rs"), "{found:?}");
        assert!(found[1].starts_with("server/src/pages/mod.rs"), "{found:?}");
    }

    #[test]
    fn sql_that_reads_the_clock_is_found() {
        let files = [
            file("a.sql", "-- now() in a comment\ncreate table t (at integer default NOW());"),
            file("b.rs", "fn f() { clock.now(); \"select CURRENT_TIMESTAMP\"; \"a now() text\"; }"),
        ];
        assert_eq!(
            sql_that_asks_the_time(&files),
            ["a.sql: create table t (at integer default NOW());", "b.rs: select CURRENT_TIMESTAMP"]
        );
    }
}
