//! Named types.

use serde_json::Value;

use super::{Derives, Docs, TypeRef};
use crate::ident::{FieldName, ModuleName, TypeName, VariantName};
use crate::ir::{EnumRepr, JsonKind, Selection};

/// The id of a type: its position in `Api::types`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TypeId(pub usize);

/// A named type.
#[derive(Clone, Debug)]
pub struct Type {
    /// The name.
    pub name: TypeName,
    /// The former names, which are deprecated aliases.
    pub aliases: Vec<TypeName>,
    /// The name of the component, if the schema is one.
    pub schema: Option<String>,
    /// The module below `types`.
    pub module: ModuleName,
    /// The documentation.
    pub docs: Docs,
    /// How values of the type are used.
    pub usage: Usage,
    /// What the type derives beyond what all types do.
    pub derives: Derives,
    /// The kind of type.
    pub kind: TypeKind,
}

/// How values of a type are used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Usage {
    /// Requests send them.
    Request,
    /// Only responses contain them.
    Response,
    /// No selected operation uses the type, so it is not emitted.
    Unused,
}

/// The kind of a type.
#[derive(Clone, Debug)]
pub enum TypeKind {
    /// An object.
    Struct(Struct),
    /// An enum.
    Enum(Enumeration),
    /// A union.
    Union(Union),
    /// An alias.
    Alias(TypeRef),
    /// A newtype, where an alias would be recursive.
    Newtype(TypeRef),
}

impl TypeKind {
    /// The types that a value consists of.
    #[must_use]
    pub fn parts(&self) -> Vec<&TypeRef> {
        match self {
            Self::Struct(object) => {
                let fields = object.fields.iter().map(|field| &field.ty);
                fields.chain(object.additional.iter().map(|field| &field.ty)).collect()
            }
            Self::Union(union) => union.variants.iter().map(|variant| &variant.ty).collect(),
            Self::Alias(inner) | Self::Newtype(inner) => vec![inner],
            Self::Enum(_) => Vec::new(),
        }
    }
}

/// A struct for an object.
#[derive(Clone, Debug)]
pub struct Struct {
    /// The fields.
    pub fields: Vec<Field>,
    /// The field for undeclared properties.
    pub additional: Option<AdditionalField>,
}

/// A field of a struct.
#[derive(Clone, Debug)]
pub struct Field {
    /// The name.
    pub name: FieldName,
    /// The name on the wire.
    pub wire: String,
    /// The type of the value.
    pub ty: TypeRef,
    /// Whether it is required.
    pub presence: Presence,
    /// The documentation.
    pub docs: Docs,
}

/// Whether a field is required, and how absence is represented.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// Required: `T`.
    Required,
    /// Optional: `Option<T>`.
    Optional,
    /// Optional and nullable: `Field<T>`.
    Nullable,
    /// Required in requests and absent in responses, which share the type: an `Option<T>` that a
    /// value to be sent is made with.
    WriteOnly,
}

/// The field for undeclared properties.
#[derive(Clone, Debug)]
pub struct AdditionalField {
    /// The name.
    pub name: FieldName,
    /// The type of the values.
    pub ty: TypeRef,
}

/// An enum.
#[derive(Clone, Debug)]
pub struct Enumeration {
    /// The common type of the values.
    pub repr: EnumRepr,
    /// The values.
    pub values: Vec<EnumValue>,
    /// The variant for unlisted values.
    pub unknown: VariantName,
}

/// A value of an enum.
#[derive(Clone, Debug)]
pub struct EnumValue {
    /// The name.
    pub name: VariantName,
    /// The value on the wire.
    pub value: Value,
    /// The documentation.
    pub docs: Docs,
}

/// A union.
#[derive(Clone, Debug)]
pub struct Union {
    /// The variants.
    pub variants: Vec<UnionVariant>,
    /// How a variant is selected, by JSON type.
    pub selection: Vec<(JsonKind, Selection)>,
    /// The variant for values that match no other variant.
    pub unknown: VariantName,
}

/// A variant of a union.
#[derive(Clone, Debug)]
pub struct UnionVariant {
    /// The name.
    pub name: VariantName,
    /// The type of the value.
    pub ty: TypeRef,
    /// The member that the union adds to the value, and its text, if the type has no field for it.
    pub tag: Option<(String, String)>,
    /// The documentation.
    pub docs: Docs,
}
