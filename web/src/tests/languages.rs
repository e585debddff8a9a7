//! Facts about the translations: complete, the same variables, proper plurals, a switch on pages.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::status;
use crate::customer::{Phase, Refusal};
use crate::{Language, Moment, MomentDay, Screen, Site, samples};

/// What a language says: the variables of each message, by file and key.
type Messages = BTreeMap<(String, String), BTreeSet<String>>;

fn messages(tag: &str) -> Messages {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("locales").join(tag);
    let mut all = Messages::new();
    for entry in std::fs::read_dir(folder).expect("a folder for each language") {
        let entry = entry.expect("a readable folder");
        let text = std::fs::read_to_string(entry.path()).expect("a readable file");
        let file = entry.file_name().to_string_lossy().into_owned();
        let mut key = None;
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            if let Some((name, _)) = line.split_once(" =")
                && !line.starts_with([' ', '}'])
            {
                let new = (file.clone(), name.to_owned());
                let before = all.insert(new.clone(), BTreeSet::new());
                assert!(before.is_none(), "{tag}: {name} is there twice");
                key = Some(new);
            }
            let Some(variables) = key.as_ref().and_then(|key| all.get_mut(key)) else { continue };
            let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
            variables.extend(
                line.split('$')
                    .skip(1)
                    .map(|rest| rest.split(|c| !is_name(c)).next().unwrap_or_default().to_owned()),
            );
        }
    }
    all
}

fn site_in(tag: &str) -> Site {
    let language = Language::known(tag).expect("a language with translations");
    Site { language, ..samples::site() }
}

#[test]
fn there_are_at_least_five_languages() {
    let tags: Vec<String> = Language::all().iter().map(Language::tag).collect();
    assert_eq!(tags, ["de", "en", "es", "ja", "pt"]);
}

#[test]
fn every_language_has_the_keys_and_variables_of_english_and_no_others() {
    let english = messages("en");
    assert!(english.len() > 300, "the search still finds the keys");
    for tag in Language::all().iter().map(Language::tag) {
        let other = messages(&tag);
        let missing: Vec<_> = english.keys().filter(|key| !other.contains_key(key)).collect();
        let extra: Vec<_> = other.keys().filter(|key| !english.contains_key(key)).collect();
        assert!(missing.is_empty(), "{tag} lacks {missing:#?}");
        assert!(extra.is_empty(), "{tag} has what English has not: {extra:#?}");
        for (key, variables) in &english {
            assert_eq!(&other[key], variables, "{tag} {}", key.1);
        }
    }
}

#[test]
fn no_translation_is_left_in_english() {
    // Sentences: single words may well be the same in two languages.
    let sentences = |tag: &str| -> BTreeMap<(String, String), String> {
        let site = site_in(tag);
        let keys = messages(tag).into_iter().filter(|(_, variables)| variables.is_empty());
        let said = |key: (String, String)| (key.clone(), site.t(&key.1).to_string());
        keys.map(|(key, _)| said(key)).filter(|(_, text)| text.contains(' ')).collect()
    };
    let english = sentences("en");
    for tag in ["de", "es", "ja", "pt"] {
        for (key, text) in sentences(tag) {
            let is_name = key.1.starts_with("drink-icon-");
            assert!(is_name || english.get(&key) != Some(&text), "{tag} {}: {text}", key.1);
        }
    }
}

#[test]
fn every_text_exists_in_every_language() {
    for language in Language::all() {
        let site = Site { language: language.clone(), ..samples::site() };
        for (name, screen) in samples::screens() {
            let html = screen.page(&site);
            let missing =
                html.split('\u{27e6}').nth(1).and_then(|rest| rest.split('\u{27e7}').next());
            assert_eq!(missing, None, "{name} in {} lacks a text", language.tag());
            // A text whose variables were not given shows their names.
            assert!(!html.contains("{$"), "{name} in {} lacks a variable", language.tag());
            assert!(html.contains(&format!("<html lang=\"{}\"", language.tag())), "{name}");
        }
    }
}

#[test]
fn plurals_follow_each_language() {
    let ahead = |tag: &str, n: u32| site_in(tag).t("orders-ahead").num("n", n).to_string();
    assert_eq!(ahead("de", 0), "Niemand vor dir.");
    assert_eq!(ahead("de", 1), "1 Bestellung vor dir.");
    assert_eq!(ahead("de", 2), "2 Bestellungen vor dir.");
    assert_eq!(ahead("es", 1), "1 pedido por delante.");
    assert_eq!(ahead("ja", 1), "前に1件の注文があります。");
    // Portuguese counts nothing as one.
    let drinks = |n: u32| site_in("pt").t("menu-drinks-count").num("n", n).to_string();
    assert_eq!(drinks(0), "0 bebida");
    assert_eq!(drinks(2), "2 bebidas");
}

#[test]
fn a_heading_breaks_between_its_sentences() {
    let ready = status(Phase::Ready { keep_until: None });
    let heading = |screen: &dyn Screen, tag: &str| {
        let html = screen.content(&site_in(tag));
        let (_, after) = html.split_once("<h1>").expect("a heading");
        after.split_once("</h1>").expect("its end").0.to_owned()
    };
    let said = "<span>Nummer 42 ist fertig.</span> <span>Hol sie an der Bar ab.</span>";
    assert_eq!(heading(&ready, "de"), said);
    let said = "<span>42番ができました。</span><span>カウンターへどうぞ。</span>";
    assert_eq!(heading(&ready, "ja"), said, "without a space");
    let christmas = Moment { time: "13:00".to_owned(), day: MomentDay::Date("2026-12-24".into()) };
    let closed = Refusal {
        code: "store_closed".to_owned(),
        detail: String::new(),
        retry_at: Some(christmas),
        retry_minutes: None,
        reason: None,
        has_order: false,
    };
    let said = "<span>Geschlossen.</span> \
        <span>Öffnet am\u{a0}24. Dezember 2026 um\u{a0}13:00\u{a0}Uhr.</span>";
    assert_eq!(heading(&closed, "de"), said, "a date is one piece");
}

#[test]
fn the_wait_has_a_space_between_its_sentences_only_where_the_language_has() {
    let form = |tag: &str| samples::customer::order_form().content(&site_in(tag));
    assert!(form("en").contains("<b>About 6 to 9 minutes.</b> 4"));
    assert!(form("ja").contains("分。</b>前に4件"));
}

#[test]
fn what_portuguese_says_of_one_it_says_of_nothing_too() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("locales/pt");
    for entry in std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("a file")) {
        let text = std::fs::read_to_string(entry.path()).expect("a readable file");
        for line in text.lines().map(str::trim).filter(|line| line.starts_with("[one]")) {
            // A wait is at least a minute.
            let is_never_nothing = line.contains("1 min");
            assert!(!line.contains(" 1 ") || is_never_nothing, "0 would be told as {line}");
        }
    }
}

#[test]
fn places_in_line_are_said_in_each_language() {
    let say = |tag: &str, place| {
        let phase = Phase::Queued { place, wait: None, is_late: false };
        status(phase).sentence(&site_in(tag)).to_string()
    };
    assert_eq!(say("de", 3), "Du bist auf Platz\u{a0}3 in der Schlange.");
    assert_eq!(say("es", 3), "Estás en el puesto\u{a0}3 de la cola.");
    assert_eq!(say("pt", 3), "Seu pedido é o 3º da fila.");
    assert_eq!(say("ja", 1), "次はあなたの番です。");
    assert_eq!(say("ja", 23), "順番は23番目です。");
}

#[test]
fn a_reason_the_bar_chose_is_said_in_the_guests_language() {
    let say = |tag: &str, reason: &str| {
        let phase = Phase::Cancelled { by_guest: false, reason: Some(reason.to_owned()) };
        status(phase).fragment(&site_in(tag))
    };
    let chosen = site_in("de").t("cancel-reason-mistake").to_string();
    assert!(say("ja", &chosen).contains("誤って注文されました。"));
    assert!(say("ja", "Stromausfall").contains("<bdi>Stromausfall</bdi>"));
}

#[test]
fn guests_and_operators_can_switch_the_language_where_they_are() {
    let site = site_in("de");
    let page = |name: &str| {
        let all = samples::screens();
        all.iter().find(|(known, _)| known == name).expect("a sample").1.page(&site)
    };
    for (name, next) in [
        ("customer-form", "/s/main/"),
        ("customer-scan", "/s/main/scan%3Fc%3DABC"),
        ("console-today", "/console"),
        ("console-drink", "/console/menu/drinks/flat"),
        ("console-staff", "/console/staff"),
        ("account-setup", "/setup%3Ftoken%3Dt"),
        ("error-404", "/s/main/"),
    ] {
        let html = page(name);
        let link = format!(
            "<a lang=\"ja\" hreflang=\"ja\" href=\"/language?to=ja&#38;next={next}\">日本語</a>"
        );
        assert!(html.contains(&link), "{name} lacks {link}");
        assert!(!html.contains("/language?to=de"), "{name} offers the language it has");
    }
    assert!(!page("barista-board").contains("/language?"), "the tablet's bar has no room for it");
}
