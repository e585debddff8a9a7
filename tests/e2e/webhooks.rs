//! Webhooks from outside: receivers that hang, redirect, drip, fail, die and come back, a server
//! that is killed in the middle, addresses inside, and what operators see and do.

use std::time::Duration;

use harness::api::{Answer, Call, fresh_key};
use harness::shop::act;
use harness::webhook::{Manner, Receiver};
use harness::{Api, Backend, Server, Shop, on_both_databases, within};
use serde_json::{Value, json};

on_both_databases! {
    receivers_that_misbehave_disturb_nobody_and_get_everything_in_the_end;
    killed_in_the_middle_no_event_is_lost;
    addresses_inside_are_refused;
    operators_add_try_and_remove_at_the_console;
}

const WEBHOOKS: &str = "/stores/main/webhooks";
const CONSOLE: &str = "/console/webhooks";
/// Five failures take 15 seconds at most, a hanging receiver ten a try; the machine may be busy.
const LIMIT: Duration = Duration::from_secs(90);

/// Has a receiver told everything; answers the webhook's id.
async fn tell(shop: &Shop, receiver: &Receiver, most_tries: i64) -> String {
    let new = json!({ "name": "Till", "url": receiver.url(), "most_tries": most_tries });
    let added = shop.operator.post(WEBHOOKS, &new).await.expect(201);
    receiver.trust(added.text_of("secret"));
    added.text_of("id").to_owned()
}

async fn shown(shop: &Shop, id: &str) -> Value {
    shop.operator.get(&format!("{WEBHOOKS}/{id}")).await.expect(200).json
}

async fn until(shop: &Shop, id: &str, what: &str, is: impl Fn(&Value) -> bool) -> Value {
    within(LIMIT, what, async || Some(shown(shop, id).await).filter(|webhook| is(webhook))).await
}

/// An order from the scan to the guest's hand; answers its id and its last sequence.
async fn served(shop: &Shop) -> (String, i64) {
    let order = shop.queued(&shop.guest().await).await;
    for action in ["claim", "complete", "collect"] {
        let _ = act(&shop.operator, &order, action).await.expect(200);
    }
    let events = shop.events_of(&order).await;
    let last = events.last().and_then(|event| event["sequence"].as_i64());
    (order, last.expect("it has events"))
}

async fn receivers_that_misbehave_disturb_nobody_and_get_everything_in_the_end(backend: Backend) {
    let shop = Shop::open(&backend).await;
    let well = Receiver::start(Manner::Takes).await;
    let trap = Receiver::start(Manner::Takes).await;
    let hanging = Receiver::start(Manner::Hangs).await;
    let dripping = Receiver::start(Manner::Drips).await;
    let redirecting = Receiver::start(Manner::Redirects(trap.url())).await;
    let failing = Receiver::start(Manner::Answers(500)).await;
    let mut dead = Receiver::start(Manner::Takes).await;
    let bad = [&hanging, &dripping, &redirecting];
    let mut ids = Vec::new();
    for receiver in bad {
        ids.push(tell(&shop, receiver, 20).await);
    }
    let failed = tell(&shop, &failing, 2).await;
    let well_id = tell(&shop, &well, 20).await;
    tell(&shop, &dead, 20).await;
    dead.die().await;
    let mut orders = Vec::new();
    for _ in 0..3 {
        orders.push(served(&shop).await);
    }
    for (order, last) in &orders {
        well.took(order, *last, LIMIT).await;
    }
    let told = well.taken();
    assert!(told.iter().all(|event| !event.to_string().contains("Ana")), "no guest's name");
    let first = shop.events_of(&orders[0].0).await;
    let same: Vec<_> = told.iter().filter(|event| event["subject"] == *orders[0].0).collect();
    assert_eq!(same, first.iter().collect::<Vec<_>>(), "as GET /events tells them");

    // What the operator sees of the others.
    for (id, trouble) in ids.iter().zip(["timeout", "timeout", ""]) {
        let seen = until(&shop, id, "an attempt", |webhook| {
            webhook["deliveries"][0]["millis"].as_i64().is_some()
        });
        let attempt = seen.await["deliveries"][0].clone();
        assert_eq!(attempt["trouble"].as_str().unwrap_or_default(), trouble);
    }
    assert_eq!(shown(&shop, &ids[2]).await["deliveries"][0]["status"], 307);
    assert_eq!(trap.heard(), 0, "redirects are not followed");
    let open = until(&shop, &failed, "an open circuit and dead letters", |webhook| {
        webhook["is_circuit_open"] == true && webhook["dead_letters"].as_i64() > Some(1)
    });
    assert!(open.await["failing_since"].is_string());
    assert!(!well.sequences().is_empty() && failing.taken().is_empty());

    // Everybody is well again: nobody has lost anything.
    dead.come_back().await;
    for receiver in [&hanging, &dripping, &redirecting, &failing] {
        receiver.behave(Manner::Takes);
    }
    let replay = format!("{WEBHOOKS}/{failed}/replay");
    let replayed = shop.operator.post(&replay, &json!({})).await.expect(202);
    assert!(replayed.json["replayed"].as_i64() > Some(1));
    for (order, last) in &orders {
        for receiver in [&hanging, &dripping, &redirecting, &failing, &dead] {
            receiver.took(order, *last, LIMIT).await;
        }
    }
    let done = |webhook: &Value| webhook["dead_letters"] == 0 && webhook["waiting"] == 0;
    let closed = until(&shop, &failed, "an empty queue", done).await;
    assert_eq!(closed["is_circuit_open"], false);

    // 410 is goodbye.
    well.behave(Manner::Answers(410));
    served(&shop).await;
    until(&shop, &well_id, "a webhook that is off", |webhook| webhook["is_on"] == false).await;
}

async fn killed_in_the_middle_no_event_is_lost(backend: Backend) {
    let mut shop = Shop::open(&backend).await;
    let receiver = Receiver::start(Manner::Takes).await;
    tell(&shop, &receiver, 20).await;
    let mut orders = Vec::new();
    for _ in 0..2 {
        for _ in 0..3 {
            orders.push(served(&shop).await);
        }
        // Some are told, some are not, one may be on its way.
        shop.server.kill().await;
        shop.server.restart().await;
    }
    orders.push(served(&shop).await);
    for (order, last) in &orders {
        receiver.took(order, *last, LIMIT).await;
    }
    for (order, _) in &orders {
        let events = shop.events_of(order).await;
        let sequences: Vec<_> =
            events.iter().filter_map(|event| event["sequence"].as_i64()).collect();
        assert_eq!(receiver.sequences()[order], sequences);
    }
}

async fn addresses_inside_are_refused(backend: Backend) {
    let public = [("CREMA_PUBLIC_URL", "https://coffee.example")];
    let folder = tempfile::tempdir().expect("a temporary folder");
    let shop = Shop::around(Server::start_in(folder, &backend, &public).await).await;
    for url in [
        "http://till.example/x",
        "https://127.0.0.1/x",
        "https://[::1]/x",
        "https://[::ffff:169.254.169.254]/x",
        "https://169.254.169.254/latest/meta-data",
        "https://2130706433/x",
        "https://0x7f000001/x",
        "https://0177.0.0.1/x",
        "https://10.0.0.8/x",
        "https://[fd00::1]/x",
        "https://[fe80::1]/x",
        "https://localhost/x",
        "https://printer/x",
        "https://ana:secret@till.example/x",
        "ftp://till.example/x",
        "nonsense",
    ] {
        let new = json!({ "name": "Till", "url": url });
        let refused = shop.operator.post(WEBHOOKS, &new).await;
        let _ = refused.expect_problem(422, "invalid_webhook_url");
    }
    let new = json!({ "name": "Till", "url": "https://till.example/x" });
    let _ = shop.barista("Sam").await.post(WEBHOOKS, &new).await.expect_problem(403, "forbidden");
    let _ = shop.server.api().get(WEBHOOKS).await.expect_problem(401, "unauthorized");
    let added = shop.operator.post(WEBHOOKS, &new).await.expect(201);
    let one = format!("{WEBHOOKS}/{}", added.text_of("id"));
    let inside = json!({ "url": "https://192.168.1.1/x" });
    let refused = shop.operator.patch(&one, &inside).await;
    let _ = refused.expect_problem(422, "invalid_webhook_url");
    for (change, code) in [
        (json!({ "events": [] }), "invalid_webhook_events"),
        (json!({ "events": ["Order.Eaten"] }), "invalid_webhook_events"),
        (json!({ "most_tries": 21 }), "invalid_webhook_tries"),
        (json!({ "name": " " }), "invalid_webhook_name"),
    ] {
        let _ = shop.operator.patch(&one, &change).await.expect_problem(422, code);
    }
    let read = shop.operator.get(&one).await.expect(200);
    assert_eq!(read.json["url"], "https://till.example/x");
    assert!(!read.text.contains("whsec_"), "the secret is told once");
    assert_eq!(shop.operator.call(Call::new("DELETE", &format!("/api/v1{one}"))).await.status, 204);
    let _ = shop.operator.get(&one).await.expect_problem(404, "unknown_webhook");
}

async fn submit(api: &Api, path: &str, fields: &[(&str, &str)]) -> Answer {
    api.call(Call::form(path, fields)).await
}

async fn open(api: &Api, path: &str) -> Answer {
    api.call(Call::new("GET", path)).await
}

async fn operators_add_try_and_remove_at_the_console(backend: Backend) {
    let shop = Shop::open(&backend).await;
    let receiver = Receiver::start(Manner::Takes).await;
    let (url, key) = (receiver.url(), fresh_key());
    let form = |url: &str, which: &str| {
        let fields = [("key", key.as_str()), ("name", "Till <b>"), ("most_tries", "10")];
        let more = [("url", url), ("which", which), ("event", "OrderManager.MakeOrder")];
        fields.iter().chain(&more).map(|&(k, v)| (k.to_owned(), v.to_owned())).collect::<Vec<_>>()
    };
    let send = async |path: &str, fields: Vec<(String, String)>| {
        let fields: Vec<_> = fields.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
        submit(&shop.operator, path, &fields).await
    };
    let new = format!("{CONSOLE}/new?store=main");
    let wrong = send(&new, form("http://192.168.1.7/x", "chosen")).await.expect(422);
    assert!(wrong.text.contains("http://192.168.1.7/x") && wrong.text.contains("id=\"e-url\""));
    assert!(!wrong.text.contains("id=\"e-name\""));
    let secret_of = |page: &Answer| {
        let at = page.text.find("whsec_").expect("the secret is shown");
        page.text[at..].split('<').next().unwrap_or_default().to_owned()
    };
    let added = send(&new, form(&url, "chosen")).await.expect(200);
    let secret = secret_of(&added);
    receiver.trust(&secret);
    let again = send(&new, form(&url, "chosen")).await.expect(200);
    assert_eq!(secret_of(&again), secret, "an impatient finger adds one");
    let list = shop.operator.get(WEBHOOKS).await.expect(200);
    let webhooks = list.json["webhooks"].as_array().expect("a list");
    assert_eq!(webhooks.len(), 1);
    let page = format!("{CONSOLE}/{}", webhooks[0]["id"].as_str().expect("an id"));
    let shown = open(&shop.operator, &page).await.expect(200);
    assert!(!shown.text.contains("whsec_") && shown.text.contains("Till &#60;b&#62;"));

    let press = async |button: &str| send(&format!("{page}/{button}?store=main"), vec![]).await;
    let _ = press("test").await.expect(303);
    assert_eq!(receiver.taken()[0]["type"], "WebhookService.Test");
    served(&shop).await;
    within(LIMIT, "the one chosen event", async || (receiver.taken().len() > 1).then_some(()))
        .await;
    assert_eq!(receiver.taken()[1]["type"], "OrderManager.MakeOrder");
    let shown = open(&shop.operator, &page).await.expect(200);
    assert!(shown.text.contains("data-webhook-state=\"on\"") && shown.text.contains("204"));

    let renewed = press("secret").await.expect(200);
    assert_ne!(secret_of(&renewed), secret);
    let _ = press("test").await.expect(303);
    receiver.trust(&secret_of(&renewed));
    let _ = press("test").await.expect(303);
    assert_eq!(receiver.taken().len(), 4, "the old secret is good for one more day");
    let _ = press("off").await.expect(303);
    served(&shop).await;
    let mut all = form(&url, "all");
    // Another form, so another key.
    all[0].1 = fresh_key();
    let edit = send(&format!("{page}/edit?store=main"), all).await.expect(303);
    assert_eq!(edit.header("location"), page);
    let _ = press("on").await.expect(303);
    within(LIMIT, "what waited", async || (receiver.taken().len() > 5).then_some(())).await;
    assert_eq!(press("remove").await.expect(303).header("location"), CONSOLE);
    assert_eq!(open(&shop.operator, &page).await.status, 404);
    let audit = open(&shop.operator, "/console/audit").await.expect(200).text;
    for said in ["Added the webhook", "Changed the webhook", "new secret", "Removed the webhook"] {
        assert!(audit.contains(said), "{said}");
    }
    let host = url.trim_end_matches("/hook");
    assert!(!audit.contains("whsec_") && !audit.contains(&url), "{host} at most");
}
