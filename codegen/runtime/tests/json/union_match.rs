//! Choosing the variant of a union that no tag identifies, as in the documentation of `union_match`.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::runtime::json::json_struct;
use crate::runtime::json::tape::Tape;
use crate::runtime::json::{
    Decode, DecodeError, Fixed, Node, ObjectShape, Variant, best_decoded, best_match, from_str,
    tag_text,
};
use crate::{Base64, Date};

#[derive(Debug)]
pub(crate) struct Texts {
    id: String,
    note: Option<i64>,
}

json_struct!(Texts { id: required("id"), note: optional("note") });

#[derive(Debug)]
pub(crate) struct Numbers {
    id: i64,
    note: Option<String>,
}

json_struct!(Numbers { id: required("id"), note: optional("note") });

#[derive(Debug)]
pub(crate) struct Open {
    id: Option<Value>,
    rest: BTreeMap<String, Value>,
}

json_struct!(Open { id: optional("id"), ..rest });

#[derive(Debug)]
pub(crate) struct Tree {
    leaf: Option<i64>,
    left: Option<Box<Trees>>,
}

json_struct!(Tree { leaf: optional("leaf"), left: optional("left") });

/// A recursive union whose variants differ at the leaves only.
#[derive(Debug)]
pub(crate) enum Trees {
    Tree(Tree),
    Same(Tree),
    Unknown,
}

impl Decode for Trees {
    fn decode(node: Node<'_>) -> Result<Self, DecodeError> {
        best_decoded(
            node,
            &[|node| node.decode().map(Self::Tree), |node| node.decode().map(Self::Same)],
            |_| Self::Unknown,
        )
    }
}

impl serde::Serialize for Trees {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Tree(tree) | Self::Same(tree) => tree.serialize(serializer),
            Self::Unknown => serializer.serialize_unit(),
        }
    }
}

/// A variant whose decoded value is replaced by its name.
macro_rules! variant {
    ($name:literal, $ty:ty, $required:expr, $known:expr, $fixed:expr) => {
        Variant {
            shapes: &[ObjectShape { required: $required, known: $known, fixed: $fixed }],
            decode: |node| node.decode::<$ty>().map(|_| $name),
        }
    };
}

fn node<T>(text: &str, read: impl FnOnce(Node<'_>) -> T) -> T {
    read(Tape::from_slice(text.as_bytes()).unwrap().root())
}

fn best(text: &str, variants: &[Variant<'_, &'static str>]) -> &'static str {
    node(text, |node| best_match(node, variants, |_| "unknown").unwrap())
}

const TEXTS: Variant<'_, &str> = variant!("texts", Texts, &["id"], &["id", "note"], &[]);
const NUMBERS: Variant<'_, &str> = variant!("numbers", Numbers, &["id"], &["id", "note"], &[]);
const OPEN: Variant<'_, &str> = variant!("open", Open, &[], &["id"], &[]);

#[test]
fn the_ranking_decides_one_criterion_after_the_other() {
    let good = variant!("good", Open, &[], &["ok"], &[("ok", &[Fixed::Other("true")])]);
    let bad = variant!("bad", Open, &[], &["ok"], &[("ok", &[Fixed::Other("false")])]);
    let one = variant!("one", Open, &["v"], &["v"], &[("v", &[Fixed::Other("1")])]);
    let text = variant!("text", Open, &["v"], &["v"], &[("v", &[Fixed::String("1")])]);
    let needs = variant!("needs", Open, &["a"], &["a"], &[]);
    for (json, variants, expected) in [
        // Fixed values, of any type.
        (r#"{"ok": true}"#, vec![good, bad], "good"),
        (r#"{"ok": false}"#, vec![good, bad], "bad"),
        (r#"{"ok": "false"}"#, vec![good, bad], "unknown"),
        ("{}", vec![good, bad], "good"),
        (r#"{"v": 1}"#, vec![text, one], "one"),
        (r#"{"v": 1.0}"#, vec![text, one], "one"),
        (r#"{"v": "1"}"#, vec![one, text], "text"),
        (r#"{"v": null}"#, vec![one, text], "unknown"),
        // Required members.
        ("{}", vec![needs, OPEN], "open"),
        (r#"{"b": 1}"#, vec![needs, TEXTS], "unknown"),
        // The types of required members, then those of the others.
        (r#"{"id": 5}"#, vec![TEXTS, NUMBERS], "numbers"),
        (r#"{"id": "5"}"#, vec![NUMBERS, TEXTS], "texts"),
        (r#"{"id": 5, "note": 7}"#, vec![TEXTS, NUMBERS], "numbers"),
        (r#"{"id": "5", "note": "7"}"#, vec![NUMBERS, TEXTS], "texts"),
        // The members that are kept, and those that are declared.
        (r#"{"id": 5, "note": "a"}"#, vec![OPEN, NUMBERS], "numbers"),
        (r#"{"id": 5, "more": "a"}"#, vec![NUMBERS, OPEN], "open"),
        // The order.
        (r#"{"id": 5}"#, vec![NUMBERS, NUMBERS, OPEN], "numbers"),
        // What no variant can be decoded from.
        (r#"{"id": []}"#, vec![TEXTS, NUMBERS], "unknown"),
        (r#"{"id": {}}"#, vec![], "unknown"),
    ] {
        assert_eq!(best(json, &variants), expected, "{json}");
    }
}

#[test]
fn a_variant_without_shapes_has_no_condition() {
    let any = Variant { shapes: &[], decode: |_| Ok("any") };
    assert_eq!(best("{}", &[TEXTS, any]), "any");
}

#[test]
fn a_value_fits_the_variant_whose_format_and_range_it_has() {
    type Attempt = fn(Node<'_>) -> Result<&'static str, DecodeError>;
    let attempts: &[Attempt] = &[
        |node| node.decode::<Date>().map(|_| "date"),
        |node| node.decode::<Base64>().map(|_| "base64"),
        |node| node.decode::<i8>().map(|_| "i8"),
        |node| node.decode::<f64>().map(|_| "f64"),
        |node| node.decode::<Vec<bool>>().map(|_| "booleans"),
        |node| node.decode::<u64>().map(|_| "u64"),
        |node| node.decode::<String>().map(|_| "string"),
    ];
    for (json, expected) in [
        (r#""2026-11-27""#, "date"),
        (r#""aGVsbG8=""#, "base64"),
        (r#""aGVsbG8""#, "string"),
        (r#""soon!""#, "string"),
        ("5", "i8"),
        ("500", "f64"),
        ("9007199254740993", "u64"),
        ("5.5", "f64"),
        ("[true]", "booleans"),
        ("[5]", "unknown"),
        ("null", "unknown"),
    ] {
        let found = node(json, |node| best_decoded(node, attempts, |_| "unknown").unwrap());
        assert_eq!(found, expected, "{json}");
    }
}

#[test]
fn nested_unions_take_linear_time() {
    let depth = 120;
    let text = format!("{}{{\"leaf\": \"x\"}}{}", "{\"left\": ".repeat(depth), "}".repeat(depth));
    assert!(from_str::<Trees>(&text).is_ok());
}

#[test]
fn equal_tags_have_the_same_text() {
    for (json, expected) in [
        ("1", Some("1")),
        ("1.0", Some("1")),
        ("1.5", Some("1.5")),
        ("true", Some("true")),
        ("null", Some("null")),
        (r#""1""#, Some("1")),
        ("[]", None),
        ("{}", None),
    ] {
        assert_eq!(node(json, |node| tag_text(node).map(String::from)).as_deref(), expected);
    }
}
