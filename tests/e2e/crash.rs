//! `kill -9` in the middle of work, death at every crash point, and bad wires: clients go on as
//! phones and tablets do, and `history.rs` judges what they were told against what is there.

use std::time::{Duration, Instant};

use harness::{Backend, on_both_databases, say};

use crate::crash_points::die_under_load;
use crate::history::Outage;
use crate::length::{either, survived};
use crate::storm::Wired;
use crate::work::{Chance, Crowd, SUBMIT_SECONDS, now, settled};

const CUSTOMERS: u64 = 8;
const BARISTAS: u64 = 3;

on_both_databases! {
    killed_and_cut_off_again_and_again_nothing_acknowledged_is_lost;
}

async fn killed_and_cut_off_again_and_again_nothing_acknowledged_is_lost(backend: Backend) {
    let kills: usize = either(21, 125);
    let mut wired = Wired::open(&backend).await;
    let crowd = Crowd::enter(&wired.shop, CUSTOMERS, BARISTAS).await;

    let started = Instant::now();
    let mut outages = Vec::new();
    let mut chance = Chance(either(7, u64::from(std::process::id())));
    let mut was_long_away = false;
    while outages.len() < kills {
        tokio::time::sleep(Duration::from_millis(200 + chance.below(700))).await;
        let from = now();
        wired.shop.server.kill().await;
        // Once, long enough that guests' time to choose runs out meanwhile.
        if !was_long_away && started.elapsed().as_secs() > SUBMIT_SECONDS + 2 {
            was_long_away = true;
            tokio::time::sleep(Duration::from_secs(6)).await;
        }
        wired.shop.server.restart().await;
        outages.push(Outage { from, to: now() });
        // The long absence needs deadlines to fall into: go on killing until it was there.
        if outages.len() == kills && !was_long_away {
            outages.remove(0);
        }
    }
    // One absence for the judge: between two deaths, or with its wires broken, the server is hardly
    // there, and a deadline waits for a database that does not answer.
    let from = now();
    wired.wire_the_bus();
    let mut deaths = 0;
    for _ in 0..either(1, 3) {
        deaths += die_under_load(&mut wired.shop.server).await;
    }
    let broken = wired.storm(either(12, 120), &mut chance).await;
    outages.push(Outage { from, to: now() });

    let acknowledged = crowd.go_home().await;
    let history = settled(&wired.shop, acknowledged, outages).await;
    let count = |action| history.successes(action);
    say(&format!(
        "MEASURED {kills} kills, {deaths} deaths at crash points, {} broken wires in {} s: {} scans, {} submits, \
         {} claims, {} collected, {} cancelled, {} deadlines while away, {} events",
        broken.values().sum::<usize>(),
        started.elapsed().as_secs(),
        count("scan"),
        count("submit"),
        count("claim"),
        count("collect"),
        count("cancel"),
        history.deadlines_while_away(),
        history.events.len(),
    ));
    for (action, least) in
        [("scan", 100), ("submit", 60), ("claim", 40), ("collect", 40), ("cancel", 5)]
    {
        assert!(count(action) >= least, "only {} of {least} {action}s went through", count(action));
    }
    assert!(history.deadlines_while_away() >= 1, "no deadline passed while the server was away");
    let judge = "crash: client-side history, I1-I5";
    survived(&format!("kill -9, {}", backend.name()), kills, judge);
    survived(&format!("crash point, {}", backend.name()), deaths, judge);
    for (what, times) in broken {
        survived(&format!("{what}, {}", backend.name()), times, judge);
    }
}
