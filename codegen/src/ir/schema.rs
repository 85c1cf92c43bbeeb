//! Schemas as a flat list of nodes that refer to each other by number.
//!
//! Invariant: a [`SchemaId`] is only made by [`Schemas::add`], so that looking one up cannot fail;
//! recursion in a description is a cycle of numbers here, never of ownership.

use serde_json::Value;

use super::{Docs, Kind};
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
