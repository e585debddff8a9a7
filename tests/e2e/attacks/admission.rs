//! Attacks 1 to 3: on the places of a code.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use harness::api::Call;
use harness::{Answer, Backend, Guest, Shop, on_both_databases};
use serde_json::json;

use super::{post_from, scan_from, shop_behind_a_proxy, state_of};

on_both_databases! {
    a01_a_photo_in_a_chat_of_two_hundred_admits_no_more_than_its_places;
    a02_a_bot_does_not_get_all_places_in_a_moment;
    a02_wrong_codes_and_rescans_do_not_hold_up_others_on_their_network;
    a03_every_code_that_does_not_count_is_refused_alike;
}

/// Everybody scans the same code at the same moment.
async fn all_at_once(guests: Vec<Guest>, addresses: &[String], code: &str) -> Vec<Answer> {
    let scans: Vec<_> = guests
        .into_iter()
        .zip(addresses.iter().cycle().cloned())
        .map(|(guest, address)| {
            let code = code.to_owned();
            tokio::spawn(async move { scan_from(&guest, &address, &code).await })
        })
        .collect();
    let mut answers = Vec::new();
    for scan in scans {
        answers.push(scan.await.expect("every scan is answered"));
    }
    answers
}

fn admitted(answers: &[Answer]) -> usize {
    let ids =
        answers.iter().filter(|answer| answer.status < 300).map(|answer| answer.text_of("id"));
    ids.collect::<BTreeSet<_>>().len()
}

/// That a photo goes stale within 30 seconds is shown with a clock that tests move:
/// `a_photo_in_a_chat_goes_stale_for_everybody` in `server/src/order/tests.rs`.
async fn a01_a_photo_in_a_chat_of_two_hundred_admits_no_more_than_its_places(backend: Backend) {
    let shop = shop_behind_a_proxy(&backend).await;
    let addresses: Vec<String> = (0..200).map(|n| format!("203.0.113.{n}")).collect();
    let guests = shop.guests(200).await;
    let answers = all_at_once(guests, &addresses, &shop.code().await).await;
    assert_eq!(admitted(&answers), 10);
    for refused in answers.iter().filter(|answer| answer.status >= 300) {
        // On a slow machine the last ones come when the photo is stale already.
        assert!(matches!(refused.code(), "code_used_up" | "code_expired"), "{}", refused.text);
    }
    assert_eq!(shop.orders("started").await.len(), 10);
}

async fn a02_a_bot_does_not_get_all_places_in_a_moment(backend: Backend) {
    let shop = shop_behind_a_proxy(&backend).await;
    shop.set(json!({ "places_per_code": 40, "max_queue": 400 })).await;
    // Settings of a code count from the next one on, which opening again begins.
    let code = shop.code().await;
    let places = shop.operator.get("/stores/main/qr-code").await.expect(200).json["places"].clone();
    let places = places.as_u64().and_then(|n| usize::try_from(n).ok()).expect("a number");
    let bots = shop.guests(60).await;
    let started = Instant::now();
    let answers = all_at_once(bots, &["198.51.100.7".to_owned()], &code).await;
    // Half at once, and all within ten seconds: what came meanwhile on a busy machine.
    let meanwhile =
        usize::try_from(started.elapsed().as_secs() + 1).expect("seconds") * places / 10;
    let most = places / 2 + meanwhile;
    let got = admitted(&answers);
    assert!((5..=most).contains(&got), "{got} of {places} places, expected at most {most}");
    let is_told = |answer: &&Answer| (answer.status, answer.code()) == (429, "network_busy");
    let told: Vec<_> = answers.iter().filter(is_told).collect();
    assert!(!told.is_empty() || started.elapsed() > Duration::from_secs(4), "nobody had to wait");
    for answer in told {
        let wait = answer.header("retry-after").parse::<u64>();
        assert!(wait.is_ok_and(|wait| (1..=10).contains(&wait)), "{}", answer.text);
    }
    if got < places {
        let honest = scan_from(&shop.guest().await, "203.0.113.9", &shop.code().await).await;
        assert!(honest.status < 300, "others get their chance: {}", honest.text);
    }
}

/// Somebody on the venue's own network sends codes that do not count, and scans again and again with
/// the order they have, as fast as they can: neither takes a place, not even from the network's share.
async fn a02_wrong_codes_and_rescans_do_not_hold_up_others_on_their_network(backend: Backend) {
    const VENUE: &str = "203.0.113.1";
    let shop = shop_behind_a_proxy(&backend).await;
    let code = shop.code().await;
    let has_order = shop.guest().await;
    let _ = scan_from(&has_order, VENUE, &code).await.expect(201);
    let wrong: String = code.chars().map(|c| if c == '0' { '1' } else { '0' }).collect();
    let mut flood = tokio::task::JoinSet::new();
    for n in 0..60 {
        let (guest, code) = (has_order.clone(), [&wrong, &code][n % 2].clone());
        flood.spawn(async move {
            loop {
                let _ = scan_from(&guest, VENUE, &code).await;
            }
        });
    }
    // Fewer than the network's share at once.
    for _ in 0..4 {
        let honest = scan_from(&shop.guest().await, VENUE, &shop.code().await).await;
        assert!(honest.status < 300, "{}", honest.text);
    }
    flood.shutdown().await;
}

/// A venue's guests share one address; who waits as told gets in, and the wait is short.
#[tokio::test(flavor = "multi_thread")]
async fn a02_two_hundred_guests_behind_one_address_all_get_their_drink() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let settings = [("CREMA_TRUSTED_PROXIES", "127.0.0.0/8")];
    let server = harness::Server::start_in(folder, &Backend::Sqlite, &settings).await;
    let operator = server.api().with_token(&server.token("operator").await);
    let wide = json!({ "places_per_code": 200, "max_queue": 400 });
    let _ = operator.patch("/stores/main/settings", &wide).await.expect(200);
    let shop = Shop::around(server).await;
    let guests = shop.guests(200).await;
    let code = shop.code().await;
    let started = Instant::now();
    let orders: Vec<_> = guests
        .into_iter()
        .map(|guest| {
            let (code, operator) = (code.clone(), shop.operator.clone());
            tokio::spawn(async move { patient(&guest, code, &operator).await })
        })
        .collect();
    for order in orders {
        assert_eq!(order.await.expect("every guest is served").status, 200);
    }
    assert_eq!(shop.orders("queued").await.len(), 200);
    let took = started.elapsed();
    assert!(took < Duration::from_secs(120), "{took:?}");
}

async fn patient(guest: &Guest, mut code: String, operator: &harness::Api) -> Answer {
    loop {
        let answer = scan_from(guest, "203.0.113.1", &code).await;
        if answer.status < 300 {
            return guest.submit(answer.text_of("id"), "Ana").await;
        }
        assert!(matches!(answer.code(), "network_busy" | "code_expired"), "{}", answer.text);
        let wait = answer.header("retry-after").parse().unwrap_or(0);
        tokio::time::sleep(Duration::from_secs(wait)).await;
        let shown = operator.get("/stores/main/qr-code").await.expect(200);
        shown.text_of("url").split_once("c=").expect("a code").1.clone_into(&mut code);
    }
}

async fn a03_every_code_that_does_not_count_is_refused_alike(backend: Backend) {
    let shop = shop_behind_a_proxy(&backend).await;
    let code = shop.code().await;
    let before = state_of(&shop).await;
    let guest = shop.guest().await;
    let (bucket, fresh) = code.split_at(13);
    let other =
        |text: &str| text.chars().map(|c| if c == '0' { '1' } else { '0' }).collect::<String>();
    let guesses = [
        format!("{}{fresh}", other(bucket)),
        format!("{bucket}{}", other(fresh)),
        other(&code),
        bucket.to_owned(),
        format!("{code}0"),
        String::new(),
        "\u{0}' or 1=1 --".to_owned(),
        "x".repeat(5_000),
    ];
    let mut said = BTreeSet::new();
    for guess in &guesses {
        let answer = scan_from(&guest, "198.51.100.20", guess).await;
        let answer = answer.expect_problem(409, "code_expired");
        said.insert((answer.text.clone(), answer.header("retry-after").to_owned()));
    }
    assert_eq!(said.len(), 1, "a guesser learns something: {said:?}");
    assert_eq!(state_of(&shop).await, before, "guesses left something behind");

    // Two hundred at once, then ten a second; the page of a scanned address counts as well.
    let mut is_throttled = false;
    for n in 0..5_000 {
        let answer = if n % 2 == 0 {
            scan_from(&guest, "198.51.100.20", &guesses[0]).await
        } else {
            let page = format!("/s/main/scan?c={}", guesses[0]);
            let open = Call::new("GET", &page).header("x-forwarded-for", "198.51.100.20");
            guest.api.call(open).await
        };
        is_throttled = answer.status == 429;
        if is_throttled {
            assert!(n > 100, "{n} guesses are what a venue sends by mistake");
            break;
        }
    }
    assert!(is_throttled, "5,000 guesses were answered");
    let elsewhere = scan_from(&guest, "198.51.100.21", &guesses[0]).await;
    let _ = elsewhere.expect_problem(409, "code_expired");
    assert_eq!(state_of(&shop).await, before, "guesses left something behind");

    // The right code still works, and the same person scanning again gets the same order.
    let first = scan_from(&guest, "198.51.100.20", &shop.code().await).await.expect(201);
    let again = scan_from(&guest, "198.51.100.20", &shop.code().await).await.expect(200);
    assert_eq!(first.text_of("id"), again.text_of("id"));
    let nobody = shop.server.api();
    let body = json!({ "code": code });
    let stolen = post_from(&nobody, "198.51.100.20", "/stores/main/qr-code", &body).await;
    let _ = stolen.expect_problem(401, "unauthorized");
}
