//! What the crates depend on: nothing unused, and no way from the views to a database or runtime.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::source::{File, files, root, split};

/// What turns a crate of views into a server.
const NOT_BELOW_WEB: &[&str] = &["sqlx", "tokio", "axum", "hyper", "rumqttc", "rumqttd", "crema"];

/// Package name -> names it depends on.
pub(crate) type Lock = BTreeMap<String, BTreeSet<String>>;

/// Reads `Cargo.lock`.
pub(crate) fn lock() -> Lock {
    let text = std::fs::read_to_string(root().join("Cargo.lock")).expect("Cargo.lock is committed");
    parse_lock(&text)
}

fn parse_lock(text: &str) -> Lock {
    let mut lock = Lock::new();
    for package in text.split("[[package]]").skip(1) {
        let name =
            package.lines().find_map(|line| line.strip_prefix("name = ")).unwrap_or_default();
        let dependencies = package.split_once("dependencies = [").map_or("", |(_, rest)| rest);
        // A dependency is `name` or, where several versions exist, `name version`.
        lock.entry(unquoted(name)).or_default().extend(
            dependencies.lines().skip(1).take_while(|line| !line.starts_with(']')).map(|line| {
                unquoted(line.trim().trim_end_matches(','))
                    .split(' ')
                    .next()
                    .unwrap_or_default()
                    .to_owned()
            }),
        );
    }
    lock
}

fn unquoted(text: &str) -> String {
    text.trim().trim_matches('"').to_owned()
}

/// Forbidden crates that `crema-web` reaches, with the way there.
pub(crate) fn forbidden_below_web(lock: &Lock) -> Vec<String> {
    let mut waiting = vec![("crema-web".to_owned(), "crema-web".to_owned())];
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    while let Some((name, way)) = waiting.pop() {
        for next in lock.get(&name).into_iter().flatten() {
            if seen.insert(next.clone()) {
                let way = format!("{way} -> {next}");
                if NOT_BELOW_WEB.contains(&next.as_str()) {
                    found.push(way.clone());
                }
                waiting.push((next.clone(), way));
            }
        }
    }
    found
}

/// A workspace member: its manifest and its Rust files.
pub(crate) struct Member {
    manifest: String,
    sources: Vec<File>,
}

/// The workspace's members, as the root manifest lists them.
pub(crate) fn members() -> Vec<Member> {
    let text = std::fs::read_to_string(root().join("Cargo.toml")).expect("the root has a manifest");
    let list = text.split_once("members = [").map_or("", |(_, rest)| rest);
    let list = list.split(']').next().unwrap_or_default();
    list.split(',')
        .map(unquoted)
        .filter(|name| !name.is_empty())
        .map(|name| Member {
            manifest: std::fs::read_to_string(root().join(&name).join("Cargo.toml"))
                .expect("a member has a manifest"),
            sources: with_borrowed(files(&name, "rs")),
        })
        .collect()
}

/// Files with those that they take from another member by `#[path = "..."]`.
fn with_borrowed(mut files: Vec<File>) -> Vec<File> {
    let paths: Vec<_> = files
        .iter()
        .flat_map(|file| {
            let folder = root().join(&file.path).parent().map(Path::to_owned).unwrap_or_default();
            let lines = file.text.lines().filter_map(|line| line.strip_prefix("#[path = \""));
            lines.map(move |rest| folder.join(rest.trim_end_matches("\"]"))).collect::<Vec<_>>()
        })
        .collect();
    for path in paths {
        let text = std::fs::read_to_string(&path).expect("a borrowed file is there");
        files.push(File { path: path.to_string_lossy().into_owned(), text });
    }
    files
}

/// Dependencies that a member declares and no code of it names.
pub(crate) fn unused(members: &[Member]) -> Vec<String> {
    let mut found = Vec::new();
    for member in members {
        let words: BTreeSet<String> = member
            .sources
            .iter()
            .flat_map(|file| {
                let code = split(&file.text).code;
                code.split(|c: char| !c.is_alphanumeric() && c != '_')
                    .map(str::to_owned)
                    .collect::<Vec<_>>()
            })
            .collect();
        let name = member.manifest.lines().find_map(|line| line.strip_prefix("name = "));
        for dependency in dependencies(&member.manifest) {
            if !words.contains(&dependency.replace('-', "_")) {
                found.push(format!("{}: {dependency}", unquoted(name.unwrap_or_default())));
            }
        }
    }
    found
}

/// The names on the left in all tables of dependencies.
fn dependencies(manifest: &str) -> Vec<String> {
    let mut inside = false;
    let mut found = Vec::new();
    for line in manifest.lines() {
        if line.starts_with('[') {
            inside = line.trim_end_matches(']').ends_with("dependencies");
        } else if inside && let Some((name, _)) = line.split_once(['=', '.']) {
            let name = name.trim();
            if !name.is_empty() && !name.starts_with('#') && !line.starts_with(' ') {
                found.push(name.to_owned());
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_way_from_the_views_to_a_runtime_is_found() {
        let lock = parse_lock(
            "[[package]]\nname = \"crema-web\"\ndependencies = [\n \"askama\",\n]\n\n\
             [[package]]\nname = \"askama\"\ndependencies = [\n \"tokio 1.0.0\",\n]\n",
        );
        assert_eq!(forbidden_below_web(&lock), ["crema-web -> askama -> tokio"]);
    }

    #[test]
    fn an_unused_dependency_is_found() {
        let member = Member {
            manifest: "[package]\nname = \"m\"\n[dependencies]\nserde_json.workspace = true\n\
                       http-body-util = \"0.1\"\n[dev-dependencies]\ntempfile = { version = \"3\" }\n"
                .to_owned(),
            sources: vec![File {
                path: "m/src/lib.rs".to_owned(),
                text: "use http_body_util::X; // serde_json, tempfile\n".to_owned(),
            }],
        };
        assert_eq!(unused(&[member]), ["m: serde_json", "m: tempfile"]);
    }
}
