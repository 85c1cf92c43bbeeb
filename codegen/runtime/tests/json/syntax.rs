//! The grammar of JSON, compared with that of `serde_json`.

use serde_json::Value;

use crate::runtime::json::tape::Tape;
use crate::runtime::json::{Decode, from_str, json_struct};
use crate::tests::support::random::Seeded;

fn value_of(text: &[u8]) -> Option<Value> {
    Tape::from_slice(text).ok().map(|tape| tape.root().to_value())
}

/// Texts from which others are made by changing bytes.
const TEXTS: &[&str] = &[
    r#"{"a":[1,-2.5e+3,true,null,"x\n\u00e9\ud83d\ude00\\"],"b":{"c":{}},"":[]} "#,
    r#" [ "0123456789abcdef\"0123456789", 0.10, -0, 1E9, 12345678901234567890, false ] "#,
    r#""a text with é and 日本 of some length, \t and \/ an escape""#,
    "[[[[]]], {\"a\": [{}]}, -1, 0, 0.5e-7]",
];

#[test]
fn texts_with_random_errors_are_read_as_by_serde_json() {
    let random = Seeded::new(11);
    let below = |bound: usize| usize::try_from(random.below(bound as u64)).unwrap();
    let bytes = b"{}[]\",:.-+eE0123456789tfn\\u \n\x00\x1f\x7f\xc3\xa9abdDfF";
    let mut valid = 0;
    for _ in 0..60_000 {
        let mut text = TEXTS[below(TEXTS.len())].as_bytes().to_vec();
        for _ in 0..below(4) {
            let (place, byte) = (below(text.len()), bytes[below(bytes.len())]);
            match below(3) {
                0 => text[place] = byte,
                1 => text.insert(place, byte),
                _ => drop(text.remove(place)),
            }
        }
        let shown = String::from_utf8_lossy(&text).into_owned();
        match (value_of(&text), serde_json::from_slice::<Value>(&text)) {
            (found, Ok(expected)) => {
                assert_eq!(found, Some(expected), "{shown}");
                valid += 1;
            }
            (None, Err(_)) => {}
            // Half of a character and a number out of range are no errors here.
            (Some(_), Err(error)) => {
                let reason = error.to_string();
                let known = ["surrogate", "hex escape", "number out of range"];
                assert!(known.iter().any(|known| reason.contains(known)), "{shown}: {reason}");
            }
        }
    }
    assert!(valid > 10_000, "{valid}");
}

#[test]
fn every_prefix_of_a_text_is_incomplete() {
    for text in TEXTS {
        let text = text.trim();
        for end in 0..text.len() {
            assert!(Tape::from_slice(&text.as_bytes()[..end]).is_err(), "{text} {end}");
        }
    }
}

#[test]
fn a_special_character_is_found_at_every_place() {
    for length in 0..40 {
        let plain = "x".repeat(length);
        assert_eq!(from_str::<String>(&format!("\"{plain}\"")).unwrap(), plain);
        let escaped = from_str::<String>(&format!("\"{plain}\\n{plain}é\"")).unwrap();
        assert_eq!(escaped, format!("{plain}\n{plain}é"));
        for control in ["\u{0}", "\u{1f}", "\n"] {
            assert!(from_str::<String>(&format!("\"{plain}{control}{plain}\"")).is_err());
        }
        assert_eq!(
            from_str::<String>(&format!("\"{plain} \u{7f}\"")).unwrap(),
            format!("{plain} \u{7f}")
        );
    }
}

#[test]
fn half_of_a_surrogate_pair_costs_its_own_character_only() {
    let texts = [
        (r#""\ud83d""#, "\u{fffd}"),
        (r#""a\ud83d b""#, "a\u{fffd} b"),
        (r#""\ude00\ud83d""#, "\u{fffd}\u{fffd}"),
        (r#""\ud83d\ud83d\ude00""#, "\u{fffd}😀"),
        (r#""\ud83d\u0041\n""#, "\u{fffd}A\n"),
        (r#""\uDFFF\uD800\\""#, "\u{fffd}\u{fffd}\\"),
    ];
    for (text, expected) in texts {
        assert_eq!(from_str::<String>(text).unwrap(), expected, "{text}");
    }
    for text in [r#""\ud83d\u""#, r#""\u+041""#, r#""\ud83d\u00""#] {
        assert!(from_str::<String>(text).is_err(), "{text}");
    }
}

pub(crate) struct First {
    a: Option<i64>,
    b: Option<i64>,
}

json_struct!(First { a: optional("a"), b: optional("b") });

pub(crate) struct Second {
    b: Option<i64>,
    a: Option<i64>,
}

json_struct!(Second { b: optional("b"), a: optional("a") });

#[test]
fn of_several_members_with_one_name_the_last_one_counts_for_every_type() {
    let text = r#"{ "a": 1, "b": 2, "a": 3 }"#;
    let first: First = from_str(text).unwrap();
    let second: Second = from_str(text).unwrap();
    let map: std::collections::BTreeMap<String, i64> = from_str(text).unwrap();
    let value: Value = from_str(text).unwrap();
    let tape = Tape::from_slice(text.as_bytes()).unwrap();
    assert_eq!((first.a, first.b, second.a, second.b), (Some(3), Some(2), Some(3), Some(2)));
    assert_eq!((map["a"], value["a"].as_i64()), (3, Some(3)));
    assert_eq!(i64::decode(tape.root().get("a").unwrap()).unwrap(), 3);
}
