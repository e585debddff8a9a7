//! The repository's own rules, checked like any other behaviour: what may import what, how files
//! begin and how long they may be, what the two databases share, which dependencies are used.
//!
//! Style that rustfmt and clippy know is left to them. Every rule here is a function from text to
//! complaints, so that each is also shown a text that breaks it.

// The bundler runs in a build script, which has no tests of its own.
mod additive;
#[path = "../../server/build/bundle.rs"]
mod bundle;
mod deploy;
mod imports;
mod manifests;
mod metrics;
mod rules;
mod schema;
mod source;
mod words;

use source::files;

/// Fails with one complaint a line.
#[track_caller]
fn none(complaints: Vec<String>, what_to_do: &str) {
    assert!(complaints.is_empty(), "{what_to_do}\n  {}", complaints.join("\n  "));
}

/// Every Rust file of the repository.
fn rust_files() -> Vec<source::File> {
    files("", "rs")
}

#[test]
fn imports_go_one_way() {
    none(
        imports::violations(&files("server", "rs")),
        "not allowed by the table in tests/tidy/imports.rs (see docs/ARCHITECTURE.md):",
    );
}

#[test]
fn every_edge_of_the_import_table_is_used_and_documented() {
    none(
        imports::stale_edges(&files("server", "rs")),
        "no file needs these any more, take them out of tests/tidy/imports.rs:",
    );
    let map = std::fs::read_to_string(source::root().join("docs/ARCHITECTURE.md"))
        .expect("docs/ARCHITECTURE.md is part of the repository");
    let missing = imports::EDGES
        .iter()
        .map(|(from, to, _)| format!("`{from} -> {to}`"))
        .filter(|edge| !map.contains(edge))
        .collect();
    none(missing, "docs/ARCHITECTURE.md does not name these edges:");
}

#[test]
fn every_module_says_what_it_is() {
    none(rules::without_module_docs(&rust_files()), "the first line must be a `//!` sentence:");
}

#[test]
fn no_file_grows_without_a_reason() {
    none(rules::too_long(&rust_files()), "split it by idea, or list it with a reason in rules.rs:");
}

#[test]
fn sql_takes_the_time_as_a_parameter() {
    let mut sql = files("migrations", "sql");
    sql.extend(files("server/src", "rs"));
    none(rules::sql_that_asks_the_time(&sql), "pass `now` in, so that tests can set it:");
}

#[test]
fn both_databases_have_the_same_schema() {
    none(
        schema::differences(
            &files("migrations/sqlite", "sql"),
            &files("migrations/postgres", "sql"),
        ),
        "migrations/sqlite and migrations/postgres differ:",
    );
}

#[test]
fn every_route_of_the_api_is_described() {
    none(
        rules::undescribed_routes(&files("server/src", "rs")),
        "write #[utoipa::path(...)] on the handler, add it by .routes(routes!(handler)) to the \
         folder's OpenApiRouter (order/http.rs shows how; who may and which problems stand in its \
         extensions, see context/contract.rs), then: cargo run -- openapi > docs/openapi.json",
    );
}

#[test]
fn migrations_only_add() {
    none(
        additive::breaking(&files("migrations", "sql")),
        "an older version beside this one would not survive (see tests/tidy/additive.rs):",
    );
}

#[test]
fn views_know_no_database_runtime_or_router() {
    none(manifests::forbidden_below_web(&manifests::lock()), "crema-web must not depend on:");
}

#[test]
fn every_dependency_is_used() {
    none(manifests::unused(&manifests::members()), "declared but named in no source file:");
}

#[test]
fn every_problem_has_a_sentence_in_the_translations() {
    let server = files("server/src", "rs");
    assert!(words::count(&server) > 40, "only {} codes found", words::count(&server));
    none(
        words::without_sentence(&server, &files("web/locales/en", "ftl")),
        "write problem-{code} in every folder of web/locales (pages show the sentence):",
    );
}

#[test]
fn every_metric_is_declared_and_counted() {
    none(
        metrics::strays(&files("server/src", "rs")),
        "declare in server/src/telemetry/catalogue.rs what is counted, and nothing else:",
    );
}

#[test]
fn the_dashboard_draws_metrics_that_exist() {
    let text = text_of("deploy/grafana/crema.json");
    let dashboard: serde_json::Value = serde_json::from_str(&text).expect("it is JSON");
    let queries = metrics::queries(&dashboard);
    assert!(queries.len() > 30, "only {} queries found", queries.len());
    let without = queries.iter().filter(|(_, query)| metrics::named(query).is_empty());
    none(without.map(|(title, _)| title.clone()).collect(), "these panels draw nothing:");
    none(
        metrics::unknown_in(&text, &files("server/src", "rs")),
        "deploy/grafana/crema.json names metrics that are not in the catalogue:",
    );
}

#[test]
fn alarms_watch_metrics_that_exist_and_are_explained() {
    let rules = text_of("deploy/prometheus/alerts.yml");
    none(
        metrics::unknown_in(&rules, &files("server/src", "rs")),
        "deploy/prometheus/alerts.yml names metrics that are not in the catalogue:",
    );
    none(metrics::alarm_faults(&rules, &text_of("docs/OPERATING.md")), "alarms lack something:");
}

#[test]
fn what_is_deployed_agrees_with_itself() {
    let settings: Vec<_> =
        files("server/src", "rs").into_iter().filter(|f| f.path.contains("config")).collect();
    let settings: String = settings.into_iter().map(|file| file.text).collect();
    let deployed = deploy::Deployed {
        compose: &text_of("docker-compose.yml"),
        example: &text_of("deploy/env.example"),
        settings: &settings,
        nginx: &text_of("deploy/nginx.conf"),
        prometheus: &text_of("deploy/prometheus/prometheus.yml"),
    };
    none(
        deploy::faults(&deployed, |path| source::root().join(path).exists()),
        "docker-compose.yml and deploy/ do not agree:",
    );
}

/// A file of the repository.
fn text_of(path: &str) -> String {
    std::fs::read_to_string(source::root().join(path)).expect("it is part of the repository")
}
