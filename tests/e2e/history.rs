//! Judges what happened from what clients were told: nothing acknowledged is missing, nothing
//! happened twice, events have no gaps, deadlines were kept. Pure: knows no server.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

/// A change that a client was told is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Acknowledged {
    pub(crate) order: String,
    pub(crate) action: &'static str,
}

/// When the server was away, in UTC milliseconds: from its last moment to being ready again.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Outage {
    pub(crate) from: i64,
    pub(crate) to: i64,
}

/// What a run left behind.
#[derive(Debug, Default)]
pub(crate) struct History {
    pub(crate) acknowledged: Vec<Acknowledged>,
    pub(crate) outages: Vec<Outage>,
    /// Every event, by position.
    pub(crate) events: Vec<Value>,
    /// Every order that an event tells of.
    pub(crate) orders: Vec<Value>,
}

/// How late a deadline may fire: a second by the rules, and one for a busy test machine.
const LATE_MILLIS: i64 = 2_000;

/// The event that proves an action; each happens at most once to an order that is never recalled
/// or released.
const PROOFS: &[(&str, &str)] = &[
    ("scan", "Validator.NewOrder"),
    ("submit", "OrderManager.WaitingCompletion"),
    ("claim", "OrderManager.MakeOrder"),
    ("complete", "OrderManager.OrderCompleted"),
    ("collect", "OrderManager.OrderCollected"),
    ("cancel", "OrderManager.OrderCancelled"),
    ("time out", "OrderProcessor.OrderTimeOut"),
    ("end", "OrderProcessor.OrderFinished"),
];

impl History {
    /// Everything that is wrong.
    pub(crate) fn complaints(&self) -> Vec<String> {
        let mut found = Vec::new();
        self.check_positions(&mut found);
        let by_order = self.check_sequences(&mut found);
        self.check_acknowledged(&by_order, &mut found);
        for order in &self.orders {
            let events = by_order.get(text(order, "id")).map_or(&[][..], Vec::as_slice);
            check_end(order, events, &mut found);
            self.check_deadline(order, events, &mut found);
        }
        self.check_numbers(&mut found);
        found
    }

    /// What is wrong already, while orders are still open: something acknowledged is missing, or
    /// a history has gaps.
    pub(crate) fn complaints_so_far(&self) -> Vec<String> {
        let mut found = Vec::new();
        self.check_positions(&mut found);
        let by_order = self.check_sequences(&mut found);
        self.check_acknowledged(&by_order, &mut found);
        self.check_numbers(&mut found);
        found
    }

    /// How many deadlines passed while the server was away.
    pub(crate) fn deadlines_while_away(&self) -> usize {
        let deadlines = self.events.iter().filter(|e| kind(e) == "OrderProcessor.OrderTimeOut");
        deadlines
            .filter_map(|e| deadline_before(e, self.events.iter()))
            .filter(|at| self.outages.iter().any(|o| (o.from..=o.to).contains(at)))
            .count()
    }

    /// How often clients were told that `action` is done.
    pub(crate) fn successes(&self, action: &str) -> usize {
        self.acknowledged.iter().filter(|a| a.action == action).count()
    }

    fn check_positions(&self, found: &mut Vec<String>) {
        for (event, expected) in self.events.iter().zip(1..) {
            if event["position"] != expected {
                found.push(format!("position {} where {expected} was due", event["position"]));
                return;
            }
        }
    }

    fn check_sequences(&self, found: &mut Vec<String>) -> BTreeMap<&str, Vec<&Value>> {
        let mut by_subject: BTreeMap<&str, Vec<&Value>> = BTreeMap::new();
        for event in &self.events {
            let earlier = by_subject.entry(text(event, "subject")).or_default();
            if event["sequence"] != earlier.len() + 1 {
                found.push(format!(
                    "{}: sequence {} after {} events",
                    text(event, "subject"),
                    event["sequence"],
                    earlier.len()
                ));
            }
            earlier.push(event);
        }
        by_subject
    }

    fn check_acknowledged(&self, events: &BTreeMap<&str, Vec<&Value>>, found: &mut Vec<String>) {
        for Acknowledged { order, action } in &self.acknowledged {
            let proof =
                PROOFS.iter().find(|(name, _)| name == action).map_or("", |(_, proof)| proof);
            let of_order = events.get(order.as_str()).map_or(&[][..], Vec::as_slice);
            if !of_order.iter().any(|event| kind(event) == proof) {
                found.push(format!("{order}: {action} was acknowledged and is lost"));
            }
        }
    }

    fn check_numbers(&self, found: &mut Vec<String>) {
        let mut seen = BTreeSet::new();
        for number in self.orders.iter().filter_map(|order| order["number"].as_i64()) {
            if !seen.insert(number) {
                found.push(format!("number {number} was given twice"));
            }
        }
    }

    fn check_deadline(&self, order: &Value, events: &[&Value], found: &mut Vec<String>) {
        let Some(fired) = events.iter().find(|e| kind(e) == "OrderProcessor.OrderTimeOut") else {
            return;
        };
        let Some(due) = deadline_before(fired, events.iter().copied()) else {
            found.push(format!("{}: timed out without a deadline", text(order, "id")));
            return;
        };
        let at = millis(text(fired, "time")).unwrap_or(0);
        if at < due {
            found.push(format!("{}: timed out {} ms early", text(order, "id"), due - at));
        }
        let mut latest = due + LATE_MILLIS;
        // A server that was away when it should have acted, or just before it did, acts when back.
        for outage in &self.outages {
            if outage.from <= latest && due <= outage.to {
                latest = latest.max(outage.to + LATE_MILLIS);
            }
        }
        if at > latest {
            found.push(format!("{}: timed out {} ms late", text(order, "id"), at - latest));
        }
    }
}

fn check_end(order: &Value, events: &[&Value], found: &mut Vec<String>) {
    let id = text(order, "id");
    for (action, proof) in PROOFS {
        let times = events.iter().filter(|event| kind(event) == *proof).count();
        if times > 1 {
            found.push(format!("{id}: {action} happened {times} times"));
        }
    }
    let ends: Vec<_> = events
        .iter()
        .filter(|e| kind(e) == "OrderProcessor.OrderFinished")
        .filter_map(|e| e["data"]["state"].as_str())
        .collect();
    if ends != [text(order, "state")] {
        found.push(format!("{id}: is {} and ended as {ends:?}", text(order, "state")));
    }
}

/// The deadline that was in force before `fired`, from the events that announce deadlines.
fn deadline_before<'a>(fired: &Value, events: impl Iterator<Item = &'a Value>) -> Option<i64> {
    events
        .filter(|e| e["subject"] == fired["subject"])
        .filter(|e| e["sequence"].as_i64() < fired["sequence"].as_i64())
        .filter_map(|e| millis(e["data"]["deadline"].as_str()?))
        .last()
}

fn kind(event: &Value) -> &str {
    text(event, "type")
}

fn text<'a>(value: &'a Value, field: &str) -> &'a str {
    value[field].as_str().unwrap_or_default()
}

/// RFC 3339 in UTC to milliseconds.
fn millis(text: &str) -> Option<i64> {
    text.parse::<jiff::Timestamp>().ok().map(|at| at.as_millisecond())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    /// A history of one order that was scanned at 0 s with a deadline at 30 s.
    fn scanned() -> History {
        let mut history = History::default();
        happen(&mut history, "Validator.NewOrder", 0, json!({}));
        let deadline = json!({ "deadline": "1970-01-01T00:00:30Z" });
        happen(&mut history, "OrderProcessor.WorkflowStarted", 0, deadline);
        acknowledge(&mut history, "scan");
        history.orders.push(json!({ "id": "o", "state": "started", "number": null }));
        history
    }

    fn expired(after_seconds: i64) -> History {
        let mut history = scanned();
        happen(&mut history, "OrderProcessor.OrderTimeOut", after_seconds, json!({}));
        end(&mut history, "expired");
        history
    }

    fn happen(history: &mut History, kind: &str, second: i64, data: Value) {
        let next = history.events.len() + 1;
        let time = jiff::Timestamp::from_second(second).unwrap().to_string();
        history.events.push(json!({ "type": kind, "subject": "o", "sequence": next,
            "position": next, "time": time, "data": data }));
    }

    fn end(history: &mut History, state: &str) {
        happen(history, "OrderProcessor.OrderFinished", 40, json!({ "state": state }));
        history.orders[0]["state"] = json!(state);
    }

    fn acknowledge(history: &mut History, action: &'static str) {
        history.acknowledged.push(Acknowledged { order: "o".to_owned(), action });
    }

    #[test]
    fn a_good_history_has_no_complaints() {
        assert_eq!(expired(30).complaints(), Vec::<String>::new());
        assert_eq!(expired(31).complaints(), Vec::<String>::new());
    }

    #[test]
    fn a_lost_acknowledged_action_is_found() {
        let mut history = expired(30);
        acknowledge(&mut history, "submit");
        assert_eq!(history.complaints(), ["o: submit was acknowledged and is lost"]);
    }

    #[test]
    fn gaps_are_found() {
        let mut history = expired(30);
        history.events.remove(1);
        let complaints = history.complaints();
        assert!(complaints.contains(&"position 3 where 2 was due".to_owned()), "{complaints:?}");
        assert!(complaints.contains(&"o: sequence 3 after 1 events".to_owned()), "{complaints:?}");
    }

    #[test]
    fn two_ends_and_no_end_are_found() {
        assert_eq!(scanned().complaints(), ["o: is started and ended as []"]);
        let mut twice = expired(30);
        end(&mut twice, "collected");
        let complaints = twice.complaints();
        assert!(complaints.contains(&"o: end happened 2 times".to_owned()), "{complaints:?}");
    }

    #[test]
    fn a_late_or_early_deadline_is_found_unless_the_server_was_away() {
        assert_eq!(expired(35).complaints(), ["o: timed out 3000 ms late"]);
        assert_eq!(expired(29).complaints(), ["o: timed out 1000 ms early"]);
        let mut away = expired(35);
        away.outages.push(Outage { from: 25_000, to: 34_500 });
        assert_eq!(away.complaints(), Vec::<String>::new());
        assert_eq!(away.deadlines_while_away(), 1);
    }

    #[test]
    fn a_number_given_twice_is_found() {
        let mut history = expired(30);
        history.orders[0]["number"] = json!(7);
        let same = history.orders[0].clone();
        history.orders.push(same);
        assert_eq!(history.complaints(), ["number 7 was given twice"]);
    }
}
