//! The action `copy` of version 1.1.

use serde_json::json;

use super::{applied, refused};

const DESCRIPTION: &str = "\
openapi: 3.0.3
info: { title: Pets, version: 1.0.0 }
components:
  schemas:
    Pet: { type: object, required: [name], properties: { name: { type: string } } }
    Toy: { type: object, required: [color] }
";

#[test]
fn an_object_is_copied_into_an_object() {
    let copy = "  - { target: $.components.schemas.Toy, copy: $.components.schemas.Pet }";
    let (value, warnings) = applied(DESCRIPTION, "1.1.0", copy);
    let toy = json!({
        "type": "object",
        "required": ["color", "name"],
        "properties": { "name": { "type": "string" } },
    });
    assert_eq!(value["components"]["schemas"]["Toy"], toy);
    assert_eq!(warnings, "");
}

#[test]
fn a_value_is_moved_by_a_copy_and_a_removal() {
    let actions = "  - { target: $.components.schemas, update: { Animal: {} } }\n  \
                   - { target: $.components.schemas.Animal, copy: $.components.schemas.Pet }\n  \
                   - { target: $.components.schemas.Pet, remove: true }";
    let (value, _) = applied(DESCRIPTION, "1.1.0", actions);
    let schemas = value["components"]["schemas"].as_object().unwrap();
    assert_eq!(schemas.keys().collect::<Vec<_>>(), ["Toy", "Animal"]);
    assert_eq!(schemas["Animal"]["required"], json!(["name"]));
}

#[test]
fn a_copy_is_of_the_value_before_it() {
    let copy = "  - { target: $.components, copy: $ }";
    let (value, _) = applied(DESCRIPTION, "1.1.0", copy);
    assert_eq!(value["components"]["info"]["title"], "Pets");
    assert!(value["components"]["components"]["components"].is_null());
}

#[test]
fn a_copy_selects_one_value() {
    for (from, found) in [("$.servers", "nothing"), ("$.components.schemas.*", "several values")] {
        let copy = format!("  - {{ target: $.info, copy: {from} }}");
        let expected = format!("mismatched-target: `{from}` selects {found}");
        assert_eq!(refused(DESCRIPTION, "1.1.0", &copy), [expected]);
    }
}

#[test]
fn a_copy_in_an_overlay_of_version_1_0_is_noted() {
    let copy = "  - { target: $.components.schemas.Toy, copy: $.components.schemas.Pet }";
    let (value, warnings) = applied(DESCRIPTION, "1.0.0", copy);
    assert!(value["components"]["schemas"]["Toy"]["properties"].is_object());
    let note =
        "note[member-of-another-version]: `copy` is a member of an action in Overlay 1.1, not in";
    assert!(warnings.contains(note), "{warnings}");
}
