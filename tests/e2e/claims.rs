//! Two people on one order, and tokens that come too late: one wins, the other is told, nothing
//! changes twice.

use std::sync::Arc;
use std::time::Duration;

use harness::shop::{act, rows};
use harness::{Api, Backend, Shop, on_both_databases, within};
use serde_json::json;
use tokio::sync::Barrier;

on_both_databases! {
    of_two_baristas_who_claim_at_once_one_wins;
    several_orders_are_taken_together_and_the_answer_says_which_were_not;
    a_customer_cannot_cancel_what_is_being_made;
    a_late_task_token_changes_nothing;
    a_task_token_completes_its_step_once;
}

const ROUNDS: usize = 20;
const SOON: Duration = Duration::from_secs(30);

async fn of_two_baristas_who_claim_at_once_one_wins(backend: Backend) {
    let shop = Shop::open(&backend).await;
    shop.set(json!({ "places_per_code": 1_000, "max_queue": 1_000 })).await;
    let baristas = [("Ana", shop.barista("Ana").await), ("Ben", shop.barista("Ben").await)];
    for _ in 0..ROUNDS {
        let order = shop.queued(&shop.guest().await).await;
        let together = Arc::new(Barrier::new(2));
        let claims: Vec<_> = baristas
            .iter()
            .map(|(_, barista)| {
                let (barista, order) = (barista.clone(), order.clone());
                let together = Arc::clone(&together);
                tokio::spawn(async move {
                    together.wait().await;
                    act(&barista, &order, "claim").await
                })
            })
            .collect();
        let mut answers = Vec::new();
        for claim in claims {
            answers.push(claim.await.expect("a claim is answered"));
        }
        let won = answers.iter().position(|a| a.status < 300).expect("one of them wins");
        let lost = answers.swap_remove(1 - won).expect_problem(409, "already_claimed");
        let winner = baristas[won].0;
        assert!(lost.text_of("detail").contains(winner), "not told by whom: {}", lost.text);
        assert_eq!(shop.order(&order).await["barista"], winner);
        let claims = shop.events_of(&order).await;
        let claims = claims.iter().filter(|e| e["type"] == "OrderManager.MakeOrder").count();
        assert_eq!(claims, 1, "it was claimed once");
    }
}

async fn several_orders_are_taken_together_and_the_answer_says_which_were_not(backend: Backend) {
    let shop = Shop::open(&backend).await;
    shop.set(json!({ "max_overtaken_drinks": 1 })).await;
    let (ana, sam) = (shop.barista("Ana").await, shop.barista("Sam").await);
    let mut orders = Vec::new();
    for _ in 0..4 {
        orders.push(shop.queued(&shop.guest().await).await);
    }
    let _ = act(&sam, &orders[1], "claim").await.expect(200);
    // The first is left out: it was overtaken once, and lets nobody else pass.
    let asked = json!({ "orders": &orders[1..] });
    let refused = ana.post("/stores/main/orders/claim", &asked).await;
    let _ = refused.expect_problem(409, "would_overtake");
    let asked = json!({ "orders": &orders });
    let done = ana.post("/stores/main/orders/claim", &asked).await.expect(200);
    assert_eq!(rows(&done.json, "orders").len(), 3);
    let refused = rows(&done.json, "refused");
    assert_eq!((refused.len(), refused[0]["by"].as_str()), (1, Some("Sam")));
    assert_eq!(refused[0]["id"], orders[1]);
    let asked = json!({ "orders": [&orders[0], &orders[2]] });
    let done = ana.post("/stores/main/orders/complete", &asked).await.expect(200);
    assert_eq!(rows(&done.json, "orders").len(), 2);
    assert_eq!(shop.state(&orders[0]).await, "ready");
    let none = ana.post("/stores/main/orders/claim", &json!({ "orders": [] })).await;
    let _ = none.expect_problem(422, "order_count");
    let guest = shop.guest().await.api.post("/stores/main/orders/claim", &asked).await;
    assert!(guest.status >= 400, "{}", guest.text);
}

async fn a_customer_cannot_cancel_what_is_being_made(backend: Backend) {
    let shop = Shop::open(&backend).await;
    let (guest, barista) = (shop.guest().await, shop.barista("Ana").await);
    let order = shop.queued(&guest).await;
    let _ = act(&barista, &order, "claim").await.expect(200);
    let refused = guest.act(&order, "cancel").await;
    assert_eq!(refused.status, 409, "{}", refused.text);
    assert_eq!(shop.state(&order).await, "making");
}

/// The token of an order's waiting step, as a machine at the bar gets it.
async fn token(staff: &Api, order: &str) -> String {
    let answer = staff.get("/stores/main/orders?state=queued").await.expect(200);
    let waiting = rows(&answer.json, "orders").into_iter().find(|o| o["id"] == order);
    let token = waiting.and_then(|o| o["task_token"].as_str().map(str::to_owned));
    let token = token.unwrap_or_else(|| panic!("no token of {order}: {}", answer.text));
    assert!(token.len() >= 22, "{token} has less than 128 bits");
    token
}

async fn a_late_task_token_changes_nothing(backend: Backend) {
    let shop = Shop::open(&backend).await;
    let guest = shop.guest().await;
    let order = shop.queued(&guest).await;
    let token = token(&shop.operator, &order).await;
    let _ = guest.act(&order, "cancel").await.expect(200);
    // Once the relay has given every event its position, nothing else changes them.
    let relayed = async || {
        let events = shop.events_of(&order).await;
        events.iter().all(|event| event["position"].is_i64()).then_some(events)
    };
    let before = (shop.order(&order).await, within(SOON, "the relay", relayed).await);
    for how in ["success", "failure", "heartbeat"] {
        let late = shop.server.api().post(&format!("/tasks/{token}/{how}"), &json!({})).await;
        let _ = late.expect_problem(410, "token_spent");
    }
    assert_eq!((shop.order(&order).await, shop.events_of(&order).await), before);
}

async fn a_task_token_completes_its_step_once(backend: Backend) {
    let shop = Shop::open(&backend).await;
    let order = shop.queued(&shop.guest().await).await;
    let token = token(&shop.operator, &order).await;
    let robot = shop.server.api();
    let _ = act(&shop.operator, &order, "claim").await.expect(200);
    let beat = robot.post(&format!("/tasks/{token}/heartbeat"), &json!({})).await;
    assert!(beat.status < 300, "{}", beat.text);
    let done = robot.post(&format!("/tasks/{token}/success"), &json!({})).await;
    assert!(done.status < 300, "{}", done.text);
    assert_eq!(shop.state(&order).await, "ready");
    let again = robot.post(&format!("/tasks/{token}/success"), &json!({})).await;
    let _ = again.expect_problem(410, "token_spent");
    let never = robot.post("/tasks/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA/success", &json!({})).await;
    assert!(matches!(never.status, 404 | 410), "{}", never.text);
}
