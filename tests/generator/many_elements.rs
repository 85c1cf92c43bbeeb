//! Descriptions with so many elements of a kind that what is done for each of them has to be bounded.

use std::fmt::Write;

use codegen::source::Source;

use super::support::{generated, run};

/// A description with these schemas, one a line.
fn description(schemas: &str) -> Source {
    let text = format!(
        "openapi: 3.0.3\ninfo: {{ title: Fixture, version: 1.0.0 }}\npaths: {{}}\n\
         components:\n  schemas:\n{schemas}"
    );
    Source { name: "api.yaml".to_owned(), text }
}

#[test]
fn only_the_first_of_many_unknown_names_have_suggestions() {
    let schemas = (0..80).fold(String::new(), |mut text, number| {
        let reference = format!("'#/components/schemas/Shcema{number}'");
        let _ = writeln!(
            text,
            "    Schema{number}: {{ properties: {{ a: {{ $ref: {reference} }} }} }}"
        );
        text
    });
    let source = description(&schemas);
    let found = run(&source, "many-client").expect_err("a reference has no target");
    assert_eq!(found.len(), 80);
    assert_eq!(found.render(&source).matches("did you mean").count(), 50);
}

#[test]
fn a_long_chain_of_references_leads_to_its_end() {
    let mut schemas = (0..1_000).fold(String::new(), |mut text, number| {
        let next = number + 1;
        let _ = writeln!(text, "    S{number}: {{ $ref: '#/components/schemas/S{next}' }}");
        text
    });
    schemas += "    S1000: { type: string, nullable: true }\n    \
                Owner: { properties: { first: { $ref: '#/components/schemas/S0' } } }\n";
    let files = generated(&description(&schemas), "many-client").files;
    assert!(files["src/types/s0.rs"].contains("pub type S0 = S1;"));
    assert!(files["src/types/owner.rs"].contains("pub first: Field<"));
}

#[test]
fn the_members_of_a_wide_struct_are_decoded_in_groups() {
    let properties = (0..300).fold(String::new(), |mut text, number| {
        let _ = write!(text, "p{number}: {{ type: integer }}, ");
        text
    });
    let schemas = format!("    Wide: {{ type: object, properties: {{ {properties} }} }}\n");
    let files = generated(&description(&schemas), "many-client").files;
    let wide = &files["src/types/wide.rs"];
    let groups: Vec<_> =
        wide.split_once("json_wide_struct!(").unwrap().1.split("    {\n").collect();
    let members: Vec<_> = groups.iter().map(|group| group.matches("optional(").count()).collect();
    assert_eq!(members, [0, 64, 64, 64, 64, 44]);
    assert!(files.contains_key("src/runtime/json/json_wide_struct.rs"));
}

#[test]
fn values_that_are_listed_twice_have_one_variant_with_the_first_name() {
    let values = "values: [{ value: a, name: First }, { value: a, name: Second }]";
    let schema = format!("type: string, enum: [a, b, a], x-ms-enum: {{ name: Letter, {values} }}");
    let files = generated(&description(&format!("    A: {{ {schema} }}\n")), "many-client").files;
    let letter = &files["src/types/a.rs"];
    assert!(letter.contains("    First: \"a\",\n    B: \"b\",\n"), "{letter}");
}
