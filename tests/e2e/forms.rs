//! Every form: nonsense is told beside its field and in a summary, what was typed is kept, and
//! nothing is changed by it.

use harness::api::{Answer, Call};
use harness::{Backend, Shop, on_both_databases};
use serde_json::json;

use crate::browser::{Browser, changes, field, multipart};

on_both_databases! {
    every_form_of_the_console_tells_what_is_wrong_and_keeps_what_was_typed;
    two_operators_at_one_drink_undo_nothing_of_each_other_unseen;
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
        path: "/console/settings",
        sent: &[
            ("store_name", "Bar"),
            ("time_zone", "UTC"),
            ("places_per_code", "10"),
            ("code_lifetime_minutes", "5"),
            ("max_queue", "20"),
            ("max_items_per_order", "1"),
            ("max_open_orders_per_person", "1"),
            ("max_orders_per_person_per_day", "0"),
            ("submit_timeout_minutes", "5"),
            ("make_timeout_minutes", "15"),
            ("collect_timeout_minutes", "10"),
            ("warn_after_minutes", "9"),
            ("late_after_minutes", "8"),
            ("max_overtaken_drinks", "3"),
            ("erase_after_days", "7"),
        ],
        status: 422,
        told: &["late_after_minutes"],
        kept: &["9", "8"],
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
        path: "/console/menu/groups/new",
        sent: &[("name", "Size"), ("min", "0"), ("max", "1")],
        status: 422,
        told: &["option.0.name"],
        kept: &["Size"],
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
        let names = |end: &str| text.contains(&format!("aria-describedby=\"e-{field}{end}"));
        assert!(names("\"") || names(" "), "{name}: {field} does not name its error");
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
}

/// Sends the drink's form as it was shown by `page`, with some values of one's own.
async fn save_filter(shop: &Shop, page: &Answer, own: &[(&str, &str)]) -> Answer {
    let key = field(page, "key");
    let shown = [("key", key.as_str()), ("icon", "filter"), ("note", "250 ml")];
    let call = Call::form("/console/menu/drinks/filter", &[&shown[..], own].concat());
    shop.operator.call(call).await
}

async fn two_operators_at_one_drink_undo_nothing_of_each_other_unseen(backend: Backend) {
    let shop = Shop::open(&backend).await;
    let open = async || {
        let page = shop.operator.call(Call::new("GET", "/console/menu/drinks/filter")).await;
        page.expect(200)
    };
    let filter = async || {
        let menu = shop.operator.get("/stores/main/menu").await.expect(200).json;
        menu["drinks"][4].clone()
    };
    let name = ("name", "Filter of the day");

    // What others do elsewhere, and what sells out, stands in nobody's way and stays.
    let page = open().await;
    shop.set_state("closed").await;
    let sold_out = [("kind", "drink"), ("id", "filter"), ("sold_out", "true")];
    let call = Call::form("/console/menu/sold-out", &sold_out);
    let _ = shop.operator.call(call).await.expect(303);
    let _ = save_filter(&shop, &page, &[name, ("price", "3.10")]).await.expect(303);
    let saved = filter().await;
    assert_eq!((&saved["price_cents"], &saved["sold_out"]), (&json!(310), &json!(true)));

    // The same drink: the second is told what saving would change, and may.
    let (first, second) = (open().await, open().await);
    assert!(first.text.contains("name=\"was_sold_out\""), "{}", first.text);
    let dearer = [name, ("price", "3.80"), ("sold_out", "true"), ("was_sold_out", "true")];
    let _ = save_filter(&shop, &first, &dearer).await.expect(303);
    let mine = [("name", "Drip"), ("price", "dear"), ("was_sold_out", "true")];
    let wrong = save_filter(&shop, &second, &mine).await.expect(422);
    // Mending a mistake of one's own does not make the form see what came in between.
    let mine = [("name", "Drip"), ("price", "3.10"), ("was_sold_out", "true")];
    let late = save_filter(&shop, &wrong, &mine).await;
    check("stale", &late, 409, &[], &["Drip", "3.10"]);
    let would = "Price</bdi>:\u{a0}<del><bdi>€3.80</bdi></del> <span aria-hidden=\"true\">→</span> \
                 <ins><bdi>€3.10</bdi></ins>";
    assert!(late.text.contains(would), "{}", late.text);
    assert_eq!(filter().await["price_cents"], 380, "nothing was changed");
    let _ = save_filter(&shop, &late, &mine).await.expect(303);
    let saved = filter().await;
    assert_eq!((&saved["name"], &saved["price_cents"]), (&json!("Drip"), &json!(310)));
    assert_eq!(saved["sold_out"], false, "the switch was taken off in the form");
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
    let spent = guest.open("/setup?token=used").await.expect(410);
    assert!(spent.text.contains("href=\"/login\">Sign in</a>"), "leads on: {}", spent.text);

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
