//! What a server sends, read as a client reads it, for the fuzz targets in `codegen/fuzz`.
//!
//! Each function panics if a property does not hold.

use std::time::{Duration, SystemTime};

use http::{HeaderName, HeaderValue, Method};
use serde_json::Value;

use crate::runtime::client::CallOptions;
use crate::runtime::json::tape::Tape;
use crate::runtime::request::{Idempotence, Operation};
use crate::runtime::response::{Header, HeaderForm};
use crate::runtime::scalars::{Base64, Date, DateTime};
use crate::runtime::streams::EventForm;
use crate::tests::support::Harness;
use crate::tests::support::transport::{ScriptedResponse, Step};

/// Millions of runs share it, so it is not made for each of them.
static LIST_PETS: Operation = Operation {
    id: "listPets",
    method: Method::GET,
    path: "/pets",
    idempotence: Idempotence::Idempotent,
    security: &[],
    server: None,
};

/// JSON is read as `serde_json` reads it, up to the nesting limit.
pub fn json(text: &[u8]) {
    let expected = serde_json::from_slice::<Value>(text);
    match Tape::from_slice(text) {
        Ok(tape) => {
            let found = tape.root().to_value();
            if let Ok(expected) = expected {
                assert!(is_same(&found, &expected), "{found} is not {expected}");
            }
            let written = serde_json::to_vec(&found).unwrap();
            let again = Tape::from_slice(&written).unwrap().root().to_value();
            assert!(is_same(&again, &found), "{again} is not {found}");
        }
        Err(_) => assert!(expected.is_err(), "{expected:?}"),
    }
}

/// Whether both are the same JSON. `serde_json` rounds long numbers to a neighbour of the nearest
/// float.
fn is_same(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Number(left), Value::Number(right)) => {
            let (one, other) = (left.as_f64().unwrap(), right.as_f64().unwrap());
            left == right || (one - other).abs() <= one.abs() * 4.0 * f64::EPSILON
        }
        (Value::Array(left), Value::Array(right)) => {
            left.len() == right.len()
                && left.iter().zip(right).all(|(left, right)| is_same(left, right))
        }
        (Value::Object(left), Value::Object(right)) => {
            left.len() == right.len()
                && left
                    .iter()
                    .all(|(name, left)| right.get(name).is_some_and(|right| is_same(left, right)))
        }
        _ => left == right,
    }
}

/// Server-sent events are the same however their text is split into chunks.
pub fn events(data: &[u8]) {
    let Some((size, text)) = data.split_first() else { return };
    for form in [EventForm::Json, EventForm::Text, EventForm::Object] {
        let whole = all_events(form, [text]);
        assert_eq!(whole, all_events(form, text.chunks(usize::from(*size).max(1))));
    }
}

fn all_events<'t>(form: EventForm, chunks: impl IntoIterator<Item = &'t [u8]>) -> Vec<String> {
    let steps: Vec<Step> =
        chunks.into_iter().map(|chunk| Step::Chunk(chunk.to_vec().into())).collect();
    let headers = [("content-type", "text/event-stream")];
    let harness = Harness::new([ScriptedResponse::with_headers(200, &headers, steps)]);
    let client = harness.client();
    let mut request = client.request(&LIST_PETS);
    request.stream(200..=200, "*/*");
    let options = CallOptions::new().max_response_bytes(256);
    let response = harness.run(client.execute::<()>(request, options)).unwrap();
    let mut stream = response.events::<Value>(form, Some("[DONE]")).into_body();
    let mut found = Vec::new();
    loop {
        match harness.run(stream.next()) {
            Ok(Some(item)) => found.push(format!("{item} {}", stream.event_type())),
            Ok(None) => return found,
            Err(error) => {
                found.push(error.to_string());
                return found;
            }
        }
    }
}

/// Headers about retries, rate limits and typed headers are read or ignored.
pub fn headers(data: &[u8]) {
    const NAMES: [&str; 7] = [
        "retry-after",
        "date",
        "x-ratelimit-limit",
        "x-ratelimit-remaining",
        "x-ratelimit-reset",
        "content-type",
        "x-list",
    ];
    let values = data.split(|byte| *byte == b'\n');
    let values: Vec<(&str, String)> = NAMES
        .into_iter()
        .zip(values)
        .filter_map(|(name, value)| {
            let value = HeaderValue::from_bytes(value).ok()?;
            Some((name, value.to_str().ok()?.to_owned()))
        })
        .collect();
    let values: Vec<(&str, &str)> =
        values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let harness = Harness::with_retries([
        ScriptedResponse::with_headers(429, &values, []),
        ScriptedResponse::with_headers(200, &values, []),
    ]);
    let client = harness.client();
    let options = CallOptions::new().operation_timeout(Duration::from_secs(60));
    let result = harness.run(client.execute::<()>(client.request(&LIST_PETS), options));
    if let Err(error) = result {
        let _ = (error.retry_after(), error.is_retryable(), error.to_string());
    }
    let mut map = http::HeaderMap::new();
    for (name, value) in values {
        map.append(HeaderName::from_static(name), HeaderValue::from_str(value).unwrap());
    }
    let _ = Header::<Vec<i64>>::new("x-list", HeaderForm::List).read(&map);
    let _ = Header::<Value>::new("x-list", HeaderForm::Json).read(&map);
    let _ = Header::<DateTime>::new("date", HeaderForm::Text).read(&map);
}

/// Dates and Base64 keep the text that they are read from, and moments are exact.
pub fn dates(text: &str) {
    if let Ok(date) = text.parse::<DateTime>() {
        assert_eq!(date.as_str(), text);
        if let Some(time) = date.to_system_time() {
            let nanos = date.unix_nanos().unwrap();
            let since = time.duration_since(SystemTime::UNIX_EPOCH).map_or_else(
                |before| -i128::try_from(before.duration().as_nanos()).unwrap(),
                |after| i128::try_from(after.as_nanos()).unwrap(),
            );
            assert_eq!(since, nanos);
        }
    }
    if let Ok(date) = text.parse::<Date>() {
        assert_eq!(date.as_str(), text);
        if let (Some(year), Some(month), Some(day)) = (date.year(), date.month(), date.day()) {
            assert!(Date::new(year, month, day).is_some(), "{text}");
        }
    }
    let json = Value::from(text).to_string();
    if let Ok(bytes) = crate::runtime::json::from_str::<Base64>(&json) {
        let written = serde_json::to_string(&bytes).unwrap();
        assert_eq!(crate::runtime::json::from_str::<Base64>(&written).unwrap(), bytes);
    }
}
