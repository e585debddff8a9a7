//! Attack 10: silent, slow and never-reading clients at every listener, in short. The measured form
//! is `crema-bench siege` with 10,000 phones (docs/MEASUREMENTS.md).

use std::time::{Duration, Instant};

use harness::api::{Call, api};
use harness::{Api, Backend, Server, say};
use tokio::process::Command;

use super::shop_behind_a_proxy;

#[tokio::test(flavor = "multi_thread")]
async fn a10_orders_and_pushes_go_on_beside_silent_slow_and_deaf_clients() {
    let server = Server::start(&Backend::Sqlite).await;
    let url = format!("http://{}", server.address());
    let operator = server.token("operator").await;
    let bench = harness::program().with_file_name("crema-bench");
    let siege = Command::new(bench)
        .args(["siege", "--url", &url, "--operator-token", &operator])
        .args(["--pid", &server.id().to_string()])
        .args(["--phones", "200", "--orders", "5", "--attackers", "5"])
        .kill_on_drop(true)
        .output();
    let done = tokio::time::timeout(Duration::from_secs(120), siege).await.expect("it ends");
    let done = done.expect("crema-bench is built beside crema");
    let (told, failed) =
        (String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr));
    // It fails when an order is refused, a phone hears nothing, or the memory grows.
    assert!(done.status.success(), "{told}{failed}");
    for line in told.lines().filter(|line| line.contains("attacked")) {
        say(&format!("MEASURED 200 phones, {line}"));
    }
}

/// Sessions cost nothing to begin, but ending one leaves a row: nobody fills the disk with them.
#[tokio::test(flavor = "multi_thread")]
async fn a10_sessions_that_are_ended_do_not_fill_the_disk() {
    let shop = shop_behind_a_proxy(&Backend::Sqlite).await;
    let end = async |who: &Api, address: &str| {
        who.call(Call::new("DELETE", &api("/sessions/current")).header("x-forwarded-for", address))
            .await
    };
    let mut ended = 0;
    let guests = shop.guests(100).await;
    let started = Instant::now();
    for guest in guests {
        let answer = end(&guest.api, "198.51.100.7").await;
        match answer.status {
            204 => ended += 1,
            _ => drop(answer.expect_problem(429, "too_many_tries")),
        }
    }
    // Sixty at once, then one a second.
    let most = 61 + started.elapsed().as_secs();
    assert!((60..=most).contains(&ended), "{ended} of 100 were ended, expected at most {most}");
    let _ = end(&shop.guest().await.api, "198.51.100.8").await.expect(204);
    let sam = shop.barista("Sam").await;
    let _ = end(&sam, "198.51.100.7").await.expect(204);
}
