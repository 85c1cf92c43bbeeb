//! The parts of `RELIABILITY.md` of a generated client that depend on the API.

use super::support::{fixture, generated};

#[test]
fn jobs_are_documented_only_if_the_api_has_jobs() {
    let text = |name| generated(&fixture(name), "fixture-client").files["RELIABILITY.md"].clone();
    assert!(text("accept/jobs.yaml").contains("## Polling"));
    let without = text("accept/idempotence_by_extension.yaml");
    assert!(!without.contains("job") && !without.contains("Poller"));
}

#[test]
fn streams_are_documented_only_if_the_api_has_streams() {
    let text = |name| generated(&fixture(name), "fixture-client").files["RELIABILITY.md"].clone();
    assert!(text("accept/event_streams.yaml").contains("## Streams"));
    assert!(!text("accept/jobs.yaml").contains("stream of events"));
}

#[test]
fn pages_are_documented_only_if_the_api_has_lists_in_pages() {
    let text = |name| generated(&fixture(name), "fixture-client").files["RELIABILITY.md"].clone();
    assert!(text("accept/pages_declared.yaml").contains("## Pages"));
    assert!(!text("accept/jobs.yaml").contains("Pages"));
}

#[test]
fn operations_retried_after_ambiguous_failures_are_listed() {
    let output = generated(&fixture("accept/idempotence_by_extension.yaml"), "fixture-client");
    let text = &output.files["RELIABILITY.md"];
    let table = text.split("## Idempotent operations").nth(1).unwrap();
    let rows: Vec<_> = table.lines().filter(|line| line.starts_with("| `")).collect();
    let expected =
        ["| `append` | PUT | no |", "| `order` | POST | yes |", "| `change` | PATCH | no |"];
    assert_eq!(rows, expected);
    let warnings = format!("{:?}", output.warnings);
    assert!(warnings.contains("unknown-idempotence"), "{warnings}");
}

#[test]
fn idempotency_keys_are_documented_only_if_the_api_has_them() {
    let text = |name| generated(&fixture(name), "fixture-client").files["RELIABILITY.md"].clone();
    let with = text("accept/idempotency_keys.yaml");
    assert!(with.contains("## Idempotency keys"));
    assert!(with.contains("| `create_order` | POST | with its key |"), "{with}");
    assert!(with.contains("| `refund` | POST | no |"), "{with}");
    assert!(!text("accept/jobs.yaml").contains("Idempotency keys"));
}
