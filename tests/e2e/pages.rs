//! Pages as plain HTML forms: what a browser without JavaScript sends, and what it gets back.

use std::time::Duration;

use harness::api::{Answer, Call};
use harness::shop::act;
use harness::{Backend, Shop, on_both_databases, within};
use serde_json::json;

use crate::browser::{Browser, field};
use crate::favourites::start;

on_both_databases! {
    a_guest_orders_with_forms_alone;
    a_guest_with_two_orders_finds_and_cancels_both;
    the_gallery_is_for_those_who_build_crema;
}

async fn a_guest_orders_with_forms_alone(backend: Backend) {
    let shop = Shop::open(&backend).await;
    let mut browser = Browser::new(&shop);
    let code = shop.code().await;
    let scan = browser.open(&format!("/s/main/scan?c={code}")).await.expect(200);
    let again = browser.open(&format!("/s/main/scan?c={code}")).await.expect(200);
    let left = &shop.operator.get("/stores/main/qr-code").await.json["places_left"];
    assert_eq!(*left, 10, "looking at the code's page took a place");
    drop(scan);

    let fields = [
        ("code", field(&again, "code")),
        ("stamp", field(&again, "stamp")),
        ("key", field(&again, "key")),
    ];
    let fields: Vec<_> = fields.iter().map(|(k, v)| (*k, v.as_str())).collect();
    let redeemed = browser.submit("/s/main/scan", &fields).await.expect(303);
    assert_eq!(redeemed.header("location"), "/s/main/");

    let form = browser.open("/s/main/").await.expect(200);
    let (order, key) = (field(&form, "order"), field(&form, "key"));
    let long = "n".repeat(10_000);
    for name in ["", "a\u{7}b", &long] {
        let wrong = [
            ("order", order.as_str()),
            ("key", key.as_str()),
            ("name", name),
            ("drink", "flat-white"),
            ("g.milk", "oat"),
            ("g.extras", "decaf"),
            ("action", "order"),
        ];
        let shown = browser.submit("/s/main/order", &wrong).await.expect(422);
        for kept in ["flat-white", "oat", "decaf"] {
            assert!(is_checked(&shown, kept), "{kept} is no longer chosen:\n{}", shown.text);
        }
        assert!(shown.text.contains("aria-invalid=\"true\""), "no error at the field");
    }
    let typed = [("order", &*order), ("key", &*key), ("name", "Zoë <b>"), ("action", "order")];
    let shown = browser.submit("/s/main/order", &typed).await.expect(422);
    assert!(field(&shown, "name").starts_with("Zoë &"), "the typed name is kept, as text");
    assert!(!shown.text.contains("Zoë <b>"), "typed text became markup");

    let key = field(&shown, "key");
    let right = [
        ("order", &*order),
        ("key", &*key),
        ("name", "Zoë"),
        ("drink", "flat-white"),
        ("g.milk", "oat"),
        ("action", "order"),
    ];
    let sent = browser.submit("/s/main/order", &right).await.expect(303);
    assert_eq!(sent.header("location"), "/s/main/");
    // The double tap of an impatient finger.
    let twice = browser.submit("/s/main/order", &right).await;
    assert!(twice.status < 400, "{}", twice.text);
    assert_eq!(shop.orders("queued").await.len(), 1);
    let status = browser.open("/s/main/").await.expect(200);
    assert!(status.text.contains("Zoë"), "{}", status.text);

    let key = field(&status, "key");
    let cancel = [("order", order.as_str()), ("key", key.as_str())];
    let _ = browser.submit("/s/main/cancel", &cancel).await.expect(303);
    assert_eq!(shop.state(&order).await, "cancelled");
}

/// A release build answers 404: it has no samples to show.
async fn the_gallery_is_for_those_who_build_crema(backend: Backend) {
    let shop = Shop::open(&backend).await;
    let mut browser = Browser::new(&shop);
    let status = if cfg!(debug_assertions) { 200 } else { 404 };
    for path in ["/gallery", "/gallery/dark", "/gallery/screens/customer-form"] {
        let _ = browser.open(path).await.expect(status);
    }
    let _ = browser.open("/gallery/screens/nothing").await.expect(404);
}

/// Whether the choice with this value is checked.
pub(crate) fn is_checked(page: &Answer, value: &str) -> bool {
    let marker = format!("value=\"{value}\"");
    page.text.match_indices(&marker).any(|(at, _)| {
        let start = page.text[..at].rfind('<').unwrap_or(0);
        let end = at + page.text[at..].find('>').unwrap_or(0);
        page.text[start..end].contains(" checked")
    })
}

async fn a_guest_with_two_orders_finds_and_cancels_both(backend: Backend) {
    let shop = Shop::open(&backend).await;
    let limits = json!({ "max_open_orders_per_person": 2, "code_lifetime_seconds": 30 });
    shop.set(limits).await;
    let mut browser = Browser::new(&shop);
    let mut orders = Vec::new();
    let code = async || {
        let shown = shop.operator.get("/stores/main/qr-code").await.expect(200);
        shown.json["expires_at"].clone()
    };
    for drink in ["filter", "espresso"] {
        // Scanning the same code again gives the same order back.
        let first = code().await;
        if !orders.is_empty() {
            let limit = Duration::from_secs(45);
            within(limit, "the next code", async || (code().await != first).then_some(())).await;
        }
        let form = start(&mut browser, &shop).await;
        let (order, key) = (field(&form, "order"), field(&form, "key"));
        let fields = [("order", &*order), ("key", &key), ("name", "Ana"), ("drink", drink)];
        let _ = browser.submit("/s/main/order", &fields).await.expect(303);
        orders.push(order);
    }
    let newest = browser.open("/s/main/").await.expect(200);
    assert!(newest.text.contains("data-number=\"2\""), "{}", newest.text);
    let way = format!("href=\"/s/main/?order={}\"", orders[0]);
    assert!(newest.text.contains(&way), "nothing leads to the other order: {}", newest.text);

    let _ = act(&shop.operator, &orders[1], "claim").await.expect(200);
    let path = format!("/s/main/?order={}", orders[0]);
    let first = browser.open(&path).await.expect(200);
    assert!(first.text.contains("data-number=\"1\""), "{}", first.text);
    assert!(first.text.contains(&format!("data-live=\"/s/main/live?order={}\"", orders[0])));
    assert_eq!(field(&first, "order"), orders[0], "the form cancels what is shown");
    let cancel = [("order", orders[0].as_str()), ("key", "cancel-the-first")];
    let _ = browser.submit("/s/main/cancel", &cancel).await.expect(303);
    assert_eq!(shop.state(&orders[0]).await, "cancelled");
    let left = browser.open("/s/main/").await.expect(200);
    assert!(left.text.contains("data-number=\"2\"") && !left.text.contains("?order="));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_visitor_reads_the_language_of_the_browser_until_another_is_chosen() {
    let shop = Shop::open(&Backend::Sqlite).await;
    let mut browser = Browser::new(&shop);
    let german = |path: &str| Call::new("GET", path).header("accept-language", "de-AT,en;q=0.5");
    let page = browser.send(german("/s/main/")).await.expect(200);
    assert!(page.text.contains("<html lang=\"de\">"), "{}", page.text);

    let chosen = browser.open("/language?to=ja&next=/s/main/").await.expect(303);
    assert_eq!(chosen.header("location"), "/s/main/");
    let cookie = chosen.header("set-cookie");
    for part in ["crema_language=ja;", "Path=/", "Max-Age=31536000", "SameSite=Lax"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    for path in ["/s/main/", "/login", "/s/main/nowhere"] {
        let page = browser.send(german(path)).await;
        assert!(page.text.contains("<html lang=\"ja\">"), "{path}: {}", page.text);
    }

    let elsewhere = browser.open("/language?to=en&next=//evil.example/").await.expect(303);
    assert_eq!(elsewhere.header("location"), "/");
    let unknown = browser.open("/language?to=tlh&next=/login").await.expect(303);
    assert_eq!((unknown.header("location"), unknown.header("set-cookie")), ("/login", ""));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_of_another_site_is_refused() {
    let shop = Shop::open(&Backend::Sqlite).await;
    let mut browser = Browser::new(&shop);
    let page = browser.open(&format!("/s/main/scan?c={}", shop.code().await)).await.expect(200);
    let body =
        format!("code={}&stamp={}&key=k-12345678", field(&page, "code"), field(&page, "stamp"));
    let post = || {
        Call::new("POST", "/s/main/scan").body("application/x-www-form-urlencoded", body.clone())
    };
    let cross =
        post().header("sec-fetch-site", "cross-site").header("origin", "http://evil.example");
    assert_eq!(browser.send(cross).await.status, 403);
    let foreign = post().header("origin", "http://evil.example");
    assert_eq!(browser.send(foreign).await.status, 403, "an older browser sends only Origin");
    assert_eq!(shop.orders("started").await.len(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_carries_the_headers_that_keep_it_safe() {
    let shop = Shop::open(&Backend::Sqlite).await;
    for path in ["/s/main/", "/login", "/pair", "/s/main/nothing"] {
        let page = Browser::new(&shop).open(path).await;
        let policy = page.header("content-security-policy").to_owned();
        assert!(policy.contains("default-src 'none'"), "{path}: {policy}");
        assert!(!policy.contains("unsafe-inline"), "{path}: {policy}");
        assert_eq!(page.header("x-content-type-options"), "nosniff", "{path}");
        assert!(!page.header("referrer-policy").is_empty(), "{path}");
    }
}

#[tokio::test]
async fn static_files_are_tagged_and_kept_for_ever_by_their_content() {
    let shop = Shop::open(&Backend::Sqlite).await;
    let page = Browser::new(&shop).open("/s/main/").await;
    let is_script = |text: &&str| text.starts_with("/static/") && text.ends_with(".js");
    let path = page.text.split('"').find(is_script).expect("the page has a script").to_owned();
    let api = shop.server.api();
    let file = api.call(Call::new("GET", &path)).await;
    assert!(file.header("cache-control").contains("immutable"), "{path}");
    let etag = file.header("etag").to_owned();
    assert!(!etag.is_empty());
    let known = api.call(Call::new("GET", &path).header("if-none-match", &etag)).await;
    assert_eq!(known.status, 304);
    // Another content has another address, so nobody is served yesterday's.
    let stale = path.replacen("/static/", "/static/0", 1);
    assert_eq!(api.call(Call::new("GET", &stale)).await.status, 404);
}
