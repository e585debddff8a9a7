//! Devices and printers that are described anew at the console, and that taken back.

use harness::api::{Answer, Call, fresh_key};
use harness::{Backend, Shop, on_both_databases};

use crate::browser::{Browser, field};

on_both_databases! {
    a_tablet_is_renamed_and_nobody_writes_over_a_name_unseen;
    a_printer_is_described_anew_and_nobody_writes_over_that_unseen;
}

async fn open(shop: &Shop, path: &str) -> Answer {
    shop.operator.call(Call::new("GET", path)).await.expect(200)
}

async fn submit(shop: &Shop, path: &str, fields: &[(&str, &str)]) -> Answer {
    shop.operator.call(Call::form(path, fields)).await
}

/// The address of the first form or link of the page that ends so, without its store.
fn address(page: &Answer, end: &str) -> String {
    let all = page.text.split(['"', '?']).filter(|text| text.starts_with("/console/"));
    let mut found = all.filter(|text| text.ends_with(end));
    found.next().unwrap_or_else(|| panic!("no {end}: {}", page.text)).to_owned()
}

async fn undo_newest(shop: &Shop, kind: &str) -> Answer {
    let page = open(shop, &format!("/console/audit?kind={kind}")).await;
    submit(shop, &address(&page, "/undo"), &[]).await
}

async fn a_tablet_is_renamed_and_nobody_writes_over_a_name_unseen(backend: Backend) {
    let shop = Shop::open(&backend).await;
    let mut tablet = Browser::new(&shop);
    let pair = tablet.open("/pair").await.expect(200);
    let code = pair.text.split("data-code=\"").nth(1).and_then(|rest| rest.split('"').next());
    let device = [("code", code.expect("a code")), ("name", "Tablet <1>"), ("kind", "tablet")];
    let _ = submit(&shop, "/console/devices", &device).await.expect(303);
    let _ = tablet.open("/pair").await;

    let page = open(&shop, "/console/devices").await;
    assert_eq!(field(&page, "from"), "Tablet &#60;1&#62;");
    let path = address(&page, "/name");
    let key = fresh_key();
    let left = [("key", key.as_str()), ("from", "Tablet <1>"), ("device_name", "Left")];
    for _ in 0..2 {
        // The second is an impatient finger's.
        let done = submit(&shop, &path, &left).await.expect(303);
        assert_eq!(done.header("location"), "/console/devices");
    }
    let board = tablet.open("/s/main/barista").await.expect(200);
    assert!(board.text.contains("Left"), "the tablet itself: {}", board.text);

    // Another operator still sees the old name.
    let late = [("from", "Tablet <1>"), ("device_name", "Right")];
    let refused = submit(&shop, &path, &late).await.expect(422);
    let text = &refused.text;
    assert!(text.contains("Somebody called it Left meanwhile"), "{text}");
    assert!(text.contains("value=\"Right\"") && text.contains("<details open>"), "{text}");
    assert!(text.contains("href=\"#f-name."), "the summary leads there: {text}");
    assert_eq!(field(&refused, "from"), "Left", "saving again is meant");
    let nothing = submit(&shop, &path, &[("from", "Left"), ("device_name", " ")]).await.expect(422);
    assert!(nothing.text.contains("1 to\u{a0}40 characters"), "{}", nothing.text);

    let _ = undo_newest(&shop, "device").await.expect(303);
    let page = open(&shop, "/console/audit?kind=device").await;
    assert!(page.text.contains("Undone: Renamed the device Tablet"), "{}", page.text);
    let page = open(&shop, "/console/devices").await;
    assert!(page.text.contains("<bdi>Tablet &#60;1&#62;</bdi>"), "{}", page.text);
}

fn described<'a>(name: &'a str, address: &'a str, key: &'a str) -> [(&'a str, &'a str); 6] {
    [
        ("key", key),
        ("name", name),
        ("address", address),
        ("paper", "80"),
        ("charset", "cp858"),
        ("language", "de"),
    ]
}

async fn a_printer_is_described_anew_and_nobody_writes_over_that_unseen(backend: Backend) {
    let shop = Shop::open(&backend).await;
    let key = fresh_key();
    let new = described("Bar", "printer.local", key.as_str());
    let _ = submit(&shop, "/console/printers/new", &new).await.expect(303);
    let path = address(&open(&shop, "/console/printers").await, "/edit");
    let (first, second) = (open(&shop, &path).await, open(&shop, &path).await);
    assert_eq!(
        (field(&first, "name"), field(&first, "address")),
        ("Bar".into(), "printer.local".into())
    );
    let (first, second) = (field(&first, "key"), field(&second, "key"));
    let left = described("Bar left", "printer.local", first.as_str());
    for _ in 0..2 {
        let _ = submit(&shop, &path, &left).await.expect(303);
    }

    let wrong = described("", "http://printer", second.as_str());
    let wrong = submit(&shop, &path, &wrong).await.expect(422);
    assert!(wrong.text.contains("value=\"http://printer\""), "{}", wrong.text);
    // Mending a mistake of one's own does not make the form see what came in between.
    let key = field(&wrong, "key");
    let mine = described("Bar", "10.0.0.9", key.as_str());
    let late = submit(&shop, &path, &mine).await.expect(409);
    let would = "Name</bdi>:\u{a0}<del><bdi>Bar left</bdi></del>";
    assert!(late.text.contains(would) && late.text.contains("value=\"10.0.0.9\""), "{}", late.text);
    let key = field(&late, "key");
    let _ = submit(&shop, &path, &described("Bar", "10.0.0.9", key.as_str())).await.expect(303);

    let _ = undo_newest(&shop, "printer").await.expect(303);
    let list = open(&shop, "/console/printers").await;
    assert!(list.text.contains("<bdi>Bar left</bdi>"), "{}", list.text);
    assert!(list.text.contains("<bdi>printer.local</bdi>"), "{}", list.text);
    let page = open(&shop, "/console/audit?kind=printer").await;
    assert!(page.text.contains("Undone: Changed the printer Bar left"), "{}", page.text);
    let gone = shop.operator.call(Call::new("GET", "/console/printers/nobody/edit")).await;
    assert_eq!(gone.status, 404, "{}", gone.text);
}
