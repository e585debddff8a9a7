//! Metrics are counted, declared, drawn and watched under the same names: the catalogue, the code,
//! the dashboard and the alarms.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::source::File;

/// Where every metric is declared.
pub(crate) const CATALOGUE: &str = "server/src/telemetry/catalogue.rs";

/// Metrics that files count without declaring them, and the other way round.
pub(crate) fn strays(server: &[File]) -> Vec<String> {
    let (catalogue, others): (Vec<&File>, Vec<&File>) =
        server.iter().partition(|file| file.path == CATALOGUE);
    let declared: BTreeSet<String> = catalogue.iter().flat_map(|file| literals(file)).collect();
    let used: BTreeSet<String> = others.iter().flat_map(|file| literals(file)).collect();
    let unknown = used.difference(&declared).map(|name| format!("{name} is not declared"));
    let unused = declared.difference(&used).map(|name| format!("{name} is counted nowhere"));
    unknown.chain(unused).collect()
}

/// Metrics that a text names and the catalogue does not have. A histogram's series count as it.
pub(crate) fn unknown_in(text: &str, server: &[File]) -> Vec<String> {
    let catalogue = server.iter().find(|file| file.path == CATALOGUE);
    let declared: BTreeSet<String> = catalogue.into_iter().flat_map(literals).collect();
    let is_known = |name: &str| {
        let series = ["_bucket", "_sum", "_count"].iter();
        declared.contains(name)
            || series.filter_map(|end| name.strip_suffix(end)).any(|base| declared.contains(base))
    };
    named(text).into_iter().filter(|name| !is_known(name)).collect()
}

/// The metrics that a text names.
pub(crate) fn named(text: &str) -> BTreeSet<String> {
    let is_part = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    let words = text.split(|c| !is_part(c));
    words.filter(|word| word.starts_with("crema_")).map(str::to_owned).collect()
}

/// Every query of a Grafana dashboard, with its panel's title.
pub(crate) fn queries(dashboard: &Value) -> Vec<(String, String)> {
    let empty = Vec::new();
    let list = |value: &Value| value.as_array().unwrap_or(&empty).clone();
    let mut found = Vec::new();
    for panel in list(&dashboard["panels"]) {
        let title = panel["title"].as_str().unwrap_or_default().to_owned();
        for target in list(&panel["targets"]) {
            found.push((title.clone(), target["expr"].as_str().unwrap_or_default().to_owned()));
        }
    }
    found
}

/// What is wrong with the alarms, a file of Prometheus: each needs an expression, a severity, and
/// a section of its own in `manual`.
pub(crate) fn alarm_faults(rules: &str, manual: &str) -> Vec<String> {
    let mut found = Vec::new();
    for alarm in rules.split("- alert: ").skip(1) {
        let name = alarm.lines().next().unwrap_or_default().trim();
        for part in ["expr:", "severity:", "summary:", "description:"] {
            if !alarm.contains(part) {
                found.push(format!("{name} has no {part}"));
            }
        }
        if !manual.contains(&format!("`{name}`")) {
            found.push(format!("{name} is not explained in docs/OPERATING.md"));
        }
    }
    found
}

/// The names that a file's macros count and that the catalogue's functions declare.
fn literals(file: &File) -> Vec<String> {
    let mut found = Vec::new();
    for kind in ["counter", "gauge", "histogram"] {
        for rest in file.text.split(kind).skip(1) {
            let rest = rest.strip_prefix('!').unwrap_or(rest);
            let Some(argument) = rest.strip_prefix('(') else { continue };
            let Some(name) = argument.trim_start().strip_prefix('"') else { continue };
            found.extend(name.split('"').next().map(str::to_owned));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn server(catalogue: &str, code: &str) -> Vec<File> {
        let file = |path: &str, text: &str| File { path: path.to_owned(), text: text.to_owned() };
        vec![file(CATALOGUE, catalogue), file("server/src/order/http.rs", code)]
    }

    #[test]
    fn what_is_not_declared_or_not_counted_is_found() {
        let files = server(r#"gauge("crema_a", &[])"#, r#"counter!("crema_b_total")"#);
        assert_eq!(strays(&files), ["crema_b_total is not declared", "crema_a is counted nowhere"]);
    }

    #[test]
    fn a_query_may_name_a_histograms_series_only() {
        let files = server(r#"histogram("crema_h_seconds", &[])"#, "");
        assert_eq!(unknown_in("rate(crema_h_seconds_bucket[5m])", &files), Vec::<String>::new());
        assert_eq!(
            unknown_in("crema_h_seconds_max + crema_x", &files),
            ["crema_h_seconds_max", "crema_x"]
        );
    }

    #[test]
    fn an_alarm_without_explanation_is_found() {
        let rules = "- alert: A\n  expr: up\n  severity: page\n  summary: a\n  description: b\n- alert: B\n";
        let faults = alarm_faults(rules, "`A`");
        assert_eq!(faults.len(), 5, "{faults:?}");
        assert!(faults.iter().all(|fault| fault.starts_with("B ")));
    }
}
