//! A code admits exactly its places, a queue its drinks, a person one order: however many ask at
//! the same moment. The reference is Serverlesspresso, which lets 51 through a code of 10.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::{Duration, Instant};

use harness::{Answer, Backend, Guest, Shop, on_both_databases, say};
use serde_json::json;
use tokio::sync::{Mutex, watch};

const REDEMPTIONS: usize = 5_000;
const CONNECTIONS: usize = 200;

on_both_databases! {
    a_code_of_ten_admits_ten_of_five_thousand;
    a_queue_of_twenty_takes_twenty_of_five_thousand;
    one_person_gets_one_order_from_five_thousand_scans;
    a_cancelled_order_gives_its_place_back;
    a_refusal_spends_nothing;
}

async fn a_code_of_ten_admits_ten_of_five_thousand(backend: Backend) {
    let shop = Shop::open(&backend).await;
    shop.set(json!({ "max_queue": 10_000 })).await;
    let answers = rush(&shop, shop.guests(REDEMPTIONS).await, "code of 10").await;
    let admitted = admitted(&answers);
    assert_eq!(admitted.len(), 10, "orders admitted by a code of ten");
    assert_eq!(shop.orders("started").await.len(), 10, "orders in the store");
    // A scan that comes late in the rush may carry a code that went stale meanwhile.
    only_refused_with(&answers, &["code_used_up", "code_expired"]);
    assert_eq!(shop.operator.get("/stores/main/qr-code").await.json["places_left"], 0);
}

async fn a_queue_of_twenty_takes_twenty_of_five_thousand(backend: Backend) {
    let shop = Shop::open(&backend).await;
    shop.set(json!({ "max_queue": 20, "places_per_code": 1_000 })).await;
    let answers = rush(&shop, shop.guests(REDEMPTIONS).await, "queue of 20").await;
    assert_eq!(admitted(&answers).len(), 20, "orders admitted to a queue of twenty");
    assert_eq!(shop.orders("started").await.len(), 20, "orders in the store");
    only_refused_with(&answers, &["queue_full", "code_expired"]);
}

async fn one_person_gets_one_order_from_five_thousand_scans(backend: Backend) {
    let shop = Shop::open(&backend).await;
    let guest = shop.guest().await;
    let answers = rush(&shop, vec![guest.clone(); REDEMPTIONS], "one person").await;
    assert_eq!(admitted(&answers).len(), 1, "orders of one person");
    only_refused_with(&answers, &[]);
    assert_eq!(shop.orders("started").await.len(), 1, "orders in the store");
    assert_eq!(shop.operator.get("/stores/main/qr-code").await.json["places_left"], 9);
}

async fn a_cancelled_order_gives_its_place_back(backend: Backend) {
    let shop = Shop::open(&backend).await;
    shop.set(json!({ "places_per_code": 1 })).await;
    // Settings of a code count from the next code on: the shown one may have been made before.
    let code = shop.code().await;
    let mut held = Vec::new();
    for guest in shop.guests(11).await {
        let answer = guest.scan(&code).await;
        if answer.status >= 300 {
            assert_eq!(answer.code(), "code_used_up", "{}", answer.text);
            let (first, order): &(Guest, String) = held.first().expect("one was admitted");
            let _ = first.act(order, "cancel").await.expect(200);
            let again = guest.scan(&code).await;
            assert!(again.status < 300, "the place did not come back: {}", again.text);
            return;
        }
        held.push((guest, answer.text_of("id").to_owned()));
    }
    panic!("eleven orders from one code");
}

async fn a_refusal_spends_nothing(backend: Backend) {
    let shop = Shop::open(&backend).await;
    let code = shop.code().await;
    let guest = shop.guest().await;
    let left = || async {
        shop.operator.get("/stores/main/qr-code").await.expect(200).json["places_left"].clone()
    };
    assert_eq!(left().await, 10);
    for (state, refusal) in [("closed", "store_closed"), ("paused", "store_paused")] {
        shop.set_state(state).await;
        assert_eq!(guest.scan(&code).await.code(), refusal);
    }
    shop.set_state("open").await;
    let wrong =
        format!("{}{}", &code[..code.len() - 1], if code.ends_with('0') { '1' } else { '0' });
    assert!(guest.scan(&wrong).await.code().starts_with("code_"), "a wrong code is refused");
    assert_eq!(left().await, 10, "refusals spent places");
    assert_eq!(shop.orders("started").await.len(), 0, "refusals left orders behind");
    assert!(guest.scan(&code).await.status < 300, "the same code is still good");
    assert_eq!(left().await, 9);
}

/// Lets every guest scan, from two hundred connections at a time.
async fn rush(shop: &Shop, guests: Vec<Guest>, what: &str) -> Vec<Answer> {
    let (show, shown) = watch::channel(shop.code().await);
    let queue = Arc::new(Mutex::new(guests.into_iter()));
    let started = Instant::now();
    let tasks: Vec<_> = (0..CONNECTIONS)
        .map(|_| {
            let (queue, shown) = (Arc::clone(&queue), shown.clone());
            tokio::spawn(async move {
                let mut answers = Vec::new();
                loop {
                    let Some(guest) = queue.lock().await.next() else { return answers };
                    let code = shown.borrow().clone();
                    answers.push(guest.scan(&code).await);
                }
            })
        })
        .collect();
    // The changing part of a code is accepted for 20 to 30 s: keep looking at the display.
    let api = shop.operator.clone();
    let look = tokio::spawn(async move {
        loop {
            tokio::time::sleep(Duration::from_secs(3)).await;
            let answer = api.get("/stores/main/qr-code").await;
            if let Some((_, code)) = answer.text_of("url").split_once("c=") {
                let _ = show.send(code.to_owned());
            }
        }
    });
    let mut answers = Vec::new();
    for task in tasks {
        answers.extend(task.await.expect("every scan is answered"));
    }
    look.abort();
    let took = started.elapsed();
    say(&format!("MEASURED {} scans, {what}: {:.1} s", answers.len(), took.as_secs_f64()));
    answers
}

fn admitted(answers: &[Answer]) -> BTreeSet<String> {
    answers.iter().filter(|a| a.status < 300).map(|a| a.text_of("id").to_owned()).collect()
}

#[track_caller]
fn only_refused_with(answers: &[Answer], codes: &[&str]) {
    for answer in answers.iter().filter(|a| a.status >= 300) {
        assert!(codes.contains(&answer.code()), "unexpected: {} {}", answer.status, answer.text);
    }
}
