//! Every problem that a page can show has a sentence in the translations.

use std::collections::BTreeSet;

use crate::source::{File, split, without_tests};

/// Codes that server files hand to `Problem::new`, `Errors::one` or `add`, or map a refusal to,
/// without `problem-{code}` in the translations.
pub(crate) fn without_sentence(server: &[File], translations: &[File]) -> Vec<String> {
    let known: BTreeSet<String> = translations
        .iter()
        .flat_map(|file| file.text.lines())
        .filter_map(|line| line.strip_prefix("problem-")?.split_once(" ="))
        .map(|(code, _)| code.replace('-', "_"))
        .collect();
    let mut found = Vec::new();
    for file in server {
        for code in codes(&file.text) {
            if !known.contains(&code) {
                found.push(format!("{}: {code}", file.path));
            }
        }
    }
    found
}

/// How many codes the search finds: a search that finds nothing proves nothing.
pub(crate) fn count(server: &[File]) -> usize {
    server.iter().flat_map(|file| codes(&file.text)).collect::<BTreeSet<_>>().len()
}

/// The codes in a file: literals in the place of a code, found by what stands before them.
fn codes(text: &str) -> BTreeSet<String> {
    let parts = split(text);
    let code = without_tests(&parts.code);
    let mut literals = parts.literals.iter();
    let mut found = BTreeSet::new();
    let mut before = String::new();
    for piece in code.split_inclusive("\"\"") {
        before.push_str(piece);
        let Some(literal) = literals.next() else { break };
        let is_code = !literal.is_empty()
            && literal.chars().all(|c| c.is_ascii_lowercase() || c == '_')
            && stands_for_code(before.trim_end_matches("\"\"").trim_end());
        if is_code {
            found.insert(literal.clone());
        }
    }
    found
}

/// Whether a literal after this code is the second argument of a constructor of problems or the
/// outcome of a match on refusals.
fn stands_for_code(before: &str) -> bool {
    let calls = ["Problem::new(", "Errors::one(", "errors.add(", "errors.add_with("];
    let second = |call: &str| {
        before.rfind(call).is_some_and(|at| {
            let arguments = &before[at + call.len()..];
            let depth = |open: char, close: char| {
                arguments.matches(open).count() == arguments.matches(close).count()
            };
            !arguments.contains(';')
                && arguments.ends_with(',')
                && depth('(', ')')
                && top_level_commas(arguments) == 1
        })
    };
    let is_outcome = before.rfind("fn ").is_some_and(|at| {
        let name = &before[at + 3..];
        name.starts_with("code_") && (before.ends_with("=>") || before.ends_with("=> {"))
    });
    is_outcome || calls.into_iter().any(second)
}

fn top_level_commas(arguments: &str) -> usize {
    let mut depth = 0usize;
    let mut commas = 0;
    for c in arguments.chars() {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => commas += 1,
            _ => {}
        }
    }
    commas
}

#[test]
fn a_code_without_a_sentence_is_found() {
    let file = |text: &str| File { path: "x".to_owned(), text: text.to_owned() };
    let server = file(
        r#"
        fn a() { Problem::new(StatusCode::CONFLICT, "all_gone", "All gone."); }
        fn b() { errors.add(&format!("g.{id}"), "too_few", "Choose_one."); }
        const fn code_of(r: &R) -> &'static str { match r { R::Late => "too_late", R::Known => "known_one" } }
        fn c() { other("not_a_code"); }
        "#,
    );
    let translations = file("problem-known-one = Known.\n");
    let found = without_sentence(&[server], &[translations]);
    assert_eq!(found, ["x: all_gone", "x: too_few", "x: too_late"]);
}
