//! Parses runtime expressions (OpenAPI 3.1, section 4.8.20.4).
//!
//! Invariant: a string with an unsupported expression is never treated as a constant.

use crate::ir::LinkValue;
use crate::pointer::Pointer;
use crate::value::Value;

/// Parses a value of a link: an expression, with or without braces, or a constant.
pub(super) fn value(value: &Value) -> Option<LinkValue> {
    let Value::String(text) = value else {
        let has_expressions = value.to_string().contains("{$");
        return (!has_expressions).then(|| LinkValue::Constant(value.to_json()));
    };
    let inner = text.strip_prefix('{').and_then(|text| text.strip_suffix('}'));
    let text = inner.filter(|inner| inner.starts_with('$')).unwrap_or(text);
    if text.starts_with('$') {
        return expression(text);
    }
    (!text.contains("{$")).then(|| LinkValue::Constant(value.to_json()))
}

fn expression(text: &str) -> Option<LinkValue> {
    if let Some(source) = text.strip_prefix("$response.") {
        return match source.strip_prefix("header.") {
            Some(name) => (!name.is_empty()).then(|| LinkValue::Header(name.to_owned())),
            None => body(source).map(LinkValue::Body),
        };
    }
    let is_known = match text.strip_prefix("$request.") {
        Some(source) => is_of_request(source),
        None => text == "$url",
    };
    match text {
        "$statusCode" => Some(LinkValue::Status),
        "$method" => Some(LinkValue::Method),
        _ => is_known.then(|| LinkValue::Request(text.to_owned())),
    }
}

fn is_of_request(source: &str) -> bool {
    let mut locations = ["path.", "query.", "header."].iter();
    body(source).is_some()
        || locations
            .any(|location| source.strip_prefix(location).is_some_and(|name| !name.is_empty()))
}

/// The pointer into a body: `body` is the whole body, `body#/a` a member.
fn body(source: &str) -> Option<Pointer> {
    let rest = source.strip_prefix("body")?;
    match rest.strip_prefix('#') {
        Some(pointer) => {
            (pointer.is_empty() || pointer.starts_with('/')).then(|| Pointer::from_text(pointer))
        }
        None => rest.is_empty().then(Pointer::root),
    }
}
