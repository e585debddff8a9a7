//! The document is current, and says of each operation what a client needs.

use super::*;

/// Sets `docs/openapi.json` to the document of now instead of comparing.
const RENEW: &str = "cargo run -- openapi > docs/openapi.json";

#[test]
fn the_document_in_docs_is_current() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/openapi.json");
    let kept = std::fs::read_to_string(file).expect("docs/openapi.json is part of the repository");
    assert!(kept.trim_end() == text(), "docs/openapi.json is not current; renew it by: {RENEW}");
}

#[test]
fn every_operation_has_a_summary_a_name_of_its_own_and_a_good_answer() {
    let document = document();
    let mut names = BTreeSet::new();
    for (path, item) in document["paths"].as_object().expect("paths") {
        for (method, operation) in item.as_object().expect("operations") {
            let what = format!("{method} {path}");
            assert!(operation["summary"].as_str().is_some_and(|s| !s.is_empty()), "{what}");
            assert!(names.insert(operation["operationId"].to_string()), "{what}: twice");
            let responses = operation["responses"].as_object().expect("responses");
            assert!(responses.keys().any(|status| status.starts_with('2')), "{what}");
        }
    }
    assert!(names.len() > 30, "only {} operations", names.len());
}

#[test]
fn a_required_key_is_a_required_header_and_a_role_is_a_security_scheme() {
    let document = document();
    let claim = &document["paths"]["/api/v1/orders/{id}/claim"]["post"];
    let header = claim["parameters"].as_array().expect("parameters").iter();
    let header = header.clone().find(|parameter| parameter["in"] == "header").expect("a header");
    assert_eq!(header["name"], "Idempotency-Key");
    assert_eq!(header["required"], true);
    assert_eq!(claim["security"], json!([{"bearer": []}, {"staff_cookie": []}]));
    let conflict = claim["responses"]["409"]["$ref"].as_str().expect("a shared response");
    assert!(conflict.ends_with("/409.already_claimed.key_running.wrong_state"), "{conflict}");
    let shared = document.pointer(conflict.trim_start_matches('#')).expect("it is there");
    assert!(shared["content"]["application/problem+json"].is_object());
}
