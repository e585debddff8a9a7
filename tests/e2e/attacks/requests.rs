//! Attack 13: requests that another site's page makes a browser send, and what answers carry.

use harness::api::{Call, api, fresh_key};
use harness::{Backend, Server, Shop};
use serde_json::json;

use crate::browser::Browser;

#[tokio::test(flavor = "multi_thread")]
async fn a13_another_sites_page_changes_nothing() {
    let shop = Shop::open(&Backend::Sqlite).await;
    let staff = format!("crema_staff={}", shop.operator.token().unwrap_or(""));
    let nobody = shop.server.api();
    let body = json!({ "state": "closed" }).to_string();
    let put = |kind: &str| {
        let call = Call::new("PUT", &api("/stores/main/status")).body(kind, body.clone());
        call.key(&fresh_key()).header("cookie", &staff)
    };
    for origin in ["http://evil.example", "null"] {
        let json = nobody.call(put("application/json").header("origin", origin)).await;
        let _ = json.expect_problem(403, "foreign_origin");
        let plain = nobody.call(put("text/plain").header("origin", origin)).await;
        let _ = plain.expect_problem(403, "foreign_origin");
    }
    for kind in ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"] {
        let _ = nobody.call(put(kind)).await.expect_problem(415, "unsupported_media_type");
    }
    let forms = [
        "/console/status?store=main",
        "/console/staff?store=main",
        "/console/settings?store=main",
        "/s/main/barista/status",
        "/s/main/barista/walk-up",
        "/logout",
        "/login",
        "/setup",
    ];
    for path in forms {
        let form = Call::new("POST", path)
            .body(
                "application/x-www-form-urlencoded",
                "state=closed&name=Eve&pin=0000&role=operator",
            )
            .header("cookie", &staff)
            .header("origin", "http://evil.example");
        assert_eq!(nobody.call(form).await.status, 403, "{path}");
    }
    let store = shop.operator.get("/stores/main").await.expect(200);
    assert_eq!(store.json["state"], "open", "{}", store.text);
    // Nobody is told that another site may read an answer.
    let preflight = Call::new("OPTIONS", &api("/stores/main/status"))
        .header("origin", "http://evil.example")
        .header("access-control-request-method", "PUT");
    let answer = nobody.call(preflight).await;
    assert_eq!(answer.header("access-control-allow-origin"), "");
}

#[tokio::test(flavor = "multi_thread")]
async fn a13_every_answer_carries_the_headers_that_keep_it_safe() {
    let shop = Shop::open(&Backend::Sqlite).await;
    let guest = shop.guest().await;
    let mut staff = Browser::new(&shop);
    staff.keep("crema_staff", shop.operator.token().unwrap_or(""));
    staff.keep("crema_guest", guest.api.token().unwrap_or(""));
    let scan = format!("/s/main/scan?c={}", shop.code().await);
    for path in [
        "/s/main/",
        "/s/main/history",
        "/s/main/nothing",
        &scan,
        "/login",
        "/pair",
        "/s/main/barista",
        "/s/main/display",
        "/console",
        "/console/staff",
        "/console/menu",
        "/console/reports",
        "/api/v1/stores/main",
        "/api/v1/nothing",
        "/nothing",
        "/healthz",
        "/sw.js",
    ] {
        let answer = staff.open(path).await;
        let policy = answer.header("content-security-policy").to_owned();
        assert!(policy.contains("default-src 'none'"), "{path}: {policy}");
        assert!(path == "/sw.js" || policy.contains("frame-ancestors 'none'"), "{path}: {policy}");
        for weak in ["unsafe-inline", "unsafe-eval", "*", "http:", "https:"] {
            assert!(!policy.contains(weak), "{path}: {policy}");
        }
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("x-frame-options"), "DENY", "{path}");
        assert_eq!(answer.header("referrer-policy"), "same-origin", "{path}");
        assert_eq!(answer.header("server"), "", "{path}");
        // What would need an exception from the policy is not there.
        for inline in [" style=\"", " onclick=", " onload=", "<script>", "javascript:"] {
            assert!(!answer.text.contains(inline), "{inline} in {path}");
        }
        for cookie in answer.headers.get_all("set-cookie") {
            let text = cookie.to_str().unwrap_or_default();
            assert!(text.contains("HttpOnly") && text.contains("SameSite=Lax"), "{path}: {text}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a13_no_token_code_or_pin_is_logged() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let settings = [("CREMA_LOG", "debug,crema_server=trace,tower_http=trace")];
    let shop = Shop::around(Server::start_in(folder, &Backend::Sqlite, &settings).await).await;
    let link = shop.server.printed("/setup?token=").await;
    let setup =
        link.split("token=").nth(1).and_then(|rest| rest.split(' ').next()).expect("a token");
    let nobody = shop.server.api();
    let page = nobody.try_get(&format!("/setup?token={setup}")).await.expect("an answer");
    assert_eq!(page.status, 200);
    let guest = shop.guest().await;
    let code = shop.code().await;
    let _ = guest.api.try_get(&format!("/s/main/scan?c={code}")).await;
    let order = guest.scan(&code).await.expect(201);
    let task = order.text_of("task_token").to_owned();
    let _ = guest.submit(order.text_of("id"), "Ana").await.expect(200);
    let late = nobody.post(&format!("/tasks/{task}/heartbeat"), &json!({})).await;
    assert!(late.status >= 400, "{}", late.text);
    let sam = shop.barista("Sam").await;
    let wrong = json!({ "store": "main", "name": "Sam", "pin": "161803" });
    assert_eq!(nobody.post("/sessions", &wrong).await.status, 401);

    let log = shop.server.output();
    assert!(log.contains("/api/v1/sessions"), "requests are logged at this level");
    // The set-up link is printed once, for the operator to read.
    assert_eq!(log.matches(setup).count(), 1, "the set-up token is logged");
    let secrets = [
        ("code", code.as_str()),
        ("task token", task.as_str()),
        ("guest's token", guest.api.token().unwrap_or("-")),
        ("barista's token", sam.token().unwrap_or("-")),
        ("PIN", "161803"),
        ("PIN", "271828"),
    ];
    for (what, secret) in secrets {
        assert!(secret.len() > 4, "there is a {what}");
        assert!(!log.contains(secret), "the {what} is logged");
    }
}
