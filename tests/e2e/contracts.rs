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
    within(Duration::from_secs(30), "the events and messages of an order", async || {
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

/// What the servers of the browser suite emitted, in the folder that `CREMA_TOLD` named to both.
#[test]
#[ignore = "bin/test runs it when the browser suite is over"]
fn what_the_browser_suite_made_servers_emit_is_as_documented() {
    let folder = std::env::var("CREMA_TOLD").expect("CREMA_TOLD names a folder");
    let (mut checked, mut mismatches) = (0, Vec::new());
    for file in std::fs::read_dir(folder).expect("the folder is there").flatten() {
        // Bytes, because what a killed server printed last may end within a letter.
        let text = std::fs::read(file.path()).expect("it can be read");
        let (good, bad) = harness::check_told(&String::from_utf8_lossy(&text));
        checked += good;
        mismatches.extend(bad);
    }
    assert!(mismatches.is_empty(), "{}", mismatches.join("\n"));
    assert!(checked > 1_000, "only {checked} events and messages were told of");
    harness::say(&format!(
        "MEASURED {checked} events and messages of the browser suite, all as documented"
    ));
}

#[test]
fn what_is_not_documented_is_found_in_what_a_server_printed() {
    let line = |target: &str, told: &str| format!("2026-11-21T08:00:00Z TRACE {target}: {told}\n");
    let good = line("crema::events", r#"OrderManager.OrderMissed {"number":1}"#);
    let bad = line("crema::events", r#"OrderManager.OrderMissed {"nobody":"knows"}"#);
    let (checked, mismatches) = harness::check_told(&format!("{good}other text\n{bad}"));
    assert_eq!((checked, mismatches.len()), (1, 1), "{mismatches:?}");
}
