//! What a description says survives: small descriptions whose values, texts or responses were once
//! lost or changed.

use codegen::output::Output;
use codegen::source::Source;

use super::support::generated;

/// The crate of a description without its `openapi` and `info`.
fn output(rest: &str) -> Output {
    let head = "openapi: 3.1.0\ninfo: { title: Fixture, version: 1.0.0 }\n";
    let source = Source { name: "api.yaml".to_owned(), text: format!("{head}{rest}") };
    generated(&source, "fidelity-client")
}

/// The codes of the warnings.
fn codes(output: &Output) -> Vec<&str> {
    output.warnings.iter().map(codegen::diagnostics::Diagnostic::code).collect()
}

#[test]
fn a_required_write_only_member_of_a_shared_type_is_an_argument() {
    let output = output(
        "
paths:
  /logins:
    post:
      operationId: logIn
      requestBody: &login { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Login' } } } }
      responses: { '200': { description: Done., <<: *login } }
components:
  schemas:
    Login:
      type: object
      required: [password, kind]
      properties:
        password: { type: string, writeOnly: true }
        pin: { type: string, writeOnly: true }
        kind: { type: string, enum: [login] }
",
    );
    let file = &output.files["src/types/login.rs"];
    assert!(file.contains("pub password: Option<String>"), "{file}");
    assert!(file.contains("pub fn new(password: impl Into<String>) -> Self"), "{file}");
    assert!(file.contains("password: optional(\"password\")"), "{file}");
    let derives = file.lines().find(|line| line.starts_with("#[derive")).unwrap();
    assert!(!derives.contains("Default"), "{derives}");
}

#[test]
fn an_operation_that_declares_only_errors_can_succeed() {
    let output = output(
        "paths: { /a: { get: { operationId: get, responses: { '404': { description: None. } } } } }",
    );
    let file = &output.files["src/operations/get.rs"];
    assert!(file.contains("200..=299 => Ok(response.empty())"), "{file}");
    assert_eq!(codes(&output), ["only-errors"]);
}

#[test]
fn an_operation_without_responses_can_succeed() {
    let output = output("paths: { /a: { get: { operationId: get } } }");
    assert!(output.files["src/operations/get.rs"].contains("200..=299 =>"));
    assert_eq!(codes(&output), ["missing-member"]);
}

#[test]
fn a_number_or_boolean_among_strings_is_reported() {
    let output = output(
        "
paths: {}
components:
  schemas:
    Version: { type: string, enum: [a, 1.10, 2] }
    Flag: { type: string, const: true }
    Text: { type: object, properties: { version: { type: string, default: 1.10 } } }
    Same: { type: string, enum: ['1.10'], default: '1.10' }
",
    );
    assert_eq!(
        codes(&output),
        ["contradicting-default", "enum-value-of-another-type", "enum-value-of-another-type"]
    );
}

#[test]
fn a_description_beside_a_reference_replaces_that_of_its_target() {
    let output = output(
        "
paths:
  /a:
    post:
      operationId: send
      parameters: [{ $ref: '#/components/parameters/alias', description: The own page. }]
      requestBody: { $ref: '#/components/requestBodies/body', description: The own body. }
      responses:
        '204': { $ref: '#/components/responses/done', description: The own response. }
        '400': { $ref: '#/components/responses/done' }
components:
  parameters:
    alias: { $ref: '#/components/parameters/page', description: The alias. }
    page: { name: page, in: query, schema: { type: integer }, description: A page. }
  requestBodies:
    body: { description: A body., content: { application/json: { schema: { type: string } } } }
  responses:
    done:
      description: A response.
      headers: { X-Left: { $ref: '#/components/headers/left', description: The own header. } }
  headers:
    left: { schema: { type: integer }, description: A header. }
",
    );
    let (operation, headers) =
        (&output.files["src/operations/send.rs"], &output.files["src/headers.rs"]);
    for text in ["The own page.", "The own body.", "The own response.", "A response."] {
        assert!(operation.contains(text), "{text}\n{operation}");
    }
    assert!(headers.contains("The own header."), "{headers}");
    for text in ["The alias.", "A page.", "A body.", "A header."] {
        assert!(!operation.contains(text) && !headers.contains(text), "{text}");
    }
}

#[test]
fn an_inline_schema_of_a_default_response_is_named_after_the_operation() {
    let output = output(
        "
paths:
  /a:
    get:
      operationId: list
      responses:
        '200': { description: Done. }
        '404': { description: None. }
        '409': { description: Taken., content: { text/plain: { schema: { type: string } } } }
        default: { description: Other., content: { application/json: { schema: { type: object, properties: { code: { type: integer } } } } } }
",
    );
    assert!(output.files["src/types/list.rs"].contains("pub struct ListDefault {"));
    assert!(output.files["src/errors.rs"].contains("pub enum NotFoundOrConflictOrDefault {"));
}

#[test]
fn media_types_with_a_meaning_of_their_own_are_not_called_json() {
    let output = output(
        "
paths:
  /a:
    patch:
      operationId: change
      requestBody:
        content:
          application/merge-patch+json: { schema: { type: string } }
          application/json-patch+json: { schema: { type: integer } }
          application/json: { schema: { type: boolean } }
      responses: { '204': { description: Done. } }
",
    );
    let file = &output.files["src/operations/change.rs"];
    for variant in ["MergePatchJson(Body<String>)", "JsonPatchJson(Body<i64>)", "Json(Body<bool>)"]
    {
        assert!(file.contains(variant), "{variant}\n{file}");
    }
}

#[test]
fn a_struct_that_requires_one_of_several_members_has_the_name_of_its_component() {
    let output = output(
        "
paths: {}
components:
  schemas:
    Address:
      type: object
      properties: { a: { type: string }, b: { type: string } }
      anyOf: [{ required: [a] }, { required: [b] }]
",
    );
    assert!(output.files["src/types/address.rs"].contains("pub struct Address {"));
}

#[test]
fn problem_details_are_accepted_and_have_a_reader() {
    let responses = |errors: &str| {
        output(&format!(
            "
paths:
  /a:
    get:
      operationId: get
      responses:
        '200': {{ description: Done., content: {{ application/json: {{ schema: {{ type: string }} }} }} }}
        default: {{ description: Wrong., content: {{ {errors}: {{ schema: {{ type: object }} }} }} }}
"
        ))
    };
    let output = responses("application/problem+json");
    let accept = r#"request.accept("application/json, application/problem+json");"#;
    assert!(output.files["src/operations/get.rs"].contains(accept));
    assert!(output.files.contains_key("src/runtime/response/problem.rs"));
    let output = responses("text/plain");
    assert!(
        output.files["src/operations/get.rs"].contains(r#"request.accept("application/json");"#)
    );
    assert!(!output.files.contains_key("src/runtime/response/problem.rs"));
}

#[test]
fn descriptions_of_required_parameters_bodies_and_responses_are_documentation() {
    let output = output(
        "
paths:
  /a/{id}:
    put:
      operationId: put
      parameters: [{ name: id, in: path, required: true, description: The own id., schema: { type: string } }]
      requestBody: { required: true, description: The own body., content: { application/json: { schema: { type: string } } } }
      responses: { '200': { description: The own success. }, '404': { description: The own error. } }
",
    );
    let file = &output.files["src/operations/put.rs"];
    for line in [
        "/// - `id`: The own id.",
        "/// - `body`: The own body.",
        "/// - `200`: The own success.",
        "/// - `404`: The own error.",
    ] {
        assert!(file.contains(line), "{line}\n{file}");
    }
}

#[test]
fn a_union_converts_from_a_type_only_where_one_variant_has_it() {
    let output = output(
        "
paths: {}
components:
  schemas:
    Twice: { oneOf: [{ type: string, format: int32 }, { type: integer, format: int32 }] }
    Number: { oneOf: [{ type: number }, { type: boolean }] }
    Both: { oneOf: [{ type: number }, { type: integer, format: int32 }] }
",
    );
    let sources = |file: &str| {
        let lines = output.files[file].lines();
        let sources = lines.filter_map(|line| line.strip_prefix("impl From<")?.split('>').next());
        sources.map(str::to_owned).collect::<Vec<_>>()
    };
    assert!(sources("src/types/twice.rs").is_empty());
    assert_eq!(sources("src/types/number.rs"), ["f64", "i32", "u32", "bool"]);
    assert_eq!(sources("src/types/both.rs"), ["f64", "i32"]);
}
