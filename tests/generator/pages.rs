//! Which operations have methods that read pages without `x-pagination`.

use codegen::diagnostics::Severity;
use codegen::source::Source;
use codegen::{Options, Strictness, generate};
use serde_json::{Value, json};

use super::support::generated;

/// The description of one operation with these parameters, and these members of the response.
fn description(parameters: &[(&str, Value)], members: &Value) -> Value {
    let parameter =
        |(name, schema): &(&str, Value)| json!({ "name": name, "in": "query", "schema": schema });
    let parameters: Vec<Value> = parameters.iter().map(parameter).collect();
    let schema = json!({ "type": "object", "properties": members });
    json!({
        "openapi": "3.0.3",
        "info": { "title": "Lists", "version": "1" },
        "paths": { "/things": { "get": {
            "operationId": "list",
            "parameters": parameters,
            "responses": { "200": {
                "description": "Things.",
                "content": { "application/json": { "schema": schema } }
            } }
        } } }
    })
}

fn source(description: &Value) -> Source {
    Source { name: "lists.json".to_owned(), text: description.to_string() }
}

/// The extension that an operation is read as if it had, if its pagination is recognized.
fn recognized(description: &Value) -> Option<String> {
    let output = generated(&source(description), "lists-client");
    let has_methods = output.files["src/operations/list.rs"].contains("PageRequest for");
    let notes: Vec<_> =
        output.warnings.iter().filter(|it| it.severity() == Severity::Note).collect();
    assert_eq!((notes.len(), output.warnings.len()), (usize::from(has_methods), notes.len()));
    let (_, said) = notes.first()?.notes()[0].split_once("x-pagination: ")?;
    Some(said.trim_end_matches('`').to_owned())
}

fn text() -> Value {
    json!({ "type": "string" })
}

fn integer() -> Value {
    json!({ "type": "integer" })
}

fn list() -> Value {
    json!({ "type": "array", "items": { "type": "object", "properties": { "id": text() } } })
}

#[test]
fn names_with_one_meaning_are_recognized() {
    let flag = json!({ "type": "boolean" });
    let first = json!({ "type": "integer", "default": 0 });
    let cases = [
        (
            description(&[("cursor", text())], &json!({ "next_cursor": text(), "users": list() })),
            r#"{ items: "/users", cursor: { body: "/next_cursor", parameter: "cursor" } }"#,
        ),
        (
            description(&[("cursor", text())], &json!({ "nextCursor": integer(), "x": list() })),
            r#"{ items: "/x", cursor: { body: "/nextCursor", parameter: "cursor" } }"#,
        ),
        (
            description(
                &[("offset", integer()), ("limit", integer())],
                &json!({ "x": list(), "has_more": flag, "total": integer() }),
            ),
            r#"{ items: "/x", more: "/has_more", offset: { parameter: "offset" } }"#,
        ),
        (
            description(
                &[("page", first)],
                &json!({ "x": list(), "paging": { "type": "object", "properties": { "last_page": integer() } } }),
            ),
            r#"{ items: "/x", page: { parameter: "page", first: 0, total: "/paging/last_page" } }"#,
        ),
    ];
    for (description, expected) in cases {
        assert_eq!(recognized(&description).as_deref(), Some(expected));
    }
}

#[test]
fn nothing_is_recognized_where_there_is_a_doubt() {
    let links = json!({ "type": "object", "properties": { "next": text() } });
    let first = json!({ "type": "integer", "default": 1 });
    let flag = json!({ "type": "boolean" });
    let numbers = [("offset", integer()), ("limit", integer())];
    let cases = [
        // Two lists, or none.
        (vec![("pageToken", text())], json!({ "nextPageToken": text(), "x": list(), "y": list() })),
        (vec![("pageToken", text())], json!({ "nextPageToken": text(), "x": text() })),
        (numbers.to_vec(), json!({ "x": list(), "y": list() })),
        // One half of a pair.
        (vec![], json!({ "nextPageToken": text(), "x": list() })),
        (vec![("pageToken", text())], json!({ "x": list() })),
        (vec![("offset", integer())], json!({ "x": list() })),
        (vec![("starting_after", text())], json!({ "data": list() })),
        (vec![], json!({ "data": list(), "has_more": flag })),
        // Types that do not fit.
        (vec![("pageToken", integer())], json!({ "nextPageToken": text(), "x": list() })),
        (vec![("offset", text()), ("limit", integer())], json!({ "x": list() })),
        (vec![("starting_after", text())], json!({ "data": list(), "has_more": text() })),
        (
            vec![],
            json!({ "data": list(), "links": { "type": "object", "properties": { "next": { "type": "object" } } } }),
        ),
        // A document about one thing.
        (vec![], json!({ "data": { "type": "object" }, "tags": list(), "links": links })),
        // Two ways to the next page.
        (
            [numbers.to_vec(), vec![("page", first.clone())]].concat(),
            json!({ "x": list(), "total_pages": integer() }),
        ),
        ([numbers.to_vec(), vec![("cursor", text())]].concat(), json!({ "x": list() })),
        // The number of the first page, or the end, is unknown.
        (vec![("page", integer())], json!({ "x": list(), "total_pages": integer() })),
        (
            vec![("page", json!({ "type": "integer", "default": 5 }))],
            json!({ "x": list(), "total_pages": integer() }),
        ),
        (vec![("page", first)], json!({ "x": list(), "total": integer() })),
    ];
    for (parameters, members) in cases {
        assert_eq!(recognized(&description(&parameters, &members)), None, "{members}");
    }
}

#[test]
fn only_get_is_recognized_and_false_excludes_it() {
    let whole = description(&[("cursor", text())], &json!({ "next_cursor": text(), "x": list() }));
    assert!(recognized(&whole).is_some());
    let mut post = whole.clone();
    let operation = post["paths"]["/things"]["get"].take();
    post["paths"]["/things"] = json!({ "post": operation });
    assert_eq!(recognized(&post), None);
    let mut excluded = whole.clone();
    excluded["paths"]["/things"]["get"]["x-pagination"] = json!(false);
    assert_eq!(recognized(&excluded), None);
}

#[test]
fn a_note_is_no_error_in_strict_mode() {
    let whole = description(&[("cursor", text())], &json!({ "next_cursor": text(), "x": list() }));
    let options = Options { strictness: Strictness::Strict, ..Options::new("lists-client") };
    let output = generate(&source(&whole), &options).unwrap();
    assert_eq!(output.warnings.count(Severity::Note), 1);
}

#[test]
fn a_client_without_pages_has_no_code_for_them() {
    let output = generated(&source(&description(&[], &json!({ "x": list() }))), "lists-client");
    let paths: Vec<&String> = output.files.keys().filter(|path| path.contains("page")).collect();
    assert!(paths.is_empty(), "{paths:?}");
    assert!(!output.files.keys().any(|path| path.ends_with("uri_reference.rs")));
    assert!(!output.files["src/lib.rs"].contains("Pages"));
}
