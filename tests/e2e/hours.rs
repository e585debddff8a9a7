//! Opening hours: set by the operator, told in the same words on every screen and in the API.

use harness::api::{Answer, Call};
use harness::{Api, Backend, Shop, on_both_databases};
use serde_json::{Value, json};

use crate::work::now;

on_both_databases! {
    a_closed_store_says_when_it_opens;
    hours_are_typed_into_a_form;
}

/// Every day in the first minute: at any other time the next opening is the coming midnight.
fn first_minute() -> Value {
    let days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let minute = json!([{"from": "00:00", "to": "00:01"}]);
    let weekly: serde_json::Map<_, _> =
        days.iter().map(|day| ((*day).to_owned(), minute.clone())).collect();
    json!({"weekly": weekly, "exceptions": []})
}

async fn a_closed_store_says_when_it_opens(backend: Backend) {
    let shop = Shop::open(&backend).await;
    let path = "/stores/main/hours";
    assert_eq!(shop.operator.get(path).await.expect(200).json, Value::Null);
    assert_eq!(shop.operator.put(path, &first_minute()).await.expect(200).json, first_minute());
    assert_eq!(shop.operator.get(path).await.expect(200).json, first_minute());
    let open = shop.operator.get("/stores/main").await.expect(200).json;
    assert_eq!(open["state"], "open", "setting hours changes nothing by itself");
    assert!(open["closes_at"].is_string() && open["opens_at"].is_null(), "{open}");

    let code = shop.code().await;
    shop.set_state("closed").await;
    // The button of a page that was open still: the pause's end must not open the store again.
    for page in ["/console/status", "/s/main/barista/status"] {
        let pause = Call::form(page, &[("state", "paused"), ("minutes", "5")]);
        let _ = shop.operator.call(pause).await.expect(303);
        let stays = shop.operator.get("/stores/main").await.expect(200).json;
        assert_eq!(stays["state"], "closed", "{page}");
    }
    let guest = shop.guest().await;
    let closed = guest.api.get("/stores/main").await.expect(200).json;
    assert!(closed["opens_at"].is_string() && closed["closes_at"].is_null(), "{closed}");
    let refused = guest.api.post("/stores/main/qr-code", &json!({"code": code})).await;
    let refused = refused.expect_problem(409, "store_closed");
    let wait = refused.json["retry_after"].as_i64().unwrap_or_default();
    assert!((1..=86_400).contains(&wait), "{}", refused.text);
    assert!(refused.text_of("detail").starts_with("Closed. Opens "), "{}", refused.text);
    let phone = guest.api.call(Call::new("GET", "/s/main/")).await.expect(200);
    assert!(phone.text.contains("Closed. Opens "), "{}", phone.text);
    for (screen, said) in [
        ("/s/main/barista", "Closed. Opens "),
        ("/s/main/display", "Closed. Opens "),
        // Below, its heading says that it is closed.
        ("/console", "Opens "),
    ] {
        let page = shop.operator.call(Call::new("GET", screen)).await.expect(200);
        let text = page.text.replace("<span>", "").replace("</span>", "");
        assert!(text.contains(said), "{screen}: {}", page.text);
    }

    let wrong = json!({"weekly": {"monday": [
        {"from": "08:00", "to": "12:00"}, {"from": "11:00", "to": "14:00"}]}});
    let refused = shop.operator.put(path, &wrong).await.expect_problem(422, "invalid_value");
    assert!(refused.text_of("detail").contains("overlaps 08:00 to 12:00"), "{}", refused.text);
    let barista = shop.barista("Sam").await;
    assert_eq!(barista.put(path, &first_minute()).await.status, 403);
    assert_eq!(guest.api.get(path).await.status, 403);
    assert_eq!(shop.operator.put(path, &Value::Null).await.expect(200).json, Value::Null);
    let by_hand = guest.api.get("/stores/main").await.expect(200).json;
    assert!(by_hand["opens_at"].is_null(), "{by_hand}");
}

async fn send(operator: &Api, fields: &[(&str, &str)]) -> Answer {
    operator.call(Call::form("/console/hours", fields)).await
}

async fn hours_are_typed_into_a_form(backend: Backend) {
    let shop = Shop::open(&backend).await;
    let wrong = [
        ("monday.0.from", "8"),
        ("monday.0.to", "noon"),
        ("tuesday.1.from", "13:00"),
        ("exception.0.0.from", "10:00"),
        ("exception.0.0.to", "12:00"),
    ];
    let shown = send(&shop.operator, &wrong).await.expect(422);
    for field in ["monday.0.to", "tuesday.1.to", "exception.0.date"] {
        assert!(shown.text.contains(&format!("href=\"#f-{field}\"")), "{field} in the summary");
        assert!(shown.text.contains(&format!("id=\"e-{field}\"")), "{field} beside it");
    }
    assert!(shown.text.contains("value=\"noon\""), "typed values are kept");
    let overlapping = [
        ("monday.0.from", "08:00"),
        ("monday.0.to", "12:00"),
        ("monday.2.from", "11:00"),
        ("monday.2.to", "14:00"),
    ];
    let shown = send(&shop.operator, &overlapping).await.expect(422);
    assert!(shown.text.contains("id=\"e-monday.2.from\""), "the gap in the rows is counted");
    assert_eq!(shop.operator.get("/stores/main/hours").await.json, Value::Null, "nothing saved");

    let right = [
        ("monday.0.from", "8"),
        ("monday.0.to", "12.30"),
        ("monday.2.from", "2000"),
        ("monday.2.to", "02:00"),
        ("exception.4.date", "2999-12-24"),
    ];
    let saved = send(&shop.operator, &right).await.expect(303);
    let page = shop.operator.call(Call::new("GET", saved.header("location"))).await.expect(200);
    for value in ["08:00", "12:30", "20:00", "02:00", "2999-12-24"] {
        assert!(page.text.contains(&format!("value=\"{value}\"")), "{value}");
    }
    let stored = shop.operator.get("/stores/main/hours").await.expect(200).json;
    let monday = json!([{"from": "08:00", "to": "12:30"}, {"from": "20:00", "to": "02:00"}]);
    let exceptions = json!([{"date": "2999-12-24", "open": []}]);
    assert_eq!(stored, json!({"weekly": {"monday": monday}, "exceptions": exceptions}));
    // Yesterday's opening may go on over midnight; what lies before it is forgotten.
    let now = jiff::Timestamp::from_millisecond(now()).expect("a time of these years");
    let today = now.to_zoned(jiff::tz::TimeZone::UTC).date();
    let days_ago = |days: i64| today.saturating_sub(jiff::Span::new().days(days)).to_string();
    let open = json!([{"from": "22:00", "to": "02:00"}]);
    let past: Vec<_> = [1, 3].map(|days| json!({"date": days_ago(days), "open": open})).to_vec();
    let hours = json!({"weekly": {}, "exceptions": past});
    let _ = shop.operator.put("/stores/main/hours", &hours).await.expect(200);
    let page = shop.operator.call(Call::new("GET", "/console/hours")).await.expect(200);
    let shows = |days| page.text.contains(&format!("value=\"{}\"", days_ago(days)));
    assert!(shows(1) && !shows(3), "{}", page.text);

    let _ = send(&shop.operator, &[]).await.expect(303);
    assert_eq!(shop.operator.get("/stores/main/hours").await.json, Value::Null, "by hand again");
}
