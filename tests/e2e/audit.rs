//! What was changed is written down, and can be taken back where nobody changed it again.

use harness::api::Answer;
use harness::{Backend, Shop, on_both_databases};
use serde_json::json;

use crate::browser::{Browser, field};

on_both_databases! {
    every_change_at_the_console_is_written_down_and_undone;
    changes_are_found_by_the_words_they_are_told_in;
}

const PIN: &str = "271828";

async fn at_console(shop: &Shop) -> Browser {
    let add = ["staff", "add", "--name", "Olga <b>", "--role", "operator", "--all-stores"];
    shop.server.run(&[&add[..], &["--pin", PIN]].concat()).await;
    let mut browser = Browser::new(shop);
    let fields = [("store", "main"), ("name", "Olga <b>"), ("pin", PIN)];
    let _ = browser.submit("/login", &fields).await.expect(303);
    browser
}

/// The id of the newest change that can be undone.
fn undo_address(page: &Answer) -> String {
    let at = page.text.find("action=\"/console/audit/").expect("something can be undone");
    let rest = &page.text[at + "action=\"".len()..];
    rest.split('"').next().unwrap_or_default().to_owned()
}

async fn every_change_at_the_console_is_written_down_and_undone(backend: Backend) {
    let shop = Shop::open(&backend).await;
    let mut olga = at_console(&shop).await;
    let settings = olga.open("/console/settings").await.expect(200);
    let names = [
        ("places_per_code", "10"),
        ("code_lifetime_minutes", "5"),
        ("max_queue", "31"),
        ("max_items_per_order", "1"),
        ("max_open_orders_per_person", "1"),
        ("max_orders_per_person_per_day", "0"),
        ("submit_timeout_minutes", "5"),
        ("make_timeout_minutes", "15"),
        ("collect_timeout_minutes", "10"),
        ("warn_after_minutes", "5"),
        ("late_after_minutes", "8"),
        ("max_overtaken_drinks", "3"),
        ("erase_after_days", "7"),
        ("store_name", "Corner Bar"),
        ("time_zone", "UTC"),
        ("currency", "EUR"),
    ];
    let key = field(&settings, "key");
    let fields = [&names[..], &[("key", key.as_str())]].concat();
    let _ = olga.submit("/console/settings?store=main", &fields).await.expect(303);
    let hours = [("monday.0.from", "08:00"), ("monday.0.to", "17:00")];
    let _ = olga.submit("/console/hours?store=main", &hours).await.expect(303);
    let sold_out = [("kind", "drink"), ("id", "espresso"), ("sold_out", "true")];
    let _ = olga.submit("/console/menu/sold-out?store=main", &sold_out).await.expect(303);
    let remove = [("kind", "drink"), ("id", "flat-white")];
    let _ = olga.submit("/console/menu/remove?store=main", &remove).await.expect(303);
    let _ = olga.submit("/console/status?store=main", &[("state", "closed")]).await.expect(303);
    let sam = [("name", "Sam"), ("pin", "secret-pin"), ("role", "barista")];
    let _ = olga.submit("/console/staff?store=main", &sam).await.expect(303);
    let mut screen = Browser::new(&shop);
    let pair = screen.open("/pair").await.expect(200);
    let code = pair.text.split("data-code=\"").nth(1).and_then(|rest| rest.split('"').next());
    let device = [("code", code.expect("a code")), ("name", "Hall"), ("kind", "display")];
    let _ = olga.submit("/console/devices?store=main", &device).await.expect(303);
    let devices = olga.open("/console/devices").await.expect(200);
    let address =
        devices.text.split("action=\"").find(|rest| rest.contains("/display?store=main\""));
    let address = address.and_then(|rest| rest.split('"').next()).expect("a display is set here");
    let _ = olga.submit(address, &[("shows_names", "1")]).await.expect(303);
    let told = [("text", "The milk ran out."), ("minutes", "15")];
    let _ = olga.submit("/console/broadcast?store=main", &told).await.expect(303);

    let page = olga.open("/console/audit").await.expect(200);
    for line in [
        "Changed settings",
        "Longest queue",
        "Corner Bar",
        "Changed the opening hours",
        "08:00\u{2013}17:00",
        "Changed what is sold out",
        "Changed the menu",
        "Flat white",
        "Closed the store",
        "Added Sam to the staff",
        "Paired Hall",
        "Changed the display Hall",
        "<bdi>Shows names</bdi>:\u{a0}<del><bdi>no</bdi></del>",
        "The milk ran out.",
        "Olga &#60;b&#62;",
    ] {
        assert!(page.text.contains(line), "{line} is missing:\n{}", page.text);
    }
    assert!(!page.text.contains("secret-pin") && !page.text.contains("argon2"));
    let menu_only = olga.open("/console/audit?kind=menu").await.expect(200);
    assert!(menu_only.text.contains("Changed the menu"));
    assert!(!menu_only.text.contains("Paired Hall"), "{}", menu_only.text);
    let sheet = olga.open("/console/audit.csv").await.expect(200);
    assert!(sheet.header("content-type").starts_with("text/csv"));
    assert!(sheet.text.contains("Longest queue: 20 -> 31"), "{}", sheet.text);

    // The removed drink comes back; undoing twice says so.
    let address = undo_address(&menu_only);
    let _ = olga.submit(&address, &[]).await.expect(303);
    let menu = shop.operator.get("/stores/main/menu").await.expect(200);
    assert!(menu.text.contains("\"flat-white\""), "{}", menu.text);
    let again = olga.submit(&address, &[]).await;
    assert_eq!(again.status, 409, "{}", again.text);
    assert!(again.text.contains("undone already"), "{}", again.text);

    // A limit that was changed again is not overwritten.
    let limits = olga.open("/console/audit?kind=settings").await.expect(200);
    let address = undo_address(&limits);
    shop.set(json!({"max_queue": 40})).await;
    let refused = olga.submit(&address, &[]).await;
    assert_eq!(refused.status, 409, "{}", refused.text);
    assert!(refused.text.contains("changed again since"), "{}", refused.text);
    assert!(refused.text.contains("<ins><bdi>40</bdi></ins>"), "what would be lost is said");
    let kept = shop.operator.get("/stores/main/settings").await.expect(200).json;
    assert_eq!(kept["max_queue"], 40);

    // What a display was set to is taken back.
    let screens = olga.open("/console/audit?kind=device").await.expect(200);
    let _ = olga.submit(&undo_address(&screens), &[]).await.expect(303);
    let devices = olga.open("/console/devices").await.expect(200);
    assert!(!devices.text.contains("name=\"shows_names\" value=\"1\" checked"), "{}", devices.text);

    // Removed staff and devices come back.
    let staff = olga.open("/console/staff").await.expect(200);
    let removals = staff.text.split("action=\"/console/staff/").skip(1);
    let sam = removals.filter_map(|rest| rest.split('"').next()).find(|p| p.contains("/remove"));
    let sam = format!("/console/staff/{}", sam.expect("Sam can be removed"));
    let _ = olga.submit(&sam, &[]).await.expect(303);
    let page = olga.open("/console/audit?kind=staff").await.expect(200);
    let _ = olga.submit(&undo_address(&page), &[]).await.expect(303);
    let body = json!({"store": "main", "name": "Sam", "pin": "secret-pin"});
    let _ = shop.server.api().post("/sessions", &body).await.expect(201);

    // Nobody but an operator of the store reads it.
    let barista = shop.barista("Ben").await;
    let page = barista.call(harness::api::Call::new("GET", "/console/audit")).await;
    assert_ne!(page.status, 200);
    let page = Browser::new(&shop).open("/console/audit.csv").await;
    assert_ne!(page.status, 200);
}

async fn changes_are_found_by_the_words_they_are_told_in(backend: Backend) {
    let shop = Shop::open(&backend).await;
    let mut olga = at_console(&shop).await;
    let sam = [("name", "Sam Écran"), ("pin", PIN), ("role", "barista")];
    let _ = olga.submit("/console/staff?store=main", &sam).await.expect(303);
    // More than one page of something else stands above it.
    for n in 0..52 {
        let state = if n % 2 == 0 { "closed" } else { "open" };
        let _ = olga.submit("/console/status?store=main", &[("state", state)]).await.expect(303);
    }
    let whole = olga.open("/console/audit").await.expect(200);
    assert!(!whole.text.contains("Added Sam Écran"), "{}", whole.text);
    let found = olga.open("/console/audit?q=+%C3%A9cran+ADDED").await.expect(200);
    assert!(found.text.contains("Added Sam Écran to the staff"), "{}", found.text);
    assert!(!found.text.contains("Closed the store"), "{}", found.text);
    assert_eq!(field(&found, "q"), "écran ADDED", "what was typed is kept");

    // The next page goes on with the same words.
    let first = olga.open("/console/audit?kind=status&q=store+olga").await.expect(200);
    let shown = |page: &Answer| page.text.matches("id=\"a-").count();
    assert_eq!(shown(&first), 50);
    let older = "href=\"/console/audit?kind=status&#38;who=&#38;q=store%20olga&amp;before=";
    let (_, id) = first.text.split_once(older).unwrap_or_else(|| panic!("{}", first.text));
    let id = id.split('"').next().unwrap_or_default();
    let next = format!("/console/audit?kind=status&who=&q=store%20olga&before={id}");
    let last = olga.open(&next).await.expect(200);
    assert_eq!(shown(&last), 2, "{}", last.text);
    assert!(!last.text.contains("Older changes"), "{}", last.text);

    let sheet = olga.open("/console/audit.csv?q=%C3%A9cran").await.expect(200);
    assert!(sheet.text.contains("Added Sam Écran"), "{}", sheet.text);
    assert!(!sheet.text.contains("Closed the store"), "{}", sheet.text);
    let none = olga.open("/console/audit?q=nonsense").await.expect(200);
    assert!(none.text.contains("No change matches."), "{}", none.text);
}
