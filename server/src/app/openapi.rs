//! The OpenAPI document: gathered from the annotations beside the handlers, and completed with what
//! follows from a route's kind, so that an annotation says only what is special about its route.
//!
//! `docs/openapi.json` is this document; `crema openapi` prints it and `GET /api/v1/openapi.json`
//! answers it. A route without an annotation does not compile (`routes!`), and one that goes around
//! that is found by the tidy test.

mod problems;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use axum::Json;
use serde_json::{Map, Value, json};
use utoipa::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::health;
use crate::context::Context;
use crate::context::contract::{ANYBODY, KEY_REQUIRED};

/// Where the JSON API begins.
pub(super) const API: &str = "/api/v1";

/// What the document begins with: the schema that every refusal shares.
#[derive(OpenApi)]
#[openapi(components(schemas(crate::error::Problem)))]
struct Base;

/// Routes below `/api/v1`.
pub(super) fn routes() -> OpenApiRouter<Context> {
    OpenApiRouter::new().routes(routes!(get_openapi))
}

/// This document.
#[utoipa::path(
    get,
    path = "/openapi.json",
    tag = "operations",
    responses((status = 200, description = "OpenAPI 3.1", body = Object)),
)]
async fn get_openapi() -> Json<&'static Value> {
    static DOCUMENT: LazyLock<Value> = LazyLock::new(document);
    Json(&DOCUMENT)
}

/// The whole document.
#[must_use]
pub fn document() -> Value {
    let api = OpenApiRouter::with_openapi(Base::openapi()).nest(API, super::api());
    let mut openapi = api.into_openapi();
    openapi.merge(health::routes().into_openapi());
    let mut document = serde_json::to_value(openapi).expect("a document is plain data");
    document["info"] = json!({
        "title": "Crema",
        "description": "Self-hosted coffee ordering. Refusals are RFC 9457 problem details: \
            `code` is stable, and a client must live with codes it does not know. Changes to this \
            interface are additive.",
        "version": env!("CARGO_PKG_VERSION"),
        "license": {"name": "Apache-2.0 OR MIT"},
    });
    document["components"]["securitySchemes"] = security_schemes();
    let paths = document["paths"].as_object_mut().expect("a document has paths");
    let mut shared = Map::new();
    for (path, item) in paths {
        let operations = item.as_object_mut().expect("a path has operations");
        for (method, operation) in operations {
            Operation { path, method, value: operation }.complete(&mut shared);
        }
    }
    document["components"]["responses"] = shared.into();
    document
}

/// The document as it stands in `docs/openapi.json`, without the line end.
#[must_use]
pub fn text() -> String {
    serde_json::to_string_pretty(&document()).expect("a document is plain data")
}

fn security_schemes() -> Value {
    let cookie = |name: &str, whose: &str| json!({"type": "apiKey", "in": "cookie", "name": name, "description": whose});
    json!({
        "bearer": {
            "type": "http",
            "scheme": "bearer",
            "bearerFormat": "JWT",
            "description": "From POST /api/v1/sessions, /sessions/anonymous, or `crema token`.",
        },
        "guest_cookie": cookie("crema_guest", "A guest's phone."),
        "staff_cookie": cookie("crema_staff", "Somebody who signed in with a PIN."),
        "device_cookie": cookie("crema_device", "A paired display or tablet."),
    })
}

/// The cookie that a role's session comes in.
fn cookie_of(role: &str) -> &'static str {
    match role {
        "customer" => "guest_cookie",
        "display" => "device_cookie",
        _ => "staff_cookie",
    }
}

/// One operation of the document, on its way to being complete.
struct Operation<'a> {
    path: &'a str,
    method: &'a str,
    value: &'a mut Value,
}

impl Operation<'_> {
    fn complete(self, shared: &mut Map<String, Value>) {
        let roles = words(&self.value["x-roles"]);
        let own = words(&self.value["x-problems"]);
        let codes = self.codes(&roles, &own);
        let value = self.value.as_object_mut().expect("an operation is an object");
        value.remove("x-problems");
        let name = self.path.trim_start_matches(API).replace(['{', '}', '.'], "");
        let name = name.replace(['/', '-'], "_");
        value.insert("operationId".to_owned(), format!("{}{name}", self.method).into());
        if !roles.is_empty() {
            value.insert("security".to_owned(), security(&roles));
        }
        if let Some(header) = key_header(&own) {
            let parameters = value.entry("parameters").or_insert_with(|| json!([]));
            parameters.as_array_mut().expect("parameters are a list").push(header);
        }
        let responses = value["responses"].as_object_mut().expect("an operation has responses");
        add_problems(responses, &codes, shared);
    }

    /// The codes this operation may answer: its own, and those of its kind.
    fn codes(&self, roles: &[String], own: &[String]) -> BTreeSet<String> {
        let mut codes: BTreeSet<String> = own.iter().cloned().collect();
        if !self.path.starts_with(API) {
            return codes;
        }
        let is_change = self.method != "get";
        let has = |field: &str| self.value.get(field).is_some();
        let has_query = self.value["parameters"]
            .as_array()
            .is_some_and(|list| list.iter().any(|parameter| parameter["in"] == "query"));
        let takes_text = self.path.contains('{') || has_query || has("requestBody");
        let kinds: [(bool, &[&str]); 9] = [
            (true, &["internal", "request_timeout", "unavailable"]),
            (is_change, &["foreign_origin"]),
            (has("requestBody"), &["invalid_json", "unsupported_media_type", "body_too_large"]),
            (has("requestBody"), &["key_malformed"]),
            (takes_text, &["invalid_text"]),
            (self.path.contains('{') || has_query, &["invalid_query"]),
            (self.path.contains('{') && !self.path.contains("{token}"), &["not_found"]),
            (!roles.is_empty(), &["unauthorized"]),
            (!roles.is_empty() && roles.len() < ANYBODY.len(), &["forbidden"]),
        ];
        let of_kind = kinds.into_iter().filter(|(applies, _)| *applies).flat_map(|(_, all)| all);
        codes.extend(of_kind.map(|code| (*code).to_owned()));
        codes
    }
}

/// Texts in an annotation: a text, or a list of them and of lists.
fn words(value: &Value) -> Vec<String> {
    match value {
        Value::String(word) => vec![word.clone()],
        Value::Array(list) => list.iter().flat_map(words).collect(),
        _ => Vec::new(),
    }
}

fn security(roles: &[String]) -> Value {
    let cookies: BTreeSet<&str> = roles.iter().map(|role| cookie_of(role)).collect();
    let alternatives = std::iter::once("bearer").chain(cookies);
    alternatives.map(|scheme| json!({scheme: []})).collect()
}

/// The header that a change's problems tell of, if they do.
fn key_header(own: &[String]) -> Option<Value> {
    let has = |code: &str| own.iter().any(|own| own == code);
    has("key_reused").then(|| {
        json!({
            "name": "Idempotency-Key",
            "in": "header",
            "required": KEY_REQUIRED.iter().all(|code| has(code)),
            "description": "A fresh UUID for each action; a repeat with the same key and body gets \
                the first answer for 24 hours.",
            "schema": {"type": "string", "minLength": 8, "maxLength": 64, "pattern": "^[!-~]+$"},
        })
    })
}

/// Adds one response for each status that the codes have; the same ones are told once, in `shared`.
fn add_problems(
    responses: &mut Map<String, Value>,
    codes: &BTreeSet<String>,
    shared: &mut Map<String, Value>,
) {
    let mut by_status: BTreeMap<u16, Vec<&str>> = BTreeMap::new();
    for code in codes {
        let status = problems::status_of(code)
            .unwrap_or_else(|| panic!("app/openapi/problems.rs has no line for {code}"));
        by_status.entry(status).or_default().push(code);
    }
    for (status, codes) in by_status {
        let name = format!("{status}.{}", codes.join("."));
        responses
            .insert(status.to_string(), json!({"$ref": format!("#/components/responses/{name}")}));
        shared.entry(name).or_insert_with(|| problem_response(status, &codes));
    }
}

fn problem_response(status: u16, codes: &[&str]) -> Value {
    let told: Vec<String> = codes
        .iter()
        .map(|code| format!("`{code}`: {}", problems::meaning_of(code).unwrap_or_default()))
        .collect();
    let schema = json!({"allOf": [
        {"$ref": "#/components/schemas/Problem"},
        {"properties": {"status": {"const": status}, "code": {"enum": codes}}},
    ]});
    let mut response = json!({
        "description": told.join("\n"),
        "content": {"application/problem+json": {"schema": schema}},
    });
    if matches!(status, 409 | 429 | 503) {
        response["headers"] = json!({"Retry-After": {
            "description": "Seconds after which trying again can work, where that is known.",
            "schema": {"type": "integer", "minimum": 1},
        }});
    }
    if status == 401 {
        response["headers"] = json!({"WWW-Authenticate": {"schema": {"type": "string"}}});
    }
    response
}
