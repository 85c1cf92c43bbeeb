//! A parsed description as a tree of JSON values in the order of the text.
//!
//! Invariant: a value takes three words and a member five, a third of what those of `serde_json` take,
//! because a description may have millions. Values that become a part of the intermediate
//! representation, such as examples, are converted to those of `serde_json`.

mod map;

use std::fmt;

use serde::ser::{Serialize, Serializer};
use serde_json::Number;

pub use self::map::Map;

/// A JSON value.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub enum Value {
    /// `null`
    #[default]
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number.
    Number(Number),
    /// A string.
    String(Box<str>),
    /// A list of values.
    #[expect(clippy::box_collection, reason = "with a list in place, all values are larger")]
    Array(Box<Vec<Self>>),
    /// Members by name.
    Object(Map),
}

impl Value {
    /// Whether the value is `null`.
    #[must_use]
    pub fn is_null(&self) -> bool {
        *self == Self::Null
    }

    /// The type, for a message.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "a boolean",
            Self::Number(_) => "a number",
            Self::String(_) => "a string",
            Self::Array(_) => "an array",
            Self::Object(_) => "an object",
        }
    }

    /// Whether the value is a string.
    #[must_use]
    pub fn is_string(&self) -> bool {
        matches!(self, Self::String(_))
    }

    /// Whether the value is a boolean.
    #[must_use]
    pub fn is_boolean(&self) -> bool {
        matches!(self, Self::Bool(_))
    }

    /// Whether the value is a number.
    #[must_use]
    pub fn is_number(&self) -> bool {
        matches!(self, Self::Number(_))
    }

    /// Whether the value is a list.
    #[must_use]
    pub fn is_array(&self) -> bool {
        matches!(self, Self::Array(_))
    }

    /// Whether the value is an object.
    #[must_use]
    pub fn is_object(&self) -> bool {
        matches!(self, Self::Object(_))
    }

    /// The value as a boolean.
    #[must_use]
    pub fn as_bool(&self) -> Option<bool> {
        if let Self::Bool(flag) = self { Some(*flag) } else { None }
    }

    /// The value as a number.
    #[must_use]
    pub fn as_f64(&self) -> Option<f64> {
        if let Self::Number(number) = self { number.as_f64() } else { None }
    }

    /// The value as a non-negative integer.
    #[must_use]
    pub fn as_u64(&self) -> Option<u64> {
        if let Self::Number(number) = self { number.as_u64() } else { None }
    }

    /// The value as a string.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        if let Self::String(text) = self { Some(text) } else { None }
    }

    /// The value as a list.
    #[must_use]
    pub fn as_array(&self) -> Option<&Vec<Self>> {
        if let Self::Array(items) = self { Some(items) } else { None }
    }

    /// The value as an object.
    #[must_use]
    pub fn as_object(&self) -> Option<&Map> {
        if let Self::Object(members) = self { Some(members) } else { None }
    }

    /// The member `name`, if the value is an object that has it.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Self> {
        self.as_object()?.get(name)
    }

    /// The value as one of `serde_json`. Recursive: a description has a limit of nesting.
    #[must_use]
    pub fn to_json(&self) -> serde_json::Value {
        match self {
            Self::Null => serde_json::Value::Null,
            Self::Bool(flag) => (*flag).into(),
            Self::Number(number) => number.clone().into(),
            Self::String(text) => (&**text).into(),
            Self::Array(items) => items.iter().map(Self::to_json).collect(),
            Self::Object(members) => {
                members.iter().map(|(name, value)| (name, value.to_json())).collect()
            }
        }
    }
}

impl PartialEq<str> for Value {
    fn eq(&self, text: &str) -> bool {
        self.as_str() == Some(text)
    }
}

impl From<bool> for Value {
    fn from(flag: bool) -> Self {
        Self::Bool(flag)
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Number(number.into())
    }
}

impl From<u64> for Value {
    fn from(number: u64) -> Self {
        Self::Number(number.into())
    }
}

impl From<usize> for Value {
    fn from(number: usize) -> Self {
        Self::Number(number.into())
    }
}

/// A number that JSON cannot represent is `null`.
impl From<f64> for Value {
    fn from(number: f64) -> Self {
        Self::from(Number::from_f64(number))
    }
}

impl From<Option<Number>> for Value {
    fn from(number: Option<Number>) -> Self {
        number.map_or(Self::Null, Self::Number)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::String(text.into())
    }
}

impl From<Vec<Self>> for Value {
    fn from(items: Vec<Self>) -> Self {
        Self::Array(Box::new(items))
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(flag) => serializer.serialize_bool(*flag),
            Self::Number(number) => number.serialize(serializer),
            Self::String(text) => serializer.serialize_str(text),
            Self::Array(items) => items.serialize(serializer),
            Self::Object(members) => serializer.collect_map(members),
        }
    }
}

/// As JSON in one line.
impl fmt::Display for Value {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.to_json().fmt(formatter)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Map, Value};

    /// The value with the same content.
    impl From<serde_json::Value> for Value {
        fn from(value: serde_json::Value) -> Self {
            match value {
                serde_json::Value::Null => Self::Null,
                serde_json::Value::Bool(flag) => Self::Bool(flag),
                serde_json::Value::Number(number) => Self::Number(number),
                serde_json::Value::String(text) => Self::String(text.into()),
                serde_json::Value::Array(items) => {
                    items.into_iter().map(Self::from).collect::<Vec<_>>().into()
                }
                serde_json::Value::Object(members) => {
                    let members = members.into_iter();
                    let members = members.map(|(name, value)| (name.into(), value.into()));
                    Self::Object(members.collect::<Map>())
                }
            }
        }
    }

    #[test]
    fn a_value_takes_three_words_and_a_member_five() {
        assert_eq!(size_of::<Value>(), 3 * size_of::<usize>());
        assert_eq!(size_of::<(Box<str>, Value)>(), 5 * size_of::<usize>());
    }

    #[test]
    fn a_value_is_that_of_serde_json() {
        let json = json!({ "a": [null, true, 1, -2, 0.5, "text"], "b": { "c": {} } });
        let value = Value::from(json.clone());
        assert_eq!(value.to_json(), json);
        assert_eq!(value.to_string(), json.to_string());
        assert_eq!(serde_json::to_value(&value).ok(), Some(json));
    }
}
