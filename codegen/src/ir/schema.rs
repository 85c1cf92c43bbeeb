//! Schemas as a flat list of nodes that refer to each other by number.
//!
//! Invariant: a [`SchemaId`] is only made by [`Schemas::add`], so that looking one up cannot fail;
//! recursion in a description is a cycle of numbers here, never of ownership.

use indexmap::{IndexMap, IndexSet};
use serde_json::Value;

use super::{Docs, JsonKind};
use crate::pointer::Pointer;

/// The number of a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SchemaId(usize);

/// All schemas of a description.
#[derive(Clone, Debug, Default)]
pub struct Schemas(Vec<Schema>);

impl Schemas {
    /// Adds a schema and returns its number.
    pub fn add(&mut self, schema: Schema) -> SchemaId {
        self.0.push(schema);
        SchemaId(self.0.len() - 1)
    }

    /// The numbers of all schemas, in the order in which they were added.
    pub fn ids(&self) -> impl Iterator<Item = SchemaId> + use<> {
        (0..self.0.len()).map(SchemaId)
    }

    /// The schema that a chain of references starting at `id` ends in.
    ///
    /// A chain that never ends is cut by [`passes::cycles`](crate::passes) before anything asks.
    #[must_use]
    pub fn target(&self, id: SchemaId) -> SchemaId {
        let mut target = id;
        for _ in 0..self.0.len() {
            match self[target].kind {
                Kind::Reference(next) => target = next,
                _ => break,
            }
        }
        target
    }

    /// Whether null is allowed by the schema itself or by one that it refers to.
    #[must_use]
    pub fn nullable(&self, id: SchemaId) -> bool {
        let mut current = id;
        for _ in 0..self.0.len() {
            let schema = &self[current];
            match schema.kind {
                _ if schema.nullable => return true,
                Kind::Reference(next) => current = next,
                _ => break,
            }
        }
        matches!(self[current].kind, Kind::Null)
    }
}

#[expect(
    clippy::indexing_slicing,
    reason = "a number is only made by `add` and nothing is removed"
)]
impl std::ops::Index<SchemaId> for Schemas {
    type Output = Schema;

    fn index(&self, id: SchemaId) -> &Schema {
        &self.0[id.0]
    }
}

#[expect(
    clippy::indexing_slicing,
    reason = "a number is only made by `add` and nothing is removed"
)]
impl std::ops::IndexMut<SchemaId> for Schemas {
    fn index_mut(&mut self, id: SchemaId) -> &mut Schema {
        &mut self.0[id.0]
    }
}

/// One schema object.
#[derive(Clone, Debug)]
pub struct Schema {
    /// Where it stands.
    pub pointer: Pointer,
    /// What it says for people.
    pub docs: Docs,
    /// Whether null is a value of it.
    pub nullable: bool,
    /// Who may send it.
    pub access: Access,
    /// The value that a receiver assumes when there is none. Documented, never sent unasked.
    pub default: Option<Value>,
    /// Its examples, each with its place.
    pub examples: Vec<super::Example>,
    /// The name that `x-rust-name` pins.
    pub rust_name: Option<String>,
    /// The name of the type that `x-ms-enum` gives.
    pub enum_name: Option<String>,
    /// What it describes.
    pub kind: Kind,
}

impl Schema {
    /// The name that the description pins for the type.
    #[must_use]
    pub fn type_name(&self) -> Option<&str> {
        self.rust_name.as_deref().or(self.enum_name.as_deref())
    }

    /// A schema at `pointer` that says nothing but its kind.
    #[must_use]
    pub fn new(pointer: Pointer, kind: Kind) -> Self {
        Self {
            pointer,
            docs: Docs::default(),
            nullable: false,
            access: Access::ReadWrite,
            default: None,
            examples: Vec::new(),
            rust_name: None,
            enum_name: None,
            kind,
        }
    }
}

/// Who may send a property.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Both sides.
    ReadWrite,
    /// Only the server (`readOnly`).
    ReadOnly,
    /// Only the client (`writeOnly`).
    WriteOnly,
}

/// What a schema describes.
#[derive(Clone, Debug)]
pub enum Kind {
    /// Any JSON value.
    Any,
    /// Nothing but null.
    Null,
    /// `true` or `false`.
    Boolean,
    /// A whole number.
    Integer(IntegerKind),
    /// A number.
    Number,
    /// Text.
    String(StringKind),
    /// One of a list of values.
    Enum(Enumeration),
    /// A list; without items, of any values.
    Array(Option<SchemaId>),
    /// An object.
    Object(Object),
    /// One of several schemas: `oneOf` and `anyOf` alike.
    Union(Union),
    /// All of several schemas at once; [`passes::merge`](crate::passes) leaves none.
    AllOf(Vec<SchemaId>),
    /// Another schema, under other documentation.
    Reference(SchemaId),
}

/// The width of an integer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum IntegerKind {
    I8,
    I16,
    I32,
    I64,
    U8,
    U16,
    U32,
    U64,
}

/// What a string holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum StringKind {
    /// Any text.
    Text,
    /// A date and a time (RFC 3339).
    DateTime,
    /// A date (RFC 3339).
    Date,
    /// A UUID (RFC 9562).
    Uuid,
    /// Bytes in base64 (RFC 4648).
    Base64,
    /// A whole number in decimal.
    Integer(IntegerKind),
    /// Bytes as they are, where the place allows it; in JSON, text.
    Binary,
}

/// A list of allowed values.
#[derive(Clone, Debug, PartialEq)]
pub struct Enumeration {
    /// The values, each once, never null.
    pub values: Vec<Value>,
    /// The names that `x-enum-varnames` and its relatives give them, in the same order.
    pub names: Vec<Option<String>>,
    /// What each means, in the same order.
    pub docs: Vec<Docs>,
}

/// An object's members.
#[derive(Clone, Debug, Default)]
pub struct Object {
    /// The declared members in document order.
    pub properties: IndexMap<String, SchemaId>,
    /// The names of members that are always there.
    pub required: IndexSet<String>,
    /// What members that are not declared hold.
    pub additional: Additional,
    /// The member that tells which of the schemas that build on this one an object is of.
    pub discriminator: Option<Discriminator>,
}

/// What `additionalProperties` says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Additional {
    /// Nothing: there may be others, but the description does not speak of them.
    #[default]
    Unspecified,
    /// There are none.
    Forbidden,
    /// Any values.
    Any,
    /// Values of one schema.
    Schema(SchemaId),
}

/// One of several schemas.
#[derive(Clone, Debug)]
pub struct Union {
    /// The schemas.
    pub variants: Vec<SchemaId>,
    /// What the description says about telling them apart.
    pub discriminator: Option<Discriminator>,
    /// The variant for objects that the discriminator assigns to none.
    pub other: Option<SchemaId>,
    /// How they are told apart; filled by [`passes::select`](crate::passes).
    pub selection: Vec<(JsonKind, Selection)>,
}

/// A member whose value names the variant.
#[derive(Clone, Debug)]
pub struct Discriminator {
    /// The name of the member.
    pub property: String,
    /// Which value stands for which schema.
    pub mapping: Vec<(String, SchemaId)>,
}

/// How the variant is found among those that share a kind of JSON value. Numbers are positions
/// among the variants.
#[derive(Clone, Debug)]
pub enum Selection {
    /// There is one.
    Only(usize),
    /// A member names it.
    Tag {
        /// The member.
        property: String,
        /// Which value stands for which variant.
        values: Vec<(String, usize)>,
        /// The variant for other values.
        other: Option<usize>,
    },
    /// Text that is listed belongs to the variant that lists it, other text to the first of the
    /// others that can be decoded.
    Text {
        /// The listed texts.
        listed: Vec<(Vec<String>, usize)>,
        /// The variants for other text, the more special ones first.
        others: Vec<usize>,
    },
    /// The object that fits best, by what is required and what is known.
    BestMatch(Vec<Fit>),
    /// The kind of a list's first item tells it; an empty list is of the first variant.
    FirstItem(Vec<(JsonKind, Vec<usize>)>),
    /// The first that can be decoded.
    FirstDecoded(Vec<usize>),
}

/// What an object has to look like to be of a variant.
#[derive(Clone, Debug)]
pub struct Fit {
    /// The variant's position.
    pub variant: usize,
    /// Members that must be there.
    pub required: Vec<String>,
    /// Members that are declared.
    pub known: Vec<String>,
    /// Members that hold one of a few texts.
    pub fixed: Vec<(String, Vec<String>)>,
}
