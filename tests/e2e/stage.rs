//! The installation of three replicas as a stage for the browser suite, which says by lines on the
//! standard input what happens to it: `freeze 1`, `thaw 1`, `kill 2`, `restart 2`. Replicas are
//! counted from 0.

use harness::{Backend, Cluster};
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
#[ignore = "tests/browser/replicas.spec.js plays on it"]
async fn three_replicas() {
    let Some(Backend::Postgres { cluster }) = Backend::postgres() else {
        panic!("three replicas need PostgreSQL: run it under bin/with-postgres");
    };
    let mut cluster = Cluster::start(&cluster).await;
    let url = format!("http://{}", cluster.entrance());
    println!("\nSTAGE {}", json!({ "url": url, "operator": cluster.shop.operator.token() }));
    let mut lines = std::io::stdin().lines();
    while let Some(line) = tokio::task::block_in_place(|| lines.next()) {
        let line = line.expect("the suite's lines are text");
        let (what, at) = line.split_once(' ').expect("what happens, and to which replica");
        let replica = cluster.replica(at.parse().expect("a replica's number"));
        match what {
            "freeze" => replica.freeze().await,
            "thaw" => replica.thaw().await,
            "kill" => replica.kill().await,
            "restart" => replica.restart().await,
            other => panic!("a replica knows no {other}"),
        }
        println!("\nDONE {line}");
    }
}
