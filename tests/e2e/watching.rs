//! The dashboard and the alarms of `deploy/`, in a real Prometheus over three replicas: every alarm
//! is evaluated, every panel's question has an answer with the labels that its legend names.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::Duration;

use harness::api::Call;
use harness::cluster::METRICS_TOKEN;
use harness::mqtt::Socket;
use harness::prometheus::Prometheus;
use harness::shop::act;
use harness::{Backend, Cluster, say, within};
use serde_json::Value;

const LIMIT: Duration = Duration::from_secs(60);

/// Panels that have nothing to draw where nothing goes wrong, nobody prints and the database is
/// PostgreSQL.
const MAY_BE_EMPTY: [&str; 9] = [
    "Tries refused: too many",
    "Deadlines: how late they fire",
    "Jobs that share a commit (SQLite)",
    "Disk free",
    "Messages to phones",
    "Tickets",
    "Refused",
    "Closed by the server",
    "Who publishes",
];

#[tokio::test(flavor = "multi_thread")]
async fn a_real_prometheus_takes_the_alarms_and_answers_every_panel() {
    let Some(Backend::Postgres { cluster }) = Backend::postgres() else {
        say("SKIPPED: three replicas need PostgreSQL (run it under bin/with-postgres)");
        return;
    };
    let mut cluster = Cluster::start(&cluster).await;
    let replicas: Vec<_> = (0..3).map(|at| cluster.replica(at).address()).collect();
    let prometheus = Prometheus::start(&replicas).await;

    // By the proxy it comes from elsewhere: the token of the compose file is what lets it in.
    let api = cluster.shop.server.api();
    let read = async |api: &harness::Api| api.call(Call::new("GET", "/metrics")).await.status;
    assert_eq!(read(&api).await, 401);
    assert_eq!(read(&api.with_token(METRICS_TOKEN)).await, 200);

    let order = cluster.shop.queued(&cluster.shop.guest().await).await;
    for step in ["claim", "complete", "collect"] {
        let _ = act(&cluster.shop.operator, &order, step).await.expect(200);
    }
    assert!(act(&cluster.shop.operator, &order, "claim").await.status >= 400, "one is refused");
    let token = cluster.shop.operator.token().expect("signed in").to_owned();
    let mut screen = Socket::connected(cluster.entrance(), &token).await;
    assert!(screen.subscribe("crema/main/queue").await);
    within(LIMIT, "three replicas", async || {
        (prometheus.query("up{job=\"crema\"} == 1").await.len() == 3).then_some(())
    })
    .await;
    every_alarm_is_evaluated(&prometheus).await;
    every_panel_is_answered(&prometheus).await;

    // And they ring: a replica that is gone, and with the broker all that are left.
    assert_eq!(prometheus.alarm("CremaDown").await, "inactive");
    cluster.replica(2).kill().await;
    cluster.kill_broker().await;
    for alarm in ["CremaDown", "CremaBusAway"] {
        within(LIMIT, alarm, async || (prometheus.alarm(alarm).await != "inactive").then_some(()))
            .await;
    }
}

async fn every_alarm_is_evaluated(prometheus: &Prometheus) {
    let alarms = within(LIMIT, "the alarms", async || {
        let all = prometheus.ask("/rules").await?;
        let rules = all["groups"][0]["rules"].as_array()?.clone();
        rules.iter().all(|rule| rule["health"] != "unknown").then_some(rules)
    })
    .await;
    assert!(alarms.len() >= 15, "only {} alarms", alarms.len());
    for alarm in alarms {
        assert_eq!(alarm["health"], "ok", "{alarm}");
        assert_ne!(alarm["state"], "firing", "all is well: {alarm}");
    }
}

async fn every_panel_is_answered(prometheus: &Prometheus) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../deploy/grafana/crema.json");
    let text = std::fs::read_to_string(path).expect("it is part of the repository");
    let dashboard: Value = serde_json::from_str(&text).expect("it is JSON");
    let mut answered = BTreeSet::new();
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    for panel in list(&dashboard["panels"]) {
        let title = panel["title"].as_str().unwrap_or_default();
        for target in list(&panel["targets"]) {
            // As Grafana fills it in.
            let query = target["expr"].as_str().unwrap_or_default();
            let query = query.replace("$store", ".*").replace("$__rate_interval", "10s");
            let legend = target["legendFormat"].as_str().unwrap_or_default();
            let found = if MAY_BE_EMPTY.contains(&title) {
                prometheus.query(&query).await
            } else {
                // A rate needs two readings.
                within(LIMIT, &format!("{title}: {query}"), async || {
                    Some(prometheus.query(&query).await).filter(|found| !found.is_empty())
                })
                .await
            };
            for series in &found {
                for label in legend.split("{{").skip(1).filter_map(|rest| rest.split_once("}}")) {
                    let value = &series["metric"][label.0];
                    assert!(value.is_string(), "{title}: no label {} in {series}", label.0);
                }
            }
            if !found.is_empty() {
                answered.insert(title.to_owned());
            }
        }
    }
    assert!(answered.len() >= 20, "only {answered:?} were answered");
}
