//! JSON types, by which variants of unions are distinguished first.

use serde_json::Value;

use super::Kind;

/// A JSON type. Integers are distinguished from other numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum JsonKind {
    Boolean,
    Integer,
    Number,
    String,
    Array,
    Object,
}

/// The JSON types of the values of a schema; all types for an unresolved schema.
#[must_use]
pub fn json_kinds(kind: &Kind) -> Vec<JsonKind> {
    use JsonKind as Json;
    match kind {
        Kind::Foreign(foreign) if !foreign.kinds.is_empty() => foreign.kinds.clone(),
        Kind::Any | Kind::AllOf(_) | Kind::Reference(_) | Kind::Union(_) | Kind::Foreign(_) => {
            vec![
                Json::Boolean,
                Json::Integer,
                Json::Number,
                Json::String,
                Json::Array,
                Json::Object,
            ]
        }
        Kind::Null => Vec::new(),
        Kind::Boolean => vec![Json::Boolean],
        Kind::Integer(_) => vec![Json::Integer],
        Kind::Number => vec![Json::Integer, Json::Number],
        Kind::String(_) => vec![Json::String],
        Kind::Array(_) => vec![Json::Array],
        Kind::Object(_) => vec![Json::Object],
        Kind::Enum(enumeration) => {
            let mut kinds: Vec<Json> = enumeration.values.iter().filter_map(json_kind).collect();
            kinds.sort_unstable();
            kinds.dedup();
            kinds
        }
    }
}

/// The JSON type of a value, except null.
#[must_use]
pub fn json_kind(value: &Value) -> Option<JsonKind> {
    match value {
        Value::Null => None,
        Value::Bool(_) => Some(JsonKind::Boolean),
        // A number without a fraction is an integer (JSON Schema Validation 6.1.1).
        Value::Number(number) if number.as_f64().is_some_and(|it| it.fract() != 0.0) => {
            Some(JsonKind::Number)
        }
        Value::Number(_) => Some(JsonKind::Integer),
        Value::String(_) => Some(JsonKind::String),
        Value::Array(_) => Some(JsonKind::Array),
        Value::Object(_) => Some(JsonKind::Object),
    }
}
