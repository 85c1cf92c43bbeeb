//! Typed headers of responses.

use crate::runtime::client::CallOptions;
use crate::runtime::response::{Header, HeaderForm};
use crate::runtime::scalars::DateTime;
use http::HeaderMap;
use serde_json::{Value, json};

use crate::tests::support::Harness;
use crate::tests::support::api::get_pet;
use crate::tests::support::transport::{ScriptedResponse, Step};

const LEFT: Header<i64> = Header::new("X-Left", HeaderForm::Text);
const TAGS: Header<Vec<String>> = Header::new("x-tags", HeaderForm::List);
const NUMBERS: Header<Vec<i64>> = Header::new("x-numbers", HeaderForm::List);
const META: Header<Value> = Header::new("x-meta", HeaderForm::Json);
const FLAG: Header<bool> = Header::new("x-flag", HeaderForm::Text);
const AT: Header<DateTime> = Header::new("x-at", HeaderForm::Text);

fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
    pairs.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect()
}

#[test]
fn header_values_are_parsed_as_their_type() {
    let headers = headers(&[("x-left", " 7 "), ("x-flag", "true"), ("x-at", "2024-05-01")]);
    assert_eq!((LEFT.read(&headers), FLAG.read(&headers)), (Some(7), Some(true)));
    assert_eq!(AT.read(&headers).unwrap().to_string(), "2024-05-01");
    assert_eq!(LEFT.name(), "X-Left");
}

#[test]
fn lists_are_read_from_one_or_several_headers() {
    let headers = HeaderMap::from_iter([
        ("x-tags".parse().unwrap(), "a, b,,".parse().unwrap()),
        ("x-numbers".parse().unwrap(), "1,2".parse().unwrap()),
    ]);
    let mut several = headers.clone();
    several.append("x-tags", "c".parse().unwrap());
    assert_eq!(TAGS.read(&headers).unwrap(), ["a", "b"]);
    assert_eq!(TAGS.read(&several).unwrap(), ["a", "b", "c"]);
    assert_eq!(NUMBERS.read(&headers).unwrap(), [1, 2]);
}

#[test]
fn json_headers_are_decoded() {
    let headers = headers(&[("x-meta", "{\"a\":[1]}")]);
    assert_eq!(META.read(&headers), Some(json!({ "a": [1] })));
}

#[test]
fn missing_and_malformed_headers_are_none() {
    let headers = headers(&[("x-left", "many"), ("x-numbers", "1,x"), ("x-meta", "{")]);
    assert_eq!(
        (LEFT.read(&headers), NUMBERS.read(&headers), META.read(&headers)),
        (None, None, None)
    );
    assert_eq!((TAGS.read(&headers), FLAG.read(&headers)), (None, None));
}

#[test]
fn responses_and_errors_expose_typed_headers() {
    let headers = [("x-left", "7"), ("content-type", "application/json")];
    let harness = Harness::new([
        ScriptedResponse::with_headers(200, &headers, [Step::Chunk("{\"id\":1}".into())]),
        ScriptedResponse::with_headers(404, &headers, [Step::Chunk("{\"code\":\"a\"}".into())]),
    ]);
    let client = harness.client();
    assert_eq!(
        harness.run(get_pet(&client, "1", CallOptions::new())).unwrap().header(LEFT),
        Some(7)
    );
    let error = harness.run(get_pet(&client, "1", CallOptions::new())).unwrap_err();
    assert_eq!(error.header(LEFT), Some(7));
}
