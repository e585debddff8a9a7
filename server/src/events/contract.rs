//! Holds events and messages against `docs/asyncapi.yaml`. For tests only: unit tests check every
//! event where it is appended, and the harness checks what each server it starts says it emitted.
//!
//! Stricter than the document is for consumers: they must pass over fields they do not know, but
//! here a field that is not written in the document is a mismatch. Imports nothing of the crate,
//! because `tests/harness/contract.rs` includes this file by its path.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use jsonschema::Validator;
use serde_json::{Map, Value, json};
use yaml_rust2::{Yaml, YamlLoader};

/// The document, ready to check with.
pub(crate) struct AsyncApi {
    /// By channel and the name of its message.
    payloads: BTreeMap<(String, String), Validator>,
}

/// `docs/asyncapi.yaml`.
pub(crate) fn asyncapi() -> &'static AsyncApi {
    static DOCUMENT: OnceLock<AsyncApi> = OnceLock::new();
    DOCUMENT.get_or_init(|| AsyncApi::parse(include_str!("../../../docs/asyncapi.yaml")))
}

impl AsyncApi {
    /// Reads a document.
    ///
    /// # Panics
    /// When it is no YAML, or one of its schemas is no JSON schema.
    pub(crate) fn parse(text: &str) -> Self {
        let document = from_yaml(text);
        let mut strict = document["components"].clone();
        close(&mut strict["schemas"]);
        let mut payloads = BTreeMap::new();
        for (channel, told) in object(&document["channels"]) {
            for (message, reference) in object(&told["messages"]) {
                let payload = resolve(&document, reference)["payload"].clone();
                let schema = json!({"components": strict, "allOf": [payload]});
                let validator = jsonschema::options()
                    .should_validate_formats(true)
                    .build(&schema)
                    .unwrap_or_else(|error| panic!("{message} has no good schema: {error}"));
                payloads.insert((channel.clone(), message.clone()), validator);
            }
        }
        Self { payloads }
    }

    /// Checks an event's data.
    pub(crate) fn check_event(&self, kind: &str, data: &Value) -> Result<(), String> {
        self.check("events", kind, data)
    }

    /// Checks a message to browsers or on the bus.
    pub(crate) fn check_message(&self, topic: &str, payload: &Value) -> Result<(), String> {
        let segments: Vec<&str> = topic.split('/').collect();
        let kind = payload["type"].as_str().unwrap_or_default();
        let (channel, changed) = match segments.as_slice() {
            ["crema", "bus", _] => ("bus", "BusMessage"),
            ["crema", _, "public"] => ("public", "StoreChanged"),
            ["crema", _, "user", _] => ("user", "UserChanged"),
            ["crema", _, "queue"] => ("queue", "QueueChanged"),
            ["crema", _, "display"] => ("display", "DisplayChanged"),
            _ => return Err(format!("docs/asyncapi.yaml has no channel for {topic}")),
        };
        let message = match kind {
            "Gateway.Resync" => "Resync",
            "Gateway.SessionRevoked" => "SessionRevoked",
            _ => changed,
        };
        self.check(channel, message, payload)
    }

    fn check(&self, channel: &str, message: &str, payload: &Value) -> Result<(), String> {
        let key = (channel.to_owned(), message.to_owned());
        let Some(validator) = self.payloads.get(&key) else {
            return Err(format!("docs/asyncapi.yaml has no message {message} on {channel}"));
        };
        let found: Vec<String> = validator
            .iter_errors(payload)
            .map(|error| format!("{} at {}", error, error.instance_path()))
            .collect();
        if found.is_empty() {
            return Ok(());
        }
        Err(format!("{message} is not as in docs/asyncapi.yaml: {} in {payload}", found.join("; ")))
    }
}

/// Reads YAML as the JSON it stands for.
///
/// # Panics
/// When it is none.
pub(crate) fn from_yaml(text: &str) -> Value {
    let documents = YamlLoader::load_from_str(text).expect("the document is YAML");
    to_json(documents.first().expect("there is a document"))
}

fn to_json(yaml: &Yaml) -> Value {
    match yaml {
        Yaml::String(text) | Yaml::Real(text) => text.clone().into(),
        Yaml::Integer(number) => (*number).into(),
        Yaml::Boolean(flag) => (*flag).into(),
        Yaml::Array(list) => list.iter().map(to_json).collect(),
        Yaml::Hash(map) => map
            .iter()
            .map(|(key, value)| (key.as_str().expect("keys are texts").to_owned(), to_json(value)))
            .collect::<Map<_, _>>()
            .into(),
        Yaml::Null | Yaml::Alias(_) | Yaml::BadValue => Value::Null,
    }
}

/// Takes fields that are not written out of every object that has some.
fn close(schema: &mut Value) {
    match schema {
        Value::Object(map) => {
            if map.contains_key("properties") {
                map.entry("additionalProperties").or_insert(Value::Bool(false));
            }
            map.values_mut().for_each(close);
        }
        Value::Array(list) => list.iter_mut().for_each(close),
        _ => {}
    }
}

/// What a `$ref` within the document names; a value that is none is itself.
pub(crate) fn resolve<'a>(document: &'a Value, value: &'a Value) -> &'a Value {
    match value["$ref"].as_str() {
        Some(name) => document
            .pointer(name.trim_start_matches('#'))
            .unwrap_or_else(|| panic!("{name} names nothing")),
        None => value,
    }
}

fn object(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flatten()
}
