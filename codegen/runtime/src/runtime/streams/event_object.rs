//! A server-sent event as a JSON object of its fields.
//!
//! Invariant: the object has the members `data`, `event`, `id` and `retry` only, whatever text the
//! fields contain.

use std::time::Duration;

use super::event::Event;
use crate::runtime::json;
use crate::runtime::json::{Decode, DecodeError, is_json};

/// Decodes an event whose data may be JSON, or else is text.
pub(crate) fn decode<T: Decode>(event: &Event, retry: Option<Duration>) -> Result<T, DecodeError> {
    let text = || json::from_str(&object(event, &quoted(&event.data), retry));
    if !is_json(&event.data) {
        return text();
    }
    // A type may have text where the data of this event is JSON by chance.
    json::from_str(&object(event, &event.data, retry))
        .or_else(|problem| text().map_err(|_| problem))
}

/// The event as a JSON object, with `data` as the JSON text of its data.
fn object(event: &Event, data: &str, retry: Option<Duration>) -> String {
    let mut object = format!("{{\"data\":{data}");
    for (name, value) in [("event", &event.name), ("id", &event.id)] {
        if !value.is_empty() {
            object.extend([",\"", name, "\":", &quoted(value)]);
        }
    }
    if let Some(retry) = retry {
        object.extend([",\"retry\":", &retry.as_millis().to_string()]);
    }
    object + "}"
}

/// The text as a JSON string.
pub(crate) fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
