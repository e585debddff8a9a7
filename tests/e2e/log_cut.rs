//! A power cut in the middle of SQLite's log: what a killed server left is cut at arbitrary bytes,
//! with and without garbage behind, and opened again. What is there then is a beginning of what
//! was acknowledged, and no order is half done.

use std::path::{Path, PathBuf};

use harness::api::{Call, api};
use harness::shop::{act, flat_white};
use harness::{Backend, Server, Shop, say};
use serde_json::json;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{ConnectOptions as _, Connection as _};

use crate::length::{either, survived};
use crate::work::Chance;

/// A log's header, and that of each page in it; <https://sqlite.org/fileformat.html#walformat>.
const HEADER: usize = 32;
const PAGE: usize = 24 + 4096;
/// SQLite folds a log of so many pages into the database: then there is nothing to cut.
const FOLDED: usize = 1_000;

/// What must find nothing, whatever was cut.
const NEVER: &[(&str, &str)] = &[
    (
        "an order whose events have a gap",
        "select subject from events group by subject
         having min(sequence) <> 1 or max(sequence) <> count(*)",
    ),
    (
        "an order that is not where its events are",
        "select o.id from orders o
         where o.sequence <> (select count(*) from events e where e.subject = o.id)",
    ),
    (
        "events without their order",
        "select e.subject from events e where e.type = 'Validator.NewOrder'
         and not exists (select 1 from orders o where o.id = e.subject)",
    ),
    (
        "an ended order that never ended, or another that did",
        "select o.id from orders o where (o.state = 'collected') <> exists (select 1 from events e
         where e.subject = o.id and e.type = 'OrderProcessor.OrderFinished')",
    ),
    (
        "places that are held by nobody",
        "select 'places' where (select sum(granted - returned) from buckets)
         <> (select count(*) from orders)",
    ),
    (
        "positions with a gap",
        "select 'positions' where (select position from relay)
         <> (select count(*) from events where position is not null)
         or (select position from relay) <> (select coalesce(max(position), 0) from events)",
    ),
    ("a row without its parent", "select \"table\" from pragma_foreign_key_check"),
    ("a damaged page", "select quick_check from pragma_quick_check where quick_check <> 'ok'"),
];

#[tokio::test(flavor = "multi_thread")]
async fn a_log_cut_anywhere_leaves_a_beginning_of_what_was_acknowledged() {
    let (left, acknowledged) = a_killed_bar().await;
    let database = std::fs::read(left.path().join("crema.db")).expect("a database");
    let log = std::fs::read(left.path().join("crema.db-wal")).expect("a log");
    let pages = (log.len() - HEADER) / PAGE;
    assert!((100..FOLDED).contains(&pages), "the log has {pages} pages");

    let mut chance = Chance(11);
    let (mut kept, mut cuts) = (Vec::new(), cuts(log.len(), &mut chance));
    cuts.sort_unstable();
    for (at, cut) in cuts.iter().copied().enumerate() {
        let mut broken = log[..cut].to_vec();
        match at % 3 {
            0 => {}
            // What the disk had there before.
            1 => broken.extend((0..chance.below(20_000)).map(|_| byte(&mut chance))),
            // A page that was not written whole.
            _ if cut > 0 => broken[cut - 1] ^= 1 << chance.below(8),
            _ => {}
        }
        let folder = tempfile::tempdir().expect("a temporary folder");
        let file = put(folder.path(), &database, &broken);
        let found = look(&file, &acknowledged).await;
        // A flipped bit behind the last commit of a page may cost that page.
        kept.push((cut, found));
        // Crema itself opens some of them and goes on.
        if at % (cuts.len() / either(3, 12)) == 1 {
            let _ = put(folder.path(), &database, &broken);
            go_on(folder).await;
        }
    }
    let whole = tempfile::tempdir().expect("a temporary folder");
    let all = look(&put(whole.path(), &database, &log), &acknowledged).await;
    assert_eq!(all, acknowledged.len(), "after a kill alone everything acknowledged is there");
    let counts: std::collections::BTreeSet<_> = kept.iter().map(|(_, found)| *found).collect();
    assert!(counts.len() > 20, "cuts that all leave the same prove nothing: {kept:?}");
    assert_eq!(kept[0].1, 0, "of an empty log nothing is left");
    say(&format!(
        "MEASURED {} cuts of a log of {pages} pages leave between 0 and {} of {} acknowledged \
         changes, always the first ones",
        cuts.len(),
        counts.last().unwrap_or(&0),
        acknowledged.len(),
    ));
    survived("log cut at any byte, SQLite", cuts.len(), "log_cut: a beginning of the acknowledged");
}

/// What was acknowledged, in order: an order and the event that proves the change.
type Acknowledged = Vec<(String, &'static str)>;

/// A bar that was killed with all of its last hour in the log, and what its one client was told.
async fn a_killed_bar() -> (tempfile::TempDir, Acknowledged) {
    let mut shop = Shop::open(&Backend::Sqlite).await;
    shop.set(json!({ "places_per_code": 500, "max_queue": 500 })).await;
    // Folds the log.
    let _ = shop.server.stop().await;
    shop.server.restart().await;
    let log = shop.server.data().join("crema.db-wal");
    let is_full =
        || std::fs::metadata(&log).is_ok_and(|log| log.len() > (FOLDED * PAGE * 2 / 3) as u64);
    let mut acknowledged = Acknowledged::new();
    while !is_full() {
        let guest = shop.guest().await;
        let scanned = guest.scan(&shop.code().await).await.expect(201);
        let order = scanned.text_of("id").to_owned();
        acknowledged.push((order.clone(), "Validator.NewOrder"));
        let path = api(&format!("/orders/{order}"));
        let submit = Call::new("PUT", &path).json(&flat_white("Ana")).key(&order);
        let _ = guest.api.call(submit).await.expect(200);
        acknowledged.push((order.clone(), "OrderManager.WaitingCompletion"));
        for (action, proof) in [
            ("claim", "OrderManager.MakeOrder"),
            ("complete", "OrderManager.OrderCompleted"),
            ("collect", "OrderManager.OrderCollected"),
        ] {
            let _ = act(&shop.operator, &order, action).await.expect(200);
            acknowledged.push((order.clone(), proof));
        }
    }
    shop.server.kill().await;
    let left = tempfile::tempdir().expect("a temporary folder");
    for name in ["crema.db", "crema.db-wal"] {
        let from = shop.server.data().join(name);
        std::fs::copy(from, left.path().join(name)).expect("it was left");
    }
    (left, acknowledged)
}

/// Where to cut: in and around the header, at the edges of pages, and anywhere.
fn cuts(length: usize, chance: &mut Chance) -> Vec<usize> {
    let mut cuts = vec![0, 1, HEADER - 1, HEADER, HEADER + 1, HEADER + 23, HEADER + 24, length - 1];
    let many = either(40, 400);
    for _ in 0..many {
        let anywhere = chance.below(length as u64);
        cuts.push(usize::try_from(anywhere).expect("a log fits into memory"));
        let page = chance.below(((length - HEADER) / PAGE) as u64);
        cuts.push(HEADER + PAGE * usize::try_from(page).expect("a log fits into memory"));
    }
    cuts
}

fn byte(chance: &mut Chance) -> u8 {
    u8::try_from(chance.below(256)).expect("it is below 256")
}

fn put(folder: &Path, database: &[u8], log: &[u8]) -> PathBuf {
    let file = folder.join("crema.db");
    let _ = std::fs::remove_file(folder.join("crema.db-shm"));
    std::fs::write(&file, database).expect("written");
    std::fs::write(folder.join("crema.db-wal"), log).expect("written");
    file
}

/// Opens a database with its log and gives how many acknowledged changes are there.
async fn look(file: &Path, acknowledged: &Acknowledged) -> usize {
    let options = SqliteConnectOptions::new().filename(file);
    let mut conn = options.connect().await.expect("the database opens");
    for (what, sql) in NEVER {
        let found: Vec<(String,)> =
            sqlx::query_as(*sql).fetch_all(&mut conn).await.expect("the database answers");
        assert!(found.is_empty(), "{what}: {found:?}");
    }
    let mut known = Vec::with_capacity(acknowledged.len());
    for (order, proof) in acknowledged {
        known.push(is_known(&mut conn, order, proof).await);
    }
    conn.close().await.expect("it closes");
    let first = known.iter().take_while(|known| **known).count();
    let all = known.iter().filter(|known| **known).count();
    assert_eq!(first, all, "a later change is there without an earlier one: {known:?}");
    all
}

async fn is_known(conn: &mut SqliteConnection, order: &str, proof: &str) -> bool {
    let sql = "select count(*) from events where subject = $1 and type = $2";
    let (count,): (i64,) =
        sqlx::query_as(sql).bind(order).bind(proof).fetch_one(conn).await.expect("it answers");
    assert!(count <= 1, "{order}: {proof} {count} times");
    count == 1
}

async fn go_on(folder: tempfile::TempDir) {
    let shop = Shop::around(Server::start_in(folder, &Backend::Sqlite, &[]).await).await;
    let order = shop.queued(&shop.guest().await).await;
    for action in ["claim", "complete", "collect"] {
        let _ = act(&shop.operator, &order, action).await.expect(200);
    }
    assert_eq!(shop.state(&order).await, "collected");
}
