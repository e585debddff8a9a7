//! Which folder of the server may import which: the one table, and the rule that reads it.

use std::collections::{BTreeMap, BTreeSet};

use crate::source::{File, split, without_tests};

/// The server's layers, lowest first; a folder may import every layer below its own.
pub(crate) const LAYERS: &[(&str, &[&str])] = &[
    ("ground", &["clock", "ids", "config", "crash", "telemetry", "text"]),
    ("platform", &["db", "error", "keys", "idempotency", "platform"]),
    ("core", &["audit", "events", "outbound", "workflow", "auth", "realtime"]),
    (
        "features",
        &[
            "store",
            "menu",
            "qr",
            "order",
            "favourites",
            "reports",
            "push",
            "print",
            "retention",
            "webhooks",
        ],
    ),
    // `http` is every folder's `http.rs`: the edge where requests come in.
    ("edge", &["context", "http"]),
    ("top", &["pages", "app"]),
];

/// Imports inside one layer. A new one is a decision: say why.
pub(crate) const EDGES: &[(&str, &str, &str)] = &[
    ("ids", "clock", "ids of version 7 begin with their moment"),
    ("keys", "db", "the installation's secret lives in the database"),
    ("error", "db", "a database failure becomes an answer in one place"),
    ("platform", "db", "the bundle of everything a feature is handed"),
    ("platform", "keys", "the bundle of everything a feature is handed"),
    ("idempotency", "db", "answers are stored in the transaction of their change"),
    ("idempotency", "keys", "bodies are compared by their digest"),
    ("auth", "audit", "who added or removed whom is written down with it"),
    ("events", "realtime", "an event names the screens it concerns; the relay publishes"),
    ("realtime", "auth", "a role decides which topics are open"),
    ("store", "menu", "a store has one menu"),
    ("qr", "store", "places and lifetime of a code are the store's settings"),
    ("http", "context", "the state and extractors of every handler"),
    ("app", "pages", "every route in one place"),
    ("order", "menu", "items are checked against the menu"),
    ("order", "qr", "a scan takes a place, a cancel returns it"),
    ("order", "store", "admission asks whether the store is open"),
    ("push", "order", "an order's state is read, never changed"),
    ("push", "store", "a message names the store and its time of day"),
    ("favourites", "menu", "a favourite is a drink of the menu"),
    ("reports", "menu", "items of orders are counted"),
    ("print", "menu", "a ticket lists what was ordered"),
    ("print", "order", "an order becomes a ticket; printing changes no order"),
    ("print", "store", "a ticket tells the store and its time"),
    ("retention", "store", "each store says after how many days"),
    ("reports", "order", "an order's state is read, never changed"),
];

/// Every import the table does not allow, as `file: from -> to`; unknown folders too.
pub(crate) fn violations(files: &[File]) -> Vec<String> {
    let mut found = Vec::new();
    for (file, from, to) in imports(files) {
        let allowed = match (layer(&from), layer(&to)) {
            (Some(own), Some(other)) => other < own || own == other && has_edge(&from, &to),
            _ => false,
        };
        if !allowed {
            found.push(format!("{file}: {from} -> {to}"));
        }
    }
    found
}

/// Edges of the table that no file needs any more.
pub(crate) fn stale_edges(files: &[File]) -> Vec<String> {
    let used: BTreeSet<(String, String)> =
        imports(files).into_iter().map(|(_, from, to)| (from, to)).collect();
    EDGES
        .iter()
        .filter(|(from, to, _)| !used.contains(&((*from).to_owned(), (*to).to_owned())))
        .map(|(from, to, _)| format!("{from} -> {to}"))
        .collect()
}

fn layer(folder: &str) -> Option<usize> {
    LAYERS.iter().position(|(_, folders)| folders.contains(&folder))
}

fn has_edge(from: &str, to: &str) -> bool {
    EDGES.iter().any(|(f, t, _)| *f == from && *t == to)
}

/// Imports between folders, as (file, from, to), tests left out: they may build whatever they need.
fn imports(files: &[File]) -> Vec<(String, String, String)> {
    let mut found = BTreeMap::new();
    for file in files {
        let Some(from) = folder(&file.path) else { continue };
        let code = without_tests(&split(&file.text).code);
        for to in crate_paths(&code) {
            if to != from {
                found.insert((file.path.clone(), to.clone()), from.clone());
            }
        }
    }
    found.into_iter().map(|((file, to), from)| (file, from, to)).collect()
}

/// `server/src/order/sql.rs` -> `order`; the crate's root and `main.rs` see everything, and files
/// of tests only are outside.
fn folder(path: &str) -> Option<String> {
    let below = path.strip_prefix("server/src/")?;
    if below.split('/').any(|part| matches!(part, "testing.rs" | "testing" | "tests.rs" | "tests"))
    {
        return None;
    }
    if below.contains("/http") {
        return Some("http".to_owned());
    }
    let first = below.split('/').next()?.trim_end_matches(".rs");
    (!matches!(first, "lib" | "main")).then(|| first.to_owned())
}

/// The folders named after `crate::`, also in a group `crate::{a::B, c}`.
///
/// A name that starts with a capital or is called is an item of the root, not a folder.
fn crate_paths(code: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (at, _) in code.match_indices("crate::") {
        let before = code[..at].chars().next_back();
        if before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == '$') {
            continue;
        }
        let rest = &code[at + "crate::".len()..];
        match rest.strip_prefix('{') {
            Some(group) => found.extend(group_heads(group)),
            None => found.extend(head(rest)),
        }
    }
    found
}

fn group_heads(group: &str) -> Vec<String> {
    let mut depth = 0_i32;
    let mut at_start = true;
    let mut heads = Vec::new();
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => at_start = true,
            c if c.is_whitespace() => {}
            _ if at_start && depth == 0 => {
                at_start = false;
                heads.extend(head(&group[at..]));
            }
            _ => {}
        }
    }
    heads
}

fn head(rest: &str) -> Option<String> {
    let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
    let (name, after) = rest.split_at(end);
    let is_item = name.chars().next().is_none_or(|c| c.is_uppercase())
        || after.starts_with('(')
        || after.starts_with('!');
    (!is_item).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, text: &str) -> File {
        File { path: path.to_owned(), text: text.to_owned() }
    }

    #[test]
    fn an_import_upwards_or_sideways_is_found() {
        let files = [
            file("server/src/db/conn.rs", "use crate::order::Order;"),
            file("server/src/menu/mod.rs", "use crate::{clock::Timestamp, qr::{Bucket, code}};"),
            file("server/src/store/http.rs", "fn f() { crate::pages::render() }"),
            file("server/src/robot/mod.rs", "use crate::clock::Clock;"),
        ];
        assert_eq!(
            violations(&files),
            [
                "server/src/db/conn.rs: db -> order",
                "server/src/menu/mod.rs: menu -> qr",
                "server/src/robot/mod.rs: robot -> clock",
                "server/src/store/http.rs: http -> pages",
            ]
        );
    }

    #[test]
    fn imports_downwards_and_listed_edges_are_fine() {
        let files = [
            file("server/src/order/mod.rs", "use crate::menu::Menu; use crate::db::{Db, Query};"),
            file(
                "server/src/db/mod.rs",
                "// crate::order\n#[cfg(test)] mod t { use crate::order::X; }",
            ),
            file("server/src/main.rs", "use crate::pages::x;"),
        ];
        assert_eq!(violations(&files), Vec::<String>::new());
    }
}
