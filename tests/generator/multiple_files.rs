//! Descriptions of several files: references are resolved, named and reported in their own file.

use std::collections::BTreeMap;

use codegen::output::Output;
use codegen::source::Source;
use codegen::{Files, Options, generate_with};

/// Files by path, and how often each was read.
struct InMemory {
    texts: BTreeMap<&'static str, &'static str>,
    reads: Vec<String>,
}

impl Files for InMemory {
    fn read(&mut self, path: &str) -> Result<Source, String> {
        self.reads.push(path.to_owned());
        let text = self.texts.get(path).ok_or("no such file")?;
        Ok(Source { name: format!("spec/{path}"), text: (*text).to_owned() })
    }
}

const HEAD: &str = "openapi: 3.0.3\ninfo: { title: Fixture, version: 1.0.0 }\n";

/// The crate of a description with several files, or the rendered diagnostics, and the paths
/// that were read.
fn run(
    root: &str,
    texts: &[(&'static str, &'static str)],
) -> (Result<Output, String>, Vec<String>) {
    let source = Source { name: "spec/api.yaml".to_owned(), text: format!("{HEAD}{root}") };
    let mut files = InMemory { texts: texts.iter().copied().collect(), reads: Vec::new() };
    let output = generate_with(&source, &mut files, &Options::new("files-client"));
    (output.map_err(|found| found.render(&source)), files.reads)
}

fn owner(reference: &str) -> String {
    let property = format!("pet: {{ $ref: '{reference}' }}");
    format!(
        "paths: {{}}\ncomponents:\n  schemas:\n    Owner: {{ type: object, properties: {{ {property} }} }}\n"
    )
}

/// The rendered diagnostics of a rejected description.
fn rejected(reference: &str, texts: &[(&'static str, &'static str)]) -> String {
    run(&owner(reference), texts).0.map(drop).expect_err("the description is accepted")
}

#[test]
fn a_file_that_is_a_schema_is_named_after_the_file() {
    let pet =
        ("schemas/pet.json", r#"{"type": "object", "properties": {"name": {"type": "string"}}}"#);
    let (output, _) = run(&owner("schemas/pet.json"), &[pet]);
    let files = output.unwrap().files;
    assert!(files["src/types/owner.rs"].contains("pub pet: Option<Pet>"));
    assert!(files["src/types/pet.rs"].contains("pub struct Pet {"));
}

#[test]
fn a_schema_in_a_file_keeps_its_name_and_its_file_is_read_once() {
    let common = (
        "common.yaml",
        "components:\n  schemas:\n    Pet: { type: object, properties: { mate: { $ref: '#/components/schemas/Pet' }, size: { $ref: './common.yaml#/Size' } } }\nSize: { type: string, enum: [small] }\n",
    );
    let (output, reads) = run(&owner("common.yaml#/components/schemas/Pet"), &[common]);
    let pet = &output.unwrap().files["src/types/pet.rs"];
    assert!(pet.contains("pub mate: Option<Box<Pet>>"), "{pet}");
    assert!(pet.contains("pub size: Option<Size>"), "{pet}");
    assert_eq!(reads, ["common.yaml"]);
}

#[test]
fn references_between_files_and_back_to_the_description_are_resolved() {
    let pet = (
        "a/pet.yaml",
        "type: object\nproperties: { owner: { $ref: ../api.yaml#/components/schemas/Owner }, toy: { $ref: ../b/toy.yaml } }\n",
    );
    let toy = ("b/toy.yaml", "type: object\nproperties: { pet: { $ref: ../a/pet.yaml } }\n");
    let (output, reads) = run(&owner("a/pet.yaml"), &[pet, toy]);
    let files = output.unwrap().files;
    assert!(files["src/types/pet.rs"].contains("pub owner: Option<Box<Owner>>"));
    assert!(files["src/types/toy.rs"].contains("pub pet: Option<Box<Pet>>"));
    assert_eq!(reads, ["a/pet.yaml", "b/toy.yaml"]);
}

#[test]
fn operations_and_mappings_in_other_files_are_followed() {
    let root = "paths: { /pets: { $ref: paths/pets.yaml } }\n";
    let item = (
        "paths/pets.yaml",
        "get:\n  operationId: listPets\n  responses:\n    '200':\n      description: ok\n      content: { application/json: { schema: { $ref: ../pet.yaml } } }\n",
    );
    let pet = (
        "pet.yaml",
        "oneOf: [{ $ref: cat.yaml }, { $ref: dog.yaml }]\ndiscriminator: { propertyName: kind, mapping: { meow: cat.yaml, woof: dog.yaml } }\n",
    );
    let cat = (
        "cat.yaml",
        "type: object\nproperties: { kind: { type: string }, lives: { type: integer } }\n",
    );
    let dog = ("dog.yaml", "type: object\nproperties: { kind: { type: string } }\n");
    let (output, _) = run(root, &[item, pet, cat, dog]);
    let files = output.unwrap().files;
    assert!(files["src/operations/list_pets.rs"].contains("types::Pet"));
    assert!(files["src/types/pet.rs"].contains(r#"Some("meow") => node.decode().map(Self::Cat)"#));
}

#[test]
fn example_data_with_a_ref_key_is_not_a_reference() {
    let root = "paths: {}\ncomponents:\n  schemas:\n    Link: { type: object, example: { $ref: 'nowhere.yaml' }, additionalProperties: { type: string } }\n";
    let (output, reads) = run(root, &[]);
    assert!(output.is_ok());
    assert!(reads.is_empty());
}

#[test]
fn a_problem_in_another_file_is_reported_in_that_file() {
    let pet = ("pet.yaml", "type: object\nproperties:\n  size: { type: strnig }\n");
    let (output, _) = run(&owner("pet.yaml"), &[pet]);
    let warnings = output.unwrap().warnings;
    let report = warnings.render(&Source { name: String::new(), text: String::new() });
    assert!(report.contains("--> spec/pet.yaml:3:17\n"), "{report}");
    assert!(report.contains("3 |   size: { type: strnig }"), "{report}");
}

#[test]
fn a_file_that_cannot_be_parsed_is_reported_with_its_location() {
    let report = rejected("pet.yaml", &[("pet.yaml", "type: object\nproperties: {\n")]);
    assert!(report.contains("error[yaml-syntax]"), "{report}");
    assert!(report.contains("--> spec/pet.yaml:"), "{report}");
}

#[test]
fn an_unresolved_pointer_into_another_file_is_reported_verbatim() {
    let report = rejected(
        "pet.yaml#/definitions/Pat",
        &[("pet.yaml", "definitions: { Pet: { type: string } }")],
    );
    assert!(report.contains("no value at `pet.yaml#/definitions/Pat`"), "{report}");
    assert!(report.contains("did you mean `pet.yaml#/definitions/Pet`?"), "{report}");
}

#[test]
fn references_outside_of_the_folder_and_to_the_network_are_rejected() {
    for reference in [
        "../secret.yaml",
        "a/../../secret.yaml",
        "/etc/passwd",
        "C:\\a.yaml",
        "https://example.com/a.yaml",
        "%2e%2e/secret.yaml",
    ] {
        let (output, reads) = run(&owner(reference), &[]);
        let report = output.map(drop).expect_err(reference);
        assert!(report.contains("error[external-reference]"), "{report}");
        assert!(reads.is_empty(), "{reference}");
    }
}

#[test]
fn a_missing_file_is_reported_with_the_reason() {
    let report = rejected("pet.yaml", &[]);
    assert!(report.contains("`pet.yaml` cannot be read"), "{report}");
    assert!(report.contains("= note: no such file"), "{report}");
}

#[test]
fn members_called_like_files_are_not_files() {
    for member in ["x-codegen-files", "~files", "/~files"] {
        let escaped = member.replace('~', "~0").replace('/', "~1");
        let root = format!(
            "paths: {{}}\ncomponents:\n  schemas:\n    A: {{ $ref: '#/{escaped}/pet.yaml/A' }}\n    \
             B: {{ $ref: pet.yaml }}\n{member}:\n  pet.yaml:\n    A: {{ type: strange }}\n"
        );
        let (output, _) = run(&root, &[("pet.yaml", "type: object\n")]);
        let source = Source { name: "spec/api.yaml".to_owned(), text: format!("{HEAD}{root}") };
        let warnings = output.unwrap().warnings;
        assert!(warnings.render(&source).contains("spec/api.yaml:10:16"), "{member}");
    }
}

#[test]
fn references_in_place_of_operations_maps_lists_and_texts_are_followed() {
    let root = "\
paths:
  /pets:
    get: { $ref: resources/pets.yml }
components:
  schemas: { $ref: schemas.yml }
";
    let pets = (
        "resources/pets.yml",
        "\
operationId: listPets
description: { $ref: ../texts/pets.md }
parameters: { $ref: parameters.yml }
responses:
  '200':
    description: { $ref: ../texts/pets.md }
    content: { application/json: { $ref: media.yml } }
",
    );
    let parameters = (
        "resources/parameters.yml",
        "- { name: page, in: query, schema: { $ref: '../api.yaml#/components/schemas/Page' } }\n",
    );
    let media = ("resources/media.yml", "schema: { $ref: ../schemas.yml#/Pet }\n");
    let schemas = (
        "schemas.yml",
        "\
Page: { type: integer, format: int32 }
Pet: { type: object, properties: { $ref: properties.yml } }
",
    );
    let properties = ("properties.yml", "name: { type: string }\n");
    let text = ("texts/pets.md", "Lists *all* pets.\n\n- { not: yaml\n");
    let (output, _) = run(root, &[pets, parameters, media, schemas, properties, text]);
    let output = output.unwrap();
    assert!(output.warnings.is_empty(), "{:?}", output.warnings);
    let operation = &output.files["src/operations/list_pets.rs"];
    for text in ["Lists *all* pets.", "page: types::Page", "Response<types::Pet>"] {
        assert!(operation.contains(text), "{text}\n{operation}");
    }
    assert!(output.files["src/types/pet.rs"].contains("pub name: Option<String>"));
}

#[test]
fn a_pointer_may_pass_through_references() {
    let root = "\
paths: { /pets: { $ref: paths.yaml } }
components:
  schemas:
    Pet:
      oneOf: [{ $ref: '#/components/schemas/Kinds/properties/cat' }, { $ref: '#/components/schemas/Dog' }]
      discriminator:
        propertyName: kind
        mapping:
          meow: '#/components/schemas/Kinds/properties/cat'
          woof: '#/paths/~1pets/get/responses/200/content/application~1json/schema'
    Kinds: { $ref: pets.yaml#/Kinds }
    Dog: { type: object, required: [kind], properties: { kind: { type: string } } }
";
    let paths = (
        "paths.yaml",
        "get: { operationId: get, responses: { '200': { description: ok, content: { application/json: { schema: { $ref: 'api.yaml#/components/schemas/Dog' } } } } } }\n",
    );
    let pets = (
        "pets.yaml",
        "Kinds: { type: object, properties: { cat: { type: object, required: [kind, lives], properties: { kind: { type: string }, lives: { type: integer } } } } }\n",
    );
    let (output, _) = run(root, &[paths, pets]);
    let pet = &output.unwrap().files["src/types/pet.rs"];
    assert!(pet.contains(r#"Some("meow") => node.decode().map(Self::"#), "{pet}");
    assert!(pet.contains(r#"Some("woof") => node.decode().map(Self::Dog)"#), "{pet}");
}

#[test]
fn a_pointer_through_references_to_themselves_ends() {
    let root = "paths: {}\ncomponents:\n  schemas:\n    A: { $ref: '#/components/schemas/A/x' }\n    B: { $ref: '#/components/schemas/C/x' }\n    C: { $ref: '#/components/schemas/B/x' }\n";
    let report = run(root, &[]).0.map(drop).expect_err("no value");
    assert!(report.contains("no value at `#/components/schemas/A/x`"), "{report}");
}

#[test]
fn an_example_a_link_or_a_header_that_is_missing_is_left_out() {
    let root = "\
paths:
  /a:
    get:
      operationId: get
      responses:
        '200':
          description: ok
          headers: { X-A: { $ref: '#/components/headers/none' } }
          links: { next: { $ref: '#/components/links/none' } }
          content:
            application/json:
              schema: { type: string }
              examples: { one: { $ref: none.yaml } }
";
    let warnings = run(root, &[]).0.unwrap().warnings;
    let codes: Vec<_> = warnings.iter().map(codegen::diagnostics::Diagnostic::code).collect();
    assert_eq!(codes, ["external-reference", "unresolved-reference", "unresolved-reference"]);
}

#[test]
fn a_component_that_refers_to_a_file_is_the_type_of_that_file() {
    let root = "\
paths:
  /orders: { get: { operationId: listOrders, responses: { '200': { $ref: responses.yaml#/List }, '404': { $ref: missing.yaml } } } }
components:
  schemas:
    Order: { $ref: schemas/order_v1.yaml }
    Former: { $ref: schemas/order_v1.yaml }
    Either: { oneOf: [{ $ref: '#/components/schemas/Order' }, { type: string }] }
";
    let responses = (
        "responses.yaml",
        "List: { description: ok, content: { application/json: { schema: { type: object, properties: { rows: { type: array, items: { $ref: schemas/order_v1.yaml } } } } } } }\n",
    );
    let missing = (
        "missing.yaml",
        "description: none\ncontent: { application/json: { schema: { type: object, properties: { code: { type: integer } } } } }\n",
    );
    let order = (
        "schemas/order_v1.yaml",
        "type: object\nproperties: { former: { $ref: '../api.yaml#/components/schemas/Order' } }\n",
    );
    let files = run(root, &[responses, missing, order]).0.unwrap().files;
    assert!(files["src/types/order.rs"].contains("pub struct Order {"));
    assert!(files["src/types/order.rs"].contains("pub former: Option<Box<Order>>"));
    assert!(files["src/types/former.rs"].contains("pub type Former = Order;"));
    assert!(
        files["src/types/either.rs"].contains("Order(Order)"),
        "{}",
        files["src/types/either.rs"]
    );
    assert!(files["src/types/list_response.rs"].contains("pub struct ListResponse {"));
    assert!(files["src/types/missing_response.rs"].contains("pub struct MissingResponse {"));
}
