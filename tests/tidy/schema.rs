//! Compares the two databases' migrations: the same numbers, and in each the same tables, columns,
//! constraints and indexes by name. Types may differ, names may not.

use std::collections::BTreeSet;

use crate::source::File;

/// What one side has and the other lacks.
pub(crate) fn differences(sqlite: &[File], postgres: &[File]) -> Vec<String> {
    let mut found = Vec::new();
    if sqlite.is_empty() {
        found.push("no migrations at all".to_owned());
    }
    let names = |files: &[File]| files.iter().map(|f| base(&f.path).to_owned()).collect();
    report("file", &names(sqlite), &names(postgres), &mut found);
    for file in sqlite {
        if let Some(other) = postgres.iter().find(|o| base(&o.path) == base(&file.path)) {
            report(base(&file.path), &declared(&file.text), &declared(&other.text), &mut found);
        }
    }
    found
}

fn base(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

fn report(
    what: &str,
    sqlite: &BTreeSet<String>,
    postgres: &BTreeSet<String>,
    to: &mut Vec<String>,
) {
    to.extend(sqlite.difference(postgres).map(|name| format!("{what}: {name} only in sqlite")));
    to.extend(postgres.difference(sqlite).map(|name| format!("{what}: {name} only in postgres")));
}

/// Names declared by a migration: `table t`, `t.column`, `constraint c`, `index i`.
fn declared(sql: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let text: String = sql
        .lines()
        .map(|line| line.split("--").next().unwrap_or_default())
        .collect::<Vec<_>>()
        .join("\n")
        .to_lowercase();
    for statement in text.split(';') {
        let words: Vec<&str> = statement.split_whitespace().collect();
        match words.as_slice() {
            ["create", "table", name, ..] => {
                let name = name.trim_end_matches('(');
                names.insert(format!("table {name}"));
                names.extend(columns(statement).map(|column| format!("{name}.{column}")));
            }
            ["create", "index", name, ..] | ["create", "unique", "index", name, ..] => {
                names.insert(format!("index {name}"));
            }
            ["alter", "table", name, "add", "column", column, ..] => {
                names.insert(format!("{name}.{column}"));
            }
            _ => {}
        }
        names.extend(
            words
                .windows(2)
                .filter(|w| w[0] == "constraint")
                .map(|w| format!("constraint {}", w[1])),
        );
    }
    names
}

/// The first words of a `create table`'s parts, without its table constraints.
fn columns(statement: &str) -> impl Iterator<Item = String> {
    let inside = statement.split_once('(').map_or("", |(_, rest)| rest);
    let mut depth = 0_i32;
    let mut parts = vec![String::new()];
    for c in inside.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(String::new());
                continue;
            }
            _ => {}
        }
        parts.last_mut().expect("there is always a last part").push(c);
    }
    parts.into_iter().filter_map(|part| {
        let first = part.split_whitespace().next()?.to_owned();
        let is_column = first.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
            && !matches!(first.as_str(), "constraint" | "primary" | "unique" | "check" | "foreign");
        is_column.then_some(first)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, text: &str) -> File {
        File { path: path.to_owned(), text: text.to_owned() }
    }

    #[test]
    fn what_only_one_database_has_is_found() {
        let sqlite = [
            file(
                "migrations/sqlite/0001_a.sql",
                "create table t (a text, b integer constraint t_b check (b > 0));",
            ),
            file("migrations/sqlite/0002_b.sql", "create index i on t (a);"),
        ];
        let postgres =
            [file("migrations/postgres/0001_a.sql", "create table t (a text, c bigint);")];
        assert_eq!(
            differences(&sqlite, &postgres),
            [
                "file: 0002_b.sql only in sqlite",
                "0001_a.sql: constraint t_b only in sqlite",
                "0001_a.sql: t.b only in sqlite",
                "0001_a.sql: t.c only in postgres",
            ]
        );
    }

    #[test]
    fn types_may_differ() {
        let sqlite = [file("s/1.sql", "create table t (a integer not null, unique (a));")];
        let postgres = [file("p/1.sql", "create table t (a bigint not null, unique (a)); -- x")];
        assert_eq!(differences(&sqlite, &postgres), Vec::<String>::new());
    }
}
