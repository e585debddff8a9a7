//! What is sent: the words and where a tap leads, as JSON for the service worker. Pure.

use crema_web::{Language, PushNews};
use serde_json::json;

use super::schedule::Kind;
use super::sql::DuePush;
use crate::keys::digest;
use crate::store::Store;

/// The message's plain text, before it is encrypted:
/// `{"title":"Number 42 is ready.","body":"Collect it at the bar.\nKiosk","lang":"en",
/// "tag":"ORDER","url":"/s/main/"}`.
pub(super) fn plain(push: &DuePush, store: &Store) -> Vec<u8> {
    let language = Language::known(&push.language).unwrap_or_else(Language::english);
    let news = match push.kind() {
        Kind::Ready => PushNews::Ready,
        Kind::Waiting => PushNews::Waiting { keep_until: store.time_of_day(push.expires_at) },
    };
    let number = u32::try_from(push.number.unwrap_or_default()).unwrap_or_default();
    let words = news.say(&language, number, &store.name);
    json!({
        "title": words.title,
        "body": words.body,
        "lang": language.tag(),
        "tag": push.order_id,
        "url": format!("/s/{}/", store.id),
    })
    .to_string()
    .into_bytes()
}

/// The `Topic` header: a later message about an order replaces one that has not arrived yet.
/// At most 32 characters of URL-safe base64 (RFC 8030, section 5.4), and no id of ours.
pub(super) fn topic(push: &DuePush) -> String {
    digest(push.order_id.as_str().as_bytes())[..32].to_owned()
}
