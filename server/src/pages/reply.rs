//! Views as answers: whole pages with their content security policy, and live fragments that are
//! only sent when they changed.

use std::sync::LazyLock;

use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use crema_web::{App, Screen, Site};
use sha2::{Digest, Sha256};

use crate::error::Problem;
use crate::keys::digest;

/// The policy of each app's pages: its one inline style by hash, everything else from here.
static POLICIES: LazyLock<Vec<(App, HeaderValue)>> = LazyLock::new(|| {
    let policy = |app: App| {
        let style = style_source(app.style());
        let text = format!(
            "default-src 'none'; style-src 'self' {style}; script-src 'self'; \
             img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; \
             worker-src 'self'; media-src 'self'; form-action 'self'; base-uri 'none'; \
             frame-ancestors 'none'"
        );
        HeaderValue::from_str(&text).expect("a policy is plain text")
    };
    App::ALL.iter().map(|&app| (app, policy(app))).collect()
});

/// The source that allows exactly this inline style.
pub(super) fn style_source(style: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(style)))
}

/// A whole page.
pub(super) fn page(site: &Site, screen: &impl Screen, status: StatusCode) -> Response {
    let fragment = screen.fragment(site);
    let html = screen.document(site, &fragment, &etag_of(&fragment));
    let mut response = (status, Html(html)).into_response();
    let app = screen.frame(site).app;
    let headers = response.headers_mut();
    if let Some((_, policy)) = POLICIES.iter().find(|(known, _)| *known == app) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy.clone());
    }
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// A page as it is shown when all is well.
pub(super) fn ok_page(site: &Site, screen: &impl Screen) -> Response {
    page(site, screen, StatusCode::OK)
}

/// A form that was sent with mistakes: 422, values kept.
pub(super) fn form_again(site: &Site, screen: &impl Screen) -> Response {
    page(site, screen, StatusCode::UNPROCESSABLE_ENTITY)
}

/// A form that could not be carried out, its values kept: the problem's status and when to retry.
pub(super) fn form_refused(site: &Site, screen: &impl Screen, problem: &Problem) -> Response {
    let mut response = page(site, screen, problem.status());
    if let Some(seconds) = problem.retry_after {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}

/// A live fragment, or 304 when the browser has it.
pub(super) fn fragment(site: &Site, screen: &impl Screen, headers: &HeaderMap) -> Response {
    fragment_html(screen.fragment(site), headers)
}

/// [`fragment`] for HTML that is rendered already.
pub(super) fn fragment_html(html: String, headers: &HeaderMap) -> Response {
    unless_known("text/html; charset=utf-8", html, headers)
}

/// A text of the media type `kind`, or 304 when the browser has it.
pub(super) fn unless_known(kind: &'static str, text: String, headers: &HeaderMap) -> Response {
    let etag = etag_of(&text);
    let known = headers.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    // A compressing proxy may have weakened the tag on its way.
    let is_known = known
        .is_some_and(|tags| tags.split(',').any(|tag| tag.trim().trim_start_matches("W/") == etag));
    let tag = HeaderValue::from_str(&etag).expect("a digest is plain text");
    let always = [
        (header::ETAG, tag),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-cache, private")),
    ];
    if is_known {
        (StatusCode::NOT_MODIFIED, always).into_response()
    } else {
        (always, [(header::CONTENT_TYPE, kind)], text).into_response()
    }
}

/// To another page after a form was done.
pub(super) fn see_other(path: &str) -> Response {
    Redirect::to(path).into_response()
}

/// The answer with a cookie set.
pub(super) fn with_cookie(mut response: Response, cookie: Option<HeaderValue>) -> Response {
    if let Some(cookie) = cookie {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

fn etag_of(text: &str) -> String {
    format!("\"{}\"", &digest(text.as_bytes())[..22])
}
