//! Holds every answer of the JSON API that a test gets against `docs/openapi.json`: its status is
//! documented for its route, and its body is as the schema says.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock};

use jsonschema::Validator;
use serde_json::{Value, json};

use crate::api::Answer;

/// Fails when the document does not know the answer.
///
/// # Panics
/// Then, with what to do.
pub fn check(method: &str, path: &str, answer: &Answer) {
    // Without it, the answer is a proxy's in front of Crema.
    let is_ours = !answer.header("x-request-id").is_empty();
    if is_ours && let Err(mismatch) = documented(method, path, answer) {
        panic!(
            "{method} {path} was answered {}, but docs/openapi.json {mismatch}. Describe it beside \
             the handler (x-problems takes its codes, server/src/app/openapi/problems.rs what they \
             mean), then: cargo run -- openapi > docs/openapi.json\n{}",
            answer.status, answer.text
        );
    }
}

fn document() -> &'static Value {
    static DOCUMENT: OnceLock<Value> = OnceLock::new();
    DOCUMENT.get_or_init(|| {
        serde_json::from_str(include_str!("../../docs/openapi.json")).expect("it is JSON")
    })
}

fn documented(method: &str, path: &str, answer: &Answer) -> Result<(), String> {
    let path = path.split(['?', '#']).next().unwrap_or_default();
    if !path.starts_with("/api/v1/") {
        return Ok(());
    }
    let Some((template, item)) = route(path) else {
        let is_refused = answer.status == 404;
        return if is_refused { Ok(()) } else { Err("has no such route".to_owned()) };
    };
    let Some(operation) = item.get(method.to_lowercase()) else {
        let is_refused = answer.status == 405;
        return if is_refused { Ok(()) } else { Err("has no such method there".to_owned()) };
    };
    let response = &operation["responses"][answer.status.to_string()];
    let response = match response["$ref"].as_str() {
        Some(name) => document().pointer(name.trim_start_matches('#')).unwrap_or(&Value::Null),
        None => response,
    };
    if response.is_null() {
        return Err("does not say so".to_owned());
    }
    let Some((kind, content)) = response["content"].as_object().and_then(|all| all.iter().next())
    else {
        let is_empty = answer.text.is_empty();
        return if is_empty { Ok(()) } else { Err("says that the body is empty".to_owned()) };
    };
    let sent = answer.header("content-type").split(';').next().unwrap_or_default();
    if sent != kind {
        return Err(format!("says that it is {kind}, not {sent}"));
    }
    let validator =
        validator(&format!("{method} {template} {}", answer.status), &content["schema"]);
    let found: Vec<String> = validator
        .iter_errors(&answer.json)
        .map(|error| format!("{error} at {}", error.instance_path()))
        .collect();
    if found.is_empty() { Ok(()) } else { Err(format!("says otherwise: {}", found.join("; "))) }
}

/// The route of a path: of several that fit, the one with the most segments spelled out.
fn route(path: &str) -> Option<(&'static String, &'static Value)> {
    let segments: Vec<&str> = path.split('/').collect();
    let fits = |template: &str| {
        let mut spelled_out = 0;
        let parts: Vec<&str> = template.split('/').collect();
        let all = parts.iter().zip(&segments).all(|(part, segment)| {
            spelled_out += usize::from(part == segment);
            part == segment || part.starts_with('{') && !segment.is_empty()
        });
        (all && parts.len() == segments.len()).then_some(spelled_out)
    };
    let routes = document()["paths"].as_object()?.iter();
    routes
        .filter_map(|(template, item)| Some((fits(template)?, (template, item))))
        .max_by_key(|(spelled_out, _)| *spelled_out)
        .map(|(_, route)| route)
}

/// The schema, ready to check with; made once for each kind of answer.
fn validator(name: &str, schema: &Value) -> Arc<Validator> {
    static KNOWN: OnceLock<Mutex<HashMap<String, Arc<Validator>>>> = OnceLock::new();
    let known = KNOWN.get_or_init(Mutex::default);
    let mut known = known.lock().expect("no holder of this lock panics");
    let made = known.entry(name.to_owned()).or_insert_with(|| {
        let whole = json!({"components": document()["components"], "allOf": [schema]});
        let validator = jsonschema::options().should_validate_formats(true).build(&whole);
        Arc::new(validator.expect("docs/openapi.json has good schemas"))
    });
    Arc::clone(made)
}
