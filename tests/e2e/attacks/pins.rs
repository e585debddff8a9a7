//! Attacks 6 and 14: guessing PINs and codes from many addresses, real or invented.

use std::time::Instant;

use harness::{Answer, Api, Backend, Guest, Shop};
use serde_json::json;

use super::{post_from, scan_from, shop_behind_a_proxy};
use crate::browser::Browser;

async fn sign_in(api: &Api, address: &str, pin: &str) -> Answer {
    let body = json!({ "store": "main", "name": "Sam", "pin": pin });
    post_from(api, address, "/sessions", &body).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a06_guessing_a_pin_from_a_hundred_addresses_is_slow_and_locks_nobody_out() {
    const SHOP: &str = "192.0.2.10";
    let shop = shop_behind_a_proxy(&Backend::Sqlite).await;
    let add = ["staff", "add", "--name", "Sam", "--role", "barista", "--pin", "2718"];
    shop.server.run(&add).await;
    let api = shop.server.api();
    let _ = sign_in(&api, SHOP, "2718").await.expect(201);

    let started = Instant::now();
    let mut checked = 0;
    for n in 0..200 {
        let answer = sign_in(&api, &format!("198.51.100.{}", n % 100), &format!("{n:04}")).await;
        match answer.status {
            401 => checked += 1,
            429 => assert!(!answer.header("retry-after").is_empty(), "{}", answer.text),
            _ => panic!("{}", answer.text),
        }
    }
    // Ten at once, then one every six seconds.
    let most = 11 + started.elapsed().as_secs() / 6;
    assert!(checked <= most, "{checked} PINs were checked, expected at most {most}");
    // The next one of every six seconds may be due just then: of two, one at least has to wait.
    let mut right = sign_in(&api, "198.51.100.200", "2718").await;
    if right.status != 429 {
        right = sign_in(&api, "198.51.100.201", "2718").await;
    }
    assert_eq!(right.status, 429, "a guesser is not told that this one is right: {}", right.text);
    let _ = sign_in(&api, SHOP, "2718").await.expect(201);
}

/// A restart forgets from where people signed in. The store's own tablet is known by its cookie.
#[tokio::test(flavor = "multi_thread")]
async fn a06_a_device_of_the_store_is_not_locked_out_by_guesses_from_elsewhere() {
    let shop = shop_behind_a_proxy(&Backend::Sqlite).await;
    let add = ["staff", "add", "--name", "Sam", "--role", "barista", "--pin", "2718"];
    shop.server.run(&add).await;
    let api = shop.server.api();
    for n in 0..40 {
        let _ = sign_in(&api, &format!("198.51.100.{n}"), "0000").await;
    }
    let fields = [("store", "main"), ("name", "Sam"), ("pin", "2718")];
    // One more try may be due just then: of two strangers, one at least has to wait.
    let mut refused = Vec::new();
    for address in ["192.0.2.11", "192.0.2.12"] {
        refused.push(Browser::from(&shop, address).submit("/login", &fields).await.status == 429);
    }
    assert!(refused.contains(&true), "nobody had to wait");
    let mut tablet = Browser::from(&shop, "192.0.2.10");
    tablet.keep("crema_device", &shop.server.token("display").await);
    let _ = tablet.submit("/login", &fields).await.expect(303);
}

#[tokio::test(flavor = "multi_thread")]
async fn a14_an_invented_address_does_not_escape_a_limit() {
    let shop = Shop::open(&Backend::Sqlite).await;
    let guest = shop.guest().await;
    assert!(is_throttled(&guest, |n| format!("203.0.113.{}, 10.0.0.{}", n % 250, n % 250)).await);

    // A trusted proxy is believed in what it saw itself, and not in what it was told.
    let shop = shop_behind_a_proxy(&Backend::Sqlite).await;
    let guest = shop.guest().await;
    assert!(is_throttled(&guest, |n| format!("203.0.113.{}, 198.51.100.7", n % 250)).await);
    let other = scan_from(&guest, "198.51.100.8", "nonsense").await;
    let _ = other.expect_problem(409, "code_expired");
}

/// Whether guesses are refused at last, though each says that it comes from somewhere else.
async fn is_throttled(guest: &Guest, invented: impl Fn(usize) -> String) -> bool {
    for n in 0..5_000 {
        if scan_from(guest, &invented(n), "nonsense").await.status == 429 {
            return true;
        }
    }
    false
}
