//! Schemas, stored in a flat list and referring to each other by id.
//!
//! Invariant: only [`Schemas::add`] creates a [`SchemaId`], so that a lookup cannot fail. A recursive
//! description is a cycle of ids, never of ownership.

use serde_json::Value;

use super::{Docs, Kind};
use crate::pointer::Pointer;

/// The id of a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SchemaId(usize);

/// All schemas of a description.
#[derive(Clone, Debug, Default)]
pub struct Schemas {
    all: Vec<Schema>,
    /// Where references lead from each schema; empty while schemas change.
    targets: Vec<Target>,
}

/// Where references lead from a schema.
#[derive(Clone, Copy, Debug)]
struct Target {
    /// The schema at the end, which is not a reference.
    id: SchemaId,
    /// Whether a schema on the way or the last one allows null.
    nullable: bool,
}

impl Schemas {
    /// Adds a schema and returns its id.
    pub fn add(&mut self, schema: Schema) -> SchemaId {
        self.targets.clear();
        self.all.push(schema);
        SchemaId(self.all.len() - 1)
    }

    /// The ids of all schemas, in the order in which they were added.
    pub fn ids(&self) -> impl Iterator<Item = SchemaId> + use<> {
        (0..self.all.len()).map(SchemaId)
    }

    /// Follows references from `id` to a schema that is not a reference.
    ///
    /// Terminates, because [`passes::cycles`](crate::passes) removes cyclic references first.
    #[must_use]
    pub fn target(&self, id: SchemaId) -> SchemaId {
        self.reach(id).id
    }

    /// Whether the schema or its target allows null.
    #[must_use]
    pub fn nullable(&self, id: SchemaId) -> bool {
        self.reach(id).nullable
    }

    /// Follows all references once, so that a lookup takes the same time in a long chain of references
    /// as in a short one. The next change of a schema undoes it.
    pub fn follow_references(&mut self) {
        let mut targets: Vec<Option<Target>> = vec![None; self.all.len()];
        for start in self.ids() {
            let mut chain = Vec::new();
            let mut current = start;
            let mut target = loop {
                if let Some(known) = targets.get(current.0).copied().flatten() {
                    break known;
                }
                chain.push(current);
                match self[current].kind {
                    Kind::Reference(next) if chain.len() <= self.all.len() => current = next,
                    ref kind => break Target { id: current, nullable: matches!(kind, Kind::Null) },
                }
            };
            for step in chain.into_iter().rev() {
                target.nullable |= self[step].nullable;
                if let Some(slot) = targets.get_mut(step.0) {
                    *slot = Some(target);
                }
            }
        }
        self.targets = targets.into_iter().flatten().collect();
    }

    /// Where references lead from `id`.
    fn reach(&self, id: SchemaId) -> Target {
        if let Some(known) = self.targets.get(id.0) {
            return *known;
        }
        let mut target = Target { id, nullable: false };
        for _ in 0..=self.all.len() {
            let schema = &self[target.id];
            target.nullable |= schema.nullable || matches!(schema.kind, Kind::Null);
            match schema.kind {
                Kind::Reference(next) => target.id = next,
                _ => break,
            }
        }
        target
    }
}

#[expect(clippy::indexing_slicing, reason = "only `add` creates an id and nothing is removed")]
impl std::ops::Index<SchemaId> for Schemas {
    type Output = Schema;

    fn index(&self, id: SchemaId) -> &Schema {
        &self.all[id.0]
    }
}

#[expect(clippy::indexing_slicing, reason = "only `add` creates an id and nothing is removed")]
impl std::ops::IndexMut<SchemaId> for Schemas {
    fn index_mut(&mut self, id: SchemaId) -> &mut Schema {
        self.targets.clear();
        &mut self.all[id.0]
    }
}

/// One schema object.
#[derive(Clone, Debug)]
pub struct Schema {
    /// The location.
    pub pointer: Pointer,
    /// The documentation.
    pub docs: Docs,
    /// Whether the schema itself allows null.
    pub nullable: bool,
    /// The direction in which values are sent.
    pub access: Access,
    /// The default. It is documented but never sent.
    pub default: Option<Value>,
    /// The examples.
    pub examples: Vec<super::Example>,
    /// The pinned name: `x-rust-name`.
    pub rust_name: Option<String>,
    /// The name of the type in `x-ms-enum`.
    pub enum_name: Option<String>,
    /// The largest number of items of an array: `maxItems`.
    pub max_items: Option<usize>,
    /// What the schema describes.
    pub kind: Kind,
}

impl Schema {
    /// The pinned name of the type.
    #[must_use]
    pub fn type_name(&self) -> Option<&str> {
        self.rust_name.as_deref().or(self.enum_name.as_deref())
    }

    /// Creates a schema at `pointer` without metadata.
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
            max_items: None,
            kind,
        }
    }
}

/// The direction in which a property is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Requests and responses.
    ReadWrite,
    /// Responses only (`readOnly`).
    ReadOnly,
    /// Requests only (`writeOnly`).
    WriteOnly,
}
