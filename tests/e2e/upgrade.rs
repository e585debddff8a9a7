//! An older version beside a newer one: it goes on while the newer one's migrations run under it and
//! its documents say more, and starts on what they leave; this one takes over what the first left; and
//! replicas are replaced one at a time in mid-order. That migrations only add is
//! `tests/tidy/additive.rs`.

mod first;

use std::time::{Duration, Instant};

use harness::mqtt::Socket;
use harness::{Backend, Cluster, Shop, on_both_databases, say};
use sqlx::{Connection as _, Executor as _};

use crate::work::{Crowd, whole};

on_both_databases! {
    a_newer_version_may_migrate_under_an_older_one;
    an_order_of_the_first_version_is_finished_by_this_one;
}

/// What a newer version might add to the tables, and write into documents: a setting, a note of a menu
/// and its drinks, of an item.
const NEWER: [&str; 7] = [
    "alter table orders add column cup_size text",
    "alter table events add column shelf integer not null default 0",
    "create table loyalty (id text not null constraint loyalty_pkey primary key)",
    "create index orders_cup_size on orders (cup_size)",
    "update stores set settings = replace(settings, '{\"places', '{\"newest\":7,\"places')",
    "update stores set menu = replace(menu, '\"drinks\":[{', '\"newest\":{},\"drinks\":[{\"newest\":[1],')",
    "update orders set items = replace(items, '[{', '[{\"newest\":7,')",
];

async fn a_newer_version_may_migrate_under_an_older_one(backend: Backend) {
    let mut shop = Shop::open(&backend).await;
    let guest = shop.guest().await;
    let before = shop.queued(&guest).await;

    migrate(&shop).await;
    let after = shop.queued(&shop.guest().await).await;
    let barista = shop.barista("Ben").await;
    for order in [&before, &after] {
        for step in ["claim", "complete", "collect"] {
            let _ = harness::shop::act(&barista, order, step).await.expect(200);
        }
        assert_eq!(shop.state(order).await, "collected");
    }

    // It changes what it knows of the store, and leaves alone what it does not.
    for state in ["closed", "open"] {
        let set = serde_json::json!({ "state": state });
        let _ = shop.operator.put("/stores/main/status", &set).await.expect(200);
    }
    let [settings, menu] = documents(&shop).await;
    assert!(settings.contains("newest") && menu.contains("newest"), "{settings} {menu}");

    // It starts again on the newer tables: a roll-back of the program alone.
    assert_eq!(shop.server.stop().await, Some(0));
    shop.server.restart().await;
    let _ = shop.server.run(&["check"]).await;
    let next = shop.queued(&shop.guest().await).await;
    assert_eq!(shop.order(&next).await["number"], 3);
}

async fn an_order_of_the_first_version_is_finished_by_this_one(backend: Backend) {
    let (shop, order) = first::taken_over(&backend).await;
    assert_eq!(shop.order(order).await["number"], 1);
    let barista = shop.barista("Ben").await;
    for step in ["claim", "complete", "collect"] {
        let _ = harness::shop::act(&barista, order, step).await.expect(200);
    }
    // What the first version had not published follows what it had, without a gap.
    let positions = async || {
        let all = shop.events_of(order).await.into_iter();
        all.map(|event| event["position"].as_i64()).collect::<Option<Vec<_>>>()
    };
    let positions = harness::within(Duration::from_secs(30), "every position", positions).await;
    assert_eq!(positions[..5], [2, 3, 4, 5, 6]);
    assert!(positions.is_sorted() && positions.len() > 8, "{positions:?}");
    let next = shop.queued(&shop.guest().await).await;
    assert_eq!(shop.order(&next).await["number"], 2);
    let limits = shop.operator.get("/stores/main/settings").await.expect(200);
    assert_eq!(limits.json["erase_after_days"], 7, "newer limits have their defaults");
}

#[tokio::test(flavor = "multi_thread")]
async fn replicas_are_replaced_one_at_a_time_in_mid_order() {
    let Some(Backend::Postgres { cluster }) = Backend::postgres() else {
        say("SKIPPED: three replicas need PostgreSQL (run it under bin/with-postgres)");
        return;
    };
    let mut cluster = Cluster::start(&cluster).await;
    let token = cluster.shop.operator.token().expect("signed in").to_owned();
    let crowd = Crowd::enter(&cluster.shop, 6, 2).await;
    let began = Instant::now();
    for at in 0..3 {
        let before = crowd.told_so_far().await.len();
        let mut screen = Socket::connected(cluster.replica(at).address(), &token).await;
        assert_eq!(cluster.replica(at).stop().await, Some(0), "it stops by itself");
        screen.expect_closed(Duration::from_secs(20)).await;
        cluster.replica(at).restart().await;
        // The next is replaced when work goes on, as an operator would see by the log.
        harness::within(Duration::from_secs(60), "orders", async || {
            (crowd.told_so_far().await.len() > before + 25).then_some(())
        })
        .await;
    }
    let took = began.elapsed();
    let told = crowd.go_home().await;
    let submitted = told.iter().filter(|a| a.action == "submit").count();
    assert!(submitted >= 10, "only {submitted} orders were submitted");
    // Whoever was told something was told the truth, and the bar emptied its queue.
    let history = whole(&cluster.shop, told).await;
    let waiting = ["queued", "making", "ready"];
    let left = history.orders.iter().filter(|order| waiting.iter().any(|w| order["state"] == *w));
    assert_eq!(left.count(), 0, "orders were left behind");
    say(&format!(
        "MEASURED three replicas replaced one at a time in {} ms, {submitted} orders meanwhile, \
         none lost",
        took.as_millis()
    ));
}

async fn migrate(shop: &Shop) {
    let note = "insert into _sqlx_migrations (version, description, success, checksum, \
                execution_time) values (9000, 'newer', true, ";
    match shop.server.database_url() {
        Some(url) => {
            let mut conn = sqlx::PgConnection::connect(&url).await.expect("the database answers");
            for statement in NEWER {
                conn.execute(statement).await.expect("it migrates");
            }
            let note = sqlx::AssertSqlSafe(format!("{note} '\\x00', 0)"));
            sqlx::query(note).execute(&mut conn).await.expect("noted");
        }
        None => {
            let path = shop.server.data().join("crema.db");
            let options = sqlx::sqlite::SqliteConnectOptions::new()
                .filename(path)
                .busy_timeout(std::time::Duration::from_secs(20));
            let mut conn = sqlx::SqliteConnection::connect_with(&options).await.expect("it opens");
            for statement in NEWER {
                conn.execute(statement).await.expect("it migrates");
            }
            let note = sqlx::AssertSqlSafe(format!("{note} x'00', 0)"));
            sqlx::query(note).execute(&mut conn).await.expect("noted");
        }
    }
}

/// Limits and menu of the store as they are stored.
async fn documents(shop: &Shop) -> [String; 2] {
    let sql = "select settings, menu from stores where id = 'main'";
    let (settings, menu): (String, String) = match shop.server.database_url() {
        Some(url) => {
            let mut conn = sqlx::PgConnection::connect(&url).await.expect("the database answers");
            sqlx::query_as(sql).fetch_one(&mut conn).await.expect("there")
        }
        None => {
            let path = shop.server.data().join("crema.db");
            let options = sqlx::sqlite::SqliteConnectOptions::new().filename(path).read_only(true);
            let conn = sqlx::SqliteConnection::connect_with(&options).await;
            sqlx::query_as(sql).fetch_one(&mut conn.expect("it opens")).await.expect("there")
        }
    };
    [settings, menu]
}
