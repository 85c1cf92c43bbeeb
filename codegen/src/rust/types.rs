//! Named types.

use serde_json::Value;

use super::{Docs, TypeRef};
use crate::ident::{FieldName, ModuleName, TypeName, VariantName};
use crate::ir::{EnumRepr, JsonKind, Selection};

/// The number of a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TypeId(pub usize);

/// A named type.
#[derive(Clone, Debug)]
pub struct Type {
    /// Its name.
    pub name: TypeName,
    /// The name of its schema in the description, for a component.
    pub schema: Option<String>,
    /// The module that it stands in, one of those in `types`.
    pub module: ModuleName,
    /// What it says for people.
    pub docs: Docs,
    /// Who makes values of it.
    pub usage: Usage,
    /// What it is.
    pub kind: TypeKind,
}

/// Who makes values of a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Usage {
    /// The caller, who sends them.
    Request,
    /// Only the server.
    Response,
    /// No selected operation uses the type, so it is not emitted.
    Unused,
}

/// What a type is.
#[derive(Clone, Debug)]
pub enum TypeKind {
    /// An object.
    Struct(Struct),
    /// One of a list of values.
    Enum(Enumeration),
    /// One of several types.
    Union(Union),
    /// Another name.
    Alias(TypeRef),
    /// A type of its own around another one, where an alias would be endless.
    Newtype(TypeRef),
}

/// An object's members.
#[derive(Clone, Debug)]
pub struct Struct {
    /// The members.
    pub fields: Vec<Field>,
    /// All other members.
    pub additional: Option<AdditionalField>,
}

/// A member of an object.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its name.
    pub name: FieldName,
    /// Its name on the wire.
    pub wire: String,
    /// The type of its value, presence aside.
    pub ty: TypeRef,
    /// Whether it has to be there.
    pub presence: Presence,
    /// What it says for people.
    pub docs: Docs,
}

/// Whether a member has to be there, and how its absence is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// Always there: `T`.
    Required,
    /// Absent or there: `Option<T>`.
    Optional,
    /// Absent, null or there: `Field<T>`.
    Nullable,
}

/// The field that keeps members which are not declared.
#[derive(Clone, Debug)]
pub struct AdditionalField {
    /// Its name.
    pub name: FieldName,
    /// The type of the members' values.
    pub ty: TypeRef,
}

/// One of a list of values.
#[derive(Clone, Debug)]
pub struct Enumeration {
    /// What the values are.
    pub repr: EnumRepr,
    /// The values.
    pub values: Vec<EnumValue>,
    /// The variant for a value that is not listed.
    pub unknown: VariantName,
}

/// A listed value.
#[derive(Clone, Debug)]
pub struct EnumValue {
    /// Its name.
    pub name: VariantName,
    /// The value on the wire.
    pub value: Value,
    /// What it says for people.
    pub docs: Docs,
}

/// One of several types.
#[derive(Clone, Debug)]
pub struct Union {
    /// The variants.
    pub variants: Vec<UnionVariant>,
    /// How they are told apart.
    pub selection: Vec<(JsonKind, Selection)>,
    /// The variant for a value that fits none.
    pub unknown: VariantName,
}

/// A variant of a union.
#[derive(Clone, Debug)]
pub struct UnionVariant {
    /// Its name.
    pub name: VariantName,
    /// The type that it holds.
    pub ty: TypeRef,
    /// What it says for people.
    pub docs: Docs,
}
