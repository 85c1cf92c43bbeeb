//! Turns the text of a record into an item.
//!
//! Invariant: an item is sent as it was written. What cannot be is a problem, and a member that the API
//! does not have is a warning. Neither shows a value.

use client_crate::bulk::BulkRequest;
use client_crate::json;
use serde_json::Value;

use crate::api::{self, Item, Request};
use crate::limits::{self, member};

/// An item, and what is odd about it.
pub struct Checked {
    /// The item.
    pub item: Item,
    /// What is not sent, and why.
    pub warnings: Vec<String>,
}

/// Reads an item.
///
/// # Errors
/// What is wrong with it, with the names of the members.
pub fn check(text: &str) -> Result<Checked, String> {
    let value: Value = serde_json::from_str(text).map_err(|error| not_json(&error))?;
    if !value.is_object() {
        return Err(format!("expected an object, found {}", kind(&value)));
    }
    check_id(&value)?;
    let item: Item = json::from_str(text).map_err(|error| {
        let text = error.to_string();
        text.strip_prefix("$.").unwrap_or(&text).to_owned()
    })?;
    let encoded = serde_json::to_string(&item).map_err(|error| error.to_string())?;
    let sent: Value = serde_json::from_str(&encoded).map_err(|error| not_json(&error))?;
    let mut differences = Differences::default();
    differences.compare("", &value, &sent);
    let Differences { mut warnings, mut problems } = differences;
    problems.extend(limits::exceeded(&value));
    // The brackets of the list.
    if encoded.len() + 2 > Request::MAX_BYTES {
        problems.push(format!("{} bytes, more than a request can have", encoded.len()));
    }
    if at(&value, api::REFERENCE).is_some() {
        warnings.push(format!("{}: another one is sent in its place", api::REFERENCE.join(".")));
    }
    if problems.is_empty() { Ok(Checked { item, warnings }) } else { Err(problems.join("; ")) }
}

/// The id of the record that an item is about, as far as there is one.
pub fn id(text: &str) -> Option<String> {
    let value: Value = serde_json::from_str(text).ok()?;
    at(&value, api::ID)?.as_str().map(str::to_owned)
}

fn check_id(value: &Value) -> Result<(), String> {
    let name = api::ID.join(".");
    match at(value, api::ID) {
        None => Err(format!("{name}: missing")),
        Some(Value::String(id)) if id.trim().is_empty() => Err(format!("{name}: empty")),
        Some(Value::String(_)) => Ok(()),
        Some(other) => Err(format!("{name}: expected a string, found {}", kind(other))),
    }
}

fn at<'v>(value: &'v Value, path: &[&str]) -> Option<&'v Value> {
    path.iter().try_fold(value, |value, name| value.get(name))
}

/// What is not JSON, and where. Lines are those of the input.
fn not_json(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let reason = text.split(" at line ").next().unwrap_or_default();
    format!("not JSON at column {}: {reason}", error.column())
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}

/// How what is sent differs from what was written.
#[derive(Default)]
struct Differences {
    warnings: Vec<String>,
    problems: Vec<String>,
}

impl Differences {
    /// Compares two values. The parser bounds their depth.
    fn compare(&mut self, path: &str, written: &Value, sent: &Value) {
        match (written, sent) {
            (Value::Object(written), Value::Object(sent)) => {
                for (name, value) in written {
                    let path = member(path, name);
                    match sent.get(name) {
                        Some(sent) => self.compare(&path, value, sent),
                        None if value.is_null() => {
                            self.problems.push(format!("{path}: null cannot be sent"));
                        }
                        None => self.warnings.push(format!("{path}: unknown, and not sent")),
                    }
                }
            }
            (Value::Array(written), Value::Array(sent)) if written.len() == sent.len() => {
                let path = format!("{path}[]");
                written.iter().zip(sent).for_each(|(one, other)| self.compare(&path, one, other));
            }
            (Value::Number(written), Value::Number(sent))
                if written == sent || written.as_f64() == sent.as_f64() => {}
            (written, sent) if written == sent => {}
            _ => self.problems.push(format!("{path}: the value cannot be sent as it is")),
        }
    }
}
