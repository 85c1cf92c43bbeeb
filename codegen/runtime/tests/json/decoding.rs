//! Decoding JSON into Rust types.

use std::collections::BTreeMap;
use std::fmt::Debug;

use crate::runtime::json::{self, Decode, DecodeError, DecodeErrorKind, Field, Kind, Names, Node};

use crate::runtime::scalars::Date;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use crate::tests::support::api::Pet;

#[expect(clippy::needless_pass_by_value, reason = "a table of values reads better")]
fn reads<T: Decode + PartialEq + Debug>(text: &str, expected: T) {
    assert_eq!(json::from_str::<T>(text).unwrap(), expected, "{text}");
}

fn rejects<T: Decode + Debug>(text: &str, message: &str) {
    let error = json::from_str::<T>(text).unwrap_err();
    assert_eq!(error.to_string(), message, "{text}");
}

#[test]
fn booleans_are_also_read_from_text() {
    reads("true", true);
    reads("\"false\"", false);
    rejects::<bool>("\"yes\"", "$: expected a boolean, found other text");
    rejects::<bool>("1", "$: expected a boolean, found an integer");
}

#[test]
fn integers_are_also_read_from_whole_floats_and_decimal_text() {
    reads("1", 1_i32);
    reads("1.0", 1_i32);
    reads("1e2", 100_u8);
    reads("\"-12\"", -12_i64);
    reads("\"18446744073709551615\"", u64::MAX);
    rejects::<i64>("1.5", "$: expected i64, found a number");
    rejects::<i64>("\"1.5\"", "$: expected i64, found other text");
    rejects::<i64>("null", "$: expected i64, found null");
}

#[test]
fn integers_stay_in_their_range() {
    reads("255", 255_u8);
    reads("-128", -128_i8);
    rejects::<u8>("256", "$: expected u8, found a number out of its range");
    rejects::<u32>("-1", "$: expected u32, found a number out of its range");
    rejects::<i16>("40000", "$: expected i16, found a number out of its range");
    rejects::<i64>("1e300", "$: expected i64, found a number out of its range");
    rejects::<u16>("\"65536\"", "$: expected u16, found a number out of its range");
}

#[test]
fn floats_are_also_read_from_text() {
    reads("1", 1.0_f64);
    reads("\"1.5\"", 1.5_f64);
    reads("0.5", 0.5_f32);
    rejects::<f64>("\"NaN\"", "$: expected a number, found other text");
    rejects::<f64>("\"inf\"", "$: expected a number, found other text");
    rejects::<f32>("1e300", "$: expected f32, found a number out of its range");
}

#[test]
fn text_is_also_read_from_numbers_and_booleans() {
    reads("\"a\"", "a".to_owned());
    reads("12", "12".to_owned());
    reads("1.5", "1.5".to_owned());
    reads("true", "true".to_owned());
    rejects::<String>("{}", "$: expected a string, found an object");
}

#[test]
fn a_list_is_also_read_from_one_item() {
    reads("[1, 2]", vec![1, 2]);
    reads("1", vec![1]);
    reads("[]", Vec::<i64>::new());
    reads("[1, null]", vec![Some(1), None]);
    rejects::<Vec<i64>>("null", "$: expected an array, found null");
}

#[test]
fn options_boxes_maps_and_fields_decode_their_contents() {
    reads("null", None::<i64>);
    reads("1", Some(Box::new(1)));
    reads(r#"{"a": 1}"#, BTreeMap::from([("a".to_owned(), 1)]));
    reads("null", Field::<i64>::Null);
    reads("1", Field::Value(1));
}

#[test]
fn any_json_decodes_as_a_value() {
    let value = json!({"a": [1, 2.5, {"b": null}]});
    reads(&value.to_string(), value.clone());
    reads::<Map<String, Value>>(&value.to_string(), value.as_object().unwrap().clone());
}

#[test]
fn uuids_are_read_in_every_spelling() {
    let uuid = Uuid::from_u128(0x0011_2233_4455_6677_8899_AABB_CCDD_EEFF);
    reads("\"00112233-4455-6677-8899-aabbccddeeff\"", uuid);
    reads("\"{00112233445566778899AABBCCDDEEFF}\"".replace(['{', '}'], "").as_str(), uuid);
    rejects::<Uuid>("\"1\"", "$: expected a UUID, found other text");
    rejects::<Uuid>("1", "$: expected a UUID, found an integer");
}

/// A type that decodes its members in alphabetical order.
#[derive(Debug, PartialEq)]
struct Letters(i64, i64, i64, Option<i64>);

impl Decode for Letters {
    fn decode(node: Node<'_>) -> Result<Self, DecodeError> {
        let mut object = node.object(Names::few(&["a", "b", "c", "d"]))?;
        Ok(Self(
            object.required("a")?,
            object.required("b")?,
            object.required("c")?,
            object.optional("d")?,
        ))
    }
}

#[test]
fn members_are_decoded_in_any_order() {
    let orders = ["abcd", "abdc", "acbd", "bacd", "dcba", "cdab", "cadb", "bdac", "dacb"];
    for order in orders {
        let members: Vec<_> = order
            .chars()
            .map(|name| {
                format!("\"{name}\": {}, \"{name}x\": [[0], {{\"a\": 0}}]", u32::from(name) - 96)
            })
            .collect();
        reads(&format!("{{{}}}", members.join(",")), Letters(1, 2, 3, Some(4)));
    }
    reads(r#"{"c": 3, "a": 1, "b": 2}"#, Letters(1, 2, 3, None));
    rejects::<Letters>(r#"{"c": 3, "d": 1, "b": 2}"#, "$.a: missing");
}

#[test]
fn absent_null_and_value_are_three_states() {
    let pet = |tag| Pet { id: 1, name: None, tag };
    reads(r#"{"id": 1}"#, pet(Field::Absent));
    reads(r#"{"id": 1, "tag": null, "name": null}"#, pet(Field::Null));
    reads(r#"{"id": 1, "tag": "x", "more": 1}"#, pet("x".into()));
}

/// A type with additional members.
#[derive(Debug, PartialEq)]
struct Open {
    id: i64,
    additional: BTreeMap<String, i64>,
}

impl Decode for Open {
    fn decode(node: Node<'_>) -> Result<Self, DecodeError> {
        let mut object = node.object(Names::few(&["id"]))?;
        Ok(Self { id: object.required("id")?, additional: object.additional()? })
    }
}

#[test]
fn additional_members_are_all_undeclared_ones() {
    let additional = BTreeMap::from([("a".to_owned(), 2), ("b".to_owned(), 3)]);
    reads(r#"{"a": 2, "id": 1, "b": 3}"#, Open { id: 1, additional });
}

/// A type that contains other types.
#[derive(Debug)]
struct Outer;

impl Decode for Outer {
    fn decode(node: Node<'_>) -> Result<Self, DecodeError> {
        let mut object = node.object(Names::few(&["data", "letters"]))?;
        object.optional::<BTreeMap<String, Vec<Pet>>>("data")?;
        object.field::<Vec<Letters>>("letters")?;
        Ok(Self)
    }
}

#[test]
fn errors_contain_the_path_but_no_values_or_map_keys() {
    let text = r#"{"data": {"private": [{"id": 1}, {"id": "private"}]}}"#;
    rejects::<Outer>(text, "$.data.*[1].id: expected i64, found other text");
    let text = r#"{"letters": [{"a": 1, "b": 2}]}"#;
    rejects::<Outer>(text, "$.letters[0].c: missing");
    rejects::<Open>(r#"{"id": 1, "private": "x"}"#, "$.*: expected i64, found other text");
    rejects::<Pet>("[1]", "$: expected an object, found an array");
}

#[test]
fn errors_expose_their_kind_path_and_expected_type() {
    let error = json::from_str::<Vec<Pet>>(r#"[{"id": {}}]"#).unwrap_err();
    assert_eq!(error.kind(), DecodeErrorKind::WrongType { found: Kind::Object });
    assert_eq!((error.path().as_str(), error.expected()), ("$[0].id", "i64"));
    assert_eq!(size_of::<DecodeError>(), size_of::<usize>());
}

#[test]
fn types_implement_serde_deserialize() {
    #[derive(Debug, PartialEq)]
    struct Holder(Vec<Pet>);
    impl<'de> Deserialize<'de> for Holder {
        fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            Vec::deserialize(deserializer).map(Self)
        }
    }
    let pet = Pet { id: 1, name: Some("Rex".to_owned()), tag: Field::Absent };
    let text = r#"[{"id": "1", "name": "Rex"}]"#;
    assert_eq!(serde_json::from_str::<Holder>(text).unwrap(), Holder(vec![pet]));
    let error = serde_json::from_str::<Pet>(r#"{"id": "private"}"#).unwrap_err();
    assert!(error.to_string().starts_with("id: expected i64, found other text"), "{error}");
}
