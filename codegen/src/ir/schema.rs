//! Schemas, stored in a flat list and referring to each other by id.
//!
//! Invariant: only [`Schemas::add`] creates a [`SchemaId`], so that a lookup cannot fail. A recursive
//! description is a cycle of ids, never of ownership.

use rustc_hash::{FxHashMap, FxHashSet};

use super::shortcuts::Shortcuts;
use super::{Docs, Kind, Rare};
use crate::pointer::Pointer;

/// The id of a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SchemaId(usize);

/// A map by schemas. Ids are positions, so that no description can choose them for equal hashes.
pub type SchemaMap<T> = FxHashMap<SchemaId, T>;

/// A set of schemas.
pub type SchemaSet = FxHashSet<SchemaId>;

impl SchemaId {
    /// The position of the schema among all schemas.
    pub(super) fn position(self) -> usize {
        self.0
    }
}

/// All schemas of a description.
#[derive(Clone, Debug, Default)]
pub struct Schemas {
    all: Vec<Schema>,
    shortcuts: Shortcuts,
}

impl Schemas {
    /// Adds a schema and returns its id.
    pub fn add(&mut self, schema: Schema) -> SchemaId {
        self.all.push(schema);
        self.shortcuts.add();
        SchemaId(self.all.len() - 1)
    }

    /// The ids of all schemas, in the order in which they were added.
    pub fn ids(&self) -> impl Iterator<Item = SchemaId> + use<> {
        (0..self.all.len()).map(SchemaId)
    }

    /// Follows references from `id` to a schema that is not a reference.
    ///
    /// Terminates, because [`passes::cycles`](crate::passes) removes cyclic references first. A chain
    /// takes one step once it has been followed.
    #[must_use]
    pub fn target(&self, id: SchemaId) -> SchemaId {
        self.followed(id).0
    }

    /// Whether the schema or its target allows null.
    #[must_use]
    pub fn nullable(&self, id: SchemaId) -> bool {
        let (target, nullable) = self.followed(id);
        nullable || self[target].nullable || matches!(self[target].kind, Kind::Null)
    }

    /// The target of a schema, and whether a reference on the way allows null.
    fn followed(&self, id: SchemaId) -> (SchemaId, bool) {
        let (mut target, mut nullable, mut steps) = (id, false, 0);
        while let Some((next, before)) = self.next(target).filter(|_| steps < self.all.len()) {
            (target, nullable, steps) = (next, nullable || before, steps + 1);
        }
        if (2..self.all.len()).contains(&steps) {
            self.shorten(id, target);
        }
        (target, nullable)
    }

    /// Where a reference leads, at least one step further, and whether null is allowed before.
    fn next(&self, id: SchemaId) -> Option<(SchemaId, bool)> {
        let Schema { kind: Kind::Reference(target), nullable, .. } = &self[id] else { return None };
        let shortcut = self.shortcuts.get(id.0);
        Some(shortcut.map_or((*target, *nullable), |found| (found.end, found.nullable)))
    }

    /// Adds shortcuts from all references between `id` and its target.
    fn shorten(&self, id: SchemaId, target: SchemaId) {
        let mut passed = Vec::new();
        let mut current = id;
        while let Some((next, nullable)) = self.next(current).filter(|_| current != target) {
            passed.push((current, nullable));
            current = next;
        }
        let mut allows_null = false;
        for (passed, nullable) in passed.into_iter().rev() {
            allows_null |= nullable;
            self.shortcuts.set(passed.0, target, allows_null);
        }
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
        let schema = &mut self.all[id.0];
        if matches!(schema.kind, Kind::Reference(_)) {
            self.shortcuts.forget();
        }
        schema
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
    /// The other keywords.
    pub rare: Rare,
    /// What the schema describes.
    pub kind: Kind,
}

impl Schema {
    /// The pinned name of the type.
    #[must_use]
    pub fn type_name(&self) -> Option<&str> {
        self.rare.rust_name.as_deref().or(self.rare.enum_name.as_deref())
    }

    /// Creates a schema at `pointer` without metadata.
    #[must_use]
    pub fn new(pointer: Pointer, kind: Kind) -> Self {
        Self {
            pointer,
            docs: Docs::default(),
            nullable: false,
            access: Access::ReadWrite,
            rare: Rare::default(),
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
