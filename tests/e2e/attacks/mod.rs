//! The attacks of docs/ATTACKS.md, each under its number against the real server. What a unit test
//! proves better stays beside its code; the document names both.

mod admission;
mod content;
mod identity;
mod pins;
mod requests;
mod siege;
mod sockets;

use std::time::Duration;

use harness::api::{Answer, Call, api, fresh_key};
use harness::{Api, Backend, Guest, Server, Shop};
use serde_json::{Value, json};

const SOON: Duration = Duration::from_secs(30);

/// An open shop behind a proxy on this machine, so that callers can come from anywhere.
async fn shop_behind_a_proxy(backend: &Backend) -> Shop {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let settings = [("CREMA_TRUSTED_PROXIES", "127.0.0.0/8")];
    Shop::around(Server::start_in(folder, backend, &settings).await).await
}

/// POST of JSON below `/api/v1` as the proxy passes it on for `address`.
async fn post_from(caller: &Api, address: &str, path: &str, body: &Value) -> Answer {
    let call = Call::new("POST", &api(path)).json(body).key(&fresh_key());
    caller.call(call.header("x-forwarded-for", address)).await
}

/// A guest scans from `address`.
async fn scan_from(guest: &Guest, address: &str, code: &str) -> Answer {
    post_from(&guest.api, address, "/stores/main/qr-code", &json!({ "code": code })).await
}

/// Everything of the store that a guess or a theft could have changed.
async fn state_of(shop: &Shop) -> (Value, usize, usize) {
    let left =
        shop.operator.get("/stores/main/qr-code").await.expect(200).json["places_left"].clone();
    (left, shop.orders("started").await.len(), shop.events().await.len())
}
