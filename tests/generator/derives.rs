//! The attributes of types: they derive what their parts allow, and those that are only received are
//! open to new members.

use codegen::source::Source;
use codegen::{Options, Ordering, generate};

use super::support::{Files, generated, source};

/// Types that contain each other, with and without numbers and dates.
const TYPES: &str = r"
openapi: 3.0.3
info: { title: Fixture, version: 1.0.0 }
paths: {}
components:
  schemas:
    Exact:
      type: object
      properties: { id: { type: integer }, name: { type: string, nullable: true }, next: { $ref: '#/components/schemas/Exact' } }
    Weighed:
      type: object
      properties: { tree: { $ref: '#/components/schemas/Tree' } }
    Tree:
      type: object
      properties: { weight: { type: number }, parts: { type: array, items: { $ref: '#/components/schemas/Weighed' } } }
    Dated:
      type: object
      properties: { at: { type: string, format: date-time }, exact: { $ref: '#/components/schemas/Exact' } }
    Either:
      oneOf: [ { $ref: '#/components/schemas/Exact' }, { type: string } ]
    Any:
      type: object
      additionalProperties: true
      properties: { either: { $ref: '#/components/schemas/Either' } }
    Numbers:
      type: object
      additionalProperties: { type: number }
      properties: { id: { type: integer } }
    Exacts:
      type: array
      items: { $ref: '#/components/schemas/Exact' }
    Listed:
      type: object
      additionalProperties: { $ref: '#/components/schemas/Exacts' }
      properties: { id: { type: integer } }
";

fn files(ordering: Ordering) -> Files {
    let options = Options { ordering, ..Options::new("derives-client") };
    let source = Source { name: "fixture.yaml".to_owned(), text: TYPES.to_owned() };
    generate(&source, &options).unwrap().files
}

/// The traits for comparisons that the type of a module derives.
fn comparison<'f>(files: &'f Files, module: &str) -> &'f str {
    let text = &files[&format!("src/types/{module}.rs")];
    let line = text.lines().find(|line| line.starts_with("#[derive(")).expect(text);
    let from = line.find("PartialEq").expect(line);
    line[from..].trim_end_matches(")]")
}

#[test]
fn types_are_equal_and_have_hashes_if_their_parts_do() {
    let files = files(Ordering::None);
    for module in ["exact", "dated", "either", "any", "listed"] {
        assert_eq!(comparison(&files, module), "PartialEq, Eq, Hash", "{module}");
    }
    for module in ["weighed", "tree", "numbers"] {
        assert_eq!(comparison(&files, module), "PartialEq", "{module}");
    }
}

#[test]
fn types_have_an_order_on_request_if_their_parts_do() {
    let files = files(Ordering::Derived);
    for module in ["exact", "listed"] {
        assert_eq!(comparison(&files, module), "PartialEq, Eq, Hash, PartialOrd, Ord", "{module}");
    }
    for module in ["dated", "either", "any"] {
        assert_eq!(comparison(&files, module), "PartialEq, Eq, Hash", "{module}");
    }
    assert_eq!(comparison(&files, "tree"), "PartialEq");
}

#[test]
fn structs_that_only_responses_have_may_get_more_members() {
    let files = generated(&source("spec/kustomer.yaml"), "open-client").files;
    let is_open = |text: &String| text.contains("#[non_exhaustive]\npub struct ");
    let types = files.iter().filter(|(path, _)| path.starts_with("src/types/"));
    let has_setters = |text: &String| text.contains("    pub fn ");
    let types: Vec<_> = types.filter(|(_, text)| text.contains("\npub struct ")).collect();
    assert!(
        types.iter().any(|(_, text)| is_open(text))
            && types.iter().any(|(_, text)| has_setters(text))
    );
    for (path, text) in types {
        assert_ne!(is_open(text), has_setters(text), "{path}");
    }
}
