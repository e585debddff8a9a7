//! Facts about several stores and the message to waiting guests.

use crate::{App, Broadcast, Site, samples};

#[test]
fn every_form_of_the_console_names_its_store() {
    let site = samples::site();
    let mut forms = 0;
    for (name, screen) in samples::screens() {
        if screen.frame(&site).app != App::Console {
            continue;
        }
        let html = screen.page(&site);
        for path in html.split("action=\"/console").skip(1).filter_map(|s| s.split('"').next()) {
            forms += 1;
            let names = path.ends_with("?store=main") || path.ends_with("&store=main");
            assert!(names, "{name}: a form sends to /console{path}");
        }
        if let Some(live) = html.split("data-live=\"").nth(1) {
            let live = live.split('"').next().unwrap_or_default();
            assert!(live.ends_with("?store=main"), "{name} fetches {live}");
        }
    }
    assert!(forms > 40, "the search still finds the forms");
}

#[test]
fn stores_and_the_way_to_them_are_for_those_who_run_all() {
    let all = samples::screens();
    let (_, staff) = all.iter().find(|(name, _)| name == "console-staff").expect("a sample");
    let one = Site { runs_all_stores: false, ..samples::site() };
    for of_all in ["/console/stores", "name=\"all_stores\""] {
        assert!(staff.page(&samples::site()).contains(of_all), "{of_all}");
        assert!(!staff.page(&one).contains(of_all), "{of_all}");
    }
}

#[test]
fn a_message_stands_on_every_live_screen_as_text() {
    let text = "<b>الحليب نفد".to_owned();
    let told = Some(Broadcast { text, until: "10:55".to_owned() });
    let site = Site { broadcast: told, ..samples::site() };
    for name in [
        "customer-landing",
        "customer-form",
        "customer-status-queued",
        "customer-status-ready",
        "display",
        "barista-board",
        "barista-board-empty",
        "console-today",
        "console-broadcast",
    ] {
        let all = samples::screens();
        let Some((_, screen)) = all.iter().find(|(known, _)| known.starts_with(name)) else {
            panic!("no sample {name}: {:?}", all.iter().map(|(name, _)| name).collect::<Vec<_>>());
        };
        let html = screen.fragment(&site);
        assert!(html.contains("<bdi>&#60;b&#62;الحليب نفد</bdi>"), "{name}: {html}");
        assert!(!screen.fragment(&samples::site()).contains("id=\"told\""), "{name}");
    }
}
