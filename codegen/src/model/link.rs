//! Links from an answer to an operation.

use super::{Docs, TypeId, TypeRef};
use crate::names::FieldName;

/// A method of an answer that starts another operation.
#[derive(Clone, Debug)]
pub struct Link {
    /// Its name.
    pub name: FieldName,
    /// What it says for people.
    pub docs: Docs,
    /// The type of the answer's body.
    pub answer: TypeId,
    /// The id of the operation that it starts.
    pub operation: String,
    /// Where values come from, by the position of the parameter that takes them.
    pub values: Vec<(usize, LinkSource)>,
}

/// Where the value of a parameter comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkSource {
    /// A member of the body, of that type.
    Body(Vec<LinkStep>, TypeRef),
    /// A header.
    Header(String),
    /// The description, as text.
    Text(String),
    /// The description, as a number.
    Integer(i64),
}

/// A step on the way to a member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkStep {
    /// Into a field.
    Field(FieldName),
    /// Into an `Option`, which may be `None`.
    Option,
    /// Into a `Field`, which may be absent or null.
    Nullable,
}

impl LinkSource {
    /// Whether there may be no value.
    #[must_use]
    pub fn is_optional(&self) -> bool {
        match self {
            Self::Body(steps, _) => {
                steps.iter().any(|step| matches!(step, LinkStep::Option | LinkStep::Nullable))
            }
            Self::Header(_) => true,
            Self::Text(_) | Self::Integer(_) => false,
        }
    }
}
