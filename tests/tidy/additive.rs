//! Refuses migrations that an older version would not survive: while replicas are replaced one at
//! a time, both versions work on the tables, and a program may be rolled back without its tables.
//!
//! What may be: new tables, plain indexes, new columns that are null or have a default, rows. What
//! an old version no longer needs can go in the release after the one that stopped using it; that
//! migration is then listed in [`REVIEWED`] with its reason.

use std::collections::BTreeSet;

use crate::source::File;

/// Migrations that do more, by file name, with why no version in use minds.
const REVIEWED: &[(&str, &str)] = &[];

/// Every statement that takes away, renames or tightens, as `file: statement`.
pub(crate) fn breaking(files: &[File]) -> Vec<String> {
    let mut found = Vec::new();
    for file in files {
        let name = file.path.rsplit('/').next().unwrap_or(&file.path);
        if REVIEWED.iter().any(|(reviewed, _)| *reviewed == name) {
            continue;
        }
        let text: Vec<_> = file.text.lines().map(|line| line.split("--").next()).collect();
        let text: String = text.into_iter().flatten().collect::<Vec<_>>().join(" ").to_lowercase();
        let mut made = BTreeSet::new();
        for statement in text.split(';') {
            let words: Vec<&str> = statement.split_whitespace().collect();
            if let ["create", "table", table, ..] = words.as_slice() {
                made.insert(table.trim_end_matches('(').to_owned());
            }
            if !words.is_empty() && !is_additive(&words, &made) {
                found.push(format!("{name}: {}", words.join(" ")));
            }
        }
    }
    found
}

/// `made` are the tables of the same migration, which no older version writes to.
fn is_additive(words: &[&str], made: &BTreeSet<String>) -> bool {
    match words {
        ["create", "table", ..]
        | ["create", "index", ..]
        | ["insert", "into", ..]
        | ["update", ..] => true,
        // An older version does not know that it must not write the same twice.
        ["create", "unique", "index", _, "on", table, ..] => {
            made.contains(table.split('(').next().unwrap_or(table))
        }
        ["alter", "table", _, "add", "column", rest @ ..] => {
            let has = |a, b| rest.windows(2).any(|pair| pair == [a, b]);
            let is_required = has("not", "null");
            !rest.contains(&"unique") && (!is_required || rest.contains(&"default"))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn breaks(sql: &str) -> bool {
        let file = File { path: "migrations/sqlite/0099_x.sql".to_owned(), text: sql.to_owned() };
        !breaking(&[file]).is_empty()
    }

    #[test]
    fn what_adds_is_fine() {
        assert!(!breaks("create table t (a text); create unique index t_a on t (a);"));
        assert!(!breaks("-- drop it\nalter table t add column b text;"));
        assert!(!breaks("alter table t add column c bigint not null default 0;"));
        assert!(!breaks("create index t_c on t (c) where c is not null; update t set c = 1;"));
    }

    #[test]
    fn what_takes_away_renames_or_tightens_is_found() {
        for sql in [
            "drop table t;",
            "drop index t_a;",
            "alter table t drop column a;",
            "alter table t rename column a to b;",
            "alter table t rename to u;",
            "alter table t alter column a type text;",
            "alter table t add constraint t_a check (a > 0);",
            "alter table t add column a text not null;",
            "alter table t add column a text unique;",
            "create unique index t_a on t (a);",
            "delete from t;",
        ] {
            assert!(breaks(sql), "{sql}");
        }
    }
}
