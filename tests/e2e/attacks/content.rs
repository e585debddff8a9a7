//! Attack 12: names and texts that would be more than text.

use harness::api::{Call, fresh_key};
use harness::shop::act;
use harness::{Backend, Server, Shop};
use serde_json::json;

use crate::browser::Browser;

/// Names that people could type and a screen, a spreadsheet or a log could take for something else.
const NAMES: [&str; 6] = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(2)>",
    "'-alert(3)-'",
    "{{7*7}}${7*7}<%=7*7%>",
    "=cmd|' /C calc'!A0",
    "</style></title><svg onload=alert(4)>",
];

/// What must not stand in any page, sheet or log as it was typed.
const MARKS: [&str; 3] = ["<script>alert", "<img src=x", "<svg onload"];

async fn shop_that_logs_everything() -> Shop {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let settings = [("CREMA_LOG", "debug,crema_server=trace,tower_http=trace")];
    Shop::around(Server::start_in(folder, &Backend::Sqlite, &settings).await).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a12_hostile_names_are_text_on_every_screen_sheet_and_log() {
    let shop = shop_that_logs_everything().await;
    shop.set(json!({ "places_per_code": 100, "max_queue": 100 })).await;
    let add = ["staff", "add", "--name", "=1+1<svg onload=x>", "--role", "operator"];
    shop.server.run(&[&add[..], &["--pin", "271828"]].concat()).await;
    let mut staff = Browser::new(&shop);
    let fields = [("store", "main"), ("name", "=1+1<svg onload=x>"), ("pin", "271828")];
    let _ = staff.submit("/login", &fields).await.expect(303);
    let sold_out = "@SUM(1)<script>alert(5)</script>";
    let _ = staff
        .submit("/console/broadcast?store=main", &[("text", sold_out), ("minutes", "9")])
        .await;

    let mut phones = Vec::new();
    for name in NAMES {
        let guest = shop.guest().await;
        let order = guest.scan(&shop.code().await).await.expect(201).text_of("id").to_owned();
        let _ = guest.submit(&order, name).await.expect(200);
        let mut phone = Browser::new(&shop);
        phone.keep("crema_guest", guest.api.token().unwrap_or(""));
        phones.push((phone, order));
    }
    let mut pages = Vec::new();
    for path in [
        "/s/main/barista",
        "/s/main/barista/print",
        "/s/main/barista/recall",
        "/console",
        "/console/orders",
        "/console/staff",
        "/console/audit",
        "/console/broadcast",
        "/console/reports",
        "/s/main/display",
    ] {
        pages.push((path.to_owned(), staff.open(path).await.expect(200)));
    }
    for (phone, order) in &mut phones {
        pages.push(("/s/main/".to_owned(), phone.open("/s/main/").await.expect(200)));
        for path in [format!("/console/orders/{order}"), format!("/s/main/barista/print/{order}")] {
            pages.push((path.clone(), staff.open(&path).await.expect(200)));
        }
        for action in ["claim", "complete"] {
            let _ = act(&shop.operator, order, action).await.expect(200);
        }
    }
    for path in ["/s/main/barista", "/s/main/display"] {
        pages.push((path.to_owned(), staff.open(path).await.expect(200)));
    }
    let board = &pages[0].1.text;
    assert!(board.contains("alert(1)") && board.contains("onerror=alert(2)"), "names are shown");
    for (path, page) in &pages {
        assert!(page.header("content-type").starts_with("text/html"), "{path}");
        for mark in MARKS {
            assert!(!page.text.contains(mark), "{mark} in {path}:\n{}", page.text);
        }
        assert!(!page.header("content-security-policy").contains("unsafe-inline"), "{path}");
    }
    for path in ["/console/reports.csv", "/console/audit.csv", "/console/menu/export.csv"] {
        let sheet = staff.open(path).await.expect(200);
        for cell in cells(&sheet.text) {
            assert!(!cell.starts_with(['=', '+', '@', '-']), "{path} runs {cell:?}");
        }
    }
    let log = shop.server.output();
    for name in NAMES {
        assert!(!log.contains(name), "a guest's name is logged: {name}");
    }
}

/// Every cell of a sheet, its quotes taken away.
fn cells(sheet: &str) -> Vec<String> {
    let (mut all, mut cell, mut is_quoted) = (Vec::new(), String::new(), false);
    for c in sheet.trim_start_matches('\u{feff}').chars() {
        match c {
            '"' => is_quoted = !is_quoted,
            ',' | '\r' | '\n' if !is_quoted => all.push(std::mem::take(&mut cell)),
            _ => cell.push(c),
        }
    }
    all.push(cell);
    all
}

#[tokio::test(flavor = "multi_thread")]
async fn a12_what_could_steer_a_printer_a_line_or_a_screen_is_refused() {
    let shop = Shop::open(&Backend::Sqlite).await;
    let guest = shop.guest().await;
    let order = guest.scan(&shop.code().await).await.expect(201).text_of("id").to_owned();
    let long = "a".repeat(100_000);
    for name in [
        "a\u{1b}@\u{1d}V0b",
        "a\u{10}\u{4}\u{1}",
        "a\u{0}b",
        "a\u{7}b",
        "a\u{9b}31mb",
        "\u{202e}anA",
        "a\u{2066}b",
        "a\u{200f}b",
        "a\u{61c}b",
        long.as_str(),
    ] {
        let _ = guest.submit(&order, name).await.expect_problem(422, "invalid_name");
    }
    // Line breaks are folded into spaces: a name is one line wherever it goes.
    let folded = guest.submit(&order, "Ana\r\nSet-Cookie: x\u{2028}y").await.expect(200);
    assert_eq!(folded.json["name"], "Ana Set-Cookie: x y");
    let megabyte = json!({ "name": "a".repeat(1_000_000), "items": [] }).to_string();
    let put = Call::new("PUT", &harness::api::api(&format!("/orders/{order}")));
    let sent = guest.api.send(put.body("application/json", megabyte).key(&fresh_key())).await;
    // A server may also hang up on somebody who goes on sending.
    assert!(sent.is_err() || sent.is_ok_and(|answer| answer.status == 413));
}
