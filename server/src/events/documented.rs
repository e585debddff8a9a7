//! `docs/asyncapi.yaml` is valid, names every event and who hears of it, and only ever grows.

use serde_json::{Value, json};

use super::EventType;
use super::contract::{asyncapi, from_yaml};

fn current() -> Value {
    from_yaml(include_str!("../../../docs/asyncapi.yaml"))
}

#[test]
fn the_document_is_valid_asyncapi() {
    let schema = include_str!("../../../tests/contracts/asyncapi-3.0.0.schema.json");
    let schema: Value = serde_json::from_str(schema).expect("the schema is JSON");
    let validator = jsonschema::validator_for(&schema).expect("the schema is one");
    let faults = |document: &Value| -> Vec<String> {
        validator.iter_errors(document).map(|error| error.instance_path().to_string()).collect()
    };
    assert_eq!(faults(&current()), Vec::<String>::new());
    let mut misspelled = current();
    misspelled["channels"]["public"]["adress"] = json!("x");
    assert!(!faults(&misspelled).is_empty(), "a misspelled field is found");
}

#[test]
fn every_event_is_documented_and_no_other() {
    let document = current();
    let told = document["channels"]["events"]["messages"].as_object().expect("messages");
    let mut told: Vec<&str> = told.keys().map(String::as_str).collect();
    let mut all: Vec<&str> = EventType::ALL.iter().map(|kind| kind.as_str()).collect();
    told.sort_unstable();
    all.sort_unstable();
    assert_eq!(told, all, "docs/asyncapi.yaml and events/catalogue.rs differ");
}

#[test]
fn each_topic_lists_the_events_it_hears_of() {
    let document = current();
    let listed = |schema: &str| -> Vec<String> {
        let kinds = &document["components"]["schemas"][schema]["properties"]["type"]["enum"];
        let mut kinds: Vec<String> = serde_json::from_value(kinds.clone()).expect("a list");
        kinds.sort_unstable();
        kinds
    };
    let heard = |hears: fn(EventType) -> bool| -> Vec<String> {
        let kinds = EventType::ALL.iter().copied().filter(|kind| hears(*kind));
        let mut kinds: Vec<String> = kinds.map(|kind| kind.as_str().to_owned()).collect();
        kinds.sort_unstable();
        kinds
    };
    assert_eq!(listed("UserChanged"), heard(|kind| kind.audience().user));
    assert_eq!(listed("QueueChanged"), heard(|kind| kind.audience().queue));
    assert_eq!(listed("DisplayChanged"), heard(|kind| kind.audience().display));
}

#[test]
fn what_is_not_as_documented_is_found() {
    let check = |kind: &str, data: Value| asyncapi().check_event(kind, &data);
    assert_eq!(check("OrderManager.OrderMissed", json!({"number": 7})), Ok(()));
    for (kind, data) in [
        ("OrderManager.OrderMissed", json!({})),
        ("OrderManager.OrderMissed", json!({"number": "7"})),
        ("OrderManager.OrderMissed", json!({"number": 7, "name": "Ana"})),
        ("OrderManager.OrderForgotten", json!({"number": 7})),
        ("OrderProcessor.WaitingProduction", json!({"deadline": "soon"})),
    ] {
        assert!(check(kind, data.clone()).is_err(), "{kind} {data}");
    }
    let told = |topic: &str, kind: &str| {
        let payload = json!({
            "type": kind, "subject": "o", "sequence": 1, "time": "2026-11-21T10:00:00Z"
        });
        asyncapi().check_message(topic, &payload)
    };
    assert_eq!(told("crema/main/user/ana", "OrderManager.MakeOrder"), Ok(()));
    assert!(told("crema/main/public", "OrderManager.MakeOrder").is_err(), "others' orders");
    assert!(told("crema/main/elsewhere", "OrderManager.MakeOrder").is_err());
}

/// What a consumer of `old` would miss in `new`.
fn taken_away(old: &Value, new: &Value) -> Vec<String> {
    let mut found = Vec::new();
    compare(old, new, "", &mut found);
    found
}

/// The rule that changes are additive: whatever is there stays as it is, and lists that promise
/// something (required fields, values, types) lose nothing. Words for people may change.
fn compare(old: &Value, new: &Value, at: &str, found: &mut Vec<String>) {
    match (old, new) {
        (Value::Object(old), Value::Object(new)) => {
            let is_named = at.ends_with("/properties") || at.ends_with("/messages");
            for (name, value) in old {
                let is_for_people = ["description", "summary", "title"].contains(&name.as_str());
                if is_for_people && !is_named {
                    continue;
                }
                match new.get(name) {
                    Some(other) => compare(value, other, &format!("{at}/{name}"), found),
                    None => found.push(format!("{at}/{name} is gone")),
                }
            }
        }
        (Value::Array(old), Value::Array(new)) => {
            let gone = old.iter().filter(|value| !new.contains(value));
            found.extend(gone.map(|value| format!("{at} lost {value}")));
            if at.ends_with("/type") && old.len() != new.len() {
                found.push(format!("{at} takes more"));
            }
        }
        _ if old == new => {}
        _ => found.push(format!("{at} was {old} and is {new}")),
    }
}

/// The parts that a consumer relies on.
fn promised(document: &Value) -> Value {
    json!({
        "channels": document["channels"],
        "messages": document["components"]["messages"],
        "schemas": document["components"]["schemas"],
    })
}

#[test]
fn nothing_that_was_released_is_taken_away() {
    // At each release the document is copied there, and nowhere else.
    let released = from_yaml(include_str!("../../../tests/contracts/asyncapi.released.yaml"));
    let gone = taken_away(&promised(&released), &promised(&current()));
    assert_eq!(gone, Vec::<String>::new(), "docs/asyncapi.yaml may only grow");
}

#[test]
fn what_takes_something_away_is_found_and_what_adds_is_not() {
    let released = promised(&current());
    let changed = |change: fn(&mut Value)| {
        let mut new = released.clone();
        change(&mut new);
        taken_away(&released, &new).len()
    };
    let added = changed(|new| {
        new["schemas"]["Numbered"]["properties"]["lane"] = json!({"type": "string"});
        new["schemas"]["NotReady"]["properties"]["reason"]["enum"] =
            json!(["closed", "paused", "queue_full", "raining"]);
        new["schemas"]["Audience"]["description"] = json!("Says more.");
        new["channels"]["robots"] = json!({"address": "crema/{store}/robots"});
    });
    assert_eq!(added, 0);
    let removals: [fn(&mut Value); 6] = [
        |new| drop(new["schemas"]["Numbered"]["properties"]["number"].take()),
        |new| new["schemas"]["Submitted"]["required"] = json!(["number"]),
        |new| new["schemas"]["Drinks"]["properties"]["drinks"]["type"] = json!("string"),
        |new| new["schemas"]["NotReady"]["properties"]["reason"]["enum"] = json!(["closed"]),
        |new| new["channels"]["public"]["address"] = json!("crema/{store}/all"),
        |new| drop(new["channels"]["events"]["messages"]["Validator.NewOrder"].take()),
    ];
    for change in removals {
        assert_ne!(changed(change), 0);
    }
}
