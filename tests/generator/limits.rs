//! The limits of a description: what exceeds one is an error with a place, and all are documented.

use std::fs;

use codegen::diagnostics::Diagnostics;
use codegen::source::Source;
use codegen::{Files, Options, generate_with, limits};
use serde_json::{Value, json};
use syn::{Expr, Item, Lit};

use super::support::workspace;

/// Files that are made when they are read.
struct Made<F>(F);

impl<F: Fn(&str) -> String> Files for Made<F> {
    fn read(&mut self, path: &str) -> Result<Source, String> {
        Ok(Source { name: path.to_owned(), text: (self.0)(path) })
    }
}

/// The diagnostics of a description, each as `code pointer message`, with the reasons in notes.
fn rejected(document: &Value, file: impl Fn(&str) -> String) -> Vec<String> {
    let source = Source { name: "limits.json".to_owned(), text: document.to_string() };
    let found: Diagnostics =
        generate_with(&source, &mut Made(file), &Options::new("limits-client"))
            .map(drop)
            .unwrap_err();
    let text = |found: &codegen::diagnostics::Diagnostic| {
        let place = found.pointer().map(ToString::to_string).unwrap_or_default();
        format!("{} {place} {} {}", found.code(), found.message(), found.notes().concat())
    };
    found.iter().map(text).collect()
}

fn no_files(_: &str) -> String {
    String::new()
}

fn document(paths: &Value, components: &Value) -> Value {
    json!({
        "openapi": "3.1.0",
        "info": { "title": "A", "version": "1" },
        "paths": paths,
        "components": components,
    })
}

fn assert_exceeded(found: &[String], place: &str, message: &str) {
    let expected = format!("limit-exceeded {place}");
    let is_expected = |found: &String| found.starts_with(&expected) && found.contains(message);
    assert!(found.iter().any(is_expected), "{found:?}");
}

#[test]
fn variants_and_values_of_a_schema_are_limited() {
    for (keyword, most) in [
        ("oneOf", limits::VARIANTS),
        ("anyOf", limits::VARIANTS),
        ("allOf", limits::VARIANTS),
        ("enum", limits::ENUM_VALUES),
    ] {
        let list: Vec<Value> = (0..=most).map(|number| json!(number)).collect();
        let schemas = json!({ "schemas": { "A": { keyword: list } } });
        let found = rejected(&document(&json!({}), &schemas), no_files);
        assert_exceeded(&found, &format!("#/components/schemas/A/{keyword}"), "more than");
        assert_eq!(found.len(), 1);
    }
}

#[test]
fn files_are_limited() {
    let next = |path: &str| {
        let number: usize = path.trim_end_matches(".json").parse().unwrap();
        json!({ "properties": { "next": { "$ref": format!("{}.json", number + 1) } } }).to_string()
    };
    let schemas = json!({ "schemas": { "A": { "$ref": "0.json" } } });
    let found = rejected(&document(&json!({}), &schemas), next);
    let [only] = &found[..] else { panic!("{found:?}") };
    assert!(only.contains("/1999.json/properties/next/$ref"), "{only}");
    assert!(only.ends_with("more than 2,000 files in a description"), "{only}");
}

#[test]
fn the_bytes_of_one_file_and_of_all_files_are_limited() {
    let schemas = json!({ "A": { "$ref": "0.json" }, "B": { "$ref": "1.json" } });
    let found = rejected(&document(&json!({}), &json!({ "schemas": schemas })), |_| {
        " ".repeat(limits::FILE_BYTES + 1)
    });
    assert_exceeded(&found, "", "more than 100,000,000 bytes in a file");
    let total = "more than 200,000,000 bytes in the files of a description";
    let is_total = |found: &&String| found.contains(total);
    assert!(found.iter().find(is_total).unwrap().contains("#/components/schemas/B/$ref"));
}

#[test]
fn what_references_add_is_limited() {
    let name = |number: usize| format!("/{number}");
    let operation = json!({ "parameters": [{ "$ref": "#/components/parameters/P" }] });
    let paths: Value = (0..100).map(|number| (name(number), json!({ "get": operation }))).collect();
    let long = "x".repeat(1_000_000);
    let parameter =
        json!({ "name": "p", "in": "query", "description": long, "schema": { "type": "string" } });
    let found = rejected(&document(&paths, &json!({ "parameters": { "P": parameter } })), no_files);
    assert_exceeded(
        &found,
        "#/paths/~182/get/parameters/0/$ref",
        "more than 50,000,000 values and bytes that references add",
    );
}

#[test]
fn inherited_security_is_limited() {
    let name = "x".repeat(1_000_000);
    let operation = json!({ "get": { "responses": { "204": { "description": "ok" } } } });
    let paths = (0..200).map(|number| (format!("/{number}"), operation.clone())).collect();
    let scheme = json!({ "type": "http", "scheme": "basic" });
    let mut document = document(&paths, &json!({ "securitySchemes": { &name: scheme } }));
    document["security"] = json!([{ &name: [] }]);
    assert_exceeded(&rejected(&document, no_files), "#/paths/~1", "more than 50,000,000 values");
}

/// The limits by name, from the source.
fn constants() -> Vec<(String, String)> {
    let text = fs::read_to_string(workspace().join("codegen/src/limits.rs")).unwrap();
    let constant = |item| {
        let Item::Const(item) = item else { return None };
        let Expr::Lit(value) = *item.expr else { return None };
        let Lit::Int(value) = value.lit else { return None };
        Some((item.ident.to_string(), value.to_string().replace('_', ",")))
    };
    syn::parse_file(&text).unwrap().items.into_iter().filter_map(constant).collect()
}

#[test]
fn the_table_in_the_documentation_is_that_of_the_source() {
    let text = fs::read_to_string(workspace().join("SECURITY.md")).unwrap();
    let row = |line: &str| {
        let mut cells = line.strip_prefix("| `")?.split('|').map(str::trim);
        let name = cells.next()?.trim_end_matches('`').to_owned();
        Some((name, cells.next()?.to_owned()))
    };
    assert_eq!(text.lines().filter_map(row).collect::<Vec<_>>(), constants());
}
