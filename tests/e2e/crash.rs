//! `kill -9` in the middle of work, twenty times: clients go on as phones and tablets do, and
//! `history.rs` judges what they were told against what is there.

use std::time::{Duration, Instant};

use harness::{Backend, Shop, on_both_databases, say};

use crate::history::Outage;
use crate::work::{Chance, Crowd, SUBMIT_SECONDS, now, settled};

const KILLS: usize = 21;
const CUSTOMERS: u64 = 8;
const BARISTAS: u64 = 3;

on_both_databases! {
    killed_twenty_times_nothing_acknowledged_is_lost;
}

async fn killed_twenty_times_nothing_acknowledged_is_lost(backend: Backend) {
    let mut shop = Shop::open(&backend).await;
    let crowd = Crowd::enter(&shop, CUSTOMERS, BARISTAS).await;

    let started = Instant::now();
    let mut outages = Vec::new();
    let mut chance = Chance(7);
    let mut was_long_away = false;
    while outages.len() < KILLS {
        tokio::time::sleep(Duration::from_millis(200 + chance.below(700))).await;
        let from = now();
        shop.server.kill().await;
        // Once, long enough that guests' time to choose runs out meanwhile.
        if !was_long_away && started.elapsed().as_secs() > SUBMIT_SECONDS + 2 {
            was_long_away = true;
            tokio::time::sleep(Duration::from_secs(6)).await;
        }
        shop.server.restart().await;
        outages.push(Outage { from, to: now() });
        // The long absence needs deadlines to fall into: go on killing until it was there.
        if outages.len() == KILLS && !was_long_away {
            outages.remove(0);
        }
    }
    let acknowledged = crowd.go_home().await;
    let history = settled(&shop, acknowledged, outages).await;
    let count = |action| history.successes(action);
    say(&format!(
        "MEASURED {} kills in {} s: {} scans, {} submits, {} claims, {} collected, {} cancelled, \
         {} deadlines while away, {} events",
        history.outages.len(),
        started.elapsed().as_secs(),
        count("scan"),
        count("submit"),
        count("claim"),
        count("collect"),
        count("cancel"),
        history.deadlines_while_away(),
        history.events.len(),
    ));
    assert!(history.outages.len() >= 20, "too few kills");
    for (action, least) in
        [("scan", 100), ("submit", 60), ("claim", 40), ("collect", 40), ("cancel", 5)]
    {
        assert!(count(action) >= least, "only {} of {least} {action}s went through", count(action));
    }
    assert!(history.deadlines_while_away() >= 1, "no deadline passed while the server was away");
}
