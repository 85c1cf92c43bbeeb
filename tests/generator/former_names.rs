//! Former names: what has an alias by `x-rust-alias`, and what is reported instead.

use codegen::source::Source;

use super::support::{Files, fixture, generated, run};

/// A client, and the messages about aliases, each with its place.
fn generate(text: &str) -> (Files, Vec<String>) {
    let text = format!("openapi: 3.1.0\ninfo: {{ title: Fixture, version: 1.0.0 }}\n{text}");
    let output = generated(&Source { name: "api.yaml".to_owned(), text }, "fixture");
    let found = output.warnings.iter().filter(|found| found.code() == "ignored-alias");
    let shown = found.map(|found| {
        format!("{} {}", found.pointer().unwrap().as_str(), found.label_text().unwrap())
    });
    (output.files, shown.collect())
}

#[test]
fn an_alias_changes_no_other_name() {
    let (files, found) = generate(
        "\
paths:
  /a: { get: { operationId: readPet, x-rust-alias: [get_pet, readDog], responses: { '204': { description: ok } } } }
  /b: { get: { operationId: readDog, responses: { '204': { description: ok } } } }
components:
  schemas:
    Animal: { x-rust-alias: [Pet, Dog, PetKind], type: object, properties: { id: { type: integer } } }
    Dog: { type: object, properties: { race: { type: string } } }
    Pet:
      type: object
      properties: { kind: { type: string, enum: [a, b] } }
",
    );
    assert!(files["src/types.rs"].contains("pub use self::pet::{Pet, PetKind};"));
    assert!(!files["src/types.rs"].contains("pub type"), "{}", files["src/types.rs"]);
    assert!(files["src/operations/read_dog.rs"].contains("pub fn read_dog("));
    assert!(files["src/operations/read_pet.rs"].contains("pub fn get_pet("));
    assert_eq!(
        found,
        [
            "/paths/~1a/get/x-rust-alias/1 there is no alias",
            "/components/schemas/Animal/x-rust-alias/0 there is no alias",
            "/components/schemas/Animal/x-rust-alias/1 there is no alias",
            "/components/schemas/Animal/x-rust-alias/2 there is no alias",
        ]
    );
}

#[test]
fn equal_schemas_have_the_aliases_of_all() {
    let (files, found) = generate(
        "\
paths: {}
components:
  schemas:
    A: { type: object, properties: { state: { type: string, enum: [on, off], x-rust-alias: Switch } } }
    B: { type: object, properties: { mode: { type: string, enum: [on, off], x-rust-alias: [Mode, Switch] } } }
",
    );
    for alias in ["pub type Switch = AState;", "pub type Mode = AState;"] {
        assert!(files["src/types.rs"].contains(alias), "{}", files["src/types.rs"]);
    }
    assert_eq!(found, [""; 0]);
}

#[test]
fn what_is_no_name_or_has_one_name_only_has_no_alias() {
    let (files, found) = generate(
        "\
paths: {}
webhooks:
  sent: { post: { x-rust-alias: received, responses: { '204': { description: ok } } } }
components:
  schemas:
    A:
      x-rust-alias: [a type, '', 1st, _, type]
      type: object
      properties:
        plain: { type: string, x-rust-alias: text }
        other: { $ref: '#/components/schemas/B', x-rust-alias: former }
    B: { type: object, properties: { id: { type: integer } } }
",
    );
    assert!(files["src/types.rs"].contains("pub type Type = A;"));
    let place = "/components/schemas/A/x-rust-alias";
    let schema = "there is no alias: the schema has no type of its own, and fields have one name";
    let mut expected: Vec<String> =
        (0..4).map(|position| format!("{place}/{position} there is no alias")).collect();
    expected.extend(
        ["plain", "other"]
            .map(|name| format!("/components/schemas/A/properties/{name}/x-rust-alias {schema}")),
    );
    expected.push(
        "/webhooks/sent/post/x-rust-alias there is no alias: the client does not send this request"
            .to_owned(),
    );
    let sorted = |mut list: Vec<String>| {
        list.sort();
        list
    };
    assert_eq!(sorted(found), sorted(expected));
}

#[test]
fn a_parameter_has_no_alias() {
    let text = "\
openapi: 3.1.0
info: { title: Fixture, version: 1.0.0 }
paths:
  /a:
    get:
      parameters: [{ name: id, in: query, x-rust-alias: key, schema: { type: string } }]
      responses: { '204': { description: ok } }
";
    let source = Source { name: "api.yaml".to_owned(), text: text.to_owned() };
    let found = run(&source, "fixture").unwrap_err();
    let found: Vec<_> = found.iter().map(|it| (it.code(), it.message())).collect();
    let message = "`x-rust-alias` has no meaning in a parameter";
    assert_eq!(found, [("misplaced-member", message)]);
}

#[test]
fn the_public_api_has_former_names() {
    let source = fixture("accept/former_names_by_extension.yaml");
    let api = generated(&source, "fixture-client").public_api;
    for path in ["types::Zone", "operations::get_order::GetOrder", "Client::get_order"] {
        assert!(api.items.iter().any(|item| *item.path == *path), "{path}");
    }
}
