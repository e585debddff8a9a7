//! What people typed may run from right to left. It must not turn the sentence around it.

use crate::{Site, Text, samples};

/// What somebody typed in the samples. Where one stands alone in an element, it is isolated.
const TYPED: &[&str] = &[
    "Ana",
    "Sam",
    "Kenya Gichathaini, 250 ml",
    "Oat",
    "Screen above the bar",
    "Maximiliane von Habsburg-Lothringen",
    "crema.example/s/main",
];

fn site() -> Site {
    Site {
        store_name: "\u{645}\u{642}\u{647}\u{649} 4".to_owned(),
        person: "\u{5d3}\u{5e0}\u{5d4} 2".to_owned(),
        ..samples::site()
    }
}

#[test]
fn what_people_typed_is_isolated_on_every_screen() {
    let (mut seen, mut bare) = (0, Vec::new());
    for (name, screen) in samples::screens() {
        for (text, open) in texts(&screen.page(&site())) {
            let is_typed = TYPED.contains(&text.trim());
            let is_other_way = text.chars().any(crate::text::is_right_to_left);
            if !is_typed && !is_other_way {
                continue;
            }
            seen += 1;
            let by_element = open.iter().any(|tag| {
                // Options and titles hold text alone; a hidden text is spoken, not seen.
                let alone = ["option", "title", "textarea"].iter().any(|one| tag.starts_with(one));
                alone
                    || tag.starts_with("bdi")
                    || tag.contains("dir=\"auto\"")
                    || tag.contains("\"vh\"")
            });
            let by_marks = text.contains('\u{2068}') && text.contains('\u{2069}');
            if !(by_element || by_marks) {
                bare.push(format!("{name}: {text:?} in {:?}", open.last()));
            }
        }
    }
    assert!(bare.is_empty(), "{}", bare.join("\n"));
    assert!(seen > 100, "the search still finds what was typed: {seen}");
}

#[test]
fn a_name_inside_a_sentence_is_isolated_where_it_runs_the_other_way() {
    let name = "\u{645}\u{62d}\u{645}\u{62f} (2)";
    let said = |name: &str| {
        Text::new(&samples::site().language, "devices-remove-confirm").str("name", name)
    };
    assert_eq!(
        said(name).to_string(),
        format!("Unpair \u{2068}{name}\u{2069}? It is signed out at once.")
    );
    assert_eq!(said("Ana").to_string(), "Unpair Ana? It is signed out at once.");
}

/// Every text of a document with the tags it stands in.
fn texts(html: &str) -> Vec<(String, Vec<String>)> {
    const VOID: &[&str] = &["meta", "link", "input", "br", "hr", "img", "!doctype", "!--icons--"];
    let mut found = Vec::new();
    let mut open: Vec<String> = Vec::new();
    for part in html.split('<').skip(1) {
        let (tag, text) = part.split_once('>').unwrap_or((part, ""));
        let word = tag.split([' ', '/']).next().unwrap_or_default().to_owned();
        if let Some(closed) = tag.strip_prefix('/') {
            while let Some(last) = open.pop() {
                if last.split(' ').next() == Some(closed) {
                    break;
                }
            }
        } else if !tag.ends_with('/') && !VOID.contains(&word.as_str()) {
            open.push(tag.to_owned());
        }
        let is_style = open.last().is_some_and(|tag| tag.starts_with("style"));
        if !text.trim().is_empty() && !is_style {
            found.push((text.to_owned(), open.clone()));
        }
    }
    found
}
