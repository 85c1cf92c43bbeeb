//! Which texts the parser accepts, and how it reports errors.

use serde_json::{Value, json};

use super::parse;
use super::state::{Path, State};
use crate::diagnostics::{Diagnostics, Located};
use crate::limits;
use crate::pointer::Pointer;
use crate::source::Source;

/// The value, and each diagnostic as `code line:column message`.
fn parsed(text: &str) -> (Option<Value>, Vec<String>) {
    let source = Source { name: "api.yaml".to_owned(), text: text.to_owned() };
    let mut diagnostics = Diagnostics::new();
    let value = parse(&source, &mut diagnostics);
    let reported = diagnostics
        .located(&source)
        .into_iter()
        .map(|Located { location, diagnostic: found, .. }| {
            let position =
                location.map_or("-".to_owned(), |it| format!("{}:{}", it.line, it.column));
            format!("{} {position} {}", found.code(), found.message())
        })
        .collect();
    (value.map(|value| value.to_json()), reported)
}

/// The only diagnostic of a text that is rejected.
fn rejected(text: &str) -> String {
    let (value, reported) = parsed(text);
    assert_eq!(value, None);
    assert_eq!(reported.len(), 1);
    reported.concat()
}

#[test]
fn keys_that_are_not_strings_are_converted() {
    let (value, reported) = parsed("200: a\n0x1F: b\ntrue: c\n~: d\n1.0: e\n");
    assert_eq!(value, Some(json!({"200": "a", "0x1F": "b", "true": "c", "~": "d", "1.0": "e"})));
    assert!(reported.is_empty());
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
fn duplicates_are_reported_and_the_last_one_is_used() {
    let (value, reported) = parsed("a: 1\nb:\n  c: 1\n  c: 2\na: 3\n");
    assert_eq!(value, Some(json!({"a": 3, "b": {"c": 2}})));
    assert_eq!(
        reported,
        [
            "duplicate-key 4:3 the key `c` stands here twice",
            "duplicate-key 5:1 the key `a` stands here twice",
        ]
    );
    assert_eq!(parsed(r#"{"<<": {"x": 1}, "x": 1, "x": 2}"#).1.len(), 1);
}

#[test]
fn strings_of_several_lines_are_accepted() {
    for text in [
        "a: 'one\n  two: x'\nb: it's\n",
        "a: |\n  it's\n b: 'x\nc: y\n",
        "a:\n  - 'one\n\n    two'\n  - \"it's\n    - three\"\n",
        "a: one\n  'tis\nb: two\nc: it's\n",
        "- &x 'one\n  - two'\n- 'it''s'\n",
        "'a': # it's\n  b: \"c\\\"\n    d: 'e\"\n",
        "a: [b,\n  'c', 'd\n  e: f']\n",
    ] {
        let text = format!("x:\n  y: 1\n{text}").replace("x:\n  y: 1\n-", "-");
        let (_, reported) = parsed(&text);
        assert!(!reported.concat().contains("not closed"), "{text}\n{reported:?}");
    }
}

#[test]
fn a_quote_that_a_later_one_closes_is_reported_where_it_is_opened() {
    for text in [
        "a: 'one\nb: 2\nc: 'three'\n",
        "a: \"one\nb: 2\nc: \"three\"\n",
        "a: 'one\nb: 2\nc: '#/three'\n",
        "a:\n- 'one\n- two\n- 'three'\n",
        "\u{feff}a: 'one\r\nb: 2\r\nc: '#/three'\r\n",
        "a:\n  - b: 'one\n    c: 2\n  - b: 'three'\n",
    ] {
        let reported = rejected(text);
        let line =
            1 + text.find(['\'', '"']).map_or(0, |quote| text[..quote].matches('\n').count());
        assert!(reported.starts_with(&format!("yaml-syntax {line}:")), "{text}\n{reported}");
        assert!(reported.contains("not closed on its line"), "{text}\n{reported}");
    }
}

#[test]
fn merge_keys_are_applied() {
    let (value, reported) = parsed("a: &a {x: 1, y: 2}\nb:\n  <<: [*a, {z: 3}]\n  x: 4\n");
    assert_eq!(value, Some(json!({"a": {"x": 1, "y": 2}, "b": {"x": 4, "y": 2, "z": 3}})));
    assert!(reported.is_empty());
    let (_, reported) = parsed("a:\n  <<: 1\n");
    assert_eq!(reported, ["merge-key 2:7 a merge key requires an object; this value is ignored"]);
}

#[test]
fn what_json_cannot_represent_is_reported() {
    let (value, reported) = parsed("a: !thing {b: .inf}\nc: .nan\nd: !!str 1\n");
    assert_eq!(value, Some(json!({"a": {"b": null}, "c": null, "d": "1"})));
    assert_eq!(reported.len(), 3, "{reported:?}");
}

#[test]
fn other_values_than_objects_are_rejected() {
    assert!(rejected("").starts_with("empty-description - "));
    assert!(rejected("# only a comment\n").starts_with("empty-description - "));
    assert!(rejected("[1]").ends_with("is an array instead of an object"));
    assert!(rejected("text").ends_with("is a string instead of an object"));
    assert!(rejected("a: 1\n--- \nb: 2\n").starts_with("several-documents 2:1"));
    assert!(rejected("# c\n---\na: 1\n---\nb: 2\n").starts_with("several-documents 4:1"));
    assert!(rejected("--- {a: 1}\n---\t{b: 1}").starts_with("several-documents 2:1"));
    assert!(rejected("a: |\n x\n---\n").starts_with("several-documents 3:1"));
    assert!(rejected("a: 1\n...\nb: 2\n").starts_with("several-documents 3:1"));
    assert!(rejected("a: 1\n... # x\n--- # y\nb: 2\n").starts_with("several-documents 3:1"));
}

#[test]
fn syntax_errors_have_a_location_and_a_reason() {
    let cases = [
        ("a:\n\tb: 1\n", "2:1 not YAML: a tab is not allowed here"),
        ("a: b: c\n", "1:5 not YAML: a key is not allowed here"),
        ("a: 1\nb\nc: 2\n", "2:1 not YAML: this line has no colon"),
        ("a: 1\nb: 'open\nc: 2\n", "2:4 not YAML: this quoted string is not closed on its line"),
        ("a: {b: c\nd: [\n", "2:2 not YAML: expected a comma or a closing `}`"),
        ("a: - b\n", "1:4 not YAML: a list item is not allowed here"),
        (
            "a: */*\n",
            "1:4 not YAML: `*` and `&` at the start of a value denote an alias or an anchor",
        ),
        ("a: *b\n", "1:4 not YAML: this alias has no preceding anchor"),
        ("a: \"\\d\"\n", "1:5 not YAML: unknown escape sequence"),
        ("a: @b\n", "1:4 not YAML: a value cannot start with this character"),
        ("a: 'ü\u{7}'\n", "1:6 not YAML: this character is not allowed"),
        ("a: 1\n{b}: 2\n", "2:1 not YAML: a key must be a string"),
        ("a:\n  b: 1\n c: 2\n", "3:2 not YAML: expected a key"),
        ("ü: ö\na: - b\n", "2:4 not YAML: a list item is not allowed here"),
        ("  a: 1\nb: 2\n---\n", "2:1 not YAML: this does not belong to the preceding lines"),
        ("  ü: 1\n\n# c\n b: 2\n", "4:2 not YAML: this does not belong to the preceding lines"),
        ("\"a\"\n\"b\": 1", "2:1 not YAML: this does not belong to the preceding lines"),
        ("\"open", "1:1 not YAML: unterminated quoted string"),
        ("'open\na: 1\n", "1:1 not YAML: this quoted string is not closed on its line"),
        ("\u{feff}\"open", "1:2 not YAML: unterminated quoted string"),
        ("*b", "1:1 not YAML: this alias has no preceding anchor"),
        ("*", "1:1 not YAML: `*` and `&` at the start of a value denote an alias or an anchor"),
        ("& a", "1:1 not YAML: `*` and `&` at the start of a value denote an alias or an anchor"),
    ];
    for (text, expected) in cases {
        assert_eq!(rejected(text), format!("yaml-syntax {expected}"), "{text}");
    }
    assert_eq!(rejected("{\"a\": 1,\n}"), "json-syntax 2:1 not JSON: trailing comma");
    assert_eq!(rejected("{\"a\": [1\n"), "json-syntax 1:8 not JSON: EOF while parsing a list");
    assert_eq!(rejected("\u{feff}{a: 1}"), "json-syntax 1:3 not JSON: key must be a string");
    assert_eq!(rejected("{} x"), "json-syntax 1:4 not JSON: trailing characters");
}

#[test]
fn hostile_texts_are_rejected_in_time() {
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
        let reported = rejected(&text);
        assert!(started.elapsed().as_secs() < 10, "{reported} took {:?}", started.elapsed());
    }
    let laugh = |level| format!("a{level}: &a{level} [*a{0}, *a{0}, *a{0}]", level - 1);
    let laughs: Vec<_> = (1..30).map(laugh).collect();
    let reported = rejected(&format!("a0: &a0 lol\n{}", laughs.join("\n")));
    assert!(reported.starts_with("limit-exceeded"), "{reported}");
    let items = format!("a: &a [{}]\nb: [{}]\n", "1,".repeat(20_000), "*a,".repeat(20_000));
    assert!(rejected(&items).starts_with("limit-exceeded"));
    assert!(started.elapsed().as_secs() < 20, "took {:?}", started.elapsed());
}

#[test]
fn what_exceeds_a_limit_is_reported_at_its_place() {
    let mut state = State::new(&Source { name: String::new(), text: String::new() });
    let root = Path::ROOT;
    assert!(state.allows_members(root, limits::MEMBERS) && state.exceeded.is_none());
    assert!(!state.allows_members(root.member("a"), limits::MEMBERS + 1));
    let exceeded =
        state.exceeded.map(|found| (found.message().to_owned(), found.pointer().cloned()));
    let message = "more than 500,000 members in an object".to_owned();
    assert_eq!(exceeded, Some((message, Some(Pointer::root().child("a")))));

    let key = "k".repeat(100_000);
    let long = format!("{{\"{key}\": [{}1]}}", "1, ".repeat(10_000));
    let reported = rejected(&long);
    assert!(reported.starts_with("limit-exceeded 1:"), "{reported}");
    assert!(reported.ends_with("bytes in the JSON Pointers of values"), "{reported}");

    let deep = rejected(&format!("a: {}{}", "[".repeat(200), "]".repeat(200)));
    assert_eq!(deep, "limit-exceeded 1:131 more than 128 levels of nesting");
    let aliases =
        rejected(&format!("a: &a [{}]\nb: [{}]\n", "1,".repeat(20_000), "*a,".repeat(20_000)));
    assert!(aliases.starts_with("limit-exceeded 1:"), "{aliases}");
    let directives = rejected(&format!("{}---\na: 1", "%TAG !a! b\n".repeat(101)));
    assert_eq!(directives, "limit-exceeded 101:1 more than 100 `%` directives");
    let text = rejected(&" ".repeat(limits::FILE_BYTES + 1));
    assert_eq!(text, "limit-exceeded 1:1 more than 100,000,000 bytes in a file");
}

#[test]
fn an_object_may_have_a_hundred_thousand_members() {
    let members: Vec<String> = (0..100_000).map(|number| format!("\"m{number}\":1")).collect();
    let (value, reported) = parsed(&format!("{{{}}}", members.join(",")));
    assert!(value.is_some() && reported.is_empty(), "{reported:?}");
}
