//! The tape: parsed JSON before it is decoded.

use crate::runtime::json::Kind;
use crate::runtime::json::tape::{MAX_DEPTH, Tape, Token};
use serde_json::{Value, json};

fn value_of(text: &str) -> Value {
    Tape::from_slice(text.as_bytes()).unwrap().root().to_value()
}

#[test]
fn each_kind_of_value_is_distinguished() {
    let kinds = [
        ("null", Kind::Null),
        ("true", Kind::Boolean),
        ("1", Kind::Integer),
        ("-1", Kind::Integer),
        ("18446744073709551615", Kind::Integer),
        ("1.0", Kind::Integer),
        ("1e3", Kind::Integer),
        ("1.5", Kind::Number),
        ("\"\"", Kind::String),
        ("[1, [2]]", Kind::Array),
        ("{\"a\": {}}", Kind::Object),
    ];
    for (text, kind) in kinds {
        assert_eq!(Tape::from_slice(text.as_bytes()).unwrap().root().kind(), kind, "{text}");
    }
}

#[test]
fn any_value_round_trips() {
    let value = json!({
        "null": null, "yes": true, "small": -9_223_372_036_854_775_808_i64,
        "large": 18_446_744_073_709_551_615_u64, "half": 0.5, "whole": 1.0,
        "text": "a\n\"ü\"", "list": [[], {}, [1, [2, [3]]]], "nested": {"a": {"b": [{"c": null}]}},
    });
    assert_eq!(value_of(&value.to_string()), value);
    assert_eq!(Tape::read(&value).unwrap().root().to_value(), value);
}

#[test]
fn integers_are_range_checked() {
    let tape = Tape::from_slice(b"[1, -1, 18446744073709551615, 2.0, 2.5, 1e300]").unwrap();
    let items = || tape.root().items().unwrap();
    let signed: Vec<_> = items().map(crate::runtime::json::Node::as_i64).collect();
    assert_eq!(signed, [Some(1), Some(-1), None, Some(2), None, None]);
    let unsigned: Vec<_> = items().map(crate::runtime::json::Node::as_u64).collect();
    assert_eq!(unsigned, [Some(1), None, Some(u64::MAX), Some(2), None, None]);
    assert_eq!(items().nth(4).unwrap().as_f64(), Some(2.5));
}

#[test]
fn members_are_found_by_name_in_any_position() {
    let tape = Tape::from_slice(br#"{"a": [1, {"z": 2}], "b": {"a": 3}, "c": "d"}"#).unwrap();
    let root = tape.root();
    assert_eq!(root.get("c").unwrap().as_str(), Some("d"));
    assert_eq!(root.get("b").unwrap().get("a").unwrap().as_i64(), Some(3));
    assert!(root.get("z").is_none());
    assert!(root.get("c").unwrap().get("a").is_none());
}

#[test]
fn escaped_text_and_escaped_names_are_decoded() {
    assert_eq!(value_of(r#"{"a\u0062": "\ud83d\ude00"}"#), json!({"ab": "😀"}));
}

#[test]
fn a_byte_order_mark_is_skipped() {
    assert_eq!(value_of("\u{feff}[1]"), json!([1]));
}

#[test]
fn serde_arbitrary_precision_numbers_are_numbers() {
    let disguised = json!({"a": {"$serde_json::private::Number": "1.5"}});
    assert_eq!(Tape::read(&disguised).unwrap().root().to_value(), json!({"a": 1.5}));
    let no_number = json!({"$serde_json::private::Number": "x"});
    assert_eq!(Tape::read(&no_number).unwrap().root().to_value(), no_number);
}

#[test]
fn invalid_json_is_rejected_with_its_position() {
    for text in ["", "{", "[1,]", "{\"a\" 1}", "1 2", "\"\u{1}\"", "nul"] {
        assert!(Tape::from_slice(text.as_bytes()).is_err(), "{text}");
    }
    let error = Tape::from_slice(b"{\n  \"a\": ?\n}").unwrap_err();
    assert_eq!(error.to_string(), "expected JSON, found other text at line 2, column 8");
    assert!(Tape::from_slice(b"\"\xFF\"").is_err());
}

#[test]
fn nesting_is_bounded_for_every_deserializer() {
    let nested = |depth: usize| (0..depth).fold(Value::Null, |value, _| json!([value]));
    assert!(Tape::read(&nested(MAX_DEPTH)).is_ok());
    assert!(Tape::read(&nested(MAX_DEPTH + 1)).is_err());
    assert!(Tape::from_slice("[".repeat(100_000).as_bytes()).is_err());
}

#[test]
fn debug_does_not_show_the_payload() {
    let tape = Tape::from_slice(br#"{"secret": "payload"}"#).unwrap();
    let shown = format!(
        "{tape:?} {:?} {:?}",
        tape.root(),
        tape.root().members().unwrap().next().unwrap().1
    );
    assert!(!shown.contains("secret") && !shown.contains("payload"), "{shown}");
}

#[test]
fn a_token_has_the_documented_size() {
    let text = include_str!("../../../src/emit/reliability.rs");
    let size = size_of::<Token<'_>>();
    assert!(text.contains(&format!("{size} bytes for each value and each name")));
    let tape = Tape::from_slice(b"[1,1,1,1,1,1,1]").unwrap();
    assert_eq!(format!("{tape:?}"), "Tape(8 tokens)");
}
