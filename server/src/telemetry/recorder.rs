//! The catalogue put to use: a recorder with every bucket and help text, and the list as a document.

use std::fmt::Write as _;

use metrics_exporter_prometheus::{BuildError, Matcher, PrometheusBuilder};

use super::catalogue::{CHAPTERS, Kind, all};

/// A recorder with the buckets of every histogram; others would show as quantiles, which cannot
/// be added up over replicas.
///
/// # Errors
/// When a histogram has no buckets.
pub fn prometheus() -> Result<PrometheusBuilder, BuildError> {
    let mut builder = PrometheusBuilder::new();
    for metric in all() {
        if let Kind::Histogram(bounds) = metric.kind {
            builder = builder.set_buckets_for_metric(Matcher::Full(metric.name.into()), bounds)?;
        }
    }
    Ok(builder)
}

/// Gives the installed recorder every help text, and counters without labels their zero: what counts
/// how often something happened does not see the first time of a counter that begins with it.
pub fn describe() {
    for metric in all() {
        match metric.kind {
            Kind::Counter => metrics::describe_counter!(metric.name, metric.says),
            Kind::Gauge => metrics::describe_gauge!(metric.name, metric.says),
            Kind::Histogram(_) => metrics::describe_histogram!(metric.name, metric.says),
        }
        if matches!(metric.kind, Kind::Counter) && metric.labels.is_empty() {
            metrics::counter!(metric.name).increment(0);
        }
    }
}

/// The catalogue as `docs/METRICS.md`.
#[must_use]
pub fn markdown() -> String {
    let mut text = String::from(
        "# Metrics\n\nWhat `/metrics` tells. Made from `server/src/telemetry/catalogue.rs`; a test \
         keeps both the same\n(`CREMA_WRITE_DOCS=1 cargo test -p crema --lib recorder` writes \
         this file). What to watch, and\nwhat each alarm means, is in \
         [OPERATING.md](OPERATING.md).\n",
    );
    for (chapter, metrics) in CHAPTERS {
        let _ = write!(
            text,
            "\n## {chapter}\n\n| metric | kind | labels | what it says |\n|---|---|---|---|\n"
        );
        for metric in *metrics {
            let kind = match metric.kind {
                Kind::Counter => "counter",
                Kind::Gauge => "gauge",
                Kind::Histogram(_) => "histogram",
            };
            let labels: Vec<String> =
                metric.labels.iter().map(|label| format!("`{label}`")).collect();
            let _ = writeln!(
                text,
                "| `{}` | {kind} | {} | {} |",
                metric.name,
                labels.join(", "),
                metric.says
            );
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn names_are_unique_and_say_their_unit() {
        let names: BTreeSet<_> = all().map(|metric| metric.name).collect();
        assert_eq!(names.len(), all().count());
        for metric in all() {
            let is_counter = matches!(metric.kind, Kind::Counter);
            assert_eq!(metric.name.ends_with("_total"), is_counter, "{}", metric.name);
            assert!(metric.name.starts_with("crema_") && metric.says.ends_with('.'));
        }
    }

    #[test]
    fn the_document_is_the_catalogue() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/METRICS.md");
        if std::env::var_os("CREMA_WRITE_DOCS").is_some() {
            std::fs::write(path, markdown()).expect("docs/METRICS.md is written");
        }
        let written = std::fs::read_to_string(path).unwrap_or_default();
        assert!(written == markdown(), "run CREMA_WRITE_DOCS=1 cargo test -p crema --lib recorder");
    }

    #[test]
    fn a_histogram_is_shown_with_its_buckets_and_its_help() {
        let recorder = prometheus().expect("every histogram has buckets").build_recorder();
        let handle = recorder.handle();
        metrics::with_local_recorder(&recorder, || {
            describe();
            metrics::histogram!("crema_db_group_jobs").record(3.0);
        });
        let text = handle.render();
        assert!(text.contains("# HELP crema_db_group_jobs Jobs that shared a commit"), "{text}");
        assert!(text.contains(r#"crema_db_group_jobs_bucket{le="4"} 1"#), "{text}");
        assert!(text.contains("crema_bus_lost_total 0"), "{text}");
    }
}
