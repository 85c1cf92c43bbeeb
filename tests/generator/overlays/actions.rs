//! What each kind of action does (Overlay Specification 1.0.0 and 1.1.0, Action Object).

use codegen::overlaid;
use serde_json::json;

use super::{applied, named, overlay, refused};

const DESCRIPTION: &str = "\
openapi: 3.0.3
info: { title: Pets, version: 1.0.0 }
tags: [{ name: a }, { name: b }, { name: c }]
paths:
  /pets: { get: { summary: Pets, tags: [a, b], responses: {} } }
  /owners: { get: { summary: Owners, tags: [b], responses: {} } }
";

#[test]
fn objects_are_merged_member_by_member_and_new_ones_come_last() {
    let update = "  - target: $\n    update: { info: { title: Animals, x-a: { b: 1 } }, x-c: 2 }";
    for version in ["1.0.0", "1.1.0"] {
        let (value, warnings) = applied(DESCRIPTION, version, update);
        let info = json!({ "title": "Animals", "version": "1.0.0", "x-a": { "b": 1 } });
        assert_eq!(value["info"], info);
        let names: Vec<&String> = value.as_object().unwrap().keys().collect();
        assert_eq!(names, ["openapi", "info", "tags", "paths", "x-c"]);
        assert_eq!(warnings, "");
    }
}

#[test]
fn an_update_of_an_array_is_appended_and_an_array_is_concatenated() {
    for (update, last) in [
        ("{ name: d }", json!([{ "name": "d" }])),
        ("[{ name: d }, { name: e }]", json!([{ "name": "d" }, { "name": "e" }])),
    ] {
        for version in ["1.0.0", "1.1.0"] {
            let action = format!("  - {{ target: $.tags, update: {update} }}");
            let (value, _) = applied(DESCRIPTION, version, &action);
            let tags = value["tags"].as_array().unwrap();
            assert_eq!(tags[3..], *last.as_array().unwrap());
        }
    }
    // Within an object, an array is concatenated as well.
    let action = "  - { target: $.paths.*.get, update: { tags: [x] } }";
    let (value, _) = applied(DESCRIPTION, "1.1.0", action);
    assert_eq!(value["paths"]["/pets"]["get"]["tags"], json!(["a", "b", "x"]));
    assert_eq!(value["paths"]["/owners"]["get"]["tags"], json!(["b", "x"]));
    let item = "  - { target: \"$.paths['/pets'].get.tags\", update: x }";
    let (value, _) = applied(DESCRIPTION, "1.1.0", item);
    assert_eq!(value["paths"]["/pets"]["get"]["tags"], json!(["a", "b", "x"]));
}

#[test]
fn other_values_are_replaced_in_version_1_1_and_refused_in_1_0() {
    let update = "  - { target: $.paths.*.get.summary, update: Changed }";
    let (value, _) = applied(DESCRIPTION, "1.1.0", update);
    assert_eq!(value["paths"]["/pets"]["get"]["summary"], "Changed");
    assert_eq!(value["paths"]["/owners"]["get"]["summary"], "Changed");
    let message = "mismatched-target: `$.paths.*.get.summary` selects a value that is neither an \
                   object nor an array";
    assert_eq!(refused(DESCRIPTION, "1.0.0", update), [message]);
    let remove = "  - { target: $.paths.*.get.summary, remove: true }";
    assert_eq!(refused(DESCRIPTION, "1.0.0", remove), [message]);
}

#[test]
fn a_filter_selects_the_items_that_are_removed() {
    let remove = "  - { target: \"$.tags[?@.name == 'a' || @.name == 'b']\", remove: true }\n  \
                  - { target: \"$.paths.*.get.tags[?@ == 'b']\", remove: true }\n  \
                  - { target: \"$.paths['/owners']\", remove: true }";
    let (value, warnings) = applied(DESCRIPTION, "1.1.0", remove);
    assert_eq!(value["tags"], json!([{ "name": "c" }]));
    let pets = json!({ "get": { "summary": "Pets", "tags": ["a"], "responses": {} } });
    assert_eq!(value["paths"], json!({ "/pets": pets }));
    assert_eq!(warnings, "");
}

#[test]
fn values_inside_of_removed_ones_are_removed_with_them() {
    let remove = "  - { target: \"$.paths..*\", remove: true }";
    let (value, _) = applied(DESCRIPTION, "1.1.0", remove);
    assert_eq!(value["paths"], json!({}));
    assert_eq!(value["tags"], json!([{ "name": "a" }, { "name": "b" }, { "name": "c" }]));
}

#[test]
fn actions_are_applied_to_the_result_of_those_before() {
    let actions = "  - { target: $.info.title, remove: true }\n  \
                   - { target: $.info, update: { title: { en: Pets } } }\n  \
                   - { target: $.info.title, update: { de: Tiere } }";
    let (value, _) = applied(DESCRIPTION, "1.1.0", actions);
    assert_eq!(value["info"]["title"], json!({ "en": "Pets", "de": "Tiere" }));
}

#[test]
fn overlays_are_applied_in_their_order() {
    let source = named("api.yaml", DESCRIPTION);
    let title =
        |title: &str| overlay("1.1.0", &format!("  - {{ target: $.info.title, update: {title} }}"));
    let text = |overlays: &[_]| overlaid(&source, overlays).unwrap().text;
    assert!(text(&[title("A"), title("B")]).contains("title: B"));
    assert!(text(&[title("B"), title("A")]).contains("title: A"));
}

#[test]
fn a_description_in_json_stays_json() {
    let source = named("api.json", r#"{"openapi":"3.0.3","b":1,"a":{"title":"A"}}"#);
    let action = "  - { target: $.a, update: { c: [1.5, null] } }";
    let text = overlaid(&source, &[overlay("1.1.0", action)]).unwrap().text;
    let expected = "{\n  \"openapi\": \"3.0.3\",\n  \"b\": 1,\n  \"a\": {\n    \"title\": \"A\",\n    \
                    \"c\": [\n      1.5,\n      null\n    ]\n  }\n}\n";
    assert_eq!(text, expected);
}

#[test]
fn values_of_different_kinds_are_not_merged() {
    for (action, message) in [
        ("{ target: $.info, update: text }", "a string cannot be merged into an object"),
        ("{ target: $.info, update: [1] }", "an array cannot be merged into an object"),
        ("{ target: $, update: { tags: a } }", "a string cannot be merged into an array"),
        ("{ target: $, update: { tags: {} } }", "an object cannot be merged into an array"),
        ("{ target: $, update: { info: } }", "null cannot be merged into an object"),
        ("{ target: $.info.title, update: {} }", "an object cannot be merged into a string"),
        ("{ target: $.info, update: { title: [] } }", "an array cannot be merged into a string"),
    ] {
        let found = refused(DESCRIPTION, "1.1.0", &format!("  - {action}"));
        assert_eq!(found, [format!("overlay-conflict: {message}")], "{action}");
    }
}

#[test]
fn the_targets_of_an_update_are_of_one_kind() {
    let found = refused(DESCRIPTION, "1.1.0", "  - { target: $.*, update: { x-a: 1 } }");
    let mixed = "mismatched-target: `$.*` selects objects and arrays and other values";
    assert_eq!(found[0], mixed);
    // A removal may select anything but the root.
    let (value, _) = applied(DESCRIPTION, "1.1.0", "  - { target: $.*, remove: true }");
    assert_eq!(value, json!({}));
    let found = refused(DESCRIPTION, "1.1.0", "  - { target: $, remove: true }");
    assert_eq!(found, ["mismatched-target: the whole description is removed"]);
}

#[test]
fn an_action_that_selects_nothing_is_a_warning() {
    let (value, warnings) =
        applied(DESCRIPTION, "1.1.0", "  - { target: $.servers, remove: true }");
    assert_eq!(value["info"]["title"], "Pets");
    assert!(
        warnings.contains("warning[overlay-unmatched]: `$.servers` selects nothing"),
        "{warnings}"
    );
    assert!(warnings.contains("corrections.yaml:4:15"), "{warnings}");
}
