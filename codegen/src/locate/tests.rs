//! Each case locates a pointer and checks the underlined text.

use super::{LocateTarget, Part, locate};
use crate::pointer::Pointer;
use crate::source::Source;

/// `line:column text`, where the text is the underlined part.
fn underlined(text: &str, pointer: &str, part: Part) -> String {
    let source = Source { name: "api.yaml".to_owned(), text: text.to_owned() };
    let pointer = Pointer::from_fragment(pointer).unwrap_or_default();
    let locations = locate(&source, &[LocateTarget::Node(&pointer, part)]);
    let Some(found) = locations.first() else { return "nothing".to_owned() };
    let stretch: String =
        text.get(found.offset..).unwrap_or_default().chars().take(found.length).collect();
    format!("{}:{} {stretch}", found.line, found.column)
}

fn value(text: &str, pointer: &str) -> String {
    underlined(text, pointer, Part::Value)
}

fn key(text: &str, pointer: &str) -> String {
    underlined(text, pointer, Part::Key)
}

const BLOCK: &str = r#"# A comment
openapi: 3.0.3 # and another
info:
  title: &title "Ünïcode: \" 🎉" # here
  'it''s': 'don''t'
  text: |
    several
    lines: of text
  more: folded
    plain
paths:
  /a/{b}:
    get:
      parameters:
      - name: limit
        in: query
      - {name: "x", in: header, tags: [a, b c, 10]}
      - *title
      - - nested
  ? /explicit
  : empty:
200: true
again: *title
"#;

#[test]
fn block_yaml() {
    assert_eq!(value(BLOCK, "#/openapi"), "2:10 3.0.3");
    assert_eq!(key(BLOCK, "#/openapi"), "2:1 openapi");
    assert_eq!(value(BLOCK, "#/info"), "3:1 info");
    assert_eq!(value(BLOCK, "#/info/title"), r#"4:17 "Ünïcode: \" 🎉""#);
    assert_eq!(value(BLOCK, "#/info/it's"), "5:12 'don''t'");
    assert_eq!(key(BLOCK, "#/info/it's"), "5:3 'it''s'");
    assert_eq!(value(BLOCK, "#/info/text"), "6:9 |");
    assert_eq!(value(BLOCK, "#/info/more"), "9:9 folded");
    assert_eq!(value(BLOCK, "#/paths/~1a~1{b}/get"), "13:5 get");
    assert_eq!(value(BLOCK, "#/paths/~1a~1{b}/get/parameters/0"), "15:9 name");
    assert_eq!(value(BLOCK, "#/paths/~1a~1{b}/get/parameters/0/in"), "16:13 query");
    assert_eq!(value(BLOCK, "#/paths/~1a~1{b}/get/parameters/3/0"), "19:11 nested");
    assert_eq!(value(BLOCK, "#/paths/~1explicit"), "20:5 /explicit");
    assert_eq!(value(BLOCK, "#/200"), "22:6 true");
    assert_eq!(key(BLOCK, "#/200"), "22:1 200");
}

#[test]
fn flow_yaml_and_aliases() {
    assert_eq!(value(BLOCK, "#/paths/~1a~1{b}/get/parameters/1"), "17:10 name");
    assert_eq!(value(BLOCK, "#/paths/~1a~1{b}/get/parameters/1/in"), "17:25 header");
    assert_eq!(value(BLOCK, "#/paths/~1a~1{b}/get/parameters/1/tags/1"), "17:43 b c");
    assert_eq!(value(BLOCK, "#/paths/~1a~1{b}/get/parameters/1/tags/2"), "17:48 10");
    assert_eq!(value(BLOCK, "#/again"), r#"4:17 "Ünïcode: \" 🎉""#);
    assert_eq!(key(BLOCK, "#/again"), "23:1 again");
    let shared = "a: &a {x: {y: 1}}\nb: [*a, *a, c]\n";
    assert_eq!(value(shared, "#/b/1/x/y"), "1:15 1");
    assert_eq!(value(shared, "#/b/2"), "2:13 c");
    assert_eq!(value("a: !t {b: !u 1}\nc: 2", "#/a/b"), "1:14 1");
    assert_eq!(value("a: &t !u {b: 1}\nd: *t\nc: 2", "#/c"), "3:4 2");
}

#[test]
fn missing_nodes_have_the_location_of_their_ancestor() {
    assert_eq!(value(BLOCK, "#/info/title/x/y"), r#"4:17 "Ünïcode: \" 🎉""#);
    assert_eq!(key(BLOCK, "#/info/missing/x"), "3:1 info");
    assert_eq!(value(BLOCK, "#/paths/~1explicit/empty/x"), "21:5 empty");
    assert_eq!(value(BLOCK, "#/missing"), "2:1 openapi");
    assert_eq!(value("", "#/missing"), "1:1 ");
    assert_eq!(value("[]", "#/a"), "1:1 [");
    assert_eq!(value("{{{", "#/a"), "1:1 {");
    assert_eq!(value("a: 1\n? [x]\n: 2\nb: 3", "#/a"), "1:4 1");
}

#[test]
fn line_ends_and_marks() {
    assert_eq!(value("a: 1\r\nb: text\r\nc: 3", "#/b"), "2:4 text");
    assert_eq!(value("\u{feff}a: 1\nb: 2", "#/b"), "2:4 2");
    assert_eq!(value("\u{feff}{\"a\": 1}", "#/a"), "1:8 1");
    assert_eq!(value("a: \"x\u{2028}y\"\nb: 2", "#/b"), "2:4 2");
    assert_eq!(value("a: 1\nb: 2\na: 3", "#/a"), "3:4 3");
    assert_eq!(value("a: &x\n  text\nb: *x", "#/a"), "2:3 text");
}

#[test]
fn json() {
    let pretty = "{\n  \"\\u0061\\/b\": {\n    \"x\": [1, \"ü\\\"\", {\"y\": null}]\n  }\n}";
    assert_eq!(key(pretty, "#/a~1b"), r#"2:3 "\u0061\/b""#);
    assert_eq!(value(pretty, "#/a~1b/x"), "3:5 \"x\"");
    assert_eq!(value(pretty, "#/a~1b/x/1"), r#"3:14 "ü\"""#);
    assert_eq!(value(pretty, "#/a~1b/x/2"), "3:21 {");
    assert_eq!(value(pretty, "#/a~1b/x/2/y"), "3:27 null");
    assert_eq!(value(pretty, "#/a~1b/z"), r#"2:3 "\u0061\/b""#);
    let minified = r#"{"ä":[{"b":{}},true],"c":1,"c":2}"#;
    assert_eq!(value(minified, "#/ä/0/b"), "1:8 \"b\"");
    assert_eq!(value(minified, "#/ä/1"), "1:16 true");
    assert_eq!(value(minified, "#/c"), "1:32 2");
}

/// A description as large as the largest published ones, on one line, with a thousand problems.
#[test]
fn large_texts_are_located_in_one_pass() {
    let member = |number: usize| {
        format!(r#""Schema{number}":{{"type":"object","description":"{}"}}"#, "x".repeat(40))
    };
    let members: Vec<_> = (0..50_000).map(member).collect();
    let text = format!(r#"{{"components":{{"schemas":{{{}}}}}}}"#, members.join(","));
    let source = Source { name: "api.json".to_owned(), text };
    let schemas = Pointer::root().child("components").child("schemas");
    let pointers: Vec<_> = (0..1_000)
        .map(|number| schemas.child(&format!("Schema{}", number * 50)).child("type"))
        .collect();
    let places: Vec<_> =
        pointers.iter().map(|pointer| LocateTarget::Node(pointer, Part::Value)).collect();
    let started = std::time::Instant::now();
    let located = locate(&source, &places);
    assert!(started.elapsed().as_secs() < 5, "took {:?}", started.elapsed());
    assert!(located.iter().all(|found| source.text[found.offset..].starts_with("\"object\"")));
}
