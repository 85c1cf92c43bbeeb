//! Base64.

use crate::runtime::json;
use crate::runtime::scalars::{Base64, Base64Url, base64_text};

/// The test vectors of RFC 4648, section 10.
const VECTORS: [(&str, &str); 7] = [
    ("", ""),
    ("f", "Zg=="),
    ("fo", "Zm8="),
    ("foo", "Zm9v"),
    ("foob", "Zm9vYg=="),
    ("fooba", "Zm9vYmE="),
    ("foobar", "Zm9vYmFy"),
];

#[test]
fn encodes_and_decodes_the_rfc_4648_test_vectors() {
    for (bytes, text) in VECTORS {
        assert_eq!(base64_text::encode(bytes.as_bytes()), text);
        assert_eq!(base64_text::decode(text).unwrap(), bytes.as_bytes());
        assert_eq!(base64_text::decode(text.trim_end_matches('=')).unwrap(), bytes.as_bytes());
    }
}

#[test]
fn all_bytes_survive_a_round_trip() {
    let bytes: Vec<u8> = (0..=255).collect();
    for length in 0..bytes.len() {
        assert_eq!(
            base64_text::decode(&base64_text::encode(&bytes[..length])).unwrap(),
            &bytes[..length]
        );
    }
}

#[test]
fn decodes_both_alphabets_and_ignores_white_space() {
    let bytes = [0xFB, 0xFF, 0xFE];
    assert_eq!(base64_text::encode(&bytes), "+//+");
    for text in ["+//+", "-__-", "-/_+", " +/\r\n/+\n"] {
        assert_eq!(base64_text::decode(text).unwrap(), bytes, "{text}");
    }
}

#[test]
fn bits_after_the_last_byte_are_ignored() {
    for text in ["Zg==", "Zh==", "Zn", "Zv="] {
        assert_eq!(base64_text::decode(text).unwrap(), b"f", "{text}");
    }
}

#[test]
fn other_text_is_rejected() {
    for text in ["A", "AAAAA", "A=AA", "ü", "A.A="] {
        assert_eq!(base64_text::decode(text), None, "{text}");
    }
}

#[test]
fn base64_is_a_json_string_and_debug_shows_only_its_length() {
    let value: Base64 = json::from_str("\"Zm9v\"").unwrap();
    assert_eq!((value.as_bytes(), value.clone().into_bytes()), (&b"foo"[..], b"foo".to_vec()));
    assert_eq!(serde_json::to_string(&value).unwrap(), "\"Zm9v\"");
    assert_eq!(format!("{value:?}"), "Base64(3 bytes)");
    let error = json::from_str::<Base64>("\"?\"").unwrap_err();
    assert_eq!(error.to_string(), "$: expected base64, found other text");
}

#[test]
fn base64url_has_the_url_safe_alphabet_and_no_padding() {
    let value = Base64Url::from([0xFB, 0xFF]);
    assert_eq!(serde_json::to_string(&value).unwrap(), "\"-_8\"");
    for text in ["\"-_8\"", "\"-_8=\"", "\"+/8=\""] {
        assert_eq!(json::from_str::<Base64Url>(text).unwrap(), value, "{text}");
    }
    assert_eq!(format!("{value:?}"), "Base64Url(2 bytes)");
}
