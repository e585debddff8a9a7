//! A machine's clock that jumps by an hour while Crema runs, and one that went on for hours while
//! it did not: every order ends in time, once, and without a flood.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use harness::mqtt::{Heard, Socket};
use harness::shop::act;
use harness::{Backend, Server, Shop, on_both_databases, say, within};
use jiff::Timestamp;
use rumqttc::mqttbytes::v4::Packet;
use serde_json::{Value, json};

use crate::length::survived;
use crate::work::SUBMIT_SECONDS;

on_both_databases! {
    hours_of_downtime_end_every_order_without_a_flood;
}

const HOUR: i64 = 3_600;
/// A second by the rules, and more for a busy test machine.
const LATE: Duration = Duration::from_secs(10);

/// The clock of one server, by Debian's libfaketime: the machine's and an offset in a file.
struct JumpingClock {
    folder: tempfile::TempDir,
    library: PathBuf,
}

impl JumpingClock {
    /// One that is right; none where the library is not installed.
    fn wind() -> Option<Self> {
        let library = std::fs::read_dir("/usr/lib").ok()?.filter_map(Result::ok).find_map(|part| {
            let library = part.path().join("faketime/libfaketimeMT.so.1");
            library.exists().then_some(library)
        });
        let Some(library) = library else {
            say("SKIPPED: a clock that jumps (install faketime: bin/test does)");
            return None;
        };
        let clock = Self { folder: tempfile::tempdir().expect("a temporary folder"), library };
        clock.jump_to(0);
        Some(clock)
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("offset")
    }

    /// Sets it ahead by so many seconds.
    fn jump_to(&self, ahead: i64) {
        // In one step: a file half written would be no time at all.
        let next = self.folder.path().join("next");
        std::fs::write(&next, format!("+{ahead}\n")).expect("written");
        std::fs::rename(next, self.file()).expect("renamed");
    }

    async fn bar(&self, backend: &Backend) -> Shop {
        let text = |path: &Path| path.display().to_string();
        let settings = [
            ("LD_PRELOAD", text(&self.library)),
            ("FAKETIME_TIMESTAMP_FILE", text(&self.file())),
            ("FAKETIME_NO_CACHE", "1".to_owned()),
            // A real machine's monotonic clock does not jump.
            ("FAKETIME_DONT_FAKE_MONOTONIC", "1".to_owned()),
        ];
        let settings: Vec<_> = settings.iter().map(|(name, value)| (*name, &**value)).collect();
        let data = tempfile::tempdir().expect("a temporary folder");
        let shop = Shop::around(Server::start_in(data, backend, &settings).await).await;
        let settings = json!({
            "places_per_code": 1_000, "max_queue": 1_000, "submit_timeout_seconds": SUBMIT_SECONDS,
        });
        shop.set(settings).await;
        shop
    }
}

/// Both databases in one test: it mostly waits.
#[tokio::test(flavor = "multi_thread")]
async fn a_clock_that_jumps_an_hour_keeps_no_order_longer() {
    let backends = [Some(Backend::Sqlite), Backend::postgres()];
    let jumps = backends.iter().flatten().map(jump_forth_and_back);
    let late: Vec<_> = futures_util::future::join_all(jumps).await;
    say(&format!("MEASURED a clock set back an hour: orders end {late:?} ms after their time"));
    survived(
        "clock jumps one hour, forward and back",
        2 * late.len(),
        "clock_jumps: I4 by the test's own clock, each ends once",
    );
}

/// Gives how many milliseconds late an order ended after the clock was set back.
async fn jump_forth_and_back(backend: &Backend) -> u128 {
    let Some(clock) = JumpingClock::wind() else { return 0 };
    let mut shop = clock.bar(backend).await;
    let (chooses, waits) = (scan(&shop).await, shop.queued(&shop.guest().await).await);
    let since = Instant::now();
    clock.jump_to(HOUR);
    // The operator's session of an hour is over as well.
    shop.operator = shop.server.api().with_token(&shop.server.token("operator").await);
    for order in [&chooses, &waits] {
        ends(&shop, order, "expired", LATE).await;
    }
    assert!(since.elapsed() < Duration::from_secs(SUBMIT_SECONDS), "it was the jump that did it");

    let ahead = scan(&shop).await;
    let made = shop.queued(&shop.guest().await).await;
    let since = Instant::now();
    clock.jump_to(0);
    let back = scan(&shop).await;
    for action in ["claim", "complete", "collect"] {
        let _ = act(&shop.operator, &made, action).await.expect(200);
    }
    let limit = Duration::from_secs(SUBMIT_SECONDS) + LATE;
    for order in [&ahead, &back] {
        ends(&shop, order, "expired", limit.saturating_sub(since.elapsed())).await;
    }
    let took = since.elapsed();
    assert!(took >= Duration::from_secs(SUBMIT_SECONDS - 1), "ended early, after {took:?}");
    for order in [&chooses, &waits, &ahead, &made, &back] {
        let events = shop.events_of(order).await;
        let ends = events.iter().filter(|e| e["type"] == "OrderProcessor.OrderFinished").count();
        assert_eq!(ends, 1, "{events:?}");
        // As times, not as texts: those leave out zeros at the end.
        let time = |e: &Value| e["time"].as_str().and_then(|t| t.parse::<Timestamp>().ok());
        let times: Vec<_> = events.iter().map(time).collect();
        assert!(times.is_sorted(), "an event before the one before it: {times:?}");
    }
    took.saturating_sub(Duration::from_secs(SUBMIT_SECONDS)).as_millis()
}

async fn scan(shop: &Shop) -> String {
    let guest = shop.guest().await;
    guest.scan(&shop.code().await).await.expect(201).text_of("id").to_owned()
}

async fn ends(shop: &Shop, order: &str, state: &str, limit: Duration) {
    within(limit, &format!("{order} to be {state}"), async || {
        (shop.state(order).await == state).then_some(())
    })
    .await;
}

async fn hours_of_downtime_end_every_order_without_a_flood(backend: Backend) {
    const ORDERS: usize = 150;
    let Some(clock) = JumpingClock::wind() else { return };
    let mut shop = clock.bar(&backend).await;
    let code = shop.code().await;
    let mut orders = Vec::new();
    for guest in shop.guests(ORDERS).await {
        orders.push(guest.scan(&code).await.expect(201).text_of("id").to_owned());
    }
    shop.server.kill().await;
    clock.jump_to(5 * HOUR);
    shop.server.restart().await;
    // Sessions of an hour are over as well.
    shop.operator = shop.server.api().with_token(&shop.server.token("operator").await);
    let since = Instant::now();
    let token = shop.operator.token().expect("signed in").to_owned();
    let mut screen = Socket::connected(shop.server.address(), &token).await;
    assert!(screen.subscribe("crema/main/public").await);

    let mut slowest = Duration::ZERO;
    within(Duration::from_secs(60), "the end of every order", async || {
        let asked = Instant::now();
        let _ = shop.server.api().get("/stores/main").await.expect(200);
        slowest = slowest.max(asked.elapsed());
        (shop.orders("expired").await.len() == ORDERS).then_some(())
    })
    .await;
    let took = since.elapsed();
    let events = within(Duration::from_secs(60), "every event's position", async || {
        let events = shop.events().await;
        let ended = events.iter().filter(|e| e["type"] == "OrderProcessor.OrderFinished").count();
        assert!(ended <= ORDERS, "an order ended twice");
        (ended == ORDERS).then_some(events)
    })
    .await;
    assert!(events.iter().zip(1..).all(|(event, at)| event["position"] == at), "positions");
    let mut told = 0;
    while let Heard::Packet(Packet::Publish(_)) = screen.hear(Duration::from_millis(500)).await {
        told += 1;
    }
    assert!(told < ORDERS / 3, "a guest's screen was told {told} times");
    say(&format!(
        "MEASURED {ORDERS} orders after 5 hours of downtime, {}: all ended {} ms after the start, a \
         phone is told {told} times, slowest answer meanwhile {} ms",
        backend.name(),
        took.as_millis(),
        slowest.as_millis(),
    ));
    survived(
        &format!("hours of downtime, {}", backend.name()),
        1,
        "clock_jumps: each ends once, phones hear of rounds",
    );
}
