//! Paths to members of a value.

use super::TypeRef;
use crate::ident::FieldName;

/// The path to a member, and the type of the member behind aliases.
#[derive(Clone, Debug)]
pub struct MemberPath {
    /// The steps of the path.
    pub steps: Vec<MemberStep>,
    /// The type.
    pub ty: TypeRef,
}

/// A step of a path to a member.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum MemberStep {
    /// Into a field.
    Field(FieldName),
    /// Into an `Option`, which may be `None`.
    Option,
    /// Into a `Field`, which may be absent or null.
    Nullable,
}
