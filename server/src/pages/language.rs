//! The language a page is shown in: a visitor's own choice, else what the browser asks for.

use axum::Router;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use axum::routing::get;
use crema_web::Language;
use serde::Deserialize;

use super::reply;
use crate::context::Context;

const COOKIE: &str = "crema_language";

/// A year.
const KEPT_SECONDS: u32 = 365 * 24 * 60 * 60;

/// `/language`.
pub(super) fn routes() -> Router<Context> {
    Router::new().route("/language", get(switch))
}

/// The chosen language, else the best for `Accept-Language`.
pub(super) fn language_of(headers: &HeaderMap) -> Language {
    chosen(headers).unwrap_or_else(|| {
        let wishes = headers.get(header::ACCEPT_LANGUAGE);
        Language::negotiate(wishes.and_then(|wishes| wishes.to_str().ok()).unwrap_or_default())
    })
}

fn chosen(headers: &HeaderMap) -> Option<Language> {
    let lines = headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
    let mut pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.split_once('='));
    pairs.find(|(name, _)| name.trim() == COOKIE).and_then(|(_, tag)| Language::known(tag.trim()))
}

#[derive(Deserialize)]
struct Switch {
    #[serde(default)]
    to: String,
    #[serde(default)]
    next: String,
}

/// Keeps the language and goes back to the page. A link, not a form: another site that sends
/// somebody here changes the words on the screen and nothing else, and the switch works wherever
/// a link does.
async fn switch(State(cx): State<Context>, Query(switch): Query<Switch>) -> Response {
    let next = if is_own_page(&switch.next) { switch.next.as_str() } else { "/" };
    let cookie = Language::known(&switch.to).map(|language| cookie(&language, cx.is_https()));
    reply::with_cookie(reply::see_other(next), cookie)
}

fn cookie(language: &Language, is_https: bool) -> HeaderValue {
    let secure = if is_https { "; Secure" } else { "" };
    let tag = language.tag();
    let text =
        format!("{COOKIE}={tag}; Path=/; Max-Age={KEPT_SECONDS}; HttpOnly; SameSite=Lax{secure}");
    HeaderValue::from_str(&text).expect("language tags are plain text")
}

/// Whether `next` is a page of this site: a path, not an address that a browser would read as
/// another site's.
pub(super) fn is_own_page(next: &str) -> bool {
    next.starts_with('/')
        && !next.starts_with("//")
        && !next.contains('\\')
        && !next.chars().any(char::is_control)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(cookie: &'static str, wishes: &'static str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(header::COOKIE, HeaderValue::from_static(cookie));
        headers.insert(header::ACCEPT_LANGUAGE, HeaderValue::from_static(wishes));
        headers
    }

    #[test]
    fn a_choice_wins_over_the_browser() {
        let language = |cookie, wishes| language_of(&headers(cookie, wishes)).tag();
        assert_eq!(language("crema_guest=x; crema_language=ja", "de"), "ja");
        assert_eq!(language("crema_guest=x", "de-AT,en;q=0.5"), "de");
        assert_eq!(language("crema_language=tlh", "es"), "es");
        assert_eq!(language("crema_language=", ""), "en");
    }

    #[test]
    fn a_page_of_this_site_is_a_path() {
        for own in ["/", "/s/main/", "/s/main/scan?c=ABC", "/console/menu"] {
            assert!(is_own_page(own), "{own}");
        }
        for other in [
            "",
            "s/main",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "/\t/evil.example",
        ] {
            assert!(!is_own_page(other), "{other}");
        }
    }

    #[test]
    fn the_cookie_lasts_a_year_on_the_whole_site() {
        let german = Language::known("de").expect("German has translations");
        let text = cookie(&german, true);
        assert_eq!(
            text.to_str().expect("plain text"),
            "crema_language=de; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax; Secure"
        );
    }
}
