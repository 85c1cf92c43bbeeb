//! Which webhooks and callbacks a client has, and how front pages group operations by tags.

use codegen::diagnostics::Diagnostic;
use codegen::{Options, generate};

use super::support::{fixture, generated};

/// The modules of webhooks in the client for a selection.
fn modules(name: &str, only: &[&str]) -> Vec<String> {
    let options = Options {
        only: only.iter().map(|name| (*name).to_owned()).collect(),
        ..Options::new("fixture-client")
    };
    let source = fixture(&format!("accept/{name}.yaml"));
    let output =
        generate(&source, &options).unwrap_or_else(|found| panic!("{}", found.render(&source)));
    let name = |path: &String| Some(path.strip_prefix("src/webhooks/")?.to_owned());
    output.files.keys().filter_map(name).collect()
}

#[test]
fn a_description_without_webhooks_has_no_module_for_them() {
    let files = generated(&fixture("accept/jobs.yaml"), "fixture-client").files;
    assert!(!files.keys().any(|path| path.contains("webhooks")));
    assert!(!files["src/lib.rs"].contains("webhooks"));
}

#[test]
fn events_that_are_alike_have_types_but_no_enum() {
    let source = fixture("diagnostics/events_that_are_alike.yaml");
    let output = generated(&source, "fixture-client");
    let codes: Vec<&str> = output.warnings.iter().map(Diagnostic::code).collect();
    assert_eq!(codes, ["events-alike"]);
    assert!(output.files.contains_key("src/webhooks/opened.rs"));
    assert!(!output.files["src/webhooks.rs"].contains("Event"));
}

#[test]
fn a_selection_has_its_webhooks_and_the_callbacks_of_its_operations() {
    assert_eq!(modules("webhooks", &["order-deleted"]), ["order_deleted.rs"]);
    assert_eq!(modules("callbacks", &["renew"]), ["on_end.rs"]);
    assert_eq!(modules("callbacks", &["subscribe"]), ["on_end.rs", "on_progress.rs"]);
}

#[test]
fn tags_group_operations_below_their_parents_or_mark_them() {
    let text = "\
openapi: 3.2.0
info: { title: A, version: '1' }
tags:
  - { name: books, summary: Books, description: What is read., parent: media }
  - { name: media, summary: Media, kind: nav }
  - { name: beta, summary: Beta, kind: badge }
  - { name: unused, parent: media }
paths:
  /a: { get: { operationId: a, summary: First., tags: [beta, books], responses: { '204': { description: Done. } } } }
  /b: { get: { operationId: b, summary: Second., responses: { '204': { description: Done. } } } }
";
    let source = codegen::source::Source { name: "a.yaml".to_owned(), text: text.to_owned() };
    let readme = generated(&source, "fixture-client").files["README.md"].clone();
    let (_, operations) = readme.split_once("## Operations\n").unwrap();
    let (operations, _) = operations.split_once("\n## More").unwrap();
    assert_eq!(
        operations.trim(),
        "\
### Media

#### Books

What is read.

| method | request | |
|---|---|---|
| `a` | `GET /a` | First. `Beta` |

### Other

| method | request | |
|---|---|---|
| `b` | `GET /b` | Second. |"
    );
}

#[test]
fn references_to_the_uri_of_a_description_lead_into_it() {
    let text = "\
openapi: 3.2.0
$self: https://example.com/api/a
info: { title: A, version: '1' }
paths: {}
components:
  schemas:
    A: { type: object, properties: { b: { $ref: 'https://example.com/api/a#/components/schemas/B' } } }
    B: { type: object, properties: { a: { $ref: 'a#/components/schemas/A' } } }
    C: { $ref: 'https://example.com/elsewhere#/C' }
";
    let source = codegen::source::Source { name: "a.yaml".to_owned(), text: text.to_owned() };
    let found = super::support::run(&source, "fixture-client").unwrap_err();
    let rendered = found.render(&source);
    assert!(rendered.contains("`https://example.com/elsewhere#/C` cannot be read"), "{rendered}");
    assert!(!rendered.contains("/api/a"), "{rendered}");
}
