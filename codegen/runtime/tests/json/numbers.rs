//! Numbers: each is read as what is written, or refused.

use serde_json::{Value, json};

use crate::runtime::json::tape::Tape;
use crate::runtime::json::{DecodeErrorKind, Kind, from_str, json_struct, tag_text};
use crate::runtime::system::Random;
use crate::tests::support::random::Seeded;

#[test]
fn a_float_is_the_nearest_one_to_its_text() {
    let random = Seeded::new(3);
    for _ in 0..50_000 {
        let shortest = f64::from_bits(random.next() >> 2).to_string();
        let fraction = format!("0.{:017}", random.below(10_u64.pow(17)));
        for text in [shortest, fraction] {
            let expected: f64 = text.parse().unwrap();
            assert_eq!(from_str::<f64>(&text).unwrap().to_bits(), expected.to_bits(), "{text}");
            let foreign: f64 = serde_json::from_str(&text).unwrap();
            assert_eq!(foreign.to_bits(), expected.to_bits(), "{text}");
        }
    }
    assert_eq!(from_str::<f64>("0.9073038322028689").unwrap().to_string(), "0.9073038322028689");
}

#[test]
fn a_number_that_is_read_as_text_keeps_its_text() {
    for text in ["1.10", "18446744073709551616", "1e400", "-0", "1E+2", "0.0000000001"] {
        assert_eq!(from_str::<String>(text).unwrap(), text);
    }
}

#[test]
fn an_integer_is_exact_however_it_is_written() {
    let exact = [
        ("9007199254740993.0", 9_007_199_254_740_993),
        ("9007199254740993e0", 9_007_199_254_740_993),
        ("9.007199254740993e15", 9_007_199_254_740_993),
        ("90071992547409930e-1", 9_007_199_254_740_993),
        ("9223372036854775807.00", i64::MAX),
        ("-9223372036854775808", i64::MIN),
        ("-0", 0),
        ("0e999999999999999999999", 0),
        ("0.0e-5", 0),
        ("-12.50e1", -125),
        ("100e-2", 1),
    ];
    for (text, integer) in exact {
        assert_eq!(from_str::<i64>(text).unwrap(), integer, "{text}");
    }
    for text in ["9007199254740993.5", "1e-1", "10e-2", "1e-999999999999999999999", "-0.5"] {
        let found = DecodeErrorKind::WrongType { found: Kind::Number };
        assert_eq!(from_str::<i64>(text).unwrap_err().kind(), found, "{text}");
    }
    for text in ["9223372036854775808", "1e19", "1e400", "1e999999999999999999999"] {
        let kind = from_str::<i64>(text).unwrap_err().kind();
        assert_eq!(kind, DecodeErrorKind::OutOfRange, "{text}");
    }
}

#[test]
fn an_integer_that_a_deserializer_has_rounded_is_refused() {
    let read = |value: Value| serde_json::from_value::<Ids>(value).map(|ids| ids.id);
    assert_eq!(read(json!({ "id": 2.0 })).unwrap(), Some(2));
    assert_eq!(
        read(json!({ "id": u64::MAX })).unwrap_err().to_string(),
        "id: expected i64, found a number out of its range"
    );
    assert!(read(json!({ "id": 9_007_199_254_740_994.0_f64 })).is_err());
}

pub(crate) struct Ids {
    id: Option<i64>,
}

json_struct!(Ids { id: optional("id") });

#[test]
fn a_number_out_of_range_costs_its_own_value_only() {
    let ids: Ids = from_str(r#"{ "x": 1e400, "id": 7, "y": [-1e999] }"#).unwrap();
    assert_eq!(ids.id, Some(7));
    let list = "[1e400, 1]";
    let error = from_str::<Vec<f64>>(list).unwrap_err();
    assert_eq!((error.kind(), error.path().as_str()), (DecodeErrorKind::OutOfRange, "$[0]"));
    assert_eq!(from_str::<Value>(list).unwrap(), json!(["1e400", 1]));
}

#[test]
fn equal_numbers_are_the_same_tag() {
    let tag = |text: &str| {
        let tape = Tape::from_slice(text.as_bytes()).unwrap();
        tag_text(tape.root()).map(std::borrow::Cow::into_owned)
    };
    for (one, other) in [("1", "1.0"), ("1.5", "1.50"), ("1e2", "100"), ("2.5e-1", "0.25")] {
        assert_eq!(tag(one), tag(other));
    }
}
