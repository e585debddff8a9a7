//! `kill -9` in the middle of work, twenty times: clients go on as phones and tablets do, and
//! `history.rs` judges what they were told against what is there.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use harness::api::{Answer, Api, Call, api, fresh_key};
use harness::shop::{flat_white, rows};
use harness::{Backend, Shop, on_both_databases, say};
use serde_json::{Value, json};
use tokio::sync::Mutex;

use crate::history::{Acknowledged, History, Outage};

const KILLS: usize = 21;
const CUSTOMERS: u64 = 8;
const BARISTAS: u64 = 3;
/// The shortest wait that settings allow.
const SUBMIT_SECONDS: u64 = 30;

on_both_databases! {
    killed_twenty_times_nothing_acknowledged_is_lost;
}

async fn killed_twenty_times_nothing_acknowledged_is_lost(backend: Backend) {
    let mut shop = Shop::open(&backend).await;
    shop.set(json!({
        "places_per_code": 1_000, "max_queue": 10_000, "code_lifetime_seconds": 30,
        "submit_timeout_seconds": SUBMIT_SECONDS,
    }))
    .await;
    let work = Arc::new(Work::default());
    let (mut bar, mut guests) = (Vec::new(), Vec::new());
    for seed in 0..BARISTAS {
        let (work, staff) = (Arc::clone(&work), shop.barista(&format!("Barista {seed}")).await);
        bar.push(tokio::spawn(async move { make_coffees(&work, &staff, seed).await }));
    }
    for seed in 0..CUSTOMERS {
        let (work, api, staff) = (Arc::clone(&work), shop.server.api(), shop.operator.clone());
        guests.push(tokio::spawn(async move { order_coffees(&work, &api, &staff, seed).await }));
    }

    let started = Instant::now();
    let mut outages = Vec::new();
    let mut chance = Chance(7);
    let mut was_long_away = false;
    while outages.len() < KILLS {
        tokio::time::sleep(Duration::from_millis(200 + chance.below(700))).await;
        let from = now();
        shop.server.kill().await;
        // Once, long enough that guests' time to choose runs out meanwhile.
        if !was_long_away && started.elapsed().as_secs() > SUBMIT_SECONDS + 2 {
            was_long_away = true;
            tokio::time::sleep(Duration::from_secs(6)).await;
        }
        shop.server.restart().await;
        outages.push(Outage { from, to: now() });
        // The long absence needs deadlines to fall into: go on killing until it was there.
        if outages.len() == KILLS && !was_long_away {
            outages.remove(0);
        }
    }
    work.no_more_guests.store(true, Ordering::Relaxed);
    for guest in guests {
        guest.await.expect("every guest's order went through");
    }
    // Only now is an empty queue the last one.
    work.no_more_orders.store(true, Ordering::Relaxed);
    for barista in bar {
        barista.await.expect("every barista's work went through");
    }

    let acknowledged = std::mem::take(&mut *work.done.lock().await);
    let history = settled(&shop, acknowledged, outages).await;
    let count = |action| history.successes(action);
    say(&format!(
        "MEASURED {} kills in {} s: {} scans, {} submits, {} claims, {} collected, {} cancelled, \
         {} deadlines while away, {} events",
        history.outages.len(),
        started.elapsed().as_secs(),
        count("scan"),
        count("submit"),
        count("claim"),
        count("collect"),
        count("cancel"),
        history.deadlines_while_away(),
        history.events.len(),
    ));
    assert!(history.outages.len() >= 20, "too few kills");
    for (action, least) in
        [("scan", 100), ("submit", 60), ("claim", 40), ("collect", 40), ("cancel", 5)]
    {
        assert!(count(action) >= least, "only {} of {least} {action}s went through", count(action));
    }
    assert!(history.deadlines_while_away() >= 1, "no deadline passed while the server was away");
}

/// Waits until every order has ended and every event is relayed, and gives the history without
/// complaints.
async fn settled(shop: &Shop, acknowledged: Vec<Acknowledged>, outages: Vec<Outage>) -> History {
    let mut history = History { acknowledged, outages, ..History::default() };
    let limit = Instant::now() + Duration::from_secs(SUBMIT_SECONDS + 30);
    loop {
        history.events = shop.events().await;
        history.orders.clear();
        let scanned = history.events.iter().filter(|e| e["type"] == "Validator.NewOrder");
        let ids: Vec<_> =
            scanned.filter_map(|e| e["subject"].as_str().map(str::to_owned)).collect();
        for id in ids {
            history.orders.push(shop.order(&id).await);
        }
        let complaints = history.complaints();
        if complaints.is_empty() {
            return history;
        }
        assert!(
            Instant::now() < limit,
            "{} complaints:\n{}",
            complaints.len(),
            complaints.join("\n")
        );
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
}

#[derive(Default)]
struct Work {
    no_more_guests: AtomicBool,
    no_more_orders: AtomicBool,
    done: Mutex<Vec<Acknowledged>>,
}

impl Work {
    /// Sends a change until an answer comes, under one key; notes it when it was acknowledged.
    async fn change(&self, who: &Api, call: Call, action: &'static str) -> Answer {
        let answer = insist(who, call.key(&fresh_key())).await;
        if answer.status < 300 {
            let order = answer.text_of("id").to_owned();
            self.done.lock().await.push(Acknowledged { order, action });
        }
        answer
    }
}

/// Repeats a call while nobody answers, as a phone would: the same request under the same key.
async fn insist(who: &Api, call: Call) -> Answer {
    let limit = Instant::now() + Duration::from_secs(60);
    loop {
        match who.send(call.clone()).await {
            // The first try may still be at it.
            Ok(answer) if answer.status != 503 && answer.code() != "key_running" => return answer,
            _ => assert!(Instant::now() < limit, "nobody answers for a minute"),
        }
        tokio::time::sleep(Duration::from_millis(30)).await;
    }
}

async fn order_coffees(work: &Work, anonymous: &Api, staff: &Api, seed: u64) {
    let mut chance = Chance(seed);
    while !work.no_more_guests.load(Ordering::Relaxed) {
        tokio::time::sleep(Duration::from_millis(chance.below(60))).await;
        let session = insist(anonymous, Call::post(&api("/sessions/anonymous"), &json!({}))).await;
        let guest = anonymous.with_token(session.text_of("token"));
        let shown = insist(staff, Call::new("GET", &api("/stores/main/qr-code"))).await;
        let Some((_, code)) = shown.text_of("url").split_once("c=") else { continue };
        let scan = Call::post(&api("/stores/main/qr-code"), &json!({ "code": code }));
        let scanned = work.change(&guest, scan, "scan").await;
        if scanned.status >= 300 {
            // All places taken until the next code.
            continue;
        }
        // A fifth never chooses; their time runs out.
        if chance.below(5) == 0 {
            continue;
        }
        let order = scanned.text_of("id").to_owned();
        let submit = Call::new("PUT", &api(&format!("/orders/{order}"))).json(&flat_white("Ana"));
        let submitted = work.change(&guest, submit, "submit").await;
        // Its time to choose may have run out while the server was away.
        assert!(matches!(submitted.status, 200 | 409), "submit: {}", submitted.text);
        if submitted.status == 200 && chance.below(5) == 0 {
            let cancel = Call::post(&api(&format!("/orders/{order}/cancel")), &json!({}));
            let cancelled = work.change(&guest, cancel, "cancel").await;
            assert!(matches!(cancelled.status, 200 | 409), "cancel: {}", cancelled.text);
        }
    }
}

/// Baristas go on until the queue is empty, so that every order reaches its end.
async fn make_coffees(work: &Work, staff: &Api, seed: u64) {
    let mut chance = Chance(100 + seed);
    loop {
        // Asked before the queue is: what was submitted by then is in it.
        let is_last_look = work.no_more_orders.load(Ordering::Relaxed);
        let path = api("/stores/main/orders?state=queued");
        let waiting = rows(&insist(staff, Call::new("GET", &path)).await.json, "orders");
        if waiting.is_empty() {
            if is_last_look {
                return;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
            continue;
        }
        let at = usize::try_from(chance.below(waiting.len() as u64)).unwrap_or(0);
        let id: Option<&str> = Value::as_str(&waiting[at]["id"]);
        let id = id.expect("an order has an id");
        for action in ["claim", "complete", "collect"] {
            let call = Call::post(&api(&format!("/orders/{id}/{action}")), &json!({}));
            let answer = work.change(staff, call, action).await;
            assert!(matches!(answer.status, 200 | 409), "{action}: {}", answer.text);
            if answer.status != 200 {
                break;
            }
        }
    }
}

/// Repeatable dice.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit.max(1)
    }
}

#[expect(clippy::disallowed_methods, reason = "compared with the server's own times from outside")]
fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).expect("it is after 1970");
    i64::try_from(since.as_millis()).expect("it is before the year 292 million")
}
