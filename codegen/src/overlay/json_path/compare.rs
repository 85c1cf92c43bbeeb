//! Compares values (RFC 9535, section 2.3.5.2.2).
//!
//! Invariant: each value that is compared is a step.

use super::steps::Steps;
use crate::limits::Exceeded;
use crate::value::Value;

/// Whether two values are equal; without values, both are nothing.
pub(super) fn equal(
    left: Option<&Value>,
    right: Option<&Value>,
    steps: &Steps,
) -> Result<bool, Exceeded> {
    match (left, right) {
        (Some(left), Some(right)) => same(left, right, steps),
        (None, None) => Ok(true),
        _ => Ok(false),
    }
}

/// Recursive: as deep as the values of the document are nested.
fn same(left: &Value, right: &Value, steps: &Steps) -> Result<bool, Exceeded> {
    steps.take(1)?;
    match (left, right) {
        // `1` and `1.0` are the same number.
        (Value::Number(left), Value::Number(right)) => {
            Ok(left == right || left.as_f64() == right.as_f64())
        }
        (Value::Array(left), Value::Array(right)) => {
            if left.len() != right.len() {
                return Ok(false);
            }
            for (left, right) in left.iter().zip(right.iter()) {
                if !same(left, right, steps)? {
                    return Ok(false);
                }
            }
            Ok(true)
        }
        (Value::Object(left), Value::Object(right)) => {
            if left.len() != right.len() {
                return Ok(false);
            }
            for (name, left) in left {
                let Some(right) = right.get(name) else { return Ok(false) };
                if !same(left, right, steps)? {
                    return Ok(false);
                }
            }
            Ok(true)
        }
        _ => Ok(left == right),
    }
}

/// Whether the first value is less than the second; only numbers and strings are in an order.
pub(super) fn less(left: Option<&Value>, right: Option<&Value>) -> bool {
    match (left, right) {
        (Some(Value::Number(left)), Some(Value::Number(right))) => {
            match (left.as_i64(), right.as_i64()) {
                (Some(left), Some(right)) => left < right,
                _ => left.as_f64() < right.as_f64(),
            }
        }
        (Some(Value::String(left)), Some(Value::String(right))) => left < right,
        _ => false,
    }
}
