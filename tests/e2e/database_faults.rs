//! PostgreSQL that is gone, silent, locked, or whose answer to a commit is lost: people are told to
//! try again, nothing is half done or done twice, and it goes on by itself afterwards.

use std::time::{Duration, Instant};

use harness::api::{Answer, Api, Call, api, fresh_key};
use harness::shop::{act, flat_white};
use harness::wire::COMMITTED;
use harness::{Backend, Fault, Server, Shop, Wire, say, within};
use serde_json::json;
use sqlx::Connection as _;

use crate::length::survived;
use crate::storm::wired_database;

/// Longer than the server waits for a silent database, shorter than a client's patience.
const TOLD: Duration = Duration::from_secs(25);
const BACK: Duration = Duration::from_secs(20);

struct Wired {
    shop: Shop,
    wire: Wire,
    url: String,
}

async fn wired() -> Option<Wired> {
    let Some(Backend::Postgres { cluster }) = Backend::postgres() else {
        say("SKIPPED: faults of PostgreSQL (run it under bin/with-postgres)");
        return None;
    };
    let (wire, url) = wired_database(&cluster).await;
    let data = tempfile::tempdir().expect("a temporary folder");
    let settings = [("CREMA_DATABASE_URL", url.as_str())];
    let shop = Shop::around(Server::start_in(data, &Backend::Sqlite, &settings).await).await;
    Some(Wired { shop, wire, url })
}

fn submission(order: &str) -> Call {
    Call::new("PUT", &api(&format!("/orders/{order}"))).json(&flat_white("Ana")).key(&fresh_key())
}

/// Told to try again: 503 with `Retry-After` and a sentence.
fn is_told(refused: Answer) {
    assert!(!refused.header("retry-after").is_empty(), "no Retry-After: {}", refused.text);
    let _ = refused.expect_problem(503, "unavailable");
}

/// The same request under the same key goes through, once.
async fn goes_through(guest: &Api, call: &Call) {
    within(BACK, "the same request when the database is back", async || {
        (guest.send(call.clone()).await.ok()?.status == 200).then_some(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_is_gone_or_silent_is_told_and_survived() {
    let Some(Wired { shop, wire, .. }) = wired().await else { return };
    let guest = shop.guest().await;
    let mut told = Vec::new();
    for fault in [Fault::Cut, Fault::Silent] {
        let order = guest.scan(&shop.code().await).await.expect(201).text_of("id").to_owned();
        let call = submission(&order);
        wire.set(fault.clone());
        let since = Instant::now();
        let (path, anonymous) = (format!("/orders/{order}"), shop.server.api());
        let (refused, read, ready) = tokio::join!(
            guest.api.call(call.clone()),
            guest.api.get(&path),
            anonymous.call(Call::new("GET", "/readyz")),
        );
        is_told(refused);
        is_told(read);
        let database = &ready.json["parts"]["database"]["status"];
        assert_eq!((ready.status, database), (503, &json!("not_ready")));
        assert!(since.elapsed() < TOLD, "told after {:?}", since.elapsed());
        told.push(since.elapsed().as_millis());

        wire.set(Fault::None);
        goes_through(&guest.api, &call).await;
        for action in ["claim", "complete", "collect"] {
            let _ = within(BACK, action, async || {
                let answer = act(&shop.operator, &order, action).await;
                (answer.status == 200).then_some(())
            })
            .await;
        }
        let submitted = "OrderManager.WaitingCompletion";
        let events = shop.events_of(&order).await;
        assert_eq!(events.iter().filter(|e| e["type"] == submitted).count(), 1, "{events:?}");
    }
    say(&format!(
        "MEASURED told that the database is away: cut {} ms, silent {} ms",
        told[0], told[1]
    ));
    survived(
        "database gone or silent",
        2,
        "database_faults: 503, Retry-After, same key goes through",
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_lost_after_the_commit_is_given_again_and_nothing_is_done_twice() {
    let Some(Wired { shop, wire, .. }) = wired().await else { return };
    let guest = shop.guest().await;
    let code = shop.code().await;
    let scan = Call::post(&api("/stores/main/qr-code"), &json!({ "code": code }));
    let scanned = lose_the_answer(&wire, &guest.api, &scan).await.expect(201);
    let order = scanned.text_of("id").to_owned();
    let submitted = lose_the_answer(&wire, &guest.api, &submission(&order)).await.expect(200);
    assert_eq!(submitted.json["number"], 1);
    for action in ["claim", "complete", "collect"] {
        let call = Call::post(&api(&format!("/orders/{order}/{action}")), &json!({}));
        let _ = lose_the_answer(&wire, &shop.operator, &call).await.expect(200);
    }
    let events = within(BACK, "every event's position", async || {
        let events = shop.events_of(&order).await;
        events.iter().all(|event| event["position"].is_i64()).then_some(events)
    })
    .await;
    for kind in ["Validator.NewOrder", "OrderManager.MakeOrder", "OrderProcessor.OrderFinished"] {
        assert_eq!(events.iter().filter(|e| e["type"] == kind).count(), 1, "{kind}: {events:?}");
    }
    assert_eq!(shop.state(&order).await, "collected");
    survived("reply lost after commit", 5, "database_faults: the same key gets the first answer");
}

/// Sends a change whose commit's answer is lost, and gives what the same request gets afterwards.
async fn lose_the_answer(wire: &Wire, who: &Api, call: &Call) -> Answer {
    // Every commit's, because the relay commits as well.
    wire.set(Fault::CutAtAnswers(COMMITTED));
    is_told(who.call(call.clone()).await);
    wire.set(Fault::None);
    within(BACK, "the first answer", async || {
        let answer = who.send(call.clone()).await.ok()?;
        (answer.status != 503).then_some(answer)
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_storm_of_locks_is_told_and_survived() {
    let Some(Wired { shop, url, wire: _kept }) = wired().await else { return };
    shop.set(json!({ "places_per_code": 100, "max_queue": 100 })).await;
    let mut guests = Vec::new();
    for guest in shop.guests(24).await {
        let order = guest.scan(&shop.code().await).await.expect(201).text_of("id").to_owned();
        guests.push((guest, submission(&order), order));
    }
    let mut other = sqlx::PgConnection::connect(&url).await.expect("the database answers");
    let lock = "begin; lock table orders in exclusive mode";
    sqlx::raw_sql(lock).execute(&mut other).await.expect("the lock is free");
    let refused = guests.iter().map(|(guest, call, _)| guest.api.call(call.clone()));
    for refused in futures_util::future::join_all(refused).await {
        is_told(refused);
    }
    sqlx::raw_sql("rollback").execute(&mut other).await.expect("the lock is given back");
    for (guest, call, _) in &guests {
        goes_through(&guest.api, call).await;
    }
    let mut numbers = Vec::new();
    for (_, _, order) in &guests {
        numbers.push(shop.order(order).await["number"].as_i64().expect("it has one"));
    }
    numbers.sort_unstable();
    assert!(numbers.iter().zip(1..).all(|(number, next)| *number == next), "{numbers:?}");
    survived("lock storm", 24, "database_faults: 503, Retry-After, numbers without gaps after it");
}
