//! Changes as lines that people read: which field of what, what it was and what it is. Pure.

use std::collections::BTreeSet;

use crema_web::console::{AuditChange, AuditValue};
use crema_web::{Language, Price};
use serde_json::Value;

use crate::audit::Change;
use crate::clock::Timestamp;
use crate::store::{Day, Store};

/// The lines of a change's parts. `store` tells the names of what still is on its menu, and its
/// clock.
pub(super) fn lines(changes: &[Change], store: &Store) -> Vec<AuditChange> {
    let mut lines = Vec::new();
    for change in changes {
        let (from, to) = (change.from.as_ref(), change.to.as_ref());
        let path: Vec<&str> = change.part.split('/').collect();
        match path.as_slice() {
            ["hours"] => hours(from, to, &mut lines),
            ["status" | "broadcast"] => fields(None, from, to, store, &mut lines),
            ["drink" | "group", _] => entry(path[0], from, to, store, &mut lines),
            ["order", list] => lines.push(moved(list, from, to, store)),
            ["drink", id, "sold_out"] => lines.push(switched(drink_name(store, id), from, to)),
            ["group", group, "option", id, "sold_out"] => {
                lines.push(switched(option_name(store, group, id), from, to));
            }
            _ => lines.push(AuditChange {
                of: None,
                field: change.part.clone(),
                from: value(&change.part, from, store),
                to: value(&change.part, to, store),
            }),
        }
    }
    lines
}

fn drink_name(store: &Store, id: &str) -> String {
    store.menu.drink(id).map_or(id, |drink| &drink.name).to_owned()
}

fn group_name(store: &Store, id: &str) -> String {
    store.menu.group(id).map_or(id, |group| &group.name).to_owned()
}

fn option_name(store: &Store, group: &str, id: &str) -> String {
    let options = store.menu.group(group).map(|group| group.options.as_slice());
    let option = options.unwrap_or_default().iter().find(|option| option.id == id);
    option.map_or(id, |option| &option.name).to_owned()
}

fn switched(of: String, from: Option<&Value>, to: Option<&Value>) -> AuditChange {
    let word = |value: Option<&Value>| yes_or_no(value.and_then(Value::as_bool).unwrap_or(false));
    AuditChange {
        of: Some(of),
        field: "sold_out".to_owned(),
        from: Some(word(from)),
        to: Some(word(to)),
    }
}

fn yes_or_no(is: bool) -> AuditValue {
    AuditValue::Word(if is { "yes" } else { "no" }.to_owned())
}

/// A drink or group that came, went or changed.
fn entry(
    kind: &str,
    from: Option<&Value>,
    to: Option<&Value>,
    store: &Store,
    lines: &mut Vec<AuditChange>,
) {
    let name = |value: &Value| value["name"].as_str().unwrap_or_default().to_owned();
    if let (Some(_), Some(new)) = (from, to) {
        return fields(Some(&name(new)), from, to, store, lines);
    }
    let text = |value: Option<&Value>| value.map(|value| AuditValue::Text(name(value)));
    lines.push(AuditChange { of: None, field: kind.to_owned(), from: text(from), to: text(to) });
}

/// Every field of two documents that differs; lists of documents go by their ids.
fn fields(
    of: Option<&str>,
    from: Option<&Value>,
    to: Option<&Value>,
    store: &Store,
    lines: &mut Vec<AuditChange>,
) {
    let keys = |value: Option<&Value>| -> Vec<String> {
        value.and_then(Value::as_object).into_iter().flat_map(|all| all.keys().cloned()).collect()
    };
    let all: BTreeSet<String> = keys(from).into_iter().chain(keys(to)).collect();
    for key in all.into_iter().filter(|key| key != "id" && key != "behind") {
        let (was, is) = (from.and_then(|v| v.get(&key)), to.and_then(|v| v.get(&key)));
        if was == is {
            continue;
        }
        if is_documents(was) || is_documents(is) {
            documents(of, was, is, store, lines);
            continue;
        }
        let (from, to) = (value(&key, was, store), value(&key, is, store));
        if from != to {
            lines.push(AuditChange { of: of.map(str::to_owned), field: key, from, to });
        }
    }
}

fn is_documents(value: Option<&Value>) -> bool {
    let first = value.and_then(Value::as_array).and_then(|list| list.first());
    first.is_some_and(Value::is_object)
}

fn documents(
    of: Option<&str>,
    from: Option<&Value>,
    to: Option<&Value>,
    store: &Store,
    lines: &mut Vec<AuditChange>,
) {
    fn list(value: Option<&Value>) -> Vec<&Value> {
        value.and_then(Value::as_array).into_iter().flatten().collect()
    }
    let (was, is) = (list(from), list(to));
    let of_entry = |entry: &Value| {
        let name = entry["name"].as_str().unwrap_or_default();
        of.map_or_else(|| name.to_owned(), |of| format!("{of}, {name}"))
    };
    let text = |entry: &Value| {
        Some(AuditValue::Text(entry["name"].as_str().unwrap_or_default().to_owned()))
    };
    for new in &is {
        match was.iter().find(|old| old["id"] == new["id"]) {
            Some(old) => fields(Some(&of_entry(new)), Some(old), Some(new), store, lines),
            None => lines.push(AuditChange {
                of: of.map(str::to_owned),
                field: "option".to_owned(),
                from: None,
                to: text(new),
            }),
        }
    }
    for old in was.iter().filter(|old| !is.iter().any(|new| new["id"] == old["id"])) {
        lines.push(AuditChange {
            of: of.map(str::to_owned),
            field: "option".to_owned(),
            from: text(old),
            to: None,
        });
    }
}

/// What moved, without those at both ends that stayed where they were.
fn moved(list: &str, from: Option<&Value>, to: Option<&Value>, store: &Store) -> AuditChange {
    let ids = |value: Option<&Value>| -> Vec<String> {
        let items = value.and_then(Value::as_array).into_iter().flatten();
        items.filter_map(|id| id.as_str().map(str::to_owned)).collect()
    };
    let (was, is) = (ids(from), ids(to));
    let same = |pairs: &mut dyn Iterator<Item = (&String, &String)>| {
        pairs.take_while(|(was, is)| was == is).count()
    };
    let start = same(&mut was.iter().zip(&is));
    let end = same(&mut was.iter().rev().zip(is.iter().rev()));
    let name = |id: &String| match list {
        "drinks" => drink_name(store, id),
        _ => group_name(store, id),
    };
    let text = |ids: &[String]| {
        let end = ids.len().saturating_sub(end).max(start);
        let names: Vec<String> = ids[start.min(end)..end].iter().map(name).collect();
        Some(AuditValue::Text(names.join(", ")))
    };
    AuditChange { of: None, field: "order".to_owned(), from: text(&was), to: text(&is) }
}

fn hours(from: Option<&Value>, to: Option<&Value>, lines: &mut Vec<AuditChange>) {
    let weekday = |value: Option<&Value>, day: Day| {
        let hours = value.filter(|value| !value.is_null())?;
        Some(openings(&hours["weekly"][day.as_str()]))
    };
    for day in Day::ALL {
        let (was, is) = (weekday(from, day), weekday(to, day));
        if was != is {
            let of = Some(format!("weekday-{}", day.as_str()));
            lines.push(AuditChange { of, field: "hours".to_owned(), from: was, to: is });
        }
    }
    let dates = |value: Option<&Value>| -> Vec<(String, AuditValue)> {
        let list = value.and_then(|value| value["exceptions"].as_array()).into_iter().flatten();
        let date = |one: &Value| one["date"].as_str().unwrap_or_default().to_owned();
        list.map(|one| (date(one), openings(&one["open"]))).collect()
    };
    let (was, is) = (dates(from), dates(to));
    let all: BTreeSet<&String> = was.iter().chain(&is).map(|(date, _)| date).collect();
    let at = |list: &[(String, AuditValue)], date: &String| {
        list.iter().find(|(other, _)| other == date).map(|(_, openings)| openings.clone())
    };
    for date in all {
        let (from, to) = (at(&was, date), at(&is, date));
        if from != to {
            lines.push(AuditChange { of: Some(date.clone()), field: "hours".to_owned(), from, to });
        }
    }
}

fn openings(day: &Value) -> AuditValue {
    let all: Vec<String> = day
        .as_array()
        .into_iter()
        .flatten()
        .map(|opening| {
            let time = |end: &str| opening[end].as_str().unwrap_or_default().to_owned();
            format!("{}\u{2013}{}", time("from"), time("to"))
        })
        .collect();
    if all.is_empty() {
        AuditValue::Word("closed".to_owned())
    } else {
        AuditValue::Text(all.join(", "))
    }
}

/// One value as people read it; none for nothing.
fn value(field: &str, value: Option<&Value>, store: &Store) -> Option<AuditValue> {
    let text = |text: String| Some(AuditValue::Text(text));
    match value? {
        Value::Null => None,
        Value::Bool(is) => Some(yes_or_no(*is)),
        Value::Number(number) => {
            let whole = number.as_i64().unwrap_or_default();
            if field.ends_with("_cents") {
                let currency = store.menu.currency.as_deref().unwrap_or_default();
                return Some(AuditValue::Price(Price::new(whole, currency)));
            }
            text(if field.ends_with("_seconds") {
                minutes(whole)
            } else if field == "paper" {
                format!("{whole} mm")
            } else if field == "until" {
                let at = Timestamp(whole);
                format!("{} {}", store.day_of(at), store.time_of_day(at))
            } else {
                number.to_string()
            })
        }
        Value::String(word) if word.is_empty() => None,
        Value::String(word) if matches!(field, "state" | "role" | "kind") => {
            Some(AuditValue::Word(word.clone()))
        }
        Value::String(tag) if field == "language" => text(
            Language::known(tag)
                .map_or_else(|| tag.clone(), |known| known.native_name().to_string()),
        ),
        Value::String(typed) => text(typed.clone()),
        Value::Array(list) => {
            let words: Vec<String> = list
                .iter()
                .filter_map(Value::as_str)
                .map(|word| match field {
                    "groups" => group_name(store, word),
                    _ => word.to_owned(),
                })
                .collect();
            Some(words.join(", ")).filter(|words| !words.is_empty()).map(AuditValue::Text)
        }
        Value::Object(_) => value.map(|document| AuditValue::Text(document.to_string())),
    }
}

/// `1:30` from 90 seconds, on a clock's face: minutes and seconds.
fn minutes(seconds: i64) -> String {
    format!("{}:{:02} min", seconds / 60, seconds % 60)
}
