//! One trace from scan to collected, as a collector sees it.

use std::time::Duration;

use harness::collector::{Collector, Span};
use harness::shop::{act, flat_white};
use harness::{Backend, Server, Shop, on_both_databases, within};
use serde_json::json;

on_both_databases! {
    an_order_is_one_trace_from_scan_to_collected;
}

/// What an API client sent: its own trace.
const CALLER: (&str, &str) = ("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331");

async fn an_order_is_one_trace_from_scan_to_collected(backend: Backend) {
    let collector = Collector::start().await;
    let settings = [("CREMA_OTLP_URL", collector.origin())];
    let data = tempfile::tempdir().expect("a temporary folder");
    let mut shop = Shop::around(Server::start_in(data, &backend, &settings).await).await;
    let guest = shop.guest().await;

    let traceparent = format!("00-{}-{}-01", CALLER.0, CALLER.1);
    let call = harness::api::Call::post(
        &harness::api::api("/stores/main/qr-code"),
        &json!({ "code": shop.code().await }),
    );
    let scanned = guest.api.call(call.header("traceparent", &traceparent)).await.expect(201);
    let order = scanned.text_of("id").to_owned();
    let _ = guest.api.put(&format!("/orders/{order}"), &flat_white("Ana")).await.expect(200);
    for action in ["claim", "complete", "collect"] {
        let _ = act(&shop.operator, &order, action).await.expect(200);
    }
    // A server that stops leaves what is not published yet to the next one.
    let told = async || {
        let events = shop.events().await;
        events.iter().any(|event| event["type"] == "OrderProcessor.OrderFinished").then_some(())
    };
    within(Duration::from_secs(60), "the order's last event", told).await;
    // What is under way when the server stops is sent before it ends.
    assert_eq!(shop.server.stop().await, Some(0));

    let spans = collector.spans();
    let mine: Vec<&Span> = spans.iter().filter(|span| span.trace == CALLER.0).collect();
    let one = |name: &str| -> &Span {
        let found: Vec<_> = mine.iter().filter(|span| span.name == name).collect();
        assert_eq!(found.len(), 1, "{name} in {:?}", names(&mine));
        found[0]
    };
    let scan = one("POST /api/v1/stores/{store}/qr-code");
    assert_eq!((scan.parent.as_str(), scan.service.as_str()), (CALLER.1, "crema"));
    for name in ["order.start", "order.submit", "order.claim", "order.complete", "order.collect"] {
        let step = one(name);
        assert_eq!(step.parent, scan.id, "{name} is a step of what the scan began");
        assert_eq!(attribute(step, "crema.order"), order);
        assert_eq!(attribute(step, "crema.committed"), "true");
        let published = mine.iter().filter(|s| s.name == "relay.publish" && s.parent == step.id);
        assert!(published.count() > 0, "events of {name} are published as its children");
        let is_linked = step.links.iter().any(|trace| trace != CALLER.0);
        assert_eq!(is_linked, name != "order.start", "{name} is linked to its own request");
    }
    assert!(spans.iter().all(|span| !span.name.contains(&order)), "no id in a name");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_collector_that_is_away_stops_nothing() {
    // Nobody listens at port 9.
    let settings = [("CREMA_OTLP_URL", "http://127.0.0.1:9"), ("OTEL_BSP_SCHEDULE_DELAY", "100")];
    let data = tempfile::tempdir().expect("a temporary folder");
    let server = Server::start_in(data, &Backend::Sqlite, &settings).await;
    let mut shop = Shop::around(server).await;
    let guest = shop.guest().await;
    let order = shop.queued(&guest).await;
    let _ = act(&shop.operator, &order, "claim").await.expect(200);
    let _ = shop.server.printed("the collector takes no traces").await;
    assert_eq!(shop.server.stop().await, Some(0));
}

fn attribute<'a>(span: &'a Span, name: &str) -> &'a str {
    let found = span.attributes.iter().find(|(known, _)| known == name);
    found.map_or("", |(_, value)| value)
}

fn names<'a>(spans: &[&'a Span]) -> Vec<&'a str> {
    spans.iter().map(|span| span.name.as_str()).collect()
}
