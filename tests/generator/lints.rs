//! Lints: what each of them reports, where, and what it does not report.

use codegen::diagnostics::{Level, Severity};
use codegen::source::Source;
use codegen::{Options, generate};
use tempfile::TempDir;
use xtask::codegen::{Arguments, Report, run as run_command};

/// What the lint `code` reports about a description: the location of each and its severity.
fn reported(code: &str, text: &str) -> Vec<(String, Severity)> {
    let source = Source { name: "api.yaml".to_owned(), text: text.to_owned() };
    let mut options = Options::new("api-client");
    // Errors are reported with the other diagnostics.
    let default = codegen::diagnostics::codes::find(code).expect(code).default;
    if default == Level::Allow {
        options.levels.set(code, Level::Note).unwrap();
    }
    let found = match generate(&source, &options) {
        Ok(output) => output.warnings,
        Err(errors) => errors,
    };
    let found = found.iter().filter(|found| found.code() == code);
    found.map(|found| (found.pointer().unwrap().to_string(), found.severity())).collect()
}

fn places(code: &str, text: &str) -> Vec<String> {
    let mut places: Vec<String> =
        reported(code, text).into_iter().map(|(place, _)| place).collect();
    places.sort();
    places
}

const HEAD: &str = "openapi: 3.0.4\ninfo: { title: Fixture, version: '1' }\n";

/// A description with the schema `S`, which a response contains.
fn schema(keywords: &str) -> String {
    format!(
        "{HEAD}paths:
  /s:
    get:
      operationId: s
      responses:
        '200':
          description: Success.
          content: {{ application/json: {{ schema: {{ $ref: '#/components/schemas/S' }} }} }}
components:
  schemas:
    S: {keywords}
"
    )
}

/// A description with one operation that has these members.
fn operation(path: &str, members: &str) -> String {
    format!("{HEAD}paths:\n  {path}:\n    get: {members}\n")
}

const S: &str = "#/components/schemas/S";

#[track_caller]
fn in_schema(code: &str, keywords: &str, expected: &[&str]) {
    let expected: Vec<String> = expected.iter().map(|place| format!("{S}{place}")).collect();
    assert_eq!(places(code, &schema(keywords)), expected, "{keywords}");
}

#[test]
fn a_required_name_has_to_be_a_property() {
    let code = "required-without-property";
    in_schema(code, "{ required: [a, b], properties: { a: { type: string } } }", &["/required/1"]);
    in_schema(code, "{ required: [a], properties: { a: { type: string } } }", &[]);
    in_schema(code, "{ required: [a], additionalProperties: { type: string } }", &[]);
}

#[test]
fn the_property_of_a_required_name_may_be_in_another_part_of_an_all_of() {
    let code = "required-without-property";
    let part = "{ properties: { a: { type: string } } }";
    in_schema(code, &format!("{{ allOf: [{part}, {{ required: [a] }}] }}"), &[]);
    let wrong = format!("{{ allOf: [{part}, {{ required: [b] }}] }}");
    in_schema(code, &wrong, &["/allOf/1/required/0"]);
}

#[test]
fn a_boolean_required_is_reported_at_the_property() {
    let code = "boolean-required";
    let wrong = "{ properties: { a: { type: string, required: true } } }";
    in_schema(code, wrong, &["/properties/a/required"]);
    in_schema(code, "{ properties: { a: { type: string, required: false } } }", &[]);
}

#[test]
fn an_array_has_items() {
    in_schema("array-without-items", "{ type: array }", &["/type"]);
    in_schema("array-without-items", "{ type: array, items: {} }", &[]);
    in_schema("array-without-items", "{ type: array, allOf: [{ items: {} }] }", &[]);
}

#[test]
fn nullable_stands_next_to_a_type() {
    in_schema("nullable-without-type", "{ nullable: true, properties: {} }", &["/nullable"]);
    in_schema("nullable-without-type", "{ nullable: true, type: object }", &[]);
    in_schema("nullable-without-type", "{ nullable: false }", &[]);
}

#[test]
fn a_value_can_meet_all_limits() {
    let code = "contradicting-limits";
    in_schema(code, "{ type: integer, minimum: 2, maximum: 1 }", &["/maximum"]);
    in_schema(code, "{ type: integer, minimum: 1, maximum: 1 }", &[]);
    let exclusive = "{ type: number, minimum: 1, maximum: 1, exclusiveMaximum: true }";
    in_schema(code, exclusive, &["/maximum"]);
    in_schema(code, "{ type: string, minLength: 2, maxLength: 1 }", &["/maxLength"]);
    in_schema(code, "{ type: string, minLength: 1, maxLength: 1 }", &[]);
    in_schema(code, "{ type: array, items: {}, minItems: 3, maxItems: 2 }", &["/maxItems"]);
}

#[test]
fn a_format_near_a_known_one_is_reported() {
    let code = "misspelt-format";
    for format in ["datetime", "dateTime", "date_time", "DATE", "bytes", "emaill", "Int32"] {
        in_schema(code, &format!("{{ type: string, format: {format} }}"), &["/format"]);
    }
    for format in ["date-time", "uuid", "guid", "slug", "int24", "x-money", "number", "zipcode"] {
        in_schema(code, &format!("{{ type: string, format: {format} }}"), &[]);
    }
}

#[test]
fn an_unknown_format_is_allowed_by_default() {
    in_schema("unknown-format", "{ type: string, format: zipcode }", &["/format"]);
    in_schema("unknown-format", "{ type: string, format: date }", &[]);
}

#[test]
fn values_of_an_enum_have_its_type() {
    let code = "enum-value-of-another-type";
    in_schema(code, "{ type: string, enum: [a, 1] }", &["/enum/1"]);
    in_schema(code, "{ type: integer, enum: [1, 2.0] }", &[]);
    in_schema(code, "{ type: string, nullable: true, enum: [a, null] }", &[]);
    in_schema(code, "{ enum: [a, 1] }", &[]);
}

#[test]
fn values_of_an_enum_are_unique() {
    in_schema("duplicate-enum-value", "{ enum: [a, b, a] }", &["/enum/2"]);
    in_schema("duplicate-enum-value", "{ enum: ['1', 1] }", &[]);
}

#[test]
fn an_untyped_schema_is_one_that_says_nothing_about_its_values() {
    let wrong = "{ properties: { a: {}, b: { type: object }, c: { type: array } } }";
    let expected = ["/properties/a", "/properties/b", "/properties/c"];
    in_schema("untyped-schema", wrong, &expected);
    in_schema("untyped-schema", "{ type: object, additionalProperties: true }", &[]);
    in_schema("untyped-schema", "{ type: object, properties: { a: { type: string } } }", &[]);
}

#[test]
fn properties_that_are_the_same_in_rust_are_reported() {
    let text = |second: &str| {
        let property = "{ type: string }";
        format!("{{ properties: {{ userId: {property}, {second}: {property} }} }}")
    };
    in_schema("colliding-names", &text("user_id"), &["/properties/user_id"]);
    in_schema("colliding-names", &text("user_id_2"), &[]);
}

#[test]
fn values_that_are_the_same_in_rust_are_reported() {
    in_schema("colliding-names", "{ type: string, enum: [a-b, a_b] }", &["/enum/1"]);
    in_schema("colliding-names", "{ type: string, enum: [a, a2] }", &[]);
}

#[test]
fn operations_that_are_the_same_in_rust_are_reported() {
    let text = |second: &str| {
        let operation = |id: &str| format!("{{ get: {{ operationId: {id}, responses: {{}} }} }}");
        let (first, second) = (operation("getUser"), operation(second));
        format!("{HEAD}paths:\n  /a: {first}\n  /b: {second}\n")
    };
    let place = ["#/paths/~1b/get/operationId"];
    assert_eq!(places("colliding-names", &text("GetUser")), place);
    assert_eq!(places("colliding-names", &text("getUser2")), [""; 0]);
    let duplicate = reported("duplicate-operation-id", &text("getUser"));
    assert_eq!(duplicate, [(place[0].to_owned(), Severity::Warning)]);
    assert_eq!(places("duplicate-operation-id", &text("GetUser")), [""; 0]);
}

#[test]
fn an_operation_has_an_id() {
    let without = operation("/a", "{ responses: {} }");
    assert_eq!(places("operation-without-id", &without), ["#/paths/~1a/get"]);
    let with = operation("/a", "{ operationId: a, responses: {} }");
    assert_eq!(places("operation-without-id", &with), [""; 0]);
}

#[test]
fn what_becomes_public_has_a_description() {
    let text = schema("{ properties: { a: { type: string } }, description: S. }");
    let expected = [format!("{S}/properties/a"), "#/info".into(), "#/paths/~1s/get".into()];
    assert_eq!(places("missing-description", &text), expected);
    in_schema("unused-component", "{ description: S. }", &[]);
}

#[test]
fn a_component_is_used() {
    let code = "unused-component";
    let text = |rest: &str| format!("{}    Base: {rest}\n", schema("{ type: string }"));
    assert_eq!(places(code, &text("{ type: string }")), ["#/components/schemas/Base"]);
    let refers =
        text("{ properties: { a: { $ref: '#/components/schemas/Base/properties/b' }, b: {} } }");
    assert_eq!(places(code, &refers), [""; 0]);
}

#[test]
fn a_schema_that_extends_a_base_with_a_discriminator_is_used() {
    let base = "{ properties: { kind: { type: string } }, discriminator: { propertyName: kind } }";
    let text = format!("{}    Cat: {{ allOf: [{{ $ref: '{S}' }}] }}\n", schema(base));
    assert_eq!(places("unused-component", &text), [""; 0]);
}

#[test]
fn a_security_scheme_that_a_requirement_names_is_used() {
    let text = |security: &str| {
        format!(
            "{HEAD}paths: {{}}\n{security}components:\n  securitySchemes:\n    key: {{ type: http, scheme: basic }}\n"
        )
    };
    let place = ["#/components/securitySchemes/key"];
    assert_eq!(places("unused-component", &text("")), place);
    assert_eq!(places("unused-component", &text("security: [{ key: [] }]\n")), [""; 0]);
}

#[test]
fn each_placeholder_of_a_path_is_declared() {
    let code = "undeclared-path-parameter";
    let without = operation("/a/{id}", "{ responses: {} }");
    assert_eq!(places(code, &without), ["#/paths/~1a~1{id}/get"]);
    let parameter = "{ name: id, in: path, required: true, schema: { type: string } }";
    let with = operation("/a/{id}", &format!("{{ parameters: [{parameter}], responses: {{}} }}"));
    assert_eq!(places(code, &with), [""; 0]);
}

#[test]
fn a_parameter_has_a_schema() {
    let code = "parameter-without-schema";
    let text = |rest: &str| {
        operation(
            "/a",
            &format!("{{ parameters: [{{ name: q, in: query{rest} }}], responses: {{}} }}"),
        )
    };
    assert_eq!(places(code, &text("")), ["#/paths/~1a/get/parameters/0"]);
    assert_eq!(places(code, &text(", schema: { type: string }")), [""; 0]);
    assert_eq!(places(code, &text(", content: { application/json: { schema: {} } }")), [""; 0]);
}

#[test]
fn a_json_body_has_a_schema() {
    let code = "media-type-without-schema";
    let text = |content: &str| {
        operation(
            "/a",
            &format!("{{ responses: {{ '200': {{ description: A, content: {content} }} }} }}"),
        )
    };
    let place = ["#/paths/~1a/get/responses/200/content/application~1json"];
    assert_eq!(places(code, &text("{ application/json: {} }")), place);
    assert_eq!(places(code, &text("{ application/json: { schema: {} } }")), [""; 0]);
    assert_eq!(places(code, &text("{ application/pdf: {} }")), [""; 0]);
}

#[test]
fn a_status_leads_to_each_response() {
    let code = "unreachable-response";
    let text = |statuses: &[&str]| {
        let response = |status: &&str| format!("'{status}': {{ description: A }}");
        let responses: Vec<String> = statuses.iter().map(response).collect();
        operation("/a", &format!("{{ responses: {{ {} }} }}", responses.join(", ")))
    };
    let responses = "#/paths/~1a/get/responses";
    assert_eq!(places(code, &text(&["4XX", "4xx"])), [format!("{responses}/4xx")]);
    assert_eq!(places(code, &text(&["100"])), [format!("{responses}/100")]);
    let complete = ["2XX", "3XX", "4XX", "5XX", "default"];
    assert_eq!(places(code, &text(&complete)), [format!("{responses}/default")]);
    assert_eq!(places(code, &text(&["101", "200", "2XX", "4XX", "5XX", "default"])), [""; 0]);
}

#[test]
fn requests_can_be_sent_to_the_url_of_a_server() {
    let code = "unusable-server-url";
    let text =
        |url: &str, rest: &str| format!("{HEAD}servers: [{{ url: '{url}'{rest} }}]\npaths: {{}}\n");
    let place = ["#/servers/0/url"];
    for url in
        ["api.example.com/v1", "htps://api.example.com", "ws://api.example.com", "localhost:80"]
    {
        assert_eq!(places(code, &text(url, "")), place, "{url}");
    }
    for url in ["https://a.example", "HTTP://a.example", "/v1", "./v1"] {
        assert_eq!(places(code, &text(url, "")), [""; 0], "{url}");
    }
    let variable = |default: &str| format!(", variables: {{ base: {{ default: '{default}' }} }}");
    assert_eq!(places(code, &text("{base}/v1", &variable("https://a.example"))), [""; 0]);
    assert_eq!(places(code, &text("{base}/v1", &variable("a.example"))), place);
}

#[test]
fn each_lint_is_off_if_the_description_allows_it() {
    let allowed = "x-lints: { contradictions: allow, omissions: allow }\n";
    let text = format!("{allowed}{}", schema("{ type: array, minItems: 2, maxItems: 1 }"));
    for code in ["array-without-items", "contradicting-limits"] {
        assert_eq!(reported(code, &text), []);
    }
}

#[test]
fn the_description_of_this_workspace_passes_all_lints() {
    let source = super::support::source("spec/kustomer.yaml");
    let mut options = Options::new("kustomer-client");
    options.levels.set("all", Level::Deny).unwrap();
    if let Err(found) = generate(&source, &options) {
        panic!("{}", found.render(&source));
    }
}

#[test]
fn untyped_schemas_are_listed_with_their_places_and_their_number() {
    let folder = TempDir::new().unwrap();
    let spec = folder.path().join("api.yaml");
    std::fs::write(&spec, schema("{ properties: { a: {}, b: { type: array } } }")).unwrap();
    let outcome = run_command(&Arguments {
        spec: Some(spec),
        out: Some(folder.path().join("out")),
        report: Some(Report::Untyped),
        ..Arguments::default()
    });
    let pointers = ["a", "b"].map(|name| format!("{S}/properties/{name}"));
    let [a, b] = &pointers;
    let expected = format!(
        "api.yaml:13:24: this schema becomes a JSON value: {a}
api.yaml:13:31: this schema becomes a list of JSON values: {b}
api.yaml: 2 untyped schemas
     1  this schema becomes a JSON value
     1  this schema becomes a list of JSON values
"
    );
    assert_eq!(outcome.stdout, expected, "{}", outcome.stderr);
    assert!(!folder.path().join("out").exists());
}

#[test]
fn members_beside_a_reference_are_reported_unless_they_are_read() {
    let text = format!(
        "{HEAD}paths:
  /a:
    $ref: '#/components/pathItems/A'
    summary: Own.
    parameters: []
    x-own: 1
  /b:
    get:
      parameters: [{{ $ref: '#/components/parameters/P', description: Own., required: true }}]
      responses: {{ '204': {{ description: Done. }} }}
components:
  parameters: {{ P: {{ name: p, in: query, schema: {{ type: string }} }} }}
  pathItems: {{ A: {{ get: {{ responses: {{ '204': {{ description: Done. }} }} }} }} }}
"
    )
    .replace("3.0.4", "3.1.0");
    let expected =
        ["/paths/~1a/parameters", "/paths/~1a/summary", "/paths/~1b/get/parameters/0/required"];
    assert_eq!(places("member-beside-reference", &text), expected.map(|place| format!("#{place}")));
}

#[test]
fn members_of_which_a_client_has_no_use_are_noted() {
    let text = format!(
        "{HEAD}webhooks:
  created:
    post:
      security: []
      requestBody: {{ content: {{ application/json: {{ schema: {{ $ref: '{S}' }} }} }} }}
      responses: {{ '204': {{ description: Done., links: {{}} }} }}
paths:
  /a:
    get:
      security: []
      parameters:
        - {{ name: h, in: header, allowReserved: true, schema: {{ type: string }} }}
        - {{ name: q, in: query, allowReserved: true, schema: {{ type: string }} }}
      responses: {{ '204': {{ description: Done., links: {{}} }} }}
components:
  schemas:
    S: {{ type: string, contentMediaType: application/json, contentSchema: {{ type: object }} }}
"
    )
    .replace("3.0.4", "3.1.0");
    let expected = [
        "/components/schemas/S/contentSchema",
        "/paths/~1a/get/parameters/0/allowReserved",
        "/webhooks/created/post/responses/204/links",
        "/webhooks/created/post/security",
    ];
    assert_eq!(places("member-without-effect", &text), expected.map(|place| format!("#{place}")));
}
