//! JSONPath (RFC 9535) in overlays.

use serde_json::{Value, json};

use super::{applied, refused};

/// The values that a JSONPath selects in `data`: those that are removed.
fn selects(data: &str, path: &str) -> Vec<Value> {
    let description = format!("openapi: 3.0.3\nmarked: {data}\n");
    let marks: Value = serde_json::from_str(data).unwrap();
    let quoted = serde_json::to_string(path).unwrap();
    let (after, _) =
        applied(&description, "1.1.0", &format!("  - {{ target: {quoted}, remove: true }}"));
    missing(&marks, &after["marked"])
}

/// The items of a list of different numbers, or the members of an object, that are no longer there.
fn missing(before: &Value, after: &Value) -> Vec<Value> {
    match (before, after) {
        (Value::Array(before), Value::Array(after)) => {
            before.iter().filter(|item| !after.contains(item)).cloned().collect()
        }
        (Value::Object(before), Value::Object(after)) => {
            let gone = before.keys().filter(|name| !after.contains_key(*name));
            gone.map(|name| json!(name)).collect()
        }
        (before, _) => vec![before.clone()],
    }
}

#[test]
fn selectors_select_as_the_rfc_says() {
    let list = "[0, 1, 2, 3, 4, 5]";
    for (path, expected) in [
        ("$.marked[1]", json!([1])),
        ("$.marked[-2]", json!([4])),
        ("$.marked[9]", json!([])),
        ("$.marked[-9]", json!([])),
        ("$.marked[1, 3]", json!([1, 3])),
        ("$.marked[1:3]", json!([1, 2])),
        ("$.marked[4:]", json!([4, 5])),
        ("$.marked[:-4]", json!([0, 1])),
        ("$.marked[::2]", json!([0, 2, 4])),
        ("$.marked[5:1:-2]", json!([3, 5])),
        ("$.marked[::-3]", json!([2, 5])),
        ("$.marked[::0]", json!([])),
        ("$.marked[?@ > 3]", json!([4, 5])),
        ("$.marked[?@ <= 1.0]", json!([0, 1])),
        ("$.marked[?@ == 2.0]", json!([2])),
        ("$.marked[?!(@ != 2)]", json!([2])),
        ("$.marked[?@ == $.marked[3]]", json!([3])),
        ("$['marked'][*]", json!([0, 1, 2, 3, 4, 5])),
    ] {
        assert_eq!(Value::from(selects(list, path)), expected, "{path}");
    }
}

#[test]
fn filters_compare_and_call_functions() {
    let map =
        r#"{"a": {"n": 1, "t": "x-ray"}, "b": {"n": null}, "c": {"l": [1, 2], "t": "ex"}, "d": 4}"#;
    for (path, expected) in [
        ("$.marked[?@.n]", json!(["a", "b"])),
        ("$.marked[?!@.n]", json!(["c", "d"])),
        ("$.marked[?@.n == null]", json!(["b"])),
        ("$.marked[?@.n == @.missing]", json!(["c", "d"])),
        ("$.marked[?length(@.t) == 2]", json!(["c"])),
        ("$.marked[?length(@.l) >= 2]", json!(["c"])),
        ("$.marked[?count(@.*) == 2]", json!(["a", "c"])),
        ("$.marked[?value(@..n) == 1]", json!(["a"])),
        ("$.marked[?match(@.t, 'x.*')]", json!(["a"])),
        ("$.marked[?search(@.t, 'x')]", json!(["a", "c"])),
        ("$.marked[?@.t < 'f']", json!(["c"])),
        ("$.marked[?@.l[?@ == 2]]", json!(["c"])),
        ("$.marked[?@.n || @.l]", json!(["a", "b", "c"])),
        ("$.marked[?@ == 4]", json!(["d"])),
        (r#"$.marked["\u0061"]"#, json!(["a"])),
    ] {
        assert_eq!(Value::from(selects(map, path)), expected, "{path}");
    }
}

#[test]
fn what_is_not_a_json_path_is_refused() {
    for path in [
        "",
        "paths",
        "$.x-a",
        "$.paths./pets",
        "$.a[",
        "$.a[?@.b",
        "$['a",
        "$[?length(@.a)]",
        "$[?length(@.*) == 1]",
        "$[?count(1) == 1]",
        "$[?match(@.a, 'x') == true]",
        "$[?match(@.a, '(')]",
        "$[?nin(@.a, 1)]",
        "$[?missing(@.a)]",
    ] {
        let quoted = serde_json::to_string(path).unwrap();
        let found = refused(
            "openapi: 3.0.3",
            "1.1.0",
            &format!("  - {{ target: {quoted}, remove: true }}"),
        );
        assert_eq!(found, [format!("invalid-json-path: `{path}` is not a JSONPath")]);
    }
}
