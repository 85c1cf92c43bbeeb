//! Descriptions of several files: what they refer to is found, named and reported in its own file.

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

/// The crate of a description and the files beside it, or what is said about them, and what was
/// read.
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

/// What is said about a description that is refused.
fn refusal(reference: &str, texts: &[(&'static str, &'static str)]) -> String {
    run(&owner(reference), texts).0.map(drop).expect_err("a refusal")
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
fn files_refer_to_each_other_and_back_to_the_description() {
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
fn data_that_looks_like_a_reference_is_not_followed() {
    let root = "paths: {}\ncomponents:\n  schemas:\n    Link: { type: object, example: { $ref: 'nowhere.yaml' }, additionalProperties: { type: string } }\n";
    let (output, reads) = run(root, &[]);
    assert!(output.is_ok());
    assert!(reads.is_empty());
}

#[test]
fn a_problem_in_another_file_is_shown_in_that_file() {
    let pet = ("pet.yaml", "type: object\nproperties:\n  size: { type: strnig }\n");
    let (output, _) = run(&owner("pet.yaml"), &[pet]);
    let warnings = output.unwrap().warnings;
    let told = warnings.render(&Source { name: String::new(), text: String::new() });
    assert!(told.contains("--> spec/pet.yaml:3:17\n"), "{told}");
    assert!(told.contains("3 |   size: { type: strnig }"), "{told}");
}

#[test]
fn a_file_that_cannot_be_parsed_is_shown_with_its_place() {
    let told = refusal("pet.yaml", &[("pet.yaml", "type: object\nproperties: {\n")]);
    assert!(told.contains("error[yaml-syntax]"), "{told}");
    assert!(told.contains("--> spec/pet.yaml:"), "{told}");
}

#[test]
fn a_place_that_another_file_does_not_have_is_named_as_it_is_written() {
    let told = refusal(
        "pet.yaml#/definitions/Pat",
        &[("pet.yaml", "definitions: { Pet: { type: string } }")],
    );
    assert!(told.contains("no value at `pet.yaml#/definitions/Pat`"), "{told}");
    assert!(told.contains("did you mean `pet.yaml#/definitions/Pet`?"), "{told}");
}

#[test]
fn nothing_is_read_from_outside_of_the_folder_or_from_the_network() {
    for reference in [
        "../secret.yaml",
        "a/../../secret.yaml",
        "/etc/passwd",
        "C:\\a.yaml",
        "https://example.com/a.yaml",
        "%2e%2e/secret.yaml",
    ] {
        let (output, reads) = run(&owner(reference), &[]);
        let told = output.map(drop).expect_err(reference);
        assert!(told.contains("error[external-reference]"), "{told}");
        assert!(reads.is_empty(), "{reference}");
    }
}

#[test]
fn a_missing_file_is_told_with_the_reason() {
    let told = refusal("pet.yaml", &[]);
    assert!(told.contains("`pet.yaml` cannot be read"), "{told}");
    assert!(told.contains("= note: no such file"), "{told}");
}
