//! What people and programs get wrong: each has a clear answer, and nothing changes.

use std::time::Duration;

use harness::api::{Call, api, fresh_key};
use harness::{Backend, Guest, Shop, on_both_databases, within};
use serde_json::{Value, json};

on_both_databases! {
    a_text_that_a_database_cannot_store_is_refused;
}

async fn a_text_that_a_database_cannot_store_is_refused(backend: Backend) {
    let shop = Shop::open(&backend).await;
    for path in ["/orders/%00", "/orders/%00/events", "/stores/main/orders?after=%00"] {
        let answer = shop.operator.get(path).await;
        assert!(matches!(answer.status, 400 | 404), "{path}: {}", answer.text);
    }
    let claimed = shop.operator.post("/orders/%00/claim", &json!({})).await;
    assert!(matches!(claimed.status, 400 | 404), "{}", claimed.text);
    let named = json!({ "orders": ["\u{0}"] });
    let claimed = shop.operator.post("/stores/main/orders/claim", &named).await;
    assert!(matches!(claimed.status, 400 | 404), "{}", claimed.text);
    let stranger = json!({ "store": "main", "name": "A\u{0}", "pin": "1234" });
    let refused = shop.server.api().post("/sessions", &stranger).await;
    assert!(matches!(refused.status, 400 | 401), "{}", refused.text);
}

async fn shop_and_started_order() -> (Shop, Guest, String) {
    let shop = Shop::open(&Backend::Sqlite).await;
    let guest = shop.guest().await;
    let order = guest.scan(&shop.code().await).await.expect(201).text_of("id").to_owned();
    (shop, guest, order)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_submission_that_does_not_fit_the_menu_is_refused() {
    let (shop, guest, order) = shop_and_started_order().await;
    let path = format!("/orders/{order}");
    let item = |drink: &str, options: &[&str]| json!([{ "drink": drink, "options": options }]);
    let cases = [
        (item("unicorn-latte", &[]), "unknown_drink"),
        (item("flat-white", &["gold"]), "unknown_option"),
        (item("flat-white", &["oat", "soy"]), "too_many_options"),
        (item("filter", &["oat"]), "unknown_option"),
        (json!([]), "too_few_items"),
        (json!([item("filter", &[])[0], item("filter", &[])[0]]), "too_many_items"),
    ];
    for (items, code) in cases {
        let answer = guest.api.put(&path, &json!({ "name": "Ana", "items": items })).await;
        if code == "too_few_items" {
            assert_eq!(answer.status, 422, "{}", answer.text);
        } else {
            let _ = answer.expect_problem(422, code);
        }
    }
    assert_eq!(shop.state(&order).await, "started", "refusals changed nothing");
    assert_eq!(guest.submit(&order, "Ana").await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_choice_that_has_no_default_must_be_made() {
    let (shop, guest, order) = shop_and_started_order().await;
    let mut menu = shop.operator.get("/stores/main/menu").await.expect(200).json;
    for option in menu["groups"][0]["options"].as_array_mut().expect("milks") {
        option["is_default"] = json!(false);
    }
    let _ = shop.operator.put("/stores/main/menu", &menu).await.expect(200);
    let body = json!({ "name": "Ana", "items": [{ "drink": "flat-white", "options": [] }] });
    let answer = guest.api.put(&format!("/orders/{order}"), &body).await;
    let _ = answer.expect_problem(422, "too_few_options");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_sold_out_is_refused() {
    let (shop, guest, order) = shop_and_started_order().await;
    let mut menu = shop.operator.get("/stores/main/menu").await.expect(200).json;
    let drinks = menu["drinks"].as_array_mut().expect("a menu has drinks");
    for drink in drinks.iter_mut().filter(|drink| drink["id"] == "flat-white") {
        drink["sold_out"] = json!(true);
    }
    let changed = shop.operator.put("/stores/main/menu", &menu).await;
    assert!(changed.status < 300, "{}", changed.text);
    let _ = guest.submit(&order, "Ana").await.expect_problem(422, "sold_out");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_that_disturbs_a_ticket_is_refused() {
    let (shop, guest, order) = shop_and_started_order().await;
    let long = "a".repeat(10_000);
    for name in ["", "   ", &long, "a\u{1b}@b", "a\u{0}b", "\u{202e}anA"] {
        let _ = guest.submit(&order, name).await.expect_problem(422, "invalid_name");
    }
    assert_eq!(shop.state(&order).await, "started");
    // Odd, but somebody's: inert everywhere.
    let taken = guest.submit(&order, "<script>alert(1)</script>").await.expect(200);
    assert_eq!(taken.json["name"], "<script>alert(1)</script>");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_that_cannot_be_read_is_refused() {
    let (shop, guest, order) = shop_and_started_order().await;
    let path = api(&format!("/orders/{order}"));
    let put = || Call::new("PUT", &path).key(&fresh_key());
    for broken in ["", "{", "[1,2", "\"text\"", "{\"items\": \"flat-white\", \"name\": 7}"] {
        let answer = guest.api.call(put().body("application/json", broken)).await;
        let _ = answer.expect_problem(400, "invalid_json");
    }
    let fine =
        json!({ "name": "Ana", "items": [{ "drink": "filter", "options": [] }] }).to_string();
    for kind in ["text/plain", "application/x-www-form-urlencoded", "application/xml"] {
        let answer = guest.api.call(put().body(kind, fine.clone())).await;
        let _ = answer.expect_problem(415, "unsupported_media_type");
    }
    let huge = format!("{{\"name\": \"{}\"}}", "a".repeat(3_000_000));
    let answer = guest.api.send(put().body("application/json", huge)).await;
    // A server may also hang up on somebody who goes on sending megabytes.
    assert!(answer.is_err() || answer.is_ok_and(|a| a.status == 413));
    assert_eq!(shop.state(&order).await, "started");
}

#[tokio::test(flavor = "multi_thread")]
async fn fields_that_are_not_the_senders_to_set_change_nothing() {
    let (shop, guest, order) = shop_and_started_order().await;
    let mut body: Value = harness::shop::flat_white("Ana");
    for (field, value) in [("state", "ready"), ("user_id", "x"), ("customer", "x"), ("number", "1")]
    {
        body[field] = json!(value);
    }
    let answer = guest.api.put(&format!("/orders/{order}"), &body).await;
    // Ignored or refused as unknown: both leave them without effect.
    assert!(matches!(answer.status, 200 | 400 | 422), "{}", answer.text);
    assert_ne!(shop.state(&order).await, "ready");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_does_not_exist_is_not_found() {
    let shop = Shop::open(&Backend::Sqlite).await;
    let guest = shop.guest().await;
    let code = json!({ "code": shop.code().await });
    let _ = guest.api.get("/stores/nowhere").await.expect_problem(404, "not_found");
    let scan = guest.api.post("/stores/nowhere/qr-code", &code).await;
    assert_eq!(scan.status, 404, "{}", scan.text);
    let order = "/orders/00000000-0000-7000-8000-000000000000";
    let _ = guest.api.get(order).await.expect_problem(404, "not_found");
    assert_eq!(guest.api.get("/no-such-resource").await.status, 404);
    let page = shop.server.api().try_get("/s/nowhere/").await.expect("an answer");
    assert_eq!(page.status, 404);
    assert!(page.header("content-type").starts_with("text/html"), "a page for people");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_that_is_not_valid_is_refused() {
    let shop = Shop::open(&Backend::Sqlite).await;
    let brief = ["token", "--role", "operator", "--store", "main", "--name", "x", "--ttl", "1s"];
    let brief = shop.server.run(&brief).await;
    let brief = shop.server.api().with_token(brief.lines().last().expect("a token"));
    within(Duration::from_secs(30), "the session's end", async || {
        (brief.get("/stores/main/settings").await.status == 401).then_some(())
    })
    .await;
    let _ = brief.get("/stores/main/settings").await.expect_problem(401, "unauthorized");

    let good = shop.operator.token().expect("it has one").to_owned();
    let (head, rest) = good.split_once('.').expect("a JWT has three parts");
    let (claims, tag) = rest.split_once('.').expect("a JWT has three parts");
    let flipped = if tag.starts_with('A') { "B" } else { "A" };
    let forged = [
        // {"alg":"none","typ":"JWT"}
        format!("eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0.{claims}."),
        format!("{head}.{claims}."),
        format!("{head}.{claims}.{flipped}{}", &tag[1..]),
        "not-a-token".to_owned(),
        String::new(),
    ];
    for token in forged {
        let answer = shop.server.api().with_token(&token).get("/stores/main/settings").await;
        let _ = answer.expect_problem(401, "unauthorized");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_that_was_ended_is_refused_at_once() {
    let shop = Shop::open(&Backend::Sqlite).await;
    let barista = shop.barista("Sam").await;
    let _ = barista.get("/stores/main/orders?state=queued").await.expect(200);
    let ended = barista.call(Call::new("DELETE", &api("/sessions/current"))).await;
    assert!(ended.status < 300, "{}", ended.text);
    let _ =
        barista.get("/stores/main/orders?state=queued").await.expect_problem(401, "unauthorized");
}

#[tokio::test(flavor = "multi_thread")]
async fn settings_out_of_bounds_are_refused_by_name() {
    let shop = Shop::open(&Backend::Sqlite).await;
    let before = shop.operator.get("/stores/main/settings").await.expect(200).json;
    let many = shop.operator.patch("/stores/main/settings", &json!({ "max_queue": "many" })).await;
    let _ = many.expect_problem(400, "invalid_json");
    for bad in [json!({ "max_queue": 0 }), json!({ "colour": 1 })] {
        let answer = shop.operator.patch("/stores/main/settings", &bad).await;
        assert_eq!(answer.status, 422, "{bad} was answered {}", answer.text);
        let name = bad.as_object().and_then(|o| o.keys().next().cloned()).expect("a name");
        assert!(answer.text_of("detail").contains(&name), "does not name {name}: {}", answer.text);
    }
    assert_eq!(shop.operator.get("/stores/main/settings").await.json, before);
}
