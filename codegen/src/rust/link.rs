//! Links from an answer to an operation.

use super::{Content, Docs, TypeId, TypeRef};
use crate::ident::{FieldName, VariantName};

/// A method of an answer that starts another operation.
#[derive(Clone, Debug)]
pub struct Link {
    /// Its name.
    pub name: FieldName,
    /// What it says for people.
    pub docs: Docs,
    /// The answers that it is a method of.
    pub answer: LinkAnswer,
    /// The id of the operation that it starts.
    pub operation: String,
    /// Where values come from, by the position of the parameter that takes them.
    pub values: Vec<(usize, LinkSource)>,
    /// Where the body comes from, if the link says it.
    pub body: Option<LinkSource>,
    /// The name of the method that waits for the job that the operation reads.
    pub waiter: Option<FieldName>,
}

/// The answers that lead to an operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkAnswer {
    /// All that hold this.
    Content(Content),
    /// Some of those that an operation has an enum for.
    Variants {
        /// The id of the operation.
        operation: String,
        /// The variants.
        variants: Vec<VariantName>,
        /// What the method calls the value of a variant.
        member: FieldName,
    },
}

/// Where the value of a parameter, or the body, comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkSource {
    /// The body or a member of it, of that type.
    Body(Vec<LinkStep>, TypeRef),
    /// A header.
    Header(String),
    /// The status, as a number.
    Status,
    /// The description, as text.
    Text(String),
    /// The description, as a number.
    Integer(i64),
    /// The caller, who knows what the request had, by that expression.
    Caller(String),
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

impl Link {
    /// Whether both start the same operation with the same values.
    #[must_use]
    pub fn is_call_of(&self, other: &Self) -> bool {
        self.operation == other.operation && self.values == other.values && self.body == other.body
    }

    /// Whether the method reads the body of the answer.
    #[must_use]
    pub fn reads_body(&self) -> bool {
        self.sources().any(LinkSource::reads_body)
    }

    /// Takes the variants of a method of the same name and answer, where no body is read.
    pub fn takes_variants_of(&mut self, other: &Self) -> bool {
        let is_same = self.name == other.name && self.answer.is_of_the_type_of(&other.answer);
        if !is_same || self.reads_body() {
            return false;
        }
        match (&mut self.answer, &other.answer) {
            (
                LinkAnswer::Variants { variants, .. },
                LinkAnswer::Variants { variants: more, .. },
            ) => {
                variants.extend(more.iter().cloned());
                true
            }
            _ => false,
        }
    }

    /// Everything that is given to the operation, with where it comes from.
    pub fn sources(&self) -> impl Iterator<Item = &LinkSource> {
        self.values.iter().map(|(_, source)| source).chain(&self.body)
    }
}

impl LinkAnswer {
    /// The type of the body, where it is always the same one of the API.
    #[must_use]
    pub fn named(&self) -> Option<TypeId> {
        match self {
            Self::Content(Content::Json(TypeRef::Named(id))) => Some(*id),
            _ => None,
        }
    }

    /// Whether both are answers of one Rust type.
    #[must_use]
    pub fn is_of_the_type_of(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Content(own), Self::Content(other)) => own == other,
            (Self::Variants { operation: own, .. }, Self::Variants { operation, .. }) => {
                own == operation
            }
            _ => false,
        }
    }
}

impl LinkSource {
    /// Whether it is the body of the answer, or a part of it.
    #[must_use]
    pub fn reads_body(&self) -> bool {
        matches!(self, Self::Body(..))
    }

    /// Whether there may be no value.
    #[must_use]
    pub fn is_optional(&self) -> bool {
        match self {
            Self::Body(steps, _) => {
                steps.iter().any(|step| matches!(step, LinkStep::Option | LinkStep::Nullable))
            }
            Self::Header(_) => true,
            Self::Status | Self::Text(_) | Self::Integer(_) | Self::Caller(_) => false,
        }
    }
}
