//! The places of problems after overlays: in the description or in the overlay, wherever the value stands.

use super::{named, overlay, reported, underlined};

/// What is reported about unknown types, each as the text that is underlined.
fn places(description: &str, overlays: &[codegen::source::Source]) -> Vec<String> {
    let source = named("api.yaml", description);
    let found = reported(&source, overlays);
    let located = found.located(&source);
    let text = located.iter().map(|it| format!("{} | {}", it.diagnostic.code(), underlined(it)));
    text.collect()
}

const DESCRIPTION: &str = "\
openapi: 3.0.3
info: { title: Pets, version: 1.0.0 }
paths: {}
components:
  schemas:
    Pet:
      allOf:
        - { type: first }
        - { type: object }
        - { type: third }
      propertis: {}
";

#[test]
fn items_behind_a_removed_one_are_found_where_they_stand() {
    let remove = overlay("1.1.0", "  - { target: '$..allOf[0, 1]', remove: true }");
    assert_eq!(
        places(DESCRIPTION, &[remove]),
        ["unknown-type | api.yaml:10 third", "misspelt-member | api.yaml:11 propertis"]
    );
}

#[test]
fn what_an_overlay_adds_is_found_in_the_overlay() {
    let update = "  - target: $.components.schemas\n    update:\n      Toy: { type: toy }\n      Pet:\n        allOf:\n          - { type: fourth }";
    let remove = "  - { target: '$..allOf[?@.type == \"first\"]', remove: true }";
    assert_eq!(
        places(DESCRIPTION, &[overlay("1.1.0", &format!("{update}\n{remove}"))]),
        [
            "unknown-type | api.yaml:10 third",
            "misspelt-member | api.yaml:11 propertis",
            "unknown-type | corrections.yaml:6 toy",
            "unknown-type | corrections.yaml:9 fourth",
        ]
    );
}

#[test]
fn a_replaced_value_is_found_in_the_overlay_and_its_key_in_the_description() {
    let actions = "  - { target: $..propertis, remove: true }\n  - { target: '$..allOf', remove: true }\n  - target: $.components.schemas.Pet\n    update: { typ: object }\n  - { target: $..typ, update: pet }";
    let found = places(DESCRIPTION, &[overlay("1.1.0", actions)]);
    // The key is that of the action before.
    assert_eq!(found, ["misspelt-member | corrections.yaml:7 typ"]);
    let typed = DESCRIPTION.replace("first", "object").replace("third", "string");
    let retyped = overlay(
        "1.1.0",
        "  - { target: $..propertis, remove: true }\n  - { target: '$..allOf[2].type', update: odd }",
    );
    assert_eq!(places(&typed, &[retyped]), ["unknown-type | corrections.yaml:5 odd"]);
}

#[test]
fn a_copied_value_is_found_where_it_was_copied_from() {
    let actions = "  - { target: '$..allOf[0]', remove: true }\n  - target: $.components.schemas\n    update: { Copy: { title: Copy }, Other: { type: other } }\n  - { target: $.components.schemas.Copy, copy: '$.components.schemas.Pet.allOf[1]' }\n  - { target: $.components.schemas.Pet, remove: true }\n  - { target: $.components.schemas.Copy, copy: $.components.schemas.Other }";
    let found = places(DESCRIPTION, &[overlay("1.1.0", actions)]);
    // `other` replaces `third`, and both schemas have it from the same place.
    assert_eq!(found, ["unknown-type | corrections.yaml:6 other"]);
}

#[test]
fn problems_of_the_text_are_found_in_its_file() {
    let description = DESCRIPTION.replace("paths: {}", "paths: {}\ntags: []\ntags: []");
    let doubled = "  - { target: $.components, remove: true, remove: true }\n  - { target: $.tags, remove: true }";
    assert_eq!(
        places(&description, &[overlay("1.1.0", doubled)]),
        ["duplicate-key | api.yaml:5 tags", "duplicate-key | corrections.yaml:4 remove"]
    );
}

#[test]
fn overlays_are_told_apart() {
    let toy = |name: &str, kind: &str| {
        let action = format!(
            "  - {{ target: $.components.schemas, update: {{ {kind}: {{ type: {kind} }} }} }}"
        );
        codegen::source::Source { name: name.to_owned(), ..overlay("1.1.0", &action) }
    };
    let remove = overlay("1.1.0", "  - { target: $.components.schemas.Pet, remove: true }");
    let overlays = [remove, toy("a.yaml", "ball"), toy("b.yaml", "bone")];
    assert_eq!(
        places(DESCRIPTION, &overlays),
        ["unknown-type | a.yaml:4 ball", "unknown-type | b.yaml:4 bone"]
    );
}

#[test]
fn a_conflict_shows_both_values() {
    let source = named("api.yaml", DESCRIPTION);
    let actions = "  - { target: '$..allOf[0]', remove: true }\n  - target: '$..allOf[1]'\n    update: { type: { a: 1 } }";
    let found = reported(&source, &[overlay("1.1.0", actions)]).render(&source);
    assert!(found.contains("corrections.yaml:6:15"), "{found}");
    assert!(found.contains("api.yaml:10:13"), "{found}");
    assert!(
        found.contains("error[overlay-conflict]: an object cannot be merged into a string"),
        "{found}"
    );
}
