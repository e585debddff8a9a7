//! A real Prometheus with the very files of `deploy/`: only addresses and the pace are replaced.

use std::net::SocketAddr;
use std::process::Stdio;
use std::time::Duration;

use serde_json::Value;
use tempfile::TempDir;
use tokio::process::{Child, Command};

use crate::api::Api;
use crate::cluster::{METRICS_TOKEN, deployed, listens, replaced};
use crate::ground::free_address;

/// Keeps it from being taken for Crema's own API, whose answers are held against its document.
const PREFIX: &str = "/prometheus";

/// A running Prometheus; it ends with this value.
pub struct Prometheus {
    api: Api,
    _child: Child,
    _folder: TempDir,
}

impl Prometheus {
    /// Starts one that scrapes `replicas` each second.
    ///
    /// # Panics
    /// When it does not start, or a file of `deploy/` is not as expected.
    pub async fn start(replicas: &[SocketAddr]) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let targets: Vec<_> = replicas.iter().map(|replica| format!("\"{replica}\"")).collect();
        let config = replaced(
            &deployed("deploy/prometheus/prometheus.yml"),
            &[
                ("_interval: 10s", "_interval: 1s"),
                ("\"crema-1:8080\", \"crema-2:8080\", \"crema-3:8080\"", &targets.join(", ")),
            ],
        );
        let alerts = deployed("deploy/prometheus/alerts.yml");
        let token = METRICS_TOKEN.to_owned();
        for (name, text) in
            [("prometheus.yml", config), ("alerts.yml", alerts), ("metrics_token", token)]
        {
            std::fs::write(folder.path().join(name), text).expect("written");
        }
        let address = free_address();
        let place = |name: &str| folder.path().join(name).display().to_string();
        let child = Command::new("/usr/bin/prometheus")
            .arg(format!("--config.file={}", place("prometheus.yml")))
            .arg(format!("--storage.tsdb.path={}", place("data")))
            .arg(format!("--web.listen-address={address}"))
            .arg(format!("--web.route-prefix={PREFIX}"))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .expect("install prometheus: bin/test does");
        listens(address, "prometheus").await;
        Self { api: Api::new(address), _child: child, _folder: folder }
    }

    /// What its API answers; nothing while it cannot.
    pub async fn ask(&self, path: &str) -> Option<Value> {
        let answer = self.api.try_get(&format!("{PREFIX}/api/v1{path}")).await.ok()?;
        (answer.status == 200).then(|| answer.json["data"].clone())
    }

    /// The result of a query as of now, one value a series.
    ///
    /// # Panics
    /// When Prometheus does not take it for a query; with what it says.
    pub async fn query(&self, query: &str) -> Vec<Value> {
        let text: String = url::form_urlencoded::byte_serialize(query.as_bytes()).collect();
        let path = format!("{PREFIX}/api/v1/query?query={text}");
        let answer = self.api.try_get(&path).await.expect("it answers");
        assert_eq!(answer.status, 200, "{query}: {}", answer.text);
        answer.json["data"]["result"].as_array().cloned().unwrap_or_default()
    }

    /// The state of an alarm: `inactive`, `pending` or `firing`.
    pub async fn alarm(&self, name: &str) -> String {
        crate::within(Duration::from_secs(30), name, async || {
            let all = self.ask("/rules").await?;
            let rules = all["groups"][0]["rules"].as_array()?.clone();
            let rule = rules.into_iter().find(|rule| rule["name"] == name)?;
            rule["state"].as_str().map(str::to_owned)
        })
        .await
    }
}
