//! The documents are what the server does: every answer that a test gets is held against
//! `docs/openapi.json`, every event and message against `docs/asyncapi.yaml`, by the harness. Here it
//! is shown that this happens at all.

use std::time::Duration;

use harness::mqtt::Socket;
use harness::{Backend, Shop, within};

#[tokio::test(flavor = "multi_thread")]
async fn what_a_server_emits_is_checked() {
    let shop = Shop::open(&Backend::Sqlite).await;
    let token = shop.operator.token().expect("it has one").to_owned();
    let mut bar = Socket::connected(shop.server.address(), &token).await;
    assert!(bar.subscribe("crema/main/queue").await);
    let before = shop.server.checked_messages();
    let guest = shop.guest().await;
    let order = guest.scan(&shop.code().await).await.expect(201).text_of("id").to_owned();
    let _ = guest.submit(&order, "Ana").await.expect(200);
    // Events of a scan and a submission, each message on the bus, and those to the topics.
    within(Duration::from_secs(10), "the events and messages of an order", async || {
        (shop.server.checked_messages() >= before + 10).then_some(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_server_answers_the_document_that_is_in_docs() {
    let shop = Shop::open(&Backend::Sqlite).await;
    let answered = shop.server.api().get("/openapi.json").await.expect(200);
    let kept: serde_json::Value =
        serde_json::from_str(include_str!("../../docs/openapi.json")).expect("it is JSON");
    assert!(answered.json == kept, "the program is older than docs/openapi.json, or newer");
}

#[tokio::test(flavor = "multi_thread")]
#[should_panic(expected = "docs/openapi.json has no such route")]
async fn an_answer_that_is_not_documented_fails_a_test() {
    let shop = Shop::open(&Backend::Sqlite).await;
    let answer = shop.operator.get("/stores").await.expect(200);
    harness::check_answer("GET", "/api/v1/shops", &answer);
}
