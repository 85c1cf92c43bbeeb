//! The attributes of types: they derive what their parts allow, and those that are only received are
//! open to new members.

use codegen::diagnostics::{Diagnostic, Diagnostics};
use codegen::output::Output;
use codegen::source::Source;
use codegen::{Options, generate};

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

/// The client of a description whose types derive this on request.
fn deriving(text: &str, derives: &[&str]) -> Result<Output, Diagnostics> {
    let derives = derives.iter().map(|&name| name.to_owned()).collect();
    let options = Options { derives, ..Options::new("derives-client") };
    generate(&Source { name: "fixture.yaml".to_owned(), text: text.to_owned() }, &options)
}

fn files(derives: &[&str]) -> Files {
    deriving(TYPES, derives).unwrap().files
}

/// What the type of a module derives, from the traits for comparisons on.
fn comparison(files: &Files, module: &str) -> String {
    let text = &files[&format!("src/types/{module}.rs")];
    let (_, rest) = text.split_once("#[derive(").expect(text);
    let (list, _) = rest.split_once(")]").expect(rest);
    let names = list.split(',').map(str::trim).filter(|name| !name.is_empty());
    let names: Vec<&str> = names.skip_while(|name| *name != "PartialEq").collect();
    names.join(", ")
}

#[test]
fn types_are_equal_and_have_hashes_if_their_parts_do() {
    let files = files(&[]);
    for module in ["exact", "dated", "either", "any", "listed"] {
        assert_eq!(comparison(&files, module), "PartialEq, Eq, Hash", "{module}");
    }
    for module in ["weighed", "tree", "numbers"] {
        assert_eq!(comparison(&files, module), "PartialEq", "{module}");
    }
}

#[test]
fn types_have_an_order_on_request_if_their_parts_do() {
    let files = files(&["Ord"]);
    for module in ["exact", "listed"] {
        assert_eq!(comparison(&files, module), "PartialEq, Eq, Hash, PartialOrd, Ord", "{module}");
    }
    for module in ["dated", "either", "any"] {
        assert_eq!(comparison(&files, module), "PartialEq, Eq, Hash", "{module}");
    }
    assert_eq!(comparison(&files, "tree"), "PartialEq");
}

#[test]
fn types_have_a_partial_order_on_request_if_their_parts_do() {
    let files = files(&["PartialOrd"]);
    for module in ["weighed", "tree", "numbers"] {
        assert_eq!(comparison(&files, module), "PartialEq, PartialOrd", "{module}");
    }
    assert_eq!(comparison(&files, "exact"), "PartialEq, Eq, Hash, PartialOrd, Ord");
    assert_eq!(comparison(&files, "dated"), "PartialEq, Eq, Hash");
}

#[test]
fn all_types_derive_a_macro_of_another_crate_on_request() {
    let files = files(&["schemars::JsonSchema=schemars@1", "Ord"]);
    let exact = "PartialEq, Eq, Hash, PartialOrd, Ord, ::schemars::JsonSchema";
    assert_eq!(comparison(&files, "exact"), exact);
    assert_eq!(comparison(&files, "tree"), "PartialEq, ::schemars::JsonSchema");
    assert!(files["Cargo.toml"].contains("\nschemars = \"1\"\n"), "{}", files["Cargo.toml"]);
}

#[test]
fn a_derive_that_is_no_trait_and_has_no_crate_is_an_error() {
    let wrong = ["Order", "schemars::JsonSchema", "schemars::JsonSchema=schemars", "a::B=c@1"];
    for name in wrong.into_iter().chain(["Clone", "serde::Serialize=serde@1", "a::B; x=a@1"]) {
        let found = deriving(TYPES, &[name]).unwrap_err();
        assert_eq!(
            found.iter().map(Diagnostic::code).collect::<Vec<_>>(),
            ["unknown-derive"],
            "{name}"
        );
    }
}

/// A schema that asks for an order, the parts of it, and one that asks for nothing.
const ASKED: &str = r"
openapi: 3.0.3
info: { title: Fixture, version: 1.0.0 }
paths: {}
components:
  schemas:
    Shelf:
      type: object
      x-rust-derive: [Ord]
      properties: { books: { type: array, items: { $ref: '#/components/schemas/Book' } } }
    Book:
      type: object
      properties: { title: { type: string } }
    Reader:
      type: object
      x-rust-derive: [{ path: schemars::JsonSchema, crate: { name: schemars, version: '1', features: [derive] } }]
      properties: { name: { type: string } }
    Plain:
      type: object
      properties: { name: { type: string } }
";

#[test]
fn the_parts_of_a_type_that_asks_for_an_order_have_one_as_well() {
    let output = deriving(ASKED, &[]).unwrap();
    assert_eq!(output.warnings.len(), 0);
    for module in ["shelf", "book"] {
        let derived = comparison(&output.files, module);
        assert_eq!(derived, "PartialEq, Eq, Hash, PartialOrd, Ord", "{module}");
    }
    assert_eq!(comparison(&output.files, "reader"), "PartialEq, Eq, Hash, ::schemars::JsonSchema");
    assert_eq!(comparison(&output.files, "plain"), "PartialEq, Eq, Hash");
    let manifest = &output.files["Cargo.toml"];
    let entry = "\nschemars = { version = \"1\", features = [\"derive\"] }\n";
    assert!(manifest.contains(entry), "{manifest}");
}

/// Two operations, each with types of a crate of its own.
const CRATES: &str = r"
openapi: 3.0.3
info: { title: Fixture, version: 1.0.0 }
paths:
  /a:
    get:
      operationId: getA
      responses: { '200': { description: A., content: { application/json: { schema: { $ref: '#/components/schemas/A' } } } } }
  /b:
    get:
      operationId: getB
      responses: { '200': { description: B., content: { application/json: { schema: { $ref: '#/components/schemas/B' } } } } }
components:
  schemas:
    A:
      type: object
      x-rust-derive: [{ path: ours::Shown, crate: ours@1 }]
      properties: { price: { type: string, x-rust-type: 'rust_decimal::Decimal', x-rust-crate: rust-decimal@1 } }
    B:
      type: object
      x-rust-derive: [{ path: theirs::Shown, crate: theirs@1 }]
      properties: { version: { type: string, x-rust-type: 'semver::Version', x-rust-crate: semver@1 } }
";

#[test]
fn crates_that_only_other_operations_need_are_no_dependencies() {
    let options = Options { only: vec!["getA".to_owned()], ..Options::new("derives-client") };
    let source = Source { name: "fixture.yaml".to_owned(), text: CRATES.to_owned() };
    let files = generate(&source, &options).unwrap().files;
    let manifest = &files["Cargo.toml"];
    for (name, is_used) in
        [("ours", true), ("rust-decimal", true), ("theirs", false), ("semver", false)]
    {
        assert_eq!(manifest.contains(&format!("\n{name} = ")), is_used, "{name}: {manifest}");
    }
    assert!(!files["src/foreign_types.rs"].contains("semver"));
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
