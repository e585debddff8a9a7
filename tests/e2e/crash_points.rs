//! Death between two steps: at every crash point that the server's source names. A point that
//! nothing comes by fails the test. Those of a crowd are died at in `crash.rs`, which judges.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::Duration;

use harness::api::{Call, api, fresh_key};
use harness::printer::{Mood, Printer};
use harness::push::PushService;
use harness::shop::act;
use harness::{Backend, Server, Shop, within};
use serde_json::json;

use crate::length::survived;
use crate::work::insist;

/// Points that a crowd comes by, and how many times it may before the process dies. Some come at
/// the start of a process already: that is a crash while recovering from one.
const UNDER_LOAD: &[(&str, u32)] = &[
    ("db.before_commit", 1),
    ("db.before_commit", 40),
    ("db.committed", 1),
    ("db.committed", 40),
    ("idempotency.changed", 9),
    ("idempotency.remembered", 9),
    ("http.before_answer", 12),
    ("relay.before_publish", 9),
    ("relay.published", 1),
    ("relay.published", 9),
    ("relay.stamped", 9),
    // Last, because the first deadline passes half a minute after the doors open.
    ("deadline.due", 1),
    ("deadline.fired", 1),
];

/// Points that only an order with a printer and a phone comes by, two deaths to one server.
const BESIDE: &[(&str, &str)] = &[
    ("print.found", "push.taken"),
    ("print.begun", "push.sent"),
    ("print.sent", "push.noted"),
    ("print.noted", "push.taken"),
];

/// What was taken by a process that died is left alone for half a minute.
const TAKEN: Duration = Duration::from_secs(60);

/// Dies at every point that a crowd comes by, and comes back; gives how often that was.
pub(crate) async fn die_under_load(server: &mut Server) -> usize {
    server.kill().await;
    for (point, times) in UNDER_LOAD {
        server.crash_at(point, *times).await;
    }
    server.restart().await;
    UNDER_LOAD.len()
}

/// Both databases in one test: it mostly waits.
#[tokio::test(flavor = "multi_thread")]
async fn dead_beside_a_printer_or_a_phone_both_are_told_nevertheless() {
    let backends: Vec<_> =
        [Some(Backend::Sqlite), Backend::postgres()].into_iter().flatten().collect();
    let deaths = backends.iter().flat_map(|backend| {
        BESIDE.iter().map(move |(print, push)| die_beside(backend, print, push))
    });
    let deaths = futures_util::future::join_all(deaths).await.len();
    survived(
        "crash beside a printer or a push service",
        2 * deaths,
        "crash_points: ticket and message come, a second ticket says so",
    );
}

/// One order with everything: dies at `at_printer` once it is claimed and at `at_phone` once it is
/// ready; then both must be told.
async fn die_beside(backend: &Backend, at_printer: &str, at_phone: &str) {
    let mut shop = Shop::open(backend).await;
    let (printer, phone) = (Printer::start(Mood::Well).await, PushService::start().await);
    add_printer(&shop, &printer).await;
    let guest = shop.guest().await;
    let order = shop.queued(&guest).await;
    let path = format!("/orders/{order}/push-subscription");
    let _ = guest.api.put(&path, &phone.subscription("ana", "en")).await.expect(204);

    for (action, point) in [("claim", at_printer), ("complete", at_phone)] {
        shop.server.kill().await;
        let (barista, path) = (shop.operator.clone(), api(&format!("/orders/{order}/{action}")));
        let done =
            tokio::spawn(async move { insist(&barista, Call::post(&path, &json!({}))).await });
        shop.server.crash_at(point, 1).await;
        shop.server.restart().await;
        let _ = done.await.expect("it was answered").expect(200);
    }
    within(TAKEN, &format!("the ticket after {at_printer}"), async || {
        (!printer.tickets().is_empty()).then_some(())
    })
    .await;
    let told = phone.message(1).await;
    assert_eq!(told.message["title"], "Number 1 is ready.", "after {at_phone}");

    // A ticket may come twice; then the second says that it may be the second.
    let texts = printer.texts();
    assert!(texts.len() <= 2, "after {at_printer}: {texts:?}");
    for again in &texts[1..] {
        assert!(again.contains("PRINTED AGAIN"), "after {at_printer}: {again}");
    }
    let _ = act(&shop.operator, &order, "collect").await.expect(200);
    let events = shop.events_of(&order).await;
    for (event, sequence) in events.iter().zip(1..) {
        assert_eq!(event["sequence"], sequence, "{events:?}");
    }
    let taken = events.iter().filter(|e| e["type"] == "OrderManager.MakeOrder").count();
    assert_eq!((taken, shop.state(&order).await.as_str()), (1, "collected"));
}

async fn add_printer(shop: &Shop, printer: &Printer) {
    let (address, key) = (printer.address(), fresh_key());
    let fields = [
        ("key", key.as_str()),
        ("name", "Bar"),
        ("address", &address),
        ("paper", "80"),
        ("charset", "cp858"),
        ("language", "en"),
    ];
    let call = Call::form("/console/printers/new", &fields);
    let _ = shop.operator.call(call).await.expect(303);
}

#[test]
fn every_crash_point_of_the_source_is_died_at() {
    let died: BTreeSet<String> = UNDER_LOAD
        .iter()
        .map(|(point, _)| *point)
        .chain(BESIDE.iter().flat_map(|(print, push)| [*print, *push]))
        .map(str::to_owned)
        .collect();
    let mut named = BTreeSet::new();
    find_points(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../server/src"), &mut named);
    assert!(named.len() >= 15, "the search finds only {named:?}");
    assert_eq!(named, died, "points of the source, and points that a test dies at");
}

/// Every name in `crash::point("...")` below a folder.
fn find_points(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).expect("the source can be read") {
        let path = entry.expect("the source can be read").path();
        if path.is_dir() {
            find_points(&path, found);
        } else if path.extension().is_some_and(|kind| kind == "rs") {
            let text = std::fs::read_to_string(&path).expect("source is text");
            let calls = text.split("crash::point(\"").skip(1);
            found
                .extend(calls.filter_map(|rest| rest.split_once('"')).map(|(name, _)| name.into()));
        }
    }
}
