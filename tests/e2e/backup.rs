//! A copy of the database made while guests order, and brought back: in its own place, and on
//! another machine that has nothing else (the rehearsal of `docs/OPERATING.md`).

use std::collections::BTreeMap;
use std::time::Duration;

use harness::{Backend, Server, Shop, on_both_databases, say, within};
use serde_json::Value;

use crate::work::{Crowd, now, whole};

on_both_databases! {
    a_copy_made_under_load_lacks_nothing_that_was_acknowledged_before;
}

async fn a_copy_made_under_load_lacks_nothing_that_was_acknowledged_before(backend: Backend) {
    let shop = Shop::open(&backend).await;
    let crowd = Crowd::enter(&shop, 6, 2).await;
    within(Duration::from_secs(60), "a busy bar", async || {
        (crowd.told_so_far().await.len() >= 150).then_some(())
    })
    .await;
    let folder = tempfile::tempdir().expect("a temporary folder");
    let copy = folder.path().join("copy");
    let told = crowd.told_so_far().await;
    shop.server.copy_to(&copy).await;
    let meanwhile = crowd.told_so_far().await.len() - told.len();
    let all = crowd.go_home().await;
    let original = by_subject(&whole(&shop, all).await.events);

    let restored_at = now();
    let again = Shop::around(Server::from_copy(&copy, &backend).await).await;
    let (promised, orders) = (told.len(), told.iter().filter(|a| a.action == "scan").count());
    let history = whole(&again, told).await;
    for (subject, events) in by_subject(&history.events) {
        let first = original.get(&subject).map_or(&[][..], Vec::as_slice);
        for (at, event) in events.iter().enumerate().filter(|(_, e)| moment(e) < restored_at) {
            let told = first.get(at).map(|e| (&e["type"], &e["data"], &e["time"]));
            let copied = Some((&event["type"], &event["data"], &event["time"]));
            assert_eq!(told, copied, "{subject} has another history in the copy");
        }
    }
    assert!(!shop.server.output().contains("Ana"), "a guest's name is in the log");
    // It goes on from there.
    let next = again.queued(&again.guest().await).await;
    assert_eq!(again.state(&next).await, "queued");
    say(&format!(
        "MEASURED a copy while serving: {promised} acknowledged changes of {orders} orders before \
         it, {meanwhile} while it was made, 0 missing on the other machine"
    ));
}

fn by_subject(events: &[Value]) -> BTreeMap<String, Vec<Value>> {
    let mut found: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for event in events.iter().filter(|e| e["source"] == "/stores/main" && e["subject"] != "main") {
        let subject = event["subject"].as_str().unwrap_or_default().to_owned();
        found.entry(subject).or_default().push(event.clone());
    }
    found
}

/// When an event happened, in UTC milliseconds.
fn moment(event: &Value) -> i64 {
    let time: jiff::Timestamp = event["time"].as_str().unwrap_or_default().parse().expect("a time");
    time.as_millisecond()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_made_while_serving_brings_back_what_was_there() {
    let mut shop = Shop::open(&Backend::Sqlite).await;
    let kept = shop.queued(&shop.guest().await).await;
    let folder = tempfile::tempdir().expect("a temporary folder");
    let copy = folder.path().join("copy.db").display().to_string();
    let _ = shop.server.run(&["backup", &copy]).await;
    let before = shop.order(&kept).await;
    let later = shop.queued(&shop.guest().await).await;

    assert_eq!(shop.server.stop().await, Some(0));
    let _ = shop.server.run(&["restore", &copy]).await;
    shop.server.restart().await;
    assert_eq!(shop.order(&kept).await, before);
    let lost = shop.operator.get(&format!("/orders/{later}")).await;
    assert_eq!(lost.status, 404, "made after the copy: {}", lost.text);
    // It goes on from there: numbers, events and sessions are whole.
    let next = shop.queued(&shop.guest().await).await;
    assert_eq!(shop.order(&next).await["number"], 2);
}
