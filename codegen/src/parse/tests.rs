//! What the parser accepts, and what it says about the rest.

use serde_json::{Value, json};

use super::parse;
use crate::diagnostics::{Diagnostics, Located};
use crate::source::Source;

/// The value, and each diagnostic as `code line:column message`.
fn parsed(text: &str) -> (Option<Value>, Vec<String>) {
    let source = Source { name: "api.yaml".to_owned(), text: text.to_owned() };
    let mut diagnostics = Diagnostics::new();
    let value = parse(&source, &mut diagnostics);
    let told = diagnostics
        .located(&source)
        .into_iter()
        .map(|Located { location, diagnostic: found, .. }| {
            let place = location.map_or("-".to_owned(), |it| format!("{}:{}", it.line, it.column));
            format!("{} {place} {}", found.code(), found.message())
        })
        .collect();
    (value, told)
}

/// The only diagnostic of a text that is refused.
fn refused(text: &str) -> String {
    let (value, told) = parsed(text);
    assert_eq!(value, None);
    assert_eq!(told.len(), 1);
    told.concat()
}

#[test]
fn names_that_are_no_texts_become_their_text() {
    let (value, told) = parsed("200: a\n0x1F: b\ntrue: c\n~: d\n1.0: e\n");
    assert_eq!(value, Some(json!({"200": "a", "0x1F": "b", "true": "c", "~": "d", "1.0": "e"})));
    assert!(told.is_empty());
}

#[test]
fn both_formats_give_the_same_tree() {
    let yaml = "b: [1, -2, 1.5, null, ~]\na: {x: 'y', z: yes}\nbig: 100000000000000000000\n";
    let json = r#"{"b": [1, -2, 1.5, null, null], "a": {"x": "y", "z": "yes"},
        "big": 100000000000000000000}"#;
    assert_eq!(parsed(yaml), parsed(json));
    assert_eq!(parsed(&format!("\u{feff}{json}")), parsed(yaml));
    assert_eq!(parsed(&format!("\u{feff}{yaml}")), parsed(yaml));
}

#[test]
fn duplicates_are_told_and_the_last_one_counts() {
    let (value, told) = parsed("a: 1\nb:\n  c: 1\n  c: 2\na: 3\n");
    assert_eq!(value, Some(json!({"a": 3, "b": {"c": 2}})));
    assert_eq!(
        told,
        [
            "duplicate-key 4:3 the name `c` stands here more than once",
            "duplicate-key 5:1 the name `a` stands here more than once",
        ]
    );
    assert_eq!(parsed(r#"{"<<": {"x": 1}, "x": 1, "x": 2}"#).1.len(), 1);
}

#[test]
fn merge_keys_are_applied() {
    let (value, told) = parsed("a: &a {x: 1, y: 2}\nb:\n  <<: [*a, {z: 3}]\n  x: 4\n");
    assert_eq!(value, Some(json!({"a": {"x": 1, "y": 2}, "b": {"x": 4, "y": 2, "z": 3}})));
    assert!(told.is_empty());
    let (_, told) = parsed("a:\n  <<: 1\n");
    assert_eq!(told, ["merge-key 2:7 only objects can be merged into an object; this is ignored"]);
}

#[test]
fn what_only_yaml_can_say_is_told() {
    let (value, told) = parsed("a: !thing {b: .inf}\nc: .nan\nd: !!str 1\n");
    assert_eq!(value, Some(json!({"a": {"b": null}, "c": null, "d": "1"})));
    assert_eq!(told.len(), 3, "{told:?}");
}

#[test]
fn what_is_no_object_is_refused() {
    assert!(refused("").starts_with("empty-description - "));
    assert!(refused("# only a comment\n").starts_with("empty-description - "));
    assert!(refused("[1]").ends_with("is an array instead of an object"));
    assert!(refused("text").ends_with("is a text instead of an object"));
    assert!(refused("a: 1\n--- \nb: 2\n").starts_with("several-documents 2:1"));
    assert!(refused("# c\n---\na: 1\n---\nb: 2\n").starts_with("several-documents 4:1"));
}

#[test]
fn syntax_errors_have_a_place_and_a_reason() {
    let cases = [
        ("a:\n\tb: 1\n", "2:1 not YAML: there is a tab where only blanks may stand"),
        ("a: b: c\n", "1:5 not YAML: a name with a colon cannot stand here"),
        (
            "a: 1\nb\nc: 2\n",
            "3:1 not YAML: the line before this is no member, because it has no colon",
        ),
        ("a: 1\nb: 'open\nc: 2\n", "2:4 not YAML: a quote is opened here and never closed"),
        ("a: {b: c\nd: [\n", "2:2 not YAML: a comma or a closing `}` is expected here"),
        ("a: - b\n", "1:4 not YAML: an item of a list cannot stand here"),
        ("a: */*\n", "1:4 not YAML: `*` and `&` at the start of a text mean an alias or an anchor"),
        ("a: *b\n", "1:4 not YAML: there is no anchor of this name before this alias"),
        ("a: \"\\d\"\n", "1:5 not YAML: this backslash means nothing"),
        ("a: @b\n", "1:4 not YAML: a text cannot begin with this character"),
        ("a: 'ü\u{7}'\n", "1:6 not YAML: this character is not allowed"),
        ("a: 1\n{b}: 2\n", "2:1 not YAML: a name must be a text"),
        ("a:\n  b: 1\n c: 2\n", "3:2 not YAML: the name of a member is expected here"),
    ];
    for (text, expected) in cases {
        assert_eq!(refused(text), format!("yaml-syntax {expected}"), "{text}");
    }
    assert_eq!(refused("{\"a\": 1,\n}"), "json-syntax 2:1 not JSON: trailing comma");
    assert_eq!(refused("{\"a\": [1\n"), "json-syntax 1:8 not JSON: EOF while parsing a list");
    assert_eq!(refused("\u{feff}{a: 1}"), "json-syntax 1:3 not JSON: key must be a string");
    assert_eq!(refused("{} x"), "json-syntax 1:4 not JSON: trailing characters");
}

#[test]
fn hostile_texts_are_refused_in_time() {
    let started = std::time::Instant::now();
    let deep = 200_000;
    for text in [
        "[".repeat(deep),
        format!("a: {}", "[".repeat(deep)),
        format!("a: {}", "{a: ".repeat(deep)),
        format!("a: {}", "- ".repeat(deep)),
        format!("a:\n  {}", "? ".repeat(deep)),
        format!("{}1", "{\"a\":".repeat(deep)),
        format!("a: \"]\" # [\nb: {}", "[ # ]\n']', ".repeat(deep)),
        format!("{}---\na: 1", "%TAG !a! b\n".repeat(deep)),
        "a: &a [*a]\nb: 1".to_owned(),
    ] {
        let told = refused(&text);
        assert!(started.elapsed().as_secs() < 10, "{told} took {:?}", started.elapsed());
    }
    let laugh = |level| format!("a{level}: &a{level} [*a{0}, *a{0}, *a{0}]", level - 1);
    let laughs: Vec<_> = (1..30).map(laugh).collect();
    let told = refused(&format!("a0: &a0 lol\n{}", laughs.join("\n")));
    assert!(told.starts_with("description-too-large"), "{told}");
    let items = format!("a: &a [{}]\nb: [{}]\n", "1,".repeat(20_000), "*a,".repeat(20_000));
    assert!(refused(&items).starts_with("description-too-large"));
    assert!(started.elapsed().as_secs() < 20, "took {:?}", started.elapsed());
}
