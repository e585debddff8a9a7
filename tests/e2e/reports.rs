//! Reports through HTTP: the pages, the spreadsheet, the journey, and who may see them.

use harness::api::Call;
use harness::{Backend, Shop, on_both_databases};
use serde_json::json;

on_both_databases! {
    a_day_is_reported_and_an_order_followed;
    a_wrong_period_is_explained;
}

async fn a_day_is_reported_and_an_order_followed(backend: Backend) {
    let shop = Shop::open(&backend).await;
    let barista = shop.barista("Sam").await;
    let drinks = json!({"items": [{"drink": "flat-white", "options": ["oat"]}], "name": "Ana"});
    let placed = barista.post("/stores/main/orders", &drinks).await.expect(201);
    let id = placed.text_of("id").to_owned();
    for action in ["claim", "complete"] {
        let _ = barista.post(&format!("/orders/{id}/{action}"), &json!({})).await.expect(200);
    }
    let page = |path: String| shop.operator.call(Call::new("GET", &path));
    let report = page("/console/reports".to_owned()).await.expect(200);
    for part in ["role=\"img\"", "<bdi>Flat white</bdi>", "<bdi>Sam</bdi>", "reports.csv?from="] {
        assert!(report.text.contains(part), "{part}: {}", report.text);
    }
    // A scan that nobody ordered by is no order, and so none that was cancelled.
    let guest = shop.guest().await;
    let scanned = guest.scan(&shop.code().await).await.expect(201);
    let _ = guest.act(scanned.text_of("id"), "cancel").await.expect(200);
    let today = page("/console".to_owned()).await.expect(200);
    for part in ["Median wait", "Cancelled or expired:\u{a0}0<"] {
        assert!(today.text.contains(part), "{part}: {}", today.text);
    }
    let sheet = page("/console/reports.csv".to_owned()).await.expect(200);
    assert!(sheet.header("content-type").starts_with("text/csv"));
    assert!(sheet.header("content-disposition").starts_with("attachment"));
    assert!(sheet.text.contains("Flat white (Oat)") && !sheet.text.contains("Ana"));

    let list = page("/console/orders".to_owned()).await.expect(200);
    assert!(list.text.contains(&format!("/console/orders/{id}")));
    let found = page("/console/orders?number=1".to_owned()).await.expect(303);
    assert_eq!(found.header("location"), format!("/console/orders/{id}"));
    let journey = page(format!("/console/orders/{id}")).await.expect(200);
    assert!(journey.text.contains("OrderManager.MakeOrder") && journey.text.contains("(Sam)"));

    for path in ["/console/reports", "/console/reports.csv", "/console/orders"] {
        let refused = barista.call(Call::new("GET", path)).await;
        assert_eq!(refused.status, 303, "a barista is led to the door of {path}");
    }
}

async fn a_wrong_period_is_explained(backend: Backend) {
    let shop = Shop::open(&backend).await;
    let page = |path: &'static str| shop.operator.call(Call::new("GET", path));
    let wrong = page("/console/reports?from=2026-02-30&to=2026-03-01").await.expect(422);
    assert!(wrong.text.contains("id=\"e-from\"") && wrong.text.contains("2026-02-30"));
    let _ = page("/console/reports.csv?from=2026-01-01&to=2026-12-31").await.expect(422);
    let unknown = page("/console/orders?number=4242").await.expect(422);
    assert!(unknown.text.contains("no order of this number"));
    let _ = page("/console/orders?number=one&day=never").await.expect(422);
    let _ = page("/console/orders/nothing").await.expect(404);
}
