//! A message to waiting guests: on every screen of its store, and on no other.

use std::time::Duration;

use harness::api::Call;
use harness::mqtt::Socket;
use harness::{Backend, Shop, on_both_databases, within};
use serde_json::json;

on_both_databases! {
    a_message_is_on_every_screen_until_it_is_withdrawn;
}

const TEXT: &str = "Oat only <b> \u{202e}for 10 minutes.";
const SHOWN: &str = "<bdi>Oat only &#60;b&#62; \u{202e}for 10 minutes.</bdi>";

async fn a_message_is_on_every_screen_until_it_is_withdrawn(backend: Backend) {
    let shop = Shop::open(&backend).await;
    let guest = shop.guest().await;
    let add = ["store", "add", "--id", "kiosk", "--name", "Kiosk", "--time-zone", "UTC"];
    shop.server.run(&add).await;
    shop.queued(&guest).await;
    let token = guest.api.token().expect("a guest has a token");
    let mut phone = Socket::connected(shop.server.address(), token).await;
    assert!(phone.subscribe("crema/main/public").await);

    let path = "/stores/main/broadcast";
    for wrong in [json!({"text": " "}), json!({"text": "x", "minutes": 0})] {
        shop.operator.put(path, &wrong).await.expect_problem(422, "invalid_value");
    }
    let barista = shop.barista("Sam").await;
    barista.put(path, &json!({"text": "Hello"})).await.expect_problem(403, "forbidden");
    let told = shop.operator.put(path, &json!({"text": TEXT, "minutes": 10})).await.expect(200);
    assert_eq!(told.text_of("text"), TEXT);
    let heard = phone.message().await;
    assert!(!heard.to_string().contains("Oat only"), "messages carry no content: {heard}");

    let newcomer = shop.guest().await;
    let screens = [
        (&guest.api, "/s/main/live"),
        (&newcomer.api, "/s/main/"),
        (&shop.operator, "/s/main/display/live"),
        (&barista, "/s/main/barista/live"),
        (&shop.operator, "/console"),
    ];
    for (who, screen) in &screens {
        let page = who.call(Call::new("GET", screen)).await.expect(200);
        assert!(page.text.contains(SHOWN), "{screen}: {}", page.text);
    }
    let other = newcomer.api.call(Call::new("GET", "/s/kiosk/")).await.expect(200);
    assert!(!other.text.contains("Oat only"), "another store's guests are not told");
    let events = within(Duration::from_secs(30), "the event", async || {
        let events = shop.events().await;
        events.iter().any(|event| event["data"]["change"] == "broadcast").then_some(events)
    });
    assert!(!format!("{:?}", events.await).contains("Oat only"), "events are kept for ever");

    let _ = shop.operator.call(Call::new("DELETE", &harness::api::api(path))).await.expect(204);
    for (who, screen) in &screens {
        let page = who.call(Call::new("GET", screen)).await.expect(200);
        assert!(!page.text.contains("Oat only"), "{screen}: {}", page.text);
    }
}
