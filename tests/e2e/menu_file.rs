//! The menu as a file: checked whole, shown before it is stored, and refused when it is stale.

use harness::api::{Answer, Call};
use harness::{Backend, Shop, on_both_databases};
use serde_json::Value;

use crate::browser::{changes, field, multipart};

on_both_databases! {
    a_file_is_checked_shown_and_stored;
    a_file_with_mistakes_changes_nothing;
    prices_have_the_digits_of_their_currency;
}

const IMPORT: &str = "/console/menu/import";

async fn export(shop: &Shop, kind: &str) -> Answer {
    let call = Call::new("GET", &format!("/console/menu/export.{kind}"));
    shop.operator.call(call).await.expect(200)
}

async fn menu(shop: &Shop) -> Value {
    shop.operator.get("/stores/main/menu").await.expect(200).json
}

async fn send(shop: &Shop, fields: &[(&str, &str)], file: Option<(&str, &[u8])>) -> Answer {
    shop.operator.call(multipart(IMPORT, fields, file)).await
}

async fn a_file_is_checked_shown_and_stored(backend: Backend) {
    let shop = Shop::open(&backend).await;
    let before = menu(&shop).await;
    let json = export(&shop, "json").await;
    assert_eq!(json.json, before, "the export is the API's document");
    assert!(json.header("content-disposition").contains("filename=\"menu-main-"));
    let csv = export(&shop, "csv").await;
    assert!(csv.text.starts_with("\u{feff}kind,group,id,name,"), "{}", csv.text);

    for (name, text) in [("menu.json", &json.text), ("menu.csv", &csv.text)] {
        let same = send(&shop, &[("key", "")], Some((name, text.as_bytes()))).await.expect(200);
        assert!(same.text.contains("Nothing would change"), "{name}: {}", same.text);
    }

    let cheaper = csv.text.replace(",Espresso,Short and bright,2.40,", ",Espresso,,2.10,");
    assert_ne!(cheaper, csv.text);
    let shown = send(&shop, &[], Some(("Karte.CSV", cheaper.as_bytes()))).await.expect(200);
    assert!(shown.text.contains("€2.40") && shown.text.contains("€2.10"), "{}", shown.text);
    assert_eq!(menu(&shop).await, before, "looking stores nothing");

    let (key, format) = (field(&shown, "key"), field(&shown, "format"));
    let confirm =
        [("key", key.as_str()), ("format", &format), ("text", &cheaper), ("action", "confirm")];
    let stored = send(&shop, &confirm, None).await.expect(303);
    assert!(stored.header("location").starts_with("/console/menu"));
    assert_eq!(menu(&shop).await["drinks"][0]["price_cents"], 210);
    // The double tap of an impatient finger, in other boundaries.
    let _ = send(&shop, &confirm, None).await.expect(303);

    // Somebody else changes the store between the preview and the confirmation.
    let again = send(&shop, &[], Some(("m.json", json.text.as_bytes()))).await.expect(200);
    let sold_out = [("kind", "drink"), ("id", "filter"), ("sold_out", "true")];
    let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(sold_out).finish();
    let call = Call::new("POST", "/console/menu/sold-out");
    let call = call.body("application/x-www-form-urlencoded", body);
    let _ = shop.operator.call(call).await.expect(303);
    let key = field(&again, "key");
    let stale = [("key", key.as_str()), ("text", &json.text), ("action", "confirm")];
    let refused = send(&shop, &stale, None).await.expect(409);
    assert!(refused.text.contains("<title>Error: "), "{}", refused.text);
    assert!(refused.text.contains("flat_white"), "the file is kept in the form");
    let now = menu(&shop).await;
    assert_eq!(
        (&now["drinks"][0]["price_cents"], &now["drinks"][4]["sold_out"]),
        (&Value::from(210), &Value::from(true))
    );
}

async fn a_file_with_mistakes_changes_nothing(backend: Backend) {
    let shop = Shop::open(&backend).await;
    let before = menu(&shop).await;
    let wrong = "kind;name;price;allergens\ndrink;Latte;3,605;\ndrink;;2;lactose\n";
    let shown = send(&shop, &[], Some(("m.csv", wrong.as_bytes()))).await.expect(422);
    for told in ["<title>Error: ", "Line 2, price: ", "Line 3, name: ", "Line 3, allergens: "] {
        assert!(shown.text.contains(told), "{told} is missing: {}", shown.text);
    }
    assert!(shown.text.contains("drink;Latte;3,605;"), "the file is kept to be mended");
    // Confirming what was never good is checked as whole as looking.
    let confirm = [("format", "csv"), ("text", wrong), ("action", "confirm")];
    let _ = send(&shop, &confirm, None).await.expect(422);
    let huge = vec![b'a'; 200_000];
    for (name, bytes, told) in [
        ("m.xlsx", &b"PK\x03\x04..."[..], "This is a workbook."),
        ("m.csv", b"kind,name\ndrink,Caf\xe9", "not UTF-8"),
        ("m.csv", &[0xff, 0xfe, b'k', 0], "UTF-16"),
        ("m.pdf", b"%PDF-1.7", "ends in .csv or .json"),
        ("m.csv", &huge, "too large"),
        ("m.json", b"{\n \"drinks\": [,]\n}", "Line 2, column 13"),
    ] {
        let shown = send(&shop, &[], Some((name, bytes))).await.expect(422);
        assert!(shown.text.contains(told), "{name}: {told} is missing: {}", shown.text);
        assert!(shown.text.contains("aria-invalid=\"true\""), "{name}: no error at a field");
    }
    let nothing = send(&shop, &[("text", "")], None).await.expect(422);
    assert!(nothing.text.contains("href=\"#f-file\""), "{}", nothing.text);
    let barista = shop.barista("Sam").await;
    let refused = barista.call(multipart(IMPORT, &confirm, None)).await;
    assert!(matches!(refused.status, 401 | 403), "{}", refused.status);
    assert_eq!(menu(&shop).await, before);
    assert_eq!(changes(&shop).await, 0, "no event without a change");
}

/// A currency, prices as they are typed and stored, one with a digit too many, and how it is shown.
struct Money {
    code: &'static str,
    typed: &'static str,
    stored: i64,
    dearer: &'static str,
    dearer_stored: i64,
    wrong: &'static str,
    shown: &'static str,
}

const MONIES: &[Money] = &[
    Money {
        code: "JPY",
        typed: "450",
        stored: 450,
        dearer: "1480",
        dearer_stored: 1_480,
        wrong: "4.50",
        shown: "¥1,480",
    },
    Money {
        code: "KWD",
        typed: "1.250",
        stored: 1_250,
        dearer: "1,375",
        dearer_stored: 1_375,
        wrong: "1.2505",
        shown: "KWD\u{a0}1.375",
    },
];

async fn prices_have_the_digits_of_their_currency(backend: Backend) {
    let shop = Shop::open(&backend).await;
    for money in MONIES {
        let file = |price: &str| {
            format!("kind;id;name;price\ncurrency;{};;\ndrink;drip;Drip;{price}\n", money.code)
        };
        let wrong = file(money.wrong);
        let told = send(&shop, &[], Some(("m.csv", wrong.as_bytes()))).await.expect(422);
        assert!(told.text.contains("Line 3, price: "), "{}", told.text);
        let text = file(money.typed);
        let shown = send(&shop, &[], Some(("m.csv", text.as_bytes()))).await.expect(200);
        let key = field(&shown, "key");
        let confirm =
            [("key", key.as_str()), ("format", "csv"), ("text", &text), ("action", "confirm")];
        let _ = send(&shop, &confirm, None).await.expect(303);
        let stored = async || menu(&shop).await["drinks"][0]["price_cents"].as_i64();
        assert_eq!(stored().await, Some(money.stored), "{}", money.code);

        let path = "/console/menu/drinks/drip";
        let editor = shop.operator.call(Call::new("GET", path)).await.expect(200);
        assert_eq!(field(&editor, "price"), money.typed, "as it was typed: {}", editor.text);
        let key = field(&editor, "key");
        let price =
            |price| [("key", key.as_str()), ("name", "Drip"), ("icon", "filter"), ("price", price)];
        let refused = shop.operator.call(Call::form(path, &price(money.wrong))).await.expect(422);
        assert!(refused.text.contains("id=\"e-price\""), "{}", refused.text);
        assert_eq!(field(&refused, "price"), money.wrong, "what was typed is kept");
        let _ = shop.operator.call(Call::form(path, &price(money.dearer))).await.expect(303);
        assert_eq!(stored().await, Some(money.dearer_stored), "{}", money.code);

        let list = shop.operator.call(Call::new("GET", "/console/menu")).await.expect(200);
        assert!(list.text.contains(money.shown), "{}: {}", money.code, list.text);
        let guest = shop.server.api().call(Call::new("GET", "/s/main/")).await.expect(200);
        assert!(guest.text.contains(money.shown), "{}: {}", money.code, guest.text);
        for kind in ["json", "csv"] {
            let file = export(&shop, kind).await.text;
            let name = format!("m.{kind}");
            let same = send(&shop, &[], Some((&name, file.as_bytes()))).await.expect(200);
            assert!(same.text.contains("Nothing would change"), "{kind}: {}", same.text);
        }
    }
}
