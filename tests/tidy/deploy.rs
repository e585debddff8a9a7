//! The installation of `docker-compose.yml` agrees with itself: settings that Crema knows, variables
//! that the example names, files that are there, and the same replicas for the proxy and for
//! Prometheus, which is given the token that they take. It runs nothing: no test machine has Docker.

use std::collections::BTreeSet;

use yaml_rust2::{Yaml, YamlLoader};

/// The one folder that whoever installs it fills.
const FILLED_BY_HAND: &str = "./deploy/certificates";

/// The texts that must agree.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Deployed<'a> {
    pub(crate) compose: &'a str,
    /// `deploy/env.example`.
    pub(crate) example: &'a str,
    /// Where Crema's settings are declared.
    pub(crate) settings: &'a str,
    pub(crate) nginx: &'a str,
    pub(crate) prometheus: &'a str,
}

/// Everything that does not agree; `exists` answers for a path below the root.
pub(crate) fn faults(deployed: &Deployed<'_>, exists: impl Fn(&str) -> bool) -> Vec<String> {
    let compose = yaml(deployed.compose);
    let prometheus = yaml(deployed.prometheus);
    let mut found = variable_faults(deployed);
    for (name, service) in hash(&compose["services"]) {
        for (setting, _) in hash(&service["environment"]) {
            let is_known = deployed.settings.contains(&format!("env = \"{setting}\""));
            if setting.starts_with("CREMA_") && !is_known {
                found.push(format!("{name}: Crema has no setting {setting}"));
            }
        }
        for path in bound(service) {
            if path != FILLED_BY_HAND && !exists(path) {
                found.push(format!("{name}: {path} is not there"));
            }
        }
    }
    let replicas: BTreeSet<String> =
        hash(&compose["services"]).map(|(name, _)| name).filter(|n| is_replica(n)).collect();
    let behind_proxy = named_replicas(deployed.nginx);
    let scraped = named_replicas(deployed.prometheus);
    for (who, named) in [("nginx.conf", behind_proxy), ("prometheus.yml", scraped)] {
        if named != replicas {
            found.push(format!("{who} names {named:?}, and there are {replicas:?}"));
        }
    }
    found.extend(token_faults(&compose, &prometheus, &replicas));
    found
}

/// Each variable must be demanded, and stand in the example; the example names no other.
fn variable_faults(deployed: &Deployed<'_>) -> Vec<String> {
    let mut found = Vec::new();
    let mut used = BTreeSet::new();
    for rest in deployed.compose.split("${").skip(1) {
        let (variable, rest) = rest.split_at(rest.find([':', '}']).unwrap_or(0));
        if !rest.starts_with(":?") {
            found.push(format!("{variable} may be empty: write ${{{variable}:?...}}"));
        }
        used.insert(variable);
    }
    let lines = deployed.example.lines().filter(|line| !line.starts_with('#'));
    let example: BTreeSet<&str> = lines.filter_map(|line| Some(line.split_once('=')?.0)).collect();
    let missing = used.difference(&example).map(|name| format!("env.example lacks {name}"));
    let spare = example.difference(&used).map(|name| format!("{name} of env.example is not used"));
    found.into_iter().chain(missing).chain(spare).collect()
}

/// Prometheus finds, where its settings look, the secret whose variable the replicas have.
fn token_faults(compose: &Yaml, prometheus: &Yaml, replicas: &BTreeSet<String>) -> Vec<String> {
    let mut found = Vec::new();
    let file = &prometheus["scrape_configs"][0]["authorization"]["credentials_file"];
    let file = format!("/etc/prometheus/{}", file.as_str().unwrap_or_default());
    let secret = &compose["services"]["prometheus"]["secrets"][0];
    if secret["target"].as_str() != Some(file.as_str()) {
        found.push(format!("prometheus.yml reads {file}, which is not where the secret is put"));
    }
    let source = secret["source"].as_str().unwrap_or_default();
    let variable = compose["secrets"][source]["environment"].as_str().unwrap_or_default();
    for replica in replicas {
        let value =
            compose["services"][replica.as_str()]["environment"]["CREMA_METRICS_TOKEN"].as_str();
        if !value.is_some_and(|value| value.starts_with(&format!("${{{variable}:"))) {
            found.push(format!("{replica} takes {value:?}, Prometheus sends {variable:?}"));
        }
    }
    found
}

fn is_replica(name: &str) -> bool {
    name.strip_prefix("crema-").is_some_and(|rest| rest.chars().all(|c| c.is_ascii_digit()))
}

/// The replicas that a text names with Crema's port.
fn named_replicas(text: &str) -> BTreeSet<String> {
    let words = text.split(|c: char| c.is_whitespace() || matches!(c, '"' | ',' | '[' | ']' | ';'));
    let names = words.filter_map(|word| word.strip_suffix(":8080"));
    names.filter(|name| is_replica(name)).map(str::to_owned).collect()
}

/// What a service takes from the repository.
fn bound(service: &Yaml) -> impl Iterator<Item = &str> {
    let volumes = service["volumes"].as_vec().into_iter().flatten();
    let paths = volumes.filter_map(|volume| volume.as_str()?.split(':').next());
    paths.filter(|path| path.starts_with("./"))
}

fn yaml(text: &str) -> Yaml {
    YamlLoader::load_from_str(text).expect("it is YAML").swap_remove(0)
}

fn hash(yaml: &Yaml) -> impl Iterator<Item = (String, &Yaml)> {
    let pairs = yaml.as_hash().into_iter().flatten();
    pairs.filter_map(|(name, value)| Some((name.as_str()?.to_owned(), value)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: Deployed<'_> = Deployed {
        compose: "
x-crema: &crema
  environment: { CREMA_METRICS_TOKEN: \"${TOKEN:?set it}\" }
services:
  crema-1: *crema
  crema-2: *crema
  prometheus:
    volumes: [./deploy/p.yml:/etc/prometheus/prometheus.yml:ro]
    secrets: [{ source: token, target: /etc/prometheus/metrics_token }]
secrets:
  token: { environment: TOKEN }
",
        example: "# a secret\nTOKEN=\n",
        settings: "#[arg(env = \"CREMA_METRICS_TOKEN\")]",
        nginx: "server crema-1:8080; server crema-2:8080;",
        prometheus: "
scrape_configs:
  - authorization: { credentials_file: metrics_token }
    static_configs: [{ targets: [\"crema-1:8080\", \"crema-2:8080\"] }]
",
    };

    fn found(deployed: &Deployed<'_>) -> String {
        faults(deployed, |path| path == "./deploy/p.yml").join("\n")
    }

    #[test]
    fn what_agrees_is_fine() {
        assert_eq!(found(&GOOD), "");
    }

    #[test]
    fn what_does_not_agree_is_found() {
        let compose = |from: &str, to: &str| GOOD.compose.replace(from, to);
        for (changed, expected) in [
            (compose(":?set it", ":-"), "TOKEN may be empty"),
            (
                compose("CREMA_METRICS_TOKEN:", "CREMA_METRIC_TOKEN:"),
                "no setting CREMA_METRIC_TOKEN",
            ),
            (compose("p.yml:", "q.yml:"), "./deploy/q.yml is not there"),
            (compose("crema-2:", "crema-3:"), "nginx.conf names"),
            (compose("/metrics_token", "/token"), "not where the secret is put"),
            (compose("environment: TOKEN", "environment: OTHER"), "Prometheus sends \"OTHER\""),
        ] {
            let said = found(&Deployed { compose: &changed, ..GOOD });
            assert!(said.contains(expected), "{expected}: {said}");
        }
        let said = found(&Deployed { example: "OTHER=\n", ..GOOD });
        assert_eq!(said, "env.example lacks TOKEN\nOTHER of env.example is not used");
        let said = found(&Deployed { prometheus: "scrape_configs: []", ..GOOD });
        assert!(said.contains("prometheus.yml names {}"), "{said}");
    }
}
