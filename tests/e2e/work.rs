//! A day's work in seconds: guests who order, cancel or never choose, baristas who make and hand
//! out, all insisting on an answer as phones and tablets do; and the wait until all is settled.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use harness::Shop;
use harness::api::{Answer, Api, Call, api, fresh_key};
use harness::shop::{flat_white, rows};
use serde_json::{Value, json};
use tokio::sync::Mutex;
use tokio::task::JoinHandle;

use crate::history::{Acknowledged, History, Outage};

/// The shortest wait that settings allow.
pub(crate) const SUBMIT_SECONDS: u64 = 30;

/// Guests and baristas at work.
pub(crate) struct Crowd {
    work: Arc<Work>,
    guests: Vec<JoinHandle<()>>,
    bar: Vec<JoinHandle<()>>,
}

impl Crowd {
    /// Sends `guests` and `baristas` into a shop with room for all.
    pub(crate) async fn enter(shop: &Shop, guests: u64, baristas: u64) -> Self {
        shop.set(json!({
            "places_per_code": 1_000, "max_queue": 10_000, "code_lifetime_seconds": 30,
            "submit_timeout_seconds": SUBMIT_SECONDS,
        }))
        .await;
        let mut crowd = Self { work: Arc::default(), guests: Vec::new(), bar: Vec::new() };
        for seed in 0..baristas {
            let (work, staff) =
                (Arc::clone(&crowd.work), shop.barista(&format!("Barista {seed}")).await);
            crowd.bar.push(tokio::spawn(async move { make_coffees(&work, &staff, seed).await }));
        }
        for seed in 0..guests {
            let work = Arc::clone(&crowd.work);
            let (api, staff) = (shop.server.api(), shop.operator.clone());
            crowd.guests.push(tokio::spawn(async move {
                order_coffees(&work, &api, &staff, seed).await;
            }));
        }
        crowd
    }

    /// What they were told until now.
    pub(crate) async fn told_so_far(&self) -> Vec<Acknowledged> {
        self.work.done.lock().await.clone()
    }

    /// Lets no more guests in and waits until the queue is empty; gives what they were told.
    pub(crate) async fn go_home(self) -> Vec<Acknowledged> {
        self.work.no_more_guests.store(true, Ordering::Relaxed);
        for guest in self.guests {
            guest.await.expect("every guest's order went through");
        }
        // Only now is an empty queue the last one.
        self.work.no_more_orders.store(true, Ordering::Relaxed);
        for barista in self.bar {
            barista.await.expect("every barista's work went through");
        }
        std::mem::take(&mut *self.work.done.lock().await)
    }
}

/// Waits until every order has ended and every event is relayed, and gives the history without
/// complaints.
pub(crate) async fn settled(
    shop: &Shop,
    acknowledged: Vec<Acknowledged>,
    outages: Vec<Outage>,
) -> History {
    let history = History { acknowledged, outages, ..History::default() };
    judged(shop, history, History::complaints).await
}

/// Waits until nothing acknowledged is missing and every event is relayed, open orders or not, and
/// gives the history without complaints.
pub(crate) async fn whole(shop: &Shop, acknowledged: Vec<Acknowledged>) -> History {
    let history = History { acknowledged, ..History::default() };
    judged(shop, history, History::complaints_so_far).await
}

async fn judged(
    shop: &Shop,
    mut history: History,
    complaints: fn(&History) -> Vec<String>,
) -> History {
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
        let complaints = complaints(&history);
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
pub(crate) async fn insist(who: &Api, call: Call) -> Answer {
    let limit = Instant::now() + Duration::from_secs(120);
    loop {
        match who.send(call.clone()).await {
            // The first try may still be at it.
            Ok(answer) if answer.code() == "key_running" => {}
            // 502 and 504 are a proxy's words.
            Ok(answer) if !matches!(answer.status, 502..=504) => return answer,
            _ => assert!(Instant::now() < limit, "nobody answers for two minutes"),
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
pub(crate) struct Chance(pub(crate) u64);

impl Chance {
    pub(crate) fn below(&mut self, limit: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit.max(1)
    }
}

#[expect(clippy::disallowed_methods, reason = "compared with the server's own times from outside")]
pub(crate) fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).expect("it is after 1970");
    i64::try_from(since.as_millis()).expect("it is before the year 292 million")
}
