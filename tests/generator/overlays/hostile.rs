//! Overlays are untrusted input: what they can make grow is limited, and reported at its place.

use codegen::{limits, overlaid};
use serde_json::{Value, json};

use super::{named, overlay, refused};

const HEAD: &str = "openapi: 3.0.3\ninfo: { title: A, version: '1' }\npaths: {}\n";

const STEPS: &str = "limit-exceeded: more than 10,000,000 steps to find what overlays change, beyond 4 \
                     times the text";

const ADDED: &str =
    "limit-exceeded: more than 10,000,000 bytes that overlays add, with 8 for each value";

/// A description that is nested as deep as possible.
fn deep() -> String {
    let depth = 120;
    let nested = "{\"a\":".repeat(depth) + "1" + &"}".repeat(depth);
    format!("{{\"openapi\":\"3.0.3\",\"x-a\":{nested},\"x-b\":{nested}}}")
}

/// A description with many values in a list.
fn wide(count: usize) -> String {
    let items: Vec<usize> = (0..count).collect();
    json!({ "openapi": "3.0.3", "x-a": items, "x-b": { "list": [] } }).to_string()
}

#[test]
fn a_query_with_many_ways_to_each_value_is_stopped() {
    for path in ["$..*..*..*..*..*..*..*..*", "$[?count($..*..*..*..*..*) > 0]"] {
        let found = refused(&deep(), "1.1.0", &format!("  - {{ target: '{path}', remove: true }}"));
        let [only] = &found[..] else { panic!("{found:?}") };
        assert!(only.starts_with("limit-exceeded: more than "), "{only}");
    }
}

#[test]
fn a_query_that_compares_each_value_with_all_is_stopped() {
    let action = "  - { target: \"$['x-a'][?count($['x-a'][?@ > 1]) > 1]\", remove: true }";
    assert_eq!(refused(&wide(10_000), "1.1.0", action), [STEPS]);
}

#[test]
fn many_actions_share_their_steps() {
    let many = "  - { target: '$..missing', remove: true }\n".repeat(limits::OVERLAY_ACTIONS);
    let found = refused(&wide(10_000), "1.1.0", &many);
    assert_eq!(found.last().map(String::as_str), Some(STEPS));
}

#[test]
fn actions_are_limited() {
    let many = "  - { target: $, update: {} }\n".repeat(limits::OVERLAY_ACTIONS + 1);
    assert_eq!(
        refused(HEAD, "1.1.0", &many),
        ["limit-exceeded: more than 10,000 actions in an overlay"]
    );
}

#[test]
fn copies_do_not_double_a_description_endlessly() {
    let twice = "  - { target: $, update: { x-a: {} } }\n  - { target: $.x-a, copy: $ }\n"
        .replace("$.x-a", "\"$['x-a']\"");
    let found = refused(HEAD, "1.1.0", &"  - { target: $.info, copy: $ }\n".repeat(200));
    let last = found.last().unwrap();
    assert!(last.starts_with("limit-exceeded: more than "), "{last}");
    let copies = "  - { target: \"$['x-b'].list\", copy: \"$['x-b'].list\" }\n".repeat(40);
    let add = "  - { target: \"$['x-b'].list\", update: [1, 2, 3] }\n";
    let found = refused(&wide(1), "1.1.0", &format!("{add}{copies}"));
    assert_eq!(found, [ADDED]);
    assert!(overlaid(&named("a.yaml", HEAD), &[overlay("1.1.0", &twice)]).is_ok());
}

#[test]
fn a_large_update_of_many_values_is_stopped() {
    let text = "x".repeat(20_000);
    let description = json!({ "openapi": "3.0.3", "x-a": vec![json!({}); 5_000] }).to_string();
    let action = format!("  - {{ target: \"$['x-a'].*\", update: {{ a: {text} }} }}");
    let found = refused(&description, "1.1.0", &action);
    assert_eq!(found, [ADDED]);
}

#[test]
fn no_action_nests_values_too_deep() {
    let update = "{a: ".repeat(60) + "1" + &"}".repeat(60);
    let path = format!("$['x-a']{}", ".a".repeat(100));
    let found = refused(
        &deep(),
        "1.1.0",
        &format!("  - {{ target: \"{path}\", update: {{ b: {update} }} }}"),
    );
    assert_eq!(found, ["limit-exceeded: more than 128 levels of nesting"]);
}

#[test]
fn long_and_nested_queries_are_refused_before_they_are_parsed() {
    let nested = format!("$[?{}@.a", "length(".repeat(limits::JSON_PATH_NESTING));
    let long = format!("$.{}", "a".repeat(limits::JSON_PATH));
    for path in [nested, long] {
        let action = format!("  - {{ target: '{path}', remove: true }}");
        assert_eq!(
            refused(HEAD, "1.1.0", &action),
            [format!("invalid-json-path: `{path}` is not a JSONPath")]
        );
    }
}

#[test]
fn many_items_are_removed_in_one_pass() {
    let count = 200_000;
    let (actions, source) =
        ("  - { target: \"$['x-a'][?@ > 9]\", remove: true }", named("a.json", &wide(count)));
    let after = overlaid(&source, &[overlay("1.1.0", actions)]).unwrap();
    let after: Value = serde_json::from_str(&after.text).unwrap();
    assert_eq!(after["x-a"], json!([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]));
}

#[test]
fn removals_from_a_long_list_are_counted() {
    let many = "  - { target: \"$['x-a'][0]\", remove: true }\n".repeat(limits::OVERLAY_ACTIONS);
    assert_eq!(refused(&wide(20_000), "1.1.0", &many), [STEPS]);
}

#[test]
fn long_names_and_merges_without_a_change_are_counted() {
    let name = "n".repeat(200);
    let objects = vec![json!({ "a": {}, name.as_str(): {} }); 12_000];
    let description = json!({ "openapi": "3.0.3", "x-a": objects }).to_string();
    let long = "x".repeat(1_000);
    for update in [format!("{{ {long}: 1 }}"), format!("{{ a: {{ {long}: }} }}")] {
        let action = format!("  - {{ target: \"$['x-a'].*\", update: {update} }}");
        assert_eq!(refused(&description, "1.1.0", &action), [ADDED]);
    }
    let unchanged =
        format!("  - {{ target: \"$['x-a'].*\", update: {{ {name}: {{}} }} }}\n").repeat(10);
    assert_eq!(refused(&description, "1.1.0", &unchanged), [ADDED]);
}

#[test]
fn nested_queries_that_are_not_valid_take_steps() {
    let path = format!("$[?{}@.a", "length(".repeat(limits::JSON_PATH_NESTING - 1));
    let found =
        refused(HEAD, "1.1.0", &format!("  - {{ target: '{path}', remove: true }}\n").repeat(100));
    assert_eq!(found.last().map(String::as_str), Some(STEPS));
    assert!(found.len() < 40, "{}", found.len());
}
