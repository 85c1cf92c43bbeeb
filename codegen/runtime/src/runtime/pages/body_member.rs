//! Where a page begins, as a member of the JSON body of its request.
//!
//! Invariant: a changed body is the same JSON value apart from that member. Objects on the way to it
//! are added if they are missing.

use serde::Serialize;
use serde_json::{Map, Value};

use crate::runtime::request::Body;

/// The body with another value of the member to which `names` lead. Without a body, or if it is no
/// JSON, the next one has this member only.
pub(crate) fn with_member<T: Serialize>(
    body: Option<&Body<T>>,
    names: &[&str],
    value: &impl Serialize,
) -> Option<Body<T>> {
    let mut root = body.and_then(value_of).unwrap_or_default();
    let mut place = &mut root;
    for name in names {
        if !place.is_object() {
            *place = Value::Object(Map::new());
        }
        place = place.as_object_mut()?.entry(*name).or_insert(Value::Null);
    }
    *place = serde_json::to_value(value).ok()?;
    serde_json::to_vec(&root).ok().map(Body::raw)
}

/// The text of the member to which `names` lead, if it has a value.
pub(crate) fn text_in<T: Serialize>(body: Option<&Body<T>>, names: &[&str]) -> Option<String> {
    match member(body, names)? {
        Value::String(text) => Some(text),
        Value::Null => None,
        other => Some(other.to_string()),
    }
}

/// The whole number that the member is to which `names` lead.
pub(crate) fn number_in<T: Serialize>(body: Option<&Body<T>>, names: &[&str]) -> Option<i64> {
    let member = member(body, names)?;
    // A number such as `2.0` is a whole one as well. Its text has no exponent below 10^16.
    member.as_i64().or_else(|| member.as_f64()?.to_string().parse().ok())
}

fn member<T: Serialize>(body: Option<&Body<T>>, names: &[&str]) -> Option<Value> {
    let mut value = value_of(body?)?;
    for name in names {
        value = value.get_mut(name)?.take();
    }
    Some(value)
}

fn value_of<T: Serialize>(body: &Body<T>) -> Option<Value> {
    match body {
        Body::Typed(value) => serde_json::to_value(value).ok(),
        Body::Raw(text) => serde_json::from_slice(text).ok(),
    }
}
