//! Encoding Rust types as JSON.

use std::collections::BTreeMap;

use crate::runtime::json::{self, Field, JsonNumber, ObjectWriter, json_struct, json_wide_struct};
use serde::{Serialize, Serializer};

use crate::tests::support::api::Pet;

#[test]
fn absent_members_are_left_out_and_null_is_written() {
    let pet = |name, tag| serde_json::to_string(&Pet { id: 1, name, tag }).unwrap();
    assert_eq!(pet(None, Field::Absent), r#"{"id":1}"#);
    assert_eq!(pet(None, Field::Null), r#"{"id":1,"tag":null}"#);
    assert_eq!(pet(Some("Rex".into()), "x".into()), r#"{"id":1,"name":"Rex","tag":"x"}"#);
}

#[test]
fn absent_null_and_value_round_trip() {
    for text in [r#"{"id":1}"#, r#"{"id":1,"tag":null}"#, r#"{"id":1,"tag":"x"}"#] {
        let pet: Pet = json::from_str(text).unwrap();
        assert_eq!(serde_json::to_string(&pet).unwrap(), text);
    }
}

#[test]
fn additional_members_follow_the_declared_ones() {
    struct Open(BTreeMap<String, i64>);
    impl Serialize for Open {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            let mut object = ObjectWriter::new(serializer)?;
            object.required("id", "x")?;
            object.additional(&self.0)?;
            object.end()
        }
    }
    let open = Open(BTreeMap::from([("b".to_owned(), 2), ("a".to_owned(), 1)]));
    assert_eq!(serde_json::to_string(&open).unwrap(), r#"{"id":"x","a":1,"b":2}"#);
}

#[test]
fn outside_of_an_object_an_absent_field_is_null() {
    let fields = [Field::Absent, Field::Null, Field::Value(1)];
    assert_eq!(serde_json::to_string(&fields).unwrap(), "[null,null,1]");
}

#[test]
fn a_field_converts_from_values_and_options() {
    let texts: [Field<String>; 3] =
        ["a".into(), Some("a".to_owned()).into(), "a".to_owned().into()];
    assert!(texts.iter().all(|text| *text == Field::Value("a".to_owned())));
    assert_eq!(Field::<i64>::from(None), Field::Null);
    assert_eq!(Field::<i64>::default(), Field::Absent);
}

#[test]
fn a_field_has_the_accessors_of_an_option() {
    let value = Field::Value(2);
    assert_eq!((value.as_option(), value.into_option()), (Some(&2), Some(2)));
    assert_eq!(value.map(|value| value * 2), Field::Value(4));
    assert_eq!(Field::Null.map(|value: i64| value * 2), Field::Null);
    assert_eq!((Field::Null.unwrap_or(3), Field::<i64>::Absent.unwrap_or_default()), (3, 0));
    let states = [Field::Absent, Field::Null, value];
    assert_eq!(states.map(|field| field.is_absent()), [true, false, false]);
    assert_eq!(states.map(|field| field.is_null()), [false, true, false]);
    assert_eq!(states.map(|field| field.is_value()), [false, false, true]);
    let mut taken = value;
    if let Field::Value(inner) = taken.as_mut() {
        *inner = 5;
    }
    assert_eq!((taken.take(), taken), (Field::Value(5), Field::Absent));
}

#[test]
fn whole_numbers_are_written_without_a_fraction() {
    let written = |number: f64| serde_json::to_string(&JsonNumber(&number)).unwrap();
    assert_eq!(written(2048.0), "2048");
    assert_eq!(written(-3.0), "-3");
    assert_eq!(written(0.0), "0");
    assert_eq!(written(-0.0), "-0.0");
    assert_eq!(written(2.5), "2.5");
    assert_eq!(written(1e300), "1e+300");
    assert_eq!(written(9_007_199_254_740_991.0), "9007199254740991");
}

#[test]
fn nested_whole_numbers_are_written_without_a_fraction() {
    let lists = BTreeMap::from([("a".to_owned(), vec![Some(1.0), None, Some(0.5)])]);
    assert_eq!(serde_json::to_string(&JsonNumber(&lists)).unwrap(), r#"{"a":[1,null,0.5]}"#);
    let nullable = [Field::Value(Box::new(4.0)), Field::Null];
    assert_eq!(serde_json::to_string(&JsonNumber(&nullable.to_vec())).unwrap(), "[4,null]");
}

#[test]
fn a_struct_in_groups_is_read_and_written_like_one_without() {
    #[derive(Debug, PartialEq)]
    struct Plain {
        id: i64,
        total: Option<f64>,
        note: Field<String>,
        rest: BTreeMap<String, i64>,
    }
    #[derive(Debug, PartialEq)]
    struct Grouped {
        id: i64,
        total: Option<f64>,
        note: Field<String>,
        rest: BTreeMap<String, i64>,
    }
    json_struct!(Plain {
        id: required("id"),
        total: optional("total") as JsonNumber,
        note: field("note"),
        ..rest
    });
    json_wide_struct!(Grouped {
        { id: required("id"), total: optional("total") as JsonNumber },
        { note: field("note") },
        ..rest
    });
    for text in [
        r#"{"id":1}"#,
        r#"{"id":1,"total":2,"note":null,"other":3}"#,
        r#"{"other":3,"note":"x","total":2.5,"id":1}"#,
        r#"{"total":2}"#,
        r#"{"id":1,"note":[]}"#,
        r#"{"id":1,"other":"x"}"#,
        "[]",
    ] {
        let plain = json::from_str::<Plain>(text);
        let grouped = json::from_str::<Grouped>(text);
        match (plain, grouped) {
            (Ok(plain), Ok(grouped)) => {
                assert_eq!(
                    format!("{grouped:?}").replace("Grouped", "Plain"),
                    format!("{plain:?}")
                );
                let written = |value| serde_json::to_string(&value).unwrap();
                assert_eq!(serde_json::to_string(&grouped).unwrap(), written(plain), "{text}");
            }
            (plain, grouped) => {
                let (plain, grouped) = (plain.unwrap_err(), grouped.unwrap_err());
                assert_eq!(grouped.to_string(), plain.to_string(), "{text}");
            }
        }
    }
}
