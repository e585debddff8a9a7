//! A database of the first version, in the middle of an order: made by the first migration alone, and
//! filled as that version wrote its rows and documents.

use std::path::Path;

use harness::{Backend, Server, Shop, fresh_database};
use sqlx::migrate::Migrator;
use sqlx::{Connection as _, Executor as _, PgConnection, SqliteConnection};

use crate::work::now;

/// The limits that there were, and no others.
const SETTINGS: &str = r#"{"places_per_code":10,"code_lifetime_seconds":300,"max_queue":20,"max_items_per_order":1,"max_open_orders_per_person":1,"max_orders_per_person_per_day":0,"submit_timeout_seconds":300,"make_timeout_seconds":900,"collect_timeout_seconds":600,"warn_after_seconds":300,"late_after_seconds":480}"#;
/// One drink with all the fields that drinks and options had.
const MENU: &str = r#"{"currency":"EUR","drinks":[{"id":"flat-white","name":"Flat white","note":"Double shot","icon":"flat_white","price_cents":360,"allergens":["milk"],"sold_out":false,"groups":["milk"]}],"groups":[{"id":"milk","name":"Milk","min":1,"max":1,"options":[{"id":"oat","name":"Oat","price_cents":40,"allergens":["gluten"],"replaces_allergens":["milk"],"sold_out":false,"is_default":true}]}]}"#;
const ITEMS: &str = r#"[{"drink":"flat-white","drink_name":"Flat white","options":[{"group":"milk","id":"oat","name":"Oat"}],"price_cents":400,"allergens":["gluten"]}]"#;
/// Types and data of the order's events, the last two not yet published.
const EVENTS: [(&str, &str); 5] = [
    ("Validator.NewOrder", r#"{"bucket":null}"#),
    ("OrderProcessor.WorkflowStarted", r#"{"deadline":"2026-11-21T08:00:00Z"}"#),
    ("QueueService.OrderStarted", r#"{"drinks":1}"#),
    ("OrderProcessor.WaitingProduction", r#"{"deadline":"2026-11-21T08:15:00Z"}"#),
    ("OrderManager.WaitingCompletion", r#"{"number":1,"items":[]}"#),
];
const ORDER: &str = "0199a000-0000-7000-8000-000000000001";

/// A server of this version, started on such a database; its one order waits in the queue.
pub(super) async fn taken_over(backend: &Backend) -> (Shop, &'static str) {
    let data = tempfile::tempdir().expect("a temporary folder");
    let server = match backend {
        Backend::Sqlite => {
            let options = sqlx::sqlite::SqliteConnectOptions::new()
                .filename(data.path().join("crema.db"))
                .create_if_missing(true);
            let mut conn = SqliteConnection::connect_with(&options).await.expect("it opens");
            migrations("sqlite").await.run_to(1, &mut conn).await.expect("it runs");
            for statement in rows() {
                conn.execute(sqlx::AssertSqlSafe(statement)).await.expect("it is stored");
            }
            conn.close().await.expect("closed");
            Server::start_in(data, backend, &[]).await
        }
        Backend::Postgres { cluster } => {
            let url = fresh_database(cluster).await;
            let mut conn = PgConnection::connect(&url).await.expect("the database answers");
            migrations("postgres").await.run_to(1, &mut conn).await.expect("it runs");
            for statement in rows() {
                conn.execute(sqlx::AssertSqlSafe(statement)).await.expect("it is stored");
            }
            conn.close().await.expect("closed");
            Server::start_in(data, &Backend::Sqlite, &[("CREMA_DATABASE_URL", &url)]).await
        }
    };
    (Shop::around(server).await, ORDER)
}

/// By the library that runs all of them.
async fn migrations(engine: &str) -> Migrator {
    let all = Path::new(env!("CARGO_MANIFEST_DIR")).join("../migrations").join(engine);
    Migrator::new(all).await.expect("they are migrations")
}

fn rows() -> Vec<String> {
    let (now, due) = (now(), now() + 900_000);
    let day = jiff::Timestamp::from_millisecond(now).expect("a time of these years");
    let day = day.strftime("%Y-%m-%d").to_string();
    let mut rows = vec![
        format!(
            "insert into stores (id, name, time_zone, state, settings, menu, sequence, created_at)
             values ('main', 'Espresso Bar', 'UTC', 'open', '{SETTINGS}', '{MENU}', 1, {now})"
        ),
        format!(
            "insert into orders (id, store, customer, state, version, sequence, day, number, name,
                items, drinks, created_at, queued_at, deadline_at)
             values ('{ORDER}', 'main', 'ana', 'queued', 2, 5, '{day}', 1, 'Ana', '{ITEMS}', 1,
                {now}, {now}, {due})"
        ),
        format!("insert into order_numbers (store, day, last) values ('main', '{day}', 1)"),
        format!(
            "insert into events (store, subject, sequence, type, data, time, position)
             values ('main', 'main', 1, 'ConfigService.ConfigChanged',
                '{{\"change\":\"status\",\"state\":\"open\"}}', {now}, 1)"
        ),
    ];
    for (at, (kind, data)) in EVENTS.iter().enumerate() {
        let sequence = at + 1;
        let position = if sequence <= 3 { (sequence + 1).to_string() } else { "null".to_owned() };
        rows.push(format!(
            "insert into events (store, subject, sequence, type, recipient, data, time, position)
             values ('main', '{ORDER}', {sequence}, '{kind}', 'ana', '{data}', {now}, {position})"
        ));
    }
    rows.push("update relay set position = 4 where name = 'bus'".to_owned());
    rows
}
