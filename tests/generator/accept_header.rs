//! The `Accept` header of a request: the media types of successes, then those of errors.

use codegen::source::Source;

use super::support::generated;

/// The header of an operation with these media types of its success and of its error.
fn accepted(success: &[&str], error: &str) -> String {
    let content = |names: &[&str]| {
        let entries =
            names.iter().map(|name| format!("'{name}': {{ schema: {{ type: object }} }}"));
        entries.collect::<Vec<_>>().join(", ")
    };
    let text = format!(
        "openapi: 3.0.3
info: {{ title: Fixture, version: 1.0.0 }}
paths:
  /a:
    get:
      operationId: readA
      responses:
        4XX: {{ description: An error., content: {{ {} }} }}
        '200': {{ description: A., content: {{ {} }} }}
",
        content(&[error]),
        content(success)
    );
    let source = Source { name: "api.yaml".to_owned(), text };
    let files = generated(&source, "accept-client").files;
    let file = &files["src/operations/read_a.rs"];
    let line = file.lines().find_map(|line| line.trim().strip_prefix("request.accept(\""));
    line.expect(file).trim_end_matches("\");").to_owned()
}

#[test]
fn media_types_of_errors_come_after_those_of_successes() {
    let json = "application/json";
    let cases: [(&[&str], &str, &str); 5] = [
        (&[json], "application/problem+json", "application/json, application/problem+json"),
        (&[json], "application/vnd.api+json", "application/json, application/vnd.api+json"),
        (&[json], json, json),
        (
            &["application/pdf"],
            "application/problem+json",
            "application/pdf, application/problem+json",
        ),
        // A server could return a success in JSON, which the client would not read.
        (&["application/pdf"], json, "application/pdf"),
    ];
    for (success, error, expected) in cases {
        assert_eq!(accepted(success, error), expected, "{success:?} {error}");
    }
}
