//! Every form: nonsense is told beside its field and in a summary, what was typed is kept, and
//! nothing is changed by it.

use harness::api::{Answer, Call};
use harness::{Backend, Shop, on_both_databases};

use crate::browser::{Browser, changes, field, multipart};

on_both_databases! {
    every_form_of_the_console_tells_what_is_wrong_and_keeps_what_was_typed;
    forms_of_guests_and_baristas_tell_what_is_wrong_and_keep_what_was_typed;
}

/// A form that is sent with nonsense.
struct Nonsense {
    path: &'static str,
    sent: &'static [(&'static str, &'static str)],
    status: u16,
    /// Fields that are told; empty for the form as a whole.
    told: &'static [&'static str],
    /// What is still in the page's fields.
    kept: &'static [&'static str],
}

const LONG: &str = "a name that is longer than sixty characters, which no phone could ever show";

const CONSOLE: &[Nonsense] = &[
    Nonsense {
        path: "/console/settings",
        sent: &[
            ("store_name", ""),
            ("time_zone", "Mars/Olympus"),
            ("currency", "EURO"),
            ("places_per_code", "0"),
            ("max_queue", "many"),
            ("code_lifetime_minutes", "5"),
        ],
        status: 422,
        told: &["store_name", "time_zone", "currency", "max_queue", "places_per_code"],
        kept: &["Mars/Olympus", "EURO", "many"],
    },
    Nonsense {
        path: "/console/hours",
        sent: &[
            ("monday.0.from", "8"),
            ("monday.0.to", "noon"),
            ("exception.0.date", ""),
            ("exception.0.0.from", "10:00"),
            ("exception.0.0.to", "25:00"),
        ],
        status: 422,
        told: &["monday.0.to", "exception.0.date", "exception.0.0.to"],
        kept: &["noon", "25:00"],
    },
    Nonsense {
        path: "/console/staff",
        sent: &[("name", "\u{7}"), ("pin", "12"), ("role", "operator")],
        status: 422,
        told: &["name", "pin"],
        kept: &[],
    },
    Nonsense {
        path: "/console/devices",
        sent: &[("code", "QQQQQQ"), ("name", "Screen above the bar"), ("kind", "tablet")],
        status: 422,
        told: &["code"],
        kept: &["QQQQQQ", "Screen above the bar"],
    },
    Nonsense {
        path: "/console/menu/drinks/new",
        sent: &[("name", "Chai"), ("note", "Spiced"), ("price", "4.505")],
        status: 422,
        told: &["price"],
        kept: &["Chai", "Spiced", "4.505"],
    },
    Nonsense {
        path: "/console/menu/drinks/flat-white",
        sent: &[
            ("name", LONG),
            ("note", LONG),
            ("price", "3,60"),
            ("icon", "teapot"),
            ("allergen", "lactose"),
            ("group", "sizes"),
        ],
        status: 422,
        told: &["name", "note", "icon", "allergen", "group"],
        kept: &[LONG, "3,60"],
    },
    Nonsense {
        path: "/console/menu/groups/new",
        sent: &[("name", "Size"), ("min", "some"), ("max", "1"), ("option.0.price", "cheap")],
        status: 422,
        told: &["min", "option.0.price"],
        kept: &["Size", "some", "cheap"],
    },
    Nonsense {
        path: "/console/menu/groups/milk",
        sent: &[
            ("name", ""),
            ("min", "3"),
            ("max", "1"),
            ("option.0.id", "whole"),
            ("option.0.name", "Whole milk"),
            ("option.1.price", "0.40"),
        ],
        status: 422,
        told: &["name", "max", "option.1.name"],
        kept: &["Whole milk", "0.40"],
    },
];

/// Forms that ask by GET.
const QUESTIONS: &[Nonsense] = &[
    Nonsense {
        path: "/console/reports?from=yesterday&to=2026-01-31",
        sent: &[],
        status: 422,
        told: &["from"],
        kept: &["yesterday", "2026-01-31"],
    },
    Nonsense {
        path: "/console/orders?day=&number=forty-two",
        sent: &[],
        status: 422,
        told: &["number"],
        kept: &["forty-two"],
    },
];

/// Checks what every refused form has in common.
#[track_caller]
fn check(name: &str, page: &Answer, status: u16, told: &[&str], kept: &[&str]) {
    assert_eq!(page.status, status, "{name}: {}", page.text);
    let text = &page.text;
    assert!(text.contains("<title>Error: "), "{name}: the title does not say so: {text}");
    assert!(text.contains("class=\"errors\" role=\"alert\""), "{name}: no summary: {text}");
    assert!(text.contains("tabindex=\"-1\" autofocus data-focus"), "{name}: focus stays behind");
    for field in told {
        let has = |what: &str| text.contains(&format!("{what}{field}\""));
        assert!(has("href=\"#f-"), "{name}: {field} is not in the summary: {text}");
        assert!(has("id=\"f-"), "{name}: the summary leads nowhere for {field}");
        assert!(has("id=\"e-"), "{name}: nothing beside {field}");
        assert!(has("aria-describedby=\"e-"), "{name}: {field} does not name its error");
    }
    for value in kept {
        assert!(text.contains(&format!("value=\"{value}\"")), "{name} lost {value}: {text}");
    }
}

/// Everything a form could have changed.
async fn state(shop: &Shop) -> (String, String, String, usize) {
    let get = async |path: &str| shop.operator.get(path).await.expect(200).text;
    (
        get("/stores/main/menu").await,
        get("/stores/main/settings").await,
        get("/stores/main/hours").await,
        changes(shop).await,
    )
}

async fn every_form_of_the_console_tells_what_is_wrong_and_keeps_what_was_typed(backend: Backend) {
    let shop = Shop::open(&backend).await;
    let _ = shop.barista("Sam").await;
    let before = state(&shop).await;
    let staff = shop.operator.call(Call::new("GET", "/console/staff")).await.expect(200);
    for Nonsense { path, sent, status, told, kept } in CONSOLE {
        let page = shop.operator.call(Call::form(path, sent)).await;
        check(path, &page, *status, told, kept);
    }
    for Nonsense { path, status, told, kept, .. } in QUESTIONS {
        let page = shop.operator.call(Call::new("GET", path)).await;
        check(path, &page, *status, told, kept);
    }
    let import = shop.operator.call(multipart("/console/menu/import", &[], None)).await;
    check("import", &import, 422, &["file"], &[]);

    // A person's new PIN; PINs themselves are never shown again.
    let at = staff.text.find("/console/staff/").expect("a person with a form");
    let path = staff.text[at..].split('"').next().expect("an address").to_owned();
    let id = path.split('/').nth(3).expect("an id").to_owned();
    let page = shop.operator.call(Call::form(&path, &[("pin", "12")])).await;
    check("pin", &page, 422, &[format!("pin.{id}").as_str()], &[]);
    assert!(page.text.contains(">Sam: "), "the summary says whose: {}", page.text);
    assert!(!page.text.contains("value=\"12\""));

    let hours = Call::form("/console/hours", &[("monday.0.from", "8")]);
    let hours = shop.operator.call(hours).await.expect(422);
    assert!(hours.text.contains(">Monday: "), "the summary says the day: {}", hours.text);
    assert_eq!(state(&shop).await, before, "nothing was changed");
    let after = shop.operator.call(Call::new("GET", "/console/staff")).await.expect(200);
    let people = |page: &Answer| page.text.matches("/pin\"").count();
    assert_eq!(people(&after), people(&staff), "nobody was added");

    // A form that shows what somebody else has changed meanwhile.
    let page = shop.operator.call(Call::new("GET", "/console/menu/drinks/filter")).await;
    let key = field(&page.expect(200), "key");
    shop.set_state("closed").await;
    let late = [("key", key.as_str()), ("name", "Filter of the day"), ("price", "3")];
    let page = shop.operator.call(Call::form("/console/menu/drinks/filter", &late)).await;
    check("stale", &page, 409, &[], &["Filter of the day", "3"]);
}

async fn forms_of_guests_and_baristas_tell_what_is_wrong_and_keep_what_was_typed(backend: Backend) {
    let shop = Shop::open(&backend).await;
    let mut guest = Browser::new(&shop);
    let page =
        guest.submit("/login", &[("store", "main"), ("name", "Nobody"), ("pin", "00")]).await;
    check("login", &page, 401, &["pin"], &["Nobody"]);
    assert!(!page.text.contains("value=\"00\""), "a PIN is never shown again");

    let output = shop.server.output();
    let token = output.split("/setup?token=").nth(1).expect("the first start prints a link");
    let token = token.split(|c: char| !c.is_ascii_alphanumeric() && !"-_".contains(c)).next();
    let token = token.expect("a token");
    let sent =
        [("token", token), ("store_name", ""), ("time_zone", "Moon"), ("name", ""), ("pin", "1")];
    let page = guest.submit("/setup", &sent).await;
    check("setup", &page, 422, &["store_name", "time_zone", "name", "pin"], &["Moon", token]);

    let scan = guest.open(&format!("/s/main/scan?c={}", shop.code().await)).await.expect(200);
    let fields = ["code", "stamp", "key"].map(|name| (name, field(&scan, name)));
    let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let _ = guest.submit("/s/main/scan", &fields).await.expect(303);
    let page = guest.open("/s/main/").await.expect(200);
    let (order, key) = (field(&page, "order"), field(&page, "key"));
    let own = [("order", order.as_str()), ("key", &key), ("action", "order")];
    let page = guest.submit("/s/main/order", &[&own[..], &[("name", "Ana")]].concat()).await;
    check("order", &page, 422, &["drink"], &["Ana"]);
    let sent = [("name", "\u{202e}"), ("drink", "flat-white"), ("g.milk", "oat")];
    let page = guest.submit("/s/main/order", &[&own[..], &sent].concat()).await;
    check("order", &page, 422, &["name"], &[]);
    let sent = [("name", "Ana"), ("drink", "flat-white"), ("g.extras", "decaf")];
    let page = guest.submit("/s/main/order", &[&own[..], &sent].concat()).await;
    check("order", &page, 422, &["g.milk"], &["Ana"]);
    // Everything at once, not one thing after the other.
    let sent = [("name", "\u{202e}"), ("drink", "flat-white")];
    let page = guest.submit("/s/main/order", &[&own[..], &sent].concat()).await;
    check("order", &page, 422, &["g.milk", "name"], &[]);
    let page = guest.submit("/s/main/order", &own).await;
    check("order", &page, 422, &["drink", "name"], &[]);
    assert_eq!(shop.state(&order).await, "started");

    let barista = shop.barista("Sam").await;
    let walk_up = async |sent| barista.call(Call::form("/s/main/barista/walk-up", sent)).await;
    let page = walk_up(&[("action", "order"), ("name", "Ben")]).await;
    check("walk-up", &page, 422, &["drink"], &["Ben"]);
    let page = walk_up(&[("action", "order"), ("name", ""), ("drink", "filter")]).await;
    check("walk-up", &page, 422, &["name"], &[]);
    assert!(shop.orders("queued").await.is_empty(), "nobody ordered");
}
