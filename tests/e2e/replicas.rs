//! Three replicas behind a proxy, as `docker-compose.yml` has them: any one may be killed or
//! frozen, and the broker may be away, while guests go on ordering.

use std::time::{Duration, Instant};

use harness::api::{Api, Call, api};
use harness::mqtt::{Heard, Socket};
use harness::shop::flat_white;
use harness::{Backend, Cluster, Guest, Shop, say, within};
use serde_json::json;

use crate::length::{either, survived};
use crate::work::{Crowd, insist, settled};

/// What a fault may cost on a test machine with much else to do; `docs/MEASUREMENTS.md` has what
/// it costs on a quiet one.
const RECOVERY: Duration = Duration::from_secs(20);
/// A frozen one is noticed later: the proxy waits for its answers, the database for its locks.
const THAW: Duration = Duration::from_secs(20);

/// Starts the whole installation, or says why not.
async fn cluster() -> Option<Cluster> {
    let Some(Backend::Postgres { cluster }) = Backend::postgres() else {
        say("SKIPPED: three replicas need PostgreSQL (run it under bin/with-postgres)");
        return None;
    };
    Some(Cluster::start(&cluster).await)
}

#[tokio::test(flavor = "multi_thread")]
async fn any_one_of_three_replicas_may_be_killed_or_frozen() {
    let Some(mut cluster) = cluster().await else { return };
    let started = Instant::now();
    let crowd = Crowd::enter(&cluster.shop, 6, 2).await;
    let (mut calm, mut killed, mut frozen) =
        (Recovery::default(), Recovery::default(), Recovery::default());
    for _ in 0..9 {
        calm.add(recovery(&cluster.shop).await);
    }
    for round in 0..either(9, 45) {
        cluster.replica(round % 3).kill().await;
        killed.add(recovery(&cluster.shop).await);
        cluster.replica(round % 3).restart().await;
    }
    let freeze = Duration::from_secs(either(4, 20));
    for at in (0..3).cycle().take(either(3, 6)) {
        cluster.replica(at).freeze().await;
        let began = Instant::now();
        frozen.add(recovery(&cluster.shop).await);
        tokio::time::sleep(freeze.saturating_sub(began.elapsed())).await;
        cluster.replica(at).thaw().await;
    }
    // Deadlines fire while replicas come and go: nobody was away, so none may be late.
    let acknowledged = crowd.go_home().await;
    let history = settled(&cluster.shop, acknowledged, Vec::new()).await;
    let timeouts =
        history.events.iter().filter(|e| e["type"] == "OrderProcessor.OrderTimeOut").count();
    say(&format!(
        "MEASURED three replicas, {} kills, {} freezes of {} s in {} s: {} scans, {} collected, {} \
         timed out, each once; a new order is taken and told of in {}, after a kill in {}, after a \
         freeze in {}",
        killed.0.len(),
        frozen.0.len(),
        freeze.as_secs(),
        started.elapsed().as_secs(),
        history.successes("scan"),
        history.successes("collect"),
        timeouts,
        calm.in_words(),
        killed.in_words(),
        frozen.in_words(),
    ));
    assert!(killed.worst() < RECOVERY, "after a kill: {:?}", killed);
    assert!(frozen.worst() < THAW, "after a freeze: {:?}", frozen);
    assert!(history.successes("scan") >= 50, "too few scans went through");
    assert!(history.successes("collect") >= 20, "too few orders were made");
    assert!(timeouts >= 3, "too few deadlines fired");
    let judge = "replicas: client-side history, I1-I5, no deadline late";
    survived("one of three replicas killed", killed.0.len(), judge);
    survived(
        &format!("one of three replicas frozen {} s", freeze.as_secs()),
        frozen.0.len(),
        judge,
    );
}

/// For each fault, when a guest's order was taken and when everybody could know of it.
#[derive(Debug, Default)]
struct Recovery(Vec<(Duration, Duration)>);

impl Recovery {
    fn add(&mut self, took: (Duration, Duration)) {
        self.0.push(took);
    }

    fn worst(&self) -> Duration {
        self.0.iter().map(|(_, told)| *told).max().unwrap_or_default()
    }

    fn in_words(&self) -> String {
        let middle = |mut all: Vec<Duration>| {
            all.sort_unstable();
            all.get(all.len() / 2).copied().unwrap_or_default().as_millis()
        };
        let taken = middle(self.0.iter().map(|(taken, _)| *taken).collect());
        let told = middle(self.0.iter().map(|(_, told)| *told).collect());
        // From an order's last commit to the moment everybody can know of it.
        let lag = self.0.iter().map(|(taken, told)| *told - *taken).max().unwrap_or_default();
        format!(
            "{taken} and {told} ms (median; {} ms at most, of them {} ms for the relay)",
            self.worst().as_millis(),
            lag.as_millis(),
        )
    }
}

/// Orders as a guest who comes just now.
async fn recovery(shop: &Shop) -> (Duration, Duration) {
    let since = Instant::now();
    let order = order(shop).await;
    let taken = since.elapsed();
    within(Duration::from_secs(20), "the event's position", async || {
        let path = api(&format!("/orders/{order}/events"));
        let answer = insist(&shop.operator, Call::new("GET", &path)).await;
        let events = answer.json["events"].as_array().cloned().unwrap_or_default();
        (events.len() >= 5 && events.iter().all(|e| e["position"].is_i64())).then_some(())
    })
    .await;
    (taken, since.elapsed())
}

/// A new guest's order, insisting on each step as a phone does.
async fn order(shop: &Shop) -> String {
    let anonymous = shop.server.api();
    let session = Call::post(&api("/sessions/anonymous"), &json!({}));
    let session = insist(&anonymous, session).await;
    let guest = Guest { api: anonymous.with_token(session.text_of("token")) };
    let code = code(&shop.operator).await;
    let scan = Call::post(&api("/stores/main/qr-code"), &json!({ "code": code }));
    let scanned = insist(&guest.api, scan).await.expect(201);
    let id = scanned.text_of("id").to_owned();
    let submit = Call::new("PUT", &api(&format!("/orders/{id}")));
    let submit = submit.json(&flat_white("Ana")).key(&format!("submit-{id}"));
    let _ = insist(&guest.api, submit).await.expect(200);
    id
}

async fn code(operator: &Api) -> String {
    let shown = insist(operator, Call::new("GET", &api("/stores/main/qr-code"))).await;
    let url = shown.text_of("url").to_owned();
    url.split_once("c=").map(|(_, code)| code.to_owned()).expect("a code is shown")
}

#[tokio::test(flavor = "multi_thread")]
async fn while_the_broker_is_away_ordering_goes_on_and_all_is_told_afterwards() {
    let Some(mut cluster) = cluster().await else { return };
    cluster
        .shop
        .set(json!({
            "places_per_code": 1_000, "max_queue": 10_000, "code_lifetime_seconds": 30,
        }))
        .await;
    let entrance = cluster.entrance();
    let token = cluster.shop.operator.token().expect("signed in").to_owned();

    cluster.kill_broker().await;
    let since = Instant::now();
    let (mut orders, mut slowest) = (Vec::new(), Duration::ZERO);
    let away = Duration::from_secs(either(8, 600));
    // Ten minutes at full speed would be more orders than a shop's line holds.
    let pause = Duration::from_millis(either(0, 200));
    // Fewer on a slow machine, but never too few to see it caught up.
    while since.elapsed() < away || orders.len() < 8 {
        let began = Instant::now();
        orders.push(order(&cluster.shop).await);
        slowest = slowest.max(began.elapsed());
        tokio::time::sleep(pause).await;
    }
    assert!(slowest < Duration::from_secs(3), "an order took {slowest:?}");

    // It comes while the broker is away, because one that is silent for minutes is shut out.
    let mut screen = Socket::connected(entrance, &token).await;
    assert!(screen.subscribe("crema/main/queue").await);
    cluster.restart_broker().await;
    let back = Instant::now();
    let mut resynced = None;
    let mut told: Vec<(String, i64)> = Vec::new();
    let last = orders.last().expect("some").clone();
    while !told.iter().any(|(subject, _)| *subject == last) {
        assert!(back.elapsed() < Duration::from_secs(60), "{} messages, not the last", told.len());
        let Heard::Packet(packet) = screen.hear(Duration::from_secs(20)).await else {
            panic!("the screen's socket was closed");
        };
        let rumqttc::mqttbytes::v4::Packet::Publish(publish) = packet else { continue };
        let message: serde_json::Value =
            serde_json::from_slice(&publish.payload).expect("messages are JSON");
        if message["type"] == "Gateway.Resync" {
            resynced.get_or_insert(back.elapsed());
        }
        let subject = message["subject"].as_str().unwrap_or_default().to_owned();
        told.push((subject, message["sequence"].as_i64().unwrap_or(0)));
    }
    let caught_up = back.elapsed();
    for order in &orders {
        let sequences: Vec<_> =
            told.iter().filter(|(subject, _)| subject == order).map(|(_, n)| *n).collect();
        assert!(!sequences.is_empty(), "nothing was told of {order}");
        let mut sorted = sequences.clone();
        sorted.sort_unstable();
        sorted.dedup();
        let mut seen = sequences.clone();
        // A batch that was not acknowledged is told again: later numbers never come first.
        seen.dedup();
        assert!(sorted.iter().all(|n| seen.contains(n)), "{order}: {sequences:?}");
    }
    say(&format!(
        "MEASURED broker away {} s: {} orders meanwhile, slowest {} ms; told to resync {} ms and \
         caught up {} ms after it was back",
        away.as_secs(),
        orders.len(),
        slowest.as_millis(),
        resynced.map_or(0, |at| at.as_millis()),
        caught_up.as_millis(),
    ));
    survived(
        &format!("broker gone {} s", away.as_secs()),
        1,
        "replicas: orders go on, each event told in order afterwards",
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_proxy_speaks_tls_and_tells_whose_request_it_is() {
    let Some(cluster) = cluster().await else { return };
    let answer = tokio::process::Command::new("openssl")
        .args(["s_client", "-quiet", "-connect", &cluster.tls.to_string()])
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::null())
        .kill_on_drop(true)
        .spawn();
    let mut client = answer.expect("openssl is there");
    let request =
        "GET /api/v1/stores/main HTTP/1.1\r\nhost: coffee.example\r\nconnection: close\r\n\r\n";
    {
        use tokio::io::AsyncWriteExt as _;
        let stdin = client.stdin.as_mut().expect("piped");
        stdin.write_all(request.as_bytes()).await.expect("sent");
    }
    let mut heard = String::new();
    {
        use tokio::io::AsyncReadExt as _;
        let mut stdout = client.stdout.take().expect("piped");
        let read = stdout.read_to_string(&mut heard);
        tokio::time::timeout(Duration::from_secs(10), read).await.expect("in time").expect("text");
    }
    assert!(heard.contains("200 OK") && heard.contains("\"open\""), "{heard}");
    assert!(heard.to_lowercase().contains("strict-transport-security"), "{heard}");
}
