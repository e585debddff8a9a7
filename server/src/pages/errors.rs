//! Problems as pages: the same sentence, for people.

use axum::extract::{Request, State};
use axum::http::{Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;
use crema_web::ErrorPage;
use url::form_urlencoded::byte_serialize;

use super::language::language_of;
use super::reply;
use super::site::plain_site;
use crate::context::Context;
use crate::error::Problem;

/// 404 for people.
pub(super) async fn unknown_page() -> Problem {
    Problem::not_found("There is no such page. Check the address or scan the code again.")
}

/// Shows problems of pages as pages, and leads who must sign in first to where they can.
pub(super) async fn as_pages(State(cx): State<Context>, request: Request, next: Next) -> Response {
    let method = request.method().clone();
    let path = request.uri().path().to_owned();
    let language = language_of(request.headers());
    let request_id = text_of(&request, header::HeaderName::from_static("x-request-id"));
    let response = next.run(request).await;
    let told = response.extensions().get::<Problem>().cloned();
    let Some(problem) = told.or_else(|| plain_refusal(&response)) else { return response };
    let is_fragment = path.ends_with("/live") || path.ends_with("/qr");
    if is_fragment {
        return response;
    }
    let must_sign_in = matches!(problem.code, "unauthorized" | "forbidden");
    if must_sign_in && method == Method::GET {
        return reply::see_other(&door_to(&path));
    }
    let is_ours = problem.status() == StatusCode::INTERNAL_SERVER_ERROR;
    let screen = ErrorPage {
        status: problem.status().as_u16(),
        code: problem.code.to_owned(),
        detail: problem.detail.clone(),
        back: Some(way_on(problem.code, &path)),
        request_id: request_id.filter(|_| is_ours),
    };
    let mut shown = reply::page(&plain_site(&cx, language), &screen, problem.status());
    if let Some(after) = response.headers().get(header::RETRY_AFTER) {
        shown.headers_mut().insert(header::RETRY_AFTER, after.clone());
    }
    shown
}

/// The framework's own refusals, of a path, a query or a method, have no problem and no page.
fn plain_refusal(response: &Response) -> Option<Problem> {
    let kind = response.headers().get(header::CONTENT_TYPE);
    let is_plain = kind.is_none_or(|kind| kind.as_bytes().starts_with(b"text/plain"));
    let status = response.status();
    let is_refusal = status.is_client_error() || status.is_server_error();
    (is_plain && is_refusal)
        .then(|| Problem::new(status, "refused", "This address cannot be used like this. Go back."))
}

fn text_of(request: &Request, name: header::HeaderName) -> Option<String> {
    request.headers().get(name).and_then(|value| value.to_str().ok()).map(str::to_owned)
}

/// Where somebody without the right session goes: displays are paired, people sign in.
fn door_to(path: &str) -> String {
    if path.ends_with("/display") {
        return "/pair".to_owned();
    }
    let next: String = byte_serialize(path.as_bytes()).collect();
    match store_of(path) {
        Some(store) => format!("/login?store={store}&next={next}"),
        None => format!("/login?next={next}"),
    }
}

fn way_on(code: &str, path: &str) -> String {
    match store_of(path) {
        // Who comes back to the set-up link has an account by then, and nothing at "/".
        _ if code == "setup_link_spent" => "/login".to_owned(),
        Some(store) if path.contains("/barista") => format!("/s/{store}/barista"),
        Some(store) => format!("/s/{store}/"),
        None if path.starts_with("/console") => "/console".to_owned(),
        None => "/".to_owned(),
    }
}

fn store_of(path: &str) -> Option<&str> {
    let (store, _) = path.strip_prefix("/s/")?.split_once('/')?;
    crate::ids::StoreId::parse(store).map(|_| store)
}
