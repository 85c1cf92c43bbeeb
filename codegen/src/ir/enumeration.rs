//! Lists of allowed values.

use serde_json::Value;

use super::Docs;

/// A list of allowed values.
#[derive(Clone, Debug, PartialEq)]
pub struct Enumeration {
    /// The values, without duplicates and null.
    pub values: Vec<Value>,
    /// The names from `x-enum-varnames` and similar extensions, in the same order.
    pub names: Vec<Option<String>>,
    /// The documentation, in the same order.
    pub docs: Vec<Docs>,
}

/// The JSON type that the values of an enum have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EnumRepr {
    /// Strings.
    Text,
    /// Integers.
    Integer,
    /// Values of several types.
    Mixed,
}

impl EnumRepr {
    /// The common type of the values, or `None` if a scalar type of Rust represents them: booleans
    /// and numbers with a fraction.
    #[must_use]
    pub fn of(enumeration: &Enumeration) -> Option<Self> {
        let all = |test: fn(&Value) -> bool| enumeration.values.iter().all(test);
        match () {
            () if all(Value::is_string) => Some(Self::Text),
            () if all(Value::is_boolean) => None,
            () if all(|value| integer(value).is_some()) => Some(Self::Integer),
            () if all(Value::is_number) => None,
            () => Some(Self::Mixed),
        }
    }
}

/// The value as an integer. `1.0` is 1.
#[must_use]
pub fn integer(value: &Value) -> Option<i64> {
    value.as_i64().or_else(|| {
        let number =
            value.as_f64().filter(|number| number.fract() == 0.0 && number.abs() < 9e15)?;
        format!("{number:.0}").parse().ok()
    })
}

/// The text of a scalar that identifies a variant of a union, which is that of `tag_text` in the
/// runtime: `1.0` and `1` have the same. `None` for arrays and objects.
#[must_use]
pub fn tag_text(value: &Value) -> Option<String> {
    match value {
        Value::Array(_) | Value::Object(_) => None,
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => {
            match number.as_f64().filter(|it| number.is_f64() && it.fract() == 0.0) {
                Some(whole) => Some(format!("{whole:.0}")),
                None => Some(number.to_string()),
            }
        }
        Value::Null | Value::Bool(_) => Some(value.to_string()),
    }
}
