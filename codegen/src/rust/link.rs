//! Links: methods of a response that start another operation.

use super::{Content, Docs, MemberStep, TypeId, TypeRef};
use crate::ident::{FieldName, VariantName};

/// A method of a response that starts another operation.
#[derive(Clone, Debug)]
pub struct Link {
    /// The name of the method.
    pub name: FieldName,
    /// The documentation of the method.
    pub docs: Docs,
    /// The responses that have the method.
    pub receiver: LinkReceiver,
    /// The id of the target operation.
    pub operation: String,
    /// The sources of the arguments, by the position of the parameter.
    pub arguments: Vec<(usize, LinkSource)>,
    /// The source of the body, if the link defines one.
    pub body: Option<LinkSource>,
    /// The name of the method that polls, if the target operation reads a job.
    pub poller: Option<FieldName>,
}

/// The responses that have the method of a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkReceiver {
    /// All responses with this content.
    Content(Content),
    /// Some variants of the enum of an operation.
    Variants {
        /// The id of the operation.
        operation: String,
        /// The variants.
        variants: Vec<VariantName>,
        /// The name that the method binds the value of a variant to.
        binding: FieldName,
    },
}

/// The source of an argument or of the body.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum LinkSource {
    /// The response body or a member of it, with the type of the value.
    Body(Vec<MemberStep>, TypeRef),
    /// A response header.
    Header(String),
    /// The status code.
    Status,
    /// A string constant.
    Text(String),
    /// An integer constant.
    Integer(i64),
    /// An argument of the method: a value of the request, with its runtime expression.
    Caller(String),
}

impl Link {
    /// Whether the method reads the response body.
    #[must_use]
    pub fn reads_body(&self) -> bool {
        self.sources().any(LinkSource::reads_body)
    }

    /// Adds the variants of `other` if it has the same name and receiver type and reads no body.
    /// Returns whether it did.
    pub fn takes_variants_of(&mut self, other: &Self) -> bool {
        if self.name != other.name || self.reads_body() {
            return false;
        }
        match (&mut self.receiver, &other.receiver) {
            (
                LinkReceiver::Variants { operation, variants, .. },
                LinkReceiver::Variants { operation: same, variants: more, .. },
            ) if operation == same => {
                variants.extend(more.iter().cloned());
                true
            }
            _ => false,
        }
    }

    /// The sources of all arguments and of the body.
    pub fn sources(&self) -> impl Iterator<Item = &LinkSource> {
        self.arguments.iter().map(|(_, source)| source).chain(&self.body)
    }
}

impl LinkReceiver {
    /// The type of the body, if it is one named type.
    #[must_use]
    pub fn named(&self) -> Option<TypeId> {
        match self {
            Self::Content(Content::Json(TypeRef::Named(id))) => Some(*id),
            _ => None,
        }
    }
}

impl LinkSource {
    /// Whether it is the response body or a member of it.
    #[must_use]
    pub fn reads_body(&self) -> bool {
        matches!(self, Self::Body(..))
    }

    /// Whether the value may be missing.
    #[must_use]
    pub fn is_optional(&self) -> bool {
        match self {
            Self::Body(steps, _) => {
                steps.iter().any(|step| matches!(step, MemberStep::Option | MemberStep::Nullable))
            }
            Self::Header(_) => true,
            Self::Status | Self::Text(_) | Self::Integer(_) | Self::Caller(_) => false,
        }
    }
}
