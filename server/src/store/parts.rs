//! A store taken apart: what changed from one state to another, and putting single parts back.
//!
//! Pure. Parts are small so that taking one change back leaves what others did meanwhile alone: a
//! drink that sold out since does not stand in the way of undoing its neighbour's new price.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use super::{Settings, State, Store};
use crate::audit::Change;
use crate::clock::Timestamp;

/// Every part of a store by its path. What a new field of a drink or a setting is called is taken
/// from its document, so that it need not be listed here.
fn parts(store: &Store) -> BTreeMap<String, Value> {
    let mut parts = BTreeMap::new();
    let menu = json!(store.menu);
    let mut add = |part: &str, value: Value| parts.insert(part.to_owned(), value);
    add("name", json!(store.name));
    add("time_zone", json!(store.time_zone));
    add("status", json!({"state": store.state, "until": store.until, "reason": store.reason}));
    add("hours", json!(store.hours));
    add("broadcast", json!(store.broadcast));
    add("archived", json!(store.archived_at.is_some()));
    for name in Settings::NAMES {
        add(&format!("settings/{name}"), json!(store.settings.get(name)));
    }
    for (key, value) in menu.as_object().into_iter().flatten() {
        match (key.as_str(), value.clone()) {
            ("drinks", Value::Array(drinks)) => {
                add("order/drinks", ids(&drinks));
                for mut drink in drinks {
                    let path = format!("drink/{}", id(&drink));
                    add(&format!("{path}/sold_out"), take_sold_out(&mut drink));
                    add(&path, drink);
                }
            }
            ("groups", Value::Array(groups)) => {
                add("order/groups", ids(&groups));
                for mut group in groups {
                    let path = format!("group/{}", id(&group));
                    for option in options(&mut group) {
                        let at = format!("{path}/option/{}/sold_out", id(option));
                        let sold_out = take_sold_out(option);
                        add(&at, sold_out);
                    }
                    add(&path, group);
                }
            }
            (key, value) => {
                add(&format!("menu/{key}"), value);
            }
        }
    }
    parts
}

/// One part by its path.
pub(super) fn part(store: &Store, path: &str) -> Option<Value> {
    parts(store).remove(path)
}

fn id(part: &Value) -> String {
    part["id"].as_str().unwrap_or_default().to_owned()
}

fn ids(list: &[Value]) -> Value {
    list.iter().map(|part| json!(id(part))).collect()
}

fn options(group: &mut Value) -> &mut [Value] {
    match group.get_mut("options") {
        Some(Value::Array(options)) => options,
        _ => &mut [],
    }
}

fn take_sold_out(part: &mut Value) -> Value {
    part.as_object_mut().and_then(|part| part.remove("sold_out")).unwrap_or(json!(false))
}

/// Which of the ids in `list` are in `other` too, in their order.
fn common(list: &Value, other: &Value) -> Vec<String> {
    let texts = |list: &Value| -> Vec<String> {
        let items = list.as_array().into_iter().flatten();
        items.filter_map(|item| item.as_str().map(str::to_owned)).collect()
    };
    let other: BTreeSet<String> = texts(other).into_iter().collect();
    texts(list).into_iter().filter(|id| other.contains(id)).collect()
}

/// The parts that differ, with a drink or group that went away remembering what it stood behind.
#[must_use]
pub fn changes(before: &Store, after: &Store) -> Vec<Change> {
    let (was, is) = (parts(before), parts(after));
    let all: BTreeSet<&String> = was.keys().chain(is.keys()).collect();
    let mut found = Vec::new();
    for part in all {
        let (mut from, to) = (was.get(part).cloned(), is.get(part).cloned());
        if from == to {
            continue;
        }
        if let (true, Some(from), Some(to)) = (part.starts_with("order/"), &from, &to)
            && common(from, to) == common(to, from)
        {
            // Something came or went; nothing moved.
            continue;
        }
        if to.is_none()
            && let Some(Value::Object(gone)) = &mut from
        {
            let list = if part.starts_with("drink/") { "order/drinks" } else { "order/groups" };
            gone.insert(BEHIND.to_owned(), neighbour(&was[list], gone.get("id")));
        }
        // What is out of sight of the reader: a new drink that is not sold out.
        let is_default = |value: &Option<Value>| matches!(value, None | Some(Value::Bool(false)));
        if part.ends_with("/sold_out") && is_default(&from) && is_default(&to) {
            continue;
        }
        found.push(Change { part: part.clone(), from, to });
    }
    found
}

/// In the value of a part that went away: the id of the one before it, or null for the first.
pub(super) const BEHIND: &str = "behind";

fn neighbour(list: &Value, id: Option<&Value>) -> Value {
    let items = list.as_array().map(Vec::as_slice).unwrap_or_default();
    let at = items.iter().position(|item| Some(item) == id).unwrap_or(0);
    at.checked_sub(1).map_or(Value::Null, |before| items[before].clone())
}

/// Whether nothing but sold-out switches changed.
pub(super) fn is_sold_out_only(changes: &[Change]) -> bool {
    changes.iter().all(|change| change.part.ends_with("/sold_out"))
}

/// Puts every part of `changes` back to what it was.
///
/// # Errors
/// The parts that are no longer as the change left them; an empty list when what was cannot be
/// read by this version. The store is as it was then.
pub(super) fn put_back(
    store: &mut Store,
    changes: &[Change],
    now: Timestamp,
) -> Result<(), Vec<String>> {
    let is = parts(store);
    let moved_on = |change: &&Change| !is_as_left(is.get(&change.part), change);
    let lost: Vec<String> =
        changes.iter().filter(moved_on).map(|change| change.part.clone()).collect();
    if !lost.is_empty() {
        return Err(lost);
    }
    let mut next = store.clone();
    let mut menu = json!(next.menu);
    for change in changes {
        set(&mut next, &mut menu, change, now).ok_or_else(Vec::new)?;
    }
    next.menu = serde_json::from_value(menu).map_err(|_| Vec::new())?;
    *store = next;
    Ok(())
}

fn is_as_left(is: Option<&Value>, change: &Change) -> bool {
    match (is, &change.to) {
        (Some(is), Some(to)) if change.part.starts_with("order/") => {
            common(is, to) == common(to, is)
        }
        (None, None) => true,
        // Switches that are off are not always written down.
        (Some(Value::Bool(false)), None) | (None, Some(Value::Bool(false))) => {
            change.part.ends_with("/sold_out")
        }
        (is, to) => is == to.as_ref(),
    }
}

/// `None` when the value cannot be what it says it is.
fn set(store: &mut Store, menu: &mut Value, change: &Change, now: Timestamp) -> Option<()> {
    let from = change.from.clone().unwrap_or(Value::Null);
    let path: Vec<&str> = change.part.split('/').collect();
    match path.as_slice() {
        ["name"] => from.as_str()?.clone_into(&mut store.name),
        ["time_zone"] => from.as_str()?.clone_into(&mut store.time_zone),
        ["hours"] => store.hours = serde_json::from_value(from).ok()?,
        ["status"] => set_status(store, &from, now)?,
        ["settings", name] => store.settings.set(name, from.as_i64()?).then_some(())?,
        ["menu", key] => {
            menu.as_object_mut()?.insert((*key).to_owned(), from);
        }
        ["order", list] => reorder(menu.get_mut(list)?, &from)?,
        ["drink", id] => put(menu.get_mut("drinks")?, id, change.from.clone())?,
        ["group", id] => put(menu.get_mut("groups")?, id, change.from.clone())?,
        ["drink", id, "sold_out"] => switch(menu.get_mut("drinks")?, id, &from),
        ["group", group, "option", id, "sold_out"] => {
            if let Some(group) = entry(menu.get_mut("groups")?, group) {
                switch(group.get_mut("options")?, id, &from);
            }
        }
        _ => return None,
    }
    Some(())
}

fn set_status(store: &mut Store, from: &Value, now: Timestamp) -> Option<()> {
    let state = State::parse(from["state"].as_str()?)?;
    let until = from["until"].as_i64().map(Timestamp);
    // A pause that would be over is one that has ended.
    let is_over = state == State::Paused && until.is_some_and(|until| until <= now);
    store.state = if is_over { State::Open } else { state };
    store.until = until.filter(|_| !is_over);
    store.reason = from["reason"].as_str().filter(|_| !is_over).map(str::to_owned);
    Some(())
}

fn entry<'a>(list: &'a mut Value, id: &str) -> Option<&'a mut Value> {
    list.as_array_mut()?.iter_mut().find(|entry| entry["id"] == *id)
}

/// Replaces, adds or removes one drink or group; switches that were not part of the change stay.
fn put(list: &mut Value, id: &str, value: Option<Value>) -> Option<()> {
    let entries = list.as_array_mut()?;
    let at = entries.iter().position(|entry| entry["id"] == *id);
    let Some(mut value) = value else {
        entries.remove(at?);
        return Some(());
    };
    let behind = value.as_object_mut()?.remove(BEHIND);
    match at {
        Some(at) => {
            keep_switches(&mut value, &entries[at]);
            entries[at] = value;
        }
        None => {
            let before = entries.iter().position(|entry| Some(&entry["id"]) == behind.as_ref());
            let first = behind.is_some_and(|behind| behind.is_null());
            let at = before.map_or(if first { 0 } else { entries.len() }, |before| before + 1);
            entries.insert(at, value);
        }
    }
    Some(())
}

fn keep_switches(new: &mut Value, old: &Value) {
    let copy = |new: &mut Value, old: &Value| {
        if let (Some(new), Some(switch)) = (new.as_object_mut(), old.get("sold_out")) {
            new.insert("sold_out".to_owned(), switch.clone());
        }
    };
    if old.get("options").is_none() {
        return copy(new, old);
    }
    for option in options(new) {
        let same = old["options"].as_array().into_iter().flatten();
        if let Some(same) = same.into_iter().find(|other| other["id"] == option["id"]) {
            copy(option, same);
        }
    }
}

fn switch(list: &mut Value, id: &str, to: &Value) {
    if let Some(Value::Object(entry)) = entry(list, id) {
        entry.insert("sold_out".to_owned(), json!(to.as_bool().unwrap_or(false)));
    }
}

/// Gives the entries that `order` names the places of one another, in its order.
fn reorder(list: &mut Value, order: &Value) -> Option<()> {
    let entries = list.as_array_mut()?;
    let here = ids(entries);
    let mut wanted = common(order, &here).into_iter();
    let known: BTreeSet<String> = common(&here, order).into_iter().collect();
    let mut by_id: Map<String, Value> =
        entries.iter().map(|entry| (id(entry), entry.clone())).collect();
    for entry in entries.iter_mut().filter(|entry| known.contains(&id(entry))) {
        *entry = by_id.remove(&wanted.next()?)?;
    }
    Some(())
}
