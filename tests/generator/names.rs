//! Names of Rust and of files: they are unique as the compiler and every file system compare them, and
//! their length is limited.

use std::collections::HashSet;
use std::path::Path;

use codegen::limits;
use codegen::source::Source;
use serde_json::{Value, json};
use syn::visit::{Visit, visit_file};

use super::support::{Files, generated};

fn files(text: &str) -> Files {
    generated(&Source { name: "names.json".to_owned(), text: text.to_owned() }, "names-client")
        .files
}

/// A description with these paths and schemas.
fn document(paths: &Value, schemas: &Value) -> String {
    json!({
        "openapi": "3.0.3",
        "info": { "title": "A", "version": "1" },
        "paths": paths,
        "components": { "schemas": schemas },
    })
    .to_string()
}

/// A description with objects of these names.
fn with_schemas(names: &[&str]) -> String {
    let schema = json!({ "type": "object", "properties": { "a": { "type": "string" } } });
    let schemas = names.iter().map(|name| ((*name).to_owned(), schema.clone()));
    document(&json!({}), &schemas.collect())
}

/// A description with an operation for each path and its id; each has these parameters.
fn with_operations(operations: &[(&str, Option<&str>)], parameters: &Value) -> String {
    let operation = |(path, id): &(&str, Option<&str>)| {
        let mut operation =
            json!({ "parameters": parameters, "responses": { "204": { "description": "ok" } } });
        if let Some(id) = id {
            operation["operationId"] = json!(id);
        }
        ((*path).to_owned(), json!({ "get": operation }))
    };
    document(&operations.iter().map(operation).collect(), &json!({}))
}

/// Required parameters in a location.
fn parameters(names: impl IntoIterator<Item = String>, location: &str) -> Value {
    let parameter = |name| json!({ "name": name, "in": location, "required": true, "schema": { "type": "string" } });
    names.into_iter().map(parameter).collect()
}

/// The number of types below `src/types` whose names start with `prefix`.
fn types(files: &Files, prefix: &str) -> usize {
    let text: String = files
        .iter()
        .filter(|(path, _)| path.starts_with("src/types/"))
        .map(|(_, text)| text.as_str())
        .collect();
    text.matches(&format!("pub struct {prefix}")).count()
}

#[derive(Default)]
struct Identifiers(HashSet<String>);

impl<'ast> Visit<'ast> for Identifiers {
    fn visit_ident(&mut self, ident: &'ast syn::Ident) {
        self.0.insert(ident.to_string());
    }
}

/// Checks the limits, with room for a number.
fn assert_limited(files: &Files) {
    for (path, text) in files {
        let stem = path.rsplit('/').next().unwrap().split('.').next().unwrap();
        assert!(stem.len() <= limits::FILE_NAME_LENGTH + 8, "{path}");
        let extension = Path::new(path).extension();
        if extension == Some("rs".as_ref()) && !path.starts_with("src/runtime") {
            let mut found = Identifiers::default();
            visit_file(&mut found, &syn::parse_file(text).unwrap());
            let too_long =
                found.0.iter().find(|name| name.chars().count() > limits::IDENTIFIER_LENGTH + 8);
            assert_eq!(too_long, None, "{path}");
        }
    }
}

#[test]
fn names_that_are_equal_after_normalization_get_a_number() {
    let files = files(&with_schemas(&["\u{212b}", "\u{c5}", "\u{212a}elvin", "Kelvin"]));
    assert!(types(&files, "\u{c5} {") == 1 && types(&files, "\u{c5}2 {") == 1);
    assert!(types(&files, "Kelvin {") == 1 && types(&files, "Kelvin2 {") == 1);
}

#[test]
fn a_decomposed_letter_is_the_same_as_a_composed_one() {
    assert_eq!(
        files(&with_schemas(&["Cafe\u{301}"])).keys().collect::<Vec<_>>(),
        files(&with_schemas(&["Caf\u{e9}"])).keys().collect::<Vec<_>>()
    );
    assert_eq!(types(&files(&with_schemas(&["Cafe\u{301}"])), "Caf\u{e9} {"), 1);
}

#[test]
fn files_are_not_named_like_devices_of_windows() {
    let names =
        ["Con", "PRN", "aux", "nul", "com1", "COM9", "Lpt1", "lpt\u{b9}", "conin$", "ConOut$"];
    let operations: Vec<(String, &str)> =
        names.iter().map(|name| (format!("/{name}"), *name)).collect();
    let operations: Vec<(&str, Option<&str>)> =
        operations.iter().map(|(path, name)| (path.as_str(), Some(*name))).collect();
    for files in [files(&with_schemas(&names)), files(&with_operations(&operations, &json!([])))] {
        for path in files.keys() {
            let stem = path.rsplit('/').next().unwrap().split('.').next().unwrap();
            let numbered = stem.strip_prefix("com").or(stem.strip_prefix("lpt"));
            let is_device = numbered.is_some_and(|number| number.parse::<u8>().is_ok())
                || ["con", "prn", "aux", "nul"].contains(&stem);
            assert!(!is_device, "{path}");
        }
        assert!(files.keys().any(|path| path.ends_with("/con_.rs")), "{:?}", files.keys());
    }
}

#[test]
fn files_whose_names_differ_in_case_only_are_different() {
    let names = ["userName", "UserName", "USERNAME", "user_name", "Username"];
    let files = files(&with_schemas(&names));
    let paths: HashSet<String> = files.keys().map(|path| path.to_lowercase()).collect();
    assert_eq!(paths.len(), files.len());
    assert_eq!(types(&files, "User"), names.len());
}

#[test]
fn long_names_are_shortened_and_unique() {
    let long = "word ".repeat(200);
    let unbroken = "x".repeat(1_000);
    let ends = ["first", "second", "third"];
    let all: Vec<String> = [&long, &unbroken]
        .iter()
        .flat_map(|long| ends.map(|end| format!("{end} {long} {end}")))
        .chain(ends.map(|end| format!("{unbroken}{end}{unbroken}")))
        .collect();
    let names: Vec<&str> = all.iter().map(String::as_str).collect();
    let schemas = files(&with_schemas(&names));
    assert_limited(&schemas);
    let modules = schemas.keys().filter(|path| path.starts_with("src/types/"));
    assert_eq!(modules.count(), names.len());

    let paths: Vec<String> = names.iter().map(|name| format!("/{name}")).collect();
    let ids = paths.iter().zip(&names).map(|(path, name)| (path.as_str(), Some(*name)));
    let by_path = paths.iter().map(|path| (path.as_str(), None));
    for operations in [ids.collect::<Vec<_>>(), by_path.collect()] {
        let files = files(&with_operations(&operations, &json!([])));
        assert_limited(&files);
        let modules = files.keys().filter(|path| path.starts_with("src/operations/"));
        assert_eq!(modules.count(), names.len());
    }
}

#[test]
fn a_path_with_eight_placeholders_has_a_file() {
    let parts = (0..8).map(|number| format!("/containers{number}/{{identifier{number}}}"));
    let path: String = parts.collect();
    let parameters = parameters((0..8).map(|number| format!("identifier{number}")), "path");
    assert_limited(&files(&with_operations(&[(&path, None)], &parameters)));
}

#[test]
fn the_structs_of_an_operation_with_a_long_name_have_names_of_their_own() {
    let parameters = parameters((0..6).map(|number| format!("p{number}")), "query");
    for length in 70..90 {
        let (first, second) = ("a".repeat(length), "a".repeat(length) + "b");
        let operations = [("/a", Some(first.as_str())), ("/b", Some(second.as_str()))];
        let files = files(&with_operations(&operations, &parameters));
        let operations = files.iter().filter(|(path, _)| path.starts_with("src/operations/"));
        for (path, text) in operations {
            let structs = syn::parse_file(text).unwrap().items.into_iter().filter_map(|item| {
                let syn::Item::Struct(item) = item else { return None };
                Some(item.ident.to_string())
            });
            assert_eq!(structs.collect::<HashSet<_>>().len(), 2, "{path}");
        }
    }
}

#[test]
fn a_test_of_an_example_does_not_replace_what_it_calls() {
    let schema = json!({ "type": "string", "example": "a" });
    let files = files(&document(&json!({}), &json!({ "RoundTrip": schema })));
    let test = &files["tests/examples/round_trip.rs"];
    assert!(test.contains("fn round_trip_2()"), "{test}");
}
