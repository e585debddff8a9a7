//! What whoever runs the machine is told: numbers, to those who may read them, and which part is
//! not ready.

use std::net::SocketAddr;
use std::process::Stdio;
use std::time::Duration;

use harness::api::{Answer, Call};
use harness::shop::act;
use harness::{Api, Backend, Server, Shop, free_address, on_both_databases, within};
use sqlx::Connection as _;
use tokio::net::TcpStream;
use tokio::process::{Child, Command};

const LIMIT: Duration = Duration::from_secs(30);
const TOKEN: &str = "a-token-for-prometheus";

on_both_databases! {
    every_stage_of_an_order_is_counted;
}

async fn every_stage_of_an_order_is_counted(backend: Backend) {
    let shop = Shop::open(&backend).await;
    let guest = shop.guest().await;
    let order = shop.queued(&guest).await;
    let seen = numbers(&shop.server.api()).await;
    assert!(seen.contains(r#"crema_orders{store="main",state="queued"} 1"#), "{seen}");
    for action in ["claim", "complete", "collect"] {
        let _ = act(&shop.operator, &order, action).await.expect(200);
    }
    let refused = act(&shop.operator, &order, "claim").await;
    assert!(refused.status >= 400, "a collected order is not claimed: {}", refused.text);
    let wrong = guest.scan("nonsense").await;
    assert!(wrong.status >= 400, "{}", wrong.text);

    // One reading is good for a second, and events are published after the answer.
    let expected = [
        r#"crema_scans_total{store="main",outcome="admitted"} 1"#,
        r#"crema_order_transitions_total{store="main",from="new",to="started"} 1"#,
        r#"crema_order_transitions_total{store="main",from="started",to="queued"} 1"#,
        r#"crema_order_transitions_total{store="main",from="ready",to="collected"} 1"#,
        r#"crema_order_time_in_state_seconds_count{state="making"} 1"#,
        r#"crema_order_refusals_total{reason="wrong_state"} 1"#,
        r#"crema_orders{store="main",state="queued"} 0"#,
        r#"crema_http_requests_total{method="POST",route="/api/v1/orders/{id}/claim",status="200"} 1"#,
        r#"crema_relay_unpublished 0"#,
        r#"crema_relay_leads 1"#,
        r#"crema_bus_connected 1"#,
        r#"crema_db_up 1"#,
        "# HELP crema_relay_lag_seconds Age of the oldest event",
        "crema_db_commit_seconds_bucket",
        "crema_process_open_files",
    ];
    for line in expected {
        let seen = async || numbers(&shop.server.api()).await.contains(line).then_some(());
        within(LIMIT, line, seen).await;
    }
    // Nothing that a client may invent, and no id, becomes a label.
    let _ = shop.server.api().call(Call::new("BREW", "/api/v1/nothing/here")).await;
    let seen = numbers(&shop.server.api()).await;
    assert!(!seen.contains("BREW") && !seen.contains("nothing/here") && !seen.contains(&order));
    assert!(seen.contains(r#"method="OTHER""#), "{seen}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_numbers_are_not_for_guests() {
    let data = tempfile::tempdir().expect("a temporary folder");
    let settings = [("CREMA_METRICS_TOKEN", TOKEN), ("CREMA_TRUSTED_PROXIES", "127.0.0.0/8")];
    let server = Server::start_in(data, &Backend::Sqlite, &settings).await;
    let metrics = || Call::new("GET", "/metrics").header("x-forwarded-for", "192.168.1.77");
    let api = server.api();
    api.call(metrics()).await.expect_problem(401, "unauthorized");
    let shop = Shop::around(server).await;
    shop.guest().await.api.call(metrics()).await.expect_problem(403, "forbidden");
    let barista = shop.barista("Bo").await;
    barista.call(metrics()).await.expect_problem(403, "forbidden");
    // A script's token is good for one store, the numbers tell of all.
    shop.operator.call(metrics()).await.expect_problem(403, "forbidden");
    let read = api.with_token(TOKEN).call(metrics()).await.expect(200);
    assert!(read.text.contains("crema_scans_total") || read.text.contains("crema_build_info"));
    api.with_token("a-token-for-prometheuS")
        .call(metrics())
        .await
        .expect_problem(401, "unauthorized");
    // Alive and ready are for everybody, and tell nothing of the business.
    let ready = api.call(Call::new("GET", "/readyz").header("x-forwarded-for", "9.9.9.9")).await;
    assert_eq!((ready.status, ready.text_of("status")), (200, "ready"), "{}", ready.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_is_gone_is_named_and_comes_back() {
    let Some(backend) = Backend::postgres() else {
        harness::say(
            "SKIPPED on PostgreSQL: a database that is gone (run it under bin/with-postgres)",
        );
        return;
    };
    let Backend::Postgres { cluster } = &backend else { unreachable!("it is PostgreSQL") };
    let server = Server::start(&backend).await;
    let url = url::Url::parse(&server.setting("CREMA_DATABASE_URL")).expect("a URL");
    let name = url.path().trim_start_matches('/').to_owned();
    let mut admin = sqlx::PgConnection::connect(cluster).await.expect("the cluster answers");
    let mut admin_runs = async |sql: String| {
        sqlx::raw_sql(sqlx::AssertSqlSafe(sql)).execute(&mut admin).await.expect("it runs");
    };

    admin_runs(format!("alter database {name} with allow_connections false")).await;
    admin_runs(format!(
        "select pg_terminate_backend(pid) from pg_stat_activity where datname = '{name}'"
    ))
    .await;
    let gone = within(LIMIT, "a database that is gone", async || {
        Some(ready(&server.api()).await).filter(|answer| answer.status == 503)
    })
    .await;
    assert_eq!(gone.json["status"], "not_ready", "{}", gone.text);
    assert_eq!(gone.json["parts"]["database"]["status"], "not_ready");
    assert_eq!(gone.json["parts"]["bus"]["status"], "ready");
    let detail = gone.json["parts"]["database"]["detail"].as_str();
    assert_eq!(detail, Some("The database does not answer."));
    assert!(numbers(&server.api()).await.contains("crema_db_up 0"));

    admin_runs(format!("alter database {name} with allow_connections true")).await;
    within(LIMIT, "ready again", async || {
        (ready(&server.api()).await.text_of("status") == "ready").then_some(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bus_that_is_gone_is_named_while_orders_go_on() {
    let address = free_address();
    let mut broker = start_broker(address).await;
    let data = tempfile::tempdir().expect("a temporary folder");
    let bus = format!("mqtt://{address}");
    let server = Server::start_in(data, &Backend::Sqlite, &[("CREMA_BUS_URL", &bus)]).await;
    let shop = Shop::around(server).await;
    let status = async || ready(&shop.server.api()).await.text_of("status").to_owned();
    within(LIMIT, "ready", async || (status().await == "ready").then_some(())).await;

    broker.kill().await.expect("a running child can be killed");
    within(LIMIT, "a bus that is gone", async || (status().await == "degraded").then_some(()))
        .await;
    let answer = ready(&shop.server.api()).await;
    assert_eq!((answer.status, &answer.json["parts"]["bus"]["status"]), (200, &"degraded".into()));
    assert!(shop.server.run(&["ready"]).await.contains("The broker is away."));
    let order = shop.queued(&shop.guest().await).await;
    assert_eq!(shop.state(&order).await, "queued", "orders go on");
    assert!(numbers(&shop.server.api()).await.contains("crema_bus_connected 0"));
}

/// A broker for this machine only, without users.
async fn start_broker(address: SocketAddr) -> Child {
    let child = Command::new("/usr/sbin/mosquitto")
        .args(["-p", &address.port().to_string()])
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .expect("install mosquitto: bin/test does");
    within(LIMIT, "mosquitto", async || TcpStream::connect(address).await.ok()).await;
    child
}

async fn ready(api: &Api) -> Answer {
    api.call(Call::new("GET", "/readyz")).await
}

async fn numbers(api: &Api) -> String {
    api.call(Call::new("GET", "/metrics")).await.expect(200).text
}
