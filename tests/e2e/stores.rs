//! Several stores in one installation: what belongs to one is not to be had from another.

use harness::api::Call;
use harness::mqtt::Socket;
use harness::{Api, Backend, Shop, on_both_databases};
use serde_json::json;

use crate::browser::{Browser, field};

on_both_databases! {
    two_stores_share_nothing;
    an_operator_switches_and_a_stale_tab_changes_nothing;
}

const PIN: &str = "271828";

/// Two open stores, and Olga, who runs them all from `main`.
async fn two_stores(backend: &Backend) -> Shop {
    let shop = Shop::open(backend).await;
    let olga = ["staff", "add", "--name", "Olga", "--role", "operator", "--all-stores"];
    shop.server.run(&[&olga[..], &["--pin", PIN]].concat()).await;
    let add = ["store", "add", "--id", "kiosk", "--name", "Kiosk", "--time-zone", "UTC"];
    let said = shop.server.run(&add).await;
    assert!(said.contains("/s/kiosk/"), "{said}");
    let list = shop.server.run(&["store", "list"]).await;
    assert!(list.contains("main") && list.contains("kiosk"), "{list}");
    shop
}

async fn signed_in(shop: &Shop, store: &str, name: &str) -> Api {
    let body = json!({"store": store, "name": name, "pin": PIN});
    let session = shop.server.api().post("/sessions", &body).await.expect(201);
    shop.server.api().with_token(session.text_of("token"))
}

async fn hire(shop: &Shop, store: &str, name: &str, role: &str) -> Api {
    let add = ["staff", "add", "--store", store, "--name", name, "--role", role, "--pin", PIN];
    shop.server.run(&add).await;
    signed_in(shop, store, name).await
}

async fn two_stores_share_nothing(backend: Backend) {
    let shop = two_stores(&backend).await;
    let chief = hire(&shop, "kiosk", "Chief", "operator").await;
    let sam = hire(&shop, "kiosk", "Sam", "barista").await;
    let other_sam = hire(&shop, "main", "Sam", "barista").await;
    let open = json!({"state": "open"});
    let _ = chief.put("/stores/kiosk/status", &open).await.expect(200);
    // The plain operator of one store makes no stores; whoever runs them all does.
    let new = json!({"id": "roof", "name": "Roof", "time_zone": "UTC", "menu_of": "kiosk"});
    chief.post("/stores", &new).await.expect_problem(403, "forbidden");
    let olga = signed_in(&shop, "main", "Olga").await;
    let _ = olga.post("/stores", &new).await.expect(201);
    olga.post("/stores", &new).await.expect_problem(409, "store_id_taken");
    let wrong = json!({"id": "No good", "name": "Roof", "time_zone": "UTC"});
    olga.post("/stores", &wrong).await.expect_problem(422, "invalid_value");
    let listed = shop.server.api().get("/stores").await.expect(200);
    assert_eq!(listed.json["stores"].as_array().map(Vec::len), Some(3), "{}", listed.text);

    // Menus.
    let mut menu = chief.get("/stores/kiosk/menu").await.expect(200).json;
    menu["drinks"].as_array_mut().expect("drinks").truncate(1);
    let _ = chief.put("/stores/kiosk/menu", &menu).await.expect(200);
    let main = shop.operator.get("/stores/main/menu").await.expect(200).json;
    assert!(main["drinks"].as_array().is_some_and(|drinks| drinks.len() > 1));
    chief.put("/stores/main/menu", &menu).await.expect_problem(403, "forbidden");

    // Codes and queues.
    let guest = shop.guest().await;
    let code = shop.code().await;
    let elsewhere = guest.api.post("/stores/kiosk/qr-code", &json!({"code": code})).await;
    assert!(elsewhere.status >= 400, "another store's code: {}", elsewhere.text);
    let order = shop.queued(&guest).await;
    let queue = sam.get("/stores/kiosk/orders").await.expect(200);
    assert_eq!(queue.json["orders"].as_array().map(Vec::len), Some(0), "{}", queue.text);
    for path in ["/stores/main/orders", "/stores/main/qr-code", "/events?store=main"] {
        assert_eq!(chief.get(path).await.status, 403, "{path}");
        assert_eq!(sam.get(path).await.status, 403, "{path}");
    }
    let taken = sam.post(&format!("/orders/{order}/claim"), &json!({})).await;
    assert!(matches!(taken.status, 403 | 404), "{}", taken.text);
    let _ = other_sam.post(&format!("/orders/{order}/claim"), &json!({})).await.expect(200);

    // Pages and topics.
    for path in ["/s/main/barista", "/s/main/display", "/s/main/barista/live"] {
        let page = sam.call(Call::new("GET", path)).await;
        assert_ne!(page.status, 200, "{path} is shown to another store's barista");
        assert_eq!(other_sam.call(Call::new("GET", path)).await.status, 200, "{path}");
    }
    let token = sam.token().expect("signed in");
    let mut socket = Socket::connected(shop.server.address(), token).await;
    assert!(socket.subscribe("crema/kiosk/queue").await);
    for topic in ["crema/main/queue", "crema/main/display"] {
        assert!(!socket.subscribe(topic).await, "{topic}");
        socket = Socket::connected(shop.server.address(), token).await;
    }

    // Guests choose where they are.
    let doors = shop.server.api().call(Call::new("GET", "/")).await.expect(200);
    for store in ["/s/main/", "/s/kiosk/", "/s/roof/"] {
        assert!(doors.text.contains(&format!("href=\"{store}\"")), "{store}: {}", doors.text);
    }
    let login = shop.server.api().call(Call::new("GET", "/login")).await.expect(200);
    assert!(login.text.contains("<option value=\"kiosk\">Kiosk</option>"), "{}", login.text);
}

async fn at_console(shop: &Shop, store: &str, name: &str) -> Browser {
    let mut browser = Browser::new(shop);
    let fields = [("store", store), ("name", name), ("pin", PIN), ("next", "/console")];
    let _ = browser.submit("/login", &fields).await.expect(303);
    browser
}

async fn an_operator_switches_and_a_stale_tab_changes_nothing(backend: Backend) {
    let shop = two_stores(&backend).await;
    let mut olga = at_console(&shop, "main", "Olga").await;
    let stale = olga.open("/console/settings").await.expect(200);
    let old_session = olga.clone();
    assert!(stale.text.contains("href=\"/console/stores\""), "she runs every store");
    let list = olga.open("/console/stores").await.expect(200);
    assert!(list.text.contains("/console/stores/kiosk/archive?store=main"), "{}", list.text);

    let switch = [("to", "kiosk")];
    let switched = olga.submit("/console/store?store=main", &switch).await.expect(303);
    assert_eq!(switched.header("location"), "/console");
    let today = olga.open("/console").await.expect(200);
    assert!(today.text.contains("data-store=\"kiosk\""), "{}", today.text);
    let old = old_session.clone().open("/console").await.expect(303);
    assert!(old.header("location").starts_with("/login"), "the session before it ended");

    // The other tab still shows the form of `main`.
    let form = |key: String| {
        vec![
            ("key", key),
            ("store_name", "Overwritten".to_owned()),
            ("time_zone", "UTC".to_owned()),
            ("currency", String::new()),
        ]
    };
    let fields = form(field(&stale, "key"));
    let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let names = async || {
        let stores = shop.server.api().get("/stores").await.expect(200).json;
        let stores = stores["stores"].as_array().cloned().unwrap_or_default();
        stores.iter().map(|store| store["name"].to_string()).collect::<Vec<_>>()
    };
    let before = names().await;
    for address in ["/console/settings?store=main", "/console/settings"] {
        let refused = olga.submit(address, &fields).await;
        assert_eq!(refused.status, 409, "{address}: {}", refused.text);
        assert!(refused.text.contains("another store"), "{}", refused.text);
    }
    for address in ["/console/status", "/console/menu/move", "/console/staff/x/remove"] {
        let refused = olga.submit(&format!("{address}?store=main"), &[("state", "closed")]).await;
        assert_eq!(refused.status, 409, "{address}: {}", refused.text);
    }
    assert_eq!(names().await, before, "nothing was changed");
    assert_eq!(olga.open("/console/live?store=main").await.status, 403, "its page loads again");
    assert_eq!(olga.open("/console/live?store=kiosk").await.status, 200);
    let shown = olga.open("/console/stores").await.expect(200).text;
    let form = shown.split("/console/stores/kiosk/rename").nth(1).expect("its form");
    let key = form.split("value=\"").nth(1).and_then(|rest| rest.split('"').next());
    let key = key.expect("its key").to_owned();
    let path = "/console/stores/kiosk/rename?store=kiosk";
    let renamed = olga.submit(path, &[("key", &key), ("store_name", "Hut")]).await;
    let _ = renamed.expect(303);
    assert!(names().await.contains(&"\"Hut\"".to_owned()));
    // Another page still shows the old name.
    let late = format!("{key}-late");
    let refused = olga.submit(path, &[("key", &late), ("store_name", "Tent")]).await;
    assert_eq!(refused.status, 409, "{}", refused.text);
    assert!(refused.text.contains("value=\"Tent\"") && refused.text.contains("<details open>"));
    assert!(names().await.contains(&"\"Hut\"".to_owned()), "nothing is written over unseen");

    // Everything that is wrong with a new store is told at once.
    let wrong = [("store_name", ""), ("id", "No good"), ("time_zone", "Europe/Atlantis")];
    let refused = olga.submit("/console/stores?store=kiosk", &wrong).await.expect(422);
    for field in ["store_name", "id", "time_zone"] {
        assert!(refused.text.contains(&format!("id=\"e-{field}\"")), "{field}: {}", refused.text);
    }

    // `main` is open: it cannot be put away before it is closed.
    let archive = "/console/stores/main/archive?store=kiosk";
    let busy = olga.submit(archive, &[]).await;
    assert_eq!(busy.status, 409, "{}", busy.text);
    shop.set_state("closed").await;
    let _ = olga.submit(archive, &[]).await.expect(303);
    let home = olga.open("/").await.expect(303);
    assert_eq!(home.header("location"), "/s/kiosk/", "one store is left");
    let body = json!({"store": "main", "name": "Olga", "pin": PIN});
    assert_eq!(shop.server.api().post("/sessions", &body).await.status, 401, "nobody works there");
    let _ = olga.submit("/console/stores/main/restore?store=kiosk", &[]).await.expect(303);
    assert_eq!(names().await.len(), 2);

    // An operator of one store sees no other.
    let add = ["staff", "add", "--store", "kiosk", "--name", "Chief", "--role", "operator"];
    shop.server.run(&[&add[..], &["--pin", PIN]].concat()).await;
    let mut chief = at_console(&shop, "kiosk", "Chief").await;
    assert!(!chief.open("/console").await.text.contains("/console/stores"));
    assert_ne!(chief.open("/console/stores").await.status, 200);
    let stays = chief.submit("/console/store?store=kiosk", &[("to", "main")]).await;
    assert_eq!(stays.status, 403, "{}", stays.text);
    assert!(chief.open("/console").await.text.contains("data-store=\"kiosk\""));
}
