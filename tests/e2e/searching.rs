//! Long lists at the console are narrowed by a plain field, without a script.

use harness::api::{Answer, Call};
use harness::{Backend, Shop, on_both_databases};

use crate::browser::{Browser, field};

on_both_databases! {
    a_long_list_is_narrowed_by_what_is_typed;
}

async fn open(shop: &Shop, path: &str) -> Answer {
    shop.operator.call(Call::new("GET", path)).await.expect(200)
}

async fn pair(shop: &Shop, name: &str) {
    let page = Browser::new(shop).open("/pair").await.expect(200);
    let code = page.text.split("data-code=\"").nth(1).and_then(|rest| rest.split('"').next());
    let device = [("code", code.expect("a code")), ("name", name), ("kind", "tablet")];
    let _ = shop.operator.call(Call::form("/console/devices", &device)).await.expect(303);
}

fn lists(page: &Answer, name: &str) -> bool {
    page.text.contains(&format!("<b><bdi>{name}</bdi></b>"))
}

async fn a_long_list_is_narrowed_by_what_is_typed(backend: Backend) {
    let shop = Shop::open(&backend).await;
    for n in 1..=8 {
        pair(&shop, &format!("Tablet {n}")).await;
    }
    let page = open(&shop, "/console/devices").await;
    assert!(!page.text.contains("name=\"q\""), "a short list needs no field: {}", page.text);
    pair(&shop, "Écran Nord").await;
    let page = open(&shop, "/console/devices").await;
    assert!(page.text.contains("role=\"search\" method=\"get\""), "{}", page.text);
    assert!(lists(&page, "Tablet 1") && lists(&page, "Écran Nord"));

    let page = open(&shop, "/console/devices?q=+nord+%C3%A9cran").await;
    assert!(lists(&page, "Écran Nord") && !lists(&page, "Tablet 1"), "{}", page.text);
    assert_eq!(field(&page, "q"), "nord écran", "what was typed is kept");
    assert!(page.text.contains("1 of 9 matches"), "{}", page.text);
    let page = open(&shop, "/console/devices?q=%3Cb%3E").await;
    assert!(page.text.contains("Nothing matches “&#60;b&#62;”."), "{}", page.text);
    assert!(!page.text.contains("Nothing is paired yet"), "{}", page.text);

    for name in ["Ana Ruiz", "Ben Ruiz"] {
        let new = [("name", name), ("pin", "4711"), ("role", "barista")];
        let _ = shop.operator.call(Call::form("/console/staff", &new)).await.expect(303);
    }
    let page = open(&shop, "/console/staff?q=RUIZ+ben").await;
    assert!(lists(&page, "Ben Ruiz") && !lists(&page, "Ana Ruiz"), "{}", page.text);
}
