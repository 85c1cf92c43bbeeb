//! Why a value does not match a schema, and where.

use serde_json::Value;

use crate::pointer::Pointer;

/// A step from a value to one within it.
#[derive(Clone, Copy, Debug)]
pub(super) enum Step<'v> {
    Member(&'v str),
    Item(usize),
}

/// What to do about a mismatch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::passes::examples) enum Correction {
    Unknown,
    Help(&'static str),
    /// Another name of the member.
    Name(String),
    /// Another value.
    Value(String),
}

/// A value that does not match its schema.
#[derive(Clone, Debug)]
pub(in crate::passes::examples) struct Mismatch {
    pub(in crate::passes::examples) reason: String,
    pub(in crate::passes::examples) correction: Correction,
    /// The steps to the value.
    pub(super) path: Vec<String>,
    /// How many forms the value could have, the closest of which it does not match.
    pub(in crate::passes::examples) forms: Option<usize>,
}

impl Mismatch {
    pub(super) fn new(reason: impl Into<String>) -> Self {
        Self {
            reason: reason.into(),
            correction: Correction::Unknown,
            path: Vec::new(),
            forms: None,
        }
    }

    /// A value of another type than `expected`.
    pub(super) fn of_type(value: &Value, expected: &str) -> Self {
        let found = kind_of(value);
        Self::new(format!("the schema requires {expected}, but the example is {found}"))
    }

    pub(super) fn correct(self, correction: Correction) -> Self {
        Self { correction, ..self }
    }

    pub(super) fn at(self, path: &[Step<'_>]) -> Self {
        let step = |step: &Step<'_>| match step {
            Step::Member(name) => (*name).to_owned(),
            Step::Item(position) => position.to_string(),
        };
        Self { path: path.iter().map(step).collect(), ..self }
    }

    pub(super) fn depth(&self) -> usize {
        self.path.len()
    }

    /// The location of the value in the example at `pointer`.
    pub(in crate::passes::examples) fn pointer(&self, pointer: &Pointer) -> Pointer {
        self.path.iter().fold(pointer.clone(), |pointer, step| pointer.child(step))
    }
}

/// The type of a value, for a message.
fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}
