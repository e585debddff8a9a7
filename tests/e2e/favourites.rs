//! Earlier orders, favourites and "order again", in a browser without JavaScript.

use harness::shop::act;
use harness::{Backend, Shop, on_both_databases};
use serde_json::json;

use crate::browser::{Browser, field};
use crate::pages::is_checked;

on_both_databases! {
    a_guest_orders_the_usual_again;
    nobody_sees_anothers_orders_or_favourites;
    what_is_not_there_today_is_said_plainly;
}

/// Scans the shown code and starts an order; answers its form.
pub(crate) async fn start(browser: &mut Browser, shop: &Shop) -> harness::api::Answer {
    let code = shop.code().await;
    let scan = browser.open(&format!("/s/main/scan?c={code}")).await.expect(200);
    let fields = ["code", "stamp", "key"].map(|name| (name, field(&scan, name)));
    let fields: Vec<_> = fields.iter().map(|(k, v)| (*k, v.as_str())).collect();
    let _ = browser.submit("/s/main/scan", &fields).await.expect(303);
    browser.open("/s/main/").await.expect(200)
}

/// Orders a flat white with oat milk and decaf, which is made and collected.
async fn have_one(browser: &mut Browser, shop: &Shop) -> String {
    let form = start(browser, shop).await;
    let (order, key) = (field(&form, "order"), field(&form, "key"));
    let fields = [
        ("order", order.as_str()),
        ("key", key.as_str()),
        ("name", "Zoë"),
        ("drink", "flat-white"),
        ("g.milk", "oat"),
        ("g.extras", "decaf"),
        ("action", "order"),
    ];
    let _ = browser.submit("/s/main/order", &fields).await.expect(303);
    for action in ["claim", "complete", "collect"] {
        let _ = act(&shop.operator, &order, action).await.expect(200);
    }
    order
}

/// Sets whether a drink is sold out, and takes another from the menu.
pub(crate) async fn change_menu(shop: &Shop, sold_out: &[&str], gone: &[&str]) {
    let mut menu = shop.operator.get("/stores/main/menu").await.expect(200).json;
    let drinks = menu["drinks"].as_array_mut().expect("a list");
    drinks.retain(|drink| !gone.contains(&drink["id"].as_str().unwrap_or_default()));
    for drink in drinks {
        drink["sold_out"] = json!(sold_out.contains(&drink["id"].as_str().unwrap_or_default()));
    }
    let answer = shop.operator.put("/stores/main/menu", &menu).await;
    assert!(answer.status < 300, "{}", answer.text);
}

async fn a_guest_orders_the_usual_again(backend: Backend) {
    let shop = Shop::open(&backend).await;
    let mut browser = Browser::new(&shop);
    let empty = browser.open("/s/main/history").await.expect(200);
    assert!(empty.text.contains("No orders yet."), "{}", empty.text);
    let order = have_one(&mut browser, &shop).await;
    let history = browser.open("/s/main/history").await.expect(200);
    for part in ["Number 1", "Today, ", "Collected", "Oat, Decaf"] {
        assert!(history.text.contains(part), "{part} is not in {}", history.text);
    }

    // Kept twice is kept once; each time back to the same place on the page.
    for _ in 0..2 {
        let star = [("order", order.as_str()), ("item", "0"), ("to", "keep")];
        let kept = browser.submit("/s/main/favourite", &star).await.expect(303);
        assert_eq!(kept.header("location"), format!("/s/main/history#o-{order}"));
    }
    let history = browser.open("/s/main/history").await.expect(200);
    assert_eq!(history.text.matches("f-favourites\">").count(), 1);
    let favourite = field(&history, "favourite");

    // Wanted again before the scan: the ended order makes room, and the landing page says how.
    let _ = browser.submit("/s/main/again", &[("order", &order)]).await.expect(303);
    let landing = browser.open("/s/main/").await.expect(200);
    assert!(landing.text.contains("Filled in for you when you scan the code:"), "{}", landing.text);
    let form = start(&mut browser, &shop).await;
    for choice in ["flat-white", "oat", "decaf"] {
        assert!(is_checked(&form, choice), "{choice} is not filled in:\n{}", form.text);
    }
    assert!(!is_checked(&form, "whole"));
    assert_eq!(field(&form, "name"), "Zoë");

    // One tap on the favourite fills in the same, whatever was chosen before.
    let (order, key) = (field(&form, "order"), field(&form, "key"));
    let tap = format!("usual-{favourite}");
    let fields = [
        ("order", order.as_str()),
        ("key", key.as_str()),
        ("name", "Zoë B"),
        ("drink", "espresso"),
        ("action", tap.as_str()),
    ];
    let filled = browser.submit("/s/main/order", &fields).await.expect(200);
    assert!(is_checked(&filled, "flat-white") && is_checked(&filled, "oat"), "{}", filled.text);
    assert!(!is_checked(&filled, "espresso"));
    assert_eq!(field(&filled, "name"), "Zoë B", "what was typed stays");
    assert_eq!(shop.state(&order).await, "started", "a favourite only fills in");

    let right = [
        ("order", order.as_str()),
        ("key", key.as_str()),
        ("name", "Zoë"),
        ("drink", "flat-white"),
        ("g.milk", "oat"),
        ("action", "order"),
    ];
    let _ = browser.submit("/s/main/order", &right).await.expect(303);
    for action in ["claim", "complete", "collect"] {
        let _ = act(&shop.operator, &order, action).await.expect(200);
    }
    // What was wanted has been had: the next form is empty again, but for the name.
    let form = start(&mut browser, &shop).await;
    assert!(!is_checked(&form, "flat-white"), "{}", form.text);
    assert_eq!(field(&form, "name"), "Zoë");

    let gone = [("favourite", favourite.as_str()), ("to", "let-go")];
    let _ = browser.submit("/s/main/favourite", &gone).await.expect(303);
    let form = browser.open("/s/main/").await.expect(200);
    assert!(!form.text.contains("usual-"), "{}", form.text);
}

async fn nobody_sees_anothers_orders_or_favourites(backend: Backend) {
    let shop = Shop::open(&backend).await;
    let (mut zoe, mut other) = (Browser::new(&shop), Browser::new(&shop));
    let order = have_one(&mut zoe, &shop).await;
    let star = [("order", order.as_str()), ("item", "0"), ("to", "keep")];
    let _ = zoe.submit("/s/main/favourite", &star).await.expect(303);
    let history = zoe.open("/s/main/history").await.expect(200);
    assert!(!history.text.contains("Zoë"), "the page names nobody: {}", history.text);
    let favourite = field(&history, "favourite");

    let _ = other.open("/s/main/history").await.expect(200);
    let _ = other.submit("/s/main/favourite", &star).await.expect(303);
    for wanted in [("order", order.as_str()), ("favourite", favourite.as_str())] {
        let _ = other.submit("/s/main/again", &[wanted]).await.expect(303);
        for path in ["/s/main/history", "/s/main/"] {
            let page = other.open(path).await.expect(200);
            assert!(!page.text.contains("Oat, Decaf"), "{path}: {}", page.text);
        }
    }
    let let_go = [("favourite", favourite.as_str()), ("to", "let-go")];
    let _ = other.submit("/s/main/favourite", &let_go).await.expect(303);
    let history = zoe.open("/s/main/history").await.expect(200);
    assert_eq!(field(&history, "favourite"), favourite, "another cannot let it go");
    let form = start(&mut other, &shop).await;
    assert!(!form.text.contains("usual-") && !is_checked(&form, "flat-white"));
    assert_eq!(field(&form, "name"), "");
}

async fn what_is_not_there_today_is_said_plainly(backend: Backend) {
    let shop = Shop::open(&backend).await;
    let mut browser = Browser::new(&shop);
    let order = have_one(&mut browser, &shop).await;
    let star = [("order", order.as_str()), ("item", "0"), ("to", "keep")];
    let _ = browser.submit("/s/main/favourite", &star).await.expect(303);
    let history = browser.open("/s/main/history").await.expect(200);
    let favourite = field(&history, "favourite");
    let _ = browser.submit("/s/main/again", &[("favourite", &favourite)]).await.expect(303);

    change_menu(&shop, &["flat-white"], &[]).await;
    let landing = browser.open("/s/main/").await.expect(200);
    assert!(landing.text.contains("Flat white is sold out."), "{}", landing.text);
    let form = start(&mut browser, &shop).await;
    assert!(form.text.contains("Flat white is sold out."), "{}", form.text);
    assert!(form.text.contains(&format!("usual-{favourite}\" formnovalidate disabled")));
    let (id, key) = (field(&form, "order"), field(&form, "key"));
    let tap = format!("usual-{favourite}");
    let stale = [("order", id.as_str()), ("key", key.as_str()), ("action", tap.as_str())];
    let page = browser.submit("/s/main/order", &stale).await.expect(200);
    assert!(!is_checked(&page, "flat-white"), "{}", page.text);

    change_menu(&shop, &[], &["flat-white"]).await;
    let form = browser.open("/s/main/").await.expect(200);
    assert!(form.text.contains("Flat white is no longer on the menu."), "{}", form.text);
    assert!(!form.text.contains("usual-"));
    let history = browser.open("/s/main/history").await.expect(200);
    assert!(history.text.contains("Not available today"), "{}", history.text);
    let nothing = browser.submit("/s/main/again", &[]).await.expect(303);
    assert!(nothing.header("set-cookie").starts_with("crema_again=;"));
}
